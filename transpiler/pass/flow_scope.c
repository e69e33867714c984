/* flow_scope.c - scopes, and the ways out of them through their clean-ups.
 *
 *     { DEFER c(); if (x) return 1; g(); }  h();        return:  leave = -> B1
 *                                                       g() -> B1: c(), leave -> h(), out
 *
 * A clean-up appears once, and goes on to wherever one of the exits goes, although each time only one of them is
 * possible. So it is in the output: a graph that knew better would leave locals unsaved which, as far as the C compiler
 * can tell, are used after the clean-up, and it would warn about that. */
#include "pass/flow_internal.h"

#include "ir_walk.h"

/* ---- ways out ---------------------------------------------------------------------------------------------------- */

static struct ac_block *new_way_out(struct ac_flowing *flow, struct ac_scope *scope, bool fails)
{
    struct ac_block *way = ac_graph_new_reached(&flow->graph), *current = flow->graph.current;
    flow->graph.current = way;
    ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, scope->leave);
    if (fails && scope->error) {
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, scope->error);
    }
    ac_graph_edge(&flow->graph, way, flow->cleanups[scope->number].entry);
    flow->graph.current = current;
    return way;
}

struct ac_block *ac_flow_way_out(struct ac_flowing *flow, struct ac_scope *scope, bool fails)
{
    if (!scope) {
        return NULL;
    }
    struct ac_cleanup *cleanup = &flow->cleanups[scope->number];
    struct ac_block **way = fails ? &cleanup->fails : &cleanup->leaves;
    if (!*way) {
        *way = new_way_out(flow, scope, fails);
    }
    return *way;
}

static bool leaves(const struct ac_stmt *jump, const struct ac_scope *scope)
{
    for (size_t i = 0; scope && i < scope->jumps.count; i++) {
        if (scope->jumps.items[i] == jump) {
            return true;
        }
    }
    return false;
}

/* ---- clean-ups --------------------------------------------------------------------------------------------------- */

static bool note_leaving(void *found, struct ac_expr *expr)
{
    *(bool *)found |= expr->kind == AC_EXPR_LEAVING;
    return true;
}

/* async_leaving() tells what `leave` says and gives the address of `error`, now and behind each await that follows. */
static void use_in_cleanup(struct ac_flowing *flow, const struct ac_scope *scope, struct ac_stmt *body)
{
    bool found = false;
    struct ac_walker walker = {.expr = note_leaving, .data = &found};
    ac_walk_stmt(&walker, body);
    if (found) {
        ac_graph_use(&flow->graph, scope->leave, AC_ACCESS_ADDRESS);
    }
    if (found && scope->error) {
        ac_graph_use(&flow->graph, scope->error, AC_ACCESS_ADDRESS);
    }
}

static void visit_cleanup(struct ac_flowing *flow, const struct ac_stmt *stmt)
{
    struct ac_scope *scope = stmt->scope;
    struct ac_stmt *body = stmt->kid_count > 1 ? stmt->kids[1] : NULL;
    use_in_cleanup(flow, scope, body);
    if (body) {
        ac_flow_statement(flow, body);
    }
    if (scope->cleanup_of) {
        ac_graph_use(&flow->graph, scope->cleanup_of, AC_ACCESS_ADDRESS);
    }
    if (scope->elements) {
        ac_graph_use(&flow->graph, scope->elements, AC_ACCESS_READ);
    }
    ac_graph_use(&flow->graph, scope->leave, AC_ACCESS_READ);
}

static void fail_further(struct ac_flowing *flow, const struct ac_scope *scope)
{
    if (scope->error) {
        struct ac_block *failed = ac_graph_new(&flow->graph);
        ac_graph_jump(&flow->graph, failed, failed);
        ac_graph_use(&flow->graph, scope->error, AC_ACCESS_READ);
    }
    ac_graph_edge(&flow->graph, flow->graph.current, ac_flow_way_out(flow, scope->outer, true));
}

/* Behind the clean-up: to each place where one of the exits goes on. */
static void go_on(struct ac_flowing *flow, const struct ac_scope *scope, bool ends)
{
    struct ac_block *fork = flow->graph.current, *after = ac_graph_new(&flow->graph);
    bool further = scope->returns;
    if (ends) {
        ac_graph_edge(&flow->graph, fork, after);
    }
    for (size_t i = 0; i < scope->jumps.count; i++) {
        const struct ac_stmt *jump = scope->jumps.items[i];
        if (leaves(jump, scope->outer)) {
            further = true;
        } else {
            ac_graph_edge(&flow->graph, fork, ac_flow_target(flow, jump));
        }
    }
    if (further) {
        ac_graph_edge(&flow->graph, fork, ac_flow_way_out(flow, scope->outer, false));
    }
    if (scope->fails) {
        fail_further(flow, scope);
    }
    flow->graph.current = after;
}

void ac_flow_scope(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_scope *scope = stmt->scope;
    struct ac_stmts rest = ac_stmts_of_block(stmt->kids[0]);
    struct ac_block *entry = ac_graph_new_reached(&flow->graph);
    bool begins = ac_graph_is_reached(flow->graph.current), falls_through = !ac_never_ends(stmt->kids[0]);
    flow->cleanups[scope->number] = (struct ac_cleanup){.entry = entry};
    ac_graph_local(&flow->graph, AC_ITEM_DECLARE, scope->leave);
    if (scope->error) {
        ac_graph_local(&flow->graph, AC_ITEM_DECLARE, scope->error);
    }
    if (scope->elements) {
        ac_graph_local(&flow->graph, AC_ITEM_DECLARE, scope->elements);
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, scope->elements);
    }
    ac_flow_statements(flow, rest.items, rest.count);
    /* Where nothing reaches the scope, compilers see what follows it behind the clean-up all the same. */
    bool ends = ac_graph_is_reached(flow->graph.current) || (!begins && falls_through);
    if (falls_through) { /* as in the output, also where nothing reaches it */
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, scope->leave);
    }
    ac_graph_jump(&flow->graph, entry, entry);
    visit_cleanup(flow, stmt);
    go_on(flow, scope, ends);
}
