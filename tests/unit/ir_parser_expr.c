/* ir_parser_expr.c - expressions; awaits in them become steps. */
#include "ir_parser.h"

#include "pass/nodes.h"

#include <ctype.h>
#include <string.h>

struct ac_expr *ir_new_expr(struct ir_parser *p, enum ac_expr_kind kind, size_t begin)
{
    struct ac_expr *expr = ac_new(p->arena, struct ac_expr);
    expr->kind = kind;
    expr->range = (struct ac_range){begin, p->last};
    expr->type = ac_int_type();
    return expr;
}

static void add_kid(struct ir_parser *p, struct ac_expr *expr, struct ac_expr *kid)
{
    IR_LIST(struct ac_expr *) kids = {expr->kids, expr->kid_count, expr->kid_count};
    AC_PUSH(p->arena, &kids, kid);
    expr->kids = kids.items;
    expr->kid_count = kids.count;
    expr->has_effect |= kid->has_effect;
}

struct ac_expr *ir_combine(struct ir_parser *p, enum ac_expr_kind kind, struct ac_expr *a, struct ac_expr *b)
{
    struct ac_expr *expr = ir_new_expr(p, kind, a->range.begin);
    add_kid(p, expr, a);
    if (b) {
        add_kid(p, expr, b);
    }
    return expr;
}

static bool is_local_array(const struct ac_expr *expr)
{
    return expr->kind == AC_EXPR_LOCAL && expr->local->type->is_array;
}

/* How the first kid is used, of an expression that is used like `access`. To access a part is to access the rest too.
 */
static unsigned access_of_first(const struct ac_expr *expr, unsigned access)
{
    unsigned part = access == AC_ACCESS_WRITE ? access | AC_ACCESS_READ : access;
    switch (expr->kind) {
    case AC_EXPR_PAREN:
        return access;
    case AC_EXPR_ASSIGN:
        return AC_ACCESS_WRITE;
    case AC_EXPR_COMPOUND_ASSIGN:
        return AC_ACCESS_READ | AC_ACCESS_WRITE;
    case AC_EXPR_UNARY:
        return expr->op == AC_OP_ADDRESS     ? AC_ACCESS_ADDRESS
               : expr->op == AC_OP_INCREMENT ? AC_ACCESS_READ | AC_ACCESS_WRITE
                                             : AC_ACCESS_READ;
    case AC_EXPR_MEMBER:
        return expr->op == AC_OP_DEREFERENCE ? AC_ACCESS_READ : part;
    case AC_EXPR_SUBSCRIPT:
        return is_local_array(expr->kids[0]) ? part : AC_ACCESS_READ;
    default:
        return AC_ACCESS_READ;
    }
}

static void access_local(struct ac_expr *expr, unsigned access)
{
    expr->access = access;
    expr->local->address_taken |= (access & AC_ACCESS_ADDRESS) != 0;
}

/* Says of each local below how it is used, now that what surrounds it is known. An array decays where it is no operand
 * of a subscript. */
static void resolve(struct ac_expr *expr, unsigned access)
{
    if (expr->kind == AC_EXPR_TEMPORARY && access == AC_ACCESS_ADDRESS) {
        expr->local->address_taken = true;
    } else if (expr->kind == AC_EXPR_LOCAL) {
        access_local(expr, is_local_array(expr) && access == AC_ACCESS_READ ? AC_ACCESS_ADDRESS : access);
    } else if (expr->kind == AC_EXPR_LITERAL) {
        expr->local->address_taken = true;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        struct ac_expr *kid = expr->kids[i];
        bool is_evaluated = access != AC_ACCESS_NONE && expr->kind != AC_EXPR_UNEVALUATED;
        unsigned kid_access = !is_evaluated ? AC_ACCESS_NONE : i ? AC_ACCESS_READ : access_of_first(expr, access);
        if (expr->kind == AC_EXPR_SUBSCRIPT && is_local_array(kid)) {
            access_local(kid, kid_access);
        } else {
            resolve(kid, kid_access);
        }
    }
}

struct ac_expr *ir_resolved(struct ac_expr *expr)
{
    resolve(expr, AC_ACCESS_READ);
    return expr;
}

