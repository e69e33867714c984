/* diag.h - collects what there is to say about the user's file, sorts it, prints it in Clang's format with the caret.
 *
 *     sum.c:12:5: error: call of ASYNC function 'compute' without AWAIT
 *        12 |     compute(1, 2);
 *           |     ^~~~~~~~~~~~~
 *           |     AWAIT(compute(1, 2))        (a fix-it, where there is one)
 *     sum.c:3:18: note: 'compute' is declared ASYNC here */
#ifndef AC_DIAG_H
#define AC_DIAG_H

#include "base/source.h"

#include <stdio.h>

enum ac_severity { AC_NOTE, AC_WARNING, AC_ERROR };

struct ac_diags;

struct ac_diags *ac_diags_new(struct ac_arena *arena);

/* Adds a message about text[range) of `source`. `option` is the stable name of a warning ("dropped-future", printed as
 * [-Wdropped-future]), NULL for errors and notes. A note belongs to the message added before it. The message is copied. */
void ac_diag(struct ac_diags *diags, enum ac_severity severity, const struct ac_source *source, struct ac_range range,
             const char *option, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* A fix-it for the message added last: what `range` should read instead (an empty range inserts). */
void ac_diag_fix(struct ac_diags *diags, struct ac_range range, const char *replacement);
/* A message from libclang, already formatted with its caret lines; `offset` in the original sorts it. */
void ac_diag_verbatim(struct ac_diags *diags, enum ac_severity severity, size_t offset, const char *text);

size_t ac_diags_errors(const struct ac_diags *diags);

/* Prints all, in the order of their places, duplicates once, then Clang's closing line ("1 warning and 2 errors
 * generated."). Colours where `color`. */
void ac_diags_print(const struct ac_diags *diags, FILE *out, bool color);

#endif
