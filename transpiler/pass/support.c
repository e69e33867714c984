/* support.c - refuses what cannot be: memory and contexts that belong to the C stack do not survive a suspension.
 *
 * Each refusal names the place, the reason and the way out. A function without an AWAIT may contain anything. */
#include "support.h"

#include "../ir_walk.h"

#include <ctype.h>
#include <string.h>

struct support {
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
};

static void refuse(const struct support *support, struct ac_range range, enum ac_rule rule, const char *message)
{
    ac_diag(support->diags, AC_ERROR, support->unit->source, range, rule, "%s", message);
}

/* ---- calls that use the C stack of their caller ------------------------------------------------------------------ */

static const struct {
    const char *name, *message;
} stack_users[] = {
    {"alloca", "memory from alloca() does not survive an AWAIT: use an array or malloc()"},
    {"__builtin_alloca", "memory from alloca() does not survive an AWAIT: use an array or malloc()"},
    {"__builtin_alloca_with_align", "memory from alloca() does not survive an AWAIT: use an array or malloc()"},
    {"__builtin_alloca_uninitialized", "memory from alloca() does not survive an AWAIT: use an array or malloc()"},
    {"setjmp", "a jump buffer does not survive an AWAIT: call setjmp() in an ordinary function"},
    {"_setjmp", "a jump buffer does not survive an AWAIT: call setjmp() in an ordinary function"},
    {"__sigsetjmp", "a jump buffer does not survive an AWAIT: call sigsetjmp() in an ordinary function"},
    {"sigsetjmp", "a jump buffer does not survive an AWAIT: call sigsetjmp() in an ordinary function"},
    {"__builtin_setjmp", "a jump buffer does not survive an AWAIT: call it in an ordinary function"},
    {"getcontext", "a saved context does not survive an AWAIT: call getcontext() in an ordinary function"},
    {"vfork", "the frame of vfork()'s caller must stay on the C stack: call it in an ordinary function"},
};

static bool check_call(void *data, struct ac_expr *expr)
{
    const struct support *support = data;
    if (expr->kind != AC_EXPR_FUNCTION) {
        return true;
    }
    for (size_t i = 0; i < sizeof stack_users / sizeof *stack_users; i++) {
        if (!strcmp(expr->function, stack_users[i].name)) {
            refuse(support, expr->range, AC_RULE_C_STACK, stack_users[i].message);
            return false;
        }
    }
    if (expr->returns_twice) {
        refuse(
            support, expr->range, AC_RULE_C_STACK,
            "a function that returns twice may do so after an AWAIT, when its caller's frame on the C stack is gone: "
            "call it in an ordinary function");
    }
    return !expr->returns_twice;
}

/* ---- locals that cannot move ------------------------------------------------------------------------------------- */

