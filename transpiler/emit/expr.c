/* expr.c - prints expressions: the user's text, with what passes replaced in it. */
#include "emit.h"

#include "../ir_walk.h"

#include <ctype.h>
#include <string.h>

static void emit_kids(struct ac_emit *emit, const struct ac_expr *expr, struct ac_range range);

/* The type of a local, around `name`, with the sizes that it got where it was declared. */
static const char *type_around(struct ac_emit *emit, const struct ac_local *local, const char *name)
{
    const char *result = ac_format(emit->arena, "%s%s", local->type->before, name), *mark;
    const char *after = local->type->marked ? local->type->marked : local->type->after;
    for (size_t i = 0; local->bounds && (mark = strchr(after, AC_SIZE_MARK)); after = mark + 1) {
        const char *size = ac_local_text(emit, local->bounds[i++]);
        result = ac_format(emit->arena, "%s%.*s%s", result, (int)(mark - after), after, size);
    }
    return ac_format(emit->arena, "%s%s", result, after);
}

const char *ac_type_text(struct ac_emit *emit, const struct ac_local *local)
{
    return local->bounds ? type_around(emit, local, "") : local->type->spelling;
}

const char *ac_local_text(struct ac_emit *emit, const struct ac_local *local)
{
    const char *frame = emit->function->names.frame;
    if (local->place != AC_PLACE_FRAME) {
        return local->is_in_array ? ac_format(emit->arena, "%s[0]", local->name) : local->name;
    }
    if (!ac_is_plain_field(local)) {
        const char *after = local->type->after;
        const char *pointer = type_around(emit, local, *after == '[' || *after == '(' ? "(*)" : "*");
        const char *address = local->bounds && !local->is_on_heap ? "&" : "";
        return ac_format(emit->arena, "(*(%s)%s%s->%s)", pointer, address, frame, local->field);
    }
    return ac_format(emit->arena, "%s->%s", frame, local->field);
}

static void emit_text(struct ac_emit *emit, const struct ac_expr *expr)
{
    const char *text = expr->text;
    size_t kid = 0;
    for (const char *at; (at = strpbrk(text, "@#")); text = at + 1) {
        ac_write(emit->writer, "%.*s", (int)(at - text), text);
        if (*at == '@') {
            ac_emit_expr(emit, expr->kids[kid++]);
        } else {
            ac_write(emit->writer, "%s", emit->function->awaits.count ? emit->function->names.status : "0");
        }
    }
    ac_write(emit->writer, "%s", text);
}

/* The erased pointer type stays; the value is the lowered function. */
static void emit_function_value(struct ac_emit *emit, const struct ac_expr *expr, bool is_designator)
{
    const struct ac_type *type = expr->type;
    bool is_pointer = *type->after == ')' || (!*type->after && strchr(type->before, '*'));
    const char *pointer = is_pointer ? type->spelling : ac_format(emit->arena, "__typeof__(%s) *", type->spelling);
    ac_write(emit->writer, "(%s(%s)(void (*)(void))%s__async)", is_designator ? "*" : "", pointer, expr->callee->name);
}

/* SPAWN, async_run and the others have macros of their own in the runtime's header. */
static const struct {
    const char *of_value, *of_void;
} start_macros[] = {
    [AC_START_SPAWN] = {"ASYNC_SPAWN_TASK", "ASYNC_SPAWN_VOID"},
    [AC_START_SPAWN_ON] = {"ASYNC_SPAWN_TASK_ON", "ASYNC_SPAWN_VOID_ON"},
    [AC_START_SPAWN_INTO] = {"ASYNC_SPAWN_TASK_INTO", "ASYNC_SPAWN_VOID_INTO"},
    [AC_START_DROP_INTO] = {"ASYNC_SPAWN_DROPPED_INTO", "ASYNC_SPAWN_DROPPED_VOID_INTO"},
    [AC_START_RUN] = {"ASYNC_RUN", "ASYNC_RUN_VOID"},
    [AC_START_RUN_CATCH] = {"ASYNC_RUN_CATCH", "ASYNC_RUN_VOID_CATCH"},
    [AC_START_LOOP_RUN] = {"ASYNC_LOOP_RUN", "ASYNC_LOOP_RUN_VOID"},
    [AC_START_LOOP_RUN_CATCH] = {"ASYNC_LOOP_RUN_CATCH", "ASYNC_LOOP_RUN_VOID_CATCH"},
    [AC_START_COROUTINE] = {"async__coroutine_start", "async__coroutine_start"},
};

static void emit_site(struct ac_emit *emit, const struct ac_expr *expr)
{
    unsigned line;
    const char *file = ac_site_file(emit, expr->range.begin, &line);
    ac_write(emit->writer, ", ASYNC_SITE(%s, \"%s\", %u)", file, emit->inside, line);
}

