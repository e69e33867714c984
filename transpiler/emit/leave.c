/* leave.c - prints what leaves a function or a scope: return, RAISE, jumps; and scopes, whose clean-up runs however
 * they are left:
 *
 *     { body }             return, RAISE and jumps in it set leave_1 and goto leave_1
 *     leave_1:;
 *     clean-up
 *     if (leave_1 == 1) { return ASYNC_DONE; }        and so on, for each way in which it is left */
#include "emit.h"

#include "../ir_walk.h"

static void emit_goto_cleanup(struct ac_emit *emit, const struct ac_scope *scope, unsigned leave)
{
    ac_write(emit->writer, "%s = %u; goto %s_%u;", ac_local_text(emit, scope->leave), leave,
             emit->function->names.leave, scope->number);
}

static void emit_done(struct ac_emit *emit, const struct ac_scope *unwind)
{
    if (unwind) {
        emit_goto_cleanup(emit, unwind, AC_LEAVE_RETURN);
    } else {
        ac_write(emit->writer, "return ASYNC_DONE;");
    }
}

static const char *result_text(struct ac_emit *emit)
{
    if (emit->function->framed) {
        return ac_format(emit->arena, "%s->%s", emit->function->names.frame, emit->function->names.result);
    }
    return ac_format(emit->arena, "*%s", emit->function->names.result);
}

void ac_emit_return(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    bool is_void = emit->function->result->is_void, in_block = stmt->pre.count || stmt->is_silenced;
    if (in_block) {
        ac_open_with_steps(emit, stmt, &stmt->pre, stmt->range.begin);
    } else {
        ac_write(emit->writer, "{ ");
    }
    if (stmt->expr && !is_void) {
        ac_emit_assignment(emit, result_text(emit), emit->function->result, stmt->expr);
        ac_write(emit->writer, " ");
    } else if (stmt->expr && (stmt->expr->kind != AC_EXPR_TEXT || stmt->expr->kid_count)) {
        ac_emit_expr(emit, stmt->expr);
        ac_write(emit->writer, "; ");
    }
    emit_done(emit, stmt->unwind);
    if (in_block) {
        ac_close_with_steps(emit, stmt);
    } else {
        ac_write(emit->writer, " }");
        ac_write_newlines_of(
            emit->writer, (struct ac_range){stmt->expr ? stmt->expr->range.end : stmt->range.begin, stmt->range.end});
    }
}

static void emit_operands(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->operand_count; i++) {
        ac_write(emit->writer, ", ");
        ac_emit_expr(emit, stmt->operands[i]);
    }
}

/* RAISE(code, ...) is `return async_raise(&site, code, ...)`. */
void ac_emit_raise(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_scope *unwind = stmt->unwind;
    if (stmt->pre.count) {
        ac_open_with_steps(emit, stmt, &stmt->pre, stmt->range.begin);
    } else {
        ac_write(emit->writer, "{ ");
    }
    ac_write(emit->writer, "%s async_%s(&%s__sites[%u]", unwind ? "(void)" : "return",
             stmt->kind == AC_STMT_RAISE ? "raise" : "reraise", emit->function->names.stem, stmt->site);
    emit_operands(emit, stmt);
    ac_write(emit->writer, ");");
    if (unwind && unwind->error) {
        ac_write(emit->writer, " %s = %s;", ac_local_text(emit, unwind->error), ac_error_text(emit));
    }
    if (unwind) {
        ac_write(emit->writer, " ");
        emit_goto_cleanup(emit, unwind, AC_LEAVE_FAILED);
    }
    if (stmt->pre.count) {
        ac_close_with_steps(emit, stmt);
    } else {
        ac_write(emit->writer, " }");
    }
}

/* The jump itself, in the user's words or to a label at the end of the loop's body. */
static void emit_plain_jump(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_stmt *loop = stmt->target;
    if (stmt->kind == AC_STMT_CONTINUE && loop->is_continued) {
        ac_write(emit->writer, "goto %s_%zu;", emit->function->names.next,
                 loop->range.begin - emit->function->range.begin);
    } else if (stmt->kind == AC_STMT_GOTO) {
        ac_write(emit->writer, "goto %s;", stmt->name);
    } else {
        ac_write(emit->writer, "%s;", stmt->kind == AC_STMT_BREAK ? "break" : "continue");
    }
}

void ac_emit_jump(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (stmt->unwind) {
        ac_write(emit->writer, "{ ");
        emit_goto_cleanup(emit, stmt->unwind, stmt->leave);
        ac_write(emit->writer, " }");
    } else {
        emit_plain_jump(emit, stmt);
    }
}

/* ---- scopes ------------------------------------------------------------------------------------------------------ */

static void emit_dispatch_return(struct ac_emit *emit, const struct ac_scope *scope)
{
    if (scope->returns) {
        ac_write_own_line(emit->writer);
        ac_write(emit->writer, "if (%s == %d) { ", ac_local_text(emit, scope->leave), AC_LEAVE_RETURN);
        emit_done(emit, scope->outer);
        ac_write(emit->writer, " }");
    }
}

