/* ir.h - the one data structure that the passes share: a syntax tree of each ASYNC function over the user's own text.
 *
 * A node keeps the range of text that it was written as, and its parts in the order of the text. What no pass changes
 * is printed by copying that text, comments and all; what a pass changes is a node that was replaced. So the tree holds
 * just what the passes ask about. No clang type appears here: front/ copies what is needed.
 *
 * What holds when (ir_verify.c checks it in debug builds):
 *
 *   after build    statements and expressions as the user wrote them; AC_EXPR_AWAIT anywhere in an evaluated expression
 *   after hoist    no AC_EXPR_AWAIT is left: each await is a statement (AC_STMT_AWAIT) of its own, in one of the lists
 *                  of steps that run before the expression it stood in; what must be evaluated before it is an
 *                  AC_STMT_LET
 *   after scope    no AC_STMT_DEFER and no cleanup variable is left: AC_STMT_SCOPE says what runs when it is left, and
 *                  each statement that leaves one knows which
 *   after flow     blocks: the control flow graph, each await the last item of its block
 *   after live     await->live: the locals that an await must preserve
 *   after layout   function->framed, local->place, local->field, the fields of the frame
 *   after lower    await->state, the sites, the resume switch: nothing is left to decide for emit/ */
#ifndef AC_IR_H
#define AC_IR_H

#include "base/arena.h"
#include "base/source.h"

#include <stdbool.h>
#include <stdint.h>

struct ac_expr;
struct ac_stmt;
struct ac_function;

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
    const char *bits;          /* something of that type that has to do with a bit-field, or NULL (bit_field.c) */
    const char *named_by;      /* something outside that it is written with, as the struct has no name; or NULL */
    bool is_void, is_array, is_record, is_scalar, is_pointer, is_bool;
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
    bool is_composite;   /* a temporary, of an operator or bit-field: compilers knew more than its type tells */
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
    struct ac_local **bounds;  /* temporaries that keep `sizes`, where it exists at an AWAIT; else NULL */
    struct ac_local *bound_of; /* of such a temporary: the variable */
    bool is_on_heap;           /* then, of an array: so are its elements */
    bool is_size_silenced; /* lower: compilers would warn about `sizes` in an assignment, though not in a declarator */
    bool outlives_block;   /* scope: a clean-up behind the braces around it may reach it, so it lives in the frame */
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
    bool is_operation; /* of the runtime: the call's text with __async appended to its name */
    bool is_leaf;      /* it never needs a frame of its own */
    bool must_use;     /* its result: it has __attribute__((warn_unused_result)) */
};

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

/* ---- functions --------------------------------------------------------------------------------------------------- */

struct ac_field {
    const char *before, *after; /* of its declaration, around the name */
    const char *name;
    struct ac_local *local;
    bool is_in_result;   /* no member of its own: it is kept where the result will be */
    size_t offset, size; /* in the frame, as a C compiler lays it out on a 64-bit machine */
    unsigned slot;       /* fields in a row with the same number share their place, in a union; 0: it has its own */
};

/* A name declared in a block that is no local: of a static, an extern, a function, a typedef, an enumerator. */
struct ac_hiding {
    const char *name;
    struct ac_range scope;
    size_t block;              /* of a tag: where its block begins */
    bool is_variably_modified; /* so is its type */
};

/* A local named where no expression of the tree stands: in a type, a case label. */
struct ac_mention {
    struct ac_range range;
    struct ac_local *local;
    bool in_macro;
};

/* Names that generated ones must not be: sorted, each once. */
struct ac_names {
    const char **items;
    size_t count, capacity;
};

/* What a function declares, and so hides: sorted. */
struct ac_hidden {
    struct ac_names names, tags;
};

/* How many temporaries of a function are named STEM_NUMBER. */
struct ac_temporaries {
    const char *stem;
    unsigned count;
};

