/* stmt.c - prints statements: those that nothing changes in as they were written, others piece by piece.
 *
 * A statement that needs steps before it becomes a block, so that it still stands wherever one statement may. */
#include "emit.h"

void ac_emit_between(struct ac_emit *emit, size_t begin, size_t end)
{
    if (begin < end) {
        ac_write_source(emit->writer, (struct ac_range){begin, end});
    }
}

/* ---- blocks around statements with steps ------------------------------------------------------------------------- */

void ac_open_block(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_writer_indent(emit->writer, stmt->range.begin, 0);
    ac_write(emit->writer, "{");
    ac_writer_indent(emit->writer, stmt->range.begin, 1);
}

void ac_close_block(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_writer_indent(emit->writer, stmt->range.begin, 0);
    ac_write_line(emit->writer, "}");
}

void ac_open_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_steps *steps, size_t offset)
{
    ac_open_block(emit, stmt);
    ac_emit_temporaries(emit, steps);
    ac_emit_steps(emit, steps);
    ac_begin_silence(emit, stmt->is_silenced);
    ac_write_user_line(emit->writer, offset);
}

void ac_close_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_end_silence(emit, stmt->is_silenced);
    ac_close_block(emit, stmt);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

void ac_emit_stmts(struct ac_emit *emit, struct ac_stmt *const *stmts, size_t count, struct ac_range range)
{
    size_t at = range.begin;
    for (size_t i = 0; i < count; i++) {
        if (stmts[i]->range.begin < at && !stmts[i]->changes) { /* out of one macro with the one before */
            ac_emit_between(emit, at, stmts[i]->range.end);
        } else {
            if (stmts[i]->range.begin >= at) { /* else it is a part of the same declaration */
                ac_write_lost_definitions(emit->writer, at);
            }
            ac_emit_before(emit, at, stmts[i]);
            ac_emit_stmt(emit, stmts[i]);
        }
        at = stmts[i]->range.end > at ? stmts[i]->range.end : at;
    }
    ac_write_lost_definitions(emit->writer, at);
    ac_emit_between(emit, at, range.end);
}

/* Those of labels, `__label__ a, b;`, come first in a block. */
static void emit_block(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    struct ac_range rest = stmt->range;
    size_t first = 0;
    while (first < stmt->kid_count && stmt->kids[first]->declares_labels) {
        first++;
    }
    if (first < stmt->kid_count && ac_has_literals(emit, stmt->range)) {
        ac_emit_stmts(emit, stmt->kids, first, (struct ac_range){rest.begin, rest.begin});
        rest.begin = first ? stmt->kids[first - 1]->range.end : rest.begin;
        ac_emit_before(emit, rest.begin, stmt->kids[first]);
        rest.begin = stmt->kids[first]->range.begin;
        ac_writer_indent(emit->writer, rest.begin, 0);
        ac_emit_literals(emit, stmt->range);
        ac_write_user_line(emit->writer, rest.begin);
    } else {
        first = 0;
    }
    ac_emit_stmts(emit, stmt->kids + first, stmt->kid_count - first, rest);
}

/* Parts of a statement in the order of the text, with the text between them; NULL parts are skipped. */
static void emit_parts(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_expr *expr)
{
    size_t at = stmt->range.begin;
    if (expr) {
        ac_emit_between(emit, at, expr->range.begin);
        ac_emit_expr(emit, expr);
        at = expr->range.end;
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        ac_emit_before(emit, at, stmt->kids[i]);
        ac_emit_stmt(emit, stmt->kids[i]);
        at = stmt->kids[i]->range.end;
    }
    ac_emit_between(emit, at, stmt->range.end);
}

static void emit_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count && !stmt->is_silenced) {
        emit_parts(emit, stmt, stmt->expr);
        return;
    }
    ac_open_block(emit, stmt);
    ac_emit_temporaries(emit, &stmt->pre);
    ac_emit_steps(emit, &stmt->pre);
    if (stmt->expr) {
        ac_begin_silence(emit, stmt->is_silenced);
        ac_write_user_line(emit->writer, stmt->range.begin);
        emit_parts(emit, stmt, stmt->expr);
        ac_end_silence(emit, stmt->is_silenced);
    }
    ac_close_block(emit, stmt);
}

