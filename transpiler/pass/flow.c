/* flow.c - one walk over the tree with a current block; recursion follows nesting only. */
#include "pass/flow.h"

#include "ir_walk.h"
#include "pass/flow_order.h"

#include <stdlib.h>
#include <string.h>

/* A loop or switch around the current place. */
struct nest {
    struct ac_stmt *stmt;
    struct ac_block *break_to, *continue_to;
    struct ac_block *dispatch; /* of a switch: ends with the selection */
    bool has_default;
    struct nest *outer;
};

struct label {
    const struct ac_stmt *stmt;
    struct ac_block *block;
};

/* How the scope of an AC_STMT_SCOPE is left. */
struct cleanup {
    struct ac_stmt *stmt;
    struct ac_block *shared;          /* the clean-up, where it appears once */
    struct ac_block *returns, *fails; /* what such an exit goes through; made when first needed */
};

struct flow {
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_flow_blocks all;
    struct ac_block *current;
    struct nest *nest;
    struct {
        struct label *items; /* by address */
        size_t count, capacity;
    } labels;
    struct ac_block *computed; /* what computed gotos go through */
    struct cleanup *cleanups;  /* by the number of the scope */
};

/* An exit out of scopes: `jump` and `target` of an AC_LEAVE_JUMP. */
struct leaving {
    enum ac_leave kind;
    const struct ac_stmt *jump;
    struct ac_block *target;
};

static void statement(struct flow *flow, struct ac_stmt *stmt);

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static struct ac_block *new_block(struct flow *flow)
{
    struct ac_flow_block *block = ac_new(flow->unit->arena, struct ac_flow_block);
    AC_PUSH(flow->unit->arena, &flow->all, block);
    return &block->block;
}

/* Whether what was seen so far leads there; labels count as reached. */
static bool is_reached(const struct ac_block *block)
{
    return ((const struct ac_flow_block *)block)->reached;
}

static void mark_reached(struct ac_block *block)
{
    ((struct ac_flow_block *)block)->reached = true;
}

static struct ac_block *new_reached_block(struct flow *flow)
{
    struct ac_block *block = new_block(flow);
    mark_reached(block);
    return block;
}

/* To NULL: out of the function. */
static void edge(struct flow *flow, struct ac_block *from, struct ac_block *to)
{
    if (to) {
        AC_PUSH(flow->unit->arena, &from->successors, to);
        if (is_reached(from)) {
            mark_reached(to);
        }
    }
}

/* The current block goes on to `to` only; what follows is in `next`. */
static void jump(struct flow *flow, struct ac_block *to, struct ac_block *next)
{
    edge(flow, flow->current, to);
    flow->current = next;
}

static void item(struct flow *flow, enum ac_item_kind kind, struct ac_local *local)
{
    struct ac_item made = {.kind = kind, .local = local};
    AC_PUSH(flow->unit->arena, &flow->current->items, made);
}

static void expression(struct flow *flow, struct ac_expr *expr)
{
    if (expr) {
        struct ac_item made = {.kind = AC_ITEM_EXPR, .expr = expr};
        AC_PUSH(flow->unit->arena, &flow->current->items, made);
    }
}

static void expressions(struct flow *flow, struct ac_expr **exprs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expression(flow, exprs[i]);
    }
}

/* A use of a local that no expression of the tree stands for. */
static void use(struct flow *flow, struct ac_local *local, enum ac_access access)
{
    struct ac_expr *expr = ac_new(flow->unit->arena, struct ac_expr);
    expr->kind = AC_EXPR_TEMPORARY;
    expr->range = local->declared;
    expr->type = local->type;
    expr->local = local;
    expr->access = access;
    expression(flow, expr);
}

static void statements(struct flow *flow, struct ac_stmt **items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        statement(flow, items[i]);
    }
}

/* `expr` of a statement, with the steps that run before it. */
static void evaluate(struct flow *flow, struct ac_stmt *stmt)
{
    statements(flow, stmt->pre.items, stmt->pre.count);
    expression(flow, stmt->expr);
}

