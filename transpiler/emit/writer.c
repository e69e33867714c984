/* writer.c - see writer.h.
 *
 * A line belongs to whom it was begun for. Where a line begins that is not what the compiler counts already, a #line
 * comes first. */
#include "writer.h"

#include "../base/file.h"
#include "../base/search.h"
#include "../text/lex.h"
#include "definitions.h"
#include "groups.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A #line is shorter than more of them. */
enum { MOST_EMPTY_LINES = 4 };

/* #line LINE "FILE" in the user's text: what follows counts from there. */
struct ac_line_directive {
    size_t offset;     /* of the line after it, in the original */
    unsigned line;     /* what that line counts as */
    const char *file;  /* a string literal */
    unsigned physical; /* what it is */
};

struct ac_writer {
    struct ac_arena *arena;
    const struct ac_source *source;
    const struct ac_unit *unit;
    const struct ac_renames *renames;
    const char *path, *line_file; /* as literals */
    FILE *out;
    char *text;
    size_t size;
    unsigned physical;    /* the number of the line at hand in the output */
    bool at_start;        /* nothing on it yet */
    struct ac_range held; /* blanks that the line at hand begins with, written once something follows them */
    bool spliced;         /* the line before ends with a backslash: this one goes on with it */
    const char *counted_file;
    struct {
        struct ac_line_directive *items; /* #line in the source, in order */
        size_t count, capacity;
    } directives;
    bool counts_users; /* whose file and ... */
    unsigned counted;  /* ... which line the compiler takes it for */
    unsigned depth;
    const struct ac_patch *patches;
    size_t patch_count;
    bool *miscounted;    /* each of unit->counters: it was not written once, in the order of the text */
    size_t next_counter; /* behind the last that was written in order */
    struct ac_groups *groups;
    struct ac_definitions *definitions;
};

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

static void note_line_directive(struct ac_writer *writer, struct ac_token token)
{
    const char *text = writer->source->original;
    struct ac_directive directive = ac_directive_parse(text, token);
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token number = ac_lex(&lexer), name = ac_lex(&lexer);
    size_t count = writer->directives.count;
    struct ac_line_directive note = {.file = writer->path};
    if (directive.kind != AC_DIRECTIVE_LINE || number.kind != AC_TOKEN_NUMBER) {
        return;
    }
    note.line = (unsigned)strtoul(text + number.begin, NULL, 10);
    if (name.kind == AC_TOKEN_STRING) {
        note.file = ac_strndup(writer->arena, text + name.begin, name.end - name.begin);
    } else if (count) {
        note.file = writer->directives.items[count - 1].file;
    }
    note.offset = token.end;
    note.physical = ac_source_original_line(writer->source, token.end, NULL) + 1;
    AC_PUSH(writer->arena, &writer->directives, note);
}

static void note_line_directives(struct ac_writer *writer)
{
    const struct ac_directives *directives = ac_source_directives(writer->arena, writer->source);
    for (size_t i = 0; i < directives->count; i++) {
        note_line_directive(writer, directives->items[i]);
    }
}

/* How many #line stand in front of `origin`. */
static size_t directives_before(const struct ac_writer *writer, size_t origin)
{
    return AC_COUNT_WHILE(&writer->directives, directive, directive->offset < origin);
}

/* What the compiler would take the line of `offset` for, in the user's own file. */
static unsigned presumed_line(const struct ac_writer *writer, size_t offset, const char **ret_file)
{
    size_t origin = ac_source_origin(writer->source, offset), count = directives_before(writer, origin);
    unsigned line = ac_source_original_line(writer->source, origin, NULL);
    const struct ac_line_directive *note = count ? &writer->directives.items[count - 1] : NULL;
    *ret_file = note ? note->file : writer->path;
    return note ? line - note->physical + note->line : line;
}

