/* layout_slots.c - see layout_slots.h.
 *
 * A framed function works on its fields everywhere, so there live.c tells in which blocks each local is present; and
 * variables of blocks apart may share even when something else knows their addresses, as they never exist together. In
 * a function that is not framed, fields hold something only while it waits: locals of which no await keeps both may
 * share, but for the parameters, which are all kept where a call starts later. */
#include "pass/layout_slots.h"

#include "ir_walk.h"

#include <stdlib.h>
#include <string.h>

/* More than this many locals are not worth the time that their pairs take. */
enum { MOST_LOCALS = 2000 };

typedef uint64_t word;

struct candidate {
    struct ac_local *local;
    word *present;  /* a set of blocks, or of awaits; NULL: not known */
    bool has_block; /* it exists only while its block runs */
    size_t order;
};

struct group {
    struct ac_slot slot;
    struct {
        const struct candidate **items;
        size_t count, capacity;
    } members;
    size_t order;
};

struct groups {
    struct group *items;
    size_t count, capacity;
};

struct sharing {
    struct ac_arena *arena;
    const struct ac_function *function;
    size_t words;
};

/* ---- when each is needed ----------------------------------------------------------------------------------------- */

static void set_bit(word *set, size_t index)
{
    set[index / 64] |= (word)1 << index % 64;
}

/* Bit 0 is the start, the others are the awaits. */
static word *awaits_of(const struct sharing *sharing, const struct ac_local *local)
{
    word *set = ac_alloc(sharing->arena, sharing->words * sizeof *set);
    for (size_t i = 0; i < sharing->function->awaits.count; i++) {
        if (ac_is_kept_by(sharing->function->awaits.items[i], local)) {
            set_bit(set, i + 1);
        }
    }
    return set;
}

static bool may_share(const struct ac_local *local)
{
    return local->type->size && !local->bounds && !local->bound_of && !local->is_volatile;
}

/* A temporary lasts as long as the expression that it is of, whatever its block. */
static bool has_block(const struct sharing *sharing, const struct ac_local *local)
{
    return sharing->function->framed && may_share(local) && !local->is_parameter && !local->is_temporary &&
           !local->cleanup && local->block.end > local->block.begin;
}

/* Parameters are written at the start, one after the other. */
static word *presence_of(const struct sharing *sharing, const struct ac_local *local)
{
    word *set = NULL;
    if (may_share(local)) {
        set = sharing->function->framed ? local->present : awaits_of(sharing, local);
    }
    if (set && local->is_parameter) {
        set_bit(set, 0);
    }
    return set;
}

/* ---- who shares with whom ---------------------------------------------------------------------------------------- */

static bool meet(const word *a, const word *b, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        if (a[i] & b[i]) {
            return true;
        }
    }
    return false;
}

static bool are_apart(const struct candidate *a, const struct candidate *b, size_t words)
{
    struct ac_range x = a->local->block, y = b->local->block;
    if (a->has_block && b->has_block && (x.end <= y.begin || y.end <= x.begin)) {
        return true;
    }
    return a->present && b->present && !meet(a->present, b->present, words);
}

static bool has_room(const struct sharing *sharing, const struct group *group, const struct candidate *candidate)
{
    for (size_t i = 0; i < group->members.count; i++) {
        if (!are_apart(group->members.items[i], candidate, sharing->words)) {
            return false;
        }
    }
    return true;
}

/* The group that loses least by taking the candidate in; NULL where none can. */
static struct group *find_group(const struct sharing *sharing, const struct groups *groups,
                                const struct candidate *candidate)
{
    struct group *best = NULL;
    for (size_t i = 0; i < groups->count && (candidate->present || candidate->has_block); i++) {
        struct group *group = &groups->items[i];
        if ((!best || group->slot.extent.size < best->slot.extent.size) && has_room(sharing, group, candidate)) {
            best = group;
        }
    }
    return best;
}

static void join_group(const struct sharing *sharing, struct group *group, const struct candidate *candidate)
{
    struct ac_extent extent = ac_extent_of(candidate->local);
    AC_PUSH(sharing->arena, &group->slot.locals, candidate->local);
    AC_PUSH(sharing->arena, &group->members, candidate);
    group->slot.extent.size = extent.size > group->slot.extent.size ? extent.size : group->slot.extent.size;
    group->slot.extent.align = extent.align > group->slot.extent.align ? extent.align : group->slot.extent.align;
    if (group->slot.locals.count > 1) { /* as a union has it */
        group->slot.extent.size = ac_align_up(group->slot.extent.size, group->slot.extent.align);
    }
    group->order = candidate->order < group->order ? candidate->order : group->order;
}

