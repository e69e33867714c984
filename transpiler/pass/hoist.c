/* hoist.c - makes each await a statement of its own.
 *
 *     y = f(a, AWAIT(g())) + h();    becomes    value_1 = a;               (where g could change a)
 *                                               await_1 = AWAIT(g());
 *                                               y = f(value_1, await_1) + h();
 *
 *     if (p && AWAIT(g(p))) ...      becomes    value_1 = p != 0;
 *                                               if (value_1) { await_1 = AWAIT(g(p)); value_1 = await_1 != 0; }
 *                                               if (value_1) ...
 *
 * Order: operands left to right, each read when it is reached; of an assignment the right side first, then the left.
 * What stands left of an await is evaluated into a temporary before it, unless it cannot tell the difference (nodes.c:
 * ac_is_stable). Expressions without an await stay as they are.
 *
 * The steps run each time before the expression that they were taken from: emit/ turns a loop whose condition has steps
 * into an endless one with a break.
 *
 * A compound literal whose address outlives an await moves as well: into a temporary that stays where it is. */
#include "hoist.h"

#include "nodes.h"

struct hoist {
    struct ac_arena *arena;
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
    struct ac_range block; /* the innermost block */
};

static struct ac_expr *hoist_expr(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);
static void hoist_stmt(struct hoist *hoist, struct ac_stmt *stmt);

static void add_step(struct hoist *hoist, struct ac_steps *steps, struct ac_stmt *step)
{
    AC_PUSH(hoist->arena, steps, step);
}

static void refuse(struct hoist *hoist, struct ac_range range, const char *what)
{
    ac_diag(hoist->diags, AC_ERROR, hoist->unit->source, range, NULL, "%s", what);
}

/* ---- operands in order ------------------------------------------------------------------------------------------- */

/* A pointer into what a temporary holds must not be copied away from it: the temporary stays where it is. */
static void pin_temporary(struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_MEMBER || expr->kind == AC_EXPR_PAREN ||
           (expr->kind == AC_EXPR_UNARY && expr->op == AC_OP_ADDRESS)) {
        if (expr->kind == AC_EXPR_MEMBER && expr->op == AC_OP_DEREFERENCE) {
            return;
        }
        expr = expr->kids[0];
    }
    if (expr->kind == AC_EXPR_TEMPORARY) {
        expr->local->address_taken = true;
        expr->access = AC_ACCESS_ADDRESS;
    }
}

/* Evaluates `expr` now, into a temporary. */
static struct ac_expr *spill(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_local *temporary;
    if (!expr->type || expr->type->is_void) {
        struct ac_stmt *effect = ac_new_step(hoist->arena, AC_STMT_EFFECT, expr->range);
        effect->expr = expr;
        add_step(hoist, steps, effect);
        return ac_new_text(hoist->arena, "((void)0)", NULL, NULL, expr->type, expr->range);
    }
    if (expr->type->is_array) {
        refuse(hoist, expr->range,
               "this array is a temporary of the expression and would not outlive the AWAIT after it: "
               "give it a name first");
    }
    if (expr->is_lvalue && !expr->type->is_scalar && !expr->type->is_record) {
        refuse(hoist, expr->range, "an element of this vector is chosen by an AWAIT: give the index a name first");
    }
    pin_temporary(expr);
    temporary = ac_new_temporary(hoist->arena, hoist->function, "value", expr->type);
    add_step(hoist, steps, ac_new_let(hoist->arena, temporary, expr));
    return ac_new_temporary_expr(hoist->arena, temporary, expr->range);
}

struct operands {
    struct ac_expr ***items; /* where each operand hangs, in the order of evaluation */
    size_t count, capacity;
};

static bool matters_to_earlier(struct ac_expr *const *later, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (later[i]->has_await || later[i]->has_effect) {
            return true;
        }
    }
    return false;
}

/* Left to right: each operand with an await is hoisted; each before one, or before an effect, that would notice is
 * spilled. */
