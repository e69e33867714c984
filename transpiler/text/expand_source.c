/* expand_source.c - the text for libclang: expansions first, then markers. */
#include "expand.h"

#include "edit.h"
#include "marker.h"

#include <stdlib.h>
#include <string.h>

struct expanding {
    struct ac_arena *arena;
    struct ac_macros *macros;
    const char *text;
    struct ac_tokens tokens;
    struct ac_edits edits;
    size_t done;             /* the end of the last edit, in the original */
    struct ac_pp_token last; /* of what the last edit puts there; AC_TOKEN_END where that is empty */
};

static int compare_offsets(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, other = *(const size_t *)b;
    return (one > other) - (one < other);
}

static size_t *sorted(struct ac_arena *arena, const size_t *offsets, size_t count)
{
    size_t *copy = ac_alloc(arena, (count + 1) * sizeof *copy);
    if (count) {
        memcpy(copy, offsets, count * sizeof *copy);
        qsort(copy, count, sizeof *copy, compare_offsets);
    }
    return copy;
}

/* The name in front of token `index`; false where it is none. */
static bool name_before(struct expanding *e, uint32_t index, struct ac_pp_token *ret_name)
{
    if (index == 0 || e->tokens.items[index - 1].token.kind != AC_TOKEN_IDENTIFIER) {
        return false;
    }
    *ret_name = ac_pp_token_of(e->arena, e->text, e->tokens.items[index - 1].token);
    return true;
}

static bool is_expandable(const struct expanding *e, const struct ac_pp_token *name)
{
    struct ac_macro *macro;
    switch (ac_macro_find(e->macros, name->spelling, name->size, name->origin, &macro)) {
    case AC_MACRO_UNDEFINED:
        return false;
    case AC_MACRO_AMBIGUOUS:
        return true; /* to be refused */
    case AC_MACRO_DEFINED:
        break;
    }
    return macro->origin != AC_MACRO_ASYNCC && !ac_macro_is_left_to_compiler(macro);
}

/* Inside the parentheses of one of asyncc's macros a comma would begin another argument. */
static bool splits_arguments(struct expanding *e, uint32_t index, const struct ac_expansion *expansion)
{
    uint32_t open = e->tokens.items[index].up;
    struct ac_pp_token name;
    struct ac_macro *macro;
    if (!expansion->has_comma || open == AC_NO_TOKEN || !name_before(e, open, &name)) {
        return false;
    }
    return ac_is_marker_with_commas(name.spelling, name.size) ||
           (ac_macro_find(e->macros, name.spelling, name.size, name.origin, &macro) == AC_MACRO_DEFINED &&
            macro->is_function && macro->parameter_count > macro->is_variadic);
}

/* Whether what ends with this token takes arguments that follow it. */
static bool may_invoke(const struct expanding *e, const struct ac_pp_token *last)
{
    return last->kind == AC_TOKEN_END || (last->kind == AC_TOKEN_IDENTIFIER && is_expandable(e, last));
}

/* Puts the name at the end of the edit in parentheses. */
static bool close_off(struct expanding *e, struct ac_edit *edit, const struct ac_pp_token *name)
{
    size_t end = edit->size;
    while (end && edit->by[end - 1] == ' ') {
        end--;
    }
    if (name->kind != AC_TOKEN_IDENTIFIER || end < name->size) {
        return false;
    }
    size_t before = end - name->size;
    edit->by = ac_format(e->arena, "%.*s(%.*s)", (int)before, edit->by, (int)name->size, edit->by + before);
    edit->size = before + name->size + 2;
    return true;
}

/* The token `index`, or the first of the invocations in front of it that expand to nothing. */
static uint32_t first_of_nothing(struct expanding *e, uint32_t index)
{
    while (index) {
        uint32_t pair = e->tokens.items[index - 1].pair, open = pair < index ? pair : index;
        struct ac_pp_token name;
        if (!name_before(e, open, &name) || !is_expandable(e, &name)) {
            break;
        }
        struct ac_expansion expansion = ac_expand_invocation(e->arena, e->macros, name.origin);
        if (expansion.reason || expansion.last.kind != AC_TOKEN_END ||
            expansion.end != e->tokens.items[index - 1].token.end) {
            break;
        }
        index = open - 1;
    }
    return index;
}

/* The name, or the invocation of a macro, that ends there in front of token `index`: an edit that leaves it, or expands
 * it, and what that ends with. False where there is none that could take more arguments. */
static bool find_front(struct expanding *e, uint32_t index, struct ac_edit *ret_edit, struct ac_pp_token *ret_last)
{
    struct ac_token before = e->tokens.items[index - 1].token;
    uint32_t pair = e->tokens.items[index - 1].pair;
    bool is_behind_pair = before.op == ')' && pair != AC_NO_TOKEN;
    struct ac_pp_token name;
    if (!name_before(e, is_behind_pair ? pair : index, &name) || !is_expandable(e, &name)) {
        return false;
    }
    struct ac_expansion expansion = ac_expand_invocation(e->arena, e->macros, name.origin);
    *ret_last = expansion.last;
    *ret_edit = (struct ac_edit){name.origin, before.end, expansion.text, expansion.size, false};
    if (!expansion.reason) {
        return expansion.end == before.end && may_invoke(e, ret_last);
    }
    struct ac_macro *macro = NULL;
    ac_macro_find(e->macros, name.spelling, name.size, name.origin, &macro);
    if (!is_behind_pair && macro && macro->is_function) {
        *ret_edit = (struct ac_edit){name.origin, before.end, name.spelling, name.size, false};
        *ret_last = name;
    }
    return true;
}

