/* nodes.h - makes the nodes that passes put into the tree, and asks the questions that several passes have. */
#ifndef AC_PASS_NODES_H
#define AC_PASS_NODES_H

#include "../ir.h"

/* A name that nothing in the function has: `wanted`, or with underscores at its end. */
const char *ac_fresh_name(struct ac_arena *arena, const struct ac_function *function, const char *wanted);

/* A temporary of the function, named STEM_NUMBER. It can be named anywhere in the body. */
struct ac_local *ac_new_temporary(struct ac_arena *arena, struct ac_function *function, const char *stem,
                                  const struct ac_type *type);

struct ac_expr *ac_new_temporary_expr(struct ac_arena *arena, struct ac_local *local, struct ac_range range);
/* Text in which each @ stands for the next of up to two kids, # for the variable with the status of the last await. */
struct ac_expr *ac_new_text(struct ac_arena *arena, const char *text, struct ac_expr *kid, struct ac_expr *other,
                            const struct ac_type *type, struct ac_range range);

struct ac_stmt *ac_new_step(struct ac_arena *arena, enum ac_stmt_kind kind, struct ac_range range);
/* local = expr; */
struct ac_stmt *ac_new_let(struct ac_arena *arena, struct ac_local *local, struct ac_expr *expr);

/* Of a statement, or a case: `label: statement`. */
bool ac_is_label(const struct ac_stmt *stmt);
/* A declaration, behind its labels; NULL for other statements. */
const struct ac_stmt *ac_labelled_declaration(const struct ac_stmt *stmt);
/* `label: statement` becomes `label: ;`. Gives the statement, which is to stand behind it; `stmt` where it has no
 * label. */
struct ac_stmt *ac_part_from_labels(struct ac_arena *arena, struct ac_stmt *stmt);

/* Of an array whose elements are on the heap, and must be freed. After sizes. */
bool ac_declares_on_heap(const struct ac_stmt *stmt);

const struct ac_type *ac_int_type(void);
/* `_Bool`, for what is 0 or 1: an int of that value is no reason to warn of its sign where it is compared. */
const struct ac_type *ac_bool_type(void);

/* The value of a comma expression; another expression itself, inside of its parentheses. */
struct ac_expr *ac_behind_commas(struct ac_expr *expr);

/* The statement that gives a statement expression its value, NULL where it has none. */
struct ac_stmt *ac_value_of_body(const struct ac_expr *expr);

/* Whether it is made of constants. */
bool ac_is_constant(const struct ac_expr *expr);

/* Whether evaluating `expr` later, after the others were evaluated (and whatever ran during their awaits), gives the
 * same value as now, and nobody can tell. */
bool ac_is_stable(const struct ac_expr *expr, struct ac_expr *const *later, size_t later_count);

#endif