struct ac_stmt *ir_new_stmt(struct ir_parser *p, enum ac_stmt_kind kind, size_t begin)
{
    struct ac_stmt *stmt = ac_new(p->arena, struct ac_stmt);
    stmt->kind = kind;
    stmt->range = (struct ac_range){begin, p->last};
    return stmt;
}

struct ac_expr *ir_call(struct ir_parser *p, struct ac_expr *callee)
{
    struct ac_expr *expr = ir_combine(p, AC_EXPR_CALL, callee, NULL);
    while (!ir_accept(p, ")")) {
        add_kid(p, expr, ir_assignment(p));
        if (!ir_at(p, ")")) {
            ir_expect(p, ",");
        }
    }
    expr->range.end = p->last;
    expr->has_effect = true;
    return expr;
}

static struct ac_callee *callee_of(struct ir_parser *p, struct ac_expr *call)
{
    static const struct ac_type void_type = {.spelling = "void", .before = "void ", .after = "", .is_void = true};
    struct ac_callee *callee = ac_new(p->arena, struct ac_callee);
    const struct ac_expr *function = call->kids[0];
    callee->call = ir_resolved(call);
    callee->result = ac_int_type();
    if (function->kind != AC_EXPR_LOCAL) {
        callee->name =
            ac_strndup(p->arena, p->text + function->range.begin, function->range.end - function->range.begin);
        callee->result = strcmp(callee->name, "sleep") == 0 ? &void_type : ac_int_type();
        call->kids[0]->kind = AC_EXPR_ASYNC_FUNCTION;
        callee->is_operation = strcmp(callee->name, "join") == 0;
        call->kids += callee->is_operation;
        call->kid_count -= callee->is_operation;
    }
    return callee;
}

void ir_note_failure(struct ac_scope *scope)
{
    for (; scope; scope = scope->outer) {
        scope->fails = true;
    }
}

static struct ac_expr *await(struct ir_parser *p, size_t begin, bool catches)
{
    struct ac_await *await = ac_new(p->arena, struct ac_await);
    struct ac_stmt *stmt = ir_new_stmt(p, AC_STMT_AWAIT, begin);
    await->callee = callee_of(p, ir_assignment(p));
    if (catches) {
        ir_expect(p, ",");
        await->error = ir_resolved(ir_assignment(p));
    } else {
        ir_note_failure(p->scope);
    }
    ir_expect(p, ")");
    await->range = (struct ac_range){begin, p->last};
    await->unwind = catches ? NULL : p->scope;
    stmt->await = await;
    AC_PUSH(p->arena, &p->function->awaits, await);
    AC_PUSH(p->arena, p->pre, stmt);
    if (await->callee->result->is_void) {
        struct ac_expr *nothing = ir_new_expr(p, AC_EXPR_TEXT, begin);
        nothing->text = "((void)0)";
        return nothing;
    }
    await->result = ir_new_temporary(p, "await", await->callee->result);
    return ac_new_temporary_expr(p->arena, await->result, (struct ac_range){begin, p->last});
}

static bool awaits(const struct ac_function *function, struct ac_range range)
{
    for (size_t i = 0; i < function->awaits.count; i++) {
        size_t begin = function->awaits.items[i]->range.begin;
        if (begin >= range.begin && begin < range.end) {
            return true;
        }
    }
    return false;
}

/* ({ ... }): steps of their own where it awaits; then its value is of no interest. */
static struct ac_expr *statement_expression(struct ir_parser *p, size_t begin)
{
    struct ac_stmt *body, *steps;
    struct ac_expr *expr;
    p->begin = begin + 1; /* the brace */
    p->end = p->begin + 1;
    body = ir_block(p);
    expr = ir_new_expr(p, AC_EXPR_STMT_EXPR, begin);
    expr->body = body;
    if (!awaits(p->function, body->range)) {
        return expr;
    }
    steps = ir_new_stmt(p, AC_STMT_STEPS, begin);
    for (size_t i = 0; i < body->kid_count; i++) {
        AC_PUSH(p->arena, &steps->steps, body->kids[i]);
    }
    AC_PUSH(p->arena, p->pre, steps);
    return ir_new_expr(p, AC_EXPR_CONSTANT, begin);
}

