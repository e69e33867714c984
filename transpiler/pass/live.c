/* live.c - four questions about each local at each await, each answered by the same solver over bit sets.
 *
 *   needed     is its value read later?              backwards, on some path
 *   assigned   has it been given a value?            forwards, on every path
 *   holds      may it have been given one?           forwards, on some path
 *   escaped    may its address have been taken?      forwards, on some path, since its block was entered
 *
 * `holds` keeps a buffer that is declared early and filled late out of frames. */
#include "pass/live.h"

#include "pass/live_events.h"

#include <string.h>

enum question { NEEDED, ASSIGNED, HOLDS, ESCAPED, QUESTIONS };
enum effect { NONE, GEN, KILL };

static const struct {
    bool backwards, on_every_path;
    enum effect effects[AC_EVENT_KINDS];
} questions[QUESTIONS] = {
    [NEEDED] = {.backwards = true,
                .effects = {[AC_EVENT_USE] = GEN,
                            [AC_EVENT_ADDRESS] = GEN,
                            [AC_EVENT_WRITE] = KILL,
                            [AC_EVENT_CAUGHT] = KILL,
                            [AC_EVENT_DECLARE] = KILL}},
    [ASSIGNED] = {.on_every_path = true,
                  .effects = {[AC_EVENT_ADDRESS] = GEN,
                              [AC_EVENT_WRITE] = GEN,
                              [AC_EVENT_CAUGHT] = GEN,
                              [AC_EVENT_DECLARE] = KILL,
                              [AC_EVENT_ENTER] = KILL}},
    [HOLDS] = {.effects = {[AC_EVENT_ADDRESS] = GEN,
                           [AC_EVENT_WRITE] = GEN,
                           [AC_EVENT_MAYBE_WRITE] = GEN,
                           [AC_EVENT_CAUGHT] = GEN,
                           [AC_EVENT_DECLARE] = KILL,
                           [AC_EVENT_ENTER] = KILL}},
    [ESCAPED] = {.effects = {[AC_EVENT_ADDRESS] = GEN, [AC_EVENT_ENTER] = KILL}},
};

typedef uint64_t word;

struct links {
    unsigned *items;
    size_t count;
};

struct node {
    const struct ac_block *block;
    struct ac_events events;
    struct links before, after; /* predecessors, successors */
    word *gen, *kill;           /* of the question being answered */
    word *out[QUESTIONS];       /* what holds where the block is left, in the direction of the question */
    bool is_stale;
};

struct live {
    struct ac_unit *unit;
    struct ac_function *function;
    struct node *nodes;
    size_t count, words;
    word *at_entry; /* what the function begins with: its parameters */
    word *lasting;  /* live wherever they exist, see begin() and find_unseen() */
    word *joined;   /* scratch */
    struct ac_local **kept;
};

/* ---- bit sets ---------------------------------------------------------------------------------------------------- */

static word *new_set(const struct live *live)
{
    return ac_alloc(live->unit->arena, (live->words ? live->words : 1) * sizeof(word));
}

static void set_bit(word *set, unsigned index)
{
    set[index / 64] |= (word)1 << index % 64;
}

static void clear_bit(word *set, unsigned index)
{
    set[index / 64] &= ~((word)1 << index % 64);
}

static bool has_bit(const word *set, unsigned index)
{
    return set[index / 64] >> index % 64 & 1;
}

/* ---- the graph --------------------------------------------------------------------------------------------------- */

static struct links new_links(const struct live *live, size_t capacity)
{
    return (struct links){.items = ac_alloc(live->unit->arena, (capacity + 1) * sizeof(unsigned))};
}

static void link_nodes(struct live *live)
{
    size_t *counts = ac_alloc(live->unit->arena, (live->count + 1) * sizeof *counts);
    for (size_t i = 0; i < live->count; i++) {
        const struct ac_block *block = live->nodes[i].block;
        for (size_t k = 0; k < block->successors.count; k++) {
            counts[block->successors.items[k]->number]++;
        }
    }
    for (size_t i = 0; i < live->count; i++) {
        live->nodes[i].before = new_links(live, counts[i]);
        live->nodes[i].after = new_links(live, live->nodes[i].block->successors.count);
    }
    for (size_t i = 0; i < live->count; i++) {
        const struct ac_block *block = live->nodes[i].block;
        for (size_t k = 0; k < block->successors.count; k++) {
            struct node *successor = &live->nodes[block->successors.items[k]->number];
            successor->before.items[successor->before.count++] = (unsigned)i;
            live->nodes[i].after.items[live->nodes[i].after.count++] = block->successors.items[k]->number;
        }
    }
}

static void read_blocks(struct live *live)
{
    struct ac_arena *arena = live->unit->arena;
    live->nodes = ac_alloc(arena, (live->count + 1) * sizeof *live->nodes);
    for (size_t i = 0; i < live->count; i++) {
        struct node *node = &live->nodes[i];
        node->block = live->function->blocks.items[i];
        node->events = ac_events_of_block(arena, node->block);
        node->gen = new_set(live);
        node->kill = new_set(live);
    }
    link_nodes(live);
}

