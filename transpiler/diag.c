/* diag.c - messages are kept as they come, with their places mapped to the user's text at once; printing sorts them.
 *
 * Which warnings show, and which of them are errors, is settled when they are added: ac_diags_errors() must know. */
#define _GNU_SOURCE
#include "diag.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

struct fix {
    struct ac_range range; /* in the original */
    const char *replacement;
};

struct message {
    enum ac_severity severity;
    const struct ac_source *source; /* NULL: about asyncc itself */
    struct ac_range range;          /* in the original */
    const char *option;
    bool by_werror; /* a warning that -Werror made an error */
    bool verbatim;
    bool unfixable; /* a part of its fix-it cannot be made: then neither can the rest */
    const char *text;
    struct {
        struct fix *items;
        size_t count, capacity;
    } fixes;
    struct {
        struct message **items;
        size_t count, capacity;
    } notes;
    size_t order;
};

struct ac_diags {
    struct ac_arena *arena;
    const struct ac_source *main_file;
    const struct ac_warning_switch *switches;
    size_t switch_count;
    struct {
        struct message **items;
        size_t count, capacity;
    } messages;
    struct message *last_main; /* what the next note belongs to; not in `messages` where it is switched off */
    struct message *last;      /* what the next fix-it belongs to */
    size_t errors;
};

struct ac_diags *ac_diags_new(struct ac_arena *arena)
{
    struct ac_diags *diags = ac_new(arena, struct ac_diags);
    diags->arena = arena;
    return diags;
}

void ac_diags_configure(struct ac_diags *diags, const struct ac_source *main_file,
                        const struct ac_warning_switch *switches, size_t switch_count)
{
    diags->main_file = main_file;
    diags->switches = switches;
    diags->switch_count = switch_count;
}

void ac_diags_forget(struct ac_diags *diags)
{
    diags->messages.count = 0;
    diags->last_main = diags->last = NULL;
    diags->errors = 0;
}

size_t ac_diags_errors(const struct ac_diags *diags)
{
    return diags->errors;
}

/* ---- adding ------------------------------------------------------------------------------------------------------ */

/* What the switches make of the warning `option`: 1 where `yes` (of this warning or of all) is said last, 0 where `no`
 * is, `otherwise` where neither. */
static bool switched(const struct ac_diags *diags, const char *option, enum ac_warning_mode yes,
                     enum ac_warning_mode no, bool otherwise)
{
    bool general = otherwise, named = false, is_named = false;
    for (size_t i = 0; i < diags->switch_count; i++) {
        const struct ac_warning_switch *one = &diags->switches[i];
        bool says_yes = one->mode == yes || (yes == AC_WARNING_ON && one->name && one->mode == AC_WARNING_AS_ERROR);
        if (!says_yes && one->mode != no) {
            continue;
        }
        if (!one->name) {
            general = says_yes;
        } else if (option && strcmp(one->name, option) == 0) {
            named = says_yes;
            is_named = true;
        }
    }
    return is_named ? named : general;
}

/* As in Clang, -w is final. */
static bool all_switched_off(const struct ac_diags *diags)
{
    for (size_t i = 0; i < diags->switch_count; i++) {
        if (!diags->switches[i].name && diags->switches[i].mode == AC_WARNING_OFF) {
            return true;
        }
    }
    return false;
}

/* Settles what a warning is under the switches. False: nothing is to be said. */
static bool judge_warning(const struct ac_diags *diags, struct message *message)
{
    if (all_switched_off(diags) || !switched(diags, message->option, AC_WARNING_ON, AC_WARNING_OFF, true)) {
        return false;
    }
    if (switched(diags, message->option, AC_WARNING_AS_ERROR, AC_WARNING_NOT_ERROR, false)) {
        message->severity = AC_ERROR;
        message->by_werror = true;
    }
    return true;
}

