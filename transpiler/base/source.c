/* source.c - both maps are sorted arrays, searched by halving. */
#include "source.h"

#include "search.h"

struct ac_source *ac_source_new(struct ac_arena *arena, const char *path, const char *text, size_t size)
{
    struct ac_source *source = ac_new(arena, struct ac_source);
    source->path = path;
    source->original = source->text = text;
    source->original_size = source->size = size;
    source->directives = ac_new(arena, struct ac_directives *);
    AC_PUSH(arena, &source->lines, 0);
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\n') {
            AC_PUSH(arena, &source->lines, i + 1);
        }
    }
    return source;
}

/* The last replacement that starts at or before `offset`, or NULL. */
static const struct ac_replacement *replacement_before(const struct ac_source *source, size_t offset)
{
    size_t count = AC_COUNT_WHILE(&source->replacements, item, item->at <= offset);
    return count ? &source->replacements.items[count - 1] : NULL;
}

size_t ac_source_origin(const struct ac_source *source, size_t offset)
{
    const struct ac_replacement *before = replacement_before(source, offset);
    if (!before) {
        return offset;
    }
    if (offset - before->at < before->size) {
        return before->from;
    }
    return before->from + before->replaced + (offset - before->at - before->size);
}

size_t ac_source_text_offset(const struct ac_source *source, size_t origin)
{
    size_t count = AC_COUNT_WHILE(&source->replacements, item, item->from <= origin);
    const struct ac_replacement *before = count ? &source->replacements.items[count - 1] : NULL;
    if (!before) {
        return origin;
    }
    if (origin < before->from + before->replaced) {
        return before->at;
    }
    return before->at + before->size + (origin - before->from - before->replaced);
}

const struct ac_source *ac_source_file(const struct ac_source *source, size_t *offset)
{
    size_t count = AC_COUNT_WHILE(&source->pieces, item, item->at <= *offset);
    const struct ac_piece *piece = count ? &source->pieces.items[count - 1] : NULL;
    if (!piece) {
        return source;
    }
    *offset = piece->from + (*offset - piece->at < piece->size ? *offset - piece->at : piece->size);
    return piece->of;
}

const struct ac_included *ac_source_included(const struct ac_source *source, size_t offset)
{
    for (size_t i = 0; i < source->included.count && source->included.items[i].begin <= offset; i++) {
        if (offset < source->included.items[i].end) {
            return &source->included.items[i];
        }
    }
    return NULL;
}

bool ac_source_is_replaced(const struct ac_source *source, size_t offset)
{
    const struct ac_replacement *before = replacement_before(source, offset);
    return before && offset - before->at < before->size;
}

const struct ac_replacement *ac_source_next_marker(const struct ac_source *source, struct ac_range range)
{
    const struct ac_replacement *items = source->replacements.items;
    const struct ac_replacement *before = replacement_before(source, range.begin);
    size_t next = before ? (size_t)(before - items) + (before->at < range.begin) : 0;
    for (; next < source->replacements.count && items[next].at + items[next].size <= range.end; next++) {
        if (items[next].is_marker) {
            return &items[next];
        }
    }
    return NULL;
}

/* The end of a range is exclusive: what counts is the character before it. */
static size_t origin_of_end(const struct ac_source *source, size_t end)
{
    const struct ac_replacement *before = replacement_before(source, end - 1);
    if (before && end - 1 - before->at < before->size) {
        return before->from + before->replaced;
    }
    return ac_source_origin(source, end - 1) + 1;
}

struct ac_range ac_source_origin_range(const struct ac_source *source, struct ac_range range)
{
    struct ac_range origin = {ac_source_origin(source, range.begin), 0};
    origin.end = range.end > range.begin ? origin_of_end(source, range.end) : origin.begin;
    return origin;
}

unsigned ac_source_line(const struct ac_source *source, size_t offset, unsigned *column)
{
    return ac_source_original_line(source, ac_source_origin(source, offset), column);
}

unsigned ac_source_original_line(const struct ac_source *source, size_t offset, unsigned *column)
{
    size_t line = AC_COUNT_WHILE(&source->lines, start, *start <= offset);
    if (column) {
        *column = (unsigned)(offset - source->lines.items[line - 1]) + 1;
    }
    return (unsigned)line;
}

struct ac_range ac_source_line_extent(const struct ac_source *source, unsigned line)
{
    struct ac_range extent = {source->lines.items[line - 1], source->original_size};
    if (line < source->lines.count) {
        extent.end = source->lines.items[line] - 1;
        if (extent.end > extent.begin && source->original[extent.end - 1] == '\r') {
            extent.end--;
        }
    }
    return extent;
}