static void emit_dispatch_failure(struct ac_emit *emit, const struct ac_scope *scope)
{
    if (!scope->fails) {
        return;
    }
    ac_write_own_line(emit->writer);
    ac_write(emit->writer, "if (%s == %d) { ", ac_local_text(emit, scope->leave), AC_LEAVE_FAILED);
    if (scope->error) {
        ac_write(emit->writer, "%s = %s; ", ac_error_text(emit), ac_local_text(emit, scope->error));
    }
    if (scope->outer && scope->outer->error) {
        ac_write(emit->writer, "%s = %s; ", ac_local_text(emit, scope->outer->error), ac_error_text(emit));
    }
    if (scope->outer) {
        emit_goto_cleanup(emit, scope->outer, AC_LEAVE_FAILED);
    } else {
        ac_write(emit->writer, "return ASYNC_FAILED;");
    }
    ac_write(emit->writer, " }");
}

static void emit_dispatch_jumps(struct ac_emit *emit, const struct ac_scope *scope)
{
    for (size_t i = 0; i < scope->jumps.count; i++) {
        const struct ac_stmt *jump = scope->jumps.items[i];
        ac_write_own_line(emit->writer);
        ac_write(emit->writer, "if (%s == %u) { ", ac_local_text(emit, scope->leave), jump->leave);
        if (jump->target->inside == scope->outer) {
            emit_plain_jump(emit, jump);
        } else {
            emit_goto_cleanup(emit, scope->outer, jump->leave);
        }
        ac_write(emit->writer, " }");
    }
}

/* A macro with parameters may have the name of the function: cleanup(f) is no invocation of it. */
static void emit_cleanup_of(struct ac_emit *emit, const struct ac_local *local)
{
    if (local->cleanup) {
        bool is_macro = ac_names_have(&emit->unit->invocable, local->cleanup);
        ac_write_line(emit->writer, is_macro ? "(%s)(&%s);" : "%s(&%s);", local->cleanup, ac_local_text(emit, local));
    }
    if (local->is_on_heap && !local->elements) {
        ac_write_line(emit->writer, "async_array_free(%s->%s);", emit->function->names.frame, local->field);
    }
}

static void emit_cleanup(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_scope *scope = stmt->scope;
    struct ac_cleanup cleanup = {scope, emit->cleanup};
    if (scope->cleanup_of) {
        emit_cleanup_of(emit, scope->cleanup_of);
        return;
    }
    if (scope->elements) {
        ac_write_line(emit->writer, "async_array_free(%s);", ac_local_text(emit, scope->elements));
        return;
    }
    emit->cleanup = &cleanup;
    ac_write_user_line(emit->writer, stmt->kids[1]->range.begin);
    ac_emit_stmt(emit, stmt->kids[1]);
    emit->cleanup = cleanup.outer;
}

static bool has_exits(const struct ac_scope *scope)
{
    return scope->returns || scope->fails || scope->jumps.count;
}

/* In a block of its own, mostly: names declared there must not hide what the clean-up means. */
static void emit_scope_body(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_stmt *body = stmt->kids[0];
    size_t first = body->kid_count ? body->kids[0]->range.begin : stmt->range.begin;
    if (!body->is_shared) {
        ac_write_line(emit->writer, "{");
    }
    if (body->kind == AC_STMT_STEPS) {
        ac_emit_steps(emit, &body->steps);
    } else {
        ac_emit_stmts(emit, body->kids, body->kid_count, body->range);
        ac_writer_indent(emit->writer, first, 0);
    }
    if (!body->is_shared) {
        ac_write_line(emit->writer, "}");
    }
}

void ac_emit_scope(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_scope *scope = stmt->scope;
    const struct ac_stmt *body = stmt->kids[0];
    ac_writer_indent(emit->writer, body->kid_count ? body->kids[0]->range.begin : stmt->range.begin, 0);
    if (scope->elements) {
        const char *type = scope->elements->place == AC_PLACE_FRAME ? "" : "void *";
        ac_write_line(emit->writer, "%s%s = NULL;", type, ac_local_text(emit, scope->elements));
    }
    if (!has_exits(scope)) {
        emit_scope_body(emit, stmt);
        emit_cleanup(emit, stmt);
        ac_write_own_line(emit->writer);
        return;
    }
    if (scope->leave->place != AC_PLACE_FRAME) {
        ac_write_line(emit->writer, "int %s;", scope->leave->name);
    }
    if (scope->error && scope->fails && scope->error->place != AC_PLACE_FRAME) {
        ac_write_line(emit->writer, "async_error %s;", scope->error->name);
    }
    emit_scope_body(emit, stmt);
    if (!ac_never_ends(body)) {
        ac_write_line(emit->writer, "%s = %d;", ac_local_text(emit, scope->leave), AC_LEAVE_END);
    }
    ac_write_line(emit->writer, "%s_%u:;", emit->function->names.leave, scope->number);
    emit_cleanup(emit, stmt);
    emit_dispatch_return(emit, scope);
    emit_dispatch_failure(emit, scope);
    emit_dispatch_jumps(emit, scope);
    if (ac_never_ends(body)) {
        ac_write_line(emit->writer, "__builtin_unreachable();");
    }
    ac_write_own_line(emit->writer);
}
