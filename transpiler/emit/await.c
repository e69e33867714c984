/* await.c - prints one await:
 *
 *     status = g__async(NULL, &await_1, x);           a plain call
 *     if (status != ASYNC_DONE) {
 *         if (status == ASYNC_PENDING) {              it suspended: so does this function, if it can have a frame
 *             if (frame || (frame = ...)) {
 *                 frame->a = a;                       what lives on is saved
 *                 return async_suspend(&frame->head, 1);
 *             resumed_1:;                             some time later
 *                 a = frame->a;
 *                 status = async_take(&await_1);      the result, out of the frame of g
 *             } else {
 *                 status = async_abandon(&await_1);
 *             }
 *         }
 *         if (status != ASYNC_DONE) { return async_passed(&f__sites[1]); }
 *     } */
#include "emit.h"

/* In a framed function everything is in its frame already. */
static void emit_save(struct ac_emit *emit, const struct ac_local *local)
{
    const char *frame = emit->function->names.frame;
    if (local->type->is_unnameable || local->type->ends_open || local->type->has_const_member) {
        ac_write_line(emit->writer, "__builtin_memcpy((void *)&%s->%s, &%s, sizeof %s);", frame, local->field,
                      local->name, local->name);
    } else {
        ac_write_line(emit->writer, "%s->%s = %s;", frame, local->field, ac_local_text(emit, local));
    }
}

static void emit_load(struct ac_emit *emit, const struct ac_local *local)
{
    const char *frame = emit->function->names.frame;
    if (local->type->is_unnameable || local->type->ends_open || local->type->has_const_member) {
        ac_write_line(emit->writer, "__builtin_memcpy((void *)&%s, &%s->%s, sizeof %s);", local->name, frame,
                      local->field, local->name);
    } else {
        ac_write_line(emit->writer, "%s = %s->%s;", ac_local_text(emit, local), frame, local->field);
    }
}

/* With many AWAITs what suspending takes is called rather than inlined: GCC needs more than twice as long for twice as
 * many. */
static const char *inlining(const struct ac_emit *emit)
{
    return emit->function->awaits.count > AC_MANY_AWAITS ? "_noinline" : "";
}

static void emit_suspend(struct ac_emit *emit, const struct ac_await *await)
{
    const char *frame = emit->function->names.frame;
    unsigned depth = ac_writer_depth(emit->writer);
    for (size_t i = 0; i < await->live.count; i++) {
        if (await->live.items[i]->place == AC_PLACE_SAVED) {
            emit_save(emit, await->live.items[i]);
        }
    }
    ac_write_line(emit->writer, "return async_suspend%s(&%s->%s, %u);",
                  await->callee->is_leaf ? "_leaf" : inlining(emit), frame, emit->function->names.head, await->state);
    ac_writer_set_depth(emit->writer, depth >= 4 ? depth - 4 : 0);
    ac_write_line(emit->writer, "%s_%u:;", emit->function->names.resumed, await->state);
    ac_writer_set_depth(emit->writer, depth);
    for (size_t i = 0; i < await->live.count; i++) {
        if (await->live.items[i]->place == AC_PLACE_SAVED) {
            emit_load(emit, await->live.items[i]);
        }
    }
}

/* `what` is take or abandon: how the callee ends. */
static void emit_end_of_callee(struct ac_emit *emit, const struct ac_await *await, const char *what,
                               const char *inlined)
{
    const char *status = emit->function->names.status;
    if (await->result) {
        ac_write_line(emit->writer, "%s = async_%s%s(&%s);", status, what, inlined, ac_local_text(emit, await->result));
    } else if (await->callee->is_leaf) {
        ac_write_line(emit->writer, "%s = async_%s_leaf();", status, what);
    } else {
        ac_write_line(emit->writer, "%s = async_%s_void%s();", status, what, inlined);
    }
}