/* Locals whose address is taken, but not in any expression: others may know it at any time. */
static void find_unseen(struct live *live)
{
    word *seen = new_set(live);
    for (size_t i = 0; i < live->count; i++) {
        const struct ac_events *events = &live->nodes[i].events;
        for (size_t k = 0; k < events->count; k++) {
            if (events->items[k].kind == AC_EVENT_ADDRESS || events->items[k].kind == AC_EVENT_CAUGHT) {
                set_bit(seen, events->items[k].local);
            }
        }
    }
    for (size_t i = 0; i < live->function->locals.count; i++) {
        if (live->function->locals.items[i]->address_taken && !has_bit(seen, (unsigned)i)) {
            set_bit(live->lasting, (unsigned)i);
        }
    }
}

/* ---- the solver -------------------------------------------------------------------------------------------------- */

/* The effects of all events of a block as one. */
static void summarize(const struct live *live, struct node *node, enum question question)
{
    memset(node->gen, 0, live->words * sizeof(word));
    memset(node->kill, 0, live->words * sizeof(word));
    for (size_t i = 0; i < node->events.count; i++) {
        size_t at = questions[question].backwards ? node->events.count - 1 - i : i;
        struct ac_event event = node->events.items[at];
        enum effect effect = questions[question].effects[event.kind];
        if (effect == GEN) {
            set_bit(node->gen, event.local);
        } else if (effect == KILL) {
            set_bit(node->kill, event.local);
            clear_bit(node->gen, event.local);
        }
    }
}

/* What holds where control comes in, in the direction of the question. */
static void join(const struct live *live, size_t at, enum question question, word *result)
{
    const struct node *node = &live->nodes[at];
    const struct links *from = questions[question].backwards ? &node->after : &node->before;
    bool every = questions[question].on_every_path, begins = at == 0 && !questions[question].backwards;
    bool is_unreachable = !node->block->is_reachable && question == HOLDS; /* compilers warn there as well */
    if (begins && question != ESCAPED) {
        memcpy(result, live->at_entry, live->words * sizeof(word));
    } else {
        memset(result, (every && !begins) || is_unreachable ? 0xFF : 0, live->words * sizeof(word));
    }
    for (size_t i = 0; i < from->count; i++) {
        const word *out = live->nodes[from->items[i]].out[question];
        for (size_t k = 0; k < live->words; k++) {
            result[k] = every ? result[k] & out[k] : result[k] | out[k];
        }
    }
}

/* Whether what leaves the block is something else than before. */
static bool update(const struct live *live, size_t at, enum question question)
{
    struct node *node = &live->nodes[at];
    bool changed = false;
    join(live, at, question, live->joined);
    for (size_t k = 0; k < live->words; k++) {
        word out = (live->joined[k] & ~node->kill[k]) | node->gen[k];
        changed |= out != node->out[question][k];
        node->out[question][k] = out;
    }
    return changed;
}

static bool sweep(struct live *live, enum question question)
{
    bool backwards = questions[question].backwards, again = false;
    for (size_t i = 0; i < live->count; i++) {
        size_t at = backwards ? live->count - 1 - i : i;
        struct node *node = &live->nodes[at];
        if (!node->is_stale) {
            continue;
        }
        node->is_stale = false;
        if (update(live, at, question)) {
            const struct links *to = backwards ? &node->before : &node->after;
            for (size_t k = 0; k < to->count; k++) {
                live->nodes[to->items[k]].is_stale = true;
            }
            again = true;
        }
    }
    return again;
}

static void solve(struct live *live, enum question question)
{
    for (size_t i = 0; i < live->count; i++) {
        struct node *node = &live->nodes[i];
        summarize(live, node, question);
        node->out[question] = new_set(live);
        memset(node->out[question], questions[question].on_every_path ? 0xFF : 0, live->words * sizeof(word));
        node->is_stale = true;
    }
    while (sweep(live, question)) {
    }
}

/* ---- the answers ------------------------------------------------------------------------------------------------- */

static bool contains(struct ac_range range, size_t offset)
{
    return range.begin <= offset && offset < range.end;
}

/* Whether the local exists at the await: the solver does not know when a block is left. A temporary is where it is
 * used. `escaped`: a DEFER in front of a cleanup variable may reach it. Where the compiler runs its cleanup, no await
 * stands behind its declaration. */
static bool exists_at(const struct ac_local *local, const struct ac_await *await, bool escaped)
{
    if (local->bound_of) {
        return exists_at(local->bound_of, await, escaped);
    }
    if (local->is_temporary && !local->address_taken) {
        return true;
    }
    bool from_its_declaration = local->type->is_variably_modified || (local->cleanup && !(local->has_scope && escaped));
    return contains(from_its_declaration ? local->scope : local->block, await->range.begin);
}

/* The await that ends a block, or NULL. */
static struct ac_await *await_of(const struct ac_block *block)
{
    size_t count = block->items.count;
    bool awaits = count && block->items.items[count - 1].kind == AC_ITEM_AWAIT;
    return awaits ? block->items.items[count - 1].await : NULL;
}

