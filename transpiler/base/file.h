/* file.h - whole files into memory, and streams that end there. */
#ifndef AC_FILE_H
#define AC_FILE_H

#include "arena.h"

#include <stdio.h>

/* The content of `path` ("-": of standard input), with a '\0' after it that *ret_size does not count. NULL: see
 * errno. */
char *ac_file_read(struct ac_arena *arena, const char *path, size_t *ret_size);

/* open_memstream() that never gives NULL: like ac_alloc(), it ends the program where there is no memory. After
 * fclose(), *text is the caller's to free. */
FILE *ac_file_to_memory(char **text, size_t *size);

#endif
