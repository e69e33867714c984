/* test_diag.c - diag.c: the exact text of messages, their order, and what -W switches make of warnings.
 *
 * The layout is that of Clang 19, escape sequences of colours aside. */
#include "diag.h"
#include "unit.h"

#include <string.h>

/* What every test needs: a file, and what was printed about it. */
struct fixture {
    struct ac_arena *arena;
    struct ac_diags *diags;
    struct ac_source *source;
    char *printed;
};

static struct fixture new_fixture(const char *text)
{
    struct ac_arena *arena = ac_arena_new();
    struct fixture fixture = {arena, ac_diags_new(arena), ac_source_new(arena, "t.c", text, strlen(text)), NULL};
    ac_diags_configure(fixture.diags, fixture.source, NULL, 0);
    return fixture;
}

/* The place of `part` in the text. */
static struct ac_range find(const struct ac_source *source, const char *part)
{
    const char *found = strstr(source->text, part);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    size_t begin = (size_t)(found - source->text);
    return (struct ac_range){begin, begin + strlen(part)};
}

static void error_at(struct fixture *fixture, const char *part, const char *message)
{
    ac_diag(fixture->diags, AC_ERROR, fixture->source, find(fixture->source, part), AC_RULE_NONE, "%s", message);
}

static void warning_at(struct fixture *fixture, const char *part)
{
    ac_diag(fixture->diags, AC_WARNING, fixture->source, find(fixture->source, part), AC_RULE_DROPPED_FUTURE,
            "careful");
}

static void check_colored(struct fixture *fixture, const char *expected, bool color)
{
    size_t size;
    FILE *out = open_memstream(&fixture->printed, &size);
    ac_diags_print(fixture->diags, AC_DIAG_TEXT, color, out);
    fclose(out);
    if (strcmp(fixture->printed, expected) != 0) {
        fprintf(stderr, "\nprinted:\n%s\nexpected:\n%s\n", fixture->printed, expected);
    }
    CU_ASSERT_STRING_EQUAL(fixture->printed, expected);
    free(fixture->printed);
    ac_arena_free(fixture->arena);
}

static void check(struct fixture *fixture, const char *expected)
{
    check_colored(fixture, expected, false);
}

static void test_nothing(void)
{
    struct fixture fixture = new_fixture("int x;\n");
    CU_ASSERT_EQUAL(ac_diags_errors(fixture.diags), 0);
    check(&fixture, "");
}

static void test_caret(void)
{
    struct fixture fixture = new_fixture("int f(void)\n{\n    compute(1, 2);\n}\n");
    error_at(&fixture, "compute(1, 2)", "no AWAIT");
    ac_diag(fixture.diags, AC_NOTE, fixture.source, find(fixture.source, "f"), AC_RULE_NONE, "declared here");
    CU_ASSERT_EQUAL(ac_diags_errors(fixture.diags), 1);
    check(&fixture, "t.c:3:5: error: no AWAIT\n"
                    "    3 |     compute(1, 2);\n"
                    "      |     ^~~~~~~~~~~~~\n"
                    "t.c:1:5: note: declared here\n"
                    "    1 | int f(void)\n"
                    "      |     ^\n"
                    "1 error generated.\n");
}

static void test_empty_range(void)
{
    struct fixture fixture = new_fixture("int x");
    ac_diag(fixture.diags, AC_ERROR, fixture.source, (struct ac_range){5, 5}, AC_RULE_NONE, "expected '%c'", ';');
    check(&fixture, "t.c:1:6: error: expected ';'\n"
                    "    1 | int x\n"
                    "      |      ^\n"
                    "1 error generated.\n");
}

static void test_tabs(void)
{
    struct fixture fixture = new_fixture("\ta +\tb(c,\td);\n");
    error_at(&fixture, "b(c,\td)", "tabs");
    check(&fixture, "t.c:1:6: error: tabs\n"
                    "    1 |         a +     b(c,    d);\n"
                    "      |                 ^~~~~~~~~~\n"
                    "1 error generated.\n");
}

static void test_other_characters(void)
{
    struct fixture fixture = new_fixture("s = \"\xC3\xA4\xE2\x82\xAC\x01\xFF\" + x;\r\n");
    error_at(&fixture, "x", "not ASCII");
    check(&fixture, "t.c:1:17: error: not ASCII\n"
                    "    1 | s = \"\xC3\xA4\xE2\x82\xAC<U+0001><FF>\" + x;\n"
                    "      |                        ^\n"
                    "1 error generated.\n");
}

