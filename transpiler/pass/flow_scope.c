/* flow_scope.c - the ways out of scopes, through their clean-ups.
 *
 *     { DEFER close(f); if (x) return 1; g(); }          return -> B1: close(f) -> out;   g(), close(f) -> on
 *
 * Each kind of exit has its own copy of a plain clean-up; copies are shared by exits of one kind, so there are at most
 * as many as kinds times scopes, and one for each jump and scope that it leaves. */
#include "pass/flow_internal.h"

#include "ir_walk.h"

static bool leaves(const struct ac_scope *scope, struct ac_leaving leaving)
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

/* NULL for that of a cleanup variable. */
static struct ac_stmt *cleanup_of(const struct ac_stmt *stmt)
{
    return stmt->kid_count > 1 ? stmt->kids[1] : NULL;
}

static void run_cleanup(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_scope *scope = stmt->scope;
    if (cleanup_of(stmt)) {
        ac_flow_statement(flow, cleanup_of(stmt));
    }
    if (scope->cleanup_of) {
        ac_graph_use(&flow->graph, scope->cleanup_of, AC_ACCESS_ADDRESS);
    }
    ac_graph_use(&flow->graph, scope->leave, AC_ACCESS_READ);
}

static void note_exit(struct ac_flowing *flow, struct ac_scope *scope, enum ac_leave kind)
{
    ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, scope->leave);
    if (scope->error && kind == AC_LEAVE_FAILED) {
        ac_graph_local(&flow->graph, AC_ITEM_ASSIGN, scope->error);
    }
}

static void use_error(struct ac_flowing *flow, const struct ac_scope *scope, enum ac_leave kind)
{
    if (scope->error && kind == AC_LEAVE_FAILED) {
        ac_graph_use(&flow->graph, scope->error, AC_ACCESS_READ);
    }
}

/* Where the blocks of such an exit out of the scope are remembered; those of a jump are made for it alone. */
static struct ac_block **exit_slot(struct ac_cleanup *cleanup, enum ac_leave kind)
{
    return kind == AC_LEAVE_RETURN ? &cleanup->returns : kind == AC_LEAVE_FAILED ? &cleanup->fails : NULL;
}

struct ac_block *ac_flow_unwind(struct ac_flowing *flow, struct ac_scope *scope, struct ac_leaving leaving)
{
    if (!scope || !leaves(scope, leaving)) {
        return leaving.target;
    }
    struct ac_cleanup *cleanup = &flow->cleanups[scope->number];
    struct ac_block **slot = exit_slot(cleanup, leaving.kind);
    if (slot && *slot) {
        return *slot;
    }
    struct ac_block *block = ac_graph_new_reached(&flow->graph), *current = flow->graph.current;
    if (slot) {
        *slot = block;
    }
    flow->graph.current = block;
    note_exit(flow, scope, leaving.kind);
    if (cleanup->shared) {
        ac_graph_edge(&flow->graph, block, cleanup->shared);
    } else {
        run_cleanup(flow, cleanup->stmt);
        use_error(flow, scope, leaving.kind);
        ac_graph_edge(&flow->graph, flow->graph.current, ac_flow_unwind(flow, scope->outer, leaving));
    }
    flow->graph.current = current;
    return block;
}

/* Behind a clean-up that all exits share: to each place where one of them goes on. */
static void leave_shared(struct ac_flowing *flow, struct ac_scope *scope, bool ends)
{
    struct ac_block *fork = flow->graph.current, *after = ac_graph_new(&flow->graph);
    const struct ac_leaving returns = {.kind = AC_LEAVE_RETURN}, fails = {.kind = AC_LEAVE_FAILED};
    if (ends) {
        ac_graph_edge(&flow->graph, fork, after);
    }
    if (scope->returns) {
        ac_graph_edge(&flow->graph, fork, ac_flow_unwind(flow, scope->outer, returns));
    }
    for (size_t i = 0; i < scope->jumps.count; i++) {
        ac_graph_edge(&flow->graph, fork,
                      ac_flow_unwind(flow, scope->outer, ac_flow_jump(flow, scope->jumps.items[i])));
    }
    if (scope->fails) {
        struct ac_block *failed = ac_graph_new(&flow->graph);
        ac_graph_jump(&flow->graph, failed, failed);
        use_error(flow, scope, AC_LEAVE_FAILED);
        ac_graph_edge(&flow->graph, failed, ac_flow_unwind(flow, scope->outer, fails));
    }
    flow->graph.current = after;
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

static bool note_leaving(void *found, struct ac_expr *expr)
{
    *(bool *)found |= expr->kind == AC_EXPR_LEAVING;
    return true;
}

/* async_leaving() tells what `leave` says and gives the address of `error`, now and behind each await that follows. */
static void use_in_cleanup(struct ac_flowing *flow, const struct ac_stmt *stmt)
{
    bool found = false;
    struct ac_walker walker = {.expr = note_leaving, .data = &found};
    ac_walk_stmt(&walker, cleanup_of(stmt));
    if (found) {
        ac_graph_use(&flow->graph, stmt->scope->leave, AC_ACCESS_ADDRESS);
    }
    if (found && stmt->scope->error) {
        ac_graph_use(&flow->graph, stmt->scope->error, AC_ACCESS_ADDRESS);
    }
}

static void visit_rest_of_block(struct ac_flowing *flow, struct ac_stmt *rest)
{
    if (rest->kind == AC_STMT_COMPOUND) {
        ac_flow_statements(flow, rest->kids, rest->kid_count);
    } else {
        ac_flow_statement(flow, rest);
    }
}

void ac_flow_scope(struct ac_flowing *flow, struct ac_stmt *stmt)
{
    struct ac_scope *scope = stmt->scope;
    struct ac_cleanup *cleanup = &flow->cleanups[scope->number];
    *cleanup = (struct ac_cleanup){.stmt = stmt};
    if (!is_plain(cleanup_of(stmt))) {
        cleanup->shared = ac_graph_new_reached(&flow->graph);
    }
    note_exit(flow, scope, AC_LEAVE_END);
    if (scope->error) {
        ac_graph_local(&flow->graph, AC_ITEM_DECLARE, scope->error);
    }
    visit_rest_of_block(flow, stmt->kids[0]);
    bool ends = ac_graph_is_reached(flow->graph.current);
    if (cleanup->shared) {
        ac_graph_jump(&flow->graph, cleanup->shared, cleanup->shared);
        use_in_cleanup(flow, stmt);
    }
    if (cleanup->shared || ends) {
        run_cleanup(flow, stmt);
    }
    if (cleanup->shared) {
        leave_shared(flow, scope, ends);
    }
}
