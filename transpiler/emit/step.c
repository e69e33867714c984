/* step.c - prints the steps that passes put before an expression, and the temporaries that they set. */
#include "emit.h"

struct seen {
    const struct ac_local **items;
    size_t count, capacity;
};

static void declare(struct ac_emit *emit, const struct ac_local *local)
{
    ac_write_line(emit->writer, "%s%s%s%s;", local->type->before, local->name, local->is_in_array ? "[1]" : "",
                  local->type->after);
}

static void declare_temporary(struct ac_emit *emit, struct seen *seen, const struct ac_local *local)
{
    if (!local || local->place == AC_PLACE_FRAME || local->lasts) {
        return;
    }
    for (size_t i = 0; i < seen->count; i++) {
        if (seen->items[i] == local) {
            return;
        }
    }
    AC_PUSH(emit->arena, seen, local);
    declare(emit, local);
}

static void declare_temporaries_of(struct ac_emit *emit, struct seen *seen, const struct ac_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct ac_stmt *step = steps->items[i];
        switch (step->kind) {
        case AC_STMT_LET:
            declare_temporary(emit, seen, step->local);
            break;
        case AC_STMT_AWAIT:
            declare_temporary(emit, seen, step->await->result);
            break;
        case AC_STMT_BRANCH:
        case AC_STMT_STEPS:
            declare_temporaries_of(emit, seen, &step->steps);
            declare_temporaries_of(emit, seen, &step->other_steps);
            break;
        case AC_STMT_SCOPE: {
            declare_temporaries_of(emit, seen, &step->kids[0]->steps);
            break;
        }
        default:
            break;
        }
    }
}

void ac_emit_temporaries(struct ac_emit *emit, const struct ac_steps *steps)
{
    struct seen seen = {0};
    declare_temporaries_of(emit, &seen, steps);
}

static bool is_of_block(const struct ac_local *literal, struct ac_range block)
{
    return literal->block.begin == block.begin && literal->block.end == block.end;
}

bool ac_has_literals(const struct ac_emit *emit, struct ac_range block)
{
    bool found = false;
    for (size_t i = 0; i < emit->literals.count && !found; i++) {
        found = is_of_block(emit->literals.items[i], block);
    }
    return found;
}

void ac_emit_literals(struct ac_emit *emit, struct ac_range block)
{
    size_t left = 0;
    for (size_t i = 0; i < emit->literals.count; i++) {
        const struct ac_local *literal = emit->literals.items[i];
        if (is_of_block(literal, block)) {
            declare(emit, literal);
        } else {
            emit->literals.items[left++] = literal;
        }
    }
    emit->literals.count = left;
}

/* A value as the right side of an assignment. */
static void emit_operand(struct ac_emit *emit, const struct ac_expr *expr)
{
    bool parens = expr->kind == AC_EXPR_COMMA;
    ac_write(emit->writer, "%s", parens ? "(" : "");
    ac_emit_expr(emit, expr);
    ac_write(emit->writer, "%s", parens ? ")" : "");
}

void ac_emit_assignment(struct ac_emit *emit, const char *target, const struct ac_type *type,
                        const struct ac_expr *expr)
{
    if (type->is_array) {
        ac_write(emit->writer, "__builtin_memcpy((void *)%s, ", target);
        ac_emit_expr(emit, expr);
        ac_write(emit->writer, ", sizeof %s);", target);
    } else if (type->has_const_member) {
        ac_write(emit->writer, "__builtin_memcpy((void *)&%s, (%s[1]){ ", target, type->spelling);
        emit_operand(emit, expr);
        ac_write(emit->writer, " }, sizeof %s);", target);
    } else {
        ac_write(emit->writer, "%s = ", target);
        emit_operand(emit, expr);
        ac_write(emit->writer, ";");
    }
}

static void emit_let(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_local *local = stmt->local;
    const char *name = ac_local_text(emit, local);
    ac_write_user_line(emit->writer, stmt->range.begin);
    ac_emit_assignment(emit, name, local->type, stmt->expr);
}

static void emit_branch_arm(struct ac_emit *emit, const struct ac_steps *steps)
{
    unsigned depth = ac_writer_depth(emit->writer);
    ac_writer_set_depth(emit->writer, depth + 4);
    ac_emit_steps(emit, steps);
    ac_writer_set_depth(emit->writer, depth);
}

/* Compilers keep quiet about an operand that a constant in front of it switches off, and about operators that would
 * make a constant were it not for the effects of their operands. */
void ac_begin_silence(struct ac_emit *emit, bool is_wanted)
{
    if (is_wanted) {
        ac_write_line(emit->writer, "ASYNC__QUIET");
    }
}

void ac_end_silence(struct ac_emit *emit, bool is_wanted)
{
    if (is_wanted) {
        ac_write_line(emit->writer, "ASYNC__LOUD");
    }
}

static void emit_branch(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_write_user_line(emit->writer, stmt->range.begin);
    ac_write(emit->writer, "if (");
    ac_emit_expr(emit, stmt->expr);
    ac_write(emit->writer, ") {");
    emit_branch_arm(emit, &stmt->steps);
    if (stmt->other_steps.count) {
        ac_write_line(emit->writer, "} else {");
        emit_branch_arm(emit, &stmt->other_steps);
    }
    ac_write_line(emit->writer, "}");
}

/* By a pass, not by the user. */
static bool is_made(const struct ac_stmt *step)
{
    switch (step->kind) {
    case AC_STMT_LET:
    case AC_STMT_EFFECT:
    case AC_STMT_AWAIT:
    case AC_STMT_BRANCH:
    case AC_STMT_STEPS:
        return true;
    default:
        return false;
    }
}

static void emit_made(struct ac_emit *emit, const struct ac_stmt *step)
{
    switch (step->kind) {
    case AC_STMT_LET:
        emit_let(emit, step);
        break;
    case AC_STMT_EFFECT:
        ac_write_user_line(emit->writer, step->range.begin);
        ac_write(emit->writer, "(void)(");
        ac_emit_expr(emit, step->expr);
        ac_write(emit->writer, ");");
        break;
    case AC_STMT_AWAIT:
        ac_emit_await(emit, step);
        break;
    case AC_STMT_BRANCH:
        emit_branch(emit, step);
        break;
    case AC_STMT_STEPS:
        ac_write_line(emit->writer, "{");
        ac_emit_literals(emit, step->range);
        emit_branch_arm(emit, &step->steps);
        ac_write_line(emit->writer, "}");
        break;
    default:
        break;
    }
}

void ac_emit_step(struct ac_emit *emit, const struct ac_stmt *step)
{
    if (is_made(step)) {
        ac_begin_silence(emit, step->is_silenced);
        emit_made(emit, step);
        ac_end_silence(emit, step->is_silenced);
    } else {
        ac_write_user_line(emit->writer, step->range.begin);
        ac_emit_stmt(emit, step);
    }
}

void ac_emit_steps(struct ac_emit *emit, const struct ac_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        ac_emit_step(emit, steps->items[i]);
    }
}
