/* compose.h - the text of the file that is compiled with that of files that it includes in the place of their
 * #includes.
 *
 * Headers are included, not rewritten. But what changes must have a place in the text: a static inline ASYNC function
 * of a header that is used here, and what a file included in the middle of an ASYNC function holds. So the files with
 * these, and those through which they are included, are put in, between #line directives:
 *
 *     #include "list.h"      ->      #line 1 "list.h"
 *                                    ...
 *                                    #line 2 "main.c"
 *
 * The source says which part is whose (pieces) and where an #include stood (included): the output has that again, and
 * after it the lowered twins of the functions that it uses (emit/unit.c). */
#ifndef AC_COMPOSE_H
#define AC_COMPOSE_H

#include "../base/source.h"

/* A file at one place where it is read. */
struct ac_inclusion {
    const char *path; /* as the compiler found it */
    size_t offset;    /* in the file around it, inside the #include that brings it in */
    struct {
        struct ac_inclusion **items; /* what it includes, in order */
        size_t count, capacity;
    } inclusions;
};

/* Files to put in. */
struct ac_wanted_file {
    const char *path;
    bool whole; /* with all files that it includes: its text goes into the output */
};

struct ac_wanted {
    struct ac_wanted_file *items;
    size_t count, capacity;
    bool trigraphs; /* they have them */
};

/* `source` with the files of these paths put in wherever they are included. NULL where one of them is included nowhere
 * in it (but on the command line, say) or cannot be read: then *ret_path is that one. */
struct ac_source *ac_compose(struct ac_arena *arena, const struct ac_source *source, const struct ac_inclusion *root,
                             const struct ac_wanted *wanted, const char **ret_path);

#endif