static void order_operands(struct hoist *hoist, struct operands *operands, struct ac_steps *steps)
{
    struct ac_expr **all = ac_alloc(hoist->arena, (operands->count + 1) * sizeof *all);
    for (size_t i = 0; i < operands->count; i++) {
        all[i] = *operands->items[i];
    }
    for (size_t i = 0; i < operands->count; i++) {
        size_t left = operands->count - i - 1;
        if (all[i]->has_await) {
            all[i] = hoist_expr(hoist, all[i], steps);
        }
        if (matters_to_earlier(all + i + 1, left) && !ac_is_stable(all[i], all + i + 1, left)) {
            all[i] = spill(hoist, all[i], steps);
        }
        *operands->items[i] = all[i];
    }
}

/* Initialisers of a list are operands each; lists in it are none themselves. */
static void add_operand(struct hoist *hoist, struct operands *operands, struct ac_expr **slot)
{
    struct ac_expr *expr = *slot;
    bool is_designated = expr->kind == AC_EXPR_OTHER && !expr->type;
    if (expr->kind == AC_EXPR_INIT_LIST || is_designated) {
        for (size_t i = 0; i < expr->kid_count; i++) {
            add_operand(hoist, operands, &expr->kids[i]);
        }
    } else {
        AC_PUSH(hoist->arena, operands, slot);
    }
}

static struct ac_expr *hoist_kids(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct operands operands = {0};
    for (size_t i = 0; i < expr->kid_count; i++) {
        add_operand(hoist, &operands, &expr->kids[i]);
    }
    order_operands(hoist, &operands, steps);
    return expr;
}

/* ---- awaits ---------------------------------------------------------------------------------------------------------
 */

static void hoist_error_operand(struct hoist *hoist, struct ac_await *await, struct ac_expr *error)
{
    if (error->has_await) {
        refuse(hoist, error->range, "an AWAIT cannot stand in the error argument of AWAIT_CATCH");
    }
    await->error = error;
}

/* The arguments; in front of them what is called, unless that is a function by its name. */
static void add_call_operands(struct hoist *hoist, struct operands *operands, const struct ac_callee *callee)
{
    for (size_t i = callee->name && !callee->is_operation ? 1 : 0; i < callee->call->kid_count; i++) {
        add_operand(hoist, operands, &callee->call->kids[i]);
    }
}

static struct ac_expr *hoist_await(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_await *await = ac_new(hoist->arena, struct ac_await);
    struct operands operands = {0};
    struct ac_stmt *step = ac_new_step(hoist->arena, AC_STMT_AWAIT, expr->range);
    const struct ac_type *type = expr->callee ? expr->callee->result : expr->type;
    if (!expr->callee) {
        return expr; /* refused */
    }
    add_call_operands(hoist, &operands, expr->callee);
    order_operands(hoist, &operands, steps);
    await->callee = expr->callee;
    await->range = expr->range;
    if (expr->kid_count > 1) {
        hoist_error_operand(hoist, await, expr->kids[1]);
    }
    AC_PUSH(hoist->arena, &hoist->function->awaits, await);
    step->await = await;
    if (!type->is_void) {
        await->result = ac_new_temporary(hoist->arena, hoist->function, "await", type);
    }
    add_step(hoist, steps, step);
    if (type->is_void) {
        return ac_new_text(hoist->arena, "((void)0)", NULL, NULL, type, expr->range);
    }
    return ac_new_temporary_expr(hoist->arena, await->result, expr->range);
}

static struct ac_expr *hoist_start(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct operands operands = {0};
    for (size_t i = 1; i < expr->kid_count; i++) {
        if (expr->kids[i]->range.begin < expr->callee->call->range.begin) {
            AC_PUSH(hoist->arena, &operands, &expr->kids[i]);
        }
    }
    add_call_operands(hoist, &operands, expr->callee);
    for (size_t i = 1; i < expr->kid_count; i++) {
        if (expr->kids[i]->range.begin > expr->callee->call->range.begin) {
            AC_PUSH(hoist->arena, &operands, &expr->kids[i]);
        }
    }
    order_operands(hoist, &operands, steps);
    return expr;
}