struct ac_function {
    const char *name;
    struct ac_range range;      /* from the first specifier to the closing brace */
    struct ac_range body_range; /* from { to } */
    struct ac_range declared;   /* its name */
    const char *prefix;         /* specifiers and attributes that its lowered form keeps: "static inline" */
    const struct ac_type *result;
    struct ac_locals parameters; /* in order; unnamed ones got names */
    struct ac_locals locals;     /* all, parameters first */
    struct {
        struct ac_temporaries *items;
        size_t count, capacity;
    } temporaries; /* by stem, which are few */
    struct {
        struct ac_hiding *items; /* a local of the same name around cannot be named there */
        size_t count, capacity;
    } hidings;
    struct {
        struct ac_hiding *items; /* tags that it declares, and where they mean that */
        size_t count, capacity;
    } tags;
    struct {
        struct ac_mention *items;
        size_t count, capacity;
    } mentions;
    struct ac_stmt *body;
    bool is_static;
    bool is_variadic;
    struct {
        struct ac_expr **items; /* VA_START */
        size_t count, capacity;
    } va_starts;
    struct {
        struct ac_range *items; /* where branches of #if begin that were skipped, ascending: tokens */
        size_t count, capacity;
    } unseen;
    bool uses_func_name;          /* mentions __func__ or its like */
    bool has_computed_goto;       /* `goto *expr` */
    bool has_false_paths;         /* flow: compilers see ways to what nothing reaches, where they did not */
    struct ac_names identifiers;  /* every identifier in its text, and what it declares by way of macros */
    const struct ac_names *taken; /* macros, and what the file and its headers declare: macros may mention it */
    bool falls_off_end;           /* flow: control can reach the closing brace */
    bool is_spawned;              /* SPAWNed, or its address taken, or extern: needs the start-later entry */
    bool is_recursive;            /* calls itself, maybe through others, or calls what cannot be seen */
    struct {
        struct ac_await **items;
        size_t count, capacity;
    } awaits; /* hoist: in the order of the text */
    struct {
        struct ac_scope **items;
        size_t count, capacity;
    } scopes;
    struct ac_blocks blocks;
    bool framed; /* layout: its body runs on a frame from the beginning, and locals that outlive an await are its fields
                  */
    const char *framed_why; /* one clause for --stats and dumps: "the address of 'buf' is taken" */
    struct {
        struct ac_field *items;
        size_t count, capacity;
    } fields;          /* layout: after the head and the result */
    size_t frame_size; /* layout: as a C compiler lays it out on a 64-bit machine */
    struct {
        struct ac_range *items;
        size_t count, capacity;
    } sites;              /* lower: [0] the function, [k] the await with state k, then RAISEs */
    struct {              /* names that avoid the user's */
        const char *stem; /* of what is outside of it: f in f__frame, f__resume; f__async is always called so */
        const char *frame, *head, *status, *result, *storage;
        const char *arguments;              /* of a variadic function, as a va_list */
        const char *later, *saved;          /* labels */
        const char *resumed, *leave, *next; /* stems of labels: resumed_1 */
    } names;
    bool has_return;   /* lower: some return gives a value */
    bool starts_later; /* lower: it may be asked to start later: SPAWNed, called through a pointer, recursive, extern */
};

/* ---- the file ---------------------------------------------------------------------------------------------------- */

/* A place outside ASYNC functions where the text changes. */
enum ac_change_kind {
    AC_CHANGE_FUNCTION,  /* an ASYNC definition: `function` */
    AC_CHANGE_PROTOTYPE, /* a declaration of static ASYNC functions: `declarations` */
    AC_CHANGE_EXPR,      /* SPAWN, async_run, the name of an ASYNC function as a value: `expr` */
};

/* A declared ASYNC function. */
struct ac_declaration {
    const char *name;
    const struct ac_type *result;
    const struct ac_type **parameters;
    const char **parameter_names; /* NULL where unnamed */
    size_t parameter_count;
    bool is_variadic;
    const char *prefix;     /* "static", "static inline", "extern", "" */
    const char *attributes; /* of a prototype that is replaced: what is kept of those behind its declarator */
    bool is_static, is_defined_here;
    bool has_lowered_declaration; /* NAME__async is declared already, in a header */
    struct ac_function *function; /* its definition in this file, or NULL */
    bool is_needed;               /* something that goes into the output names it */
    bool is_twin;                 /* it is defined in a header that was put in, static inline */
};

/* What a macro is at some place. */
struct ac_macro_at {
    const char *name;
    const char *definition; /* `NAME body` or `NAME(parameters) body`; NULL: it is none */
};

struct ac_change {
    enum ac_change_kind kind;
    struct ac_range range;
    struct ac_range tag; /* of a FUNCTION or PROTOTYPE: the struct, union or enum that its specifiers define; kept */
    struct ac_function *function;
    struct {
        struct ac_declaration **items;
        size_t count, capacity;
    } declarations;
    struct ac_expr *expr;
    const char *inside;             /* the declaration that the expression stands in */
    bool is_dropped;                /* it is a statement: nothing takes its value */
    const struct ac_hidden *hidden; /* by the declaration that the expression stands in */
    struct {
        struct ac_declaration **items; /* declarations of NAME__async to print before the declaration this stands in */
        size_t count, capacity;
    } needs;
    struct ac_names aliases; /* typedefs to print there, too, in this order: reach.c */
    size_t needs_at;         /* where: the beginning of that top-level declaration */
    bool is_twin;            /* of a FUNCTION: it stands in a header. Printed after its #include, ... */
    struct {
        struct ac_macro_at *items; /* ... where these macros are not as they are in the header */
        size_t count, capacity;
    } macros;
};

/* A name in an argument of a macro, for a local in the function at hand. */
struct ac_argument_use {
    size_t at;
    const struct ac_local *local;
    const void *identity; /* of the expression: the macro may repeat its argument */
};

