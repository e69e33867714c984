/* nodes.c - see nodes.h. */
#include "nodes.h"

#include "../ir_walk.h"

#include <stdlib.h>
#include <string.h>

const char *ac_fresh_name(struct ac_arena *arena, const struct ac_function *function, const char *wanted)
{
    while (ac_names_have(&function->identifiers, wanted) ||
           (function->taken && ac_names_have(function->taken, wanted))) {
        wanted = ac_format(arena, "%s_", wanted);
    }
    return wanted;
}

static unsigned count_temporary(struct ac_arena *arena, struct ac_function *function, const char *stem)
{
    for (size_t i = 0; i < function->temporaries.count; i++) {
        if (!strcmp(function->temporaries.items[i].stem, stem)) {
            return ++function->temporaries.items[i].count;
        }
    }
    AC_PUSH(arena, &function->temporaries, ((struct ac_temporaries){stem, 1}));
    return 1;
}

struct ac_local *ac_new_temporary(struct ac_arena *arena, struct ac_function *function, const char *stem,
                                  const struct ac_type *type)
{
    struct ac_local *local = ac_new(arena, struct ac_local);
    unsigned number = count_temporary(arena, function, stem);
    local->name = ac_fresh_name(arena, function, ac_format(arena, "%s_%u", stem, number));
    local->type = type;
    local->index = (unsigned)function->locals.count;
    local->is_temporary = true;
    local->scope = local->block = function->body_range;
    AC_PUSH(arena, &function->locals, local);
    return local;
}

struct ac_expr *ac_new_temporary_expr(struct ac_arena *arena, struct ac_local *local, struct ac_range range)
{
    struct ac_expr *expr = ac_new(arena, struct ac_expr);
    expr->kind = AC_EXPR_TEMPORARY;
    expr->range = range;
    expr->type = local->type;
    expr->local = local;
    expr->access = AC_ACCESS_READ;
    expr->is_lvalue = true;
    return expr;
}

struct ac_expr *ac_new_text(struct ac_arena *arena, const char *text, struct ac_expr *kid, struct ac_expr *other,
                            const struct ac_type *type, struct ac_range range)
{
    struct ac_expr *expr = ac_new(arena, struct ac_expr);
    expr->kind = AC_EXPR_TEXT;
    expr->range = range;
    expr->type = type;
    expr->text = text;
    expr->kids = ac_alloc(arena, 2 * sizeof *expr->kids);
    if (kid) {
        expr->kids[expr->kid_count++] = kid;
        expr->has_effect |= kid->has_effect;
    }
    if (other) {
        expr->kids[expr->kid_count++] = other;
        expr->has_effect |= other->has_effect;
    }
    return expr;
}

struct ac_stmt *ac_new_step(struct ac_arena *arena, enum ac_stmt_kind kind, struct ac_range range)
{
    struct ac_stmt *stmt = ac_new(arena, struct ac_stmt);
    stmt->kind = kind;
    stmt->range = range;
    return stmt;
}

struct ac_stmt *ac_new_let(struct ac_arena *arena, struct ac_local *local, struct ac_expr *expr)
{
    struct ac_stmt *stmt = ac_new_step(arena, AC_STMT_LET, expr->range);
    stmt->local = local;
    stmt->expr = expr;
    return stmt;
}

bool ac_is_label(const struct ac_stmt *stmt)
{
    return stmt->kind == AC_STMT_LABEL || stmt->kind == AC_STMT_CASE || stmt->kind == AC_STMT_DEFAULT;
}

const struct ac_stmt *ac_labelled_declaration(const struct ac_stmt *stmt)
{
    while (ac_is_label(stmt) && stmt->kid_count) {
        stmt = stmt->kids[0];
    }
    return stmt->kind == AC_STMT_DECL ? stmt : NULL;
}

struct ac_stmt *ac_part_from_labels(struct ac_arena *arena, struct ac_stmt *stmt)
{
    struct ac_stmt *last = stmt, *label = NULL;
    while (ac_is_label(last) && last->kid_count) {
        label = last;
        last = last->kids[0];
    }
    if (label) {
        label->kids[0] = ac_new_step(arena, AC_STMT_NULL, (struct ac_range){last->range.begin, last->range.begin});
        for (label = stmt; ac_is_label(label); label = label->kids[0]) {
            label->range.end = last->range.begin;
        }
    }
    return last;
}

bool ac_declares_on_heap(const struct ac_stmt *stmt)
{
    bool found = false;
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        found |= stmt->declarators[i].local && stmt->declarators[i].local->is_on_heap;
    }
    return found;
}