/* ---- conditions -------------------------------------------------------------------------------------------------- */

/* What a literal is worth: 0 or 1; -1 where that is not plain from its text. */
static int literal_truth(const char *text, size_t length)
{
    char copy[32];
    char *end;
    if (length >= sizeof copy || length == 0) {
        return -1;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (strcmp(copy, "true") == 0 || strcmp(copy, "false") == 0) {
        return copy[0] == 't';
    }
    unsigned long long value = strtoull(copy, &end, 0);
    bool is_number = end != copy && strspn(end, "uUlL") == strlen(end);
    return is_number ? value != 0 : -1;
}

/* Whether a condition always (1) or never (0) holds; -1 where it depends. None at all: `for (;;)`. */
static int truth(const struct flow *flow, struct ac_expr *condition)
{
    if (!condition) {
        return 1;
    }
    condition = ac_strip_parens(condition);
    if (condition->kind != AC_EXPR_CONSTANT) {
        return -1;
    }
    return literal_truth(flow->unit->source->text + condition->range.begin,
                         condition->range.end - condition->range.begin);
}

static void branch(struct flow *flow, struct ac_expr *condition, struct ac_block *yes, struct ac_block *no)
{
    int known = truth(flow, condition);
    if (known != 0) {
        edge(flow, flow->current, yes);
    }
    if (known != 1) {
        edge(flow, flow->current, no);
    }
}

/* ---- blocks of the source ---------------------------------------------------------------------------------------- */

static struct ac_range join_ranges(struct ac_range a, struct ac_range b)
{
    return (struct ac_range){a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

static void enter_declaration(struct flow *flow, const struct ac_stmt *declaration, struct ac_range range)
{
    for (size_t i = 0; i < declaration->declarator_count; i++) {
        struct ac_local *local = declaration->declarators[i].local;
        if (!local) {
            continue;
        }
        local->block = join_ranges(range, local->scope);
        if (local->address_taken) {
            item(flow, AC_ITEM_ENTER, local);
        }
    }
}

/* What was written as `case 1: label: statement`. */
static struct ac_stmt *strip_labels(struct ac_stmt *stmt)
{
    while (stmt && (stmt->kind == AC_STMT_LABEL || stmt->kind == AC_STMT_CASE || stmt->kind == AC_STMT_DEFAULT)) {
        stmt = stmt->kid_count ? stmt->kids[0] : NULL;
    }
    return stmt;
}

/* Control comes into a block that covers `range`: locals that its statements declare are new ones. The rest of a block
 * after a DEFER is a statement of its own, and yet no block of its own. */
static void enter(struct flow *flow, struct ac_stmt **items, size_t count, struct ac_range range)
{
    for (size_t i = 0; i < count; i++) {
        struct ac_stmt *stmt = strip_labels(items[i]);
        if (stmt && stmt->kind == AC_STMT_DECL) {
            enter_declaration(flow, stmt, range);
        } else if (stmt && stmt->kind == AC_STMT_SCOPE) {
            struct ac_stmt *rest = stmt->kids[0];
            bool is_list = rest->kind == AC_STMT_COMPOUND;
            enter(flow, is_list ? rest->kids : stmt->kids, is_list ? rest->kid_count : 1, range);
        }
    }
}

static void visit_block(struct flow *flow, struct ac_stmt **items, size_t count, struct ac_range range)
{
    enter(flow, items, count, range);
    statements(flow, items, count);
}

static void visit_declaration(struct flow *flow, struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        struct ac_declarator *declarator = &stmt->declarators[i];
        if (declarator->local) {
            item(flow, AC_ITEM_DECLARE, declarator->local);
        }
        expressions(flow, declarator->sizes, declarator->size_count);
        if (!declarator->local) {
            continue;
        }
        statements(flow, declarator->pre.items, declarator->pre.count);
        expression(flow, declarator->init);
        if (declarator->init) {
            item(flow, AC_ITEM_ASSIGN, declarator->local);
        }
    }
}

/* ---- leaving scopes ---------------------------------------------------------------------------------------------- */

static bool leaves(const struct ac_scope *scope, struct leaving leaving)
{
    if (leaving.kind != AC_LEAVE_JUMP) {
        return true;
    }
    for (size_t i = 0; i < scope->jumps.count; i++) {
        if (scope->jumps.items[i] == leaving.jump) {
            return true;
        }
    }
    return false;
}

static void run_cleanup(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_scope *scope = stmt->scope;
    statement(flow, stmt->kids[1]);
    if (scope->cleanup_of) {
        use(flow, scope->cleanup_of, AC_ACCESS_ADDRESS);
    }
    if (scope->leave) {
        use(flow, scope->leave, AC_ACCESS_READ);
    }
}

static void note_exit(struct flow *flow, struct ac_scope *scope, enum ac_leave kind)
{
    if (scope->leave) {
        item(flow, AC_ITEM_ASSIGN, scope->leave);
    }
    if (scope->error && kind == AC_LEAVE_FAILED) {
        item(flow, AC_ITEM_ASSIGN, scope->error);
    }
}

static void use_error(struct flow *flow, const struct ac_scope *scope, enum ac_leave kind)
{
    if (scope->error && kind == AC_LEAVE_FAILED) {
        use(flow, scope->error, AC_ACCESS_READ);
    }
}

/* Where the blocks of such an exit out of the scope are remembered; those of a jump are made for it alone. */
static struct ac_block **exit_slot(struct cleanup *cleanup, enum ac_leave kind)
{
    return kind == AC_LEAVE_RETURN ? &cleanup->returns : kind == AC_LEAVE_FAILED ? &cleanup->fails : NULL;
}

/* Where an exit goes that leaves `scope` and maybe some around it: through their clean-ups. NULL: out of the function.
 */
static struct ac_block *unwind(struct flow *flow, struct ac_scope *scope, struct leaving leaving)
{
    if (!scope || !leaves(scope, leaving)) {
        return leaving.target;
    }
    struct cleanup *cleanup = &flow->cleanups[scope->number];
    struct ac_block **slot = exit_slot(cleanup, leaving.kind);
    if (slot && *slot) {
        return *slot;
    }
    struct ac_block *block = new_reached_block(flow), *current = flow->current;
    if (slot) {
        *slot = block;
    }
    flow->current = block;
    note_exit(flow, scope, leaving.kind);
    if (cleanup->shared) {
        edge(flow, block, cleanup->shared);
    } else {
        run_cleanup(flow, cleanup->stmt);
        use_error(flow, scope, leaving.kind);
        edge(flow, flow->current, unwind(flow, scope->outer, leaving));
    }
    flow->current = current;
    return block;
}

static void leave(struct flow *flow, struct ac_scope *scope, struct leaving leaving)
{
    jump(flow, unwind(flow, scope, leaving), new_block(flow));
}

static const struct nest *nest_of(const struct flow *flow, const struct ac_stmt *target)
{
    const struct nest *nest = flow->nest;
    while (nest->stmt != target) {
        nest = nest->outer;
    }
    return nest;
}

static int compare_labels(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct label *)a)->stmt, y = (uintptr_t)((const struct label *)b)->stmt;
    return x < y ? -1 : x > y;
}

