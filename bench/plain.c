/* plain.c - the same work in plain C: calls where nothing suspends, state machines written by hand where something
 * does. */
#include "machine.h"
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

struct machines machine_queue = {NULL, &machine_queue.first};

void machine_run(void)
{
    while (machine_queue.first) {
        struct machine *machine = machines_pop(&machine_queue);
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
            machine_enqueue(machine);
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
    machine_enqueue(&yielder->machine);
    machine_run();
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
        machine_enqueue(&yielders[i]->machine);
    }
    machine_run();
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
    machine_enqueue(&yielder->machine);
    machine_run();
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
        machine_enqueue(&tasks[i]->machine);
    }
    plain_bytes_per_task = (double)(heap_in_use() - before) / (double)n;
    machine_run();
    for (unsigned long i = 0; i < n; i++) {
        sum += tasks[i]->result;
        free(tasks[i]);
    }
    free(tasks);
    return sum;
}

/* ---- the same, each joined before the next is spawned ------------------------------------------------------------ */

struct spawner {
    struct machine machine;
    unsigned long i, n, sum;
    struct joined *task;
};

struct joined {
    struct task task;
    struct machine *waiter;
};

static int joined_step(struct machine *machine)
{
    struct joined *joined = (struct joined *)machine;
    task_step(machine);
    machine_enqueue(joined->waiter);
    return 1;
}

static struct joined *new_joined(unsigned long x, struct machine *waiter)
{
    struct joined *joined = calloc(1, sizeof *joined);
    if (!joined) {
        abort();
    }
    joined->task.machine.step = joined_step;
    joined->task.x = x;
    joined->waiter = waiter;
    machine_enqueue(&joined->task.machine);
    return joined;
}

static int spawner_step(struct machine *machine)
{
    struct spawner *spawner = (struct spawner *)machine;
    switch (machine->state) {
    case 0:
        for (spawner->i = 0; spawner->i < spawner->n; spawner->i++) {
            spawner->task = new_joined(spawner->i, machine);
            machine->state = 1;
            return 0;
        case 1:
            spawner->sum += spawner->task->task.result;
            free(spawner->task);
        }
    }
    return 1;
}

unsigned long plain_spawns_in_turn(unsigned long n)
{
    struct spawner spawner = {.machine.step = spawner_step, .n = n};
    machine_enqueue(&spawner.machine);
    machine_run();
    return spawner.sum;
}
