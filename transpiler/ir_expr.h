/* ir_expr.h - types, locals and expressions of the tree. See ir.h. */
#ifndef AC_IR_EXPR_H
#define AC_IR_EXPR_H

#include "base/arena.h"
#include "base/source.h"

#include <stdbool.h>
#include <stdint.h>

struct ac_expr;
struct ac_stmt;

/* ---- types ------------------------------------------------------------------------------------------------------- */

#define AC_SIZE_MARK '\1'

/* A C type, as far as it matters here. `before` NAME `after` declares a NAME of it ("int (*", ")(char)"). Without
 * top-level qualifiers; arrays stay arrays. */
struct ac_type {
    const char *before, *after;
    const char *spelling; /* for casts and messages */
    size_t size, align;   /* 0 where unknown (incomplete, void) */
    size_t strictest;     /* of what is in it: the largest alignment, which is more than `align` where it is packed */
    const char *local_typedef; /* a typedef inside the function that it is written with, or NULL */
    const char *sample;        /* an expression of that type, if compilers do not agree about it (compilers_type.c) */
    const char *named_by;      /* something outside that it is written with, as the struct has no name; or NULL */
    bool is_void, is_array, is_record, is_scalar, is_pointer, is_bool;
    bool is_half;              /* _Float16, or complex of it */
    bool has_const_member;     /* a record with a const member, at any depth: it cannot be assigned */
    bool is_variably_modified; /* a VLA, or a pointer to one */
    const char *marked; /* then: what `after` is with AC_SIZE_MARK for each size that is known at run time only */
    const char *erased; /* then: a pointer type that it is passed as */
    const struct ac_type *of_atomic; /* of _Atomic(T): T; else NULL */
    bool is_future;                  /* a FUTURE */
    bool has_va_list;                /* is a va_list or has one, at any depth, not behind a pointer */
    bool is_va_list;
    bool begins_empty;  /* a record whose first member, at any depth, has nothing that 0 could initialise */
    bool ends_open;     /* with a flexible array: can only be the last member, so its bytes are kept */
    bool is_unnameable; /* mentions a struct, union, enum or typedef declared inside the function, or without a name:
                           cannot be written in the frame's declaration */
};

/* ---- locals ------------------------------------------------------------------------------------------------------ */

enum ac_place {
    AC_PLACE_C,     /* an ordinary C local, lost at a suspension: nobody needs it after one */
    AC_PLACE_SAVED, /* an ordinary C local; saved in its field before a suspension and loaded after it */
    AC_PLACE_FRAME, /* lives in its field: each mention of it is frame->field */
};

enum { AC_FRAME_HEAD_SIZE = 24 };       /* struct async_frame */
enum { AC_MANY_AWAITS = 64 };           /* more of them in one function are not worth code that is fast for each */
enum { AC_STRICTEST_ALIGNMENT = 4096 }; /* of a frame: ALIGN_LARGEST of the runtime */

/* What an alignas or its like on a variable asks for. */
struct ac_alignment {
    const char *text; /* to stand in front of a declaration: "_Alignas(64) "; "" where there is none */
    unsigned number;  /* the strictest; 0: none */
    bool is_known;    /* the number is right, not assumed */
};

/* A parameter, a local with automatic storage, or a temporary made by hoist. Statics and externs are none of these. */
struct ac_local {
    const char *name; /* as written; of temporaries unique in the function */
    const struct ac_type *type;
    unsigned index; /* in function->locals */
    bool is_parameter, is_temporary;
    bool is_in_array; /* a temporary, the only element of an array: what an await gives, see hoist_expr.c */
    bool lasts; /* a temporary that lives until `block` ends, a compound literal, say; others as long as a statement */
    bool is_composite;   /* a temporary, of an operator, cast or bit-field: compilers knew more than its type tells */
    bool is_const;       /* the object itself */
    bool is_const_array; /* its elements are const */
    bool is_volatile;
    bool is_register;
    bool is_in_named_register; /* asm("rbx") */
    bool is_unused;            /* a parameter marked so */
    bool address_taken;        /* by &, by decay of an array, by a cleanup attribute, by an inline asm memory operand */
    bool is_constant;          /* const, and its initialiser a constant expression: it may as well be static */
    bool has_scope;            /* scope: its cleanup is that of a SCOPE */
    const char *cleanup;       /* function of its cleanup attribute, or NULL */
    struct ac_alignment alignment;
    struct {
        struct ac_expr *
            *items; /* the sizes that type->marked has a mark for; none where the declarator has not got them */
        size_t count, capacity;
    } sizes;
    struct ac_range declared; /* its name in its declaration */
    struct ac_range scope;    /* where its name means it: from the end of its declarator to the end of its block */
    /* sizes: */
    struct ac_local **bounds;  /* temporaries that keep `sizes`, where it is kept; else NULL */
    struct ac_local *bound_of; /* of such a temporary: the variable */
    bool is_on_heap;           /* then, of an array: so are its elements */
    bool is_behind_cleanup;    /* a DEFER, or what becomes a scope, stands in front of it in its block */
    bool is_size_silenced; /* lower: compilers would warn about `sizes` in an assignment, though not in a declarator */
    struct ac_local *elements; /* scope: a temporary by which they are freed when that clean-up has run; or NULL */
    bool outlives_block; /* scope: a clean-up behind the braces around it may reach it, so it lives in the frame */
    /* flow: */
    struct ac_range block; /* of the block that declares it: how long it lives */
    /* live: */
    bool is_static; /* is_constant and needed after an await: it is declared static, and no await keeps it */
    bool live_across_await;
    bool escapes;          /* at some await where it is live something else may hold its address */
    bool maybe_unassigned; /* at some await where it is live it may not have been assigned yet */
    uint64_t *present; /* the blocks of the function in which it is needed or mentioned, a set of bits; NULL: something
                          else may know its address */
    /* layout: */
    enum ac_place place;
    const char *field; /* its name in the frame; NULL where it has none */
    /* lower: */
    bool is_evaluated; /* its value or its address is used somewhere: it is not only named in sizeof or a type */
};