struct ac_writer *ac_writer_new(const struct ac_unit *unit, const char *line_file)
{
    struct ac_writer *writer = ac_new(unit->arena, struct ac_writer);
    writer->arena = unit->arena;
    writer->unit = unit;
    writer->source = unit->source;
    writer->miscounted = ac_alloc(writer->arena, unit->counters.count + 1);
    writer->renames = &unit->renames;
    writer->path = ac_string_literal(writer->arena, writer->source->path);
    writer->line_file = ac_string_literal(writer->arena, line_file);
    writer->out = ac_file_to_memory(&writer->text, &writer->size);
    writer->physical = writer->counted = 1;
    writer->at_start = true;
    writer->groups = ac_groups_new(writer->arena, writer->source);
    writer->definitions = ac_definitions_new(unit);
    note_line_directives(writer);
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

static bool holds_blanks(const struct ac_writer *writer)
{
    return writer->held.begin < writer->held.end;
}

static void write_held(struct ac_writer *writer)
{
    fwrite(writer->source->text + writer->held.begin, 1, writer->held.end - writer->held.begin, writer->out);
    writer->held.begin = writer->held.end;
}

static void newline(struct ac_writer *writer)
{
    writer->held.begin = writer->held.end;
    putc('\n', writer->out);
    writer->physical++;
    writer->counted++;
    writer->at_start = true;
    writer->spliced = false;
}

static void put_line_directive(struct ac_writer *writer, unsigned line, const char *name)
{
    fprintf(writer->out, "#line %u %s\n", line, name);
    writer->physical++;
    writer->counted = line;
}

/* At the start of a line: makes it count as the user's line. */
static void count_as_users(struct ac_writer *writer, size_t offset)
{
    const char *file;
    unsigned line = presumed_line(writer, offset, &file);
    if (!writer->counts_users || writer->counted != line || strcmp(file, writer->counted_file) != 0) {
        put_line_directive(writer, line, file);
        writer->counts_users = true;
        writer->counted_file = file;
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

/* The user's line was a #line itself: the compiler counts from there. */
static void count_directive(struct ac_writer *writer, size_t begin, size_t end)
{
    size_t first = ac_source_origin(writer->source, begin), last = ac_source_origin(writer->source, end);
    if (!memchr(writer->source->text + begin, '#', end - begin)) {
        return;
    }
    for (size_t i = directives_before(writer, first + 1); i < directives_before(writer, last + 1); i++) {
        writer->counted = writer->directives.items[i].line;
        writer->counted_file = writer->directives.items[i].file;
    }
}

/* The first rename that stands at or behind `offset`. */
static size_t rename_at(const struct ac_writer *writer, size_t offset)
{
    return AC_COUNT_WHILE(writer->renames, rename, rename->range.begin < offset);
}

/* ---- __COUNTER__ ------------------------------------------------------------------------------------------------- */

void ac_write_instead(struct ac_writer *writer, struct ac_range range)
{
    size_t i = AC_COUNT_WHILE(&writer->unit->counters, counter, *counter < range.begin);
    for (; i < writer->unit->counters.count && writer->unit->counters.items[i] < range.end; i++) {
        writer->miscounted[i] |= i < writer->next_counter;
        while (writer->next_counter < i) {
            writer->miscounted[writer->next_counter++] = true;
        }
        writer->next_counter += i == writer->next_counter;
    }
}

bool ac_writer_miscounts(const struct ac_writer *writer, size_t counter)
{
    return writer->miscounted[counter] || counter >= writer->next_counter;
}

bool ac_writer_next_torn(struct ac_writer *writer, size_t *ret_offset)
{
    return ac_groups_next_torn(writer->groups, ret_offset);
}

bool ac_writer_next_misplaced(struct ac_writer *writer, size_t *ret_offset)
{
    return ac_definitions_next_misplaced(writer->definitions, ret_offset);
}

/* ---- the user's text --------------------------------------------------------------------------------------------- */

/* A part of a line. */
static void put_renamed(struct ac_writer *writer, size_t at, size_t stop)
{
    struct ac_range again;
    ac_write_instead(writer, (struct ac_range){at, stop});
    ac_groups_print(writer->groups, (struct ac_range){at, stop});
    if (ac_definitions_print(writer->definitions, (struct ac_range){at, stop}, &again)) {
        if (at < again.begin) {
            put_renamed(writer, at, again.begin);
        }
        at = again.end < stop ? again.end : stop;
    }
    if (at < stop) {
        write_held(writer);
    }
    for (size_t i = rename_at(writer, at); i < writer->renames->count; i++) {
        const struct ac_rename *rename = &writer->renames->items[i];
        if (rename->range.end > stop) {
            break;
        }
        fwrite(writer->source->text + at, 1, rename->range.begin - at, writer->out);
        fputs(rename->text, writer->out);
        at = rename->range.end;
    }
    fwrite(writer->source->text + at, 1, stop - at, writer->out);
}

/* The blanks that the user's line of `offset` begins with. */
static struct ac_range blanks_of_line(const struct ac_writer *writer, size_t offset)
{
    const char *text = writer->source->text;
    struct ac_range blanks = {offset, offset};
    while (blanks.begin && text[blanks.begin - 1] != '\n') {
        blanks.begin--;
    }
    blanks.end = blanks.begin;
    while (blanks.end < offset && (text[blanks.end] == ' ' || text[blanks.end] == '\t')) {
        blanks.end++;
    }
    return blanks;
}

/* Where what stood in front of `offset` was left out, the user's line at hand may be one further up: goes down to that
 * of `offset`. */
static bool catch_up(struct ac_writer *writer, size_t offset)
{
    struct ac_range blanks = blanks_of_line(writer, offset);
    const char *file;
    unsigned line = presumed_line(writer, offset, &file);
    if (!writer->counts_users || strcmp(file, writer->counted_file) != 0 || line <= writer->counted) {
        return false;
    }
    do {
        newline(writer);
    } while (writer->counted < line && line - writer->counted < MOST_EMPTY_LINES);
    count_as_users(writer, offset);
    fwrite(writer->source->text + blanks.begin, 1, blanks.end - blanks.begin, writer->out);
    writer->at_start = false;
    return true;
}

void ac_write_go_on(struct ac_writer *writer, size_t offset, const char *otherwise)
{
    if ((writer->at_start || !catch_up(writer, offset)) && !holds_blanks(writer)) {
        ac_write(writer, "%s", otherwise);
    }
}

static bool is_blank(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
            return false;
        }
    }
    return true;
}

static bool has_word(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (isalnum((unsigned char)text[i]) || text[i] == '_') {
            return true;
        }
    }
    return false;
}

