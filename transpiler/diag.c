/* diag.c - messages are kept as they come, with their places mapped to the user's text at once; printing sorts them.
 *
 * Which warnings show, and which of them are errors, is settled when they are added: ac_diags_errors() must know. */
#define _GNU_SOURCE
#include "diag_internal.h"

#include <stdlib.h>
#include <string.h>

struct ac_diags {
    struct ac_arena *arena;
    const struct ac_source *main_file;
    const struct ac_warning_switch *switches;
    size_t switch_count;
    struct {
        struct ac_message **items;
        size_t count, capacity;
    } messages;
    struct ac_message *last_main; /* what the next note belongs to; not in `messages` where it is switched off */
    struct ac_message *last;      /* what the next fix-it belongs to */
    size_t errors;
};

const char *const ac_severity_names[] = {"note", "warning", "error"};

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

/* What the switches make of the `warning`: 1 where `yes` (of this warning or of all) is said last, 0 where `no`
 * is, `otherwise` where neither. */
static bool switched(const struct ac_diags *diags, const char *warning, enum ac_warning_mode yes,
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
        } else if (warning && strcmp(one->name, warning) == 0) {
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
static bool judge_warning(const struct ac_diags *diags, struct ac_message *message)
{
    if (all_switched_off(diags) || !switched(diags, ac_rule_name(message->rule), AC_WARNING_ON, AC_WARNING_OFF, true)) {
        return false;
    }
    if (switched(diags, ac_rule_name(message->rule), AC_WARNING_AS_ERROR, AC_WARNING_NOT_ERROR, false)) {
        message->severity = AC_ERROR;
        message->by_werror = true;
    }
    return true;
}

static void add(struct ac_diags *diags, struct ac_message *message)
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

/* What text[range) stands for, in the file that it is in. */
static struct ac_range range_in_file(const struct ac_source *source, struct ac_range range,
                                     const struct ac_source **ret_file)
{
    struct ac_range origin = ac_source_origin_range(source, range), in_file = origin;
    *ret_file = ac_source_file(source, &in_file.begin);
    if (ac_source_file(source, &in_file.end) != *ret_file || in_file.end < in_file.begin) {
        in_file.end = in_file.begin;
    }
    return in_file;
}

void ac_diag(struct ac_diags *diags, enum ac_severity severity, const struct ac_source *source, struct ac_range range,
             enum ac_rule rule, const char *format, ...)
{
    struct ac_message *message = ac_new(diags->arena, struct ac_message);
    message->severity = severity;
    message->given = source;
    if (source) {
        message->range = range_in_file(source, range, &message->source);
    }
    message->rule = rule;
    va_list arguments;
    va_start(arguments, format);
    message->text = ac_vformat(diags->arena, format, arguments);
    va_end(arguments);
    if (!diags->main_file) {
        diags->main_file = source;
    }
    add(diags, message);
}

void ac_diag_clang_option(struct ac_diags *diags, const char *name)
{
    diags->last->clang_option = ac_strdup(diags->arena, name);
}

void ac_diag_underline(struct ac_diags *diags, struct ac_range range)
{
    struct ac_message *message = diags->last;
    if (message->source) {
        const struct ac_source *file;
        AC_PUSH(diags->arena, &message->underlines, range_in_file(message->given, range, &file));
    }
}

void ac_diag_included_from(struct ac_diags *diags, const char *path, unsigned line)
{
    struct ac_includer includer = {ac_strdup(diags->arena, path), line};
    AC_PUSH(diags->arena, &diags->last->includers, includer);
}

/* True where `offset` lies between two characters of one replacement. */
static bool splits_replacement(const struct ac_source *source, size_t offset)
{
    return offset > 0 && ac_source_is_replaced(source, offset) && ac_source_is_replaced(source, offset - 1) &&
           ac_source_origin(source, offset) == ac_source_origin(source, offset - 1);
}

void ac_diag_fix(struct ac_diags *diags, struct ac_range range, const char *replacement)
{
    struct ac_message *message = diags->last;
    const struct ac_source *source = message->given, *file;
    message->unfixable |= splits_replacement(source, range.begin) || splits_replacement(source, range.end);
    if (message->unfixable) {
        message->fixes.count = 0;
        return;
    }
    struct ac_fix fix = {range_in_file(source, range, &file), ac_strdup(diags->arena, replacement)};
    AC_PUSH(diags->arena, &message->fixes, fix);
}

void ac_diag_fix_around(struct ac_diags *diags, struct ac_range range, const char *before, const char *behind)
{
    ac_diag_fix(diags, (struct ac_range){range.begin, range.begin}, before);
    ac_diag_fix(diags, (struct ac_range){range.end, range.end}, behind);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

/* Messages about asyncc itself, about headers, about the file. */
static int rank(const struct ac_message *message, const struct ac_source *main_file)
{
    return !message->source ? 0 : message->source == main_file ? 2 : 1;
}

static int compare_places(const void *left, const void *right, void *main_file)
{
    const struct ac_message *a = *(struct ac_message *const *)left, *b = *(struct ac_message *const *)right;
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

static bool is_same(const struct ac_message *a, const struct ac_message *b)
{
    const char *path_a = a->source ? a->source->path : "", *path_b = b->source ? b->source->path : "";
    return a->severity == b->severity && a->range.begin == b->range.begin && a->range.end == b->range.end &&
           strcmp(path_a, path_b) == 0 && strcmp(a->text, b->text) == 0;
}

/* True where one of the messages kept, of the same place, says the same: a macro that uses its argument twice draws
 * two of each. */
static bool is_repeated(struct ac_message *const *kept, size_t count, const struct ac_message *message)
{
    for (size_t i = count; i > 0 && kept[i - 1]->range.begin == message->range.begin; i--) {
        if (is_same(kept[i - 1], message)) {
            return true;
        }
    }
    return false;
}

/* The messages in the order of their places, each once. */
static struct ac_message **sort_messages(const struct ac_diags *diags, size_t *ret_count)
{
    size_t count = diags->messages.count, kept = 0;
    struct ac_message **sorted = ac_alloc(diags->arena, (count + 1) * sizeof *sorted);
    if (count > 0) {
        memcpy(sorted, diags->messages.items, count * sizeof *sorted);
        qsort_r(sorted, count, sizeof *sorted, compare_places, (void *)diags->main_file);
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_repeated(sorted, kept, sorted[i])) {
            sorted[kept++] = sorted[i];
        }
    }
    *ret_count = kept;
    return sorted;
}

void ac_diags_print(const struct ac_diags *diags, enum ac_diag_format format, bool color, FILE *out)
{
    size_t count;
    struct ac_message **messages = sort_messages(diags, &count);
    switch (format) {
    case AC_DIAG_TEXT:
        ac_diags_print_text(diags->arena, messages, count, out, color);
        break;
    case AC_DIAG_JSON:
        ac_diags_print_json(messages, count, out);
        break;
    case AC_DIAG_SARIF:
        ac_diags_print_sarif(messages, count, out);
        break;
    }
}