struct ac_locals {
    struct ac_local **items;
    size_t count, capacity;
};

/* ---- expressions ------------------------------------------------------------------------------------------------- */

enum ac_expr_kind {
    AC_EXPR_OTHER,    /* an operator or form whose operands are the kids, all evaluated, in the order of the text */
    AC_EXPR_CONSTANT, /* a literal, an enumerator: has no effect and never changes */
    AC_EXPR_LOCAL,    /* the name of a local */
    AC_EXPR_VARIABLE, /* the name of a variable with static storage */
    AC_EXPR_FUNCTION, /* the name of an ordinary function */
    AC_EXPR_ASYNC_FUNCTION,  /* the name of an ASYNC function, as a value (also as the callee of an AWAIT) */
    AC_EXPR_PAREN,           /* kids[0] */
    AC_EXPR_UNARY,           /* op kids[0]; op is a token of ac_op */
    AC_EXPR_BINARY,          /* kids[0] op kids[1], both evaluated, no assignment */
    AC_EXPR_ASSIGN,          /* kids[0] = kids[1] */
    AC_EXPR_COMPOUND_ASSIGN, /* kids[0] op= kids[1] */
    AC_EXPR_AND,             /* kids[0] && kids[1] */
    AC_EXPR_OR,              /* kids[0] || kids[1] */
    AC_EXPR_CONDITIONAL,     /* kids[0] ? kids[1] : kids[2] */
    AC_EXPR_ELVIS,           /* kids[0] ?: kids[1] */
    AC_EXPR_COMMA,           /* kids[0], kids[1] */
    AC_EXPR_CALL,            /* kids[0](kids[1], ...) */
    AC_EXPR_FORM,            /* of the compiler's own, such as va_arg(kids[0], int): operands as those of a call */
    AC_EXPR_MEMBER,          /* kids[0].name or kids[0]->name */
    AC_EXPR_SUBSCRIPT,       /* kids[0][kids[1]] */
    AC_EXPR_CAST,            /* (type)kids[0] */
    AC_EXPR_INIT_LIST,       /* { kids }; designators are text between them */
    AC_EXPR_LITERAL,         /* (type){ ... }: kids[0] is the list; `local` once it has a name of its own */
    AC_EXPR_STMT_EXPR,       /* ({ body }) */
    AC_EXPR_UNEVALUATED,     /* sizeof, alignof, an unselected _Generic association; kids only to be renamed, or what is
                                read if they are sizes of an array */
    AC_EXPR_GENERIC,   /* _Generic: kids[0] is the selected association's expression, the others are unevaluated */
    AC_EXPR_AWAIT,     /* AWAIT(kids[0]), AWAIT_CATCH(kids[0], kids[1]): gone after hoist */
    AC_EXPR_START,     /* SPAWN, async_run and the like: kids[0] is the call, the others the marker's other arguments */
    AC_EXPR_LEAVING,   /* async_leaving() */
    AC_EXPR_VA_START,  /* va_start(kids[0], ...); `text` where the arguments come from the frame */
    AC_EXPR_TEMPORARY, /* made by hoist: `local`, in the place of what was evaluated into it */
    AC_EXPR_TEXT,      /* made by a pass: `text`, in which each @ stands for the next kid, # for the last status */
};