/* ---- control flow inside expressions ----------------------------------------------------------------------------- */

static struct ac_expr *truth_of(struct hoist *hoist, struct ac_expr *expr)
{
    return ac_new_text(hoist->arena, "(@) != 0", expr, NULL, ac_int_type(), expr->range);
}

static struct ac_expr *not_of(struct hoist *hoist, struct ac_expr *expr)
{
    return ac_new_text(hoist->arena, "!@", expr, NULL, ac_int_type(), expr->range);
}

static struct ac_expr *hoist_short_circuit(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_local *value;
    struct ac_expr *mention;
    struct ac_stmt *branch;
    if (expr->kids[0]->has_await) {
        expr->kids[0] = hoist_expr(hoist, expr->kids[0], steps);
    }
    if (!expr->kids[1]->has_await) {
        return expr;
    }
    value = ac_new_temporary(hoist->arena, hoist->function, "value", ac_int_type());
    mention = ac_new_temporary_expr(hoist->arena, value, expr->range);
    add_step(hoist, steps, ac_new_let(hoist->arena, value, truth_of(hoist, expr->kids[0])));
    branch = ac_new_step(hoist->arena, AC_STMT_BRANCH, expr->range);
    branch->expr = expr->kind == AC_EXPR_AND ? mention : not_of(hoist, mention);
    expr->kids[1] = hoist_expr(hoist, expr->kids[1], &branch->steps);
    add_step(hoist, &branch->steps, ac_new_let(hoist->arena, value, truth_of(hoist, expr->kids[1])));
    add_step(hoist, steps, branch);
    return ac_new_temporary_expr(hoist->arena, value, expr->range);
}

/* What is left where only an await was. */
static bool is_nothing(const struct ac_expr *expr)
{
    return expr->kind == AC_EXPR_TEMPORARY || (expr->kind == AC_EXPR_TEXT && !expr->kid_count);
}

/* The arm of a conditional: its value into the temporary, or its effect where there is none. */
static void hoist_arm(struct hoist *hoist, struct ac_expr *arm, struct ac_local *value, struct ac_steps *steps)
{
    if (arm->has_await) {
        arm = hoist_expr(hoist, arm, steps);
    }
    if (value) {
        add_step(hoist, steps, ac_new_let(hoist->arena, value, arm));
    } else if (!is_nothing(arm)) {
        struct ac_stmt *effect = ac_new_step(hoist->arena, AC_STMT_EFFECT, arm->range);
        effect->expr = arm;
        add_step(hoist, steps, effect);
    }
}

static struct ac_expr *value_or_nothing(struct hoist *hoist, struct ac_local *value, struct ac_expr *expr)
{
    return value ? ac_new_temporary_expr(hoist->arena, value, expr->range)
                 : ac_new_text(hoist->arena, "((void)0)", NULL, NULL, expr->type, expr->range);
}

static struct ac_expr *hoist_conditional(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_local *value = NULL;
    struct ac_stmt *branch;
    if (expr->kids[0]->has_await) {
        expr->kids[0] = hoist_expr(hoist, expr->kids[0], steps);
    }
    if (!expr->kids[1]->has_await && !expr->kids[2]->has_await) {
        return expr;
    }
    if (!expr->type->is_void) {
        value = ac_new_temporary(hoist->arena, hoist->function, "value", expr->type);
    }
    branch = ac_new_step(hoist->arena, AC_STMT_BRANCH, expr->range);
    branch->expr = expr->kids[0];
    hoist_arm(hoist, expr->kids[1], value, &branch->steps);
    hoist_arm(hoist, expr->kids[2], value, &branch->other_steps);
    add_step(hoist, steps, branch);
    return value_or_nothing(hoist, value, expr);
}