static void test_several_lines(void)
{
    struct fixture fixture = new_fixture("f(a,\n  b);\n");
    error_at(&fixture, "f(a,\n  b)", "two lines");
    check(&fixture, "t.c:1:1: error: two lines\n"
                    "    1 | f(a,\n"
                    "      | ^~~~\n"
                    "1 error generated.\n");
}

static void test_wide_line_numbers(void)
{
    enum { LINES = 123455 };
    char *text = malloc(LINES + 8);
    memset(text, '\n', LINES);
    strcpy(text + LINES, "abc");
    struct fixture fixture = new_fixture(text);
    error_at(&fixture, "bc", "far down");
    check(&fixture, "t.c:123456:2: error: far down\n"
                    "123456 | abc\n"
                    "       |  ^~\n"
                    "1 error generated.\n");
    free(text);
}

static void test_fix(void)
{
    struct fixture fixture = new_fixture("    compute(1, 2);\n");
    error_at(&fixture, "compute(1, 2)", "no AWAIT");
    ac_diag_fix(fixture.diags, (struct ac_range){4, 4}, "AWAIT(");
    ac_diag_fix(fixture.diags, (struct ac_range){17, 17}, ")");
    check(&fixture, "t.c:1:5: error: no AWAIT\n"
                    "    1 |     compute(1, 2);\n"
                    "      |     ^~~~~~~~~~~~~\n"
                    "      |     AWAIT(       )\n"
                    "1 error generated.\n");
}

static void test_replacing_fix(void)
{
    struct fixture fixture = new_fixture("x = ab + c;\n");
    error_at(&fixture, "x", "say it otherwise");
    ac_diag_fix(fixture.diags, find(fixture.source, "ab"), "longer");
    ac_diag_fix(fixture.diags, find(fixture.source, "c"), "d"); /* does not fit beside the first */
    check(&fixture, "t.c:1:1: error: say it otherwise\n"
                    "    1 | x = ab + c;\n"
                    "      | ^   ~~   ~\n"
                    "      |     longer d\n"
                    "1 error generated.\n");
}

/* original: y = M(f);   text: y = (f()); */
static struct fixture new_replaced_fixture(void)
{
    struct fixture fixture = new_fixture("y = M(f);\n");
    struct ac_source *source = fixture.source;
    AC_PUSH(fixture.arena, &source->replacements, ((struct ac_replacement){4, 5, 4, 4, false}));
    source->text = "y = (f());\n";
    source->size = strlen(source->text);
    return fixture;
}

/* A fix-it for text inside a macro invocation is nothing that the user could apply; nor is the part of it outside. */
static void check_no_fix(struct ac_range range)
{
    struct fixture fixture = new_replaced_fixture();
    error_at(&fixture, "f()", "inside a macro");
    ac_diag_fix(fixture.diags, (struct ac_range){0, 0}, "before");
    ac_diag_fix(fixture.diags, range, "x");
    ac_diag_fix(fixture.diags, (struct ac_range){10, 10}, "behind");
    check(&fixture, "t.c:1:5: error: inside a macro\n"
                    "    1 | y = M(f);\n"
                    "      |     ^~~~\n"
                    "1 error generated.\n");
}

static void test_replaced_text(void)
{
    check_no_fix((struct ac_range){5, 5});
    check_no_fix((struct ac_range){5, 10}); /* only its begin is inside */
    check_no_fix((struct ac_range){0, 5});  /* only its end */
}

static void test_fix_around_replaced_text(void)
{
    struct fixture fixture = new_replaced_fixture();
    error_at(&fixture, "(f())", "around a macro");
    ac_diag_fix(fixture.diags, (struct ac_range){4, 4}, "<");
    ac_diag_fix(fixture.diags, (struct ac_range){9, 9}, ">");
    check(&fixture, "t.c:1:5: error: around a macro\n"
                    "    1 | y = M(f);\n"
                    "      |     ^~~~\n"
                    "      |     <   >\n"
                    "1 error generated.\n");
}

