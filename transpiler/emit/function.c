/* function.c - what an ASYNC function becomes: its frame, its sites, and the state machine. Two shapes:
 *
 *     not framed    f__async(storage, result, a) holds the body: locals are C locals, saved in a frame when it suspends
 *                   f__resume(storage) calls it with the frame
 *
 *     framed        f__resume(storage) holds the body: what outlives an await lives in the frame from the beginning
 *                   f__async(storage, result, a) makes the frame and enters it */
#include "emit.h"

#include "../ir_walk.h"

#include <stdlib.h>
#include <string.h>

static const char *frame_pointer(struct ac_emit *emit, const char *what)
{
    return ac_format(emit->arena, "(struct %s__frame *)%s", emit->function->names.stem, what);
}

/* ---- in front of it ---------------------------------------------------------------------------------------------- */

static bool has_unknown_alignment(const struct ac_function *function)
{
    for (size_t i = 0; i < function->fields.count; i++) {
        const struct ac_alignment *alignment = &function->fields.items[i].local->alignment;
        if (alignment->number && !alignment->is_known) {
            return true;
        }
    }
    return false;
}

static void begin_union(struct ac_emit *emit)
{
    ac_write_line(emit->writer, "union {");
    ac_writer_set_depth(emit->writer, 8);
}

static void end_union(struct ac_emit *emit)
{
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "};");
}

static void emit_field(struct ac_emit *emit, const struct ac_field *field)
{
    ac_write_line(emit->writer, "%s%s%s;%s", field->before, field->name, field->after,
                  field->is_in_result ? " /* until it is done */" : "");
}

/* The result, and the local that is kept in its place. */
static void emit_result_member(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    const struct ac_field *first = function->fields.count ? &function->fields.items[0] : NULL;
    bool is_shared = first && first->is_in_result;
    if (is_shared) {
        begin_union(emit);
    }
    ac_write_line(emit->writer, "%s%s%s;", function->result->before, function->names.result, function->result->after);
    if (is_shared) {
        emit_field(emit, first);
        end_union(emit);
    }
}

static void emit_frame_struct(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    if (emit->unit->has_packing) { /* the runtime finds the result where its alignment puts it */
        ac_write_line(emit->writer, "#pragma pack(push)");
        ac_write_line(emit->writer, "#pragma pack()");
    }
    ac_write_line(emit->writer, "struct %s__frame {", function->names.stem);
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "struct async_frame %s;", function->names.head);
    if (!function->result->is_void) {
        emit_result_member(emit);
    }
    for (size_t i = 0; i < function->fields.count; i++) {
        const struct ac_field *field = &function->fields.items[i];
        bool begins = field->slot && (!i || field[-1].slot != field->slot);
        bool ends = field->slot && (i + 1 == function->fields.count || field[1].slot != field->slot);
        if (begins) {
            begin_union(emit);
        }
        if (!field->is_in_result) {
            emit_field(emit, field);
        }
        if (ends) {
            end_union(emit);
        }
    }
    if (function->framed && function->va_starts.count) {
        ac_write_line(emit->writer, "__builtin_va_list *%s; /* until it suspends */", function->names.arguments);
    }
    ac_writer_set_depth(emit->writer, 0);
    ac_write_line(emit->writer, "};");
    if (emit->unit->has_packing) {
        ac_write_line(emit->writer, "#pragma pack(pop)");
    }
    if (has_unknown_alignment(function)) {
        ac_write_line(emit->writer,
                      "_Static_assert(_Alignof(struct %s__frame) <= %d, \"no frame is aligned to more\");",
                      function->names.stem, AC_STRICTEST_ALIGNMENT);
    }
}

const char *ac_site_file(struct ac_emit *emit, size_t offset, unsigned *ret_line)
{
    size_t at = ac_source_origin(emit->unit->source, offset);
    const struct ac_source *file = ac_source_file(emit->unit->source, &at);
    *ret_line = ac_source_original_line(file, at, NULL);
    return ac_string_literal(emit->arena, file->path);
}

/* Whether a field holds something while the function waits. In a framed one, locals of which no await needs the value
 * any more have it all the same, unless their place is another's by then. */
static bool holds_at(const struct ac_function *function, const struct ac_field *field, const struct ac_await *await)
{
    struct ac_range scope = field->local->scope;
    bool is_in_scope = scope.begin <= await->range.begin && await->range.begin < scope.end;
    return ac_is_kept_by(await, field->local) || (function->framed && !field->slot && is_in_scope);
}

