/* cell.h - the short ways of making, freeing, listing and finding a cell; the long ones are in cell.c. */
#ifndef ASYNC_CELL_H
#define ASYNC_CELL_H

/* Where no cell is free, or an allocation may have to fail. */
struct async__cell *async__cell_new_slow(struct async__loop *loop);
/* Of another loop than the running one. */
struct async__cell *async__cell_find_slow(uint64_t id, struct async__loop **loop, int *error);
/* A handle that is a failure in itself, or names no future. */
ASYNC__COLD struct async__cell *async__future_missing(uint64_t id, struct async__loop **loop, int *error);

static inline struct async__cell *async__cell_new(struct async__loop *loop)
{
    struct async__cell *cell = loop->cells.free;
    if (ASYNC__UNLIKELY(!cell || async__thread.hooks)) {
        return async__cell_new_slow(loop);
    }
    loop->cells.free = cell->link.next;
    *cell = (struct async__cell){.id = cell->id};
    return cell;
}

static inline void async__cell_free(struct async__loop *loop, struct async__cell *cell)
{
    if (ASYNC__UNLIKELY(cell->locals)) {
        async__locals_release(cell->locals);
    }
    if (ASYNC__UNLIKELY((cell->id & GENERATION_LARGEST) == GENERATION_LARGEST)) {
        cell->state = CELL_RETIRED;
        return;
    }
    cell->id++;
    cell->state = CELL_FREE;
    cell->link.next = loop->cells.free;
    loop->cells.free = cell;
}

/* ---- lists: `previous` of the first is the last ------------------------------------------------------------------ */

static inline void async__list_append(struct async__cell **first, struct async__cell *cell)
{
    cell->link.next = NULL;
    if (*first) {
        cell->list.previous = (*first)->list.previous;
        (*first)->list.previous->link.next = cell;
        (*first)->list.previous = cell;
    } else {
        cell->list.previous = cell;
        *first = cell;
    }
}

static inline void async__list_remove(struct async__cell **first, struct async__cell *cell)
{
    struct async__cell *next = cell->link.next, *previous = cell->list.previous;
    bool is_first = cell == *first;
    if (is_first) {
        *first = next;
    } else {
        previous->link.next = next;
    }
    if (next) {
        next->list.previous = previous;
    } else if (!is_first) {
        (*first)->list.previous = previous;
    }
}

/* ---- finding ----------------------------------------------------------------------------------------------------- */

/* The cell of this loop that a number names, or NULL. */
static inline struct async__cell *async__cell_of(const struct async__loop *loop, uint64_t id)
{
    uint32_t slot = (uint32_t)(id >> GENERATION_BITS) & ((1 << SLOT_BITS) - 1);
    if (slot >= loop->cells.count) {
        return NULL;
    }
    struct async__cell *cell = async__cell_at(loop, slot);
    return cell->id == id && cell->state > CELL_RETIRED ? cell : NULL;
}

static inline struct async__cell *async__cell_find(uint64_t id, struct async__loop **loop, int *error)
{
    struct async__loop *running = async__thread.running;
    if (ASYNC__UNLIKELY(!running || running->id != id >> (SLOT_BITS + GENERATION_BITS))) {
        return async__cell_find_slow(id, loop, error);
    }
    *loop = running;
    *error = -ESTALE;
    return async__cell_of(running, id);
}

static inline struct async__cell *async__future_find(async_any handle, struct async__loop **loop, int *error)
{
    uint64_t id = (uintptr_t)handle;
    struct async__cell *cell = async__cell_find(id, loop, error);
    if (ASYNC__LIKELY(cell && cell->state < CALLBACK_READY)) {
        return cell;
    }
    return async__future_missing(id, loop, error);
}

#endif