static struct ac_block *block_of_label(const struct flow *flow, const struct ac_stmt *stmt)
{
    struct label key = {.stmt = stmt};
    const struct label *label = bsearch(&key, flow->labels.items, flow->labels.count, sizeof key, compare_labels);
    return label ? label->block : NULL;
}

static struct leaving leaving_of_jump(const struct flow *flow, const struct ac_stmt *stmt)
{
    struct leaving leaving = {.kind = AC_LEAVE_JUMP, .jump = stmt};
    if (stmt->kind == AC_STMT_GOTO) {
        leaving.target = block_of_label(flow, stmt->target);
    } else {
        const struct nest *nest = nest_of(flow, stmt->target);
        leaving.target = stmt->kind == AC_STMT_BREAK ? nest->break_to : nest->continue_to;
    }
    return leaving;
}

/* Behind a clean-up that all exits share: to each place where one of them goes on. */
static void leave_shared(struct flow *flow, struct ac_scope *scope, bool ends)
{
    struct ac_block *fork = flow->current, *after = new_block(flow);
    const struct leaving returns = {.kind = AC_LEAVE_RETURN}, fails = {.kind = AC_LEAVE_FAILED};
    if (ends) {
        edge(flow, fork, after);
    }
    if (scope->returns) {
        edge(flow, fork, unwind(flow, scope->outer, returns));
    }
    for (size_t i = 0; i < scope->jumps.count; i++) {
        edge(flow, fork, unwind(flow, scope->outer, leaving_of_jump(flow, scope->jumps.items[i])));
    }
    if (scope->fails) {
        struct ac_block *failed = new_block(flow);
        jump(flow, failed, failed);
        use_error(flow, scope, AC_LEAVE_FAILED);
        edge(flow, failed, unwind(flow, scope->outer, fails));
    }
    flow->current = after;
}

