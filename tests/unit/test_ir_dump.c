/* test_ir_dump.c - ir_dump.c: all that is known of a function, on lines that stay the same from run to run. */
#include "ir_dump.h"
#include "ir_expect.h"
#include "pass/flow.h"
#include "pass/layout.h"
#include "pass/live.h"
#include "unit.h"

static char *dump(const struct ir_test *test)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ac_ir_dump(out, &test->unit, test->function);
    fclose(out);
    return text;
}

static void run_passes(struct ir_test *test)
{
    ac_flow(&test->unit, test->function);
    ac_live(&test->unit, test->function);
    ac_layout(&test->unit, test->function);
}

static void test_all(void)
{
    const char *source = "int f(int a) { DEFER c(a); const int x = AWAIT(g(a)); { int x = 2; x += a; } return x; }";
    struct ir_test test = ir_test_new(source);
    run_passes(&test);
    char *text = dump(&test);
    ir_expect(source, text,
              "function f: int\n"
              "  locals\n"
              "    a: int, parameter, outlives an await, saved in a\n"
              "    leave_1: int, temporary\n"
              "    x: int, const\n"
              "    await_2: int, temporary\n"
              "    x:2: int\n"
              "  body\n"
              "    compound\n"
              "      scope 1, returns, fails\n"
              "        compound\n"
              "          decl\n"
              "            declarator x `x = AWAIT(g(a))`\n"
              "              pre\n"
              "                await 1 `AWAIT(g(a))` to await_2, unwinds 1\n"
              "                  call, effect\n"
              "                    async function `g`\n"
              "                    local a, read\n"
              "              temporary await_2, read\n"
              "          compound\n"
              "            decl\n"
              "              declarator x:2 `x = 2`\n"
              "                constant `2`\n"
              "            expr\n"
              "              compound assign, effect\n"
              "                local x:2, read, written\n"
              "                local a, read\n"
              "          return, unwinds 1\n"
              "            local x, read\n"
              "        expr\n"
              "          call, effect\n"
              "            function `c`\n"
              "            local a, read\n"
              "  awaits\n"
              "    1 `AWAIT(g(a))` keeps a\n"
              "  blocks\n"
              "    0: declare leave_1, declare x, `a`, await 1 -> 1 3\n"
              "    1: await_2 =, `await_2`, x =, declare x:2, `2`, x:2 =, `x += a`, `x` -> 2\n"
              "    2: leave_1 = -> 4\n"
              "    3: leave_1 = -> 4\n"
              "    4: `c(a)`, `leave_1` -> out\n"
              "  fields\n"
              "    int a; in the place of the result\n");
    free(text);
    ir_test_free(&test);
}

static void test_frame(void)
{
    struct ir_test test = ir_test_new("void f(void) { char b[8] = 1; AWAIT(sleep()); use(b); }");
    run_passes(&test);
    char *text = dump(&test);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "function f: void, framed: 'b' is an array\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "b: char, address taken, outlives an await, is b\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "blocks, falls off its end\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "    char b[8];\n"));
    free(text);
    ir_test_free(&test);
}

/* Before flow there are no blocks to show. */
static void test_early(void)
{
    struct ir_test test = ir_test_new("void f(int a) { if (a && AWAIT(g())) b(); for (;;) c(); }");
    char *text = dump(&test);
    CU_ASSERT_PTR_NULL(strstr(text, "blocks"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "          branch\n"
                                        "            temporary both_2, read\n"
                                        "            then\n"
                                        "              await 1 `AWAIT(g())` to await_1\n"));
    free(text);
    ir_test_free(&test);
}

static void expect_quoted(const char *text, const char *quoted)
{
    struct ir_test test = ir_test_new("void f(void) { }");
    struct ac_source *source = ac_source_new(test.unit.arena, "test.c", text, strlen(text));
    char *found = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&found, &size);
    test.unit.source = source;
    ac_ir_quote(out, &test.unit, (struct ac_range){0, strlen(text)});
    fclose(out);
    ir_expect(text, found, quoted);
    free(found);
    ir_test_free(&test);
}

static void test_quotes(void)
{
    expect_quoted("a + b", "`a + b`");
    expect_quoted("a\n    + \t b", "`a + b`");
    expect_quoted("0123456789012345678901234567890123456789", "`0123456789012345678901234567890123456789`");
    expect_quoted("01234567890123456789012345678901234567890", "`0123456789012345678901234567890123456...`");
    /* a character of two bytes is not torn apart */
    expect_quoted("012345678901234567890123456789012345\xC3\xA4 and more", "`012345678901234567890123456789012345...`");
}

static void test_labels(void)
{
    struct ir_test test = ir_test_new("void f(int b, int a) { { int a; } { int a; } int c; }");
    const char **labels = ac_ir_labels(test.unit.arena, test.function);
    CU_ASSERT_STRING_EQUAL(labels[0], "b");
    CU_ASSERT_STRING_EQUAL(labels[1], "a");
    CU_ASSERT_STRING_EQUAL(labels[2], "a:2");
    CU_ASSERT_STRING_EQUAL(labels[3], "a:3");
    CU_ASSERT_STRING_EQUAL(labels[4], "c");
    ir_test_free(&test);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"all that is known", test_all}, {"a frame", test_frame}, {"before flow", test_early},
        {"quotes", test_quotes},         {"labels", test_labels}, CU_TEST_INFO_NULL,
    };
    return unit_run("ir_dump", tests);
}
