/* unit.c - the output as a whole: the user's text, and in it what changed. */
#include "emit.h"

#include <string.h>

static void emit_prototypes(struct ac_emit *emit, const struct ac_change *change)
{
    for (size_t i = 0; i < change->declarations.count; i++) {
        const struct ac_declaration *declaration = change->declarations.items[i];
        ac_write(emit->writer, "%s%s", i ? " " : "", declaration->prefix);
        ac_emit_signature(emit, declaration);
        ac_write(emit->writer, ";");
    }
}

/* NAME__async of the functions that this file only knows from a header, or defines further down. */
static void emit_needs(struct ac_emit *emit, const struct ac_change *change)
{
    for (size_t i = 0; i < change->needs.count; i++) {
        struct ac_declaration *declaration = change->needs.items[i];
        if (declaration->has_lowered_declaration || declaration->is_static) {
            continue;
        }
        declaration->has_lowered_declaration = true;
        ac_writer_set_depth(emit->writer, 0);
        ac_write_own_line(emit->writer);
        ac_emit_signature(emit, declaration);
        ac_write(emit->writer, ";");
    }
}

static void emit_change(struct ac_emit *emit, const struct ac_change *change)
{
    switch (change->kind) {
    case AC_CHANGE_FUNCTION:
        ac_emit_function(emit, change->function);
        break;
    case AC_CHANGE_PROTOTYPE:
        emit_prototypes(emit, change);
        break;
    case AC_CHANGE_EXPR:
        emit->inside = change->inside;
        ac_emit_expr(emit, change->expr);
        break;
    }
}

const char *ac_emit_unit(const struct ac_unit *unit, const char *line_file, size_t *ret_size)
{
    struct ac_emit emit = {.arena = unit->arena, .unit = unit};
    size_t at = !strncmp(unit->source->text, "\xEF\xBB\xBF", 3) ? 3 : 0; /* a byte order mark only counts in front */
    emit.writer = ac_writer_new(unit->arena, unit->source, line_file);
    if (!strstr(unit->source->path, "*/")) {
        ac_write_line(emit.writer, "/* Made by asyncc from %s: edit that. */", unit->source->path);
    }
    for (size_t i = 0; i < unit->changes.count; i++) {
        const struct ac_change *change = &unit->changes.items[i];
        if (change->needs.count) {
            ac_write_source(emit.writer, (struct ac_range){at, change->needs_at});
            at = change->needs_at;
            emit_needs(&emit, change);
        }
        ac_write_source(emit.writer, (struct ac_range){at, change->range.begin});
        emit_change(&emit, change);
        at = change->range.end;
    }
    ac_write_source(emit.writer, (struct ac_range){at, unit->source->size});
    return ac_writer_finish(emit.writer, ret_size);
}
