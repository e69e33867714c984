/* plain_objects.c - the work with timers, locks and queues in plain C: intrusive lists of state machines that wait, an
 * intrusive heap of timers. They live in another file than their users would: nothing of them is inlined there. */
#include "machine.h"
#include "work.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#define LIBRARY static __attribute__((noinline))

enum { TIMERS = 1000, RIVALS = 100 };

double plain_bytes_per_sleeper;

static void machines_init(struct machines *list)
{
    list->first = NULL;
    list->end = &list->first;
}

/* The first of those that wait is ready again. */
static void wake_first(struct machines *list)
{
    if (list->first) {
        machine_enqueue(machines_pop(list));
    }
}

/* ---- queues ------------------------------------------------------------------------------------------------------ */

struct queue {
    struct machines getters, putters;
    unsigned long *items;
    size_t first, count, room;
};

static void queue_init(struct queue *queue, size_t room)
{
    *queue = (struct queue){.items = malloc(room * sizeof *queue->items), .room = room};
    if (!queue->items) {
        abort();
    }
    machines_init(&queue->getters);
    machines_init(&queue->putters);
}

/* False: `machine` waits, and is to try again at its turn. */
LIBRARY bool queue_put(struct queue *queue, unsigned long item, struct machine *machine)
{
    if (queue->count == queue->room) {
        machines_push(&queue->putters, machine);
        return false;
    }
    size_t at = queue->first + queue->count++;
    queue->items[at < queue->room ? at : at - queue->room] = item;
    wake_first(&queue->getters);
    return true;
}

LIBRARY bool queue_get(struct queue *queue, unsigned long *item, struct machine *machine)
{
    if (!queue->count) {
        machines_push(&queue->getters, machine);
        return false;
    }
    *item = queue->items[queue->first];
    queue->first = queue->first + 1 < queue->room ? queue->first + 1 : 0;
    queue->count--;
    wake_first(&queue->putters);
    return true;
}

struct player {
    struct machine machine;
    struct queue *in, *out;
    unsigned long i, n, x;
};

static int ping_step(struct machine *machine)
{
    struct player *player = (struct player *)machine;
    switch (machine->state) {
    case 0:
        for (player->i = 0; player->i < player->n; player->i++) {
            machine->state = 1;
            __attribute__((fallthrough));
        case 1:
            if (!queue_put(player->out, player->x, machine)) {
                return 0;
            }
            machine->state = 2;
            __attribute__((fallthrough));
        case 2:
            if (!queue_get(player->in, &player->x, machine)) {
                return 0;
            }
        }
    }
    return 1;
}

static int pong_step(struct machine *machine)
{
    struct player *player = (struct player *)machine;
    switch (machine->state) {
    case 0:
        for (player->i = 0; player->i < player->n; player->i++) {
            machine->state = 1;
            __attribute__((fallthrough));
        case 1:
            if (!queue_get(player->in, &player->x, machine)) {
                return 0;
            }
            player->x++;
            machine->state = 2;
            __attribute__((fallthrough));
        case 2:
            if (!queue_put(player->out, player->x, machine)) {
                return 0;
            }
        }
    }
    return 1;
}

unsigned long plain_ping_pong(unsigned long n)
{
    struct queue there, back;
    queue_init(&there, 1);
    queue_init(&back, 1);
    struct player ping = {.machine.step = ping_step, .in = &back, .out = &there, .n = n};
    struct player pong = {.machine.step = pong_step, .in = &there, .out = &back, .n = n};
    machine_enqueue(&ping.machine);
    machine_enqueue(&pong.machine);
    machine_run();
    free(there.items);
    free(back.items);
    return ping.x;
}

/* ---- timers ------------------------------------------------------------------------------------------------------ */

struct timer {
    size_t position; /* in the heap + 1; 0: not set */
    void (*fn)(void *arg);
    void *arg;
};

struct entry {
    int64_t when;
    struct timer *timer;
};

static struct {
    struct entry *entries;
    size_t count, capacity;
} heap;

static void heap_place(size_t at, struct entry entry)
{
    heap.entries[at] = entry;
    entry.timer->position = at + 1;
}

static void heap_up(size_t at, struct entry entry)
{
    for (; at && entry.when < heap.entries[(at - 1) / 2].when; at = (at - 1) / 2) {
        heap_place(at, heap.entries[(at - 1) / 2]);
    }
    heap_place(at, entry);
}

static void heap_down(size_t at, struct entry entry)
{
    for (size_t child; (child = 2 * at + 1) < heap.count; at = child) {
        child += child + 1 < heap.count && heap.entries[child + 1].when < heap.entries[child].when;
        if (entry.when <= heap.entries[child].when) {
            break;
        }
        heap_place(at, heap.entries[child]);
    }
    heap_place(at, entry);
}

LIBRARY bool timer_cancel(struct timer *timer)
{
    if (!timer->position) {
        return false;
    }
    size_t at = timer->position - 1;
    struct entry last = heap.entries[--heap.count];
    timer->position = 0;
    if (at == heap.count) {
        return true;
    }
    if (at && last.when < heap.entries[(at - 1) / 2].when) {
        heap_up(at, last);
    } else {
        heap_down(at, last);
    }
    return true;
}