/* LITERAL(type, value) */
static struct ac_expr *literal(struct ir_parser *p, size_t begin)
{
    struct ac_expr *list, *expr;
    const struct ac_type *type;
    ir_expect(p, "(");
    type = ir_base_type(p);
    ir_expect(p, ",");
    list = ir_combine(p, AC_EXPR_INIT_LIST, ir_assignment(p), NULL);
    ir_expect(p, ")");
    expr = ir_combine(p, AC_EXPR_LITERAL, list, NULL);
    expr->range.begin = begin;
    expr->local = ir_new_temporary(p, "literal", type);
    expr->local->scope.begin = p->block;
    ir_name_it(p, expr->local->name, expr->local); /* until its block ends */
    return expr;
}

static struct ac_expr *name_expr(struct ir_parser *p, size_t begin)
{
    const char *text = ir_word(p);
    struct ac_local *local = ir_find(p, text);
    if (strcmp(text, "LITERAL") == 0) {
        return literal(p, begin);
    }
    if (strcmp(text, "async_leaving") == 0) {
        ir_expect(p, "(");
        ir_expect(p, ")");
        return ir_new_expr(p, AC_EXPR_LEAVING, begin);
    }
    struct ac_expr *expr = ir_new_expr(p,
                                       local           ? AC_EXPR_LOCAL
                                       : ir_at(p, "(") ? AC_EXPR_FUNCTION
                                                       : AC_EXPR_VARIABLE,
                                       begin);
    expr->local = local;
    expr->type = local ? local->type : ac_int_type();
    expr->is_lvalue = local != NULL;
    return expr;
}

static struct ac_expr *primary(struct ir_parser *p)
{
    size_t begin = p->begin;
    struct ac_expr *expr;
    if (ir_accept(p, "AWAIT") || ir_at(p, "AWAIT_CATCH")) {
        bool catches = ir_accept(p, "AWAIT_CATCH");
        ir_expect(p, "(");
        return await(p, begin, catches);
    }
    if (ir_at(p, "({")) {
        expr = statement_expression(p, begin);
        ir_expect(p, ")");
        expr->range.end = p->last;
        return expr;
    }
    if (ir_accept(p, "(")) {
        expr = ir_assignment(p);
        ir_expect(p, ")");
        expr = ir_combine(p, AC_EXPR_PAREN, expr, NULL);
        expr->range.begin = begin;
        return expr;
    }
    if (ir_accept(p, "sizeof")) {
        expr = ir_combine(p, AC_EXPR_UNEVALUATED, primary(p), NULL);
        expr->range.begin = begin;
        return expr;
    }
    if (isdigit((unsigned char)p->text[p->begin])) {
        ir_next(p);
        return ir_new_expr(p, AC_EXPR_CONSTANT, begin);
    }
    if (!ir_at_name(p)) {
        ir_fail(p, "expected an expression");
    }
    return name_expr(p, begin);
}

static struct ac_expr *increment(struct ir_parser *p, struct ac_expr *operand)
{
    struct ac_expr *expr = ir_combine(p, AC_EXPR_UNARY, operand, NULL);
    expr->op = AC_OP_INCREMENT;
    expr->has_effect = true;
    return expr;
}

static struct ac_expr *postfix(struct ir_parser *p)
{
    struct ac_expr *expr = primary(p);
    for (;;) {
        if (ir_accept(p, "(")) {
            expr = ir_call(p, expr);
        } else if (ir_accept(p, "[")) {
            struct ac_expr *index = ir_assignment(p);
            ir_expect(p, "]");
            expr = ir_combine(p, AC_EXPR_SUBSCRIPT, expr, index);
        } else if (ir_at(p, ".") || ir_at(p, "->")) {
            bool is_arrow = ir_at(p, "->");
            ir_next(p);
            ir_word(p);
            expr = ir_combine(p, AC_EXPR_MEMBER, expr, NULL);
            expr->op = is_arrow ? AC_OP_DEREFERENCE : AC_OP_OTHER;
        } else if (ir_accept(p, "++") || ir_accept(p, "--")) {
            expr = increment(p, expr);
        } else {
            return expr;
        }
    }
}