static bool declares(const struct ac_function *function, const char *name)
{
    for (size_t i = 0; i < function->locals.count; i++) {
        if (strcmp(function->locals.items[i]->name, name) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < function->hidings.count; i++) {
        if (strcmp(function->hidings.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Or one that means something else in this function. */
static bool has_no_name(const struct support *support, const struct ac_type *type)
{
    return strstr(type->spelling, "(unnamed") || strstr(type->spelling, "(anonymous") ||
           (type->named_by && declares(support->function, type->named_by));
}

static bool contains(struct ac_range range, size_t offset)
{
    return range.begin <= offset && offset < range.end;
}

/* Whether a type is written with a tag. */
static bool has_tag(const struct ac_type *type, const char *tag)
{
    static const char *const keywords[] = {"struct", "union", "enum"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        size_t length = strlen(keywords[i]), size = strlen(tag);
        for (const char *at = type->spelling; (at = strstr(at, keywords[i])); at += length) {
            if (at[length] == ' ' && !strncmp(at + length + 1, tag, size) &&
                !strchr("_$", at[length + 1 + size] ? at[length + 1 + size] : ' ') &&
                !isalnum((unsigned char)at[length + 1 + size])) {
                return true;
            }
        }
    }
    return false;
}

/* The innermost block's at the offset; NULL where there is none. */
static const struct ac_hiding *tag_at(const struct ac_function *function, const char *name, size_t offset)
{
    const struct ac_hiding *result = NULL;
    for (size_t i = 0; i < function->tags.count; i++) {
        const struct ac_hiding *tag = &function->tags.items[i];
        if (!strcmp(tag->name, name) && contains(tag->scope, offset) && (!result || tag->block > result->block)) {
            result = tag;
        }
    }
    return result;
}

/* A tag of the function's own that the local is declared with, and that means something else, or nothing, in a place
 * where generated code may write it; NULL where there is none. */
static const struct ac_hiding *other_tag(const struct support *support, const struct ac_local *local)
{
    const struct ac_function *function = support->function;
    for (size_t i = 0; i < function->tags.count && local->type->is_unnameable; i++) {
        const struct ac_hiding *tag = &function->tags.items[i], *own;
        size_t end = local->is_temporary ? local->declared.end : local->scope.end;
        if (!has_tag(local->type, tag->name)) {
            continue;
        }
        own = tag_at(function, tag->name, local->declared.begin);
        if (!own ||
            (contains((struct ac_range){local->declared.begin, end}, tag->scope.begin) && tag->block > own->block)) {
            return tag;
        }
    }
    return NULL;
}

/* A temporary is declared by its type. */
static void check_name_of_type(const struct support *support, const struct ac_local *local)
{
    const struct ac_hiding *other = local->is_temporary ? other_tag(support, local) : NULL;
    if (local->is_temporary && has_no_name(support, local->type)) {
        refuse(support, local->declared, AC_RULE_UNNAMED_TYPE,
               "a value of a type without a name would have to be kept while this function evaluates an AWAIT: give "
               "the type a tag");
    } else if (other) {
        ac_diag(support->diags, AC_ERROR, support->unit->source, local->declared, AC_RULE_UNNAMED_TYPE,
                "this value has to be kept in parts, and its type '%s' is declared inside of it: declare that before",
                other->name);
    }
}

void ac_support_hoisted(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct support support = {unit, function, diags};
    struct ac_walker walker = {NULL, check_call, &support};
    if (!function->awaits.count) {
        return;
    }
    ac_walk_stmt(&walker, function->body);
    for (size_t i = 0; i < function->locals.count; i++) {
        check_name_of_type(&support, function->locals.items[i]);
    }
}

static void check_alignment(const struct support *support, const struct ac_local *local)
{
    if (local->alignment.number > AC_STRICTEST_ALIGNMENT || local->type->align > AC_STRICTEST_ALIGNMENT) {
        ac_diag(support->diags, AC_ERROR, support->unit->source, local->declared, AC_RULE_ALIGNMENT,
                "'%s' outlives an AWAIT and is aligned to more than %d bytes, which no frame is: keep it elsewhere",
                local->name, AC_STRICTEST_ALIGNMENT);
    }
}

static void check_lasting(const struct support *support, const struct ac_local *local)
{
    struct ac_range range = local->declared;
    if (local->type->has_va_list) {
        ac_diag(support->diags, AC_ERROR, support->unit->source, range, AC_RULE_VA_LIST,
                "the va_list '%s' would be used after an AWAIT: take its arguments out before", local->name);
    }
    if (!local->is_temporary && has_no_name(support, local->type)) {
        ac_diag(support->diags, AC_ERROR, support->unit->source, range, AC_RULE_UNNAMED_TYPE,
                "'%s' outlives an AWAIT, and its type has no name to keep it by: give the type a tag", local->name);
    }
    const struct ac_hiding *other = local->is_temporary ? NULL : other_tag(support, local);
    if (other) {
        ac_diag(support->diags, AC_ERROR, support->unit->source, range, AC_RULE_UNNAMED_TYPE,
                "'%s' outlives an AWAIT, and another '%s' hides its type in a block below: give one of the types "
                "another name",
                local->name, other->name);
    }
    if (local->is_in_named_register) {
        ac_diag(support->diags, AC_ERROR, support->unit->source, range, AC_RULE_ASM_REGISTER,
                "'%s' has a register of its own, which other code uses during an AWAIT: keep its value elsewhere",
                local->name);
    }
    check_alignment(support, local);
}

/* ---- variable arguments ------------------------------------------------------------------------------------------ */

static bool note_va_start(void *data, struct ac_expr *expr)
{
    const struct support *support = data;
    if (expr->kind == AC_EXPR_VA_START) {
        refuse(support, expr->range, AC_RULE_VA_LIST,
               "va_start() after an AWAIT: the variable arguments are gone when the function goes on; take them out "
               "before");
    }
    return true;
}

/* Follows the block from where it is entered after an AWAIT or not; true if that is so where it is left. */
static bool awaits_before_end(const struct support *support, const struct ac_block *block, bool awaited, bool report)
{
    struct ac_walker walker = {NULL, note_va_start, (void *)support};
    for (size_t i = 0; i < block->items.count; i++) {
        const struct ac_item *item = &block->items.items[i];
        awaited |= item->kind == AC_ITEM_AWAIT;
        if (report && awaited && item->kind == AC_ITEM_EXPR) {
            ac_walk_expr(&walker, item->expr);
        }
    }
    return awaited;
}

/* The caller's arguments last until the function suspends. */
static void check_va_starts(const struct support *support)
{
    const struct ac_blocks *blocks = &support->function->blocks;
    bool *awaited = ac_alloc(support->unit->arena, (blocks->count + 1) * sizeof *awaited), changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < blocks->count; i++) {
            const struct ac_block *block = blocks->items[i];
            bool after = awaits_before_end(support, block, awaited[block->number], false);
            for (size_t k = 0; k < block->successors.count; k++) {
                bool *next = &awaited[block->successors.items[k]->number];
                changed |= after && !*next;
                *next |= after;
            }
        }
    }
    for (size_t i = 0; i < blocks->count; i++) {
        awaits_before_end(support, blocks->items[i], awaited[blocks->items[i]->number], true);
    }
}

void ac_support_live(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct support support = {unit, function, diags};
    if (function->va_starts.count) {
        check_va_starts(&support);
    }
    for (size_t i = 0; i < function->locals.count; i++) {
        if (function->locals.items[i]->live_across_await) {
            check_lasting(&support, function->locals.items[i]);
        }
    }
}
