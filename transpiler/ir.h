/* ir.h - the one data structure that the passes share: a syntax tree of each ASYNC function over the user's own text.
 *
 * ir_expr.h has types, locals and expressions, ir_stmt.h statements and the control flow graph; functions and the file
 * are below.
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

#include "ir_stmt.h"

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
    bool uses_name_builtin;       /* __builtin_FUNCTION() is among these */
    const char *pretty_name;      /* __PRETTY_FUNCTION__ is: a literal of what it is to Clang; or NULL */
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
    const char *attributes; /* what is kept of them; of a prototype that is replaced, of those behind its declarator */
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
    struct ac_names invocable; /* macros with parameters */
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