static void add(struct ac_diags *diags, struct message *message)
{
    message->order = diags->messages.count;
    diags->last = message;
    if (message->severity == AC_NOTE && diags->last_main) {
        AC_PUSH(diags->arena, &diags->last_main->notes, message);
        return;
    }
    diags->last_main = message;
    if (message->severity == AC_WARNING && !judge_warning(diags, message)) {
        return;
    }
    diags->errors += message->severity == AC_ERROR;
    AC_PUSH(diags->arena, &diags->messages, message);
}

void ac_diag(struct ac_diags *diags, enum ac_severity severity, const struct ac_source *source, struct ac_range range,
             const char *option, const char *format, ...)
{
    struct message *message = ac_new(diags->arena, struct message);
    message->severity = severity;
    message->source = source;
    if (source) {
        message->range = ac_source_origin_range(source, range);
    }
    message->option = option;
    va_list arguments;
    va_start(arguments, format);
    message->text = ac_vformat(diags->arena, format, arguments);
    va_end(arguments);
    if (!diags->main_file) {
        diags->main_file = source;
    }
    add(diags, message);
}

void ac_diag_verbatim(struct ac_diags *diags, enum ac_severity severity, size_t offset, const char *text)
{
    struct message *message = ac_new(diags->arena, struct message);
    message->severity = severity;
    message->source = diags->main_file;
    message->range = (struct ac_range){offset, offset};
    message->verbatim = true;
    message->text = ac_strdup(diags->arena, text);
    add(diags, message);
}

/* True where `offset` lies between two characters of one replacement. */
static bool splits_replacement(const struct ac_source *source, size_t offset)
{
    return offset > 0 && ac_source_is_replaced(source, offset) && ac_source_is_replaced(source, offset - 1) &&
           ac_source_origin(source, offset) == ac_source_origin(source, offset - 1);
}

void ac_diag_fix(struct ac_diags *diags, struct ac_range range, const char *replacement)
{
    struct message *message = diags->last;
    const struct ac_source *source = message->source;
    message->unfixable |= splits_replacement(source, range.begin) || splits_replacement(source, range.end);
    if (message->unfixable) {
        message->fixes.count = 0;
        return;
    }
    struct fix fix = {ac_source_origin_range(source, range), ac_strdup(diags->arena, replacement)};
    AC_PUSH(diags->arena, &message->fixes, fix);
}

/* ---- printing ---------------------------------------------------------------------------------------------------- */

static const char *const severity_names[] = {"note", "warning", "error"};
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