/* For `kept` of struct async_site: of a start with saved arguments, an await, or a RAISE, which keeps nothing. */
static uint32_t kept_at(const struct ac_function *function, size_t site)
{
    uint32_t kept = 0;
    size_t first = !function->result->is_void;
    for (size_t i = 0; i < function->fields.count && first + i < 32; i++) {
        const struct ac_field *field = &function->fields.items[i];
        bool holds = false;
        if (site == 0) {
            holds = field->local->is_parameter;
        } else if (site <= function->awaits.count) {
            holds = holds_at(function, field, function->awaits.items[site - 1]);
        }
        kept |= (uint32_t)holds << (first + i);
    }
    return kept;
}

static void emit_sites(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    ac_write_line(emit->writer, "static const struct async_site %s__sites[] = {", function->names.stem);
    ac_writer_set_depth(emit->writer, 4);
    for (size_t i = 0; i < function->sites.count; i++) {
        unsigned line;
        const char *file = ac_site_file(emit, function->sites.items[i].begin, &line);
        ac_write_line(emit->writer, "{ %s, \"%s\", %u, %#x },", file, function->name, line, kept_at(function, i));
    }
    ac_writer_set_depth(emit->writer, 0);
    ac_write_line(emit->writer, "};");
}

static void emit_description(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    emit_frame_struct(emit);
    ac_write_line(emit->writer, "static async_status %s__resume(struct async_frame *%s)%s;", function->names.stem,
                  function->names.storage, function->framed ? "" : " __attribute__((nonnull))");
    emit_sites(emit);
    ac_write_line(emit->writer, "static const struct async_function %s__function = {", function->names.stem);
    ac_write_line(emit->writer, "    %s__resume, %s__sites, sizeof(struct %s__frame)", function->names.stem,
                  function->names.stem, function->names.stem);
    ac_write_line(emit->writer, "};");
}

/* ---- signatures -------------------------------------------------------------------------------------------------- */

const char *ac_parameter_text(struct ac_emit *emit, const struct ac_type *type, const char *name)
{
    if (type->is_variably_modified) {
        return ac_format(emit->arena, "%s%s", type->erased, name);
    }
    return *name ? ac_format(emit->arena, "%s%s%s", type->before, name, type->after) : type->spelling;
}

void ac_emit_signature(struct ac_emit *emit, const struct ac_declaration *declaration)
{
    ac_write(emit->writer, "async_status %s__async(struct async_frame *", declaration->name);
    if (!declaration->result->is_void) {
        ac_write(emit->writer, ", %s*%s", declaration->result->before, declaration->result->after);
    }
    for (size_t i = 0; i < declaration->parameter_count; i++) {
        const struct ac_type *type = declaration->parameters[i];
        const char *name = declaration->parameter_names[i];
        ac_write(emit->writer, ", %s", ac_parameter_text(emit, type, name ? name : ""));
    }
    ac_write(emit->writer, declaration->is_variadic ? ", ...)" : ")");
}

static void emit_definition_head(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    ac_write(emit->writer, "%sasync_status %s__async(struct async_frame *%s", function->prefix, function->name,
             function->names.storage);
    if (!function->result->is_void) {
        ac_write(emit->writer, ", %s*%s%s", function->result->before, function->names.result, function->result->after);
    }
    for (size_t i = 0; i < function->parameters.count; i++) {
        const struct ac_local *parameter = function->parameters.items[i];
        ac_write(emit->writer, ", %s%s", ac_parameter_text(emit, parameter->type, parameter->name),
                 parameter->is_unused ? " __attribute__((unused))" : "");
    }
    ac_write(emit->writer, function->is_variadic ? ", ...)" : ")");
}

/* ---- the state machine ------------------------------------------------------------------------------------------- */

/* Where to go on; also where `state` is a macro of the user's. */
static const char *state_text(const struct ac_emit *emit)
{
    return ac_format(emit->arena, ac_names_have(&emit->unit->taken, "state") ? "async__state(%s)" : "%s->state",
                     emit->function->names.storage);
}

static void emit_resumed_cases(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    ac_write_line(emit->writer, "switch (%s) {", state_text(emit));
    for (size_t i = 0; i < function->awaits.count; i++) {
        ac_write_line(emit->writer, "case %zu: goto %s_%zu;", i + 1, function->names.resumed, i + 1);
    }
}

