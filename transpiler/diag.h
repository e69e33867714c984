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
#include "diag_rules.h"

#include <stdio.h>

enum ac_severity { AC_NOTE, AC_WARNING, AC_ERROR };

struct ac_diags;

struct ac_diags *ac_diags_new(struct ac_arena *arena);

/* What -W options say, in the order they were given. As in Clang, one that names a warning is stronger than one that
 * does not, and of equals the last counts. */
enum ac_warning_mode {
    AC_WARNING_ON,        /* -WNAME; of all: nothing, as each is on by itself */
    AC_WARNING_OFF,       /* -Wno-NAME; of all: -w */
    AC_WARNING_AS_ERROR,  /* -Werror=NAME, which also switches it on; of all: -Werror */
    AC_WARNING_NOT_ERROR, /* -Wno-error=NAME; of all: -Wno-error */
};
struct ac_warning_switch {
    const char *name; /* of the warning; NULL: all of them */
    enum ac_warning_mode mode;
};

/* Before the first message. `main_file` (NULL: the source of the first message) is the file that is compiled: messages
 * about other files, its headers, are printed before those about it. `switches` is borrowed. */
void ac_diags_configure(struct ac_diags *diags, const struct ac_source *main_file,
                        const struct ac_warning_switch *switches, size_t switch_count);

/* Adds a message about text[range) of `source`; without a source (NULL) it is about asyncc itself. A note
 * (AC_RULE_NONE) belongs to the message added before it, and vanishes with it where that is switched off. The message
 * is copied. */
void ac_diag(struct ac_diags *diags, enum ac_severity severity, const struct ac_source *source, struct ac_range range,
             enum ac_rule rule, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* The message added last is Clang's, which -W`name` is about. */
void ac_diag_clang_option(struct ac_diags *diags, const char *name);
/* A fix-it for the message added last: what `range` should read instead (an empty range inserts). Dropped where an end
 * of it lies inside replaced text: that is not the user's to change. */
void ac_diag_fix(struct ac_diags *diags, struct ac_range range, const char *replacement);
/* The same: what to put in front of the range and behind it. */
void ac_diag_fix_around(struct ac_diags *diags, struct ac_range range, const char *before, const char *behind);
/* Underlines one more range for the message added last. */
void ac_diag_underline(struct ac_diags *diags, struct ac_range range);
/* For the message added last, which is about a header: that it is included in line `line` of `path`, the outermost
 * includer first. */
void ac_diag_included_from(struct ac_diags *diags, const char *path, unsigned line);

/* Drops all messages: the next attempt at the same file says again what still holds. */
void ac_diags_forget(struct ac_diags *diags);

/* Warnings that -Werror made errors are errors. */
size_t ac_diags_errors(const struct ac_diags *diags);

enum ac_diag_format {
    AC_DIAG_TEXT,  /* Clang's, with its closing line ("1 warning and 2 errors generated.") */
    AC_DIAG_JSON,  /* GCC's, an array */
    AC_DIAG_SARIF, /* SARIF 2.1.0 */
};

/* Prints all, in the order of their places, duplicates once. Colours, of text, where `color`. */
void ac_diags_print(const struct ac_diags *diags, enum ac_diag_format format, bool color, FILE *out);

#endif