/* What a declaration that is left out leaves of its line, nobody wants to see. */
static void put_or_hold(struct ac_writer *writer, struct ac_range part, bool goes_on)
{
    bool is_all_blank = is_blank(writer->source->text + part.begin, part.end - part.begin);
    if (is_all_blank && goes_on && writer->at_start && !writer->spliced) {
        writer->held = part;
    } else if (!is_all_blank || !holds_blanks(writer)) {
        put_renamed(writer, part.begin, part.end);
    }
}

static void write_text(struct ac_writer *writer, struct ac_range range)
{
    const char *text = writer->source->text;
    for (size_t at = range.begin; at < range.end;) {
        const char *end = memchr(text + at, '\n', range.end - at);
        size_t stop = end ? (size_t)(end - text) : range.end;
        if (writer->at_start && !writer->spliced) {
            count_as_users(writer, at);
        } else if (at == range.begin && has_word(text + at, stop - at)) {
            catch_up(writer, at);
        }
        put_or_hold(writer, (struct ac_range){at, stop}, !end);
        writer->at_start &= stop == at;
        if (end) {
            newline(writer);
            count_directive(writer, at, stop);
            writer->spliced = stop > range.begin && text[stop - 1] == '\\';
        }
        at = stop + (end ? 1 : 0);
    }
}