static void emit_parameter_copies(struct ac_emit *emit, bool save)
{
    const struct ac_function *function = emit->function;
    for (size_t i = 0; i < function->parameters.count; i++) {
        const struct ac_local *parameter = function->parameters.items[i];
        if (!parameter->field) {
            continue;
        }
        if (parameter->bounds) {
            ac_emit_sizes(emit, parameter);
            ac_write_line(emit->writer, "%s = %s;", ac_local_text(emit, parameter), parameter->name);
        } else if (parameter->type->has_const_member) {
            const char *field = ac_format(emit->arena, "%s->%s", function->names.frame, parameter->field);
            ac_write_line(emit->writer, "__builtin_memcpy((void *)&%s, (const void *)&%s, sizeof %s);",
                          save ? field : parameter->name, save ? parameter->name : field, field);
        } else if (save) {
            ac_write_line(emit->writer, "%s->%s = %s;", function->names.frame, parameter->field, parameter->name);
        } else {
            ac_write_line(emit->writer, "%s = %s->%s;", parameter->name, function->names.frame, parameter->field);
        }
    }
}

/* Its arguments last until its caller suspends: it starts at once when it is awaited, however low the C stack is. */
static bool takes_va_list(const struct ac_function *function)
{
    bool result = false;
    for (size_t i = 0; i < function->parameters.count; i++) {
        result |= function->parameters.items[i]->type->is_va_list;
    }
    return result;
}

/* Makes a frame, keeps the arguments in it. */
static void emit_save_arguments(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    const char *frame = function->names.frame;
    ac_write_line(emit->writer,
                  "if (!(%s = (struct %s__frame *)async_frame_new(&%s__function))) { return ASYNC_FAILED; }", frame,
                  function->names.stem, function->names.stem);
    emit_parameter_copies(emit, true);
    ac_write_line(emit->writer, "return async_start_later(&%s->%s, ASYNC_STATE_SAVED);", frame, function->names.head);
}

/* A function that calls no other cannot find the C stack low: it starts later where it is asked to.
 *
 *     if (storage) {
 *         if (storage->state == ASYNC_STATE_LATER) { make a frame, keep the arguments in it }
 *         get them back
 *     } */
static void emit_start_of_leaf(struct ac_emit *emit)
{
    const char *storage = emit->function->names.storage;
    ac_write_line(emit->writer, "if (%s) {", storage);
    ac_writer_set_depth(emit->writer, 8);
    ac_write_line(emit->writer, "if (%s == ASYNC_STATE_LATER) {", state_text(emit));
    ac_writer_set_depth(emit->writer, 12);
    emit_save_arguments(emit);
    ac_writer_set_depth(emit->writer, 8);
    ac_write_line(emit->writer, "}");
    emit_parameter_copies(emit, false);
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "}");
}

/* if (storage) { switch (its state) { where to go on } } */
static void emit_dispatch(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    ac_write_line(emit->writer, "if (%s) {", function->names.storage);
    ac_writer_set_depth(emit->writer, 8);
    emit_resumed_cases(emit);
    if (function->starts_later) {
        ac_write_line(emit->writer, "case ASYNC_STATE_SAVED: goto %s;", function->names.saved);
        ac_write_line(emit->writer, "default: goto %s;", function->names.later);
    } else { /* or compilers would see the dummies of f__resume used as arguments */
        ac_write_line(emit->writer, "default: __builtin_unreachable();");
    }
    ac_write_line(emit->writer, "}");
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "}");
}

/* if (the C stack is low) { later: make a frame, keep the arguments in it; started: get them back } */
static void emit_start_later(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    ac_write_line(emit->writer, takes_va_list(function) ? "if (0) {" : "if (async_stack_low()) {");
    ac_write_line(emit->writer, "%s:", function->names.later);
    ac_writer_set_depth(emit->writer, 8);
    emit_save_arguments(emit);
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "%s:;", function->names.saved);
    ac_writer_set_depth(emit->writer, 8);
    emit_parameter_copies(emit, false);
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "}");
}

static void emit_start(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    if (!function->awaits.count) {
        emit_start_of_leaf(emit);
        return;
    }
    emit_dispatch(emit);
    if (function->starts_later) {
        emit_start_later(emit);
    }
}

/* Whether a compiler sees at once that control does not reach the end. */
static bool ends_with_return(const struct ac_stmt *body)
{
    const struct ac_stmt *last = body->kid_count ? body->kids[body->kid_count - 1] : NULL;
    return last && (last->kind == AC_STMT_RETURN || last->kind == AC_STMT_RAISE || last->kind == AC_STMT_RERAISE);
}

static void find_literals(struct ac_emit *emit)
{
    emit->literals.count = 0;
    for (size_t i = 0; i < emit->function->locals.count; i++) {
        const struct ac_local *local = emit->function->locals.items[i];
        if (local->lasts && local->place != AC_PLACE_FRAME) {
            AC_PUSH(emit->arena, &emit->literals, local);
        }
    }
}