const struct ac_type *ac_int_type(void)
{
    static const struct ac_type type = {.before = "int ",
                                        .after = "",
                                        .spelling = "int",
                                        .size = sizeof(int),
                                        .align = _Alignof(int),
                                        .is_scalar = true};
    return &type;
}

const struct ac_type *ac_bool_type(void)
{
    static const struct ac_type type = {.before = "_Bool ",
                                        .after = "",
                                        .spelling = "_Bool",
                                        .size = sizeof(_Bool),
                                        .align = _Alignof(_Bool),
                                        .is_scalar = true,
                                        .is_bool = true};
    return &type;
}

/* ---- constants ----------------------------------------------------------------------------------------------------
 */

struct ac_expr *ac_behind_commas(struct ac_expr *expr)
{
    while (ac_inside_parens(expr)->kind == AC_EXPR_COMMA) {
        expr = ac_inside_parens(expr)->kids[1];
    }
    return ac_inside_parens(expr);
}

struct ac_stmt *ac_value_of_body(const struct ac_expr *expr)
{
    struct ac_stmt *last = expr->body->kid_count ? expr->body->kids[expr->body->kid_count - 1] : NULL;
    while (last && last->kind == AC_STMT_LABEL && last->kid_count) {
        last = last->kids[0];
    }
    return last && last->kind == AC_STMT_EXPR && expr->type && !expr->type->is_void ? last : NULL;
}

bool ac_is_constant(const struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_CONSTANT:
    case AC_EXPR_UNEVALUATED:
        return true;
    case AC_EXPR_PAREN:
    case AC_EXPR_CAST:
    case AC_EXPR_UNARY:
    case AC_EXPR_BINARY:
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        break;
    default:
        return false;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        if (!ac_is_constant(expr->kids[i])) {
            return false;
        }
    }
    return true;
}

/* ---- stability --------------------------------------------------------------------------------------------------- */

static bool may_assign(const struct ac_expr *expr, const struct ac_local *local)
{
    if (!expr) {
        return false;
    }
    if (expr->body) {
        return true; /* a statement expression: not worth looking into */
    }
    if (expr->local == local && (expr->access & (AC_ACCESS_WRITE | AC_ACCESS_ADDRESS))) {
        return true;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        if (may_assign(expr->kids[i], local)) {
            return true;
        }
    }
    return false;
}

/* A part of a variable, named without reading anything: its address never changes. */
static bool is_fixed_object(const struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_LOCAL:
    case AC_EXPR_VARIABLE:
        return true;
    case AC_EXPR_PAREN:
        return is_fixed_object(expr->kids[0]);
    case AC_EXPR_MEMBER:
        return expr->op != AC_OP_DEREFERENCE && is_fixed_object(expr->kids[0]);
    default:
        return false;
    }
}

static bool is_stable_name(const struct ac_expr *expr, struct ac_expr *const *later, size_t later_count)
{
    const struct ac_local *local = expr->local;
    if (expr->op == AC_OP_ADDRESS || local->type->is_array) {
        return true; /* an array: what is read is its address */
    }
    if (local->is_volatile) {
        return false;
    }
    if (local->is_const) {
        return true;
    }
    if (local->address_taken) {
        return false;
    }
    for (size_t i = 0; i < later_count; i++) {
        if (may_assign(later[i], local)) {
            return false;
        }
    }
    return true;
}

bool ac_is_stable(const struct ac_expr *expr, struct ac_expr *const *later, size_t later_count)
{
    if (expr->decays && is_fixed_object(expr)) {
        return true;
    }
    switch (expr->kind) {
    case AC_EXPR_CONSTANT:
    case AC_EXPR_FUNCTION:
    case AC_EXPR_ASYNC_FUNCTION:
    case AC_EXPR_UNEVALUATED:
    case AC_EXPR_TEMPORARY:
        return true;
    case AC_EXPR_LOCAL:
        return is_stable_name(expr, later, later_count);
    case AC_EXPR_VARIABLE:
        return expr->op == AC_OP_ADDRESS || expr->is_const;
    case AC_EXPR_UNARY:
        if (expr->op == AC_OP_ADDRESS) {
            return is_fixed_object(expr->kids[0]) || expr->kids[0]->kind == AC_EXPR_FUNCTION ||
                   expr->kids[0]->kind == AC_EXPR_ASYNC_FUNCTION;
        }
        if (expr->op != AC_OP_OTHER) {
            return false;
        }
        break;
    case AC_EXPR_PAREN:
    case AC_EXPR_CAST:
    case AC_EXPR_BINARY:
    case AC_EXPR_AND:
    case AC_EXPR_OR:
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_TEXT:
        break;
    default:
        return false;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        if (!ac_is_stable(expr->kids[i], later, later_count)) {
            return false;
        }
    }
    return true;
}
