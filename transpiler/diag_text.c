/* diag_text.c - prints messages as Clang does: place, text, the line with a caret under it, fix-its, notes. */
#define _GNU_SOURCE
#include "base/file.h"
#include "base/utf8.h"
#include "diag_internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const severity_colors[] = {"\033[0;1;36m", "\033[0;1;35m", "\033[0;1;31m"};
static const char bold[] = "\033[1m", plain[] = "\033[0m", caret_color[] = "\033[0;1;32m", fix_color[] = "\033[0;32m";
enum { TAB_STOP = 8 };

/* One line of the original as it is printed, and where each byte of it went. */
struct line {
    unsigned number;
    struct ac_range extent; /* in the original */
    const char *shown;
    const size_t *columns; /* of each byte, and of the end */
};

struct printer {
    struct ac_arena *arena;
    FILE *out;
    bool color;
};

static void set_color(const struct printer *printer, const char *color)
{
    if (printer->color) {
        fputs(color, printer->out);
    }
}

/* Prints the character at text[0] to `out` in a way that harms no terminal. Gives its bytes; adds to *column. */
static size_t show_character(FILE *out, const char *text, size_t left, size_t *column)
{
    unsigned char byte = (unsigned char)*text;
    size_t length = ac_utf8_length(text, left);
    if (byte == '\t') {
        size_t width = TAB_STOP - *column % TAB_STOP;
        fprintf(out, "%*s", (int)width, "");
        *column += width;
    } else if (length == 0) {
        *column += (size_t)fprintf(out, "<%02X>", byte);
        length = 1;
    } else if (byte < ' ' || byte == 0x7F) {
        *column += (size_t)fprintf(out, "<U+%04X>", byte);
    } else {
        fwrite(text, 1, length, out);
        *column += 1;
    }
    return length;
}

static struct line show_line(struct ac_arena *arena, const struct ac_source *source, size_t offset)
{
    struct line line = {.number = ac_source_original_line(source, offset, NULL)};
    line.extent = ac_source_line_extent(source, line.number);
    const char *text = source->original + line.extent.begin;
    size_t size = line.extent.end - line.extent.begin, column = 0, shown_size = 0;
    size_t *columns = ac_alloc(arena, (size + 1) * sizeof *columns);
    char *shown = NULL;
    FILE *out = ac_file_to_memory(&shown, &shown_size);
    for (size_t i = 0; i < size;) {
        size_t begin = column;
        size_t length = show_character(out, text + i, size - i, &column);
        while (length--) {
            columns[i++] = begin;
        }
    }
    columns[size] = column;
    fclose(out);
    line.shown = ac_strndup(arena, shown, shown_size);
    line.columns = columns;
    free(shown);
    return line;
}

/* The column of an offset into the original; one beyond the line is at its end. */
static size_t column_of(const struct line *line, size_t offset)
{
    size_t size = line->extent.end - line->extent.begin;
    size_t at = offset < line->extent.begin ? 0 : offset - line->extent.begin;
    return line->columns[at < size ? at : size];
}

/* What is left of `marks`, a line under the text, when its trailing blanks are gone. */
static int marks_width(const char *marks, size_t size)
{
    while (size > 0 && marks[size - 1] == ' ') {
        size--;
    }
    return (int)size;
}

static void underline(const struct line *line, struct ac_range range, char *marks)
{
    for (size_t i = column_of(line, range.begin); i < column_of(line, range.end); i++) {
        marks[i] = '~';
    }
}

/* The margin left of the text: the number of the line in the first row, blank under it. */
static void print_gutter(const struct printer *printer, const struct line *line, bool numbered)
{
    int width = snprintf(NULL, 0, "%5u", line->number);
    if (numbered) {
        fprintf(printer->out, "%5u | ", line->number);
    } else {
        fprintf(printer->out, "%*s | ", width, "");
    }
}

/*     foo(1, 2)
 *     ^~~~~~~~~        this row */
static void print_caret(const struct printer *printer, const struct ac_message *message, const struct line *line)
{
    size_t width = line->columns[line->extent.end - line->extent.begin] + 1;
    char *marks = ac_alloc(printer->arena, width + 1);
    memset(marks, ' ', width);
    underline(line, message->range, marks);
    for (size_t i = 0; i < message->underlines.count; i++) {
        underline(line, message->underlines.items[i], marks);
    }
    for (size_t i = 0; i < message->fixes.count; i++) {
        underline(line, message->fixes.items[i].range, marks);
    }
    marks[column_of(line, message->range.begin)] = '^';
    print_gutter(printer, line, false);
    set_color(printer, caret_color);
    fprintf(printer->out, "%.*s", marks_width(marks, width), marks);
    set_color(printer, plain);
    fputc('\n', printer->out);
}

/* True where the fix-it can be shown under `line`: it begins there and is one line itself. */
static bool is_shown_under(const struct ac_fix *fix, const struct line *line)
{
    return fix->range.begin >= line->extent.begin && fix->range.begin <= line->extent.end && *fix->replacement &&
           !strchr(fix->replacement, '\n');
}

