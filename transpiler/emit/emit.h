/* emit.h - prints the IR as C. Reading order: unit.c (the file), function.c (what a function becomes), stmt.c
 * with decl.c, leave.c and step.c, await.c, expr.c. */
#ifndef AC_EMIT_EMIT_H
#define AC_EMIT_EMIT_H

#include "../diag.h"
#include "../ir.h"
#include "writer.h"

/* A clean-up, and the one that it stands in. */
struct ac_cleanup {
    const struct ac_scope *scope;
    const struct ac_cleanup *outer;
};

struct ac_emit {
    struct ac_arena *arena;
    struct ac_unit *unit;
    struct ac_writer *writer;
    const struct ac_function *function; /* the one at hand; NULL between them */
    const char *inside;                 /* the function at hand, ASYNC or not, for the sites of SPAWN */
    const struct ac_cleanup *cleanup;   /* the clean-up that is being printed, or NULL */
    struct {
        const struct ac_local **items;
        size_t count, capacity;
    } literals; /* of the function, those that are C locals and not declared yet */
};

/* unit.c: the whole output. `line_file` is the name of the generated file in #line. What only shows in the output to be
 * wrong is refused, or macros are asked for that must be expanded: then the output is no use. */
const char *ac_emit_unit(struct ac_unit *unit, const char *line_file, struct ac_diags *diags, size_t *ret_size);

/* function.c: in the place of an ASYNC definition. */
void ac_emit_function(struct ac_emit *emit, const struct ac_function *function);
/* `async_status NAME__async(struct async_frame *, T *, ...)`, without what follows. */
void ac_emit_signature(struct ac_emit *emit, const struct ac_declaration *declaration);

/* The file and the line of an offset of the text, for a site: the file as a string literal. */
const char *ac_site_file(struct ac_emit *emit, size_t offset, unsigned *ret_line);

/* A parameter of a lowered function; of variably modified type it is any pointer. */
const char *ac_parameter_text(struct ac_emit *emit, const struct ac_type *type, const char *name);

/* func_name.c: in front of the body and behind it. */
void ac_begin_func_name(struct ac_emit *emit);
void ac_end_func_name(struct ac_emit *emit);

/* stmt.c */
void ac_emit_stmt(struct ac_emit *emit, const struct ac_stmt *stmt);
/* The statements of a block, with the text of the user between them; `range` ends where that text ends. */
void ac_emit_stmts(struct ac_emit *emit, struct ac_stmt *const *stmts, size_t count, struct ac_range range);
/* The user's text between two offsets, if there is any. */
void ac_emit_between(struct ac_emit *emit, size_t begin, size_t end);
/* pragma.c: the text from `begin` to a statement. */
void ac_emit_before(struct ac_emit *emit, size_t begin, const struct ac_stmt *stmt);
/* Whether what the head of a for begins with stands in front of it in the output. */
bool ac_has_init_outside(const struct ac_stmt *stmt);
/* The braces around a statement that has steps. */
void ac_open_block(struct ac_emit *emit, const struct ac_stmt *stmt);
/* { temporaries; steps; and back on the user's line at `offset`. */
void ac_open_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_steps *steps, size_t offset);
void ac_close_with_steps(struct ac_emit *emit, const struct ac_stmt *stmt);
void ac_close_block(struct ac_emit *emit, const struct ac_stmt *stmt);

/* decl.c */
void ac_emit_decl(struct ac_emit *emit, const struct ac_stmt *stmt);
/* The text of a statement with its operands in it. */
void ac_emit_operands_in_place(struct ac_emit *emit, const struct ac_stmt *stmt);

/* leave.c */
void ac_emit_return(struct ac_emit *emit, const struct ac_stmt *stmt);
void ac_emit_raise(struct ac_emit *emit, const struct ac_stmt *stmt);
void ac_emit_jump(struct ac_emit *emit, const struct ac_stmt *stmt);
void ac_emit_scope(struct ac_emit *emit, const struct ac_stmt *stmt);

/* step.c */
/* Declares the temporaries that the steps set and that are C locals, but for those that outlive the statement. */
void ac_emit_temporaries(struct ac_emit *emit, const struct ac_steps *steps);
/* At the beginning of a block: declares the compound literals that live as long as it, so that pointers to them do not
 * dangle behind their statement. */
void ac_emit_literals(struct ac_emit *emit, struct ac_range block);
bool ac_has_literals(const struct ac_emit *emit, struct ac_range block);
void ac_emit_steps(struct ac_emit *emit, const struct ac_steps *steps);
/* Around what would draw warnings now that did not before. */
void ac_begin_silence(struct ac_emit *emit, bool is_wanted);
void ac_end_silence(struct ac_emit *emit, bool is_wanted);
void ac_emit_step(struct ac_emit *emit, const struct ac_stmt *step);
/* target = expr; also where C has no assignment for it: arrays, and structs with const members. */
void ac_emit_assignment(struct ac_emit *emit, const char *target, const struct ac_type *type,
                        const struct ac_expr *expr);

/* await.c: one await, with all that suspending takes. */
void ac_emit_await(struct ac_emit *emit, const struct ac_stmt *stmt);
/* `if (status == ASYNC_FAILED) ...` and RAISE end like this: to the clean-up of `unwind`, or out of the function. The
 * expression that sets the error and gives ASYNC_FAILED is `raise`; NULL where the error is set already. */
void ac_emit_failure(struct ac_emit *emit, const struct ac_scope *unwind, const char *raise);
/* The error of a call that failed; also where `error` is a macro of the user's. */
const char *ac_error_text(const struct ac_emit *emit);

/* expr.c */
void ac_emit_expr(struct ac_emit *emit, const struct ac_expr *expr);
/* The local as an lvalue, wherever it lives. */
const char *ac_local_text(struct ac_emit *emit, const struct ac_local *local);
/* The type of a local, with the sizes that it got where it was declared. */
const char *ac_type_text(struct ac_emit *emit, const struct ac_local *local);
/* Evaluates the sizes in the declaration of a local into its bounds. */
void ac_emit_sizes(struct ac_emit *emit, const struct ac_local *local);
/* A call of the lowered function: NAME__async(STORAGE, [RESULT,] arguments). */
void ac_emit_lowered_call(struct ac_emit *emit, const struct ac_callee *callee, const char *storage,
                          const char *result);
/* An initialiser as an expression of the local's type. */
void ac_emit_initial_value(struct ac_emit *emit, const struct ac_local *local, const struct ac_expr *init);

#endif
