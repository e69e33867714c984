/* plain.c - the same work in plain C: calls where nothing suspends, state machines written by hand where something
 * does. */
#include "work.h"

#include <malloc.h>
#include <stdlib.h>

enum { TASKS = 1000, DEPTH = 100 };

double plain_bytes_per_task;

size_t heap_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* ---- calls ------------------------------------------------------------------------------------------------------- */

static __attribute__((noinline)) unsigned long add_one(unsigned long x)
{
    return x + 1;
}

unsigned long plain_ready(unsigned long n)
{
    unsigned long sum = 0;
    for (unsigned long i = 0; i < n; i++) {
        sum = add_one(sum);
    }
    return sum;
}

static __attribute__((noinline)) unsigned fib(unsigned n)
{
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

unsigned long plain_fib(unsigned long n)
{
    return fib((unsigned)n);
}

/* ---- a queue of state machines ----------------------------------------------------------------------------------- */

struct machine {
    struct machine *next;
    struct machine *caller;               /* resumed when this one ends */
    int (*step)(struct machine *machine); /* 1: it has ended */
    unsigned state;
};

static struct machine *queue, **queue_end = &queue;

static void enqueue(struct machine *machine)
{
    machine->next = NULL;
    *queue_end = machine;
    queue_end = &machine->next;
}

static void run(void)
{
    while (queue) {
        struct machine *machine = queue;
        queue = machine->next;
        if (!queue) {
            queue_end = &queue;
        }
        while (machine->step(machine) && machine->caller) {
            machine = machine->caller;
        }
    }
}

struct yielder {
    struct machine machine;
    unsigned long i, n, result;
};

static int yielder_step(struct machine *machine)
{
    struct yielder *yielder = (struct yielder *)machine;
    switch (machine->state) {
    case 0:
        for (yielder->i = 0; yielder->i < yielder->n; yielder->i++) {
            machine->state = 1;
            enqueue(machine);
            return 0;
        case 1:;
        }
    }
    yielder->result = yielder->n;
    return 1;
}

static struct yielder *new_yielder(unsigned long n)
{
    struct yielder *yielder = calloc(1, sizeof *yielder);
    if (!yielder) {
        abort();
    }
    yielder->machine.step = yielder_step;
    yielder->n = n;
    return yielder;
}

unsigned long plain_yields(unsigned long n)
{
    struct yielder *yielder = new_yielder(n);
    unsigned long result;
    enqueue(&yielder->machine);
    run();
    result = yielder->result;
    free(yielder);
    return result;
}

unsigned long plain_yields_of_many(unsigned long n)
{
    static struct yielder *yielders[TASKS];
    unsigned long sum = 0;
    for (int i = 0; i < TASKS; i++) {
        yielders[i] = new_yielder(n / TASKS);
        enqueue(&yielders[i]->machine);
    }
    run();
    for (int i = 0; i < TASKS; i++) {
        sum += yielders[i]->result;
        free(yielders[i]);
    }
    return sum;
}

static int pass_on(struct machine *machine)
{
    (void)machine;
    return 1;
}

unsigned long plain_deep(unsigned long n)
{
    struct machine frames[DEPTH - 1];
    struct yielder *yielder = new_yielder(n);
    unsigned long result;
    for (int i = 0; i < DEPTH - 1; i++) {
        frames[i] = (struct machine){.step = pass_on, .caller = i ? &frames[i - 1] : NULL};
    }
    yielder->machine.caller = &frames[DEPTH - 2];
    enqueue(&yielder->machine);
    run();
    result = yielder->result;
    free(yielder);
    return result;
}

/* ---- tasks: one allocation each, with the arguments, the result and who waits for it ----------------------------- */

struct task {
    struct machine machine;
    unsigned long x, result;
};

static int task_step(struct machine *machine)
{
    struct task *task = (struct task *)machine;
    task->result = add_one(task->x);
    return 1;
}

unsigned long plain_spawns(unsigned long n)
{
    struct task **tasks = malloc(n * sizeof *tasks);
    size_t before = heap_in_use();
    unsigned long sum = 0;
    if (!tasks) {
        abort();
    }
    for (unsigned long i = 0; i < n; i++) {
        tasks[i] = calloc(1, sizeof *tasks[i]);
        if (!tasks[i]) {
            abort();
        }
        tasks[i]->machine.step = task_step;
        tasks[i]->x = i;
        enqueue(&tasks[i]->machine);
    }
    plain_bytes_per_task = (double)(heap_in_use() - before) / (double)n;
    run();
    for (unsigned long i = 0; i < n; i++) {
        sum += tasks[i]->result;
        free(tasks[i]);
    }
    free(tasks);
    return sum;
}
