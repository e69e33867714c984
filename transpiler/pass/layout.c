/* layout.c - decides whether a function has its frame from the beginning, and what is in it. */
#include "pass/layout.h"

#include "base/search.h"
#include "ir_walk.h"
#include "pass/layout_fields.h"

#include <stdlib.h>
#include <string.h>

/* Copying more than this at each suspension costs more than working in the frame. */
enum { LARGEST_COPY = 64 };

/* ---- locals that a copy cannot keep ------------------------------------------------------------------------------ */

static bool has_variable_size(const struct ac_local *local)
{
    return local->type->is_variably_modified;
}

static bool is_array(const struct ac_local *local)
{
    return local->type->is_array;
}

static bool escapes(const struct ac_local *local)
{
    return local->escapes;
}

static bool is_large(const struct ac_local *local)
{
    return local->type->is_record && local->type->size > LARGEST_COPY;
}

static bool is_const(const struct ac_local *local)
{
    return local->is_const;
}

static bool has_const_member(const struct ac_local *local)
{
    return local->type->has_const_member;
}

static bool is_volatile(const struct ac_local *local)
{
    return local->is_volatile;
}

static bool outlives_block(const struct ac_local *local)
{
    return local->outlives_block;
}

/* Saving it would read what was never written, and compilers warn about that. */
static bool is_maybe_unassigned(const struct ac_local *local)
{
    return local->maybe_unassigned;
}

static const struct {
    bool (*holds)(const struct ac_local *local);
    const char *why;
} reasons[] = {
    {has_variable_size, "the type of '%s' has a variable size"},
    {is_array, "'%s' is an array"},
    {escapes, "the address of '%s' is taken"},
    {is_large, "'%s' is a large struct"},
    {is_const, "'%s' is const"},
    {has_const_member, "'%s' has a const member"},
    {is_volatile, "'%s' is volatile"},
    {outlives_block, "a DEFER may reach '%s' behind its block"},
    {is_maybe_unassigned, "'%s' may have no value yet at an await that it outlives"},
};

static const char *why_local(struct ac_unit *unit, const struct ac_local *local)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].holds(local)) {
            return ac_format(unit->arena, reasons[i].why, local->name);
        }
    }
    return NULL;
}

/* ---- locals that cannot be named where they are saved ------------------------------------------------------------ */

struct hidings {
    struct ac_hiding *items; /* by name */
    size_t count, capacity;
};

static bool contains(struct ac_range range, size_t offset)
{
    return range.begin <= offset && offset < range.end;
}

static int compare_hidings(const void *a, const void *b)
{
    return strcmp(((const struct ac_hiding *)a)->name, ((const struct ac_hiding *)b)->name);
}

/* Every name that a block of the function declares, and where it means that. */
static struct hidings collect_names(struct ac_unit *unit, const struct ac_function *function)
{
    struct hidings names = {0};
    for (size_t i = 0; i < function->hidings.count; i++) {
        AC_PUSH(unit->arena, &names, function->hidings.items[i]);
    }
    for (size_t i = 0; i < function->locals.count; i++) {
        const struct ac_local *local = function->locals.items[i];
        struct ac_hiding hiding = {.name = local->name, .scope = local->scope};
        AC_PUSH(unit->arena, &names, hiding);
    }
    if (names.count) {
        qsort(names.items, names.count, sizeof *names.items, compare_hidings);
    }
    return names;
}

static size_t first_of_name(const struct hidings *names, const char *name)
{
    return AC_COUNT_WHILE(names, item, strcmp(item->name, name) < 0);
}

static bool is_inside(struct ac_range inner, struct ac_range outer)
{
    return inner.begin > outer.begin && inner.end <= outer.end;
}

static bool is_hidden_at(const struct hidings *names, const struct ac_local *local, size_t offset)
{
    for (size_t i = first_of_name(names, local->name);
         i < names->count && strcmp(names->items[i].name, local->name) == 0; i++) {
        if (contains(names->items[i].scope, offset) && is_inside(names->items[i].scope, local->scope)) {
            return true;
        }
    }
    return false;
}

static const char *why_name(struct ac_unit *unit, const struct hidings *names, const struct ac_await *await)
{
    for (size_t i = 0; i < await->live.count; i++) {
        const struct ac_local *local = await->live.items[i];
        if (local->is_temporary) {
            continue;
        }
        if (!contains(local->scope, await->range.begin)) {
            return ac_format(unit->arena, "'%s' outlives an await that stands before its declaration", local->name);
        }
        if (is_hidden_at(names, local, await->range.begin)) {
            return ac_format(unit->arena, "another '%s' hides '%s' at an await", local->name, local->name);
        }
    }
    return NULL;
}

/* ---- clean-ups --------------------------------------------------------------------------------------------------- */

static bool note_awaiting_cleanup(void *found, struct ac_stmt *stmt)
{
    *(bool *)found |= stmt->kind == AC_STMT_SCOPE && stmt->kid_count > 1 && ac_has_await_step(stmt->kids[1]);
    return !*(bool *)found;
}

static bool awaits_in_cleanup(const struct ac_function *function)
{
    bool found = false;
    struct ac_walker walker = {.stmt = note_awaiting_cleanup, .data = &found};
    ac_walk_stmt(&walker, function->body);
    return found;
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

/* Why the function needs its frame from the beginning; NULL where it does not.
 *
 * Compilers need more than twice as long for twice as many awaits around which locals are saved and loaded, each of
 * which may be the one that makes the frame. */
static const char *why_framed(struct ac_unit *unit, const struct ac_function *function)
{
    const char *why = function->awaits.count > AC_MANY_AWAITS ? "it has very many AWAITs" : NULL;
    for (size_t i = 0; !why && i < function->locals.count; i++) {
        const struct ac_local *local = function->locals.items[i];
        bool is_kept = local->live_across_await || local->bounds || local->outlives_block;
        why = is_kept ? why_local(unit, local) : NULL;
    }
    struct hidings names = collect_names(unit, function);
    for (size_t i = 0; !why && i < function->awaits.count; i++) {
        why = why_name(unit, &names, function->awaits.items[i]);
    }
    return why || !awaits_in_cleanup(function) ? why : "a DEFER awaits";
}

static enum ac_place place_of(const struct ac_function *function, const struct ac_local *local)
{
    if (function->framed) {
        bool is_kept = local->is_parameter || local->live_across_await || local->bounds || local->bound_of ||
                       local->outlives_block;
        return is_kept ? AC_PLACE_FRAME : AC_PLACE_C;
    }
    return local->live_across_await ? AC_PLACE_SAVED : AC_PLACE_C;
}

void ac_layout(struct ac_unit *unit, struct ac_function *function)
{
    struct ac_locals kept = {0};
    function->framed_why = why_framed(unit, function);
    function->framed = function->framed_why != NULL;
    for (size_t i = 0; i < function->locals.count; i++) {
        struct ac_local *local = function->locals.items[i];
        local->place = place_of(function, local);
        local->field = NULL;
        if (local->is_parameter || local->place != AC_PLACE_C) {
            AC_PUSH(unit->arena, &kept, local);
        }
    }
    ac_layout_fields(unit, function, &kept);
}
