/* front.h - shared by the files of front/: what they know while they copy libclang's syntax tree into the IR.
 *
 * Only front/ sees clang-c. transpiler/README.md has the reading order. */
#ifndef AC_FRONT_H
#define AC_FRONT_H

#include "../diag.h"
#include "../ir.h"
#include "../text/lex.h"
#include "../text/macro.h"
#include "cursor_map.h"
#include "session.h"

#include <clang-c/Index.h>

/* How an expression is used by what is around it. */
enum ac_use { AC_USE_VALUE, AC_USE_WRITE, AC_USE_UPDATE, AC_USE_ADDRESS, AC_USE_NOTHING };

struct ac_known_type;
struct ac_selections;

struct ac_cursors {
    CXCursor *items;
    size_t count, capacity;
};

/* A label, or a goto and the label that it means. */
struct ac_goto {
    struct ac_stmt *stmt;
    CXCursor label;
};

struct ac_front {
    struct ac_arena *arena;
    struct ac_unit *unit;
    const struct ac_source *source;
    struct ac_diags *diags;
    struct ac_session *session;
    CXTranslationUnit tu;
    CXFile file;                       /* the main one */
    struct ac_macros **macros;         /* *macros is NULL until ac_macros_of() is called */
    struct ac_cursor_map declarations; /* struct ac_declaration */
    struct ac_known_type *types;
    struct ac_cursor_map unnamed; /* struct ac_unnamed */
    /* of the function or top-level declaration at hand */
    struct ac_function *function; /* NULL outside ASYNC functions */
    CXType result;                /* of the function at hand, ASYNC or not */
    bool result_is_marked;        /* its result is a pointer to ASYNC functions */
    struct ac_cursor_map locals;  /* struct ac_local */
    struct ac_cursor_map tags;    /* for types without one: the text */
    unsigned tag_count;
    struct ac_stmt *loop, *breakable;  /* what continue and break mean */
    struct ac_range block;             /* the innermost block */
    struct ac_stmt *defer;             /* the innermost DEFER at hand */
    unsigned unevaluated;              /* depth of sizeof and the like */
    CXCursor value_body;               /* the block of the statement expression that was seen last */
    struct ac_selections *selections;  /* generic_probe.c; NULL until they are asked for */
    struct ac_names *attribute_macros; /* mention.c; likewise */
    const char *inside;                /* the name of the top-level declaration at hand */
    CXCursor declaration;              /* that */
    struct ac_hidden *hidden;          /* by it; NULL until it is asked for */
    struct ac_range tag;               /* the last struct, union or enum that was defined outside of functions */
    bool tag_has_name;
    size_t declared, declared_before; /* where the last two top-level declarations end */
    size_t head_of, head;             /* head.c: what was asked for last, and the answer */
    struct ac_cursors lowered_names;  /* what is called NAME__async */
    struct ac_range invocation;       /* of a macro: the one that was asked for last */
    struct ac_cursors twins;          /* ASYNC functions of headers whose text is here */
    struct ac_cursors unlowered;      /* what else is defined in headers and names ASYNC functions */
    struct {
        struct ac_declaration **items;
        size_t count, capacity;
    } needs; /* ASYNC functions that it names */
    struct {
        struct ac_goto *items;
        size_t count, capacity;
    } labels;
    struct {
        struct ac_goto *items;
        size_t count, capacity;
    } gotos;
    struct ac_cursors label_addresses; /* the labels */
    struct ac_ranges named_markers;    /* in what nothing is made of, but for */
    struct ac_ranges copied_markers;   /* these, and what they are in */
};

/* ---- cursor.c ---------------------------------------------------------------------------------------------------- */

/* The text of a CXString, in the arena; disposes it. "" for an empty one. */
const char *ac_take_string(struct ac_front *front, CXString string);
const char *ac_cursor_name(struct ac_front *front, CXCursor cursor);
bool ac_cursor_is_named(CXCursor cursor, const char *name);

