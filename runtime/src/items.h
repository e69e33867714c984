/* items.h - the items of a queue: bytes of one size each, that leave in the order in which they came, in the reverse
 * one, or the smallest first. */
#ifndef ASYNC_ITEMS_H
#define ASYNC_ITEMS_H

#include <stdbool.h>
#include <stddef.h>

enum async__order { ITEMS_FIFO, ITEMS_LIFO, ITEMS_PRIORITY };

struct async__items {
    enum async__order order;
    int (*compare)(const void *a, const void *b); /* with ITEMS_PRIORITY, as that of qsort() */
    size_t size;
    size_t count, capacity;
    size_t first; /* with ITEMS_FIFO, where the memory is a ring */
    char *memory;
    unsigned long long *ages; /* with ITEMS_PRIORITY, of each: equal ones leave in the order in which they came */
    unsigned long long age;
};

/* Makes room for one more. False: no memory. */
bool async__items_reserve(struct async__items *items);
/* Puts one in. There is room. */
void async__items_push(struct async__items *items, const void *item);
/* Takes the next one out, of which there is one. */
void async__items_pop(struct async__items *items, void *item);
void async__items_free(struct async__items *items);

#endif
