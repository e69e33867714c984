/* expr.h - shared by the files that copy expressions: expr.c, unexposed.c, operator.c, call.c, generic.c, await.c. */
#ifndef AC_FRONT_EXPR_H
#define AC_FRONT_EXPR_H

#include "front.h"

/* ---- expr.c ------------------------------------------------------------------------------------------------------ */

struct ac_expr *ac_new_expr(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind);
/* Room for that many kids; none yet. */
void ac_set_kids(struct ac_front *front, struct ac_expr *expr, size_t count);
void ac_add_kid(struct ac_expr *expr, struct ac_expr *kid);
struct ac_expr *ac_build_unknown(struct ac_front *front, CXCursor cursor);
struct ac_expr *ac_build_value(struct ac_front *front, CXCursor cursor);
/* All expressions below a cursor, each as a value; the last `evaluated` of them evaluated. */
void ac_build_kids(struct ac_front *front, struct ac_expr *expr, struct ac_cursors kids, size_t evaluated);
struct ac_expr *ac_build_all(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind, struct ac_cursors kids);

/* ---- unexposed.c ------------------------------------------------------------------------------------------------- */

struct ac_expr *ac_build_unexposed(struct ac_front *front, CXCursor cursor, enum ac_use use);
/* The operand whose value it gives, unchanged but for an implicit conversion; null where it gives another one. */
CXCursor ac_unexposed_value(struct ac_front *front, CXCursor cursor);

/* ---- compilers_macro.c ------------------------------------------------------------------------------------------- */

/* Whether an expression is what a macro of the compiler's headers expands to. */
bool ac_is_of_compilers_macro(struct ac_front *front, CXCursor cursor);
/* Whether it is what a macro of asyncc expands to that is no marker and no operation, with a marker in an argument. */
bool ac_is_of_awaiting_helper(struct ac_front *front, CXCursor cursor);
struct ac_expr *ac_build_compilers_macro(struct ac_front *front, CXCursor cursor, bool has_effect);

/* ---- operator.c -------------------------------------------------------------------------------------------------- */

struct ac_expr *ac_build_unary(struct ac_front *front, CXCursor cursor, enum ac_use use);
struct ac_expr *ac_build_binary(struct ac_front *front, CXCursor cursor, enum ac_use use);
bool ac_is_comparison(enum CXBinaryOperatorKind kind);
struct ac_expr *ac_build_assignment(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind);
struct ac_expr *ac_build_member(struct ac_front *front, CXCursor cursor, enum ac_use use);
struct ac_expr *ac_build_subscript(struct ac_front *front, CXCursor cursor, enum ac_use use);
struct ac_expr *ac_build_cast(struct ac_front *front, CXCursor cursor);

/* ---- compilers_type.c -------------------------------------------------------------------------------------------- */

/* Gives a value the type that it has for the compiler of the output, where compilers do not agree. */
void ac_use_compilers_type(struct ac_front *front, CXCursor cursor, struct ac_expr *expr);
/* The sample of the value named in a typeof, the operand of a type; NULL: compilers agree about it. */
const char *ac_sample_of_type_operand(const struct ac_expr *operand);
/* Whether it is that of a value, and not of something made of such values. */
bool ac_may_have_sample(const struct ac_type *type);
/* Gives its type to a local that is declared by such a value. */
void ac_declare_as_sample(struct ac_front *front, struct ac_local *local, const char *sample);
/* Whether a value is that of a bit-field with fewer bits than an int, not promoted. */
bool ac_is_of_few_bits(struct ac_front *front, CXCursor cursor);
/* Whether compilers may not agree about the type of a value, before it is promoted. */
bool ac_may_differ(struct ac_front *front, CXCursor cursor);
/* An error: something is made of such a type that asyncc cannot write. */
void ac_refuse_sample(struct ac_front *front, struct ac_range range);

/* ---- call.c ------------------------------------------------------------------------------------------------------ */

/* A call that no marker stands before. */
struct ac_expr *ac_build_call(struct ac_front *front, CXCursor cursor);
/* The call under the marker of that name, or NULL where it is refused. */
struct ac_callee *ac_build_callee(struct ac_front *front, CXCursor operand, const char *marker);
/* The operand of a marker without what changes nothing, and as _Generic selects it. */
CXCursor ac_strip_call(struct ac_front *front, CXCursor cursor);
/* Whether a call is one of an operation of the runtime by its name. */
bool ac_is_operation(CXCursor call);
/* Whether it is one by the type of a future: async_join(f). */
bool ac_is_typed_operation(struct ac_front *front, CXCursor call);

/* ---- generic_probe.c --------------------------------------------------------------------------------------------- */

/* Which association the _Generic at that range of the text selects, counted from 1; 0 where Clang cannot be asked. */
size_t ac_probe_selection(struct ac_front *front, struct ac_range generic);

/* ---- generic.c --------------------------------------------------------------------------------------------------- */

/* Refuses markers and ASYNC functions in the types of its associations. */
void ac_check_association_types(struct ac_front *front, CXCursor generic);
struct ac_expr *ac_build_generic(struct ac_front *front, CXCursor cursor, enum ac_use use);

/* ---- await.c ----------------------------------------------------------------------------------------------------- */

struct ac_expr *ac_build_marker(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker);
/* In an unevaluated operand a marker is its type alone. */
struct ac_expr *ac_build_type_of_marker(struct ac_front *front, CXCursor cursor);
/* What is not evaluated, as `before` and a zero: the locals that it names count as used. */
struct ac_expr *ac_build_null_instead(struct ac_front *front, CXCursor cursor, const char *before);
bool ac_contains_marker(struct ac_front *front, CXCursor cursor);

#endif
