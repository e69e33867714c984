/* output.h - what asyncc leaves behind: whole files or none, and the comparison that writes nothing. */
#ifndef AC_OUTPUT_H
#define AC_OUTPUT_H

#include "base/arena.h"

#include <stdbool.h>

struct ac_output_file {
    const char *path; /* "-": standard output */
    const char *text;
    size_t size;
};

/* Writes all files or none. Each is written beside its place and renamed, so that nobody ever sees half of one; a file
 * that was there keeps its mode, a symbolic link goes on pointing to it, and devices and pipes are written in place.
 * NULL, or what is wrong. */
const char *ac_output_write(struct ac_arena *arena, const struct ac_output_file *files, size_t count);

/* True where both names lead to one file that exists. */
bool ac_output_is_same_file(const char *path, const char *other);

/* Compares text with the file `path`. Where they differ, prints a unified diff to standard output, which calls the text
 * `label`, and sets *ret_same to false. NULL, or what kept it from comparing. */
const char *ac_output_check(struct ac_arena *arena, const char *path, const char *text, size_t size, const char *label,
                            bool *ret_same);

#endif
