/* hoist_internal.h - shared by the files of hoist. */
#ifndef AC_PASS_HOIST_INTERNAL_H
#define AC_PASS_HOIST_INTERNAL_H

#include "hoist.h"

struct ac_hoist {
    struct ac_arena *arena;
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
    struct ac_range block; /* the innermost block */
};

/* hoist.c */
void ac_hoist_stmt(struct ac_hoist *hoist, struct ac_stmt *stmt);
void ac_hoist_refuse(struct ac_hoist *hoist, struct ac_range range, enum ac_rule rule, const char *what);

/* hoist_mark.c: marks statement expressions with an await inside, and compound literals that outlive one, and all above
 * them. */
void ac_hoist_mark(struct ac_hoist *hoist, struct ac_stmt *stmt);

/* hoist_expr.c: gives what is left of an expression that has an await, to be evaluated when the steps have run. */
struct ac_expr *ac_hoist_expr(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);
/* The same for all operands of an expression, which itself stays. */
void ac_hoist_kids(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);

/* Where operands hang, in the order of evaluation. */
struct ac_operands {
    struct ac_expr ***items;
    size_t count, capacity;
};
/* Left to right: each operand with an await is hoisted; each before one, or before an effect, that would notice is
 * evaluated into a temporary. */
void ac_hoist_in_order(struct ac_hoist *hoist, struct ac_operands *operands, struct ac_steps *steps);
/* Evaluates `expr` now, into a temporary. */
struct ac_expr *ac_hoist_spill(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);
/* What is left of an expression of that type, which shows where something goes by it: a truth, kept in a _Bool, as an
 * int. */
struct ac_expr *ac_hoist_as(struct ac_hoist *hoist, struct ac_expr *expr, const struct ac_type *type);
/* The condition as it stands in the parentheses of an if: if ((value_1 == await_1)) would look like a mistake for =. */
struct ac_expr *ac_hoist_condition(struct ac_expr *expr);
/* Whether nothing is left to evaluate where an await was. */
bool ac_is_nothing(const struct ac_expr *expr);

/* hoist_keep.c: gives `expr` with what it may hand out pointers into kept as long as the statement runs: a
 * compound literal, or the value of a call, becomes a temporary with a place of its own. */
struct ac_expr *ac_hoist_keep(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);
/* The compound literal as a temporary, which lives as long as the block. */
struct ac_expr *ac_hoist_name_literal(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps);

#endif