LIBRARY void timer_start(struct timer *timer, double seconds, void (*fn)(void *arg), void *arg)
{
    struct timespec now;
    if (heap.count == heap.capacity) {
        heap.capacity = heap.capacity ? 2 * heap.capacity : 16;
        heap.entries = realloc(heap.entries, heap.capacity * sizeof *heap.entries);
        if (!heap.entries) {
            abort();
        }
    }
    timer->fn = fn;
    timer->arg = arg;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t when = now.tv_sec * INT64_C(1000000000) + now.tv_nsec + (int64_t)(seconds * 1e9);
    heap_up(heap.count++, (struct entry){when, timer});
}

static void heap_free(void)
{
    free(heap.entries);
    heap.entries = NULL;
    heap.capacity = 0;
}

static void nothing(void *arg)
{
    (void)arg;
}

unsigned long plain_timers(unsigned long n)
{
    static struct timer timers[TIMERS];
    unsigned long cancelled = 0;
    for (unsigned long i = 0; i < n + TIMERS; i++) {
        cancelled += timer_cancel(&timers[i % TIMERS]);
        timer_start(&timers[i % TIMERS], timer_delay(i), nothing, NULL);
    }
    for (int i = 0; i < TIMERS; i++) {
        timer_cancel(&timers[i]);
    }
    heap_free();
    return cancelled;
}

struct sleeper {
    struct machine machine;
    struct timer timer;
};

static void wake_sleeper(void *arg)
{
    machine_enqueue(arg);
}

static int sleeper_step(struct machine *machine)
{
    struct sleeper *sleeper = (struct sleeper *)machine;
    if (machine->state == 0) {
        machine->state = 1;
        timer_start(&sleeper->timer, 1000, wake_sleeper, machine);
        return 0;
    }
    return 1;
}

unsigned long plain_sleepers(unsigned long n)
{
    size_t before = heap_in_use();
    struct sleeper **sleepers = malloc(n * sizeof *sleepers);
    unsigned long cancelled = 0;
    if (!sleepers) {
        abort();
    }
    for (unsigned long i = 0; i < n; i++) {
        sleepers[i] = calloc(1, sizeof *sleepers[i]);
        if (!sleepers[i]) {
            abort();
        }
        sleepers[i]->machine.step = sleeper_step;
        machine_enqueue(&sleepers[i]->machine);
    }
    machine_run();
    plain_bytes_per_sleeper = (double)(heap_in_use() - before) / (double)n;
    for (unsigned long i = 0; i < n; i++) {
        cancelled += timer_cancel(&sleepers[i]->timer);
        free(sleepers[i]);
    }
    free(sleepers);
    heap_free();
    return cancelled;
}

/* ---- locks ------------------------------------------------------------------------------------------------------- */

struct lock {
    struct machines waiters;
    bool is_held;
};

/* False: `machine` waits, and has it at its turn. */
LIBRARY bool lock_acquire(struct lock *lock, struct machine *machine)
{
    if (lock->is_held) {
        machines_push(&lock->waiters, machine);
        return false;
    }
    lock->is_held = true;
    return true;
}

LIBRARY void lock_release(struct lock *lock)
{
    if (lock->waiters.first) {
        machine_enqueue(machines_pop(&lock->waiters));
    } else {
        lock->is_held = false;
    }
}

struct rival {
    struct machine machine;
    struct lock *lock;
    unsigned long i, n, *count;
};

static int alone_step(struct machine *machine)
{
    struct rival *rival = (struct rival *)machine;
    switch (machine->state) {
    case 0:
        for (rival->i = 0; rival->i < rival->n; rival->i++) {
            if (!lock_acquire(rival->lock, machine)) {
                machine->state = 1;
                return 0;
            }
            __attribute__((fallthrough));
        case 1:
            ++*rival->count;
            lock_release(rival->lock);
        }
    }
    return 1;
}

unsigned long plain_locks(unsigned long n)
{
    struct lock lock = {.is_held = false};
    unsigned long count = 0;
    struct rival rival = {.machine.step = alone_step, .lock = &lock, .n = n, .count = &count};
    machines_init(&lock.waiters);
    machine_enqueue(&rival.machine);
    machine_run();
    return count;
}

static int rival_step(struct machine *machine)
{
    struct rival *rival = (struct rival *)machine;
    switch (machine->state) {
    case 0:
        for (rival->i = 0; rival->i < rival->n; rival->i++) {
            if (!lock_acquire(rival->lock, machine)) {
                machine->state = 1;
                return 0;
            }
            __attribute__((fallthrough));
        case 1:
            machine->state = 2;
            machine_enqueue(machine);
            return 0;
        case 2:
            ++*rival->count;
            lock_release(rival->lock);
        }
    }
    return 1;
}

unsigned long plain_locks_of_many(unsigned long n)
{
    struct lock lock = {.is_held = false};
    struct rival rivals[RIVALS];
    unsigned long count = 0;
    machines_init(&lock.waiters);
    for (int i = 0; i < RIVALS; i++) {
        rivals[i] = (struct rival){.machine.step = rival_step, .lock = &lock, .n = n / RIVALS, .count = &count};
        machine_enqueue(&rivals[i].machine);
    }
    machine_run();
    return count;
}
