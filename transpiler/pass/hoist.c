/* hoist.c - makes each await a statement of its own.
 *
 *     y = f(a, AWAIT(g())) + h();    becomes    value_1 = a;               (where g could change a)
 *                                               await_1 = AWAIT(g());
 *                                               y = f(value_1, await_1) + h();
 *
 *     if (p && AWAIT(g(p))) ...      becomes    value_1 = p;    (a _Bool)
 *                                               if (value_1) { await_1 = AWAIT(g(p)); value_1 = await_1; }
 *                                               if (value_1) ...
 *
 * Order: operands left to right, each read when it is reached; of an assignment the right side first, then the left.
 * What stands left of an await is evaluated into a temporary before it, unless it cannot tell the difference (nodes.c:
 * ac_is_stable). Expressions without an await stay as they are.
 *
 * The steps run each time before the expression that they were taken from: emit/ turns a loop whose condition has steps
 * into an endless one with a break.
 *
 * A compound literal whose address outlives an await moves as well: into a temporary that stays where it is.
 *
 * Here: statements. hoist_mark.c says what must be hoisted, hoist_expr.c takes expressions apart. */
#include "hoist_internal.h"

#include "../ir_walk.h"
#include "nodes.h"

void ac_hoist_refuse(struct ac_hoist *hoist, struct ac_range range, enum ac_rule rule, const char *what)
{
    ac_diag(hoist->diags, AC_ERROR, hoist->unit->source, range, rule, "%s", what);
}

static void hoist_slot(struct ac_hoist *hoist, struct ac_expr **slot, struct ac_steps *steps)
{
    if (*slot && (*slot)->has_await) {
        *slot = ac_hoist_expr(hoist, *slot, steps);
    }
}

/* Where something goes by the type of the value. */
static void hoist_typed(struct ac_hoist *hoist, struct ac_expr **slot, struct ac_steps *steps)
{
    const struct ac_type *type = (*slot)->type;
    hoist_slot(hoist, slot, steps);
    *slot = ac_hoist_as(hoist, *slot, type);
}

/* What is left of an expression statement may be nothing. */
static void drop_empty_expr(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    const struct ac_expr *rest = ac_inside_parens(stmt->expr);
    if (!stmt->pre.count) {
        return;
    }
    if (rest->kind == AC_EXPR_TEMPORARY && stmt->pre.items[stmt->pre.count - 1]->kind != AC_STMT_AWAIT) {
        stmt->expr = ac_new_text(hoist->arena, "(void)@", stmt->expr, NULL, rest->type, stmt->expr->range);
    } else if (ac_is_nothing(rest)) {
        stmt->expr = NULL;
    }
}

/* Outputs and operands in memory must stay what they are: only what awaits is evaluated before. */
static void hoist_asm_operands(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->operand_count; i++) {
        hoist_typed(hoist, &stmt->operands[i], &stmt->pre);
    }
}

static void unwrap_condition(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    struct ac_expr *inside = stmt->expr ? ac_hoist_condition(stmt->expr) : NULL;
    if (stmt->pre.count && inside != stmt->expr) {
        stmt->expr = ac_new_text(hoist->arena, "@", inside, NULL, inside->type, stmt->expr->range);
    }
}

static void hoist_operands(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    struct ac_operands operands = {0};
    bool found = false;
    for (size_t i = 0; i < stmt->operand_count; i++) {
        AC_PUSH(hoist->arena, &operands, &stmt->operands[i]);
        found |= stmt->operands[i]->has_await;
    }
    if (stmt->kind == AC_STMT_ASM) {
        hoist_asm_operands(hoist, stmt);
    } else if (found) {
        ac_hoist_in_order(hoist, &operands, &stmt->pre);
    }
}

/* int a[AWAIT(f())]; */
static void hoist_sizes(struct ac_hoist *hoist, struct ac_declarator *declarator)
{
    struct ac_expr **before = ac_alloc(hoist->arena, (declarator->size_count + 1) * sizeof *before);
    struct ac_operands operands = {0};
    bool found = false;
    for (size_t i = 0; i < declarator->size_count; i++) {
        AC_PUSH(hoist->arena, &operands, &declarator->sizes[i]);
        before[i] = declarator->sizes[i];
        found |= before[i]->has_await;
    }
    if (!found || !declarator->local) {
        return;
    }
    ac_hoist_in_order(hoist, &operands, &declarator->pre);
    declarator->size_steps = declarator->pre.count;
    for (size_t i = 0, next = 0; i < declarator->size_count && next < declarator->local->sizes.count; i++) {
        if (declarator->local->sizes.items[next] == before[i]) {
            declarator->local->sizes.items[next++] = declarator->sizes[i];
        }
    }
}

