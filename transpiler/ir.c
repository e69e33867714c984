/* ir.c - see ir.h. */
#include "ir.h"

#include "base/search.h"

#include <stdlib.h>
#include <string.h>

void ac_need_expansion(struct ac_unit *unit, size_t offset)
{
    bool is_users = ac_is_invocation_of_user(unit, offset);
    AC_PUSH(unit->arena, is_users ? &unit->to_expand : &unit->to_expand_else, ac_source_origin(unit->source, offset));
}

bool ac_need_expansions(struct ac_unit *unit, struct ac_range range)
{
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < range.begin), first = at;
    for (; at < unit->invocations.count && unit->invocations.items[at].offset < range.end; at++) {
        ac_need_expansion(unit, unit->invocations.items[at].offset);
    }
    return at > first;
}

void ac_need_inclusion(struct ac_unit *unit, const char *path, bool in_body)
{
    for (size_t i = 0; i < unit->to_include.count; i++) {
        if (!strcmp(unit->to_include.items[i].path, path)) {
            unit->to_include.items[i].in_body |= in_body;
            return;
        }
    }
    AC_PUSH(unit->arena, &unit->to_include, ((struct ac_file_to_include){path, in_body}));
}

enum ac_owner ac_owner_of(const struct ac_unit *unit, size_t offset)
{
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < offset);
    bool is_one = at < unit->invocations.count && unit->invocations.items[at].offset == offset;
    return is_one ? unit->invocations.items[at].owner : AC_OWNER_USER;
}

bool ac_is_invocation_of_user(const struct ac_unit *unit, size_t offset)
{
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < offset);
    return at < unit->invocations.count && unit->invocations.items[at].offset == offset &&
           unit->invocations.items[at].owner == AC_OWNER_USER && !ac_source_is_replaced(unit->source, offset);
}

bool ac_is_transparent(const struct ac_unit *unit, size_t offset)
{
    return ac_owner_of(unit, offset) != AC_OWNER_USER;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void ac_names_sort(struct ac_names *names)
{
    size_t unique = 0;
    if (names->count) {
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    }
    for (size_t i = 0; i < names->count; i++) {
        if (i == 0 || strcmp(names->items[i], names->items[unique - 1]) != 0) {
            names->items[unique++] = names->items[i];
        }
    }
    names->count = unique;
}

/* The index of the first that is not less than `name`. */
static size_t at_or_after(const struct ac_names *names, const char *name)
{
    return AC_COUNT_WHILE(names, item, strcmp(*item, name) < 0);
}

bool ac_names_have(const struct ac_names *names, const char *name)
{
    size_t at = at_or_after(names, name);
    return at < names->count && !strcmp(names->items[at], name);
}

bool ac_names_have_numbered(const struct ac_names *names, const char *prefix)
{
    size_t length = strlen(prefix);
    for (size_t i = at_or_after(names, prefix); i < names->count && !strncmp(names->items[i], prefix, length); i++) {
        const char *rest = names->items[i] + length;
        if (*rest && !rest[strspn(rest, "0123456789")]) {
            return true;
        }
    }
    return false;
}

/* ---- types ------------------------------------------------------------------------------------------------------- */

const char *ac_qualified(struct ac_arena *arena, const char *before, const char *qualifiers)
{
    size_t length = strlen(before);
    if (!*qualifiers) {
        return before;
    }
    if (!strchr(before, '*')) {
        return ac_format(arena, "%s %s", qualifiers + 1, before);
    }
    length -= before[length - 1] == ' ';
    return ac_format(arena, "%.*s%s ", (int)length, before, qualifiers + (before[length - 1] == '*'));
}

/* ---- functions --------------------------------------------------------------------------------------------------- */

bool ac_is_plain_field(const struct ac_local *local)
{
    return !local->bounds && !local->type->is_unnameable && !local->type->ends_open;
}

bool ac_needs_frame(const struct ac_function *function)
{
    return function->awaits.count || function->starts_later || function->framed;
}
