/* items.c - see items.h. */
#include "items.h"

#include "memory.h"

#include <string.h>

static void *item_at(const struct async__items *items, size_t at)
{
    return items->memory + at * items->size;
}

/* Most items are pointers, or as large as these. */
static inline void copy_item(void *to, const void *from, size_t size)
{
    if (size == sizeof(void *)) {
        memcpy(to, from, sizeof(void *));
    } else {
        memcpy(to, from, size);
    }
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

/* What the ring has at the beginning of its memory goes behind the rest. */
static void unwrap(struct async__items *items, char *memory)
{
    size_t behind =
        items->count - (items->count < items->capacity - items->first ? items->count : items->capacity - items->first);
    size_t before = items->count - behind;
    memcpy(memory, item_at(items, items->first), before * items->size);
    memcpy(memory + before * items->size, items->memory, behind * items->size);
    items->first = 0;
}

bool async__items_reserve(struct async__items *items)
{
    if (items->count < items->capacity) {
        return true;
    }
    size_t capacity = items->capacity ? 2 * items->capacity : 8;
    bool has_ages = items->order == ITEMS_PRIORITY;
    char *memory = async__allocate(capacity * items->size);
    unsigned long long *ages = has_ages ? async__allocate(capacity * sizeof *ages) : NULL;
    if (!memory || (has_ages && !ages)) {
        async__release(memory);
        async__release(ages);
        return false;
    }
    if (items->count) {
        unwrap(items, memory);
    }
    if (items->count && has_ages) {
        memcpy(ages, items->ages, items->count * sizeof *ages);
    }
    async__items_free(items);
    items->memory = memory;
    items->ages = ages;
    items->capacity = capacity;
    return true;
}

void async__items_free(struct async__items *items)
{
    async__release(items->memory);
    async__release(items->ages);
    items->memory = NULL;
    items->ages = NULL;
    items->capacity = 0;
}

/* ---- the smallest first: a binary heap, not inlined: others need not save registers for it ------------------------
 */

static bool is_before(const struct async__items *items, const void *a, unsigned long long age, size_t b)
{
    int difference = items->compare(a, item_at(items, b));
    return difference ? difference < 0 : age < items->ages[b];
}

static void place(struct async__items *items, size_t at, const void *item, unsigned long long age)
{
    memcpy(item_at(items, at), item, items->size);
    items->ages[at] = age;
}

static __attribute__((noinline)) void heap_push(struct async__items *items, const void *item)
{
    size_t at = items->count;
    unsigned long long age = items->age++;
    while (at && is_before(items, item, age, (at - 1) / 2)) {
        place(items, at, item_at(items, (at - 1) / 2), items->ages[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    place(items, at, item, age);
}

/* The last one goes where the first was, and down from there. */
static __attribute__((noinline)) void heap_close_gap(struct async__items *items)
{
    size_t last = items->count, at = 0;
    const void *item = item_at(items, last);
    unsigned long long age = items->ages[last];
    for (size_t child = 1; child < last; child = 2 * at + 1) {
        bool right = child + 1 < last && is_before(items, item_at(items, child + 1), items->ages[child + 1], child);
        child += right;
        if (is_before(items, item, age, child)) {
            break;
        }
        place(items, at, item_at(items, child), items->ages[child]);
        at = child;
    }
    if (at != last) {
        place(items, at, item, age);
    }
}

/* ---- in and out -------------------------------------------------------------------------------------------------- */

void async__items_push(struct async__items *items, const void *item)
{
    if (items->order == ITEMS_PRIORITY) {
        heap_push(items, item);
    } else {
        size_t at = items->first + items->count;
        copy_item(item_at(items, at < items->capacity ? at : at - items->capacity), item, items->size);
    }
    items->count++;
}

void async__items_pop(struct async__items *items, void *item)
{
    size_t at = items->order == ITEMS_LIFO ? items->count - 1 : items->first;
    copy_item(item, item_at(items, at), items->size);
    items->count--;
    if (items->order == ITEMS_FIFO) {
        items->first = items->first + 1 < items->capacity ? items->first + 1 : 0;
    } else if (items->order == ITEMS_PRIORITY) {
        heap_close_gap(items);
    }
}
