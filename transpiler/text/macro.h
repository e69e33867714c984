/* macro.h - which macros are defined where in the main file.
 *
 * A table is filled once for a parse: definitions outside of the main file as the compiler saw them, the main file's
 * own directives by ac_macros_scan_main(), and what headers #undef by ac_macros_scan_undefs(). Then it answers what a
 * name stands for at an offset of the main file. Where that cannot be told, a name is ambiguous: never guess. */
#ifndef AC_MACRO_H
#define AC_MACRO_H

#include "pp.h"

enum ac_macro_origin {
    AC_MACRO_MAIN,       /* the user's file */
    AC_MACRO_HEADER,     /* a header of somebody else, or the command line (-D) */
    AC_MACRO_COMPILER,   /* a header of the compiler that parses the file (<stdatomic.h>, <tgmath.h>) */
    AC_MACRO_PREDEFINED, /* the compiler. Not expanded: the one that builds the output may have other values */
    AC_MACRO_ASYNCC,     /* asyncc's headers. Not expanded: later passes know them by name */
};

struct ac_macro {
    const char *text; /* of the definition, as it was given */
    size_t text_size;
    const char *name;
    size_t name_size;
    enum ac_macro_origin origin;
    bool is_read; /* what follows, by ac_macro_read() */
    bool is_function;
    bool is_variadic;         /* the last parameter takes the rest of the arguments */
    bool is_broken;           /* no definition that can be read */
    bool is_expanding;        /* the expander is inside it */
    unsigned parameter_count; /* with the variadic one */
    bool *expands; /* of each parameter: its argument is used expanded, not only with # and ##, or by __VA_OPT__ */
    struct ac_pp_tokens body;
};

/* Reads `NAME body` or `NAME(parameters) body`; the text is borrowed. NULL where there is no name. */
struct ac_macro *ac_macro_parse(struct ac_arena *arena, const char *text, size_t size, enum ac_macro_origin origin);
/* The same in two steps: of the thousands of macros that headers define a file uses a few. The second one does nothing
 * where it has been done. */
struct ac_macro *ac_macro_name(struct ac_arena *arena, const char *text, size_t size, enum ac_macro_origin origin);
void ac_macro_read(struct ac_arena *arena, struct ac_macro *macro);

/* Whether only the compiler that builds the output can expand it: the same macro of another compiler's header may be
 * made of other words. Those that take no arguments are constants and words of the language, but for what gives another
 * name to a builtin. */
bool ac_macro_is_left_to_compiler(const struct ac_macro *macro);

struct ac_macros;

struct ac_macros *ac_macros_new(struct ac_arena *arena);

/* Adds the definition `NAME body` or `NAME(parameters) body` (what follows #define), which holds from `offset` of the
 * main file on: for a header's, the offset of the #include in the main file that brought it in; 0 for those before
 * everything. The definitions of one name are added in the order in which the compiler saw them. The text is copied. */
void ac_macro_define(struct ac_macros *macros, const char *definition, size_t size, size_t offset,
                     enum ac_macro_origin origin);
/* The name is no macro from `offset` of the main file on (-U, say). */
void ac_macro_undef(struct ac_macros *macros, const char *name, size_t offset);

/* Records the #define, #undef, #pragma push_macro and pop_macro, #include and #line directives of source->original.
 * `skipped`: what of it the compiler skipped; NULL where that is not known yet, and then names that are defined under a
 * condition are ambiguous. Both are borrowed. */
void ac_macros_scan_main(struct ac_macros *macros, const struct ac_source *source, const struct ac_ranges *skipped);

/* Records that the headers in which text is included may #undef names, or #pragma pop_macro them, after all definitions
 * are added. A name that the same text defines again further down, as the compiler saw it defined, is not affected
 * (<assert.h> begins with #undef assert). The others are ambiguous after each #include until the main file defines them
 * again. `skipped` as above. Nothing of the text is kept. */
void ac_macros_scan_undefs(struct ac_macros *macros, const char *text, size_t size, const struct ac_ranges *skipped);

/* That costs, and is seldom needed: `tell` calls it for all headers when it first matters, or never. */
void ac_macros_tell_undefs_later(struct ac_macros *macros, void (*tell)(void *data), void *data);
/* From now on it cannot be told any more. */
void ac_macros_tell_undefs_now(struct ac_macros *macros);

enum ac_macro_state { AC_MACRO_UNDEFINED, AC_MACRO_DEFINED, AC_MACRO_AMBIGUOUS };

/* What the name is at `offset` of the main file; *ret_macro where it is defined. */
enum ac_macro_state ac_macro_find(const struct ac_macros *macros, const char *name, size_t size, size_t offset,
                                  struct ac_macro **ret_macro);
/* Whether the main file, or another one that is not asyncc's, has defined or undefined the name in front of `offset`.
 */
bool ac_macro_is_users(const struct ac_macros *macros, const char *name, size_t size, size_t offset);
/* Whether there is a #pragma pop_macro of the name; in headers, where those have been told. */
bool ac_macro_is_popped(const struct ac_macros *macros, const char *name, size_t size);

/* What __LINE__ is at `offset` of the main file, with regard to #line, and the string literal that __FILE__ is. 0 where
 * a #line cannot be read. */
unsigned long ac_macros_line(struct ac_macros *macros, size_t offset, struct ac_pp_token *ret_file);
/* What ac_macros_scan_main() was given. */
const struct ac_source *ac_macros_source(const struct ac_macros *macros);
const struct ac_ranges *ac_macros_skipped(const struct ac_macros *macros);

#endif