/* The bytes of the UTF-8 sequence at `text`, 0 where there is none. */
static size_t utf8_length(const char *text, size_t left)
{
    unsigned char lead = (unsigned char)*text;
    size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

/* Prints the character at text[0] to `out` in a way that harms no terminal. Gives its bytes; adds to *column. */
static size_t show_character(FILE *out, const char *text, size_t left, size_t *column)
{
    unsigned char byte = (unsigned char)*text;
    size_t length = utf8_length(text, left);
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
static void print_caret(const struct printer *printer, const struct message *message, const struct line *line)
{
    size_t width = line->columns[line->extent.end - line->extent.begin] + 1;
    char *marks = ac_alloc(printer->arena, width + 1);
    memset(marks, ' ', width);
    underline(line, message->range, marks);
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
static bool is_shown_under(const struct fix *fix, const struct line *line)
{
    return fix->range.begin >= line->extent.begin && fix->range.begin <= line->extent.end && *fix->replacement &&
           !strchr(fix->replacement, '\n');
}

/*     foo(1, 2)
 *     ^~~~~~~~~
 *     AWAIT(  )        this row; what would overlap moves to the right */
static void print_fixes(const struct printer *printer, const struct message *message, const struct line *line)
{
    size_t end = 0;
    for (size_t i = 0; i < message->fixes.count; i++) {
        const struct fix *fix = &message->fixes.items[i];
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

static void print_snippet(const struct printer *printer, const struct message *message)
{
    struct line line = show_line(printer->arena, message->source, message->range.begin);
    print_gutter(printer, &line, true);
    fprintf(printer->out, "%s\n", line.shown);
    print_caret(printer, message, &line);
    print_fixes(printer, message, &line);
}

static void print_place(const struct printer *printer, const struct message *message)
{
    if (!message->source) {
        fprintf(printer->out, "asyncc: ");
        return;
    }
    unsigned column;
    unsigned line = ac_source_original_line(message->source, message->range.begin, &column);
    fprintf(printer->out, "%s:%u:%u: ", message->source->path, line, column);
}

static void print_option(const struct printer *printer, const struct message *message)
{
    if (message->by_werror && message->option) {
        fprintf(printer->out, " [-Werror,-W%s]", message->option);
    } else if (message->option) {
        fprintf(printer->out, " [-W%s]", message->option);
    } else if (message->by_werror) {
        fprintf(printer->out, " [-Werror]");
    }
}

/* The message itself, without its notes. */
static void print_message(const struct printer *printer, const struct message *message)
{
    if (message->verbatim) {
        size_t size = strlen(message->text);
        fprintf(printer->out, "%s%s", message->text, size && message->text[size - 1] == '\n' ? "" : "\n");
        return;
    }
    set_color(printer, bold);
    print_place(printer, message);
    set_color(printer, severity_colors[message->severity]);
    fprintf(printer->out, "%s: ", severity_names[message->severity]);
    set_color(printer, plain);
    set_color(printer, message->severity == AC_NOTE ? "" : bold);
    fputs(message->text, printer->out);
    print_option(printer, message);
    set_color(printer, plain);
    fputc('\n', printer->out);
    if (message->source) {
        print_snippet(printer, message);
    }
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

/* Messages about asyncc itself, about headers, about the file. */
static int rank(const struct message *message, const struct ac_source *main_file)
{
    return !message->source ? 0 : message->source == main_file ? 2 : 1;
}

static int compare_places(const void *left, const void *right, void *main_file)
{
    const struct message *a = *(struct message *const *)left, *b = *(struct message *const *)right;
    int ranks = rank(a, main_file) - rank(b, main_file);
    int paths = ranks == 0 && a->source ? strcmp(a->source->path, b->source->path) : 0;
    if (ranks || paths) {
        return ranks ? ranks : paths;
    }
    if (a->range.begin != b->range.begin) {
        return a->range.begin < b->range.begin ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool is_same(const struct message *a, const struct message *b)
{
    const char *path_a = a->source ? a->source->path : "", *path_b = b->source ? b->source->path : "";
    return a->severity == b->severity && a->range.begin == b->range.begin && a->range.end == b->range.end &&
           strcmp(path_a, path_b) == 0 && strcmp(a->text, b->text) == 0;
}

/* True where one of the messages before `messages[at]`, of the same place, says the same: a macro that uses its
 * argument twice draws two of each. */
static bool is_repeated(struct message *const *messages, size_t at)
{
    for (size_t i = at; i > 0 && messages[i - 1]->range.begin == messages[at]->range.begin; i--) {
        if (is_same(messages[i - 1], messages[at])) {
            return true;
        }
    }
    return false;
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

void ac_diags_print(const struct ac_diags *diags, FILE *out, bool color)
{
    struct printer printer = {diags->arena, out, color};
    size_t count = diags->messages.count, shown[] = {[AC_NOTE] = 0, [AC_WARNING] = 0, [AC_ERROR] = 0};
    if (count == 0) {
        return;
    }
    struct message **sorted = ac_alloc(diags->arena, count * sizeof *sorted);
    memcpy(sorted, diags->messages.items, count * sizeof *sorted);
    qsort_r(sorted, count, sizeof *sorted, compare_places, (void *)diags->main_file);
    for (size_t i = 0; i < count; i++) {
        if (is_repeated(sorted, i)) {
            continue;
        }
        shown[sorted[i]->severity]++;
        print_message(&printer, sorted[i]);
        for (size_t k = 0; k < sorted[i]->notes.count; k++) {
            print_message(&printer, sorted[i]->notes.items[k]);
        }
    }
    print_closing_line(out, shown[AC_WARNING], shown[AC_ERROR]);
}