/* The user's body, in braces of its own. */
static void emit_body(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    bool has_false_paths = function->has_false_paths && function->awaits.count;
    ac_begin_func_name(emit);
    if (has_false_paths) {
        ac_write_line(emit->writer, "ASYNC__QUIET_PATHS");
    }
    ac_writer_indent(emit->writer, function->body_range.begin, 0);
    ac_write_user_line(emit->writer, function->body_range.begin);
    find_literals(emit);
    ac_emit_stmt(emit, function->body);
    ac_writer_set_depth(emit->writer, 4);
    if (function->falls_off_end || !ends_with_return(function->body)) {
        ac_write_line(emit->writer, "return ASYNC_DONE;");
    }
    ac_end_silence(emit, has_false_paths);
    ac_end_func_name(emit);
    ac_writer_set_depth(emit->writer, 0);
}

static void emit_lazy_async(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    bool framed = ac_needs_frame(function);
    ac_write_user_line(emit->writer, function->range.begin);
    emit_definition_head(emit);
    ac_write_line(emit->writer, "{");
    ac_writer_set_depth(emit->writer, 4);
    if (framed) {
        ac_write_line(emit->writer, "struct %s__frame *%s = %s;", function->names.stem, function->names.frame,
                      frame_pointer(emit, function->names.storage));
    } else {
        ac_write_line(emit->writer, "(void)%s;", function->names.storage);
    }
    if (function->awaits.count) {
        ac_write_line(emit->writer, "async_status %s;", function->names.status);
    }
    if (!function->result->is_void && !function->has_return) {
        ac_write_line(emit->writer, "(void)%s;", function->names.result);
    }
    if (framed) {
        emit_start(emit);
    }
    emit_body(emit);
    ac_write_line(emit->writer, "}");
}

/* Zero of a parameter's type: its value comes from the frame. */
static const char *zero_of(struct ac_emit *emit, const struct ac_type *type)
{
    type = type->of_atomic ? type->of_atomic : type;
    return type->is_scalar ? "0" : ac_format(emit->arena, type->begins_empty ? "(%s){}" : "(%s){ 0 }", type->spelling);
}

/* That it calls a function which is deprecated is not the user's doing. */
static void emit_lazy_resume(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    const char *storage = function->names.storage;
    bool is_deprecated = strstr(function->prefix, "deprecated");
    if (is_deprecated) {
        ac_write_line(emit->writer, "#pragma GCC diagnostic push");
        ac_write_line(emit->writer, "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\"");
    }
    ac_write_line(emit->writer, "static async_status %s__resume(struct async_frame *%s)", function->names.stem,
                  storage);
    ac_write_line(emit->writer, "{");
    ac_writer_set_depth(emit->writer, 4);
    ac_write_own_line(emit->writer);
    ac_write(emit->writer, "return %s__async(%s", function->name, storage);
    if (!function->result->is_void) {
        ac_write(emit->writer, ", &(%s)->%s", frame_pointer(emit, storage), function->names.result);
    }
    for (size_t i = 0; i < function->parameters.count; i++) {
        ac_write(emit->writer, ", %s", zero_of(emit, function->parameters.items[i]->type));
    }
    ac_write(emit->writer, ");");
    ac_writer_set_depth(emit->writer, 0);
    ac_write_line(emit->writer, "}");
    if (is_deprecated) {
        ac_write_line(emit->writer, "#pragma GCC diagnostic pop");
    }
}

static void emit_framed_resume(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    ac_write_user_line(emit->writer, function->range.begin);
    ac_write(emit->writer, "static async_status %s__resume(struct async_frame *%s)", function->names.stem,
             function->names.storage);
    ac_write_line(emit->writer, "{");
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "struct %s__frame *%s = %s;", function->names.stem, function->names.frame,
                  frame_pointer(emit, function->names.storage));
    if (function->awaits.count) {
        ac_write_line(emit->writer, "async_status %s;", function->names.status);
        emit_resumed_cases(emit);
        ac_write_line(emit->writer, "}");
    }
    emit_body(emit);
    ac_write_line(emit->writer, "}");
}

static const char *call_of_enter(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    bool now = function->is_variadic || takes_va_list(function);
    const char *storage = now ? "" : ac_format(emit->arena, ", %s", function->names.storage);
    const char *result = function->result->is_void ? "" : ac_format(emit->arena, ", %s", function->names.result);
    const char *head = ac_format(emit->arena, "&%s->%s", function->names.frame, function->names.head);
    const char *call = ac_format(emit->arena, "async_enter%s%s(%s%s%s)", now ? "_now" : "",
                                 function->result->is_void ? "_void" : "", head, storage, result);
    if (now && !function->is_variadic) {
        return ac_format(emit->arena, "%s ? async_start_later(%s, 0) : %s", function->names.storage, head, call);
    }
    return call;
}

