/* diag_sarif.c - prints messages as SARIF 2.1.0, the OASIS format that code review tools read. */
#define _GNU_SOURCE
#include "base/file.h"
#include "diag_value.h"

#include <stdlib.h>
#include <string.h>

static const char schema[] = "https://json.schemastore.org/sarif-2.1.0.json";

/* A path as a relative or absolute URI reference (RFC 3986). */
static json_t *uri_of(const char *path)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = ac_file_to_memory(&text, &size);
    fputs(*path == '/' ? "file://" : "", out);
    for (; *path; path++) {
        unsigned char byte = (unsigned char)*path;
        bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     strchr("/-._~", byte);
        fprintf(out, plain ? "%c" : "%%%02X", byte);
    }
    fclose(out);
    json_t *uri = json_stringn(text, size);
    free(text);
    return uri;
}

/* The end of a region is the column behind it. */
static json_t *region_of(const struct ac_source *source, struct ac_range range)
{
    unsigned line, end_line;
    unsigned column = ac_character_column(source, range.begin, &line);
    unsigned end_column = ac_character_column(source, range.end, &end_line);
    return json_pack("{s:i, s:i, s:i, s:i}", "startLine", (int)line, "startColumn", (int)column, "endLine",
                     (int)end_line, "endColumn", (int)end_column);
}

static json_t *location_of(const struct ac_message *message)
{
    return json_pack("{s:{s:{s:o}, s:o}}", "physicalLocation", "artifactLocation", "uri", uri_of(message->source->path),
                     "region", region_of(message->source, message->range));
}

static json_t *notes_of(const struct ac_message *message)
{
    json_t *locations = json_array();
    for (size_t i = 0; i < message->notes.count; i++) {
        const struct ac_message *note = message->notes.items[i];
        json_t *location = note->source ? location_of(note) : json_object();
        json_object_set_new(location, "message", json_pack("{s:o}", "text", ac_json_text(note->text)));
        json_array_append_new(locations, location);
    }
    return locations;
}

static json_t *fix_of(const struct ac_message *message)
{
    json_t *replacements = json_array();
    for (size_t i = 0; i < message->fixes.count; i++) {
        const struct ac_fix *fix = &message->fixes.items[i];
        json_array_append_new(replacements,
                              json_pack("{s:o, s:{s:o}}", "deletedRegion", region_of(message->source, fix->range),
                                        "insertedContent", "text", ac_json_text(fix->replacement)));
    }
    return json_pack("{s:[{s:{s:o}, s:o}]}", "artifactChanges", "artifactLocation", "uri",
                     uri_of(message->source->path), "replacements", replacements);
}

static json_t *result_of(const struct ac_message *message)
{
    const char *rule = message->clang_option ? message->clang_option : ac_rule_name(message->rule);
    json_t *result = json_pack("{s:s, s:{s:o}}", "level", ac_severity_names[message->severity], "message", "text",
                               ac_json_text(message->text));
    if (rule) {
        json_object_set_new(result, "ruleId", json_string(rule));
    }
    if (message->source) {
        json_object_set_new(result, "locations", json_pack("[o]", location_of(message)));
    }
    if (message->notes.count > 0) {
        json_object_set_new(result, "relatedLocations", notes_of(message));
    }
    if (message->source && message->fixes.count > 0) {
        json_object_set_new(result, "fixes", json_pack("[o]", fix_of(message)));
    }
    return result;
}

static json_t *all_rules(void)
{
    json_t *rules = json_array();
    for (int rule = AC_RULE_NONE + 1; rule < AC_RULE_COUNT; rule++) {
        json_array_append_new(rules, json_pack("{s:s, s:{s:s}}", "id", ac_rule_name((enum ac_rule)rule),
                                               "shortDescription", "text", ac_rule_summary((enum ac_rule)rule)));
    }
    return rules;
}

void ac_diags_print_sarif(struct ac_message *const *messages, size_t count, FILE *out)
{
    json_t *results = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(results, result_of(messages[i]));
    }
    json_t *log = json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:o}]}", "$schema", schema, "version", "2.1.0",
                            "runs", "tool", "driver", "name", "asyncc", "version", ASYNCC_VERSION, "rules", all_rules(),
                            "columnKind", "unicodeCodePoints", "results", results);
    json_dumpf(log, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(log);
}