/* Operators that a pass asks about. */
enum ac_op {
    AC_OP_OTHER,
    AC_OP_ADDRESS,
    AC_OP_DEREFERENCE,
    AC_OP_INCREMENT,
    AC_OP_LABEL_ADDRESS,
    AC_OP_BIT_OR,
    AC_OP_COUNT
};

/* How an expression that names a local uses it. */
enum ac_access {
    AC_ACCESS_NONE = 0, /* unevaluated */
    AC_ACCESS_READ = 1,
    AC_ACCESS_WRITE = 2, /* alone: the whole of it is assigned, nothing of the old value is left */
    AC_ACCESS_ADDRESS = 4,
};

/* The marker of an AC_EXPR_START. */
enum ac_start {
    AC_START_SPAWN,
    AC_START_SPAWN_ON,   /* kids[1]: the loop */
    AC_START_SPAWN_INTO, /* kids[1]: the group */
    AC_START_DROP_INTO,  /* the same, and nobody uses the future */
    AC_START_RUN,
    AC_START_RUN_CATCH,      /* kids[1]: the error */
    AC_START_LOOP_RUN,       /* kids[1]: the loop */
    AC_START_LOOP_RUN_CATCH, /* kids[1]: the loop, kids[2]: the error */
    AC_START_COROUTINE,      /* kids[1]: the coroutine */
};

static inline bool ac_is_spawn(enum ac_start start)
{
    return start <= AC_START_DROP_INTO;
}

struct ac_expr {
    enum ac_expr_kind kind;
    struct ac_range range;
    const struct ac_type *type; /* NULL for an initialiser list */
    struct ac_expr **kids;
    size_t kid_count;
    bool has_await;    /* itself or below it, evaluated */
    bool has_effect;   /* a call, an assignment, an increment, a volatile access, asm: evaluating it twice would show */
    bool in_macro;     /* its text is a macro invocation: edits below it need that expanded (front/) */
    bool is_torn;      /* its text begins with a macro invocation, of which a part may belong to what is around it */
    bool is_lvalue;    /* names an object (and is not converted to its value by what is around it) */
    bool decays;       /* an array of which only the address is used */
    bool is_const;     /* VARIABLE: const, so it never changes */
    bool is_bit_field; /* MEMBER */
    bool is_of_block;  /* LEAVING: not also the error of a clean-up around this one */
    bool is_truth;     /* 0 or 1, as an int: of a comparison, &&, ||, !, or such a value assigned */
    bool was_comma;    /* hoist: a TEXT in the place of a comma expression */
    bool is_operand;   /* hoist: a comma expression, or the TEXT in its place, that an operator or a condition judges */
    bool changes;      /* lower: it, or something below it, is printed differently from its text */
    enum ac_op op;
    bool may_fold; /* an operator that makes a constant, or nearly, of what has no effects: x | 1, x ^ 1, x & 0, ~x,
                      (x & 1) == 2 */
    const struct ac_type
        *compared_as;        /* BINARY: a comparison, of a signed operand with an unsigned one, as this type */
    unsigned signed_operand; /* then: which */
    enum ac_start start;
    unsigned access;          /* LOCAL: of ac_access */
    struct ac_local *local;   /* LOCAL, TEMPORARY, LITERAL */
    size_t written_at;        /* LOCAL in_macro: where its name stands in the arguments; 0: it does not */
    struct ac_callee *callee; /* ASYNC_FUNCTION; AWAIT and START: how the call is made */
    struct ac_stmt *body;     /* STMT_EXPR */
    const char *function;     /* FUNCTION: its name, which need not be its text */
    bool returns_twice;       /* FUNCTION: it has that attribute */
    const char *text;         /* TEXT */
    bool is_bare;             /* LOCAL, TEXT: a name by itself, whatever macro it came out of, for its place alone */
};

/* How an ASYNC call under a marker is made. */
struct ac_callee {
    const char *name;     /* of the function or operation; NULL for a call through a pointer */
    struct ac_expr *call; /* the CALL: kids[0] the callee, the arguments after it; of an operation: its text, whose kids
                             are the arguments */
    struct ac_range arguments;         /* between the parentheses of the call; empty where there are none */
    const struct ac_type *result;      /* of the call */
    const struct ac_type **parameters; /* of a call through a pointer: for the cast */
    size_t parameter_count;
    bool is_variadic;
    bool is_unprototyped; /* its arguments were converted to nothing, and are to the parameters now */
    bool is_operation;    /* of the runtime: the call's text with __async appended to its name */
    bool is_leaf;         /* it never needs a frame of its own */
    bool must_use;        /* its result: it has __attribute__((warn_unused_result)) */
};

#endif
