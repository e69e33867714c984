/* groups.c - follows what is printed as a preprocessor would: a stack of the groups that are open. */
#include "groups.h"

#include "../base/search.h"
#include "../text/lex.h"

/* #if, #else or #endif. */
struct part {
    size_t offset; /* in the original */
    enum ac_directive_kind kind;
    struct group *group;
};

struct group {
    size_t offset; /* of its #if */
    bool is_torn;
};

struct ac_groups {
    struct ac_arena *arena;
    const struct ac_source *source;
    struct {
        struct part *items; /* by offset */
        size_t count, capacity;
    } parts;
    struct {
        struct group **items;
        size_t count, capacity;
    } open;      /* what is printed next is inside of these */
    size_t next; /* of the parts, to be asked whether its group is torn */
};

static void push(struct ac_groups *groups, struct group *group)
{
    AC_PUSH(groups->arena, &groups->open, group);
}

static struct group *innermost(const struct ac_groups *groups)
{
    return groups->open.count ? groups->open.items[groups->open.count - 1] : NULL;
}

static void add_part(struct ac_groups *groups, size_t offset, enum ac_directive_kind kind)
{
    if (kind == AC_DIRECTIVE_IF) {
        struct group *group = ac_new(groups->arena, struct group);
        group->offset = offset;
        push(groups, group);
    }
    struct part part = {offset, kind, innermost(groups)};
    if (part.group) { /* else it has no #if, which Clang has said */
        AC_PUSH(groups->arena, &groups->parts, part);
        groups->open.count -= kind == AC_DIRECTIVE_ENDIF;
    }
}

struct ac_groups *ac_groups_new(struct ac_arena *arena, const struct ac_source *source)
{
    struct ac_groups *groups = ac_new(arena, struct ac_groups);
    const struct ac_directives *directives = ac_source_directives(arena, source);
    groups->arena = arena;
    groups->source = source;
    for (size_t i = 0; i < directives->count; i++) {
        enum ac_directive_kind kind = ac_directive_parse(source->original, directives->items[i]).kind;
        if (kind == AC_DIRECTIVE_IF || kind == AC_DIRECTIVE_ELSE || kind == AC_DIRECTIVE_ENDIF) {
            add_part(groups, directives->items[i].begin, kind);
        }
    }
    groups->open.count = 0;
    return groups;
}

/* A group that is still open inside of this one was left without its #endif. */
static void close_inner(struct ac_groups *groups, const struct group *group)
{
    while (innermost(groups) && innermost(groups) != group) {
        innermost(groups)->is_torn = true;
        groups->open.count--;
    }
}

static bool is_open(const struct ac_groups *groups, const struct group *group)
{
    for (size_t i = 0; i < groups->open.count; i++) {
        if (groups->open.items[i] == group) {
            return true;
        }
    }
    return false;
}

static void print_part(struct ac_groups *groups, const struct part *part)
{
    if (part->kind == AC_DIRECTIVE_IF) {
        push(groups, part->group);
    } else if (!is_open(groups, part->group)) {
        part->group->is_torn = true;
    } else {
        close_inner(groups, part->group);
        groups->open.count -= part->kind == AC_DIRECTIVE_ENDIF;
    }
}

void ac_groups_print(struct ac_groups *groups, struct ac_range range)
{
    size_t begin = ac_source_origin(groups->source, range.begin), end = ac_source_origin(groups->source, range.end);
    for (size_t i = AC_COUNT_WHILE(&groups->parts, part, part->offset < begin);
         i < groups->parts.count && groups->parts.items[i].offset < end; i++) {
        const struct part *part = &groups->parts.items[i];
        if (!ac_source_is_replaced(groups->source, ac_source_text_offset(groups->source, part->offset))) {
            print_part(groups, part);
        }
    }
}

bool ac_groups_next_torn(struct ac_groups *groups, size_t *ret_offset)
{
    close_inner(groups, NULL);
    while (groups->next < groups->parts.count) {
        const struct part *part = &groups->parts.items[groups->next++];
        if (part->kind == AC_DIRECTIVE_IF && part->group->is_torn) {
            *ret_offset = part->offset;
            return true;
        }
    }
    return false;
}