/* A name in an argument of a macro that is written differently in the output, where the macro stays as it is. */
struct ac_rename {
    struct ac_range range;
    const char *text;
    const struct ac_local *local;
    size_t invocation; /* where the macro's name stands */
};

struct ac_renames {
    struct ac_rename *items;
    size_t count, capacity;
};

struct ac_file_to_include {
    const char *path;
    bool in_body; /* it holds a part of a function */
};

/* Whose a macro is: of one of asyncc's headers; of one of the compiler's own, which only the compiler that builds the
 * output may expand; of anybody else. */
enum ac_owner { AC_OWNER_USER, AC_OWNER_ASYNCC, AC_OWNER_COMPILER };

/* The name of a macro in the text, where it is expanded. */
struct ac_invocation {
    size_t offset;
    enum ac_owner owner;
    bool is_plain;       /* no names are in it: it is what its definition says */
    bool may_be_open;    /* it may begin or end in the middle of an expression: #define PLUS_G + g */
    bool is_part;        /* it is several tokens that begin or end in the middle of an expression or a statement */
    bool ends_statement; /* it is several tokens, and one ends a statement */
    bool is_torn;        /* half of a parenthesis or bracket is in it: #define CALL f( */
    bool stands_alone;   /* a parenthesis behind it cannot be a part of what it stands for: #define BEGIN do { */
};

struct ac_unit {
    struct ac_arena *arena;
    struct ac_source *source;
    bool has_packing; /* there is a #pragma pack somewhere, which may be in force anywhere */
    struct {
        struct ac_invocation *items; /* by offset, ascending */
        size_t count, capacity;
    } invocations;
    bool has_compilers_macros; /* among them */
    struct ac_names taken;     /* by what stands outside of functions */
    struct ac_names unseen;    /* macros that branches of #if define which were skipped */
    struct {
        struct ac_change *items; /* by range, ascending, disjoint */
        size_t count, capacity;
    } changes;
    struct {
        struct ac_function **items; /* in the order of the text */
        size_t count, capacity;
    } functions;
    struct {
        struct ac_declaration **items;
        size_t count, capacity;
    } declarations;
    struct ac_requests {
        size_t *items; /* offsets in the original of macro invocations that must be expanded first, in any order */
        size_t count, capacity;
    } to_expand,
        to_expand_else; /* the second: where none of the user's is known. Others tear the tree, or it cannot be done */
    struct {
        struct ac_argument_use *items; /* all there are */
        size_t count, capacity;
    } argument_uses;
    struct ac_renames renames; /* by range, ascending, disjoint */
    struct {
        size_t *items; /* offsets of names by which __COUNTER__ counts, ascending: in the output they stand in the same
                          order, each once */
        size_t count, capacity;
    } counters;
    struct {
        struct ac_file_to_include *items; /* files that must be put in the place of their #include first */
        size_t count, capacity;
    } to_include;
};

/* Whose the macro is that is named at `offset`; where none is, the user's. */
enum ac_owner ac_owner_of(const struct ac_unit *unit, size_t offset);
/* Whether it keeps the text of its arguments and evaluates each once: those of asyncc's headers do, and those of the
 * compiler's. What changes in their arguments changes in place. */
bool ac_is_transparent(const struct ac_unit *unit, size_t offset);
/* Whether a macro is invoked there that is neither asyncc's nor the compiler's, nor a constant or a word of the
 * language (`bool`) that was left when the macro around it was expanded: those are expanded no further. */
bool ac_is_invocation_of_user(const struct ac_unit *unit, size_t offset);
/* Sorts, and drops what is there twice. */
void ac_names_sort(struct ac_names *names);
bool ac_names_have(const struct ac_names *names, const char *name);
/* Whether one of them is that with a number behind it. */
bool ac_names_have_numbered(const struct ac_names *names, const char *prefix);
/* Asks for the expansion of the macro invocation at `offset` of the text, and to start again with that. */
void ac_need_expansion(struct ac_unit *unit, size_t offset);
/* The same for all that begin in the range; false where none does. */
bool ac_need_expansions(struct ac_unit *unit, struct ac_range range);
/* Asks for the text of an included file in the place of its #include, and to start again with that. */
void ac_need_inclusion(struct ac_unit *unit, const char *path, bool in_body);

/* What stands in front of a name, with qualifiers (" const volatile", say) of the whole: they stand behind the last
 * `*`; of what is no pointer, `const int` reads better. */
const char *ac_qualified(struct ac_arena *arena, const char *before, const char *qualifiers);
/* Whether a local in the frame is named by frame->field, and nothing around it. */
bool ac_is_plain_field(const struct ac_local *local);
/* Without an await and without ever starting later a function needs no frame. After lower. */
bool ac_needs_frame(const struct ac_function *function);

#endif
