/* stmt.c - prints statements: those that nothing changes in as they were written, others piece by piece.
 *
 * A statement that needs steps before it becomes a block, so that it still stands wherever one statement may. */
#include "emit.h"

#include "../front/lex.h"
#include "../ir_walk.h"

#include <string.h>

static void emit_between(struct ac_emit *emit, size_t begin, size_t end)
{
    if (begin < end) {
        ac_write_source(emit->writer, (struct ac_range){begin, end});
    }
}

/* ---- steps ------------------------------------------------------------------------------------------------------- */

struct seen {
    const struct ac_local **items;
    size_t count, capacity;
};

static void declare_temporary(struct ac_emit *emit, struct seen *seen, const struct ac_local *local)
{
    if (!local || local->place == AC_PLACE_FRAME) {
        return;
    }
    for (size_t i = 0; i < seen->count; i++) {
        if (seen->items[i] == local) {
            return;
        }
    }
    AC_PUSH(emit->arena, seen, local);
    ac_write_line(emit->writer, "%s%s%s;", local->type->before, local->name, local->type->after);
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

/* A value as the right side of an assignment. */
static void emit_operand(struct ac_emit *emit, const struct ac_expr *expr)
{
    bool parens = expr->kind == AC_EXPR_COMMA;
    ac_write(emit->writer, "%s", parens ? "(" : "");
    ac_emit_expr(emit, expr);
    ac_write(emit->writer, "%s", parens ? ")" : "");
}

/* target = expr; also where C has no assignment for it: arrays, and structs with const members. */
static void emit_assignment(struct ac_emit *emit, const char *target, const struct ac_type *type,
                            const struct ac_expr *expr)
{
    if (type->is_array) {
        ac_write(emit->writer, "memcpy((void *)%s, ", target);
        ac_emit_expr(emit, expr);
        ac_write(emit->writer, ", sizeof %s);", target);
    } else if (type->has_const_member) {
        ac_write(emit->writer, "memcpy((void *)&%s, (%s[1]){ ", target, type->spelling);
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
    emit_assignment(emit, name, local->type, stmt->expr);
}

static void emit_branch_arm(struct ac_emit *emit, const struct ac_steps *steps)
{
    unsigned depth = ac_writer_depth(emit->writer);
    ac_writer_set_depth(emit->writer, depth + 4);
    ac_emit_steps(emit, steps);
    ac_writer_set_depth(emit->writer, depth);
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

static void emit_step(struct ac_emit *emit, const struct ac_stmt *step)
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
        emit_branch_arm(emit, &step->steps);
        ac_write_line(emit->writer, "}");
        break;
    default:
        ac_write_user_line(emit->writer, step->range.begin);
        ac_emit_stmt(emit, step);
        break;
    }
}

void ac_emit_steps(struct ac_emit *emit, const struct ac_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        emit_step(emit, steps->items[i]);
    }
}

/* ---- blocks around statements with steps ------------------------------------------------------------------------- */

static void open_block(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_writer_indent(emit->writer, stmt->range.begin, 0);
    ac_write(emit->writer, "{");
    ac_writer_indent(emit->writer, stmt->range.begin, 1);
}

static void close_block(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_writer_indent(emit->writer, stmt->range.begin, 0);
    ac_write_line(emit->writer, "}");
}

/* { temporaries; steps; and back on the user's line at `offset`. */
static void open_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_steps *steps,
                            size_t offset)
{
    open_block(emit, stmt);
    ac_emit_temporaries(emit, steps);
    ac_emit_steps(emit, steps);
    ac_write_user_line(emit->writer, offset);
}

/* ---- leaving ----------------------------------------------------------------------------------------------------- */

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