/* a ?: b */
static struct ac_expr *hoist_elvis(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr *left = expr->kids[0];
    struct ac_local *value;
    struct ac_stmt *branch;
    if (left->has_await) {
        expr->kids[0] = left = hoist_expr(hoist, left, steps);
    }
    if (!expr->kids[1]->has_await) {
        return expr;
    }
    if (!ac_is_stable(left, NULL, 0) || left->kind != AC_EXPR_TEMPORARY) {
        left = spill(hoist, left, steps);
    }
    value = ac_new_temporary(hoist->arena, hoist->function, "value", expr->type);
    branch = ac_new_step(hoist->arena, AC_STMT_BRANCH, expr->range);
    branch->expr = left;
    add_step(hoist, &branch->steps, ac_new_let(hoist->arena, value, left));
    hoist_arm(hoist, expr->kids[1], value, &branch->other_steps);
    add_step(hoist, steps, branch);
    return ac_new_temporary_expr(hoist->arena, value, expr->range);
}

static struct ac_expr *hoist_comma(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    hoist_arm(hoist, expr->kids[0], NULL, steps);
    if (expr->kids[1]->has_await) {
        expr->kids[1] = hoist_expr(hoist, expr->kids[1], steps);
    }
    return ac_new_text(hoist->arena, "@", expr->kids[1], NULL, expr->type, expr->range);
}

static bool is_plain_name(const struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_PAREN) {
        expr = expr->kids[0];
    }
    return (expr->kind == AC_EXPR_LOCAL || expr->kind == AC_EXPR_VARIABLE) && !expr->has_effect;
}

/* The right side first, then the left, then the assignment. */
static struct ac_expr *hoist_assignment(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr **left = &expr->kids[0], **right = &expr->kids[1];
    if ((*right)->has_await) {
        *right = hoist_expr(hoist, *right, steps);
    }
    if (((*left)->has_await || (*left)->has_effect || (*right)->has_effect) && !is_plain_name(*left) &&
        !ac_is_stable(*right, left, 1)) {
        *right = spill(hoist, *right, steps);
    }
    if ((*left)->has_await) {
        *left = hoist_expr(hoist, *left, steps);
    }
    return expr;
}

/* ---- statement expressions --------------------------------------------------------------------------------------- */

static bool stmt_has_await(const struct ac_stmt *stmt);

static bool expr_has_await(const struct ac_expr *expr)
{
    return expr && expr->has_await;
}

