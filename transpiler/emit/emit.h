/* emit.h - prints the IR as C. Reading order: unit.c (the file), function.c (what a function becomes), stmt.c, expr.c.
 */
#ifndef AC_EMIT_EMIT_H
#define AC_EMIT_EMIT_H

#include "../ir.h"
#include "writer.h"

/* A clean-up, and the one that it stands in. */
struct ac_cleanup {
    const struct ac_scope *scope;
    const struct ac_cleanup *outer;
};

struct ac_emit {
    struct ac_arena *arena;
    const struct ac_unit *unit;
    struct ac_writer *writer;
    const struct ac_function *function; /* the one at hand; NULL between them */
    const char *inside;                 /* the function at hand, ASYNC or not, for the sites of SPAWN */
    const struct ac_cleanup *cleanup;   /* the clean-up that is being printed, or NULL */
};

/* unit.c: the whole output. `line_file` is the name of the generated file in #line. */
const char *ac_emit_unit(const struct ac_unit *unit, const char *line_file, size_t *ret_size);

/* function.c: in the place of an ASYNC definition. */
void ac_emit_function(struct ac_emit *emit, const struct ac_function *function);
/* `async_status NAME__async(struct async_frame *, T *, ...)`, without what follows. */
void ac_emit_signature(struct ac_emit *emit, const struct ac_declaration *declaration);

/* stmt.c */
void ac_emit_stmt(struct ac_emit *emit, const struct ac_stmt *stmt);
/* The statements of a block, with the text of the user between them; `range` ends where that text ends. */
void ac_emit_stmts(struct ac_emit *emit, struct ac_stmt *const *stmts, size_t count, struct ac_range range);
/* Declares the temporaries that the steps set and that are C locals. */
void ac_emit_temporaries(struct ac_emit *emit, const struct ac_steps *steps);
void ac_emit_steps(struct ac_emit *emit, const struct ac_steps *steps);

/* await.c: one await, with all that suspending takes. */
void ac_emit_await(struct ac_emit *emit, const struct ac_stmt *stmt);
/* `if (status == ASYNC_FAILED) ...` and RAISE end like this: to the clean-up of `unwind`, or out of the function. The
 * expression that gives ASYNC_FAILED is `raise`. */
void ac_emit_failure(struct ac_emit *emit, const struct ac_scope *unwind, const char *raise);

/* expr.c */
void ac_emit_expr(struct ac_emit *emit, const struct ac_expr *expr);
/* The local as an lvalue, wherever it lives. */
const char *ac_local_text(struct ac_emit *emit, const struct ac_local *local);
/* A call of the lowered function: NAME__async(STORAGE, [RESULT,] arguments). */
void ac_emit_lowered_call(struct ac_emit *emit, const struct ac_callee *callee, const char *storage,
                          const char *result);
/* An initialiser as an expression of the local's type. */
void ac_emit_initial_value(struct ac_emit *emit, const struct ac_local *local, const struct ac_expr *init);

#endif
