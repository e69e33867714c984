/* hoist_mark.c - what must be hoisted: everything with an await inside, and what would not survive one. */
#include "hoist_internal.h"

#include "../ir_walk.h"
#include "nodes.h"

#include <string.h>

static bool expr_has_await(const struct ac_expr *expr)
{
    return expr && expr->has_await;
}

/* Statements that change when a scope around them has a clean-up: in an expression there would be no room for that, nor
 * are the ways out of one known to flow.c. */
static bool is_exit(enum ac_stmt_kind kind)
{
    return kind == AC_STMT_RETURN || kind == AC_STMT_RAISE || kind == AC_STMT_RERAISE || kind == AC_STMT_DEFER ||
           kind == AC_STMT_GOTO || kind == AC_STMT_COMPUTED_GOTO || kind == AC_STMT_BREAK || kind == AC_STMT_CONTINUE;
}

static bool decl_has_await(const struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        if (expr_has_await(stmt->declarators[i].init)) {
            return true;
        }
    }
    return false;
}

static bool has_await_or_exit(const struct ac_stmt *stmt)
{
    if (expr_has_await(stmt->expr) || expr_has_await(stmt->step) || (stmt->init && has_await_or_exit(stmt->init)) ||
        decl_has_await(stmt) || is_exit(stmt->kind)) {
        return true;
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        if (has_await_or_exit(stmt->kids[i])) {
            return true;
        }
    }
    return false;
}

static bool is_same_text(const struct ac_source *source, struct ac_range a, struct ac_range b)
{
    size_t size = a.end - a.begin;
    return size == b.end - b.begin && !memcmp(source->text + a.begin, source->text + b.begin, size);
}

/* Whether compilers judge the kid by what its parent does with it. */
static bool is_operand(const struct ac_hoist *hoist, const struct ac_expr *expr, struct ac_expr *kid)
{
    switch (expr->kind) {
    case AC_EXPR_UNARY:
    case AC_EXPR_BINARY:
    case AC_EXPR_AND:
    case AC_EXPR_OR:
    case AC_EXPR_COMPOUND_ASSIGN:
        return true;
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
        return kid == expr->kids[0];
    case AC_EXPR_ASSIGN:
        return ac_is_constant(ac_behind_commas(kid)) ||
               is_same_text(hoist->unit->source, expr->kids[0]->range, ac_behind_commas(kid)->range);
    default:
        return false;
    }
}

/* A comma that keeps compilers from judging its value. */
static void mark_comma(struct ac_expr *expr)
{
    struct ac_expr *inside = ac_inside_parens(expr);
    while (inside->kind == AC_EXPR_CAST) {
        inside = ac_inside_parens(inside->kids[inside->kid_count - 1]);
    }
    inside->is_operand |= inside->kind == AC_EXPR_COMMA;
}

static void mark_condition(const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_IF:
    case AC_STMT_WHILE:
    case AC_STMT_DO:
    case AC_STMT_FOR:
        if (stmt->expr) {
            mark_comma(stmt->expr);
        }
        break;
    default:
        break;
    }
}

/* Marks statement expressions with an await inside, and compound literals that outlive one, and all above them. */
static bool mark_expr(struct ac_hoist *hoist, struct ac_expr *expr, bool block_awaits);
static bool mark_stmt(struct ac_hoist *hoist, struct ac_stmt *stmt, bool block_awaits);

static bool mark_expr(struct ac_hoist *hoist, struct ac_expr *expr, bool block_awaits)
{
    bool found = expr->kind == AC_EXPR_AWAIT;
    if (expr->kind == AC_EXPR_UNEVALUATED) {
        return false;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        if (is_operand(hoist, expr, expr->kids[i])) {
            mark_comma(expr->kids[i]);
        }
        found |= mark_expr(hoist, expr->kids[i], block_awaits);
    }
    if (expr->body) {
        found |= mark_stmt(hoist, expr->body, block_awaits);
        found |= has_await_or_exit(expr->body);
    }
    if (expr->kind == AC_EXPR_LITERAL && (expr->access & AC_ACCESS_ADDRESS) && block_awaits &&
        !(expr->in_macro && ac_is_transparent(hoist->unit, expr->range.begin))) {
        found = true;
    }
    expr->has_await |= found;
    return expr->has_await;
}

static bool mark_maybe(struct ac_hoist *hoist, struct ac_expr *expr, bool block_awaits)
{
    return expr && mark_expr(hoist, expr, block_awaits);
}

static bool any_await(const struct ac_stmt *stmt);

static bool any_await_in_expr(const struct ac_expr *expr)
{
    if (!expr) {
        return false;
    }
    if (expr->has_await || (expr->body && any_await(expr->body))) {
        return true;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        if (any_await_in_expr(expr->kids[i])) {
            return true;
        }
    }
    return false;
}

static bool any_await(const struct ac_stmt *stmt)
{
    bool found =
        any_await_in_expr(stmt->expr) || any_await_in_expr(stmt->step) || (stmt->init && any_await(stmt->init));
    for (size_t i = 0; !found && i < stmt->declarator_count; i++) {
        found = any_await_in_expr(stmt->declarators[i].init);
        for (size_t j = 0; !found && j < stmt->declarators[i].size_count; j++) {
            found = any_await_in_expr(stmt->declarators[i].sizes[j]);
        }
    }
    for (size_t i = 0; !found && i < stmt->kid_count; i++) {
        found = any_await(stmt->kids[i]);
    }
    for (size_t i = 0; !found && i < stmt->operand_count; i++) {
        found = any_await_in_expr(stmt->operands[i]);
    }
    return found;
}

static bool mark_stmt(struct ac_hoist *hoist, struct ac_stmt *stmt, bool block_awaits)
{
    bool found = false;
    mark_condition(stmt);
    if (stmt->kind == AC_STMT_COMPOUND || stmt->kind == AC_STMT_FOR) {
        block_awaits = any_await(stmt);
    }
    found |= mark_maybe(hoist, stmt->expr, block_awaits);
    found |= mark_maybe(hoist, stmt->step, block_awaits);
    found |= stmt->init && mark_stmt(hoist, stmt->init, block_awaits);
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        found |= mark_maybe(hoist, stmt->declarators[i].init, block_awaits);
        for (size_t j = 0; j < stmt->declarators[i].size_count; j++) {
            bool awaits = mark_expr(hoist, stmt->declarators[i].sizes[j], block_awaits);
            found |= awaits;
            if (awaits && !stmt->declarators[i].local) {
                ac_hoist_refuse(hoist, stmt->declarators[i].sizes[j]->range, AC_RULE_AWAIT_POSITION,
                                "an AWAIT cannot stand in a size here: give the size a name first");
            }
        }
    }
    for (size_t i = 0; i < stmt->operand_count && stmt->kind != AC_STMT_DECL; i++) {
        found |= mark_expr(hoist, stmt->operands[i], block_awaits);
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        found |= mark_stmt(hoist, stmt->kids[i], block_awaits);
    }
    return found;
}

void ac_hoist_mark(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    mark_stmt(hoist, stmt, false);
}