static void test_order(void)
{
    struct fixture fixture = new_fixture("a b c\n");
    struct ac_source *header = ac_source_new(fixture.arena, "h.h", "h\n", 2);
    error_at(&fixture, "c", "third");
    error_at(&fixture, "b", "second");
    ac_diag(fixture.diags, AC_NOTE, fixture.source, find(fixture.source, "c"), AC_RULE_NONE, "note of the second");
    error_at(&fixture, "a", "first");
    ac_diag(fixture.diags, AC_ERROR, header, (struct ac_range){0, 1}, AC_RULE_NONE, "in a header");
    ac_diag_included_from(fixture.diags, "t.c", 1);
    ac_diag_included_from(fixture.diags, "g.h", 7);
    ac_diag(fixture.diags, AC_ERROR, NULL, (struct ac_range){0, 0}, AC_RULE_NONE, "nowhere");
    check(&fixture, "asyncc: error: nowhere\n"
                    "In file included from t.c:1:\n"
                    "In file included from g.h:7:\n"
                    "h.h:1:1: error: in a header\n"
                    "    1 | h\n"
                    "      | ^\n"
                    "t.c:1:1: error: first\n"
                    "    1 | a b c\n"
                    "      | ^\n"
                    "t.c:1:3: error: second\n"
                    "    1 | a b c\n"
                    "      |   ^\n"
                    "t.c:1:5: note: note of the second\n"
                    "    1 | a b c\n"
                    "      |     ^\n"
                    "t.c:1:5: error: third\n"
                    "    1 | a b c\n"
                    "      |     ^\n"
                    "5 errors generated.\n");
}

static void test_duplicates(void)
{
    struct fixture fixture = new_fixture("a b\n");
    for (int i = 0; i < 2; i++) {
        error_at(&fixture, "a", "one");
        ac_diag(fixture.diags, AC_NOTE, fixture.source, find(fixture.source, "b"), AC_RULE_NONE, "its note");
        error_at(&fixture, "a", "other");
    }
    check(&fixture, "t.c:1:1: error: one\n"
                    "    1 | a b\n"
                    "      | ^\n"
                    "t.c:1:3: note: its note\n"
                    "    1 | a b\n"
                    "      |   ^\n"
                    "t.c:1:1: error: other\n"
                    "    1 | a b\n"
                    "      | ^\n"
                    "2 errors generated.\n");
}

static void test_closing_line(void)
{
    struct fixture fixture = new_fixture("a b\n");
    warning_at(&fixture, "a");
    error_at(&fixture, "b", "one");
    error_at(&fixture, "b", "two");
    check(&fixture, "t.c:1:1: warning: careful [-Wdropped-future]\n"
                    "    1 | a b\n"
                    "      | ^\n"
                    "t.c:1:3: error: one\n"
                    "    1 | a b\n"
                    "      |   ^\n"
                    "t.c:1:3: error: two\n"
                    "    1 | a b\n"
                    "      |   ^\n"
                    "1 warning and 2 errors generated.\n");
}

static void test_color(void)
{
    struct fixture fixture = new_fixture("a b\n");
    warning_at(&fixture, "a");
    ac_diag_fix(fixture.diags, find(fixture.source, "b"), "c");
    ac_diag(fixture.diags, AC_NOTE, fixture.source, find(fixture.source, "b"), AC_RULE_NONE, "why");
    check_colored(&fixture,
                  "\033[1mt.c:1:1: \033[0;1;35mwarning: \033[0m\033[1mcareful [-Wdropped-future]\033[0m\n"
                  "    1 | a b\n"
                  "      | \033[0;1;32m^ ~\033[0m\n"
                  "      | \033[0;32m  c\033[0m\n"
                  "\033[1mt.c:1:3: \033[0;1;36mnote: \033[0mwhy\033[0m\n"
                  "    1 | a b\n"
                  "      | \033[0;1;32m  ^\033[0m\n"
                  "1 warning generated.\n",
                  true);
}

/* ---- switches ---------------------------------------------------------------------------------------------------- */

enum outcome { SILENT, WARNED, REFUSED };