static void emit_return(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    bool is_void = emit->function->result->is_void;
    if (stmt->pre.count) {
        open_with_steps(emit, stmt, &stmt->pre, stmt->range.begin);
    } else {
        ac_write(emit->writer, "{ ");
    }
    if (stmt->expr && !is_void) {
        emit_assignment(emit, result_text(emit), emit->function->result, stmt->expr);
        ac_write(emit->writer, " ");
    } else if (stmt->expr && (stmt->expr->kind != AC_EXPR_TEXT || stmt->expr->kid_count)) {
        ac_emit_expr(emit, stmt->expr);
        ac_write(emit->writer, "; ");
    }
    emit_done(emit, stmt->unwind);
    if (stmt->pre.count) {
        close_block(emit, stmt);
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
static void emit_raise(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_scope *unwind = stmt->unwind;
    if (stmt->pre.count) {
        open_with_steps(emit, stmt, &stmt->pre, stmt->range.begin);
    } else {
        ac_write(emit->writer, "{ ");
    }
    ac_write(emit->writer, "%s async_%s(&%s__sites[%u]", unwind ? "(void)" : "return",
             stmt->kind == AC_STMT_RAISE ? "raise" : "reraise", emit->function->name, stmt->site);
    emit_operands(emit, stmt);
    ac_write(emit->writer, ");");
    if (unwind && unwind->error) {
        ac_write(emit->writer, " %s = async_self.error;", ac_local_text(emit, unwind->error));
    }
    if (unwind) {
        ac_write(emit->writer, " ");
        emit_goto_cleanup(emit, unwind, AC_LEAVE_FAILED);
    }
    if (stmt->pre.count) {
        close_block(emit, stmt);
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

static void emit_jump(struct ac_emit *emit, const struct ac_stmt *stmt)
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
    const char *raise = "ASYNC_FAILED";
    if (!scope->fails) {
        return;
    }
    ac_write_own_line(emit->writer);
    ac_write(emit->writer, "if (%s == %d) { ", ac_local_text(emit, scope->leave), AC_LEAVE_FAILED);
    if (scope->error) {
        ac_write(emit->writer, "async_self.error = %s; ", ac_local_text(emit, scope->error));
    }
    if (scope->outer && scope->outer->error) {
        ac_write(emit->writer, "%s = async_self.error; ", ac_local_text(emit, scope->outer->error));
    }
    if (scope->outer) {
        emit_goto_cleanup(emit, scope->outer, AC_LEAVE_FAILED);
    } else {
        ac_write(emit->writer, "return %s;", raise);
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

static void emit_cleanup(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_scope *scope = stmt->scope;
    struct ac_cleanup cleanup = {scope, emit->cleanup};
    if (scope->cleanup_of) {
        ac_write_line(emit->writer, "%s(&%s);", scope->cleanup_of->cleanup, ac_local_text(emit, scope->cleanup_of));
        return;
    }
    emit->cleanup = &cleanup;
    ac_write_user_line(emit->writer, stmt->kids[1]->range.begin);
    ac_emit_stmt(emit, stmt->kids[1]);
    emit->cleanup = cleanup.outer;
}

/* Whether control never reaches the end of a block, by its last statement: what the compiler could tell of the user's
 * text must not get lost behind the dispatch. */
static bool never_ends(const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_COMPOUND:
        return stmt->kid_count && never_ends(stmt->kids[stmt->kid_count - 1]);
    case AC_STMT_SCOPE:
        return never_ends(stmt->kids[0]);
    case AC_STMT_RETURN:
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
    case AC_STMT_GOTO:
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
        return true;
    default:
        return false;
    }
}

static bool has_exits(const struct ac_scope *scope)
{
    return scope->returns || scope->fails || scope->jumps.count;
}

/* In a block of its own: names declared there must not hide what the clean-up means. */
static void emit_scope_body(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_stmt *body = stmt->kids[0];
    size_t first = body->kid_count ? body->kids[0]->range.begin : stmt->range.begin;
    ac_write_line(emit->writer, "{");
    if (body->kind == AC_STMT_STEPS) {
        ac_emit_steps(emit, &body->steps);
    } else {
        ac_emit_stmts(emit, body->kids, body->kid_count, body->range);
        ac_writer_indent(emit->writer, first, 0);
    }
    ac_write_line(emit->writer, "}");
}

static void emit_scope(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_scope *scope = stmt->scope;
    const struct ac_stmt *body = stmt->kids[0];
    ac_writer_indent(emit->writer, body->kid_count ? body->kids[0]->range.begin : stmt->range.begin, 0);
    if (!has_exits(scope)) {
        emit_scope_body(emit, stmt);
        emit_cleanup(emit, stmt);
        ac_write_own_line(emit->writer);
        return;
    }
    if (scope->leave->place != AC_PLACE_FRAME) {
        ac_write_line(emit->writer, "int %s;", scope->leave->name);
    }
    if (scope->error && scope->error->place != AC_PLACE_FRAME) {
        ac_write_line(emit->writer, "async_error %s;", scope->error->name);
    }
    emit_scope_body(emit, stmt);
    if (!never_ends(body)) {
        ac_write_line(emit->writer, "%s = %d;", ac_local_text(emit, scope->leave), AC_LEAVE_END);
    }
    ac_write_line(emit->writer, "%s_%u:;", emit->function->names.leave, scope->number);
    emit_cleanup(emit, stmt);
    emit_dispatch_return(emit, scope);
    emit_dispatch_failure(emit, scope);
    emit_dispatch_jumps(emit, scope);
    if (never_ends(body)) {
        ac_write_line(emit->writer, "__builtin_unreachable();");
    }
    ac_write_own_line(emit->writer);
}

/* ---- declarations ------------------------------------------------------------------------------------------------ */

/* The text of a statement with its operands in it. */
static void emit_operands_in_place(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    struct ac_expr text = {.kind = AC_EXPR_OTHER, .changes = true, .kids = stmt->operands};
    text.kid_count = stmt->operand_count;
    text.range = stmt->range;
    ac_emit_expr(emit, &text);
}

/* A struct, union or enum defined among the specifiers: from its keyword to its closing brace. Empty where there is
 * none. */
static struct ac_range find_definition(struct ac_emit *emit, struct ac_range specifiers)
{
    struct ac_range range = {0, 0};
    const char *text = emit->unit->source->text;
    struct ac_lexer lexer;
    unsigned parens = 0, braces = 0;
    ac_lexer_init(&lexer, text, specifiers.begin, specifiers.end);
    lexer.at_line_start = false;
    for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        parens += token.op == '(';
        parens -= token.op == ')';
        if (!parens && !braces &&
            (ac_token_is(text, token, "struct") || ac_token_is(text, token, "union") ||
             ac_token_is(text, token, "enum"))) {
            range.begin = token.begin;
        }
        braces += !parens && token.op == '{';
        if (!parens && token.op == '}' && --braces == 0) {
            range.end = token.end;
        }
    }
    return range.end ? range : (struct ac_range){0, 0};
}

static void emit_definition(struct ac_emit *emit, const struct ac_stmt *stmt, struct ac_range definition)
{
    struct ac_expr text = {.kind = AC_EXPR_OTHER, .changes = true, .kids = stmt->operands};
    text.kid_count = stmt->operand_count;
    text.range = definition;
    ac_emit_expr(emit, &text);
    ac_write(emit->writer, "; ");
}

/* frame->x = value, or nothing where it has none. */
static void emit_frame_initialiser(struct ac_emit *emit, const struct ac_declarator *declarator)
{
    const struct ac_local *local = declarator->local;
    const char *name = ac_local_text(emit, local);
    if (local->type->local_typedef) { /* it would have no other use left */
        ac_write(emit->writer, "(void)sizeof(%s); ", local->type->local_typedef);
    }
    if (!declarator->init) {
        return;
    }
    if (local->type->is_array || local->type->has_const_member) {
        bool is_array = local->type->is_array;
        ac_write(emit->writer, "memcpy((void *)%s%s, (const void *)%s", is_array ? "" : "&", name, is_array ? "" : "&");
        ac_emit_initial_value(emit, local, declarator->init);
        ac_write(emit->writer, ", sizeof %s);", name);
    } else {
        ac_write(emit->writer, "%s = ", name);
        ac_emit_initial_value(emit, local, declarator->init);
        ac_write(emit->writer, ";");
    }
}

/* Text of a declarator up to its initialiser, without a cleanup attribute that became a scope. */
static void emit_declarator_head(struct ac_emit *emit, const struct ac_stmt *stmt,
                                 const struct ac_declarator *declarator)
{
    struct ac_expr head = {.kind = AC_EXPR_OTHER, .changes = true, .kids = declarator->sizes};
    size_t end = declarator->init ? declarator->init->range.begin : declarator->range.end;
    (void)stmt;
    head.kid_count = declarator->size_count;
    head.range = (struct ac_range){declarator->range.begin, end};
    ac_emit_expr(emit, &head);
}

static void emit_c_declarator(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_declarator *declarator,
                              bool by_type)
{
    const struct ac_local *local = declarator->local;
    struct ac_expr specifiers = {.kind = AC_EXPR_OTHER, .changes = true, .kids = stmt->operands};
    bool is_const_object = local && local->is_const;
    if (by_type && local) {
        ac_write(emit->writer, "%s%s%s%s%s", is_const_object ? "const " : "", local->is_volatile ? "volatile " : "",
                 local->type->before, local->name, local->type->after);
        if (declarator->init) {
            ac_write(emit->writer, " = ");
        }
    } else {
        specifiers.kid_count = stmt->operand_count;
        specifiers.range = stmt->specifiers;
        ac_emit_expr(emit, &specifiers);
        emit_declarator_head(emit, stmt, declarator);
    }
    if (declarator->init) {
        ac_emit_expr(emit, declarator->init);
        emit_between(emit, declarator->init->range.end, declarator->range.end);
    }
    ac_write(emit->writer, ";");
}

struct mention {
    const struct ac_local *local;
    bool found;
};

static bool look_for_mention(void *data, struct ac_expr *expr)
{
    struct mention *mention = data;
    mention->found |= expr->local == mention->local;
    return !mention->found;
}

/* int size = AWAIT(f(sizeof size)); what runs before the initialiser needs the name already. */
static bool names_itself(const struct ac_declarator *declarator)
{
    struct mention mention = {declarator->local, false};
    struct ac_walker walker = {NULL, look_for_mention, &mention};
    for (size_t i = 0; declarator->local && declarator->local->place != AC_PLACE_FRAME && i < declarator->pre.count;
         i++) {
        ac_walk_stmt(&walker, declarator->pre.items[i]);
    }
    return mention.found;
}

static void emit_declarators(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    struct ac_range definition = find_definition(emit, stmt->specifiers);
    if (definition.end && !(stmt->is_split && stmt->declarators[0].range.begin != stmt->specifiers.end)) {
        emit_definition(emit, stmt, definition);
    }
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        bool by_name = false, by_type = definition.end || (declarator->local && declarator->local->has_scope);
        if (declarator->pre.count) {
            ac_writer_indent(emit->writer, stmt->range.begin, 0);
            by_name = names_itself(declarator);
            if (by_name) {
                ac_write_line(emit->writer, "%s%s%s;", declarator->local->type->before, declarator->local->name,
                              declarator->local->type->after);
            }
            ac_emit_temporaries(emit, &declarator->pre);
            ac_emit_steps(emit, &declarator->pre);
            ac_write_user_line(emit->writer, declarator->range.begin);
        } else if (i > 0) {
            ac_write(emit->writer, " ");
        }
        if (by_name || (declarator->local && declarator->local->place == AC_PLACE_FRAME)) {
            emit_frame_initialiser(emit, declarator);
        } else {
            emit_c_declarator(emit, stmt, declarator, by_type);
        }
    }
}

static void emit_decl(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->declarator_count) {
        emit_operands_in_place(emit, stmt);
        return;
    }
    emit_declarators(emit, stmt);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

void ac_emit_stmts(struct ac_emit *emit, struct ac_stmt *const *stmts, size_t count, struct ac_range range)
{
    size_t at = range.begin;
    for (size_t i = 0; i < count; i++) {
        emit_between(emit, at, stmts[i]->range.begin);
        ac_emit_stmt(emit, stmts[i]);
        at = stmts[i]->range.end > at ? stmts[i]->range.end : at;
    }
    emit_between(emit, at, range.end);
}

/* Parts of a statement in the order of the text, with the text between them; NULL parts are skipped. */
static void emit_parts(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_expr *expr)
{
    size_t at = stmt->range.begin;
    if (expr) {
        emit_between(emit, at, expr->range.begin);
        ac_emit_expr(emit, expr);
        at = expr->range.end;
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        emit_between(emit, at, stmt->kids[i]->range.begin);
        ac_emit_stmt(emit, stmt->kids[i]);
        at = stmt->kids[i]->range.end;
    }
    emit_between(emit, at, stmt->range.end);
}

static void emit_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count) {
        emit_parts(emit, stmt, stmt->expr);
        return;
    }
    open_block(emit, stmt);
    ac_emit_temporaries(emit, &stmt->pre);
    ac_emit_steps(emit, &stmt->pre);
    if (stmt->expr) {
        ac_write_user_line(emit->writer, stmt->range.begin);
        emit_parts(emit, stmt, stmt->expr);
    }
    close_block(emit, stmt);
}

