/* expand.h - the first pass: the text that libclang parses, made from the one that the user wrote.
 *
 * Two kinds of replacement are made, and recorded in the source's map:
 *
 * 1. The macro invocations that the caller names become their full expansion, on one line.
 * 2. Then each marker at file level, also in the results of 1, also inside the arguments of other markers and macros,
 * is spelled out as asyncc/markers.h defines it for the annotated view, so that libclang sees no macro there:
 *
 *        AWAIT( f(1, x) )   ->   ((void)async__await,( f(1, x) ))
 *
 *    What stands between the parentheses and commas of a marker is not touched. */
#ifndef AC_EXPAND_H
#define AC_EXPAND_H

#include "macro.h"

/* ---- one invocation ---------------------------------------------------------------------------------------------- */

struct ac_expansion {
    const char *reason; /* why it cannot be expanded; NULL where it was, and only then is the rest set */
    const char *text;   /* terminated */
    size_t size;
    size_t end;              /* of what the text replaces: behind the last token of the original that it took */
    bool has_comma;          /* outside of parentheses */
    bool opens;              /* its first token is a parenthesis */
    struct ac_pp_token last; /* its last token; AC_TOKEN_END where it is empty */
};

/* The full expansion of the macro invocation that starts at `offset` of the table's main file, as C11 6.10.3 has it
 * with what GCC and Clang add: named variadics, `, ## __VA_ARGS__`, __VA_OPT__. Rescanning goes on into what follows
 * the invocation in the file. As GCC has it, __LINE__ is the line of the name of the invocation, or in an argument its
 * own.
 *
 * Not expanded, and still there in the result: the names of asyncc and of the compiler (AC_MACRO_ASYNCC and
 * _PREDEFINED), _Pragma, a macro inside its own expansion, and, unless # or ## is in the way, the names of constants
 * that headers define (NULL, EINVAL): people read it. The text means the same when it is preprocessed again in
 * the same place: `name (` that must not become an invocation is written `(name)(`; an object-like macro that names
 * itself is left as it is. Spaces at both ends keep it apart from its neighbours where needed. */
struct ac_expansion ac_expand_invocation(struct ac_arena *arena, struct ac_macros *macros, size_t offset);

/* The offsets of the tokens in the arguments of the invocation at `offset` that stand in its expansion just as they
 * are, ascending, each as often as it stands there: what is put in the place of one would stand there as often. Without
 * those that # or ## takes. None where this cannot be told. */
struct ac_pp_origins ac_expansion_origins(struct ac_arena *arena, struct ac_macros *macros, size_t offset);

/* Whether the name at `offset` is __COUNTER__, or invokes a macro in whose expansion it stands; also where that cannot
 * be told. */
bool ac_expansion_counts(struct ac_arena *arena, struct ac_macros *macros, size_t offset);

/* ---- the whole file ---------------------------------------------------------------------------------------------- */

struct ac_expand_failure {
    size_t offset;
    const char *reason; /* half a sentence: "its arguments do not end" */
};

struct ac_expand_failures {
    struct ac_expand_failure *items;
    size_t count, capacity;
};

/* The source with both kinds of replacement made. `offsets`, into the original and in any order, name the invocations
 * to expand; of those inside the arguments of another macro that is not asyncc's, that one is expanded. The source is
 * the one that `macros` has scanned. What cannot be expanded stays as it is and is added to
 * `failures`.
 *
 * A marker's short forms are none where ASYNCC_NO_SHORT_NAMES is defined, and no form is one where the user has
 * (un)defined its name. One that is followed by no parenthesis, or has too few arguments, is left to the compiler. */
struct ac_source *ac_expand_source(struct ac_arena *arena, struct ac_macros *macros, const size_t *offsets,
                                   size_t count, struct ac_expand_failures *failures);

#endif