/* The temporaries of a loop stand around it: GCC 12 takes one that ends with each turn for a dangling pointer, where it
 * moves the first await of the next turn behind that end. */
static void open_around_loop(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_open_block(emit, stmt);
    ac_emit_literals(emit, stmt->range);
    ac_emit_temporaries(emit, &stmt->pre);
    ac_emit_temporaries(emit, &stmt->step_pre);
}

/* while (steps, e) body   is   for (;;) { steps if (!(e)) break; body } */
static void emit_loop_condition(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_emit_steps(emit, &stmt->pre);
    ac_begin_silence(emit, stmt->is_silenced);
    ac_write_user_line(emit->writer, stmt->expr->range.begin);
    ac_write(emit->writer, "if (!(");
    ac_emit_expr(emit, stmt->expr);
    ac_write(emit->writer, ")) { break; }");
    ac_end_silence(emit, stmt->is_silenced);
}

static void emit_body_on_new_line(struct ac_emit *emit, const struct ac_stmt *body)
{
    ac_write_user_line(emit->writer, body->range.begin);
    ac_emit_stmt(emit, body);
}

static void emit_while(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count) {
        emit_with_steps(emit, stmt);
        return;
    }
    open_around_loop(emit, stmt);
    ac_write_user_line(emit->writer, stmt->range.begin);
    ac_write(emit->writer, "for (;;) {");
    ac_writer_indent(emit->writer, stmt->range.begin, 2);
    emit_loop_condition(emit, stmt);
    emit_body_on_new_line(emit, stmt->kids[0]);
    ac_writer_indent(emit->writer, stmt->range.begin, 1);
    ac_write_line(emit->writer, "}");
    ac_close_block(emit, stmt);
}

static void emit_next_label(struct ac_emit *emit, const struct ac_stmt *loop)
{
    if (loop->is_continued) {
        ac_write_line(emit->writer, "%s_%zu:;", emit->function->names.next,
                      loop->range.begin - emit->function->range.begin);
    }
}

static void emit_do_as_written(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_stmt *body = stmt->kids[0];
    if (stmt->is_silenced) {
        ac_open_block(emit, stmt);
        ac_begin_silence(emit, true);
        ac_write_user_line(emit->writer, stmt->range.begin);
    }
    ac_emit_before(emit, stmt->range.begin, body);
    ac_emit_stmt(emit, body);
    ac_emit_between(emit, body->range.end, stmt->expr->range.begin);
    ac_emit_expr(emit, stmt->expr);
    ac_emit_between(emit, stmt->expr->range.end, stmt->range.end);
    if (stmt->is_silenced) {
        ac_end_silence(emit, true);
        ac_close_block(emit, stmt);
    }
}

static void emit_do(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_stmt *body = stmt->kids[0];
    if (!stmt->pre.count) {
        emit_do_as_written(emit, stmt);
        return;
    }
    open_around_loop(emit, stmt);
    ac_write_user_line(emit->writer, stmt->range.begin);
    ac_write(emit->writer, "do {");
    ac_writer_indent(emit->writer, stmt->range.begin, 2);
    emit_body_on_new_line(emit, body);
    emit_next_label(emit, stmt);
    ac_emit_steps(emit, &stmt->pre);
    ac_begin_silence(emit, stmt->is_silenced);
    ac_writer_indent(emit->writer, stmt->range.begin, 1);
    ac_write_user_line(emit->writer, stmt->expr->range.begin);
    ac_write(emit->writer, "} while (");
    ac_emit_expr(emit, stmt->expr);
    ac_write(emit->writer, ");");
    ac_end_silence(emit, stmt->is_silenced);
    ac_close_block(emit, stmt);
}

static void emit_part_of_head(struct ac_emit *emit, const struct ac_expr *part)
{
    if (part) {
        ac_write(emit->writer, " ");
        ac_emit_expr(emit, part);
    }
}

static void emit_for_head(struct ac_emit *emit, const struct ac_stmt *stmt, bool init_outside)
{
    ac_write(emit->writer, "for (");
    if (stmt->init && !init_outside) {
        ac_emit_stmt(emit, stmt->init);
    } else {
        ac_write(emit->writer, ";");
    }
    emit_part_of_head(emit, stmt->pre.count ? NULL : stmt->expr);
    ac_write(emit->writer, ";");
    emit_part_of_head(emit, stmt->step_pre.count ? NULL : stmt->step);
    ac_write(emit->writer, ") ");
}

