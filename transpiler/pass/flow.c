/* flow.c - one walk over the tree with a current block; recursion follows nesting only. */
#include "pass/flow.h"

#include "ir_walk.h"
#include "pass/flow_internal.h"
#include "pass/nodes.h"
#include "pass/quiet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void ac_flow_statements(struct ac_flowing *flow, struct ac_stmt **items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ac_flow_statement(flow, items[i]);
    }
}

/* `expr` of a statement, with the steps that run before it. */
static void evaluate(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    ac_flow_statements(flow, stmt->pre.items, stmt->pre.count);
    ac_graph_expr(&flow->graph, stmt->expr);
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

/* `true` and `false` as C23 has them, or <stdbool.h>: others may mean anything by these names. */
static bool is_word_of_c(const struct ac_flowing *flow, const struct ac_expr *constant)
{
    return constant->in_macro ? ac_is_transparent(flow->unit, constant->range.begin) : constant->type->is_bool;
}

/* Whether a condition always (1) or never (0) holds; -1 where it depends. None at all: `for (;;)`. */
static int truth(const struct ac_flowing *flow, struct ac_expr *condition)
{
    if (!condition) {
        return 1;
    }
    condition = ac_inside_parens(condition);
    if (condition->kind != AC_EXPR_CONSTANT) {
        return -1;
    }
    const char *text = flow->unit->source->text + condition->range.begin;
    bool is_word = !isdigit((unsigned char)*text);
    return is_word && !is_word_of_c(flow, condition)
               ? -1
               : literal_truth(text, condition->range.end - condition->range.begin);
}

static void branch(struct ac_flowing *flow, struct ac_expr *condition, struct ac_block *yes, struct ac_block *no)
{
    int known = truth(flow, condition);
    flow->function->has_false_paths |= known < 0 && ac_may_be_known(condition);
    if (known != 0) {
        ac_graph_edge(&flow->graph, flow->graph.current, yes);
    }
    if (known != 1) {
        ac_graph_edge(&flow->graph, flow->graph.current, no);
    }
}

/* ---- blocks of the source ---------------------------------------------------------------------------------------- */

static struct ac_range join_ranges(struct ac_range a, struct ac_range b)
{
    return (struct ac_range){a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

static void enter_declaration(struct ac_flowing *flow, const struct ac_stmt *declaration, struct ac_range range)
{
    for (size_t i = 0; i < declaration->declarator_count; i++) {
        struct ac_local *local = declaration->declarators[i].local;
        if (!local) {
            continue;
        }
        local->block = join_ranges(range, local->scope);
        if (local->address_taken) {
            ac_graph_local(&flow->graph, AC_ITEM_ENTER, local);
        }
    }
}

/* What stands behind one label; NULL at the end of a block. */
static struct ac_stmt *behind_label(const struct ac_stmt *stmt)
{
    return stmt->kid_count ? stmt->kids[0] : NULL;
}

/* What was written as `case 1: label: statement`. */
static struct ac_stmt *strip_labels(struct ac_stmt *stmt)
{
    while (stmt && ac_is_label(stmt)) {
        stmt = behind_label(stmt);
    }
    return stmt;
}

/* Control comes into a block that covers `range`: locals that its statements declare are new ones. The rest of a block
 * after a DEFER is a statement of its own, and yet no block of its own. */
static void enter(struct ac_flowing *flow, struct ac_stmt **items, size_t count, struct ac_range range)
{
    for (size_t i = 0; i < count; i++) {
        struct ac_stmt *stmt = strip_labels(items[i]);
        if (stmt && stmt->kind == AC_STMT_DECL) {
            enter_declaration(flow, stmt, range);
        } else if (stmt && stmt->kind == AC_STMT_SCOPE) {
            struct ac_stmts rest = ac_stmts_of_block(stmt->kids[0]);
            enter(flow, rest.items, rest.count, range);
        }
    }
}

static void visit_block(struct ac_flowing *flow, struct ac_stmt **items, size_t count, struct ac_range range)
{
    enter(flow, items, count, range);
    ac_flow_statements(flow, items, count);
}

/* Its elements are allocated, which may fail. */
static void visit_array(struct ac_flowing *flow, const struct ac_stmt *declaration)
{
    const struct ac_local *array = declaration->declarators[0].local;
    if (array->elements) {
        ac_graph_use(&flow->graph, array->elements, AC_ACCESS_READ);
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, array->elements);
    }
    struct ac_block *block = flow->graph.current, *done = ac_graph_new(&flow->graph);
    ac_graph_jump(&flow->graph, done, done);
    ac_graph_edge(&flow->graph, block, ac_flow_way_out(flow, declaration->inside, true));
}

static void visit_declaration(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    ac_graph_exprs(&flow->graph, stmt->operands, stmt->operand_count);
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        struct ac_declarator *declarator = &stmt->declarators[i];
        ac_flow_statements(flow, declarator->pre.items, declarator->size_steps);
        if (declarator->local) {
            ac_graph_local(&flow->graph, AC_ITEM_DECLARE, declarator->local);
        }
        ac_graph_exprs(&flow->graph, declarator->sizes, declarator->size_count);
        if (!declarator->local) {
            continue;
        }
        if (declarator->local->is_on_heap) {
            visit_array(flow, stmt);
        }
        if (declarator->pre.count) {
            ac_flow_statements(flow, declarator->pre.items + declarator->size_steps,
                               declarator->pre.count - declarator->size_steps);
        }
        ac_graph_expr(&flow->graph, declarator->init);
        if (declarator->init) {
            ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, declarator->local);
        }
    }
}