/* while (steps, e) body   is   for (;;) { steps if (!(e)) break; body } */
static void emit_loop_condition(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    ac_emit_temporaries(emit, &stmt->pre);
    ac_emit_steps(emit, &stmt->pre);
    ac_write_user_line(emit->writer, stmt->expr->range.begin);
    ac_write(emit->writer, "if (!(");
    ac_emit_expr(emit, stmt->expr);
    ac_write(emit->writer, ")) { break; }");
}

static void emit_body_on_new_line(struct ac_emit *emit, const struct ac_stmt *body)
{
    ac_write_user_line(emit->writer, body->range.begin);
    ac_emit_stmt(emit, body);
}

static void emit_while(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count) {
        emit_parts(emit, stmt, stmt->expr);
        return;
    }
    ac_write(emit->writer, "for (;;) ");
    open_block(emit, stmt);
    emit_loop_condition(emit, stmt);
    emit_body_on_new_line(emit, stmt->kids[0]);
    close_block(emit, stmt);
}

static void emit_next_label(struct ac_emit *emit, const struct ac_stmt *loop)
{
    if (loop->is_continued) {
        ac_write_line(emit->writer, "%s_%zu:;", emit->function->names.next,
                      loop->range.begin - emit->function->range.begin);
    }
}

static void emit_do(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    const struct ac_stmt *body = stmt->kids[0];
    if (!stmt->pre.count) {
        emit_between(emit, stmt->range.begin, body->range.begin);
        ac_emit_stmt(emit, body);
        emit_between(emit, body->range.end, stmt->expr->range.begin);
        ac_emit_expr(emit, stmt->expr);
        emit_between(emit, stmt->expr->range.end, stmt->range.end);
        return;
    }
    open_block(emit, stmt);
    ac_emit_temporaries(emit, &stmt->pre);
    ac_write_user_line(emit->writer, stmt->range.begin);
    ac_write(emit->writer, "do {");
    emit_body_on_new_line(emit, body);
    emit_next_label(emit, stmt);
    ac_emit_steps(emit, &stmt->pre);
    ac_write_user_line(emit->writer, stmt->expr->range.begin);
    ac_write(emit->writer, "} while (");
    ac_emit_expr(emit, stmt->expr);
    ac_write(emit->writer, ");");
    close_block(emit, stmt);
}