static bool is_plain_stmt(void *is_plain, struct ac_stmt *stmt)
{
    if (stmt->kind == AC_STMT_AWAIT || stmt->kind == AC_STMT_LABEL || stmt->kind == AC_STMT_SCOPE) {
        *(bool *)is_plain = false;
    }
    return *(bool *)is_plain;
}

/* Whether code may appear more than once in the graph. */
static bool is_plain(struct ac_stmt *stmt)
{
    bool result = true;
    struct ac_walker walker = {.stmt = is_plain_stmt, .data = &result};
    ac_walk_stmt(&walker, stmt);
    return result;
}

static void visit_rest_of_block(struct flow *flow, struct ac_stmt *rest)
{
    if (rest->kind == AC_STMT_COMPOUND) {
        statements(flow, rest->kids, rest->kid_count);
    } else {
        statement(flow, rest);
    }
}

static void visit_scope(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_scope *scope = stmt->scope;
    struct cleanup *cleanup = &flow->cleanups[scope->number];
    *cleanup = (struct cleanup){.stmt = stmt};
    if (!is_plain(stmt->kids[1])) {
        cleanup->shared = new_reached_block(flow);
    }
    note_exit(flow, scope, AC_LEAVE_END);
    if (scope->error) {
        item(flow, AC_ITEM_DECLARE, scope->error);
    }
    visit_rest_of_block(flow, stmt->kids[0]);
    bool ends = is_reached(flow->current);
    if (cleanup->shared) {
        jump(flow, cleanup->shared, cleanup->shared);
    }
    run_cleanup(flow, stmt);
    if (cleanup->shared) {
        leave_shared(flow, scope, ends);
    }
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void visit_await(struct flow *flow, struct ac_await *await)
{
    size_t count;
    struct ac_expr **operands = ac_await_operands(await, &count);
    struct ac_item made = {.kind = AC_ITEM_AWAIT, .await = await};
    expressions(flow, operands, count);
    AC_PUSH(flow->unit->arena, &flow->current->items, made);

    struct ac_block *block = flow->current, *done = new_block(flow);
    jump(flow, done, done);
    if (await->result) {
        item(flow, AC_ITEM_ASSIGN, await->result);
    }
    if (!await->error) {
        edge(flow, block, unwind(flow, await->unwind, (struct leaving){.kind = AC_LEAVE_FAILED}));
    } else {
        made = (struct ac_item){.kind = AC_ITEM_EXPR, .expr = await->error, .await = await};
        AC_PUSH(flow->unit->arena, &flow->current->items, made);
    }
}

/* A chain of else-ifs is a loop. */
static void visit_if(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_block *join = new_block(flow);
    while (stmt && stmt->kind == AC_STMT_IF) {
        struct ac_block *yes = new_block(flow), *no = new_block(flow);
        evaluate(flow, stmt);
        branch(flow, stmt->expr, yes, no);
        flow->current = yes;
        statement(flow, stmt->kids[0]);
        jump(flow, join, no);
        stmt = stmt->kid_count > 1 ? stmt->kids[1] : NULL;
    }
    if (stmt) {
        statement(flow, stmt);
    }
    jump(flow, join, join);
}

static void visit_branch(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_block *yes = new_block(flow), *no = new_block(flow), *join = new_block(flow);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, yes, no);
    flow->current = yes;
    statements(flow, stmt->steps.items, stmt->steps.count);
    jump(flow, join, no);
    statements(flow, stmt->other_steps.items, stmt->other_steps.count);
    jump(flow, join, join);
}