/* Variable arguments last as long as this call of the C function: the body may look at them until it suspends. */
static void emit_enter(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    const char *arguments = function->names.arguments, *last = "0";
    if (function->is_variadic) {
        ac_write_line(emit->writer, "(void)%s;", function->names.storage);
    }
    if (!function->va_starts.count) {
        ac_write_line(emit->writer, "return %s;", call_of_enter(emit));
        return;
    }
    if (function->parameters.count) {
        last = function->parameters.items[function->parameters.count - 1]->name;
    }
    ac_write_line(emit->writer, "__builtin_va_list %s;", arguments);
    ac_write_line(emit->writer, "__builtin_va_start(%s, %s);", arguments, last);
    ac_write_line(emit->writer, "%s->%s = &%s;", function->names.frame, arguments, arguments);
    ac_write_line(emit->writer, "async_status %s = %s;", function->names.status, call_of_enter(emit));
    ac_write_line(emit->writer, "__builtin_va_end(%s);", arguments);
    ac_write_line(emit->writer, "return %s;", function->names.status);
}

static void emit_framed_async(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    const char *frame = function->names.frame;
    ac_write_user_line(emit->writer, function->range.begin);
    emit_definition_head(emit);
    ac_write_line(emit->writer, "{");
    ac_writer_set_depth(emit->writer, 4);
    ac_write_line(emit->writer, "struct %s__frame *%s = (struct %s__frame *)async_frame_new(&%s__function);",
                  function->names.stem, frame, function->names.stem, function->names.stem);
    ac_write_line(emit->writer, "if (!%s) { return ASYNC_FAILED; }", frame);
    emit_parameter_copies(emit, true);
    emit_enter(emit);
    ac_writer_set_depth(emit->writer, 0);
    ac_write_line(emit->writer, "}");
}

static int compare_patches(const void *a, const void *b)
{
    const struct ac_patch *one = a, *other = b;
    return one->range.begin < other->range.begin ? -1 : one->range.begin > other->range.begin;
}

/* In a branch of an #if that was not seen, and so not lowered. */
static const char *as_unseen(struct ac_emit *emit, struct ac_range token)
{
    return ac_format(
        emit->arena,
        "_Static_assert(0, \"asyncc took another branch of this #if: give it the flags of the compiler\"); %.*s",
        (int)(token.end - token.begin), emit->unit->source->text + token.begin);
}

/* Names of locals in types and the like, where those live in the frame; branches that are not lowered. */
static void set_patches(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    struct {
        struct ac_patch *items;
        size_t count, capacity;
    } patches = {0};
    size_t kept = 0;
    for (size_t i = 0; i < function->mentions.count; i++) {
        const struct ac_mention *mention = &function->mentions.items[i];
        if (mention->local->place == AC_PLACE_FRAME && !mention->in_macro) {
            AC_PUSH(emit->arena, &patches, ((struct ac_patch){mention->range, ac_local_text(emit, mention->local)}));
        }
    }
    for (size_t i = 0; i < function->unseen.count; i++) {
        struct ac_range token = function->unseen.items[i];
        AC_PUSH(emit->arena, &patches, ((struct ac_patch){token, as_unseen(emit, token)}));
    }
    if (patches.count) {
        qsort(patches.items, patches.count, sizeof *patches.items, compare_patches);
    }
    for (size_t i = 0; i < patches.count; i++) { /* some were noted twice */
        if (!kept || patches.items[i].range.begin >= patches.items[kept - 1].range.end) {
            patches.items[kept++] = patches.items[i];
        }
    }
    ac_writer_set_patches(emit->writer, patches.items, kept);
}

void ac_emit_function(struct ac_emit *emit, const struct ac_function *function)
{
    emit->function = function;
    set_patches(emit);
    emit->inside = function->name;
    ac_writer_set_depth(emit->writer, 0);
    if (ac_needs_frame(function)) {
        emit_description(emit);
    } else if (function->sites.count > 1) {
        emit_sites(emit); /* it raises */
    }
    ac_write_own_line(emit->writer);
    emit_definition_head(emit);
    ac_write(emit->writer, ";");
    if (function->framed) {
        emit_framed_resume(emit);
        emit_framed_async(emit);
    } else {
        emit_lazy_async(emit);
        if (ac_needs_frame(function)) {
            emit_lazy_resume(emit);
        }
    }
    ac_writer_set_patches(emit->writer, NULL, 0);
    emit->function = NULL;
}
