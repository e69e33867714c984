/* machine.h - state machines written by hand, and the queue of those that are ready: what the work in plain C is made
 * of. */
#ifndef BENCH_MACHINE_H
#define BENCH_MACHINE_H

#include <stddef.h>

struct machine {
    struct machine *next;                 /* in the queue, or in a list of those that wait */
    struct machine *caller;               /* resumed when this one ends */
    int (*step)(struct machine *machine); /* 1: it has ended */
    unsigned state;
};

struct machines {
    struct machine *first, **end;
};

/* Those that are ready. */
extern struct machines machine_queue;

static inline void machines_push(struct machines *list, struct machine *machine)
{
    machine->next = NULL;
    *list->end = machine;
    list->end = &machine->next;
}

static inline struct machine *machines_pop(struct machines *list)
{
    struct machine *machine = list->first;
    list->first = machine->next;
    if (!list->first) {
        list->end = &list->first;
    }
    return machine;
}

static inline void machine_enqueue(struct machine *machine)
{
    machines_push(&machine_queue, machine);
}

/* Runs the queue until it is empty. */
void machine_run(void);

#endif
