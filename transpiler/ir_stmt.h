/* ir_stmt.h - statements of the tree, and the control flow graph over them. See ir.h. */
#ifndef AC_IR_STMT_H
#define AC_IR_STMT_H

#include "ir_expr.h"

/* ---- statements -------------------------------------------------------------------------------------------------- */

enum ac_stmt_kind {
    AC_STMT_COMPOUND, /* { kids } */
    AC_STMT_EXPR,     /* expr; */
    AC_STMT_NULL,     /* ; */
    AC_STMT_DECL,     /* declarators */
    AC_STMT_IF,       /* if (expr) kids[0] else kids[1] */
    AC_STMT_SWITCH,   /* switch (expr) kids[0] */
    AC_STMT_WHILE,    /* while (expr) kids[0] */
    AC_STMT_DO,       /* do kids[0] while (expr); */
    AC_STMT_FOR,  /* for (init expr; step) kids[0]; init is an AC_STMT_DECL, AC_STMT_EXPR or NULL, expr and step may be
                     NULL */
    AC_STMT_CASE, /* case expr: kids[0] */
    AC_STMT_DEFAULT,       /* default: kids[0] */
    AC_STMT_LABEL,         /* name: kids[0] */
    AC_STMT_GOTO,          /* goto name; target is the AC_STMT_LABEL */
    AC_STMT_COMPUTED_GOTO, /* goto *expr; may reach every label whose address is taken */
    AC_STMT_BREAK,         /* target: the loop or switch */
    AC_STMT_CONTINUE,      /* target: the loop */
    AC_STMT_RETURN,        /* return expr; expr may be NULL */
    AC_STMT_RAISE,         /* RAISE(expr...): operands are `operands`; RERAISE(operands[0]) */
    AC_STMT_RERAISE,
    AC_STMT_ASM,   /* operands */
    AC_STMT_DEFER, /* DEFER kids[0]: gone after scope */
    /* made by passes; they have no text of their own, range is that of what they were made for */
    AC_STMT_LET,    /* local = expr; (a temporary's only assignment on its path) */
    AC_STMT_EFFECT, /* expr evaluated, its value dropped */
    AC_STMT_AWAIT,  /* await */
    AC_STMT_BRANCH, /* if (expr) steps else other_steps: of a short circuit or conditional that awaits */
    AC_STMT_STEPS,  /* steps, in a block of their own (of a statement expression) */
    AC_STMT_SCOPE,  /* kids[0], then however it is left kids[1] */
};

struct ac_steps {
    struct ac_stmt **items;
    size_t count, capacity;
};

struct ac_declarator {
    struct ac_range range;  /* without what is common to all declarators and without the comma */
    struct ac_local *local; /* NULL: static, extern, a typedef, a function */
    struct ac_expr *init;   /* or NULL */
    bool is_inferred;       /* its type is that of `init`: __auto_type */
    bool in_macro;          /* its name came out of ... */
    size_t invocation;      /* ... the macro that is invoked here */
    bool is_silenced;       /* lower: as of a statement, its initialiser */
    struct ac_steps pre;    /* run before init */
    size_t size_steps;      /* of these, the first: run before the sizes are evaluated */
    struct ac_expr **sizes; /* evaluated before the rest of pre: sizes of arrays in the declarator and, of the first, in
                               the specifiers */
    size_t size_count;
};