static void note_live(const struct live *live, const struct node *node, struct ac_local *local)
{
    local->live_across_await = true;
    local->escapes |= has_bit(node->out[ESCAPED], local->index) || has_bit(live->lasting, local->index);
    local->maybe_unassigned |= !has_bit(node->out[ASSIGNED], local->index);
}

static void set_live(const struct live *live, struct ac_await *await, size_t count)
{
    await->live = (struct ac_locals){.count = count, .capacity = count};
    if (count) {
        await->live.items = ac_alloc(live->unit->arena, count * sizeof *await->live.items);
        memcpy(await->live.items, live->kept, count * sizeof *await->live.items);
    }
}

static void answer(struct live *live, size_t at, struct ac_await *await)
{
    const struct node *node = &live->nodes[at];
    size_t count = 0;
    join(live, at, NEEDED, live->joined);
    for (size_t k = 0; k < live->words; k++) {
        word found = (live->joined[k] & node->out[HOLDS][k]) | node->out[ESCAPED][k] | live->lasting[k];
        for (; found; found &= found - 1) {
            struct ac_local *local = live->function->locals.items[k * 64 + (size_t)__builtin_ctzll(found)];
            if (local->is_constant && !local->address_taken) {
                local->is_static = true;
            } else if (local != await->result && exists_at(local, await, has_bit(node->out[ESCAPED], local->index))) {
                note_live(live, node, local);
                live->kept[count++] = local;
            }
        }
    }
    set_live(live, await, count);
}

/* No jump may lead past the declaration of a local of variably modified type, nor may a C local with a cleanup
 * attribute be left by a suspension: neither can be one. */
static void begin(struct live *live)
{
    for (size_t i = 0; i < live->function->locals.count; i++) {
        struct ac_local *local = live->function->locals.items[i];
        local->is_static = local->live_across_await = local->escapes = local->maybe_unassigned = false;
        if (local->is_parameter) {
            set_bit(live->at_entry, local->index);
        }
        if (local->type->is_variably_modified || local->bound_of || local->cleanup) {
            set_bit(live->lasting, local->index);
        }
    }
}

/* ---- where each is present --------------------------------------------------------------------------------------- */

/* Locals that nothing but their name leads to. */
static void find_private(const struct live *live, word *result)
{
    for (size_t i = 0; i < live->function->locals.count; i++) {
        if (!live->function->locals.items[i]->address_taken && !has_bit(live->lasting, (unsigned)i)) {
            set_bit(result, (unsigned)i);
        }
    }
    for (size_t i = 0; i < live->count; i++) {
        const struct ac_events *events = &live->nodes[i].events;
        for (size_t k = 0; k < events->count; k++) {
            if (events->items[k].kind == AC_EVENT_ADDRESS) {
                clear_bit(result, events->items[k].local);
            }
        }
    }
}

/* Locals that a block mentions, or that are needed before or behind it. A callee may write its result before the await
 * ends the block, and then fail. */
static void find_present(const struct live *live, size_t at, word *result)
{
    const struct node *node = &live->nodes[at];
    const struct ac_await *await = await_of(node->block);
    join(live, at, NEEDED, result);
    for (size_t k = 0; k < live->words; k++) {
        result[k] |= node->out[NEEDED][k];
    }
    for (size_t i = 0; i < node->events.count; i++) {
        enum ac_event_kind kind = node->events.items[i].kind;
        if (kind != AC_EVENT_DECLARE && kind != AC_EVENT_ENTER) {
            set_bit(result, node->events.items[i].local);
        }
    }
    if (await && await->result) {
        set_bit(result, await->result->index);
    }
}

static void note_presence(const struct live *live)
{
    word *private = new_set(live);
    find_private(live, private);
    for (size_t i = 0; i < live->function->locals.count; i++) {
        bool known = has_bit(private, (unsigned)i);
        live->function->locals.items[i]->present =
            known ? ac_alloc(live->unit->arena, (live->count / 64 + 1) * sizeof(word)) : NULL;
    }
    for (size_t i = 0; i < live->count; i++) {
        find_present(live, i, live->joined);
        for (size_t k = 0; k < live->words; k++) {
            for (word found = live->joined[k] & private[k]; found; found &= found - 1) {
                struct ac_local *local = live->function->locals.items[k * 64 + (size_t)__builtin_ctzll(found)];
                set_bit(local->present, (unsigned)i);
            }
        }
    }
}

void ac_live(struct ac_unit *unit, struct ac_function *function)
{
    struct live live = {.unit = unit, .function = function, .count = function->blocks.count};
    live.words = (function->locals.count + 63) / 64;
    live.at_entry = new_set(&live);
    live.lasting = new_set(&live);
    live.joined = new_set(&live);
    live.kept = ac_alloc(unit->arena, (function->locals.count + 1) * sizeof *live.kept);
    begin(&live);
    read_blocks(&live);
    find_unseen(&live);
    for (enum question question = 0; question < QUESTIONS; question++) {
        solve(&live, question);
    }
    for (size_t i = 0; i < live.count; i++) {
        struct ac_await *await = await_of(live.nodes[i].block);
        if (await) {
            answer(&live, i, await);
        }
    }
    note_presence(&live);
}
