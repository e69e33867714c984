/* writer.c - see writer.h.
 *
 * A line belongs to whom it was begun for. Where a line begins that is not what the compiler counts already, a #line comes
 * first. */
#include "writer.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct ac_writer {
    struct ac_arena *arena;
    const struct ac_source *source;
    const char *line_file;
    FILE *out;
    char *text;
    size_t size;
    unsigned physical; /* the number of the line at hand in the output */
    bool at_start;     /* nothing on it yet */
    bool spliced;      /* the line before ends with a backslash: this one goes on with it */
    bool counts_users; /* whose file and ... */
    unsigned counted;  /* ... which line the compiler takes it for */
    unsigned depth;
};

struct ac_writer *ac_writer_new(struct ac_arena *arena, const struct ac_source *source, const char *line_file)
{
    struct ac_writer *writer = ac_new(arena, struct ac_writer);
    writer->arena = arena;
    writer->source = source;
    writer->line_file = line_file;
    writer->out = open_memstream(&writer->text, &writer->size);
    if (!writer->out) {
        fprintf(stderr, "asyncc: out of memory\n");
        exit(1);
    }
    writer->physical = writer->counted = 1;
    writer->at_start = true;
    return writer;
}

const char *ac_writer_finish(struct ac_writer *writer, size_t *ret_size)
{
    char *result;
    fclose(writer->out);
    result = ac_strndup(writer->arena, writer->text, writer->size);
    *ret_size = writer->size;
    free(writer->text);
    return result;
}

static void newline(struct ac_writer *writer)
{
    putc('\n', writer->out);
    writer->physical++;
    writer->counted++;
    writer->at_start = true;
}

const char *ac_string_literal(struct ac_arena *arena, const char *text)
{
    char *result = ac_alloc(arena, 2 * strlen(text) + 3), *at = result;
    *at++ = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') {
            *at++ = '\\';
        }
        *at++ = *text;
    }
    *at = '"';
    return result;
}

static void put_line_directive(struct ac_writer *writer, unsigned line, const char *name)
{
    fprintf(writer->out, "#line %u %s\n", line, ac_string_literal(writer->arena, name));
    writer->physical++;
    writer->counted = line;
}

/* At the start of a line: makes it count as the user's line. */
static void count_as_users(struct ac_writer *writer, unsigned line)
{
    if (!writer->counts_users || writer->counted != line) {
        put_line_directive(writer, line, writer->source->path);
        writer->counts_users = true;
    }
}

static void count_as_own(struct ac_writer *writer)
{
    if (writer->counts_users || writer->counted != writer->physical) {
        put_line_directive(writer, writer->physical + 1, writer->line_file);
        writer->counts_users = false;
    }
}

static void indent(struct ac_writer *writer)
{
    fprintf(writer->out, "%*s", (int)writer->depth, "");
    writer->at_start = false;
}

/* What is left of the user's line after generated ones took over is not worth a line if it is blank. */
static size_t skip_blank_rest(const struct ac_writer *writer, struct ac_range range)
{
    const char *text = writer->source->text;
    size_t at = range.begin;
    if (!writer->at_start || writer->counts_users || at == 0 || text[at - 1] == '\n') {
        return at;
    }
    while (at < range.end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) {
        at++;
    }
    return at < range.end && text[at] == '\n' ? at + 1 : range.begin;
}

void ac_write_source(struct ac_writer *writer, struct ac_range range)
{
    const char *text = writer->source->text;
    for (size_t at = skip_blank_rest(writer, range); at < range.end;) {
        const char *end = memchr(text + at, '\n', range.end - at);
        size_t stop = end ? (size_t)(end - text) : range.end;
        if (writer->at_start && !writer->spliced) {
            count_as_users(writer, ac_source_line(writer->source, at, NULL));
        }
        fwrite(text + at, 1, stop - at, writer->out);
        writer->at_start &= stop == at;
        if (end) {
            newline(writer);
            writer->spliced = stop > range.begin && text[stop - 1] == '\\';
        }
        at = stop + (end ? 1 : 0);
    }
}

void ac_write_newlines_of(struct ac_writer *writer, struct ac_range range)
{
    for (size_t at = range.begin; at < range.end && writer->counts_users; at++) {
        if (writer->source->text[at] == '\n' && !ac_source_is_replaced(writer->source, at)) {
            newline(writer);
        }
    }
}

void ac_write(struct ac_writer *writer, const char *format, ...)
{
    va_list arguments;
    if (writer->at_start) {
        if (!writer->counts_users) {
            count_as_own(writer);
        }
        indent(writer);
    }
    va_start(arguments, format);
    vfprintf(writer->out, format, arguments);
    va_end(arguments);
}

void ac_write_own_line(struct ac_writer *writer)
{
    if (!writer->at_start) {
        newline(writer);
    }
    count_as_own(writer);
    indent(writer);
}

void ac_write_line(struct ac_writer *writer, const char *format, ...)
{
    va_list arguments;
    if (!writer->at_start) {
        newline(writer);
    }
    count_as_own(writer);
    if (*format) {
        indent(writer);
    }
    va_start(arguments, format);
    vfprintf(writer->out, format, arguments);
    va_end(arguments);
    newline(writer);
}

void ac_write_user_line(struct ac_writer *writer, size_t offset)
{
    if (!writer->at_start) {
        newline(writer);
    }
    count_as_users(writer, ac_source_line(writer->source, offset, NULL));
    indent(writer);
}

void ac_writer_indent(struct ac_writer *writer, size_t offset, int more)
{
    const char *text = writer->source->text;
    size_t begin = offset;
    unsigned columns = 0;
    while (begin && text[begin - 1] != '\n') {
        begin--;
    }
    for (; begin < offset && (text[begin] == ' ' || text[begin] == '\t'); begin++) {
        columns = text[begin] == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
    }
    writer->depth = columns + 4 * (unsigned)more;
}

unsigned ac_writer_depth(const struct ac_writer *writer)
{
    return writer->depth;
}

void ac_writer_set_depth(struct ac_writer *writer, unsigned columns)
{
    writer->depth = columns;
}