static void emit_start(struct ac_emit *emit, const struct ac_expr *expr)
{
    const struct ac_type *type = expr->callee->result;
    bool is_void = type->is_void, first = true;
    ac_write(emit->writer, "%s(", is_void ? start_macros[expr->start].of_void : start_macros[expr->start].of_value);
    if (!is_void && expr->start != AC_START_COROUTINE) {
        ac_write(emit->writer, "%s, ", type->spelling);
    }
    if (expr->start != AC_START_SPAWN && expr->start != AC_START_RUN && expr->start != AC_START_RUN_CATCH) {
        ac_emit_expr(emit, expr->kids[1]);
        ac_write(emit->writer, ", ");
        first = false;
    }
    ac_emit_lowered_call(emit, expr->callee, "ASYNC_LATER", "NULL");
    if (expr->start == AC_START_RUN_CATCH || expr->start == AC_START_LOOP_RUN_CATCH) {
        ac_write(emit->writer, ", ");
        ac_emit_expr(emit, expr->kids[first ? 1 : 2]);
    }
    if (ac_is_spawn(expr->start)) {
        emit_site(emit, expr);
    }
    ac_write(emit->writer, ")");
}

/* async_leaving(): the error in flight, in this clean-up or in the one around it, if that is asked for. */
static void emit_leaving(struct ac_emit *emit, const struct ac_cleanup *cleanup, bool also_outer)
{
    const struct ac_cleanup *outer = cleanup && also_outer ? cleanup->outer : NULL;
    if (!cleanup) {
        ac_write(emit->writer, "((const async_error *)0)");
    } else if (!cleanup->scope->error || !cleanup->scope->fails) {
        emit_leaving(emit, outer, also_outer);
    } else {
        ac_write(emit->writer, "async_leaving_error(%s == %d, ", ac_local_text(emit, cleanup->scope->leave),
                 AC_LEAVE_FAILED);
        ac_write(emit->writer, "&%s, ", ac_local_text(emit, cleanup->scope->error));
        emit_leaving(emit, outer, also_outer);
        ac_write(emit->writer, ")");
    }
}

/* ---- the user's text with kids in it ----------------------------------------------------------------------------- */

struct parts {
    const struct ac_expr **items;
    size_t count, capacity;
};

/* Kids in the order of the text; what has no place of its own in a macro gives way to what is below it. */
static void collect_parts(struct ac_emit *emit, const struct ac_expr *expr, struct ac_range range, struct parts *parts)
{
    for (size_t i = 0; i < expr->kid_count; i++) {
        const struct ac_expr *kid = expr->kids[i];
        bool inside =
            kid->range.begin >= range.begin && kid->range.end <= range.end && kid->range.begin < kid->range.end;
        if (kid->in_macro && kid->changes) {
            collect_parts(emit, kid, kid->range.begin > range.begin ? kid->range : range, parts);
        } else if (inside && kid->changes) {
            AC_PUSH(emit->arena, parts, kid);
        }
    }
}

static void sort_parts(struct parts *parts)
{
    for (size_t i = 1; i < parts->count; i++) {
        for (size_t j = i; j > 0 && parts->items[j]->range.begin < parts->items[j - 1]->range.begin; j--) {
            const struct ac_expr *swap = parts->items[j];
            parts->items[j] = parts->items[j - 1];
            parts->items[j - 1] = swap;
        }
    }
}

static bool is_word(const struct ac_source *source, size_t at)
{
    unsigned char c = at < source->size ? (unsigned char)source->text[at] : ' ';
    return c == '_' || c == '$' || c >= 0x80 || isalnum(c);
}

/* A word in the place of what had a bracket at that end: __real__({ ... }). */
static void keep_apart(struct ac_emit *emit, const struct ac_expr *part, size_t inside, size_t outside)
{
    const struct ac_source *source = emit->unit->source;
    bool is_own = part->kind == AC_EXPR_TEMPORARY || part->kind == AC_EXPR_TEXT;
    if (is_own && is_word(source, outside) && !is_word(source, inside)) {
        ac_write(emit->writer, " ");
    }
}

static void emit_kids(struct ac_emit *emit, const struct ac_expr *expr, struct ac_range range)
{
    struct parts parts = {0};
    size_t at = range.begin;
    collect_parts(emit, expr, range, &parts);
    sort_parts(&parts);
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.items[i]->range.begin < at) { /* the same argument, used twice by a macro, or torn: ID(x + (int)) y */
            if (parts.items[i]->range.end > at) {
                ac_need_expansion(emit->unit, parts.items[i]->range.begin);
            }
            continue;
        }
        ac_write_source(emit->writer, (struct ac_range){at, parts.items[i]->range.begin});
        at = parts.items[i]->range.begin;
        keep_apart(emit, parts.items[i], at, at - 1);
        ac_emit_expr(emit, parts.items[i]);
        at = parts.items[i]->range.end;
        keep_apart(emit, parts.items[i], at - 1, at);
    }
    ac_write_source(emit->writer, (struct ac_range){at, range.end});
}

