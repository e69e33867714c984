/* live_events.c - walks the expressions of a block in the order they are evaluated.
 *
 * Names that are not evaluated access nothing. Where C leaves the order of operands open, any order will do: a local
 * that two of them access without a sequence point, one writing, would be undefined; what a call does to a local, it
 * does through an address. */
#include "pass/live_events.h"

#include "ir_walk.h"

struct reader {
    struct ac_arena *arena;
    struct ac_events events;
    unsigned conditions; /* how many surround the current expression */
};

static void read_expr(struct reader *reader, struct ac_expr *expr);

static void add(struct reader *reader, enum ac_event_kind kind, const struct ac_local *local)
{
    struct ac_event event = {kind, local->index};
    AC_PUSH(reader->arena, &reader->events, event);
}

static enum ac_event_kind kind_of_write(const struct reader *reader, const struct ac_expr *expr)
{
    const struct ac_type *type = expr->local->type;
    bool is_partial = (expr->access & AC_ACCESS_READ) && (type->is_record || type->is_array);
    return is_partial || reader->conditions ? AC_EVENT_MAYBE_WRITE : AC_EVENT_WRITE;
}

static void read_local(struct reader *reader, const struct ac_expr *expr)
{
    if (expr->access & AC_ACCESS_READ) {
        add(reader, AC_EVENT_USE, expr->local);
    }
    if (expr->access & AC_ACCESS_ADDRESS) {
        add(reader, AC_EVENT_ADDRESS, expr->local);
    }
    if (expr->access & AC_ACCESS_WRITE) {
        add(reader, kind_of_write(reader, expr), expr->local);
    }
}

/* A temporary stands for a value; of one whose address is taken, any mention may be where. One that is assigned to in
 * an expression, hoist_keep.c made. */
static void read_temporary(struct reader *reader, const struct ac_expr *expr)
{
    if (expr->access & AC_ACCESS_WRITE) {
        add(reader, kind_of_write(reader, expr), expr->local);
        return;
    }
    add(reader, AC_EVENT_USE, expr->local);
    if (expr->local->address_taken || (expr->access & AC_ACCESS_ADDRESS)) {
        add(reader, AC_EVENT_ADDRESS, expr->local);
    }
}

/* A compound literal with a name is written each time it is evaluated; what it is for is its address. */
static void read_literal(struct reader *reader, const struct ac_expr *expr)
{
    read_expr(reader, expr->kids[0]);
    if (expr->local) {
        add(reader, reader->conditions ? AC_EVENT_MAYBE_WRITE : AC_EVENT_WRITE, expr->local);
        add(reader, AC_EVENT_ADDRESS, expr->local);
    }
}

static void read_kids(struct reader *reader, struct ac_expr **kids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        read_expr(reader, kids[i]);
    }
}

/* The first kid is always evaluated, the others on a condition. */
static void read_conditional(struct reader *reader, const struct ac_expr *expr)
{
    read_expr(reader, expr->kids[0]);
    reader->conditions++;
    read_kids(reader, expr->kids + 1, expr->kid_count - 1);
    reader->conditions--;
}

static void read_assignment(struct reader *reader, const struct ac_expr *expr)
{
    read_expr(reader, expr->kids[1]);
    read_expr(reader, expr->kids[0]);
}

static bool read_inner_expr(void *reader, struct ac_expr *expr)
{
    read_expr(reader, expr);
    return false;
}

/* The body of a statement expression that awaits nothing: whatever it writes, it may write or not. What it declares
 * exists at no await. */
static void read_body(struct reader *reader, struct ac_stmt *body)
{
    struct ac_walker walker = {.expr = read_inner_expr, .data = reader};
    reader->conditions++;
    ac_walk_stmt(&walker, body);
    reader->conditions--;
}

static void read_expr(struct reader *reader, struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_LOCAL:
        read_local(reader, expr);
        break;
    case AC_EXPR_TEMPORARY:
        read_temporary(reader, expr);
        break;
    case AC_EXPR_LITERAL:
        read_literal(reader, expr);
        break;
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
        read_assignment(reader, expr);
        break;
    case AC_EXPR_AND:
    case AC_EXPR_OR:
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
        read_conditional(reader, expr);
        break;
    case AC_EXPR_STMT_EXPR:
        read_body(reader, expr->body);
        break;
    default:
        read_kids(reader, expr->kids, expr->kid_count);
        break;
    }
}

/* `&x`, to which an AWAIT_CATCH writes the error: an assignment, not an address that anyone keeps. */
static struct ac_local *caught_local(struct ac_expr *error)
{
    struct ac_expr *expr = ac_inside_parens(error);
    if (expr->kind != AC_EXPR_UNARY || expr->op != AC_OP_ADDRESS) {
        return NULL;
    }
    expr = ac_inside_parens(expr->kids[0]);
    return expr->kind == AC_EXPR_LOCAL ? expr->local : NULL;
}

static void read_item(struct reader *reader, const struct ac_item *item)
{
    struct ac_local *caught = item->kind == AC_ITEM_EXPR && item->await ? caught_local(item->expr) : NULL;
    switch (item->kind) {
    case AC_ITEM_EXPR:
        if (caught) {
            add(reader, AC_EVENT_CAUGHT, caught);
        } else {
            read_expr(reader, item->expr);
        }
        break;
    case AC_ITEM_ENTER:
        add(reader, AC_EVENT_ENTER, item->local);
        break;
    case AC_ITEM_DECLARE:
        add(reader, AC_EVENT_DECLARE, item->local);
        break;
    case AC_ITEM_ASSIGN:
        add(reader, AC_EVENT_WRITE, item->local);
        break;
    case AC_ITEM_AWAIT:
        break;
    }
}

struct ac_events ac_events_of_block(struct ac_arena *arena, const struct ac_block *block)
{
    struct reader reader = {.arena = arena};
    for (size_t i = 0; i < block->items.count; i++) {
        read_item(&reader, &block->items.items[i]);
    }
    return reader.events;
}
