/* unit.c - the output as a whole: the user's text, and in it what changed. */
#include "emit.h"

#include <string.h>

static void emit_prototypes(struct ac_emit *emit, const struct ac_change *change)
{
    for (size_t i = 0; i < change->declarations.count; i++) {
        const struct ac_declaration *declaration = change->declarations.items[i];
        ac_write(emit->writer, "%s%s%s", i ? " " : "", declaration->prefix, declaration->attributes);
        ac_emit_signature(emit, declaration);
        ac_write(emit->writer, ";");
    }
}

/* NAME__async of the functions that this file only knows from a header, or defines further down, and other names for
 * types. */
static void emit_needs(struct ac_emit *emit, const struct ac_change *change)
{
    for (size_t i = 0; i < change->aliases.count; i++) {
        ac_writer_set_depth(emit->writer, 0);
        ac_write_own_line(emit->writer);
        ac_write(emit->writer, "%s", change->aliases.items[i]);
    }
    for (size_t i = 0; i < change->needs.count; i++) {
        struct ac_declaration *declaration = change->needs.items[i];
        if (declaration->has_lowered_declaration || declaration->is_static) {
            continue;
        }
        declaration->has_lowered_declaration = true;
        ac_writer_set_depth(emit->writer, 0);
        ac_write_own_line(emit->writer);
        ac_write(emit->writer, "%s", declaration->function ? declaration->function->prefix : declaration->attributes);
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

/* ---- included files ---------------------------------------------------------------------------------------------- */

/* Text of the user up to `end`; where all of a file that was put in stands in it, the #include again. */
static void emit_text(struct ac_emit *emit, size_t *at, size_t end)
{
    const struct ac_source *source = emit->unit->source;
    for (size_t i = 0; i < source->included.count; i++) {
        const struct ac_included *included = &source->included.items[i];
        size_t begin = ac_source_text_offset(source, included->begin);
        size_t stop = ac_source_text_offset(source, included->end);
        if (begin >= *at && stop <= end) {
            ac_write_source(emit->writer, (struct ac_range){*at, begin});
            ac_write(emit->writer, "%s", included->directive);
            ac_write_instead(emit->writer, (struct ac_range){begin, stop});
            *at = stop;
        }
    }
    ac_write_source(emit->writer, (struct ac_range){*at, end});
    *at = end;
}

/* What declares it is replaced, what it defines is not. */
static void emit_tag(struct ac_emit *emit, const struct ac_change *change, size_t *at)
{
    if (change->tag.end) {
        emit_text(emit, at, change->range.begin);
        ac_write_source(emit->writer, change->tag);
        ac_write(emit->writer, ";");
    }
}

static void emit_twin_macros(struct ac_emit *emit, const struct ac_change *twin, bool define)
{
    ac_writer_set_depth(emit->writer, 0);
    for (size_t i = 0; i < twin->macros.count; i++) {
        const struct ac_macro_at *macro = &twin->macros.items[i];
        if (!define) {
            ac_write_line(emit->writer, "#pragma pop_macro(\"%s\")", macro->name);
            continue;
        }
        ac_write_line(emit->writer, "#pragma push_macro(\"%s\")", macro->name);
        ac_write_line(emit->writer, "#undef %s", macro->name);
        if (macro->definition) {
            ac_write_line(emit->writer, "#define %s", macro->definition);
        }
    }
}

/* The lowered form of a function in a header; those that it names may come after it there. */
static void emit_twin(struct ac_emit *emit, const struct ac_change *twin)
{
    emit_needs(emit, twin);
    emit_twin_macros(emit, twin, true);
    ac_emit_function(emit, twin->function);
    emit_twin_macros(emit, twin, false);
}

static void emit_twin_prototype(struct ac_emit *emit, const struct ac_change *twin)
{
    for (size_t i = 0; i < emit->unit->declarations.count; i++) {
        const struct ac_declaration *declaration = emit->unit->declarations.items[i];
        if (declaration->function == twin->function) {
            ac_writer_set_depth(emit->writer, 0);
            ac_write_own_line(emit->writer);
            ac_write(emit->writer, "%s", twin->function->prefix);
            ac_emit_signature(emit, declaration);
            ac_write(emit->writer, ";");
        }
    }
}

/* All twins of the functions in one file that was put in, from changes.items[first] on; gives how many. */
static size_t emit_twins(struct ac_emit *emit, size_t first, size_t *at)
{
    const struct ac_source *source = emit->unit->source;
    const struct ac_change *changes = emit->unit->changes.items;
    const struct ac_included *included =
        ac_source_included(source, ac_source_origin(source, changes[first].range.begin));
    size_t end = ac_source_text_offset(source, included->end), count = 0;
    while (first + count < emit->unit->changes.count && changes[first + count].is_twin &&
           changes[first + count].range.begin < end) {
        count++;
    }
    emit_text(emit, at, end);
    for (size_t i = 0; i < count && count > 1; i++) {
        emit_twin_prototype(emit, &changes[first + i]);
    }
    for (size_t i = 0; i < count; i++) {
        emit_twin(emit, &changes[first + i]);
    }
    return count;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static void refuse_miscounting(struct ac_emit *emit, struct ac_diags *diags)
{
    const struct ac_unit *unit = emit->unit;
    for (size_t i = 0; i < unit->counters.count; i++) {
        struct ac_range range = {unit->counters.items[i], unit->counters.items[i]};
        if (ac_writer_miscounts(emit->writer, i)) {
            ac_diag(diags, AC_ERROR, unit->source, range, AC_RULE_COUNTER_ORDER,
                    "__COUNTER__ would count differently here: it counts in the order of the text, which AWAIT and "
                    "DEFER change; count outside of the function, in an enumerator, say");
        }
    }
}

static void refuse_torn_groups(struct ac_emit *emit, struct ac_diags *diags)
{
    const struct ac_source *source = emit->unit->source;
    size_t offset;
    while (ac_writer_next_torn(emit->writer, &offset)) {
        size_t at = ac_source_text_offset(source, offset);
        ac_diag(diags, AC_ERROR, source, (struct ac_range){at, at}, AC_RULE_TORN_GROUP,
                "a statement is taken apart here, and this #if would come apart from its #endif: have it around whole "
                "statements or declarations");
    }
}

/* A macro's name is expanded, and the rest printed anew. */
static void mend_misplaced_names(struct ac_writer *writer, struct ac_unit *unit, struct ac_diags *diags)
{
    size_t offset;
    while (ac_writer_next_misplaced(writer, &offset)) {
        if (ac_is_invocation_of_user(unit, offset)) {
            ac_need_expansion(unit, offset);
        } else {
            ac_diag(
                diags, AC_ERROR, unit->source, (struct ac_range){offset, offset}, AC_RULE_DEFINITION_ORDER,
                "asyncc prints this on the other side of a #define or #undef, where it would mean something else: have "
                "those in front of the statement, or of the DEFER");
        }
    }
}

const char *ac_emit_unit(struct ac_unit *unit, const char *line_file, struct ac_diags *diags, size_t *ret_size)
{
    struct ac_emit emit = {.arena = unit->arena, .unit = unit};
    size_t at = !strncmp(unit->source->text, "\xEF\xBB\xBF", 3) ? 3 : 0; /* a byte order mark only counts in front */
    emit.writer = ac_writer_new(unit, line_file);
    if (!strstr(unit->source->path, "*/")) {
        ac_write_line(emit.writer, "/* Made by asyncc from %s: edit that. */", unit->source->path);
    }
    for (size_t i = 0; i < unit->changes.count;) {
        const struct ac_change *change = &unit->changes.items[i];
        if (change->is_twin) {
            i += emit_twins(&emit, i, &at);
            continue;
        }
        emit_tag(&emit, change, &at);
        if (change->needs.count || change->aliases.count) {
            emit_text(&emit, &at, change->tag.end ? change->range.begin : change->needs_at);
            emit_needs(&emit, change);
        }
        emit_text(&emit, &at, change->range.begin);
        emit_change(&emit, change);
        at = change->range.end;
        i++;
    }
    emit_text(&emit, &at, unit->source->size);
    refuse_miscounting(&emit, diags);
    refuse_torn_groups(&emit, diags);
    mend_misplaced_names(emit.writer, unit, diags);
    return ac_writer_finish(emit.writer, ret_size);
}
