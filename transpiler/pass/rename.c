/* rename.c - `SQUARE(got)`, with `got` in the frame, becomes `SQUARE(frame->got)`.
 *
 * That is right if wherever the macro puts its argument `got` means that local: in as many places of the expansion as
 * libclang saw it mean that. Where the macro makes a string of it, or a member, a label, another variable that it
 * declares itself, the numbers differ, and the macro is expanded instead. */
#include "rename.h"

#include "../text/expand.h"

#include <stdlib.h>

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

struct settling {
    struct ac_unit *unit;
    struct ac_macros *macros;
    size_t use;        /* the first of the uses that is not behind the name at hand */
    size_t invocation; /* whose arguments these are: */
    struct ac_pp_origins origins;
    size_t origin; /* the first one not behind the name */
};

/* How many expressions are the name; 0 if one of them is another local. */
static size_t count_uses(struct settling *settling, const struct ac_rename *rename)
{
    const struct ac_argument_use *uses = settling->unit->argument_uses.items, *last = NULL;
    size_t count = 0, total = settling->unit->argument_uses.count;
    bool is_one = true;
    while (settling->use < total && uses[settling->use].at < rename->range.begin) {
        settling->use++;
    }
    for (; settling->use < total && uses[settling->use].at == rename->range.begin; last = &uses[settling->use++]) {
        count += !last || last->identity != uses[settling->use].identity;
        is_one &= uses[settling->use].local == rename->local;
    }
    return is_one ? count : 0;
}

/* How often the macro puts it somewhere. */
static size_t count_places(struct settling *settling, const struct ac_rename *rename)
{
    const struct ac_source *source = settling->unit->source;
    size_t token = ac_source_origin(source, rename->range.begin), count = 0;
    if (settling->invocation != rename->invocation) {
        settling->invocation = rename->invocation;
        settling->origin = 0;
        settling->origins =
            ac_expansion_origins(settling->unit->arena, settling->macros, ac_source_origin(source, rename->invocation));
    }
    while (settling->origin < settling->origins.count && settling->origins.items[settling->origin] < token) {
        settling->origin++;
    }
    for (size_t i = settling->origin; i < settling->origins.count && settling->origins.items[i] == token; i++) {
        count++;
    }
    return count;
}

/* What is not the user's text cannot be looked up in it. */
static bool is_as_written(const struct ac_source *source, const struct ac_rename *rename)
{
    return !ac_source_is_replaced(source, rename->invocation) && !ac_source_is_replaced(source, rename->range.begin);
}

void ac_settle_renames(struct ac_unit *unit, struct ac_macros *macros)
{
    struct settling settling = {.unit = unit, .macros = macros, .invocation = SIZE_MAX};
    sort(unit);
    for (size_t i = 0; i < unit->renames.count; i++) {
        const struct ac_rename *rename = &unit->renames.items[i];
        size_t uses = count_uses(&settling, rename);
        if (!uses || !is_as_written(unit->source, rename) || count_places(&settling, rename) != uses) {
            ac_need_expansion(unit, rename->invocation);
        }
    }
}
