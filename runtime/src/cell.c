/* cell.c - memory of cells, and their handles. A handle is loop (14 bits), slot (26) and generation (24). */
#include "internal.h"

#include <errno.h>

enum { GENERATION_BITS = 24, SLOT_BITS = 26, CHUNKS_FIRST = 4 };

/* ---- memory ---------------------------------------------------------------------------------------------------------
 */

struct async__cell *async__cell_at(const struct async__loop *loop, uint32_t slot)
{
    return &loop->cells.chunks[slot / CHUNK_CELLS][slot % CHUNK_CELLS];
}

static bool grow_directory(struct async__loop *loop)
{
    uint32_t old = loop->cells.chunk_capacity, capacity = old ? 2 * old : CHUNKS_FIRST;
    struct async__cell **chunks =
        async__reallocate(loop->cells.chunks, old * sizeof *chunks, capacity * sizeof *chunks);
    if (!chunks) {
        return false;
    }
    loop->cells.chunks = chunks;
    loop->cells.chunk_capacity = capacity;
    return true;
}

static bool add_chunk(struct async__loop *loop)
{
    if (loop->cells.fresh == SLOTS) {
        return false;
    }
    if (loop->cells.chunk_count == loop->cells.chunk_capacity && !grow_directory(loop)) {
        return false;
    }
    struct async__cell *chunk = async__allocate(CHUNK_CELLS * sizeof *chunk);
    if (!chunk) {
        return false;
    }
    loop->cells.chunks[loop->cells.chunk_count++] = chunk;
    return true;
}

static struct async__cell *fresh_cell(struct async__loop *loop)
{
    uint32_t slot = loop->cells.fresh;
    if (slot == loop->cells.chunk_count * CHUNK_CELLS && !add_chunk(loop)) {
        return NULL;
    }
    loop->cells.fresh++;
    struct async__cell *cell = async__cell_at(loop, slot);
    memset(cell, 0, sizeof *cell);
    cell->generation = loop->cells.first_generation & GENERATION_LARGEST;
    cell->slot = slot & (SLOTS - 1);
    return cell;
}

struct async__cell *async__cell_new(struct async__loop *loop)
{
    struct async__cell *cell = loop->cells.free;
    if (async__thread.hooks && async__fault("malloc")) {
        return NULL;
    }
    if (!cell) {
        return fresh_cell(loop);
    }
    loop->cells.free = cell->link.next;
    uint32_t slot = cell->slot, generation = cell->generation;
    memset(cell, 0, sizeof *cell);
    cell->slot = slot & (SLOTS - 1);
    cell->generation = generation & GENERATION_LARGEST;
    return cell;
}

void async__cell_renew(struct async__cell *cell)
{
    if (cell->generation < GENERATION_LARGEST) {
        cell->generation++;
    }
}

void async__cell_free(struct async__loop *loop, struct async__cell *cell)
{
    if (cell->generation == GENERATION_LARGEST) {
        cell->state = CELL_RETIRED;
        return;
    }
    cell->generation++;
    cell->state = CELL_FREE;
    cell->link.next = loop->cells.free;
    loop->cells.free = cell;
}

static uint32_t next_generation(struct async__loop *loop)
{
    uint32_t next = loop->cells.first_generation;
    for (uint32_t slot = 0; slot < loop->cells.fresh; slot++) {
        const struct async__cell *cell = async__cell_at(loop, slot);
        if (cell->generation >= next) {
            next = cell->generation + 1;
        }
    }
    return next;
}

/* All cells are free. Their memory goes, if the generations that are left suffice to tell handles to the next cells in
 * these slots from those that are out. Else it stays for the next loop of this number. */
void async__cells_close(struct async__loop *loop)
{
    uint32_t next = next_generation(loop);
    if (next > GENERATION_LARGEST / 2) {
        return;
    }
    for (uint32_t i = 0; i < loop->cells.chunk_count; i++) {
        async__release(loop->cells.chunks[i]);
    }
    async__release(loop->cells.chunks);
    memset(&loop->cells, 0, sizeof loop->cells);
    loop->cells.first_generation = next;
}

/* ---- handles --------------------------------------------------------------------------------------------------------
 */

uint64_t async__cell_id(const struct async__loop *loop, const struct async__cell *cell)
{
    return (uint64_t)loop->id << (SLOT_BITS + GENERATION_BITS) | (uint64_t)cell->slot << GENERATION_BITS |
           cell->generation;
}

async_any async__cell_handle(const struct async__loop *loop, const struct async__cell *cell)
{
    return (async_any)(uintptr_t)async__cell_id(loop, cell);
}

/* A loop that this thread may use, but does not run. */
static struct async__loop *idle_loop(uint32_t number, int *error)
{
    struct async__loop *loop = async__loops[number];
    *error = -ESTALE;
    return loop && loop->generation & 1 ? async__loop_of(async__loop_handle(loop), error) : NULL;
}

struct async__cell *async__cell_find(uint64_t id, struct async__loop **loop, int *error)
{
    struct async__loop *found = async__thread.running;
    uint32_t number = (uint32_t)(id >> (SLOT_BITS + GENERATION_BITS));
    if (!found || found->id != number) {
        found = idle_loop(number, error);
        if (!found) {
            return NULL;
        }
    }
    uint32_t slot = (uint32_t)(id >> GENERATION_BITS) & ((1 << SLOT_BITS) - 1);
    *loop = found;
    *error = -ESTALE;
    if (slot >= found->cells.fresh) {
        return NULL;
    }
    struct async__cell *cell = async__cell_at(found, slot);
    return cell->generation == (id & GENERATION_LARGEST) && cell->state > CELL_RETIRED ? cell : NULL;
}

/* ---- handles that are a failure in themselves
 * ------------------------------------------------------------------------ */

static const int failures[] = {ENOMEM, ESHUTDOWN, ESTALE, EOVERFLOW, EBUSY, EXDEV, EINVAL};
enum { FAILURES = sizeof failures / sizeof *failures };

async_any async__failed_handle(int code)
{
    uint64_t slot = 0;
    while (slot < FAILURES - 1 && failures[slot] != code) {
        slot++;
    }
    return (async_any)(uintptr_t)(slot << GENERATION_BITS | 1);
}

/* These cells stand for any number of futures of one failure, so they must not run out of references. */
static struct async__cell *failed_cell(uint64_t id)
{
    static ASYNC__TLS struct async__cell cells[FAILURES];
    uint64_t slot = id >> GENERATION_BITS;
    if (slot >= FAILURES || (id & GENERATION_LARGEST) != 1) {
        return NULL;
    }
    struct async__cell *cell = &cells[slot];
    cell->state = DONE_ERROR;
    cell->as.code = failures[slot];
    cell->is_retrieved = true;
    cell->references = cell->uses = COUNT_LARGEST / 2;
    return cell;
}

struct async__cell *async__future_find(async_any handle, struct async__loop **loop, int *error)
{
    uint64_t id = (uintptr_t)handle;
    if (id >> (SLOT_BITS + GENERATION_BITS) == 0) {
        int ignored;
        *error = -ESTALE;
        *loop = async__thread.running;
        if (!*loop && async__thread.event_loop) {
            *loop = async__loop_of(async__thread.event_loop, &ignored);
        }
        return failed_cell(id);
    }
    struct async__cell *cell = async__cell_find(id, loop, error);
    return cell && cell->state < CALLBACK_READY ? cell : NULL;
}