static void visit_body(struct flow *flow, struct nest nest, struct ac_stmt *body)
{
    nest.outer = flow->nest;
    flow->nest = &nest;
    statement(flow, body);
    flow->nest = nest.outer;
}

static void visit_while(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_block *head = new_block(flow), *body = new_block(flow), *after = new_block(flow);
    jump(flow, head, head);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, body, after);
    flow->current = body;
    visit_body(flow, (struct nest){.stmt = stmt, .break_to = after, .continue_to = head}, stmt->kids[0]);
    jump(flow, head, after);
}

static void visit_do(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_block *body = new_block(flow), *tail = new_block(flow), *after = new_block(flow);
    jump(flow, body, body);
    visit_body(flow, (struct nest){.stmt = stmt, .break_to = after, .continue_to = tail}, stmt->kids[0]);
    jump(flow, tail, tail);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, body, after);
    flow->current = after;
}

static void visit_for(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_block *head = new_block(flow), *body = new_block(flow);
    struct ac_block *step = new_block(flow), *after = new_block(flow);
    if (stmt->init) {
        visit_block(flow, &stmt->init, 1, stmt->range);
    }
    jump(flow, head, head);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, body, after);
    flow->current = body;
    visit_body(flow, (struct nest){.stmt = stmt, .break_to = after, .continue_to = step}, stmt->kids[0]);
    jump(flow, step, step);
    statements(flow, stmt->step_pre.items, stmt->step_pre.count);
    expression(flow, stmt->step);
    jump(flow, head, after);
}

/* The selection enters the block that is its body, wherever it goes on there. */
static void visit_switch(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_block *after = new_block(flow);
    struct ac_stmt *body = stmt->kids[0];
    struct ac_stmt **items = body->kind == AC_STMT_COMPOUND ? body->kids : stmt->kids;
    size_t count = body->kind == AC_STMT_COMPOUND ? body->kid_count : 1;
    evaluate(flow, stmt);
    enter(flow, items, count, body->range);

    struct nest nest = {.stmt = stmt, .break_to = after, .dispatch = flow->current, .outer = flow->nest};
    flow->nest = &nest;
    flow->current = new_block(flow);
    statements(flow, items, count);
    flow->nest = nest.outer;
    if (!nest.has_default) {
        edge(flow, nest.dispatch, after);
    }
    jump(flow, after, after);
}

static void begin_case(struct flow *flow, const struct ac_stmt *stmt)
{
    struct nest *nest = flow->nest;
    struct ac_block *block = new_block(flow);
    while (!nest->dispatch) {
        nest = nest->outer;
    }
    nest->has_default |= stmt->kind == AC_STMT_DEFAULT;
    edge(flow, nest->dispatch, block);
    jump(flow, block, block);
}

/* `case 1: case 2: label: statement` is a loop. */
static void visit_labelled(struct flow *flow, struct ac_stmt *stmt)
{
    struct ac_stmt *labelled = strip_labels(stmt);
    for (; stmt != labelled; stmt = stmt->kid_count ? stmt->kids[0] : NULL) {
        if (stmt->kind == AC_STMT_LABEL) {
            struct ac_block *block = block_of_label(flow, stmt);
            jump(flow, block, block);
        } else {
            begin_case(flow, stmt);
        }
    }
    if (labelled) {
        statement(flow, labelled);
    }
}

