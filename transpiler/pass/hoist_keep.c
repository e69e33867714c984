/* hoist_keep.c - arrays that are temporaries: `make().items[AWAIT(f())]`, `AWAIT(print(trim(make().text)))`.
 *
 * C keeps the value of make() until the end of the full expression, so that a pointer into it is good until then. Taken
 * apart into steps, the pointer would outlive it: the value is given a place,
 *
 *     value_1 = (*(value_2 = make(), &value_2)).items; await_1 = f(); ... value_1[await_1]
 *
 * where it is evaluated, if it is. Its address counts as taken, so that it lives in the frame. */
#include "hoist_internal.h"

#include "nodes.h"

/* A temporary whose address is good until the block ends. */
static struct ac_expr *new_place(struct ac_hoist *hoist, const char *stem, const struct ac_type *type,
                                 struct ac_range range)
{
    struct ac_local *local = ac_new_temporary(hoist->arena, hoist->function, stem, type);
    struct ac_expr *mention = ac_new_temporary_expr(hoist->arena, local, range);
    local->lasts = local->address_taken = true;
    local->declared = range;
    local->scope = local->block = hoist->block;
    mention->access = AC_ACCESS_ADDRESS;
    return mention;
}

struct ac_expr *ac_hoist_name_literal(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr *mention = new_place(hoist, "literal", expr->kids[0]->type, expr->range);
    expr->local = mention->local;
    AC_PUSH(hoist->arena, steps, ac_new_let(hoist->arena, expr->local, expr));
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

/* make() becomes *(value_1 = make(), &value_1), which is evaluated where it was. */
static struct ac_expr *assign_to_place(struct ac_hoist *hoist, struct ac_expr *whole)
{
    const struct ac_type *type = whole->type;
    struct ac_expr *address = new_place(hoist, "value", type, whole->range);
    struct ac_expr *target = ac_new_temporary_expr(hoist->arena, address->local, whole->range);
    const char *text = type->has_const_member
                           ? ac_format(hoist->arena, "(*(__builtin_memcpy((void *)&@, (%s[1]){ @ }, sizeof(%s)), &@))",
                                       type->spelling, type->spelling)
                           : "(*(@ = (@), &@))";
    struct ac_expr *place = ac_new_text(hoist->arena, text, target, whole, type, whole->range);
    target->access = AC_ACCESS_WRITE;
    place->kids = ac_alloc(hoist->arena, 3 * sizeof *place->kids);
    place->kids[0] = target;
    place->kids[1] = whole;
    place->kids[2] = address;
    place->kid_count = 3;
    place->is_lvalue = true;
    return place;
}

static struct ac_expr *with_place(struct ac_hoist *hoist, struct ac_expr *whole, struct ac_steps *steps)
{
    if (whole->kind == AC_EXPR_LITERAL) {
        return ac_hoist_name_literal(hoist, whole, steps);
    }
    if (whole->kind != AC_EXPR_TEMPORARY) {
        return assign_to_place(hoist, whole);
    }
    whole->local->address_taken = true;
    whole->local->scope = whole->local->block = hoist->block;
    whole->access = AC_ACCESS_ADDRESS;
    return whole;
}

static struct ac_expr *keep(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);

/* Of make().items[1], nothing but a value gets out. */
static bool only_reads(const struct ac_expr *expr, const struct ac_expr *kid)
{
    return kid->decays &&
           (expr->kind == AC_EXPR_SUBSCRIPT || (expr->kind == AC_EXPR_UNARY && expr->op == AC_OP_DEREFERENCE));
}

static void keep_kids(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    for (size_t i = 0; i < expr->kid_count; i++) {
        if (only_reads(expr, expr->kids[i])) {
            keep_kids(hoist, expr->kids[i], steps);
        } else {
            expr->kids[i] = keep(hoist, expr->kids[i], steps);
        }
    }
}

/* A pointer may get out by way of any function that it is given to. */
static struct ac_expr *keep(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr **whole;
    if (expr->kind == AC_EXPR_UNEVALUATED) {
        return expr;
    }
    keep_kids(hoist, expr, steps);
    whole = pointee(&expr);
    if (whole) {
        *whole = with_place(hoist, *whole, steps);
    }
    if (whole && expr->in_macro) {
        ac_need_expansion(hoist->unit, expr->range.begin);
    }
    return expr;
}

struct ac_expr *ac_hoist_keep(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    pin_local(expr);
    return keep(hoist, expr, steps);
}