static struct ac_expr *unary(struct ir_parser *p)
{
    static const struct {
        const char *token;
        enum ac_op op;
    } operators[] = {{"&", AC_OP_ADDRESS}, {"*", AC_OP_DEREFERENCE}, {"!", AC_OP_OTHER}, {"-", AC_OP_OTHER}};
    size_t begin = p->begin;
    if (ir_accept(p, "++") || ir_accept(p, "--")) {
        struct ac_expr *expr = increment(p, unary(p));
        expr->range.begin = begin;
        return expr;
    }
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (ir_accept(p, operators[i].token)) {
            struct ac_expr *expr = ir_combine(p, AC_EXPR_UNARY, unary(p), NULL);
            expr->range.begin = begin;
            expr->op = operators[i].op;
            return expr;
        }
    }
    return postfix(p);
}

static bool at_binary(const struct ir_parser *p)
{
    static const char *const operators[] = {"+", "-", "*", "<", ">", "==", "!=", "<=", ">="};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (ir_at(p, operators[i])) {
            return true;
        }
    }
    return false;
}

/* All of one precedence. */
static struct ac_expr *binary(struct ir_parser *p)
{
    struct ac_expr *expr = unary(p);
    while (at_binary(p)) {
        ir_next(p);
        expr = ir_combine(p, AC_EXPR_BINARY, expr, unary(p));
    }
    return expr;
}

static void let(struct ir_parser *p, struct ac_steps *steps, struct ac_local *local, struct ac_expr *value)
{
    struct ac_stmt *stmt = ir_new_stmt(p, AC_STMT_LET, value->range.begin);
    stmt->local = local;
    stmt->expr = ir_resolved(value);
    AC_PUSH(p->arena, steps, stmt);
}

/* a && AWAIT(b()): both = a; if (both) { both = AWAIT(b()); } */
static struct ac_expr *short_circuit(struct ir_parser *p, struct ac_expr *left)
{
    struct ac_steps steps = {0}, *pre = p->pre;
    p->pre = &steps;
    struct ac_expr *right = binary(p);
    p->pre = pre;
    if (!steps.count) {
        return ir_combine(p, AC_EXPR_AND, left, right);
    }
    struct ac_local *both = ir_new_temporary(p, "both", ac_int_type());
    struct ac_stmt *branch = ir_new_stmt(p, AC_STMT_BRANCH, left->range.begin);
    let(p, pre, both, left);
    let(p, &steps, both, right);
    branch->expr = ac_new_temporary_expr(p->arena, both, (struct ac_range){left->range.begin, p->last});
    branch->steps = steps;
    AC_PUSH(p->arena, pre, branch);
    return ac_new_temporary_expr(p->arena, both, (struct ac_range){left->range.begin, p->last});
}

static struct ac_expr *conditional(struct ir_parser *p)
{
    struct ac_expr *expr = binary(p);
    while (ir_at(p, "&&") || ir_at(p, "||")) {
        bool is_and = ir_at(p, "&&");
        ir_next(p);
        expr = is_and ? short_circuit(p, expr) : ir_combine(p, AC_EXPR_OR, expr, binary(p));
    }
    if (ir_accept(p, "?")) {
        struct ac_expr *yes = ir_assignment(p);
        ir_expect(p, ":");
        expr = ir_combine(p, AC_EXPR_CONDITIONAL, expr, yes);
        add_kid(p, expr, ir_assignment(p));
        expr->range.end = p->last;
    }
    return expr;
}

struct ac_expr *ir_assignment(struct ir_parser *p)
{
    struct ac_expr *expr = conditional(p);
    if (ir_at(p, "=") || ir_at(p, "+=") || ir_at(p, "-=")) {
        bool is_plain = ir_at(p, "=");
        ir_next(p);
        expr = ir_combine(p, is_plain ? AC_EXPR_ASSIGN : AC_EXPR_COMPOUND_ASSIGN, expr, ir_assignment(p));
        expr->has_effect = true;
    }
    return expr;
}

/* With its commas, and its locals resolved; its awaits go to `pre`. */
struct ac_expr *ir_expression(struct ir_parser *p, struct ac_steps *pre)
{
    struct ac_steps *outer = p->pre;
    p->pre = pre;
    struct ac_expr *expr = ir_assignment(p);
    while (ir_accept(p, ",")) {
        expr = ir_combine(p, AC_EXPR_COMMA, expr, ir_assignment(p));
    }
    p->pre = outer;
    return ir_resolved(expr);
}
