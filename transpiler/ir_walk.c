/* ir_walk.c - recursion follows nesting only; statements in a row are a loop. */
#include "ir_walk.h"

#include "base/search.h"

static void walk_steps(const struct ac_walker *walker, const struct ac_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        ac_walk_stmt(walker, steps->items[i]);
    }
}

static void walk_exprs(const struct ac_walker *walker, struct ac_expr **exprs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ac_walk_expr(walker, exprs[i]);
    }
}

static void walk_declarators(const struct ac_walker *walker, const struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        walk_exprs(walker, declarator->sizes, declarator->size_count);
        walk_steps(walker, &declarator->pre);
        ac_walk_expr(walker, declarator->init);
    }
}

static void walk_await(const struct ac_walker *walker, const struct ac_await *await)
{
    if (await) {
        ac_walk_expr(walker, await->callee ? await->callee->call : NULL);
        ac_walk_expr(walker, await->error);
    }
}

void ac_walk_stmt(const struct ac_walker *walker, struct ac_stmt *stmt)
{
    if (!stmt || (walker->stmt && !walker->stmt(walker->data, stmt))) {
        return;
    }
    ac_walk_stmt(walker, stmt->init);
    walk_steps(walker, &stmt->pre);
    ac_walk_expr(walker, stmt->expr);
    walk_exprs(walker, stmt->operands, stmt->operand_count);
    walk_declarators(walker, stmt);
    walk_await(walker, stmt->await);
    walk_steps(walker, &stmt->steps);
    walk_steps(walker, &stmt->other_steps);
    for (size_t i = 0; i < stmt->kid_count; i++) {
        ac_walk_stmt(walker, stmt->kids[i]);
    }
    walk_steps(walker, &stmt->step_pre);
    ac_walk_expr(walker, stmt->step);
}

void ac_walk_expr(const struct ac_walker *walker, struct ac_expr *expr)
{
    if (!expr || (walker->expr && !walker->expr(walker->data, expr))) {
        return;
    }
    walk_exprs(walker, expr->kids, expr->kid_count);
    ac_walk_stmt(walker, expr->body);
}

static bool note_await(void *found, struct ac_stmt *stmt)
{
    *(bool *)found |= stmt->kind == AC_STMT_AWAIT;
    return !*(bool *)found;
}

bool ac_has_await_step(struct ac_stmt *stmt)
{
    bool found = false;
    ac_walk_stmt(&(struct ac_walker){.stmt = note_await, .data = &found}, stmt);
    return found;
}

struct ac_stmts ac_stmts_of_block(const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_COMPOUND:
        return (struct ac_stmts){stmt->kids, stmt->kid_count};
    case AC_STMT_STEPS:
        return (struct ac_stmts){stmt->steps.items, stmt->steps.count};
    default:
        return (struct ac_stmts){0};
    }
}

struct ac_expr *ac_inside_parens(struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_PAREN) {
        expr = expr->kids[0];
    }
    return expr;
}

struct ac_expr **ac_await_operands(const struct ac_await *await, size_t *count)
{
    const struct ac_callee *callee = await->callee;
    size_t skipped = !callee->is_operation && callee->name && callee->call->kid_count ? 1 : 0;
    *count = callee->call->kid_count - skipped;
    return callee->call->kids + skipped;
}

bool ac_is_kept_by(const struct ac_await *await, const struct ac_local *local)
{
    size_t at = AC_COUNT_WHILE(&await->live, item, (*item)->index < local->index);
    return at < await->live.count && await->live.items[at] == local;
}

/* No jump leads into it, and none out of it. */
static bool is_straight(const struct ac_stmt *stmt)
{
    return stmt->kind == AC_STMT_EXPR || stmt->kind == AC_STMT_NULL || stmt->kind == AC_STMT_LET ||
           stmt->kind == AC_STMT_EFFECT;
}

static bool block_never_ends(struct ac_stmts stmts)
{
    while (stmts.count && is_straight(stmts.items[stmts.count - 1])) {
        stmts.count--;
    }
    return stmts.count && ac_never_ends(stmts.items[stmts.count - 1]);
}

bool ac_never_ends(const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_COMPOUND:
    case AC_STMT_STEPS:
        return block_never_ends(ac_stmts_of_block(stmt));
    case AC_STMT_SCOPE:
        return ac_never_ends(stmt->kids[0]);
    case AC_STMT_RETURN:
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
    case AC_STMT_GOTO:
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
        return true;
    default:
        return false;
    }
}
