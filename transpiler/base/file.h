/* file.h - whole files into memory. */
#ifndef AC_FILE_H
#define AC_FILE_H

#include "arena.h"

/* The content of `path` ("-": of standard input), with a '\0' after it that *ret_size does not count. NULL: see
 * errno. */
char *ac_file_read(struct ac_arena *arena, const char *path, size_t *ret_size);

#endif