/* The children of a cursor, in order. */
struct ac_cursors ac_children(struct ac_front *front, CXCursor cursor);
/* libclang shows a type that is defined in a declaration before that declaration, and again inside it. A walk that goes
 * into both takes 2^depth steps where such types nest: this tells the second one, a child of `parent`. */
bool ac_is_shown_again(CXCursor cursor, CXCursor parent);
bool ac_has_kid(struct ac_front *front, CXCursor cursor, enum CXCursorKind kind);
/* The null cursor where there is none. */
CXCursor ac_first_child(struct ac_front *front, CXCursor cursor);
CXCursor ac_last_child(struct ac_front *front, CXCursor cursor);
CXCursor ac_first_expr(struct ac_front *front, CXCursor cursor);

bool ac_is_expr(CXCursor cursor);
/* By their canonical types. */
bool ac_is_pointer(CXCursor cursor);
bool ac_is_array(CXCursor cursor);

/* ---- message.c --------------------------------------------------------------------------------------------------- */

void ac_error_at(struct ac_front *front, struct ac_range range, enum ac_rule rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same at a cursor in another file. */
void ac_error_in_header(struct ac_front *front, CXCursor cursor, enum ac_rule rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void ac_note_cursor(struct ac_front *front, CXCursor cursor, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What the cursor stands for is in an included file and changes: asks for the text of that. `in_body`: of a function.
 */
void ac_need_text(struct ac_front *front, CXCursor cursor, bool in_body);

/* ---- head.c ------------------------------------------------------------------------------------------------------ */

/* Where the top-level declaration begins that libclang says has that range. */
size_t ac_head_of_declaration(struct ac_front *front, struct ac_range range);

/* ---- place.c: where things stand in the text --------------------------------------------------------------------- */

struct ac_place_of {
    struct ac_range range;
    bool in_main;  /* in the file that is compiled */
    bool in_macro; /* what the cursor stands for came out of the macro invocation at `range` (maybe with more) */
    bool is_torn;  /* it begins with what came out of that macro, and maybe not with the first of it, and ends behind */
};

/* Whether it begins in the file that is compiled: ac_place().in_main, at less cost. */
bool ac_is_in_main(struct ac_front *front, CXCursor cursor);
struct ac_place_of ac_place(struct ac_front *front, CXCursor cursor);
/* Where what the cursor begins with was written, if that is in an argument of a macro; else 0. */
size_t ac_argument_offset(struct ac_front *front, CXCursor cursor);
/* The offset of a location, of the macro invocation where it came out of one. */
/* In the order of the text. */
void ac_sort_by_place(struct ac_expr **items, size_t count);
size_t ac_location_offset(CXSourceLocation location);
/* Whether it came out of a macro whose arguments have no text of their own, and where that is invoked. */
bool ac_is_out_of_macro(struct ac_front *front, CXSourceLocation location, size_t *ret_invocation);
/* Whether the name at `offset` invokes a macro. */
bool ac_is_invocation(struct ac_front *front, size_t offset);
/* From an identifier at `offset` to the end of it and, where a parenthesis follows, of that. */
size_t ac_invocation_end(struct ac_front *front, size_t offset);
/* The offset after the next semicolon if nothing but white space and comments comes before it, else `offset`. */
size_t ac_after_semicolon(const struct ac_source *source, size_t offset);

/* ---- invocation.c ------------------------------------------------------------------------------------------------ */

/* The file in which a macro is defined, or NULL, and where `NAME body` stands there. */
const char *ac_definition_text(struct ac_front *front, CXCursor definition, CXFile *ret_file,
                               struct ac_range *ret_range);

/* Finds unit->invocations. */
void ac_note_invocations(struct ac_front *front);

/* ---- macro_parts.c ----------------------------------------------------------------------------------------------- */

/* What is defined where; most files do not ask. */
struct ac_macros *ac_macros_of(struct ac_front *front);
/* Finds what the macros that are invoked in an ASYNC function begin and end with, by what they expand to. */
void ac_note_parts(struct ac_front *front, struct ac_range function);
/* Asks for the expansion of those of the user's in an ASYNC function that are parts of something. */
void ac_expand_parts(struct ac_front *front, struct ac_range function);
/* In a statement whose parts are printed one by one: of those that end it, too. */
void ac_expand_ends(struct ac_front *front, struct ac_range stmt);
/* Where parentheses are paired in the text: also of those that are one and nothing else. Whether there are any. */
bool ac_expand_parentheses(struct ac_front *front, struct ac_range range);
/* The same where commas, colons and semicolons count. */
bool ac_expand_punctuators(struct ac_front *front, struct ac_range range);

/* ---- openacc.c --------------------------------------------------------------------------------------------------- */

/* Directives in the function at hand, where -fopenacc is given. */
void ac_refuse_openacc(struct ac_front *front);

/* ---- loop_pragma.c ----------------------------------------------------------------------------------------------- */

/* Asks for macros in front of loops of the function at hand that await, which may be pragmas. */
void ac_expand_loop_pragmas(struct ac_front *front);

/* ---- unseen.c ---------------------------------------------------------------------------------------------------- */

/* Finds function->unseen of all functions. */
void ac_note_unseen(struct ac_front *front);
struct ac_header;
/* Whether it is a header of the system. */
bool ac_is_of_system(const struct ac_front *front, const struct ac_header *header);
/* Finds unit->unseen, which matters for the sizes of arrays. */
void ac_note_unseen_macros(struct ac_front *front);

/* ---- unlowered.c ------------------------------------------------------------------------------------------------- */

/* Notes a declaration of an included file that names ASYNC functions. */
void ac_note_unlowered(struct ac_front *front, CXCursor cursor);
/* Refuses those that are used. */
void ac_refuse_unlowered(struct ac_front *front);

/* ---- redefinition.c ---------------------------------------------------------------------------------------------- */

/* Asks for the text of files that define macros inside of ASYNC functions, and refuses what does so unseen. */
void ac_note_redefinitions(struct ac_front *front);

/* ---- type.c ------------------------------------------------------------------------------------------------------ */

const struct ac_type *ac_type(struct ac_front *front, CXType type);
/* Whether an object of the type is, also by a typedef, of which libclang's own functions say nothing. Arrays are not:
 * their elements may be. */
bool ac_is_const(CXType type);
bool ac_is_volatile(CXType type);
/* The tag that a struct, union or enum declared without one in the function at hand gets in the output. */
const char *ac_make_tag(struct ac_front *front, CXCursor declaration);
/* The same, or NULL. */
const char *ac_tag_of(struct ac_front *front, CXCursor declaration);
/* A struct or union outside of functions that was declared without a name. */
struct ac_unnamed {
    const char *name; /* "__typeof__(table[0])"; NULL: there is none */
    const char *by;   /* the variable or typedef that this names, or NULL */
};
const struct ac_unnamed *ac_unnamed(struct ac_front *front, CXCursor record);
const struct ac_type *ac_parameter_type(struct ac_front *front, CXType type);

/* ---- sizes.c ----------------------------------------------------------------------------------------------------- */

/* Whether the expression at `offset` is the size of an array. */
bool ac_follows_bracket(const struct ac_source *source, size_t offset);
/* Sets local->sizes from the sizes in its declarator, in the order of the text. */
void ac_set_sizes(struct ac_front *front, struct ac_local *local, struct ac_expr **sizes, size_t count);

/* ---- alignment.c ------------------------------------------------------------------------------------------------- */

struct ac_alignment ac_alignment_of(struct ac_front *front, CXCursor declaration);

/* ---- mark.c: what is ASYNC --------------------------------------------------------------------------------------- */

bool ac_has_annotation(CXCursor declaration, const char *annotation);
/* The expression without parentheses, implicit conversions and the other forms that change nothing. */
CXCursor ac_strip(struct ac_front *front, CXCursor expr);
/* Whether an expression is an ASYNC function or a pointer to ASYNC functions; a type that is by its typedef. */
bool ac_is_marked(struct ac_front *front, CXCursor expr);
/* A declared ASYNC function: marked itself, by its definition, or by the typedef that it is declared with. */
bool ac_is_async_function(CXCursor function);
bool ac_is_marked_declaration(CXCursor declaration);
bool ac_is_marked_type(CXType type);
/* Whether it is what typeof or __auto_type made of something else, or points to that. */
bool ac_is_inferred_type(CXType type);
/* The operands of which an expression is one: of a conditional two, of a comma the last. False for other forms. */
bool ac_choices(struct ac_front *front, CXCursor expr, struct ac_cursors *ret_choices);
/* Whether what is called, or what the pointer to it is declared as, takes an ASYNC function there; and its type,
 * invalid where there is no such parameter. */
bool ac_is_marked_parameter(struct ac_front *front, CXCursor callee, unsigned index, CXType *ret_type);
/* The declared ASYNC function that a cursor refers to. */
struct ac_declaration *ac_declaration_of(struct ac_front *front, CXCursor function);
/* Notes that NAME__async of it is used in the top-level declaration at hand. */
void ac_need_declaration(struct ac_front *front, struct ac_declaration *declaration);

/* ---- conversion.c ------------------------------------------------------------------------------------------------ */

/* Refuses a value of an ASYNC function or pointer where an unmarked one is wanted, and the other way round: also in the
 * braces of an initialiser. */
void ac_check_conversion(struct ac_front *front, CXCursor value, bool wanted, CXType wanted_type);

/* ---- mark_check.c ------------------------------------------------------------------------------------------------ */

/* What ASYNC stands on must say one thing. */
void ac_check_mark(struct ac_front *front, CXCursor cursor);

/* ---- compilers_type.c
 * ------------------------------------------------------------------------------------------------- */

/* Refuses __typeof__(s.wide + 0) in a declaration outside of functions: what it declares would not have it here. */
void ac_check_samples(struct ac_front *front, CXCursor declaration);

/* ---- attribute.c ------------------------------------------------------------------------------------------------- */

/* Whether the file declares an ASYNC function of that name. */
bool ac_is_name_of_async(struct ac_front *front, const char *name);
/* Refuses those by which an ordinary function would be an ASYNC one, or the other way round. */
void ac_check_attributes(struct ac_front *front, CXCursor function);
void ac_check_cleanup(struct ac_front *front, CXCursor variable);
/* Refuses #pragma weak of an ASYNC function. */
void ac_check_pragmas(struct ac_front *front);
/* Of a local of an ASYNC function: refuses a second cleanup, and a may_alias, which its field would not have. */
void ac_check_local_attributes(struct ac_front *front, CXCursor variable);
/* Whether one of that name means the same on the lowered function, which is inline only where it is static. */
bool ac_is_kept_attribute(const char *name, size_t length, bool is_static);
/* The attributes that its lowered form keeps and that do not stand in `specifiers`: behind the declarator, or on
 * another declaration of it, in a header, say. */
const char *ac_attributes_elsewhere(struct ac_front *front, CXCursor function, struct ac_range specifiers);
/* Whether it has the attribute of that name, with underscores around it or without. */
bool ac_has_attribute(struct ac_front *front, CXCursor declaration, const char *name);

/* unexposed.c: the text where the cursor's first token was written, be it in a macro, and how much is left of that. */
const char *ac_first_word(struct ac_front *front, CXCursor cursor, size_t *ret_left);

/* ---- local.c: the locals of the function at hand ----------------------------------------------------------------- */

/* The function that a variable's cleanup attribute names, or NULL. */
const char *ac_cleanup_of(struct ac_front *front, CXCursor declaration);
struct ac_local *ac_add_local(struct ac_front *front, CXCursor declaration, struct ac_range scope);
/* constant.c: whether a local is const, with the same value in each activation. */
bool ac_is_constant_object(struct ac_front *front, CXCursor declaration, CXCursor init);
/* NULL for what is none of them. */
struct ac_local *ac_find_local(struct ac_front *front, CXCursor declaration);

/* ---- mention.c --------------------------------------------------------------------------------------------------- */

/* Notes the locals that are named below the cursor, of which no expression is made. In any case does no harm. */
void ac_note_mentions(struct ac_front *front, CXCursor cursor);
/* The same by the words of a text that libclang says nothing of. */
void ac_note_words(struct ac_front *front, struct ac_range range);
/* The same of the operands of attributes in the body of the function at hand. */
void ac_note_attributes(struct ac_front *front);
/* The same for all its children but the last: for what stands in front of an operand. */
void ac_note_mentions_in_front(struct ac_front *front, CXCursor cursor);

/* ---- expressions: expr.h ----------------------------------------------------------------------------------------- */

struct ac_expr *ac_build_expr(struct ac_front *front, CXCursor cursor, enum ac_use use);
/* Nothing takes the value of the expression: a SPAWN_INTO in it leaves its task to the group. */
void ac_note_dropped(struct ac_expr *expr);
/* An operand of sizeof, typeof and the like: nothing in it runs. */
struct ac_expr *ac_build_unevaluated(struct ac_front *front, CXCursor cursor);
/* An operand of a typeof in what is evaluated: never a reason to evaluate it. */
struct ac_expr *ac_build_type_operand(struct ac_front *front, CXCursor cursor);
/* Refuses arguments that mix up ASYNC and ordinary functions. */
void ac_check_arguments(struct ac_front *front, CXCursor call);
/* The expression of the association that a _Generic selects; null where that cannot be told. */
CXCursor ac_selected_association(struct ac_front *front, CXCursor generic);

/* The marker that a cursor is the expansion of (async__await, ...), with its other parts; false where it is none. */
struct ac_marker {
    const char *name;
    CXCursor call;
    CXCursor others[2];
    unsigned other_count;
};
bool ac_is_marker(struct ac_front *front, CXCursor cursor, struct ac_marker *ret_marker);
/* Remembers a marker where nothing may be made of it: in `struct { char c[sizeof AWAIT(f())]; }`. */
void ac_note_marker(struct ac_front *front, CXCursor cursor);
/* At the end of a function: those of them that no expression of ours has. */
void ac_refuse_markers_in_types(struct ac_front *front);

/* ---- stmt.c ------------------------------------------------------------------------------------------------------ */

struct ac_stmt *ac_build_stmt(struct ac_front *front, CXCursor cursor);
/* Whether an if statement is what DEFER expands to. */
bool ac_is_defer(struct ac_front *front, CXCursor cursor);

/* ---- build.c ----------------------------------------------------------------------------------------------------- */

/* Whether it stands in a file that is included, also where the text of that is here. */
bool ac_is_included(struct ac_front *front, CXCursor cursor);

/* ---- function.c -------------------------------------------------------------------------------------------------- */

struct ac_function *ac_build_function(struct ac_front *front, CXCursor cursor, struct ac_range range, CXCursor body);
/* What a lowered function keeps of the specifiers in front of its name: storage, inline, some attributes. One that is
 * inline and not static has a definition in each file, or one more in another: it becomes weak, of which the linker
 * takes any, too. It cannot stay inline, as it uses what is static. */
const char *ac_prefix_of(struct ac_front *front, struct ac_range specifiers, bool is_static);

/* ---- scan.c ------------------------------------------------------------------------------------------------------ */

/* Adds the changes inside a declaration that is not an ASYNC function. */
void ac_scan(struct ac_front *front, CXCursor declaration);

/* ---- reach.c: types whose names are hidden ----------------------------------------------------------------------- */

/* What the top-level declaration at hand declares inside. */
const struct ac_hidden *ac_hidden_here(struct ac_front *front);
void ac_reach(struct ac_front *front);
void ac_add_change(struct ac_front *front, struct ac_change change);

#endif