static void add_group(const struct sharing *sharing, struct groups *groups, const struct candidate *candidate)
{
    struct group group = {.order = candidate->order, .slot.extent.align = 1};
    join_group(sharing, &group, candidate);
    AC_PUSH(sharing->arena, groups, group);
}

/* The largest first: what comes later fits into what is there. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    size_t size_x = ac_extent_of(x->local).size, size_y = ac_extent_of(y->local).size;
    return size_x != size_y ? (size_x < size_y ? 1 : -1) : x->order < y->order ? -1 : x->order > y->order;
}

static int compare_groups(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int compare_locals(const void *a, const void *b)
{
    const struct ac_local *x = *(struct ac_local *const *)a, *y = *(struct ac_local *const *)b;
    return x->index < y->index ? -1 : x->index > y->index;
}

static struct ac_slots share(const struct sharing *sharing, const struct ac_locals *locals, bool shared)
{
    struct candidate *candidates = ac_alloc(sharing->arena, (locals->count + 1) * sizeof *candidates);
    struct groups groups = {0};
    struct ac_slots slots = {0};
    for (size_t i = 0; i < locals->count; i++) {
        candidates[i] = (struct candidate){.local = locals->items[i], .order = i};
        candidates[i].present = shared ? presence_of(sharing, locals->items[i]) : NULL;
        candidates[i].has_block = shared && has_block(sharing, locals->items[i]);
    }
    qsort(candidates, locals->count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; i < locals->count; i++) {
        struct group *group = find_group(sharing, &groups, &candidates[i]);
        if (group) {
            join_group(sharing, group, &candidates[i]);
        } else {
            add_group(sharing, &groups, &candidates[i]);
        }
    }
    if (groups.count) {
        qsort(groups.items, groups.count, sizeof *groups.items, compare_groups);
    }
    for (size_t i = 0; i < groups.count; i++) {
        struct ac_locals *members = &groups.items[i].slot.locals;
        qsort(members->items, members->count, sizeof *members->items, compare_locals);
        AC_PUSH(sharing->arena, &slots, groups.items[i].slot);
    }
    return slots;
}

/* ---- their order ------------------------------------------------------------------------------------------------- */

static size_t size_of(const struct ac_function *function, const struct ac_slots *slots)
{
    struct ac_extent all = ac_extent_of_head(function);
    for (size_t i = 0; i < slots->count; i++) {
        all = ac_extent_append(all, slots->items[i].extent);
    }
    return ac_align_up(all.size, all.align);
}

/* Slots of one alignment that are to be placed, in order. */
struct queue {
    const struct ac_slot **items;
    size_t count, capacity, next;
};

enum { ALIGNMENTS = 64 }; /* each a power of two */

/* Which queue gives the slot at `offset`: the one that needs the least padding, else the one with the largest
 * alignment, which is the hardest to place. */
static struct queue *best_queue(struct queue *queues, size_t offset)
{
    struct queue *best = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = ALIGNMENTS; i-- > 0;) {
        size_t padding = ac_align_up(offset, (size_t)1 << i) - offset;
        if (queues[i].next < queues[i].count && padding < least) {
            best = &queues[i];
            least = padding;
        }
    }
    return best;
}

/* Fills `packed` so that little is lost to padding. */
static void pack(const struct sharing *sharing, const struct ac_slots *slots, struct ac_slots *packed)
{
    struct queue queues[ALIGNMENTS] = {0}, *queue;
    struct ac_extent all = ac_extent_of_head(sharing->function);
    for (size_t i = 0; i < slots->count; i++) {
        queue = &queues[__builtin_ctzll(slots->items[i].extent.align)];
        AC_PUSH(sharing->arena, queue, &slots->items[i]);
    }
    while ((queue = best_queue(queues, all.size))) {
        const struct ac_slot *chosen = queue->items[queue->next++];
        AC_PUSH(sharing->arena, packed, *chosen);
        all = ac_extent_append(all, chosen->extent);
    }
}

static struct ac_slots in_best_order(const struct sharing *sharing, struct ac_slots slots)
{
    struct ac_slots packed = {0};
    pack(sharing, &slots, &packed);
    return size_of(sharing->function, &packed) < size_of(sharing->function, &slots) ? packed : slots;
}

struct ac_slots ac_layout_slots(struct ac_unit *unit, const struct ac_function *function,
                                const struct ac_locals *locals)
{
    struct sharing sharing = {.arena = unit->arena, .function = function};
    sharing.words = (function->framed ? function->blocks.count : function->awaits.count + 1) / 64 + 1;
    struct ac_slots apart = in_best_order(&sharing, share(&sharing, locals, false));
    if (locals->count > MOST_LOCALS) {
        return apart;
    }
    struct ac_slots shared = in_best_order(&sharing, share(&sharing, locals, true));
    return size_of(function, &shared) < size_of(function, &apart) ? shared : apart;
}