/* Statements that change when a scope around them has a clean-up: in an expression there would be no room for that. */
static bool is_exit(enum ac_stmt_kind kind)
{
    return kind == AC_STMT_RETURN || kind == AC_STMT_RAISE || kind == AC_STMT_RERAISE || kind == AC_STMT_DEFER ||
           kind == AC_STMT_GOTO || kind == AC_STMT_BREAK || kind == AC_STMT_CONTINUE;
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

static bool stmt_has_await(const struct ac_stmt *stmt)
{
    if (expr_has_await(stmt->expr) || expr_has_await(stmt->step) || (stmt->init && stmt_has_await(stmt->init)) ||
        decl_has_await(stmt) || is_exit(stmt->kind)) {
        return true;
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        if (stmt_has_await(stmt->kids[i])) {
            return true;
        }
    }
    return false;
}

/* ({ a; b; value; }): the statements become steps, and the value of the last one a temporary. */
static struct ac_expr *hoist_stmt_expr(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_stmt *body = expr->body, *block = ac_new_step(hoist->arena, AC_STMT_STEPS, body->range);
    struct ac_range outer = hoist->block;
    struct ac_local *value = NULL;
    hoist->block = body->range;
    for (size_t i = 0; i < body->kid_count; i++) {
        struct ac_stmt *stmt = body->kids[i];
        bool is_value = i + 1 == body->kid_count && stmt->kind == AC_STMT_EXPR && expr->type && !expr->type->is_void;
        if (is_value) {
            value = ac_new_temporary(hoist->arena, hoist->function, "value", expr->type);
            hoist_arm(hoist, stmt->expr, value, &block->steps);
        } else {
            hoist_stmt(hoist, stmt);
            add_step(hoist, &block->steps, stmt);
        }
    }
    hoist->block = outer;
    add_step(hoist, steps, block);
    return value_or_nothing(hoist, value, expr);
}

/* ---- compound literals ------------------------------------------------------------------------------------------- */

static struct ac_expr *hoist_literal(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr *mention;
    hoist_kids(hoist, expr, steps);
    if (!(expr->access & AC_ACCESS_ADDRESS)) {
        return expr;
    }
    expr->local = ac_new_temporary(hoist->arena, hoist->function, "literal", expr->kids[0]->type);
    expr->local->address_taken = true;
    expr->local->scope = expr->local->block = hoist->block;
    add_step(hoist, steps, ac_new_let(hoist->arena, expr->local, expr));
    mention = ac_new_temporary_expr(hoist->arena, expr->local, expr->range);
    mention->access = AC_ACCESS_ADDRESS;
    mention->type = expr->type;
    return mention;
}

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static struct ac_expr *hoist_other(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    if (expr->kind == AC_EXPR_OTHER && expr->type) {
        refuse(hoist, expr->range, "an AWAIT cannot stand inside this form: give the value a name first");
    }
    return hoist_kids(hoist, expr, steps);
}

/* Gives what is left of an expression that has an await, to be evaluated when the steps have run. */
static struct ac_expr *hoist_expr(struct hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    if (expr->in_macro) {
        ac_need_expansion(hoist->unit, expr->range.begin);
    }
    switch (expr->kind) {
    case AC_EXPR_AWAIT:
        return hoist_await(hoist, expr, steps);
    case AC_EXPR_START:
        return hoist_start(hoist, expr, steps);
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        return hoist_short_circuit(hoist, expr, steps);
    case AC_EXPR_CONDITIONAL:
        return hoist_conditional(hoist, expr, steps);
    case AC_EXPR_ELVIS:
        return hoist_elvis(hoist, expr, steps);
    case AC_EXPR_COMMA:
        return hoist_comma(hoist, expr, steps);
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
        return hoist_assignment(hoist, expr, steps);
    case AC_EXPR_STMT_EXPR:
        return hoist_stmt_expr(hoist, expr, steps);
    case AC_EXPR_LITERAL:
        return hoist_literal(hoist, expr, steps);
    case AC_EXPR_GENERIC:
        expr->kids[0] = hoist_expr(hoist, expr->kids[0], steps);
        return ac_new_text(hoist->arena, "(@)", expr->kids[0], NULL, expr->type, expr->range);
    default:
        return hoist_other(hoist, expr, steps);
    }
}

/* ---- what has an await ------------------------------------------------------------------------------------------- */

/* Marks statement expressions with an await inside, and compound literals that outlive one, and all above them. */
static bool mark_expr(struct hoist *hoist, struct ac_expr *expr, bool block_awaits);
static bool mark_stmt(struct hoist *hoist, struct ac_stmt *stmt, bool block_awaits);

static bool mark_expr(struct hoist *hoist, struct ac_expr *expr, bool block_awaits)
{
    bool found = expr->kind == AC_EXPR_AWAIT;
    if (expr->kind == AC_EXPR_UNEVALUATED) {
        return false;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        found |= mark_expr(hoist, expr->kids[i], block_awaits);
    }
    if (expr->callee && expr->callee->call && expr->kind == AC_EXPR_AWAIT) {
        found = true;
    }
    if (expr->body) {
        found |= mark_stmt(hoist, expr->body, block_awaits);
        found |= stmt_has_await(expr->body);
    }
    if (expr->kind == AC_EXPR_LITERAL && (expr->access & AC_ACCESS_ADDRESS) && block_awaits &&
        !(expr->in_macro && ac_is_transparent(hoist->unit->source, expr->range.begin))) {
        found = true;
    }
    expr->has_await |= found;
    return expr->has_await;
}

static bool mark_maybe(struct hoist *hoist, struct ac_expr *expr, bool block_awaits)
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
    }
    for (size_t i = 0; !found && i < stmt->kid_count; i++) {
        found = any_await(stmt->kids[i]);
    }
    for (size_t i = 0; !found && stmt->kind != AC_STMT_ASM && i < stmt->operand_count; i++) {
        found = any_await_in_expr(stmt->operands[i]);
    }
    return found;
}