/*     foo(1, 2)
 *     ^~~~~~~~~
 *     AWAIT(  )        this row; what would overlap moves to the right */
static void print_fixes(const struct printer *printer, const struct ac_message *message, const struct line *line)
{
    size_t end = 0;
    for (size_t i = 0; i < message->fixes.count; i++) {
        const struct ac_fix *fix = &message->fixes.items[i];
        if (!is_shown_under(fix, line)) {
            continue;
        }
        if (end == 0) {
            print_gutter(printer, line, false);
            set_color(printer, fix_color);
        }
        size_t column = column_of(line, fix->range.begin);
        if (column < end) {
            column = end + 1;
        }
        fprintf(printer->out, "%*s%s", (int)(column - end), "", fix->replacement);
        end = column + strlen(fix->replacement);
    }
    if (end > 0) {
        set_color(printer, plain);
        fputc('\n', printer->out);
    }
}

/* Nobody reads a line that is longer than these bytes, and each message would print it. */
enum { MAX_SHOWN_LINE = 4096 };

static void print_snippet(const struct printer *printer, const struct ac_message *message)
{
    unsigned number = ac_source_original_line(message->source, message->range.begin, NULL);
    struct ac_range extent = ac_source_line_extent(message->source, number);
    if (extent.end - extent.begin > MAX_SHOWN_LINE) {
        return;
    }
    struct line line = show_line(printer->arena, message->source, message->range.begin);
    print_gutter(printer, &line, true);
    fprintf(printer->out, "%s\n", line.shown);
    print_caret(printer, message, &line);
    print_fixes(printer, message, &line);
}

static void print_place(const struct printer *printer, const struct ac_message *message)
{
    if (!message->source) {
        fprintf(printer->out, "asyncc: ");
        return;
    }
    unsigned column;
    unsigned line = ac_source_original_line(message->source, message->range.begin, &column);
    fprintf(printer->out, "%s:%u:%u: ", message->source->path, line, column);
}

/* [-Wname] of what a -W option changes, [name] of other rules. */
static void print_rule(const struct printer *printer, const struct ac_message *message)
{
    const char *name = message->clang_option ? message->clang_option : ac_rule_name(message->rule);
    bool is_option = message->clang_option || message->by_werror || message->severity == AC_WARNING;
    if (name) {
        fprintf(printer->out, " [%s%s%s]", message->by_werror ? "-Werror," : "", is_option ? "-W" : "", name);
    }
}

static void print_message(const struct printer *printer, const struct ac_message *message)
{
    for (size_t i = 0; i < message->includers.count; i++) {
        const struct ac_includer *includer = &message->includers.items[i];
        fprintf(printer->out, "In file included from %s:%u:\n", includer->path, includer->line);
    }
    set_color(printer, bold);
    print_place(printer, message);
    set_color(printer, severity_colors[message->severity]);
    fprintf(printer->out, "%s: ", ac_severity_names[message->severity]);
    set_color(printer, plain);
    set_color(printer, message->severity == AC_NOTE ? "" : bold);
    fputs(message->text, printer->out);
    print_rule(printer, message);
    set_color(printer, plain);
    fputc('\n', printer->out);
}

/* True for a note about the place that was shown last. */
static bool repeats_snippet(const struct ac_message *note, const struct ac_message *shown)
{
    return note->source == shown->source && note->range.begin == shown->range.begin && note->fixes.count == 0;
}

static void print_with_notes(const struct printer *printer, const struct ac_message *message)
{
    const struct ac_message *shown = message;
    print_message(printer, message);
    if (message->source) {
        print_snippet(printer, message);
    }
    for (size_t i = 0; i < message->notes.count; i++) {
        const struct ac_message *note = message->notes.items[i];
        print_message(printer, note);
        if (note->source && !repeats_snippet(note, shown)) {
            print_snippet(printer, note);
        }
        shown = note;
    }
}

/* "1 warning and 2 errors generated." */
static void print_closing_line(FILE *out, size_t warnings, size_t errors)
{
    if (warnings) {
        fprintf(out, "%zu warning%s", warnings, warnings == 1 ? "" : "s");
    }
    if (warnings && errors) {
        fprintf(out, " and ");
    }
    if (errors) {
        fprintf(out, "%zu error%s", errors, errors == 1 ? "" : "s");
    }
    if (warnings || errors) {
        fprintf(out, " generated.\n");
    }
}

void ac_diags_print_text(struct ac_arena *arena, struct ac_message *const *messages, size_t count, FILE *out,
                         bool color)
{
    struct printer printer = {arena, out, color};
    size_t shown[] = {[AC_NOTE] = 0, [AC_WARNING] = 0, [AC_ERROR] = 0};
    for (size_t i = 0; i < count; i++) {
        shown[messages[i]->severity]++;
        print_with_notes(&printer, messages[i]);
    }
    print_closing_line(out, shown[AC_WARNING], shown[AC_ERROR]);
}