static void emit_maybe(struct ac_emit *emit, const struct ac_expr *expr)
{
    if (expr) {
        ac_emit_expr(emit, expr);
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
    ac_write(emit->writer, " ");
    if (!stmt->pre.count) {
        emit_maybe(emit, stmt->expr);
    }
    ac_write(emit->writer, "; ");
    if (!stmt->step_pre.count) {
        emit_maybe(emit, stmt->step);
    }
    ac_write(emit->writer, ") ");
}

static void emit_for_body(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->pre.count && !stmt->step_pre.count) {
        ac_emit_stmt(emit, stmt->kids[0]);
        return;
    }
    open_block(emit, stmt);
    if (stmt->step_pre.count) {
        ac_emit_temporaries(emit, &stmt->step_pre);
    }
    if (stmt->pre.count) {
        emit_loop_condition(emit, stmt);
    }
    emit_body_on_new_line(emit, stmt->kids[0]);
    if (stmt->step_pre.count) {
        emit_next_label(emit, stmt);
        ac_emit_steps(emit, &stmt->step_pre);
        ac_write_user_line(emit->writer, stmt->step->range.begin);
        ac_write(emit->writer, "(void)(");
        ac_emit_expr(emit, stmt->step);
        ac_write(emit->writer, ");");
    }
    close_block(emit, stmt);
}

