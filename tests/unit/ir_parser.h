/* ir_parser.h - what the parts of the parser behind ir_builder.h share. */
#ifndef IR_PARSER_H
#define IR_PARSER_H

#include "ir.h"

/* A loop or switch around the current place, with the scope it stands in. */
struct ir_nest {
    struct ac_stmt *stmt;
    struct ac_scope *scope;
    struct ir_nest *outer;
};

/* A name and what it means; a hidden one has no local. */
struct ir_name {
    const char *text;
    struct ac_local *local;
};

struct ir_jump {
    struct ac_stmt *stmt;
    struct ac_scope *scope;
};

#define IR_LIST(T)                                                                                                     \
    struct {                                                                                                           \
        T *items;                                                                                                      \
        size_t count, capacity;                                                                                        \
    }

struct ir_parser {
    struct ac_arena *arena;
    const char *text;
    size_t begin, end, last; /* of the current token; the end of the one before */
    struct ac_function *function;
    struct ac_steps *pre; /* where awaits go */
    size_t block;         /* where the innermost block begins */
    struct ac_scope *scope;
    struct ir_nest *nest;
    IR_LIST(struct ir_name) names;
    IR_LIST(struct ir_jump) gotos;
    IR_LIST(struct ir_jump) labels;
    unsigned temporaries;
};

/* ir_parser.c: tokens, types, names */
/* Ends the program: the text is wrong. */
_Noreturn void ir_fail(const struct ir_parser *p, const char *what);
void ir_next(struct ir_parser *p);
bool ir_at(const struct ir_parser *p, const char *token);
bool ir_at_name(const struct ir_parser *p);
/* Passes it where it is there. */
bool ir_accept(struct ir_parser *p, const char *token);
void ir_expect(struct ir_parser *p, const char *token);
const char *ir_word(struct ir_parser *p);
bool ir_at_type(const struct ir_parser *p);
struct ac_type *ir_base_type(struct ir_parser *p);
const struct ac_type *ir_pointer_to(struct ir_parser *p, const struct ac_type *type);
const struct ac_type *ir_array_of(struct ir_parser *p, const struct ac_type *type, const char *count);
struct ac_local *ir_new_local(struct ir_parser *p, const char *name, const struct ac_type *type);
struct ac_local *ir_new_temporary(struct ir_parser *p, const char *prefix, const struct ac_type *type);
void ir_name_it(struct ir_parser *p, const char *text, struct ac_local *local);
struct ac_local *ir_find(const struct ir_parser *p, const char *text);
/* The block ends that began when there were `count` names. */
void ir_forget(struct ir_parser *p, size_t count);

/* ir_parser_expr.c: expressions */
struct ac_expr *ir_new_expr(struct ir_parser *p, enum ac_expr_kind kind, size_t begin);
struct ac_expr *ir_combine(struct ir_parser *p, enum ac_expr_kind kind, struct ac_expr *a, struct ac_expr *b);
struct ac_expr *ir_call(struct ir_parser *p, struct ac_expr *callee);
struct ac_expr *ir_assignment(struct ir_parser *p);
/* With its commas, and its locals resolved; its awaits go to `pre`. */
struct ac_expr *ir_expression(struct ir_parser *p, struct ac_steps *pre);
/* Says of each local below how it is used. */
struct ac_expr *ir_resolved(struct ac_expr *expr);
struct ac_stmt *ir_new_stmt(struct ir_parser *p, enum ac_stmt_kind kind, size_t begin);
void ir_note_failure(struct ac_scope *scope);

/* ir_builder.c: statements */
struct ac_stmt *ir_block(struct ir_parser *p);

#endif
