/* hoist_keep.c - arrays that are temporaries: `make().items[AWAIT(f())]`.
 *
 * C keeps the value of make() until the end of the full expression, so that a pointer into it is good until then. Taken
 * apart into steps, the pointer would outlive it: the value is given a name first,
 *
 *     value_1 = make(); value_2 = value_1.items; await_1 = f(); ... value_2[await_1]
 *
 * and its address counts as taken, so that it lives in the frame. */
#include "hoist_internal.h"

#include "nodes.h"

struct ac_expr *ac_hoist_name_literal(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr *mention;
    expr->local = ac_new_temporary(hoist->arena, hoist->function, "literal", expr->kids[0]->type);
    expr->local->lasts = expr->local->address_taken = true;
    expr->local->declared = expr->range;
    expr->local->scope = expr->local->block = hoist->block;
    AC_PUSH(hoist->arena, steps, ac_new_let(hoist->arena, expr->local, expr));
    mention = ac_new_temporary_expr(hoist->arena, expr->local, expr->range);
    mention->access = AC_ACCESS_ADDRESS;
    mention->type = expr->type;
    return mention;
}

/* Where the object that `slot` is a part of hangs, or NULL where that is reached through a pointer. */
static struct ac_expr **whole_of(struct ac_expr **slot)
{
    for (;;) {
        struct ac_expr *expr = *slot;
        switch (expr->kind) {
        case AC_EXPR_PAREN:
            break;
        case AC_EXPR_MEMBER:
            if (expr->op == AC_OP_DEREFERENCE && !expr->kids[0]->decays) {
                return NULL;
            }
            break;
        case AC_EXPR_SUBSCRIPT:
            if (!expr->kids[0]->decays && expr->kids[1]->decays) {
                slot = &expr->kids[1];
                continue;
            }
            if (!expr->kids[0]->decays) {
                return NULL;
            }
            break;
        case AC_EXPR_UNARY:
            if (expr->op != AC_OP_DEREFERENCE || !expr->kids[0]->decays) {
                return NULL;
            }
            break;
        default:
            return slot;
        }
        slot = &expr->kids[0];
    }
}

static bool is_temporary(const struct ac_expr *whole)
{
    switch (whole->kind) {
    case AC_EXPR_LOCAL:
    case AC_EXPR_VARIABLE:
        return false;
    case AC_EXPR_TEMPORARY:
    case AC_EXPR_LITERAL:
        return true;
    default:
        return whole->type && whole->type->is_record;
    }
}

/* The slot of what `*slot`, a pointer, points into, if it is certain that it points there. */
static struct ac_expr **object_under(struct ac_expr **slot)
{
    struct ac_expr *expr = *slot;
    if (expr->decays) {
        return whole_of(slot);
    }
    return expr->kind == AC_EXPR_UNARY && expr->op == AC_OP_ADDRESS ? whole_of(&expr->kids[0]) : NULL;
}

/* The same if that is a temporary. */
static struct ac_expr **pointee(struct ac_expr **slot)
{
    struct ac_expr **whole = object_under(slot);
    return whole && is_temporary(*whole) ? whole : NULL;
}

/* A pointer into a part of a local outlives an await: `local.items[AWAIT(f())] = x`, where items is evaluated first.
 * That the local itself is an array whose address is taken, front/ has seen. */
static void pin_local(struct ac_expr *expr)
{
    struct ac_expr **whole = object_under(&expr);
    if (whole && *whole != expr && (*whole)->kind == AC_EXPR_LOCAL) {
        (*whole)->local->address_taken = true;
        (*whole)->access |= AC_ACCESS_ADDRESS;
    }
}

static bool points_into_temporary(struct ac_expr *expr)
{
    if (pointee(&expr)) {
        return true;
    }
    switch (expr->kind) {
    case AC_EXPR_PAREN:
    case AC_EXPR_CAST:
        return expr->kid_count && points_into_temporary(expr->kids[0]);
    case AC_EXPR_BINARY:
        return points_into_temporary(expr->kids[0]) || points_into_temporary(expr->kids[1]);
    case AC_EXPR_CONDITIONAL:
        return points_into_temporary(expr->kids[1]) || points_into_temporary(expr->kids[2]);
    case AC_EXPR_COMMA:
    case AC_EXPR_ASSIGN:
        return points_into_temporary(expr->kids[1]);
    default:
        return false;
    }
}

static struct ac_expr *with_place(struct ac_hoist *hoist, struct ac_expr *whole, struct ac_steps *steps)
{
    if (whole->kind == AC_EXPR_LITERAL) {
        return ac_hoist_name_literal(hoist, whole, steps);
    }
    if (whole->kind != AC_EXPR_TEMPORARY) {
        whole = ac_hoist_spill(hoist, whole, steps);
    }
    whole->local->address_taken = true;
    whole->local->scope = whole->local->block = hoist->block;
    whole->access = AC_ACCESS_ADDRESS;
    return whole;
}

struct ac_expr *ac_hoist_keep(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr **whole;
    pin_local(expr);
    if (!points_into_temporary(expr)) {
        return expr;
    }
    if (expr->in_macro) {
        ac_need_expansion(hoist->unit, expr->range.begin);
    }
    whole = pointee(&expr);
    if (whole) {
        *whole = with_place(hoist, *whole, steps);
        return expr;
    }
    if (expr->kind == AC_EXPR_CONDITIONAL) {
        return ac_hoist_arms(hoist, expr, steps);
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        expr->kids[i] = ac_hoist_keep(hoist, expr->kids[i], steps);
    }
    return expr;
}
