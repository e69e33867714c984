/* program.h - a program as a row of tokens that can be cut up and put together anew; for mutate.c. */
#ifndef FUZZ_PROGRAM_H
#define FUZZ_PROGRAM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A token, or other text that stands for some. */
struct piece {
    const char *gap; /* white space and comments in front of it */
    size_t gap_size;
    const char *text;
    size_t size;
    char bracket; /* one of ( ) [ ] { } , ; = ? : or 0 */
    bool is_word; /* an identifier, a keyword or a literal */
    bool is_directive;
};

struct program {
    struct ac_arena *arena;
    struct piece *items; /* the last is empty: what stands behind the last token is its gap */
    size_t count, capacity;
};

/* Half-open: items[begin, end). */
struct span {
    size_t begin, end;
};

struct program program_of(struct ac_arena *arena, const char *text, size_t size);
/* Writes it, with line breaks around directives and spaces between words; cut off where there is no more room. */
size_t program_write(const struct program *program, char *result, size_t room);

/* Behind the bracket that closes the one at `at`; at + 1 where nothing opens there or it is not closed. */
size_t program_group_end(const struct program *program, size_t at);
/* The expression, argument or initialiser that `at` is in, as far as commas and brackets tell. */
struct span program_expression(const struct program *program, size_t at);
/* The statement, declaration or definition that `at` is in, as far as semicolons and braces tell. */
struct span program_statement(const struct program *program, size_t at);

struct piece piece_of(const char *text, size_t size);
/* Puts pieces, which may be the program's own, in the place of a span. */
void program_replace(struct program *program, struct span span, const struct piece *items, size_t count);

#endif