/* ---- jumps ------------------------------------------------------------------------------------------------------- */

static const struct ac_nest *nest_of(const struct ac_flowing *flow, const struct ac_stmt *target)
{
    const struct ac_nest *nest = flow->nest;
    while (nest->stmt != target) {
        nest = nest->outer;
    }
    return nest;
}

static int compare_labels(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct ac_flow_label *)a)->stmt,
              y = (uintptr_t)((const struct ac_flow_label *)b)->stmt;
    return x < y ? -1 : x > y;
}

static struct ac_block *block_of_label(const struct ac_flowing *flow, const struct ac_stmt *stmt)
{
    struct ac_flow_label key = {.stmt = stmt};
    const struct ac_flow_label *label =
        bsearch(&key, flow->labels.items, flow->labels.count, sizeof key, compare_labels);
    return label ? label->block : NULL;
}

struct ac_block *ac_flow_target(const struct ac_flowing *flow, const struct ac_stmt *jump)
{
    if (jump->kind == AC_STMT_GOTO) {
        return block_of_label(flow, jump->target);
    }
    const struct ac_nest *nest = nest_of(flow, jump->target);
    return jump->kind == AC_STMT_BREAK ? nest->break_to : nest->continue_to;
}

/* Nothing follows but what is jumped to. */
static void leave(struct ac_flowing *flow, struct ac_block *to)
{
    ac_graph_jump(&flow->graph, to, ac_graph_new(&flow->graph));
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void visit_await(struct ac_flowing *flow, struct ac_await *await)
{
    size_t count;
    struct ac_expr **operands = ac_await_operands(await, &count);
    struct ac_item made = {.kind = AC_ITEM_AWAIT, .await = await};
    ac_graph_exprs(&flow->graph, operands, count);
    ac_graph_item(&flow->graph, made);

    struct ac_block *block = flow->graph.current, *done = ac_graph_new(&flow->graph);
    ac_graph_jump(&flow->graph, done, done);
    if (await->result) {
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, await->result);
    }
    if (!await->error) {
        ac_graph_edge(&flow->graph, block, ac_flow_way_out(flow, await->unwind, true));
    } else {
        made = (struct ac_item){.kind = AC_ITEM_EXPR, .expr = await->error, .await = await};
        ac_graph_item(&flow->graph, made);
    }
}

/* A chain of else-ifs is a loop. */
static void visit_if(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_block *join = ac_graph_new(&flow->graph);
    while (stmt && stmt->kind == AC_STMT_IF) {
        struct ac_block *yes = ac_graph_new(&flow->graph), *no = ac_graph_new(&flow->graph);
        evaluate(flow, stmt);
        branch(flow, stmt->expr, yes, no);
        flow->graph.current = yes;
        ac_flow_statement(flow, stmt->kids[0]);
        ac_graph_jump(&flow->graph, join, no);
        stmt = stmt->kid_count > 1 ? stmt->kids[1] : NULL;
    }
    if (stmt) {
        ac_flow_statement(flow, stmt);
    }
    ac_graph_jump(&flow->graph, join, join);
}