static void statement(struct flow *flow, struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_COMPOUND:
        visit_block(flow, stmt->kids, stmt->kid_count, stmt->range);
        break;
    case AC_STMT_STEPS:
        visit_block(flow, stmt->steps.items, stmt->steps.count, stmt->range);
        break;
    case AC_STMT_DECL:
        visit_declaration(flow, stmt);
        break;
    case AC_STMT_IF:
        visit_if(flow, stmt);
        break;
    case AC_STMT_BRANCH:
        visit_branch(flow, stmt);
        break;
    case AC_STMT_SWITCH:
        visit_switch(flow, stmt);
        break;
    case AC_STMT_WHILE:
        visit_while(flow, stmt);
        break;
    case AC_STMT_DO:
        visit_do(flow, stmt);
        break;
    case AC_STMT_FOR:
        visit_for(flow, stmt);
        break;
    case AC_STMT_CASE:
    case AC_STMT_DEFAULT:
    case AC_STMT_LABEL:
        visit_labelled(flow, stmt);
        break;
    case AC_STMT_GOTO:
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
        leave(flow, stmt->unwind, leaving_of_jump(flow, stmt));
        break;
    case AC_STMT_COMPUTED_GOTO:
        evaluate(flow, stmt);
        jump(flow, flow->computed, new_block(flow));
        break;
    case AC_STMT_RETURN:
        evaluate(flow, stmt);
        leave(flow, stmt->unwind, (struct leaving){.kind = AC_LEAVE_RETURN});
        break;
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
        evaluate(flow, stmt);
        expressions(flow, stmt->operands, stmt->operand_count);
        leave(flow, stmt->unwind, (struct leaving){.kind = AC_LEAVE_FAILED});
        break;
    case AC_STMT_SCOPE:
        visit_scope(flow, stmt);
        break;
    case AC_STMT_AWAIT:
        visit_await(flow, stmt->await);
        break;
    case AC_STMT_LET:
        evaluate(flow, stmt);
        item(flow, AC_ITEM_ASSIGN, stmt->local);
        break;
    case AC_STMT_EXPR:
    case AC_STMT_EFFECT:
    case AC_STMT_NULL:
    case AC_STMT_ASM:
    case AC_STMT_DEFER:
        evaluate(flow, stmt);
        expressions(flow, stmt->operands, stmt->operand_count);
        break;
    }
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

/* Labels inside an expression's statement expression are its own business. */
static bool stop(void *data, struct ac_expr *expr)
{
    (void)data;
    (void)expr;
    return false;
}

static bool collect_label(void *data, struct ac_stmt *stmt)
{
    struct flow *flow = data;
    if (stmt->kind == AC_STMT_LABEL) {
        struct label label = {.stmt = stmt, .block = new_reached_block(flow)};
        AC_PUSH(flow->unit->arena, &flow->labels, label);
        if (stmt->address_taken) {
            edge(flow, flow->computed, label.block);
        }
    }
    return true;
}

static void collect_labels(struct flow *flow)
{
    struct ac_walker walker = {.stmt = collect_label, .expr = stop, .data = flow};
    ac_walk_stmt(&walker, flow->function->body);
    if (flow->labels.count) {
        qsort(flow->labels.items, flow->labels.count, sizeof *flow->labels.items, compare_labels);
    }
}

static size_t highest_number(const struct ac_function *function)
{
    size_t highest = 0;
    for (size_t i = 0; i < function->scopes.count; i++) {
        size_t number = function->scopes.items[i]->number;
        highest = number > highest ? number : highest;
    }
    return highest;
}

void ac_flow(struct ac_unit *unit, struct ac_function *function)
{
    struct flow flow = {.unit = unit, .function = function};
    flow.current = new_reached_block(&flow);
    flow.computed = new_block(&flow);
    flow.cleanups = ac_alloc(unit->arena, (highest_number(function) + 1) * sizeof *flow.cleanups);
    for (size_t i = 0; i < function->locals.count; i++) {
        struct ac_local *local = function->locals.items[i];
        local->block = local->is_parameter ? function->body_range : local->scope;
    }
    collect_labels(&flow);
    statement(&flow, function->body);
    function->blocks = ac_flow_order(unit->arena, &flow.all);
    function->falls_off_end = ((struct ac_flow_block *)flow.current)->is_reachable;
}