static void emit_for_body(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count && !stmt->step_pre.count) {
        ac_emit_stmt(emit, stmt->kids[0]);
        return;
    }
    ac_write(emit->writer, "{");
    ac_writer_indent(emit->writer, stmt->range.begin, 2);
    if (stmt->pre.count) {
        emit_loop_condition(emit, stmt);
    }
    emit_body_on_new_line(emit, stmt->kids[0]);
    if (stmt->step_pre.count) {
        emit_next_label(emit, stmt);
        ac_emit_steps(emit, &stmt->step_pre);
        ac_begin_silence(emit, stmt->is_silenced);
        ac_write_user_line(emit->writer, stmt->step->range.begin);
        ac_write(emit->writer, "(void)(");
        ac_emit_expr(emit, stmt->step);
        ac_write(emit->writer, ");");
        ac_end_silence(emit, stmt->is_silenced);
    }
    ac_writer_indent(emit->writer, stmt->range.begin, 1);
    ac_write_line(emit->writer, "}");
}

bool ac_has_init_outside(const struct ac_stmt *stmt)
{
    const struct ac_stmt *init = stmt->init;
    bool result = init && (init->is_apart || init->is_silenced || init->pre.count);
    for (size_t i = 0; init && i < init->operand_count; i++) {
        result |= init->operands[i]->kind == AC_EXPR_TEXT; /* GCC takes no struct there that has a tag */
    }
    return result;
}

/* Its condition or its step stands there, and one of the two is to be quiet: so is the whole of it. */
static bool has_silenced_head(const struct ac_stmt *stmt)
{
    return stmt->is_silenced && (!stmt->pre.count || (stmt->step && !stmt->step_pre.count));
}

static void emit_for(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    bool init_outside = ac_has_init_outside(stmt), is_quiet = has_silenced_head(stmt);
    bool in_block = init_outside || is_quiet || stmt->pre.count || stmt->step_pre.count;
    if (in_block) {
        open_around_loop(emit, stmt);
    }
    if (init_outside) {
        ac_write_user_line(emit->writer, stmt->init->range.begin);
        ac_emit_stmt(emit, stmt->init);
    }
    ac_begin_silence(emit, is_quiet);
    if (in_block) {
        ac_write_user_line(emit->writer, stmt->range.begin);
    }
    emit_for_head(emit, stmt, init_outside);
    emit_for_body(emit, stmt);
    ac_end_silence(emit, is_quiet);
    if (in_block) {
        ac_close_block(emit, stmt);
    }
}

static void emit_asm(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count) {
        ac_emit_operands_in_place(emit, stmt);
        return;
    }
    ac_open_with_steps(emit, stmt, &stmt->pre, stmt->range.begin);
    ac_emit_operands_in_place(emit, stmt);
    ac_close_with_steps(emit, stmt);
}

void ac_emit_stmt(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->changes) {
        ac_write_source(emit->writer, stmt->range);
        return;
    }
    switch (stmt->kind) {
    case AC_STMT_COMPOUND:
        emit_block(emit, stmt);
        break;
    case AC_STMT_DECL:
        ac_emit_decl(emit, stmt);
        break;
    case AC_STMT_WHILE:
        emit_while(emit, stmt);
        break;
    case AC_STMT_DO:
        emit_do(emit, stmt);
        break;
    case AC_STMT_FOR:
        emit_for(emit, stmt);
        break;
    case AC_STMT_GOTO:
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
        ac_emit_jump(emit, stmt);
        break;
    case AC_STMT_RETURN:
        ac_emit_return(emit, stmt);
        break;
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
        ac_emit_raise(emit, stmt);
        break;
    case AC_STMT_ASM:
        emit_asm(emit, stmt);
        break;
    case AC_STMT_SCOPE:
        ac_emit_scope(emit, stmt);
        break;
    case AC_STMT_LET:
    case AC_STMT_EFFECT:
    case AC_STMT_AWAIT:
    case AC_STMT_BRANCH:
    case AC_STMT_STEPS:
        ac_emit_step(emit, stmt);
        break;
    default:
        emit_with_steps(emit, stmt);
        break;
    }
}