static void hoist_decl(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        struct ac_declarator *declarator = &stmt->declarators[i];
        hoist_sizes(hoist, declarator);
        if (declarator->init && declarator->init->has_await) {
            if (declarator->init->kind == AC_EXPR_INIT_LIST) {
                ac_hoist_kids(hoist, declarator->init, &declarator->pre);
            } else if (declarator->is_inferred) {
                hoist_typed(hoist, &declarator->init, &declarator->pre);
            } else {
                hoist_slot(hoist, &declarator->init, &declarator->pre);
            }
        }
    }
}

void ac_hoist_stmt(struct ac_hoist *hoist, struct ac_stmt *stmt)
{
    struct ac_range outer = hoist->block;
    if (stmt->kind == AC_STMT_COMPOUND || stmt->kind == AC_STMT_FOR) {
        hoist->block = stmt->range;
    }
    if (stmt->init) {
        ac_hoist_stmt(hoist, stmt->init);
    }
    if (stmt->kind == AC_STMT_DECL) {
        hoist_decl(hoist, stmt);
    } else {
        hoist_operands(hoist, stmt);
    }
    if (stmt->kind != AC_STMT_DO) {
        hoist_slot(hoist, &stmt->expr, &stmt->pre);
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        ac_hoist_stmt(hoist, stmt->kids[i]);
    }
    if (stmt->kind == AC_STMT_DO) {
        hoist_slot(hoist, &stmt->expr, &stmt->pre);
    }
    hoist_slot(hoist, &stmt->step, &stmt->step_pre);
    if (stmt->kind == AC_STMT_EXPR && stmt->expr) {
        drop_empty_expr(hoist, stmt);
    } else if (stmt->kind == AC_STMT_IF || stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_FOR ||
               stmt->kind == AC_STMT_DO) {
        unwrap_condition(hoist, stmt);
    }
    hoist->block = outer;
}

/* ---- values that nobody uses ------------------------------------------------------------------------------------- */

enum use { UNUSED, USED, DROPPED };

static bool note_use(void *data, struct ac_expr *expr)
{
    enum use *uses = data;
    if ((expr->kind == AC_EXPR_TEMPORARY || expr->kind == AC_EXPR_LITERAL) && expr->local) {
        uses[expr->local->index] = USED;
    }
    return true;
}

static bool drop_unused_value(void *data, struct ac_stmt *stmt)
{
    enum use *uses = data;
    if (stmt->kind == AC_STMT_LET && uses[stmt->local->index] != USED) {
        uses[stmt->local->index] = DROPPED;
        stmt->kind = AC_STMT_EFFECT;
        stmt->local = NULL;
    }
    return true;
}

/* `(void)(c ? AWAIT(f()) : 0)`: compilers would warn of a temporary that is only assigned. */
static void drop_unused_values(struct ac_unit *unit, struct ac_function *function)
{
    enum use *uses = ac_alloc(unit->arena, (function->locals.count + 1) * sizeof *uses);
    size_t kept = 0;
    ac_walk_stmt(&(struct ac_walker){.expr = note_use, .data = uses}, function->body);
    ac_walk_stmt(&(struct ac_walker){.stmt = drop_unused_value, .data = uses}, function->body);
    for (size_t i = 0; i < function->locals.count; i++) {
        struct ac_local *local = function->locals.items[i];
        if (uses[i] != DROPPED) {
            local->index = (unsigned)kept;
            function->locals.items[kept++] = local;
        }
    }
    function->locals.count = kept;
}

void ac_hoist(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct ac_hoist hoist = {unit->arena, unit, function, diags, function->body_range};
    ac_hoist_mark(&hoist, function->body);
    ac_hoist_stmt(&hoist, function->body);
    drop_unused_values(unit, function);
}
