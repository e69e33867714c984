/* source.h - one source file: the text the user wrote, the text that is compiled, and the map between the two.
 *
 * They differ only where macro invocations were replaced by their expansion (text/expand.c) and where markers were
 * spelled out for libclang. Every offset in the IR is an offset into `text`; diagnostics and #line speak of `original`.
 */
#ifndef AC_SOURCE_H
#define AC_SOURCE_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Half-open: text[begin, end). */
struct ac_range {
    size_t begin, end;
};

/* text[at, at + size) stands for original[from, from + replaced); text between two of them is the same in both. */
struct ac_replacement {
    size_t at, size;
    size_t from, replaced;
    bool is_marker; /* a part of a marker that is spelled out, and nothing else */
};

/* original[at, at + size) is `of`->original[from, from + size). */
struct ac_piece {
    size_t at, size;
    const struct ac_source *of;
    size_t from;
};

/* original[begin, end) stands for an #include of the file itself, which reads `directive`. */
struct ac_included {
    size_t begin, end;
    const char *directive;
};

struct ac_directives;

struct ac_source {
    const char *path; /* as the user gave it: what diagnostics, #line and __FILE__ say */
    const char *original;
    size_t original_size;
    const char *text;
    size_t size;
    struct {
        struct ac_replacement *items;
        size_t count, capacity;
    } replacements; /* by `at`, ascending, disjoint */
    struct {
        size_t *items;
        size_t count, capacity;
    } lines;                           /* offset in `original` where line i + 1 starts */
    struct ac_directives **directives; /* where ac_source_directives() keeps what it found */
    /* Of a source put together of several files (text/compose.c), in order; what is in none is between them: */
    struct {
        struct ac_piece *items;
        size_t count, capacity;
    } pieces;
    struct {
        struct ac_included *items;
        size_t count, capacity;
    } included;
    struct {
        const char **items; /* paths of files that must read as empty: all of them is in here, to be read once */
        size_t count, capacity;
    } emptied;
};

/* A source whose two texts are the same. `text` is borrowed. */
struct ac_source *ac_source_new(struct ac_arena *arena, const char *path, const char *text, size_t size);

/* The offset in `original` of the character at `offset` of `text`; inside a replacement, where that begins. */
size_t ac_source_origin(const struct ac_source *source, size_t offset);
/* What text[range) stands for in `original`: whole replacements, where it touches one. */
struct ac_range ac_source_origin_range(const struct ac_source *source, struct ac_range range);
/* The other way round; of what was replaced, where the replacement begins. */
size_t ac_source_text_offset(const struct ac_source *source, size_t origin);
/* The file that the character at *offset of `original` is in, and its offset there. */
const struct ac_source *ac_source_file(const struct ac_source *source, size_t *offset);
/* The #include of the file itself that the character at `offset` of `original` stands for; NULL where it is its own. */
const struct ac_included *ac_source_included(const struct ac_source *source, size_t offset);
/* True where `offset` of `text` lies inside a replacement. */
bool ac_source_is_replaced(const struct ac_source *source, size_t offset);
/* The first replacement inside of text[range) that is a part of a marker, or NULL. */
const struct ac_replacement *ac_source_next_marker(const struct ac_source *source, struct ac_range range);

/* 1-based line of an offset into `text`, and the column (in bytes) where `column` is not NULL. */
unsigned ac_source_line(const struct ac_source *source, size_t offset, unsigned *column);
/* The same of an offset into `original`. */
unsigned ac_source_original_line(const struct ac_source *source, size_t offset, unsigned *column);
/* The extent of a line of `original`, without its line end ("\n" or "\r\n"). */
struct ac_range ac_source_line_extent(const struct ac_source *source, unsigned line);

#endif