struct ac_stmt {
    enum ac_stmt_kind kind;
    struct ac_range range; /* with the semicolon */
    struct ac_stmt **kids;
    size_t kid_count;
    struct ac_expr *expr;
    struct ac_steps pre;       /* run each time before expr is evaluated */
    struct ac_stmt *init;      /* FOR */
    struct ac_expr *step;      /* FOR */
    struct ac_steps step_pre;  /* FOR: run each time before step */
    struct ac_expr **operands; /* RAISE, RERAISE, ASM; of a DECL unevaluated ones in its types (typeof), and tags */
    size_t operand_count;
    struct ac_declarator *declarators; /* DECL */
    size_t declarator_count;
    struct ac_range
        specifiers; /* DECL: what is common to all declarators; empty: the text is to be left alone (_Static_assert) */
    const char *name;                   /* LABEL, GOTO */
    struct ac_stmt *target;             /* GOTO, BREAK, CONTINUE */
    bool address_taken;                 /* LABEL: by && */
    struct ac_local *local;             /* LET */
    struct ac_await *await;             /* AWAIT */
    struct ac_steps steps, other_steps; /* BRANCH, STEPS */
    struct ac_scope *scope;             /* SCOPE */
    struct ac_scope
        *unwind;    /* after scope, of RETURN, RAISE, RERAISE, BREAK, CONTINUE, GOTO: the innermost scope it leaves;
                       its clean-up runs first, then that of scope->outer while that is left too; NULL: none */
    unsigned leave; /* with unwind: which exit this is; 0 none, else of enum ac_leave or above */
    unsigned site;  /* lower, of RAISE and RERAISE: index in function->sites */
    struct ac_scope *inside; /* after scope, of loops, SWITCH and LABEL: the innermost scope it stands in */
    bool declares_labels;    /* DECL: __label__ a, b; */
    bool is_silenced;        /* hoist, sizes, lower: compilers would warn about its expression now, though not before */
    bool is_continued;       /* lower: of a loop: a continue goes to a label at the end of its body */
    bool is_apart;           /* lower, of a DECL: its declarators are printed one by one */
    bool is_split; /* DECL: one declarator of a declaration that was taken apart; COMPOUND: the rest of a block, without
                      braces of its own; FOR: its declaration stands in front of it */
    bool is_shared; /* scope: such a rest, or the STEPS in its place, that is not put in braces: scope_block.c */
    bool changes;   /* lower: it, or something below it, is printed differently from its text */
    bool in_macro;  /* its text is a macro invocation: to change it, that must be expanded */
};

/* Values of a scope's `leave`: where to go on when its clean-up has run. Jumps are numbered from AC_LEAVE_JUMP. */
enum ac_leave { AC_LEAVE_END, AC_LEAVE_RETURN, AC_LEAVE_FAILED, AC_LEAVE_JUMP };

/* A region with a clean-up: the rest of a block after a DEFER or the declaration of a cleanup variable. */
struct ac_scope {
    unsigned number;        /* 1.. in the function: labels and fields are named by it */
    struct ac_scope *outer; /* the scope around it, whose clean-up runs next when that is left too; of a scope inside a
                               clean-up: the scope around the one that is being left */
    struct ac_local *leave; /* says where to go on; a temporary of its own */
    struct ac_local
        *error; /* where the error in flight is kept while the clean-up may raise or await; NULL where it cannot */
    struct ac_local *cleanup_of; /* the cleanup variable; NULL for a DEFER */
    struct ac_local *elements;   /* or neither: it frees the elements of an array that is declared behind a clean-up */
    bool returns, fails;         /* whether such an exit exists */
    bool touches_error;          /* its clean-up may overwrite the error in flight, or asks for it */
    struct {
        struct ac_stmt **items; /* BREAK, CONTINUE, GOTO that leave it */
        size_t count, capacity;
    } jumps;
};

struct ac_await {
    struct ac_callee *callee;
    struct ac_local *result; /* a temporary; NULL for void */
    struct ac_expr *error;   /* of an AWAIT_CATCH: the async_error *; else NULL */
    struct ac_range range;   /* of the marker: the line of its site */
    struct ac_scope *unwind; /* after scope: the innermost scope that an error leaves; NULL: none */
    struct ac_locals live;   /* after live: locals that are needed once it is done (without `result`), by index */
    unsigned state;          /* after lower: 1.., also the index of its site */
};

/* ---- control flow ------------------------------------------------------------------------------------------------ */

/* What a block does, in order: evaluates an expression (with all below it), enters the block that declares a local
 * whose address is taken (a new object), brings a local to life without a value (declared), gives one a value
 * (assigned), or awaits. */
enum ac_item_kind { AC_ITEM_EXPR, AC_ITEM_ENTER, AC_ITEM_DECLARE, AC_ITEM_ASSIGN, AC_ITEM_AWAIT };

struct ac_item {
    enum ac_item_kind kind;
    struct ac_expr *expr;   /* EXPR */
    struct ac_local *local; /* ENTER, DECLARE, ASSIGN */
    struct ac_await *await; /* EXPR: of the `error` of this; AWAIT: its arguments were EXPR items before it; then
                             *result is assigned and `error` evaluated */
};

struct ac_block {
    unsigned number;
    bool is_reachable; /* by what the conditions that are constants leave of it */
    struct {
        struct ac_item *items;
        size_t count, capacity;
    } items;
    struct {
        struct ac_block **items;
        size_t count, capacity;
    } successors;
};

struct ac_blocks {
    struct ac_block **items; /* [0] is the entry */
    size_t count, capacity;
};

#endif
