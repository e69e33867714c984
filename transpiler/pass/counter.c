/* counter.c - see counter.h. Which macros use __COUNTER__ is not known here, but in a file without the word none of its
 * own does, and a constant that is none can be expanded without harm. */
#include "counter.h"

#include "../ir_walk.h"

#include <string.h>

static bool ask_for_constant(void *unit, struct ac_expr *expr)
{
    if (expr->kind == AC_EXPR_CONSTANT && expr->in_macro) {
        ac_need_expansion(unit, expr->range.begin);
    }
    return true;
}

static bool look_below_await(void *unit, struct ac_expr *expr)
{
    const struct ac_walker walker = {.expr = ask_for_constant, .data = unit};
    if (expr->has_await) {
        ac_walk_expr(&walker, expr);
    }
    return !expr->has_await;
}

void ac_expand_counters(struct ac_unit *unit, struct ac_function *function)
{
    const struct ac_walker walker = {.expr = look_below_await, .data = unit};
    if (strstr(unit->source->original, "__COUNTER__")) {
        ac_walk_stmt(&walker, function->body);
    }
}