static void visit_branch(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_block *yes = ac_graph_new(&flow->graph), *no = ac_graph_new(&flow->graph),
                    *join = ac_graph_new(&flow->graph);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, yes, no);
    flow->graph.current = yes;
    ac_flow_statements(flow, stmt->steps.items, stmt->steps.count);
    ac_graph_jump(&flow->graph, join, no);
    ac_flow_statements(flow, stmt->other_steps.items, stmt->other_steps.count);
    ac_graph_jump(&flow->graph, join, join);
}

static void visit_body(struct ac_flowing *flow, struct ac_nest nest, struct ac_stmt *body)
{
    nest.outer = flow->nest;
    flow->nest = &nest;
    ac_flow_statement(flow, body);
    flow->nest = nest.outer;
}

static void visit_while(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_block *head = ac_graph_new(&flow->graph), *body = ac_graph_new(&flow->graph),
                    *after = ac_graph_new(&flow->graph);
    ac_graph_jump(&flow->graph, head, head);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, body, after);
    flow->graph.current = body;
    visit_body(flow, (struct ac_nest){.stmt = stmt, .break_to = after, .continue_to = head}, stmt->kids[0]);
    ac_graph_jump(&flow->graph, head, after);
}

static void visit_do(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_block *body = ac_graph_new(&flow->graph), *tail = ac_graph_new(&flow->graph),
                    *after = ac_graph_new(&flow->graph);
    ac_graph_jump(&flow->graph, body, body);
    visit_body(flow, (struct ac_nest){.stmt = stmt, .break_to = after, .continue_to = tail}, stmt->kids[0]);
    ac_graph_jump(&flow->graph, tail, tail);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, body, after);
    flow->graph.current = after;
}

static void visit_for(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_block *head = ac_graph_new(&flow->graph), *body = ac_graph_new(&flow->graph);
    struct ac_block *step = ac_graph_new(&flow->graph), *after = ac_graph_new(&flow->graph);
    if (stmt->init) {
        visit_block(flow, &stmt->init, 1, stmt->range);
    }
    ac_graph_jump(&flow->graph, head, head);
    evaluate(flow, stmt);
    branch(flow, stmt->expr, body, after);
    flow->graph.current = body;
    visit_body(flow, (struct ac_nest){.stmt = stmt, .break_to = after, .continue_to = step}, stmt->kids[0]);
    ac_graph_jump(&flow->graph, step, step);
    ac_flow_statements(flow, stmt->step_pre.items, stmt->step_pre.count);
    ac_graph_expr(&flow->graph, stmt->step);
    ac_graph_jump(&flow->graph, head, after);
}

/* Whether something stands in front of its first case, as `if (x) {` in front of `case 1:`. */
static bool has_unreachable_head(struct ac_stmt *const *items, size_t count)
{
    size_t first = 0;
    while (first < count && items[first]->kind == AC_STMT_DECL) {
        first++;
    }
    return first < count && !ac_is_label(items[first]);
}

/* The selection enters the block that is its body, wherever it goes on there. */
static void visit_switch(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_block *after = ac_graph_new(&flow->graph);
    struct ac_stmt *body = stmt->kids[0];
    struct ac_stmt **items = body->kind == AC_STMT_COMPOUND ? body->kids : stmt->kids;
    size_t count = body->kind == AC_STMT_COMPOUND ? body->kid_count : 1;
    evaluate(flow, stmt);
    flow->function->has_false_paths |= ac_may_be_known(stmt->expr) || has_unreachable_head(items, count);
    enter(flow, items, count, body->range);

    struct ac_nest nest = {.stmt = stmt, .break_to = after, .dispatch = flow->graph.current, .outer = flow->nest};
    flow->nest = &nest;
    flow->graph.current = ac_graph_new(&flow->graph);
    ac_flow_statements(flow, items, count);
    flow->nest = nest.outer;
    if (!nest.has_default) {
        ac_graph_edge(&flow->graph, nest.dispatch, after);
    }
    ac_graph_jump(&flow->graph, after, after);
}