/* Where what an argument expands to is read once more with what follows it. */
static bool is_in_argument(struct expanding *e, uint32_t index)
{
    struct ac_pp_token name;
    struct ac_macro *macro;
    for (uint32_t open = e->tokens.items[index].up; open != AC_NO_TOKEN; open = e->tokens.items[open].up) {
        if (name_before(e, open, &name) &&
            ac_macro_find(e->macros, name.spelling, name.size, name.origin, &macro) != AC_MACRO_UNDEFINED) {
            return true;
        }
    }
    return false;
}

/* `name PAIR` with a function-like macro `name` is no invocation, but it would become one if PAIR expands to (1, 2):
 * (name) is none. In front of PAIR there may also be something that expands to the name. False where that fails. */
static bool keep_apart(struct expanding *e, uint32_t index, const struct ac_expansion *expansion)
{
    struct ac_edit *last = e->edits.count ? &e->edits.items[e->edits.count - 1] : NULL;
    struct ac_edit front;
    struct ac_pp_token ends_with;
    if (!expansion->opens || index == 0) {
        return true;
    }
    if (last && last->end >= e->tokens.items[index - 1].token.end) {
        return !may_invoke(e, &e->last) || (!is_in_argument(e, index) && close_off(e, last, &e->last));
    }
    uint32_t first = first_of_nothing(e, index);
    if (first == 0 || !find_front(e, first, &front, &ends_with)) {
        return true;
    }
    if (front.begin < e->done || is_in_argument(e, index) || !close_off(e, &front, &ends_with)) {
        return false;
    }
    AC_PUSH(e->arena, &e->edits, front);
    return true;
}

static const char *after_space(struct ac_arena *arena, const char *text, size_t size)
{
    char *copy = ac_alloc(arena, size + 2);
    *copy = ' ';
    memcpy(copy + 1, text, size);
    return copy;
}

/* Expands the invocation whose name is token `index`. True if that replaces what is at `offset`; otherwise nothing is
 * changed, and *ret_reason is why, if there is a reason. */
static bool expand_at(struct expanding *e, uint32_t index, size_t offset, const char **ret_reason)
{
    struct ac_token name = e->tokens.items[index].token;
    struct ac_expansion expansion = ac_expand_invocation(e->arena, e->macros, name.begin);
    if (!expansion.reason && expansion.end <= offset) {
        return false;
    }
    if (!expansion.reason && splits_arguments(e, index, &expansion)) {
        expansion.reason = "its expansion is several arguments of the macro around it";
    }
    if (!expansion.reason && !keep_apart(e, index, &expansion)) {
        expansion.reason = "its expansion would become arguments of the macro in front of it";
    }
    if (expansion.reason) {
        *ret_reason = expansion.reason;
        return false;
    }
    struct ac_edit edit = {name.begin, expansion.end, expansion.text, expansion.size, false};
    if (e->edits.count && e->edits.items[e->edits.count - 1].end == edit.begin) {
        edit.by = after_space(e->arena, edit.by, edit.size++); /* the two expansions might fuse */
    }
    AC_PUSH(e->arena, &e->edits, edit);
    e->last = expansion.last;
    e->done = expansion.end;
    return true;
}

/* Expands the outermost macro whose invocation contains `offset`. NULL, or why not. */
static const char *expand_around(struct expanding *e, size_t offset)
{
    uint32_t index = ac_token_at(&e->tokens, offset);
    struct {
        uint32_t *items;
        size_t count, capacity;
    } around = {0};
    bool begins = e->tokens.items[index].token.begin == offset || e->text[offset] == '\\'; /* libclang: at the splice */
    if (!begins || e->tokens.items[index].token.kind != AC_TOKEN_IDENTIFIER) {
        return "no name stands here that is compiled";
    }
    for (uint32_t open = e->tokens.items[index].up; open != AC_NO_TOKEN; open = e->tokens.items[open].up) {
        struct ac_pp_token name;
        if (name_before(e, open, &name) && is_expandable(e, &name)) {
            AC_PUSH(e->arena, &around, open - 1);
        }
    }
    const char *reason = NULL;
    while (around.count && !reason) {
        if (expand_at(e, around.items[--around.count], offset, &reason)) {
            return NULL;
        }
    }
    if (!reason) {
        expand_at(e, index, offset, &reason);
    }
    return reason;
}

static void expand_all(struct expanding *e, const size_t *offsets, size_t count, struct ac_expand_failures *failures)
{
    for (size_t i = 0; i < count; i++) {
        if (offsets[i] < e->done || (i > 0 && offsets[i] == offsets[i - 1])) {
            continue;
        }
        const char *reason = expand_around(e, offsets[i]);
        if (reason) {
            AC_PUSH(e->arena, failures, ((struct ac_expand_failure){offsets[i], reason}));
        }
    }
}

struct ac_source *ac_expand_source(struct ac_arena *arena, struct ac_macros *macros, const size_t *offsets,
                                   size_t count, struct ac_expand_failures *failures)
{
    struct ac_source *source = ac_new(arena, struct ac_source);
    *source = *ac_macros_source(macros);
    source->text = source->original;
    source->size = source->original_size;
    memset(&source->replacements, 0, sizeof source->replacements);
    if (count) {
        struct expanding e = {.arena = arena, .macros = macros, .text = source->text};
        e.tokens = ac_lex_all(arena, e.text, (struct ac_range){0, source->size}, ac_macros_skipped(macros));
        expand_all(&e, sorted(arena, offsets, count), count, failures);
        source = ac_edit_source(arena, source, &e.edits);
    }
    struct ac_edits markers = ac_spell_markers(arena, macros, source);
    return ac_edit_source(arena, source, &markers);
}
