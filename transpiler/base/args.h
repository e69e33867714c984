/* args.h - command lines as GCC and Clang read them: response files, and options that take the next word. */
#ifndef AC_ARGS_H
#define AC_ARGS_H

#include "arena.h"

#include <stdbool.h>

/* Words; items[count] is NULL. */
struct ac_args {
    char **items;
    size_t count, capacity;
};

void ac_args_add(struct ac_arena *arena, struct ac_args *args, const char *word);

/* Adds the words of `text`: white space separates, "…" and '…' hold together, a backslash takes the next character
 * literally, in quotes too. */
void ac_args_split(struct ac_arena *arena, struct ac_args *args, const char *text);

/* Adds `words`, with each `@file` replaced by the words in that file, which may name further ones. NULL, or what is
 * wrong: a file cannot be read (unless `lenient`: then, as in GCC, the word is an ordinary one) or includes itself. */
const char *ac_args_expand(struct ac_arena *arena, struct ac_args *args, char *const *words, size_t count,
                           bool lenient);

/* True for an option of GCC or Clang whose argument is the next word: "-o", "-I", "-include"; not "-Iinclude". */
bool ac_args_takes_next(const char *option);

#endif