static bool mark_stmt(struct hoist *hoist, struct ac_stmt *stmt, bool block_awaits)
{
    bool found = false;
    if (stmt->kind == AC_STMT_COMPOUND || stmt->kind == AC_STMT_FOR) {
        block_awaits = any_await(stmt);
    }
    found |= mark_maybe(hoist, stmt->expr, block_awaits);
    found |= mark_maybe(hoist, stmt->step, block_awaits);
    found |= stmt->init && mark_stmt(hoist, stmt->init, block_awaits);
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        found |= mark_maybe(hoist, stmt->declarators[i].init, block_awaits);
        for (size_t j = 0; j < stmt->declarators[i].size_count; j++) {
            if (mark_expr(hoist, stmt->declarators[i].sizes[j], block_awaits)) {
                refuse(hoist, stmt->declarators[i].sizes[j]->range,
                       "an AWAIT cannot stand in the size of an array: give the "
                       "size a name first");
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

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void hoist_slot(struct hoist *hoist, struct ac_expr **slot, struct ac_steps *steps)
{
    if (*slot && (*slot)->has_await) {
        *slot = hoist_expr(hoist, *slot, steps);
    }
}

/* What is left of an expression statement may be nothing. */
static void drop_empty_expr(struct hoist *hoist, struct ac_stmt *stmt)
{
    const struct ac_expr *rest = ac_inside_parens(stmt->expr);
    if (!stmt->pre.count) {
        return;
    }
    if (rest->kind == AC_EXPR_TEMPORARY && stmt->pre.items[stmt->pre.count - 1]->kind != AC_STMT_AWAIT) {
        stmt->expr = ac_new_text(hoist->arena, "(void)@", stmt->expr, NULL, rest->type, stmt->expr->range);
    } else if (is_nothing(rest)) {
        stmt->expr = NULL;
    }
}

static void hoist_operands(struct hoist *hoist, struct ac_stmt *stmt)
{
    struct operands operands = {0};
    bool found = false;
    for (size_t i = 0; i < stmt->operand_count; i++) {
        AC_PUSH(hoist->arena, &operands, &stmt->operands[i]);
        found |= stmt->operands[i]->has_await;
    }
    if (found && stmt->kind == AC_STMT_ASM) {
        refuse(hoist, stmt->range, "an AWAIT cannot stand in an operand of asm: give the value a name first");
    } else if (found) {
        order_operands(hoist, &operands, &stmt->pre);
    }
}

static void hoist_decl(struct hoist *hoist, struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        struct ac_declarator *declarator = &stmt->declarators[i];
        if (declarator->init && declarator->init->has_await) {
            if (declarator->init->kind == AC_EXPR_INIT_LIST) {
                hoist_kids(hoist, declarator->init, &declarator->pre);
            } else {
                hoist_slot(hoist, &declarator->init, &declarator->pre);
            }
        }
    }
}

static void hoist_stmt(struct hoist *hoist, struct ac_stmt *stmt)
{
    struct ac_range outer = hoist->block;
    if (stmt->kind == AC_STMT_COMPOUND || stmt->kind == AC_STMT_FOR) {
        hoist->block = stmt->range;
    }
    if (stmt->init) {
        hoist_stmt(hoist, stmt->init);
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
        hoist_stmt(hoist, stmt->kids[i]);
    }
    if (stmt->kind == AC_STMT_DO) {
        hoist_slot(hoist, &stmt->expr, &stmt->pre);
    }
    hoist_slot(hoist, &stmt->step, &stmt->step_pre);
    if (stmt->kind == AC_STMT_EXPR && stmt->expr) {
        drop_empty_expr(hoist, stmt);
    }
    hoist->block = outer;
}

void ac_hoist(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct hoist hoist = {unit->arena, unit, function, diags, function->body_range};
    mark_stmt(&hoist, function->body, false);
    hoist_stmt(&hoist, function->body);
}
