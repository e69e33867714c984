/* cell.c - memory of cells, and their handles. A handle is loop (14 bits), slot (26) and generation (24). */
#include "internal.h"

#include <errno.h>

enum { CHUNKS_FIRST = 4 };

/* ---- memory ------------------------------------------------------------------------------------------------------ */

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

/* Makes a chunk of free cells. */
static bool add_chunk(struct async__loop *loop)
{
    uint32_t slot = loop->cells.count;
    if (slot == SLOTS || (loop->cells.chunk_count == loop->cells.chunk_capacity && !grow_directory(loop))) {
        return false;
    }
    struct async__cell *chunk = async__allocate(CHUNK_CELLS * sizeof *chunk);
    if (!chunk) {
        return false;
    }
    uint64_t id = (uint64_t)loop->id << (SLOT_BITS + GENERATION_BITS) | (uint64_t)slot << GENERATION_BITS |
                  loop->cells.first_generation;
    for (size_t i = 0; i < CHUNK_CELLS; i++, id += 1 << GENERATION_BITS) {
        struct async__cell *next = i + 1 < CHUNK_CELLS ? &chunk[i + 1] : loop->cells.free;
        chunk[i] = (struct async__cell){.link.next = next, .id = id, .state = CELL_FREE};
    }
    loop->cells.free = chunk;
    loop->cells.chunks[loop->cells.chunk_count++] = chunk;
    loop->cells.count += CHUNK_CELLS;
    return true;
}

struct async__cell *async__cell_new_slow(struct async__loop *loop)
{
    if (async__fault("malloc") || (!loop->cells.free && !add_chunk(loop))) {
        return NULL;
    }
    struct async__cell *cell = loop->cells.free;
    loop->cells.free = cell->link.next;
    *cell = (struct async__cell){.id = cell->id};
    return cell;
}

void async__cell_renew(struct async__cell *cell)
{
    if ((cell->id & GENERATION_LARGEST) < GENERATION_LARGEST) {
        cell->id++;
    }
}

/* All cells are free. Their memory goes, if the generations that are left suffice to tell handles to the next cells in
 * these slots from those that are out. Else it stays for the next loop of this number. */
void async__cells_close(struct async__loop *loop, uint32_t largest_generation)
{
    if (largest_generation >= GENERATION_LARGEST / 2) {
        return;
    }
    for (uint32_t i = 0; i < loop->cells.chunk_count; i++) {
        async__release(loop->cells.chunks[i]);
    }
    async__release(loop->cells.chunks);
    memset(&loop->cells, 0, sizeof loop->cells);
    loop->cells.first_generation = largest_generation + 1;
}

/* ---- handles ----------------------------------------------------------------------------------------------------- */

/* A loop that this thread may use, but does not run. */
static struct async__loop *idle_loop(uint32_t number, int *error)
{
    struct async__loop *loop = async__loops[number];
    *error = -ESTALE;
    return loop && loop->generation & 1 ? async__loop_of(async__loop_handle(loop), error) : NULL;
}

struct async__cell *async__cell_find_slow(uint64_t id, struct async__loop **loop, int *error)
{
    *loop = idle_loop((uint32_t)(id >> (SLOT_BITS + GENERATION_BITS)), error);
    if (!*loop) {
        return NULL;
    }
    *error = -ESTALE;
    return async__cell_of(*loop, id);
}

/* ---- handles that are a failure in themselves -------------------------------------------------------------------- */

static const int failures[] = {ENOMEM, ESHUTDOWN, ESTALE, EOVERFLOW, EBUSY,  EXDEV, EMFILE,
                               ENFILE, ENOSPC,    ENODEV, EPERM,     EAGAIN, EINVAL};
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
    cell->id = id;
    cell->state = DONE_ERROR;
    cell->as.code = failures[slot];
    cell->is_retrieved = true;
    cell->references = UINT32_MAX / 2;
    cell->uses = USES_LARGEST;
    return cell;
}

static struct async__cell *failed_find(uint64_t id, struct async__loop **loop, int *error)
{
    int ignored;
    *error = -ESTALE;
    *loop = async__thread.running;
    if (!*loop && async__thread.event_loop) {
        *loop = async__loop_here(async__thread.event_loop, &ignored);
    }
    return failed_cell(id);
}

struct async__cell *async__future_missing(uint64_t id, struct async__loop **loop, int *error)
{
    uint32_t number = (uint32_t)(id >> (SLOT_BITS + GENERATION_BITS));
    if (!number) {
        return failed_find(id, loop, error);
    }
    if (*error == -ESTALE) {
        async__misused(async__loops[number], ESTALE, "a future was used after its end");
    }
    return NULL;
}