/* A part of a marker as the user wrote it. */
static void write_marker(struct ac_writer *writer, const struct ac_replacement *marker)
{
    for (size_t i = 0; i < marker->replaced; i++) {
        char c = writer->source->original[marker->from + i];
        if (c == '\n') {
            newline(writer);
        } else {
            write_held(writer);
            putc(c, writer->out);
            writer->at_start = false;
        }
    }
}

/* A marker that nobody lowered is none for the compiler: a macro makes a string of it, or drops it. */
static void write_with_markers(struct ac_writer *writer, struct ac_range range)
{
    const struct ac_replacement *marker;
    while ((marker = ac_source_next_marker(writer->source, range))) {
        write_text(writer, (struct ac_range){range.begin, marker->at});
        write_marker(writer, marker);
        range.begin = marker->at + marker->size;
    }
    write_text(writer, range);
}

void ac_writer_set_patches(struct ac_writer *writer, const struct ac_patch *patches, size_t count)
{
    writer->patches = patches;
    writer->patch_count = count;
}

static void write_patch(struct ac_writer *writer, const struct ac_patch *patch)
{
    if (writer->at_start && !writer->spliced) {
        count_as_users(writer, patch->range.begin);
    }
    write_held(writer);
    fputs(patch->text, writer->out);
    writer->at_start = false;
}

/* The user's line ends with a comment, behind something generated. In front of a case it may be that of a fallthrough,
 * and must not be parted from the case by a #line. */
static bool ends_with_comment(const struct ac_writer *writer, struct ac_range range)
{
    const char *text = writer->source->text;
    size_t at = range.begin;
    if (writer->at_start || writer->counts_users) {
        return false;
    }
    while (at < range.end && (text[at] == ' ' || text[at] == '\t')) {
        at++;
    }
    return at + 1 < range.end && text[at] == '/' && memchr("*/", text[at + 1], 2) &&
           memchr(text + at, '\n', range.end - at);
}

void ac_write_source(struct ac_writer *writer, struct ac_range range)
{
    range.begin = skip_blank_rest(writer, range);
    if (ends_with_comment(writer, range)) {
        newline(writer);
    }
    for (size_t i = 0; i < writer->patch_count; i++) {
        const struct ac_patch *patch = &writer->patches[i];
        if (patch->range.begin >= range.begin && patch->range.end <= range.end) {
            write_with_markers(writer, (struct ac_range){range.begin, patch->range.begin});
            write_patch(writer, patch);
            range.begin = patch->range.end;
        }
    }
    write_with_markers(writer, range);
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
    write_held(writer);
    va_start(arguments, format);
    vfprintf(writer->out, format, arguments);
    va_end(arguments);
}

void ac_write_name(struct ac_writer *writer, const char *name, struct ac_range range)
{
    ac_definitions_name(writer->definitions, range);
    ac_write(writer, "%s", name);
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

void ac_write_lost_definitions(struct ac_writer *writer, size_t offset)
{
    const char *text = writer->source->text;
    struct ac_range range;
    while (ac_definitions_next_lost(writer->definitions, offset, &range)) {
        while (range.begin < range.end) {
            const char *end = memchr(text + range.begin, '\n', range.end - range.begin);
            size_t stop = end ? (size_t)(end - text) : range.end;
            ac_write_line(writer, "%.*s", (int)(stop - range.begin), text + range.begin);
            range.begin = stop + (end ? 1 : 0);
        }
    }
}

void ac_write_user_line(struct ac_writer *writer, size_t offset)
{
    if (!writer->at_start) {
        newline(writer);
    }
    count_as_users(writer, offset);
    indent(writer);
}

void ac_writer_indent(struct ac_writer *writer, size_t offset, int more)
{
    struct ac_range blanks = blanks_of_line(writer, offset);
    unsigned columns = 0;
    for (size_t at = blanks.begin; at < blanks.end; at++) {
        columns = writer->source->text[at] == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
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