static void emit_for(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    bool init_outside =
        stmt->init && stmt->init->changes && (stmt->init->kind != AC_STMT_EXPR || stmt->init->pre.count);
    if (init_outside) {
        open_block(emit, stmt);
        ac_write_user_line(emit->writer, stmt->init->range.begin);
        ac_emit_stmt(emit, stmt->init);
        ac_write_user_line(emit->writer, stmt->range.begin);
    }
    emit_for_head(emit, stmt, init_outside);
    emit_for_body(emit, stmt);
    if (init_outside) {
        close_block(emit, stmt);
    }
}

void ac_emit_stmt(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (!stmt->changes) {
        ac_write_source(emit->writer, stmt->range);
        return;
    }
    switch (stmt->kind) {
    case AC_STMT_COMPOUND:
        ac_emit_stmts(emit, stmt->kids, stmt->kid_count, stmt->range);
        break;
    case AC_STMT_DECL:
        emit_decl(emit, stmt);
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
        emit_jump(emit, stmt);
        break;
    case AC_STMT_RETURN:
        emit_return(emit, stmt);
        break;
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
        emit_raise(emit, stmt);
        break;
    case AC_STMT_ASM:
        emit_operands_in_place(emit, stmt);
        break;
    case AC_STMT_SCOPE:
        emit_scope(emit, stmt);
        break;
    case AC_STMT_LET:
    case AC_STMT_EFFECT:
    case AC_STMT_AWAIT:
    case AC_STMT_BRANCH:
    case AC_STMT_STEPS:
        emit_step(emit, stmt);
        break;
    default:
        emit_with_steps(emit, stmt);
        break;
    }
}