static void emit_stmt_expr(struct ac_emit *emit, const struct ac_expr *expr)
{
    ac_write_source(emit->writer, (struct ac_range){expr->range.begin, expr->body->range.begin});
    ac_emit_stmt(emit, expr->body);
    ac_write_source(emit->writer, (struct ac_range){expr->body->range.end, expr->range.end});
}

/* The ASYNC function that &f or *f is of, or NULL. */
static const struct ac_expr *function_operand(const struct ac_expr *expr)
{
    if (expr->kind != AC_EXPR_UNARY || (expr->op != AC_OP_ADDRESS && expr->op != AC_OP_DEREFERENCE)) {
        return NULL;
    }
    const struct ac_expr *operand = ac_inside_parens(expr->kids[0]);
    return operand->kind == AC_EXPR_ASYNC_FUNCTION ? operand : NULL;
}

void ac_emit_expr(struct ac_emit *emit, const struct ac_expr *expr)
{
    if (!expr->changes && expr->kind != AC_EXPR_TEMPORARY && expr->kind != AC_EXPR_TEXT) {
        ac_write_source(emit->writer, expr->range);
        return;
    }
    switch (expr->kind) {
    case AC_EXPR_TEMPORARY:
        ac_write(emit->writer, "%s", ac_local_text(emit, expr->local));
        ac_write_newlines_of(emit->writer, expr->range);
        break;
    case AC_EXPR_LOCAL:
        ac_write_name(emit->writer, ac_local_text(emit, expr->local), expr->range);
        break;
    case AC_EXPR_TEXT:
        emit_text(emit, expr);
        break;
    case AC_EXPR_VA_START:
        if (expr->text) {
            emit_text(emit, expr);
        } else {
            emit_kids(emit, expr, expr->range);
        }
        break;
    case AC_EXPR_ASYNC_FUNCTION:
        emit_function_value(emit, expr, expr->is_lvalue);
        break;
    case AC_EXPR_START:
        emit_start(emit, expr);
        ac_write_newlines_of(emit->writer, (struct ac_range){expr->callee->call->range.end, expr->range.end});
        break;
    case AC_EXPR_LEAVING:
        emit_leaving(emit, emit->cleanup, !expr->is_of_block);
        break;
    case AC_EXPR_STMT_EXPR:
        emit_stmt_expr(emit, expr);
        break;
    default:
        if (function_operand(expr)) {
            emit_function_value(emit, function_operand(expr), expr->op == AC_OP_DEREFERENCE);
        } else {
            emit_kids(emit, expr, expr->range);
        }
    }
}

/* ---- calls ------------------------------------------------------------------------------------------------------- */

static void emit_callee(struct ac_emit *emit, const struct ac_callee *callee)
{
    if (callee->name) {
        ac_write(emit->writer, "%s__async", callee->name);
        return;
    }
    ac_write(emit->writer, "((async_status (*)(struct async_frame *");
    if (!callee->result->is_void) {
        ac_write(emit->writer, ", __typeof__(%s) *", callee->result->spelling);
    }
    for (size_t i = 0; i < callee->parameter_count; i++) {
        ac_write(emit->writer, ", %s", ac_parameter_text(emit, callee->parameters[i], ""));
    }
    ac_write(emit->writer, "%s))(void (*)(void))(", callee->is_variadic ? ", ..." : "");
    ac_emit_expr(emit, callee->call->kids[0]);
    ac_write(emit->writer, "))");
}

void ac_emit_lowered_call(struct ac_emit *emit, const struct ac_callee *callee, const char *storage, const char *result)
{
    struct ac_expr rest = *callee->call;
    if (!callee->is_operation) {
        rest.kids++;
        rest.kid_count--;
    }
    emit_callee(emit, callee);
    ac_write(emit->writer, "(%s%s%s", storage, callee->result->is_void ? "" : ", ",
             callee->result->is_void ? "" : result);
    if (callee->arguments.begin < callee->arguments.end) {
        ac_write(emit->writer, ", ");
        emit_kids(emit, &rest, callee->arguments);
    }
    ac_write(emit->writer, ")");
}

void ac_emit_initial_value(struct ac_emit *emit, const struct ac_local *local, const struct ac_expr *init)
{
    bool is_list = init->kind == AC_EXPR_INIT_LIST;
    if (local->type->is_array && init->kind != AC_EXPR_LITERAL) {
        ac_write(emit->writer, "(%s)%s", ac_type_text(emit, local), is_list ? "" : "{ ");
        ac_emit_expr(emit, init);
        ac_write(emit->writer, "%s", is_list ? "" : " }");
        return;
    }
    if (is_list) {
        ac_write(emit->writer, "(%s)", ac_type_text(emit, local));
    }
    ac_emit_expr(emit, init);
}
