/* heap.h - the timers of a loop: a binary heap by deadline, those of equal deadlines first come, first served. Each
 * cell knows the position of its timer, so that one is removed in logarithmic time, wherever it is. */
#ifndef ASYNC_HEAP_H
#define ASYNC_HEAP_H

#include "internal.h"

static inline bool async__timer_before(const struct async__timer *a, const struct async__timer *b)
{
    return a->when != b->when ? a->when < b->when : a->order < b->order;
}

static inline void async__heap_place(struct async__timer *heap, size_t at, struct async__timer timer)
{
    heap[at] = timer;
    timer.cell->link.position = at;
}

/* Puts `timer` at `at` or above: parents that come after it move down. */
static inline void async__heap_up(struct async__timer *heap, size_t at, struct async__timer timer)
{
    while (at > 0 && async__timer_before(&timer, &heap[(at - 1) / 2])) {
        async__heap_place(heap, at, heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    async__heap_place(heap, at, timer);
}

/* Puts `timer` at `at` or below, in a heap of `count`: children that come before it move up. */
static inline void async__heap_down(struct async__timer *heap, size_t count, size_t at, struct async__timer timer)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && async__timer_before(&heap[child + 1], &heap[child])) {
            child++;
        }
        if (!async__timer_before(&heap[child], &timer)) {
            break;
        }
        async__heap_place(heap, at, heap[child]);
    }
    async__heap_place(heap, at, timer);
}

/* Takes the timer at `at` out of a heap of `count`, which is one smaller then. */
static inline void async__heap_remove(struct async__timer *heap, size_t count, size_t at)
{
    struct async__timer last = heap[count - 1];
    if (at == count - 1) {
        return;
    }
    if (at > 0 && async__timer_before(&last, &heap[(at - 1) / 2])) {
        async__heap_up(heap, at, last);
    } else {
        async__heap_down(heap, count - 1, at, last);
    }
}

#endif
