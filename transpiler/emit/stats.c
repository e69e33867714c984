/* stats.c - see stats.h.
 *
 *     sum.c:4: sum: 1 await, 2 states, frame of 40 bytes, from its first suspension
 *             0     24  head
 *            24      4  result
 *            28      4  n      parameter
 *            32      4  total  outlives the AWAIT in line 8 */
#include "stats.h"

#include "../ir_walk.h"

#include <string.h>

struct stats {
    FILE *out;
    const struct ac_unit *unit;
    const struct ac_function *function;
    int width; /* of the longest name */
};

static unsigned line_of(const struct stats *stats, struct ac_range range)
{
    return ac_source_line(stats->unit->source, range.begin, NULL);
}

/* The first await that the local outlives, or NULL. */
static const struct ac_await *first_outlived(const struct stats *stats, const struct ac_local *local)
{
    for (size_t i = 0; i < stats->function->awaits.count; i++) {
        if (ac_is_kept_by(stats->function->awaits.items[i], local)) {
            return stats->function->awaits.items[i];
        }
    }
    return NULL;
}

static void print_reason(const struct stats *stats, const struct ac_local *local)
{
    const struct ac_await *await = first_outlived(stats, local);
    if (local->is_parameter) {
        fputs("parameter", stats->out);
    } else if (local->bound_of) {
        fprintf(stats->out, "a size of '%s'", local->bound_of->name);
    } else if (await) {
        fprintf(stats->out, "outlives the AWAIT in line %u", line_of(stats, await->range));
    } else if (local->bounds || local->outlives_block) {
        fputs("a DEFER may reach it", stats->out);
    }
}

static void print_row(const struct stats *stats, size_t offset, size_t size, const char *name)
{
    fprintf(stats->out, "    %6zu %6zu  %s", offset, size, name);
}

static void print_field(const struct stats *stats, const struct ac_field *field)
{
    print_row(stats, field->offset, field->size, field->name);
    fprintf(stats->out, "%*s", stats->width - (int)strlen(field->name) + 2, "");
    print_reason(stats, field->local);
    if (field->is_in_result) {
        fputs("; until there is a result", stats->out);
    } else if (field->slot) {
        fputs("; shares its place", stats->out);
    }
    fputc('\n', stats->out);
}

static void print_frame(struct stats *stats)
{
    const struct ac_function *function = stats->function;
    const struct ac_type *result = function->result;
    for (size_t i = 0; i < function->fields.count; i++) {
        int width = (int)strlen(function->fields.items[i].name);
        stats->width = width > stats->width ? width : stats->width;
    }
    print_row(stats, 0, AC_FRAME_HEAD_SIZE, "head\n");
    if (!result->is_void) {
        size_t offset = (AC_FRAME_HEAD_SIZE + result->align - 1) / result->align * result->align;
        print_row(stats, offset, result->size, "result\n");
    }
    for (size_t i = 0; i < function->fields.count; i++) {
        print_field(stats, &function->fields.items[i]);
    }
}

static void print_function(const struct ac_unit *unit, const struct ac_function *function, FILE *out)
{
    struct stats stats = {out, unit, function, 0};
    size_t awaits = function->awaits.count;
    fprintf(out, "%s:%u: %s: %zu await%s, %zu state%s, ", unit->source->path, line_of(&stats, function->range),
            function->name, awaits, awaits == 1 ? "" : "s", awaits + 1, awaits ? "s" : "");
    if (!ac_needs_frame(function)) {
        fputs("no frame\n", out);
        return;
    }
    fprintf(out, "frame of %zu bytes, ", function->frame_size);
    if (function->framed) {
        fprintf(out, "from the beginning: %s\n", function->framed_why);
    } else {
        fputs("from its first suspension\n", out);
    }
    print_frame(&stats);
}

void ac_stats_print(FILE *out, const struct ac_unit *unit)
{
    for (size_t i = 0; i < unit->functions.count; i++) {
        print_function(unit, unit->functions.items[i], out);
    }
}
