/* test_diag_json.c - messages as JSON and as SARIF: what was printed is read back. */
#include "diag.h"
#include "unit.h"

#include <jansson.h>
#include <string.h>

static const char text[] = "\xC3\xA9 f(1);\nx\xFF y\n"; /* é takes two bytes; \xFF is no UTF-8 */

struct fixture {
    struct ac_arena *arena;
    struct ac_diags *diags;
    struct ac_source *source;
    json_t *printed;
};

static struct fixture new_fixture(const char *path)
{
    struct ac_arena *arena = ac_arena_new();
    struct fixture fixture = {arena, ac_diags_new(arena), ac_source_new(arena, path, text, sizeof text - 1), NULL};
    ac_diags_configure(fixture.diags, fixture.source, NULL, 0);
    return fixture;
}

static void print(struct fixture *fixture, enum ac_diag_format format)
{
    char *printed;
    size_t size;
    FILE *out = open_memstream(&printed, &size);
    json_error_t error;
    ac_diags_print(fixture->diags, format, true, out);
    fclose(out);
    fixture->printed = json_loads(printed, 0, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->printed);
    free(printed);
}

static void end(struct fixture *fixture)
{
    json_decref(fixture->printed);
    ac_arena_free(fixture->arena);
}

/* An error about f(1), with a fix-it and a note about x. */
static void add_error(struct fixture *fixture)
{
    struct ac_range f = {3, 7}, x = {9, 10};
    ac_diag(fixture->diags, AC_ERROR, fixture->source, f, AC_RULE_MISSING_AWAIT, "call of %s", "f");
    ac_diag_fix(fixture->diags, (struct ac_range){3, 3}, "AWAIT(");
    ac_diag(fixture->diags, AC_NOTE, fixture->source, x, AC_RULE_NONE, "it is here");
}

static void check_place(json_t *place, int line, int column, int byte_column)
{
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(place, "file")), "t.c");
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(place, "line")), line);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(place, "column")), column);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(place, "byte-column")), byte_column);
}

static void test_json(void)
{
    struct fixture fixture = new_fixture("t.c");
    const char *kind, *message, *rule, *replacement, *note;
    json_t *caret, *finish, *start;
    add_error(&fixture);
    print(&fixture, AC_DIAG_JSON);
    CU_ASSERT_EQUAL(json_array_size(fixture.printed), 1);
    CU_ASSERT_EQUAL_FATAL(json_unpack(fixture.printed, "[{s:s, s:s, s:s, s:[{s:o, s:o}], s:[{s:o, s:s}], s:[{s:s}]}]",
                                      "kind", &kind, "message", &message, "rule", &rule, "locations", "caret", &caret,
                                      "finish", &finish, "fixits", "start", &start, "string", &replacement, "children",
                                      "message", &note),
                          0);
    CU_ASSERT_STRING_EQUAL(kind, "error");
    CU_ASSERT_STRING_EQUAL(message, "call of f");
    CU_ASSERT_STRING_EQUAL(rule, "missing-await");
    CU_ASSERT_STRING_EQUAL(replacement, "AWAIT(");
    CU_ASSERT_STRING_EQUAL(note, "it is here");
    check_place(caret, 1, 3, 4);
    check_place(finish, 1, 6, 7); /* the last character, not the one behind it */
    check_place(start, 1, 3, 4);
    end(&fixture);
}

static void test_no_message(void)
{
    struct fixture fixture = new_fixture("t.c");
    print(&fixture, AC_DIAG_JSON);
    CU_ASSERT_TRUE(json_is_array(fixture.printed));
    CU_ASSERT_EQUAL(json_array_size(fixture.printed), 0);
    end(&fixture);
}

static void test_text_that_is_no_utf8(void)
{
    struct fixture fixture = new_fixture("t.c");
    const char *message, *option;
    json_t *caret;
    ac_diag(fixture.diags, AC_WARNING, fixture.source, (struct ac_range){12, 13}, AC_RULE_DROPPED_FUTURE, "x%cy", 0xFF);
    print(&fixture, AC_DIAG_JSON);
    CU_ASSERT_EQUAL_FATAL(json_unpack(fixture.printed, "[{s:s, s:s, s:[{s:o}]}]", "message", &message, "option",
                                      &option, "locations", "caret", &caret),
                          0);
    CU_ASSERT_STRING_EQUAL(message, "x\xEF\xBF\xBDy");
    CU_ASSERT_STRING_EQUAL(option, "-Wdropped-future");
    check_place(caret, 2, 4, 4);
    end(&fixture);
}

static void test_sarif(void)
{
    struct fixture fixture = new_fixture("/a b/\xC3\xA9.c");
    const char *version, *rule, *level, *message, *uri, *note, *inserted;
    int line, column, end_line, end_column;
    json_t *rules;
    add_error(&fixture);
    print(&fixture, AC_DIAG_SARIF);
    CU_ASSERT_EQUAL_FATAL(
        json_unpack(fixture.printed,
                    "{s:s, s:[{s:{s:{s:o}}, s:[{s:s, s:s, s:{s:s}, s:[{s:{s:{s:s}, s:{s:i, s:i, s:i, s:i}}}], "
                    "s:[{s:{s:s}}], s:[{s:[{s:[{s:{s:s}}]}]}]}]}]}",
                    "version", &version, "runs", "tool", "driver", "rules", &rules, "results", "ruleId", &rule, "level",
                    &level, "message", "text", &message, "locations", "physicalLocation", "artifactLocation", "uri",
                    &uri, "region", "startLine", &line, "startColumn", &column, "endLine", &end_line, "endColumn",
                    &end_column, "relatedLocations", "message", "text", &note, "fixes", "artifactChanges",
                    "replacements", "insertedContent", "text", &inserted),
        0);
    CU_ASSERT_STRING_EQUAL(version, "2.1.0");
    CU_ASSERT_STRING_EQUAL(rule, "missing-await");
    CU_ASSERT_STRING_EQUAL(level, "error");
    CU_ASSERT_STRING_EQUAL(message, "call of f");
    CU_ASSERT_STRING_EQUAL(uri, "file:///a%20b/%C3%A9.c");
    CU_ASSERT_STRING_EQUAL(note, "it is here");
    CU_ASSERT_STRING_EQUAL(inserted, "AWAIT(");
    CU_ASSERT(line == 1 && column == 3 && end_line == 1 && end_column == 7); /* behind the last character */
    CU_ASSERT_EQUAL(json_array_size(rules), AC_RULE_COUNT - 1);
    end(&fixture);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"JSON", test_json},
        {"no message is an empty array", test_no_message},
        {"text that is no UTF-8", test_text_that_is_no_utf8},
        {"SARIF", test_sarif},
        CU_TEST_INFO_NULL,
    };
    return unit_run("diag_json", tests);
}