/* In a framed function there is a frame for sure. */
static void emit_pending(struct ac_emit *emit, const struct ac_await *await)
{
    const struct ac_function *function = emit->function;
    unsigned depth = ac_writer_depth(emit->writer);
    ac_write_line(emit->writer, "if (%s == ASYNC_PENDING) {", function->names.status);
    ac_writer_set_depth(emit->writer, depth + 4);
    if (!function->framed) {
        ac_write_line(emit->writer, "if (%s || (%s = (struct %s__frame *)async_frame_new(&%s__function))) {",
                      function->names.frame, function->names.frame, function->names.stem, function->names.stem);
        ac_writer_set_depth(emit->writer, depth + 8);
    }
    emit_suspend(emit, await);
    emit_end_of_callee(emit, await, "take", inlining(emit));
    if (!function->framed) {
        ac_writer_set_depth(emit->writer, depth + 4);
        ac_write_line(emit->writer, "} else {");
        ac_writer_set_depth(emit->writer, depth + 8);
        emit_end_of_callee(emit, await, "abandon", "");
        ac_writer_set_depth(emit->writer, depth + 4);
        ac_write_line(emit->writer, "}");
    }
    ac_writer_set_depth(emit->writer, depth);
    ac_write_line(emit->writer, "}");
}

static void emit_failed(struct ac_emit *emit, const struct ac_await *await)
{
    ac_write_own_line(emit->writer);
    ac_write(emit->writer, "if (%s != ASYNC_DONE) { ", emit->function->names.status);
    ac_emit_failure(emit, await->unwind,
                    ac_format(emit->arena, "async_passed(&%s__sites[%u])", emit->function->names.stem, await->state));
    ac_write(emit->writer, " }");
}

/* What follows the call: where it is done, nothing, so that it costs one test. */
static void emit_not_done(struct ac_emit *emit, const struct ac_await *await)
{
    unsigned depth = ac_writer_depth(emit->writer);
    ac_write_line(emit->writer, "if (%s != ASYNC_DONE) {", emit->function->names.status);
    ac_writer_set_depth(emit->writer, depth + 4);
    emit_pending(emit, await);
    emit_failed(emit, await);
    ac_writer_set_depth(emit->writer, depth);
    ac_write_line(emit->writer, "}");
}

/* Then it makes no difference on which line it stands. */
static bool is_address_of_local(const struct ac_expr *expr)
{
    return expr->kind == AC_EXPR_UNARY && expr->op == AC_OP_ADDRESS && expr->kids[0]->kind == AC_EXPR_LOCAL;
}

static void emit_catch(struct ac_emit *emit, const struct ac_await *await)
{
    const char *status = emit->function->names.status;
    if (is_address_of_local(await->error)) {
        ac_write_own_line(emit->writer);
    } else {
        ac_write_user_line(emit->writer, await->error->range.begin);
    }
    ac_write(emit->writer, "async_catch(%s, ", status);
    ac_emit_expr(emit, await->error);
    ac_write(emit->writer, ");");
    if (await->result) {
        const char *result = ac_local_text(emit, await->result);
        ac_write_line(emit->writer, "if (%s != ASYNC_DONE) { __builtin_memset(&%s, 0, sizeof %s); }", status, result,
                      result);
    }
}

const char *ac_error_text(const struct ac_emit *emit)
{
    return ac_names_have(&emit->unit->taken, "error") ? "*async__error()" : "async_self.error";
}

void ac_emit_failure(struct ac_emit *emit, const struct ac_scope *unwind, const char *raise)
{
    if (!unwind) {
        ac_write(emit->writer, "return %s;", raise ? raise : "ASYNC_FAILED");
        return;
    }
    if (raise) {
        ac_write(emit->writer, "(void)%s; ", raise);
    }
    if (unwind->error) {
        ac_write(emit->writer, "%s = %s; ", ac_local_text(emit, unwind->error), ac_error_text(emit));
    }
    ac_write(emit->writer, "%s = %d; goto %s_%u;", ac_local_text(emit, unwind->leave), AC_LEAVE_FAILED,
             emit->function->names.leave, unwind->number);
}

void ac_emit_await(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_await *await = stmt->await;
    const char *result = await->result ? ac_format(emit->arena, "&%s", ac_local_text(emit, await->result)) : "";
    ac_write_user_line(emit->writer, await->callee->call->range.begin);
    ac_write(emit->writer, "%s = ", emit->function->names.status);
    ac_emit_lowered_call(emit, await->callee, "NULL", result);
    ac_write(emit->writer, ";");
    if (await->error) {
        emit_pending(emit, await);
        emit_catch(emit, await);
    } else {
        emit_not_done(emit, await);
    }
}