/* What becomes of the warning -Wdropped-future, which has a note, under the switches. */
static enum outcome outcome_under(const struct ac_warning_switch *switches, size_t count)
{
    struct fixture fixture = new_fixture("a\n");
    size_t size;
    ac_diags_configure(fixture.diags, fixture.source, switches, count);
    warning_at(&fixture, "a");
    ac_diag(fixture.diags, AC_NOTE, fixture.source, find(fixture.source, "a"), AC_RULE_NONE, "why");
    FILE *out = open_memstream(&fixture.printed, &size);
    ac_diags_print(fixture.diags, AC_DIAG_TEXT, false, out);
    fclose(out);
    size_t errors = ac_diags_errors(fixture.diags);
    enum outcome outcome = size == 0 ? SILENT : errors ? REFUSED : WARNED;
    CU_ASSERT_EQUAL(strstr(fixture.printed, "note: why") != NULL, outcome != SILENT);
    CU_ASSERT_EQUAL(strstr(fixture.printed, "error: careful [-Werror,-Wdropped-future]") != NULL, outcome == REFUSED);
    CU_ASSERT_EQUAL(strstr(fixture.printed, "warning: careful [-Wdropped-future]") != NULL, outcome == WARNED);
    free(fixture.printed);
    ac_arena_free(fixture.arena);
    return outcome;
}

#define OUTCOME(...)                                                                                                   \
    outcome_under((struct ac_warning_switch[]){__VA_ARGS__},                                                           \
                  sizeof(struct ac_warning_switch[]){__VA_ARGS__} / sizeof(struct ac_warning_switch))

static const struct ac_warning_switch werror = {NULL, AC_WARNING_AS_ERROR}, no_werror = {NULL, AC_WARNING_NOT_ERROR},
                                      none = {NULL, AC_WARNING_OFF}, on = {"dropped-future", AC_WARNING_ON},
                                      off = {"dropped-future", AC_WARNING_OFF},
                                      as_error = {"dropped-future", AC_WARNING_AS_ERROR},
                                      not_error = {"dropped-future", AC_WARNING_NOT_ERROR},
                                      other = {"other", AC_WARNING_OFF}, other_error = {"other", AC_WARNING_AS_ERROR};

static void test_switches(void)
{
    CU_ASSERT_EQUAL(OUTCOME(other), WARNED);
    CU_ASSERT_EQUAL(OUTCOME(off), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(off, on), WARNED);
    CU_ASSERT_EQUAL(OUTCOME(on, off), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(none), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(none, on), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(werror), REFUSED);
    CU_ASSERT_EQUAL(OUTCOME(werror, no_werror), WARNED);
    CU_ASSERT_EQUAL(OUTCOME(werror, off), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(off, werror), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(as_error), REFUSED);
    CU_ASSERT_EQUAL(OUTCOME(other_error), WARNED);
    CU_ASSERT_EQUAL(OUTCOME(off, as_error), REFUSED); /* -Werror=NAME switches it on */
    CU_ASSERT_EQUAL(OUTCOME(as_error, off), SILENT);
    CU_ASSERT_EQUAL(OUTCOME(werror, not_error), WARNED);
    CU_ASSERT_EQUAL(OUTCOME(not_error, werror), WARNED); /* the one that names it is stronger */
    CU_ASSERT_EQUAL(OUTCOME(as_error, no_werror), REFUSED);
}

/* Neither a fix-it nor a note of a suppressed warning may land on the message before it. */
static void test_suppressed_leaves_nothing(void)
{
    struct fixture fixture = new_fixture("a b\n");
    ac_diags_configure(fixture.diags, fixture.source, &off, 1);
    error_at(&fixture, "a", "shown");
    warning_at(&fixture, "b");
    ac_diag_fix(fixture.diags, find(fixture.source, "b"), "c");
    ac_diag(fixture.diags, AC_NOTE, fixture.source, find(fixture.source, "b"), AC_RULE_NONE, "why");
    check(&fixture, "t.c:1:1: error: shown\n"
                    "    1 | a b\n"
                    "      | ^\n"
                    "1 error generated.\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"nothing to say", test_nothing},
        {"caret, tildes and note", test_caret},
        {"an empty range has a caret alone", test_empty_range},
        {"tabs", test_tabs},
        {"UTF-8, control characters, CRLF", test_other_characters},
        {"a range of several lines is cut", test_several_lines},
        {"line numbers of six digits", test_wide_line_numbers},
        {"a fix-it of two insertions", test_fix},
        {"fix-its that replace", test_replacing_fix},
        {"a place in replaced text", test_replaced_text},
        {"a fix-it around replaced text", test_fix_around_replaced_text},
        {"order of messages", test_order},
        {"duplicates are printed once", test_duplicates},
        {"the closing line", test_closing_line},
        {"colours", test_color},
        {"-W switches", test_switches},
        {"a suppressed warning leaves nothing", test_suppressed_leaves_nothing},
        CU_TEST_INFO_NULL,
    };
    return unit_run("diag", tests);
}