static void begin_case(struct ac_flowing *flow, const struct ac_stmt *stmt)
{
    struct ac_nest *nest = flow->nest;
    struct ac_block *block = ac_graph_new(&flow->graph);
    while (!nest->dispatch) {
        nest = nest->outer;
    }
    nest->has_default |= stmt->kind == AC_STMT_DEFAULT;
    ac_graph_edge(&flow->graph, nest->dispatch, block);
    ac_graph_jump(&flow->graph, block, block);
}

/* `case 1: case 2: label: statement` is a loop. */
static void visit_labelled(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    for (; stmt && ac_is_label(stmt); stmt = behind_label(stmt)) {
        if (stmt->kind == AC_STMT_LABEL) {
            struct ac_block *block = block_of_label(flow, stmt);
            ac_graph_jump(&flow->graph, block, block);
        } else {
            begin_case(flow, stmt);
        }
    }
    if (stmt) {
        ac_flow_statement(flow, stmt);
    }
}

void ac_flow_statement(struct ac_flowing *flow, struct ac_stmt *stmt)
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
        leave(flow, stmt->unwind ? ac_flow_way_out(flow, stmt->unwind, false) : ac_flow_target(flow, stmt));
        break;
    case AC_STMT_COMPUTED_GOTO:
        evaluate(flow, stmt);
        leave(flow, flow->computed);
        break;
    case AC_STMT_RETURN:
        evaluate(flow, stmt);
        leave(flow, ac_flow_way_out(flow, stmt->unwind, false));
        break;
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
        evaluate(flow, stmt);
        ac_graph_exprs(&flow->graph, stmt->operands, stmt->operand_count);
        leave(flow, ac_flow_way_out(flow, stmt->unwind, true));
        break;
    case AC_STMT_SCOPE:
        ac_flow_scope(flow, stmt);
        break;
    case AC_STMT_AWAIT:
        visit_await(flow, stmt->await);
        break;
    case AC_STMT_LET:
        evaluate(flow, stmt);
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, stmt->local);
        break;
    case AC_STMT_EXPR:
    case AC_STMT_EFFECT:
    case AC_STMT_NULL:
    case AC_STMT_ASM:
    case AC_STMT_DEFER:
        evaluate(flow, stmt);
        ac_graph_exprs(&flow->graph, stmt->operands, stmt->operand_count);
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
    struct ac_flowing *flow = data;
    if (stmt->kind == AC_STMT_LABEL) {
        struct ac_flow_label label = {.stmt = stmt, .block = ac_graph_new_reached(&flow->graph)};
        AC_PUSH(flow->graph.arena, &flow->labels, label);
        if (stmt->address_taken) {
            ac_graph_edge(&flow->graph, flow->computed, label.block);
        }
    }
    return true;
}

static void collect_labels(struct ac_flowing *flow)
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

static bool has_unreachable_await(const struct ac_function *function)
{
    bool found = false;
    for (size_t i = 0; i < function->blocks.count && !found; i++) {
        const struct ac_block *block = function->blocks.items[i];
        for (size_t k = 0; k < block->items.count && !block->is_reachable; k++) {
            found |= block->items.items[k].kind == AC_ITEM_AWAIT;
        }
    }
    return found;
}

void ac_flow(struct ac_unit *unit, struct ac_function *function)
{
    struct ac_flowing flow = {.unit = unit, .function = function, .graph = {.arena = unit->arena}};
    flow.graph.current = ac_graph_new_reached(&flow.graph);
    flow.computed = ac_graph_new(&flow.graph);
    flow.cleanups = ac_alloc(unit->arena, (highest_number(function) + 1) * sizeof *flow.cleanups);
    for (size_t i = 0; i < function->locals.count; i++) {
        function->locals.items[i]->block = function->locals.items[i]->scope;
    }
    collect_labels(&flow);
    ac_flow_statement(&flow, function->body);
    function->blocks = ac_graph_order(&flow.graph);
    function->falls_off_end = flow.graph.current->is_reachable;
    function->has_false_paths |= function->has_computed_goto || has_unreachable_await(function);
}
