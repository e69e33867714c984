/* rename.c - `SQUARE(got)`, with `got` in the frame, becomes `SQUARE(frame->got)`.
 *
 * That is right if wherever the macro puts its argument `got` means that local: in as many places of the expansion as
 * libclang saw it mean that. Where the macro makes a string of it, or a member, a label, another variable that it
 * declares itself, the numbers differ, and the macro is expanded instead. */
#include "rename.h"

#include "../text/expand.h"

#include <stdlib.h>
#include <string.h>

static int compare_uses(const void *a, const void *b)
{
    const struct ac_argument_use *one = a, *other = b;
    uintptr_t left = (uintptr_t)one->identity, right = (uintptr_t)other->identity;
    return one->at != other->at ? (one->at > other->at) - (one->at < other->at) : (left > right) - (left < right);
}

static int compare_renames(const void *a, const void *b)
{
    const struct ac_rename *one = a, *other = b;
    return (one->range.begin > other->range.begin) - (one->range.begin < other->range.begin);
}

/* Each once. */
static void sort(struct ac_unit *unit)
{
    size_t count = 0;
    if (unit->argument_uses.count) {
        qsort(unit->argument_uses.items, unit->argument_uses.count, sizeof *unit->argument_uses.items, compare_uses);
    }
    qsort(unit->renames.items, unit->renames.count, sizeof *unit->renames.items, compare_renames);
    for (size_t i = 0; i < unit->renames.count; i++) {
        if (!count || unit->renames.items[i].range.begin != unit->renames.items[count - 1].range.begin) {
            unit->renames.items[count++] = unit->renames.items[i];
        }
    }
    unit->renames.count = count;
}

/* How many expressions are the name that stands at rename->range; 0 if one of them is another local. `first` moves to
 * where those of the next name begin. */
static size_t count_uses(const struct ac_unit *unit, const struct ac_rename *rename, size_t *first)
{
    const struct ac_argument_use *uses = unit->argument_uses.items, *last = NULL;
    size_t count = 0;
    bool is_one = true;
    while (*first < unit->argument_uses.count && uses[*first].at < rename->range.begin) {
        ++*first;
    }
    for (; *first < unit->argument_uses.count && uses[*first].at == rename->range.begin; last = &uses[(*first)++]) {
        count += !last || last->identity != uses[*first].identity;
        is_one &= uses[*first].local == rename->local;
    }
    return is_one ? count : 0;
}

/* What is in none of the user's files cannot be looked up in them. */
static bool is_as_written(const struct ac_unit *unit, const struct ac_rename *rename)
{
    return !ac_source_is_replaced(unit->source, rename->invocation) &&
           !ac_source_is_replaced(unit->source, rename->range.begin);
}

void ac_settle_renames(struct ac_unit *unit, struct ac_macros *macros)
{
    size_t first = 0;
    sort(unit);
    for (size_t i = 0; i < unit->renames.count; i++) {
        const struct ac_rename *rename = &unit->renames.items[i];
        size_t uses = count_uses(unit, rename, &first);
        size_t invocation = ac_source_origin(unit->source, rename->invocation);
        size_t token = ac_source_origin(unit->source, rename->range.begin);
        if (!is_as_written(unit, rename) || !uses ||
            ac_expansion_count(unit->arena, macros, invocation, token) != uses) {
            ac_need_expansion(unit, rename->invocation);
        }
    }
}
