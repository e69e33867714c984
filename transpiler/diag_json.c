/* diag_json.c - prints messages as JSON: an array of objects, laid out as those of GCC's -fdiagnostics-format=json, so
 * that tools which read these read ours. docs/diagnostics.md describes them. */
#include "diag_value.h"

static json_t *place_of(const struct ac_source *source, size_t offset)
{
    unsigned line, bytes, characters = ac_character_column(source, offset, &line);
    ac_source_original_line(source, offset, &bytes);
    return json_pack("{s:o, s:i, s:i, s:i}", "file", ac_json_text(source->path), "line", (int)line, "column",
                     (int)characters, "byte-column", (int)bytes);
}

/* Both ends of GCC's ranges belong to them. */
static json_t *location_of(const struct ac_message *message)
{
    json_t *location = json_pack("{s:o}", "caret", place_of(message->source, message->range.begin));
    if (message->range.end > message->range.begin + 1) {
        json_object_set_new(location, "finish", place_of(message->source, message->range.end - 1));
    }
    return location;
}

static json_t *fixes_of(const struct ac_message *message)
{
    json_t *fixes = json_array();
    for (size_t i = 0; i < message->fixes.count; i++) {
        const struct ac_fix *fix = &message->fixes.items[i];
        json_array_append_new(fixes, json_pack("{s:o, s:o, s:o}", "start", place_of(message->source, fix->range.begin),
                                               "next", place_of(message->source, fix->range.end), "string",
                                               ac_json_text(fix->replacement)));
    }
    return fixes;
}

static void add_rule(json_t *object, const struct ac_message *message)
{
    bool is_option = message->severity == AC_WARNING || message->by_werror;
    const char *name = message->clang_option ? message->clang_option : ac_rule_name(message->rule);
    if (name && (is_option || message->clang_option)) {
        json_object_set_new(object, "option", json_sprintf("-W%s", name));
    } else if (name) {
        json_object_set_new(object, "rule", json_string(name));
    }
}

static json_t *object_of(const struct ac_message *message)
{
    json_t *object = json_pack("{s:s, s:o, s:i, s:[], s:[]}", "kind", ac_severity_names[message->severity], "message",
                               ac_json_text(message->text), "column-origin", 1, "locations", "children");
    if (message->source) {
        json_array_append_new(json_object_get(object, "locations"), location_of(message));
    }
    add_rule(object, message);
    if (message->source && message->fixes.count > 0) {
        json_object_set_new(object, "fixits", fixes_of(message));
    }
    for (size_t i = 0; i < message->notes.count; i++) {
        json_array_append_new(json_object_get(object, "children"), object_of(message->notes.items[i]));
    }
    return object;
}

void ac_diags_print_json(struct ac_message *const *messages, size_t count, FILE *out)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(array, object_of(messages[i]));
    }
    json_dumpf(array, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(array);
}
