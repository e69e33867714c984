/* test_flow.c - pass/flow.c: the graph of each statement, exits through clean-ups, what is reachable. Blocks are
 * compared as ir_dump.h prints them. */
#include "ir_dump.h"
#include "ir_expect.h"
#include "pass/flow.h"
#include "unit.h"

#include <pthread.h>

static void expect_blocks(const char *source, const char *blocks)
{
    struct ir_test test = ir_test_new(source);
    char *found = NULL;
    size_t size = 0;
    ir_expect_verified(&test, source, AC_PHASE_SCOPED);
    ac_flow(&test.unit, test.function);
    ir_expect_verified(&test, source, AC_PHASE_FLOWED);
    FILE *out = open_memstream(&found, &size);
    ac_ir_dump_blocks(out, &test.unit, test.function);
    fclose(out);
    ir_expect(source, found, blocks);
    free(found);
    ir_test_free(&test);
}

static bool falls_off_end(const char *source)
{
    struct ir_test test = ir_test_new(source);
    ac_flow(&test.unit, test.function);
    bool result = test.function->falls_off_end;
    ir_test_free(&test);
    return result;
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void test_row(void)
{
    expect_blocks("void f(void) { a(); AWAIT(sleep()); b(); }", "0: `a()`, await 1 -> 1\n"
                                                                "1: `AWAIT(sleep())`, `b()` -> out\n");
}

static void test_await_operands(void)
{
    expect_blocks("void f(int *p) { AWAIT(g(1, a())); AWAIT(p(2)); }",
                  "0: `1`, `a()`, await 1 -> 1\n"
                  "1: await_1 =, `await_1`, `p`, `2`, await 2 -> 2\n"
                  "2: await_2 =, `await_2` -> out\n");
    expect_blocks("void f(int a) { AWAIT(join(a)); }", "0: `a`, await 1 -> 1\n"
                                                       "1: await_1 =, `await_1` -> out\n");
}

static void test_if(void)
{
    expect_blocks("void f(int a) { if (a) b(); else if (AWAIT(g(a))) c(); else d(); e(); }",
                  "0: `a` -> 1 2\n"
                  "1: `b()` -> 6\n"
                  "2: `a`, await 1 -> 3\n"
                  "3: await_1 =, `await_1` -> 4 5\n"
                  "4: `c()` -> 6\n"
                  "5: `d()` -> 6\n"
                  "6: `e()` -> out\n");
}

static void test_while(void)
{
    expect_blocks("void f(int a) { while (AWAIT(g(a))) { if (a) break; if (b) continue; c(); } }",
                  "0: -> 1\n"
                  "1: `a`, await 1 -> 2\n"
                  "2: await_1 =, `await_1` -> 3 10\n"
                  "3: `a` -> 4 5\n"
                  "4: -> 10\n"
                  "5: -> 6\n"
                  "6: `b` -> 7 8\n"
                  "7: -> 1\n"
                  "8: -> 9\n"
                  "9: `c()` -> 1\n"
                  "10: -> out\n");
}

/* continue goes to the condition, with its steps. */
static void test_do(void)
{
    expect_blocks("void f(int a) { do { if (a) continue; c(); } while (AWAIT(g(a))); }",
                  "0: -> 1\n"
                  "1: `a` -> 2 3\n"
                  "2: -> 5\n"
                  "3: -> 4\n"
                  "4: `c()` -> 5\n"
                  "5: `a`, await 1 -> 6\n"
                  "6: await_1 =, `await_1` -> 1 7\n"
                  "7: -> out\n");
}

/* continue goes to the step, with its steps. */
static void test_for(void)
{
    expect_blocks("void f(void) { for (int i = 0; i < 3; i = AWAIT(g(i))) { if (i) continue; b(); } }",
                  "0: declare i, `0`, i = -> 1\n"
                  "1: `i < 3` -> 2 8\n"
                  "2: `i` -> 3 4\n"
                  "3: -> 6\n"
                  "4: -> 5\n"
                  "5: `b()` -> 6\n"
                  "6: `i`, await 1 -> 7\n"
                  "7: await_1 =, `i = AWAIT(g(i))` -> 1\n"
                  "8: -> out\n");
}

/* Fallthrough; an inner switch without default, whose cases are its own; a default last. */
static void test_switch(void)
{
    expect_blocks("void f(int a) { switch (AWAIT(g(a))) { case 1: b(); case 2: switch (a) { case 3: c(); } break;"
                  " default: d(); } }",
                  "0: `a`, await 1 -> 1\n"
                  "1: await_1 =, `await_1` -> 2 3 6\n"
                  "2: `b()` -> 3\n"
                  "3: `a` -> 4 5\n"
                  "4: `c()` -> 5\n"
                  "5: -> 7\n"
                  "6: `d()` -> 7\n"
                  "7: -> out\n");
}

static void test_duffs_device(void)
{
    expect_blocks("void f(int n) { switch (n) { case 0: do { a(); case 1: AWAIT(sleep()); } while (--n); } }",
                  "0: `n` -> 1 2 7\n"
                  "1: -> 5\n"
                  "2: await 1 -> 3\n"
                  "3: `AWAIT(sleep())` -> 4\n"
                  "4: `--n` -> 5 6\n"
                  "5: `a()` -> 2\n"
                  "6: -> 7\n"
                  "7: -> out\n");
}

static void test_goto(void)
{
    expect_blocks("void f(int n) { again: a(); if (n) goto out; goto again; out: b(); }", "0: -> 1\n"
                                                                                          "1: `a()`, `n` -> 2 4\n"
                                                                                          "2: -> 3\n"
                                                                                          "3: `b()` -> out\n"
                                                                                          "4: -> 5\n"
                                                                                          "5: -> 1\n");
}

/* It may reach the labels whose address is taken: those called computed. */
static void test_computed_goto(void)
{
    expect_blocks("void f(int n) { computed1: a(); goto *n; computed2: b(); other: c(); }", "0: -> 1\n"
                                                                                            "1: `a()`, `n` -> 2\n"
                                                                                            "2: -> 1 3\n"
                                                                                            "3: `b()` -> 4\n"
                                                                                            "4: `c()` -> out\n");
}

static void test_branch(void)
{
    expect_blocks("void f(int n) { x = n && AWAIT(g(n)); }", "0: `n`, both_2 =, `both_2` -> 1 3\n"
                                                             "1: `n`, await 1 -> 2\n"
                                                             "2: await_1 =, `await_1`, both_2 = -> 4\n"
                                                             "3: -> 4\n"
                                                             "4: `x = n && AWAIT(g(n))` -> out\n");
}

/* A local comes to life before its initialiser, which may name it, and anew each time. Sizes of arrays are evaluated.
 */
static void test_declarations(void)
{
    expect_blocks("void f(int n) { while (n) { int x = AWAIT(g(&x)), y; char buf[n]; use(x, y, buf); } }",
                  "0: -> 1\n"
                  "1: `n` -> 2 4\n"
                  "2: enter x, enter buf, declare x, `&x`, await 1 -> 3\n"
                  "3: await_1 =, `await_1`, x =, declare y, declare buf, `n`, `use(x, y, buf)` -> 1\n"
                  "4: -> out\n");
}

/* The selection enters the block of the switch, though nothing passes its brace. */
static void test_switch_enters_its_block(void)
{
    expect_blocks("void f(int n) { switch (n) { int x; case 1: g(&x); } }", "0: `n`, enter x -> 1 2\n"
                                                                            "1: `g(&x)` -> 2\n"
                                                                            "2: -> out\n"
                                                                            "3: declare x -> 1\n");
}

static void test_statement_expression(void)
{
    expect_blocks("void f(void) { x = ({ int y = a(); AWAIT(sleep()); g(&y); }); }",
                  "0: enter y, declare y, `a()`, y =, await 1 -> 1\n"
                  "1: `AWAIT(sleep())`, `g(&y)`, `x = ({ int y = a(); AWAIT(sleep()); g...` -> out\n");
}

static void test_constant_conditions(void)
{
    expect_blocks("void f(void) { do { a(); } while (0); while (1) { b(); } }", "0: -> 1\n"
                                                                                "1: `a()` -> 2\n"
                                                                                "2: `0` -> 3\n"
                                                                                "3: -> 4\n"
                                                                                "4: `1` -> 5\n"
                                                                                "5: `b()` -> 4\n");
}

/* ---- errors and clean-ups ---------------------------------------------------------------------------------------- */

/* An error that is caught has no edge of its own. */
static void test_catch(void)
{
    expect_blocks("void f(void) { DEFER c(); async_error e; AWAIT_CATCH(b(), &e); AWAIT(sleep()); }",
                  "0: enter e, declare leave_1, declare e, await 1 -> 1\n"
                  "1: await_2 =, `&e`, `await_2`, await 2 -> 2 3\n"
                  "2: `AWAIT(sleep())`, leave_1 = -> 4\n"
                  "3: leave_1 = -> 4\n"
                  "4: `c()`, `leave_1` -> 5\n"
                  "5: -> out\n");
}

/* All exits share the clean-up; exits of one kind enter it the same way. Behind it, control may go on to each place. */
static void test_exits_by_kind(void)
{
    expect_blocks("int f(int a) { if (a) { DEFER c(); if (a > 1) return 1; AWAIT(sleep()); if (a > 2) return 2; if (a "
                  "> 3) RAISE(5, a); } return 0; }",
                  "0: `a` -> 1 16\n"
                  "1: declare leave_1, `a > 1` -> 2 3\n"
                  "2: `1` -> 7\n"
                  "3: -> 4\n"
                  "4: await 1 -> 5 13\n"
                  "5: `AWAIT(sleep())`, `a > 2` -> 6 8\n"
                  "6: `2` -> 7\n"
                  "7: leave_1 = -> 14\n"
                  "8: -> 9\n"
                  "9: `a > 3` -> 10 11\n"
                  "10: `5`, `a` -> 13\n"
                  "11: -> 12\n"
                  "12: leave_1 = -> 14\n"
                  "13: leave_1 = -> 14\n"
                  "14: `c()`, `leave_1` -> 15\n"
                  "15: -> 17\n"
                  "16: -> 17\n"
                  "17: `0` -> out\n");
}

/* Jumps run the clean-ups of what they leave, from the inside out, and go on where they want to. */
static void test_jumps_out_of_scopes(void)
{
    expect_blocks("void f(int n) { while (n) { DEFER c(); { DEFER d(); if (n) break; if (n > 1) continue; if (n > 2) "
                  "goto out; e(); } } out: h(); }",
                  "0: -> 1\n"
                  "1: `n` -> 2 18\n"
                  "2: declare leave_1, declare leave_2, `n` -> 3 4\n"
                  "3: -> 10\n"
                  "4: -> 5\n"
                  "5: `n > 1` -> 6 7\n"
                  "6: -> 10\n"
                  "7: -> 8\n"
                  "8: `n > 2` -> 9 11\n"
                  "9: -> 10\n"
                  "10: leave_2 = -> 13\n"
                  "11: -> 12\n"
                  "12: `e()`, leave_2 = -> 13\n"
                  "13: `d()`, `leave_2` -> 14 15\n"
                  "14: leave_1 = -> 16\n"
                  "15: leave_1 = -> 16\n"
                  "16: `c()`, `leave_1` -> 17 18 1 19\n"
                  "17: -> 1\n"
                  "18: -> 19\n"
                  "19: `h()` -> out\n");
}

/* A jump leaves no more scopes than it says, whatever other jumps there are. */
static void test_jump_out_of_the_inner_scope(void)
{
    expect_blocks("void f(int n) { while (n) { DEFER c(); while (a()) { DEFER d(); break; } if (n > 1) break; } }",
                  "0: -> 1\n"
                  "1: `n` -> 2 14\n"
                  "2: declare leave_1 -> 3\n"
                  "3: `a()` -> 4 7\n"
                  "4: declare leave_2 -> 5\n"
                  "5: leave_2 = -> 6\n"
                  "6: `d()`, `leave_2` -> 7\n"
                  "7: `n > 1` -> 8 10\n"
                  "8: -> 9\n"
                  "9: leave_1 = -> 12\n"
                  "10: -> 11\n"
                  "11: leave_1 = -> 12\n"
                  "12: `c()`, `leave_1` -> 13 14\n"
                  "13: -> 1\n"
                  "14: -> out\n");
}

/* A clean-up has control flow of its own. */
static void test_label_in_cleanup(void)
{
    expect_blocks("int f(int n) { DEFER { again: c(); if (n--) goto again; } if (n) return 1; AWAIT(g()); return 2; }",
                  "0: declare leave_1, `n` -> 1 2\n"
                  "1: `1` -> 5\n"
                  "2: -> 3\n"
                  "3: await 1 -> 4 6\n"
                  "4: await_2 =, `await_2`, `2` -> 5\n"
                  "5: leave_1 = -> 7\n"
                  "6: leave_1 = -> 7\n"
                  "7: -> 8\n"
                  "8: `c()`, `n--` -> 9 10\n"
                  "9: -> 8\n"
                  "10: -> 11\n"
                  "11: `leave_1` -> out\n");
}

/* The error is parked where the clean-up may raise another. */
static void test_raise_in_cleanup(void)
{
    expect_blocks("void f(int n) { DEFER { if (n) RAISE(1, n); } AWAIT(sleep()); }",
                  "0: declare leave_1, declare error_2, await 1 -> 1 2\n"
                  "1: `AWAIT(sleep())`, leave_1 = -> 3\n"
                  "2: leave_1 =, error_2 = -> 3\n"
                  "3: `n` -> 4 5\n"
                  "4: `1`, `n` -> out\n"
                  "5: -> 6\n"
                  "6: `leave_1` -> 7 8\n"
                  "7: -> out\n"
                  "8: `error_2` -> out\n");
}

/* A goto that stays inside leaves nothing. */
static void test_jump_inside_a_scope(void)
{
    expect_blocks("void f(void) { DEFER c(); again: a(); goto again; }", "0: declare leave_1 -> 1\n"
                                                                         "1: `a()` -> 1\n"
                                                                         "2: `c()`, `leave_1` -> out\n");
}

/* So does one that awaits; the error is read only where it goes on. */
static void test_awaiting_cleanup(void)
{
    expect_blocks("void f(int n) { for (;;) { DEFER { AWAIT(sleep()); } if (n) break; AWAIT(g(n)); if (n) return; } }",
                  "0: -> 1\n"
                  "1: -> 2\n"
                  "2: declare leave_1, declare error_2, `n` -> 3 4\n"
                  "3: -> 8\n"
                  "4: -> 5\n"
                  "5: `n`, await 2 -> 6 11\n"
                  "6: await_3 =, `await_3`, `n` -> 7 9\n"
                  "7: -> 8\n"
                  "8: leave_1 = -> 12\n"
                  "9: -> 10\n"
                  "10: leave_1 = -> 12\n"
                  "11: leave_1 =, error_2 = -> 12\n"
                  "12: await 1 -> 13\n"
                  "13: `AWAIT(sleep())`, `leave_1` -> 14 16 17\n"
                  "14: -> 15\n"
                  "15: -> 1\n"
                  "16: -> out\n"
                  "17: `error_2` -> out\n");
}

/* From the clean-up of the inner scope, an error goes on to that of the outer one. */
static void test_nested_awaiting_cleanups(void)
{
    expect_blocks("int f(void) { DEFER c(); DEFER { AWAIT(sleep()); } return AWAIT(g()); }",
                  "0: declare leave_1, declare leave_2, declare error_3, await 2 -> 1 3\n"
                  "1: await_4 =, `await_4` -> 2\n"
                  "2: leave_2 = -> 4\n"
                  "3: leave_2 =, error_3 = -> 4\n"
                  "4: await 1 -> 5 8\n"
                  "5: `AWAIT(sleep())`, `leave_2` -> 6 7\n"
                  "6: leave_1 = -> 9\n"
                  "7: `error_3` -> 8\n"
                  "8: leave_1 = -> 9\n"
                  "9: `c()`, `leave_1` -> out\n");
}

static void test_cleanup_variable(void)
{
    expect_blocks("void f(void) { char b CLEANUP(free) = a(); AWAIT(sleep()); }",
                  "0: enter b, declare b, `a()`, b =, declare leave_1, await 1 -> 1 2\n"
                  "1: `AWAIT(sleep())`, leave_1 = -> 3\n"
                  "2: leave_1 = -> 3\n"
                  "3: `b`, `leave_1` -> 4\n"
                  "4: -> out\n");
}

/* ---- reachability ------------------------------------------------------------------------------------------------ */

static void test_falls_off_end(void)
{
    CU_ASSERT_TRUE(falls_off_end("void f(void) { a(); }"));
    CU_ASSERT_TRUE(falls_off_end("int f(int n) { if (n) return 1; }"));
    CU_ASSERT_TRUE(falls_off_end("int f(int n) { while (n) { return 1; } }"));
    CU_ASSERT_TRUE(falls_off_end("int f(int n) { for (;;) { if (n) break; } }"));
    CU_ASSERT_TRUE(falls_off_end("int f(int n) { switch (n) { case 1: return 1; } }"));
    CU_ASSERT_TRUE(falls_off_end("int f(int n) { { DEFER { AWAIT(g()); } if (n) return 1; } }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { return n; }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { if (n) return 1; else return 2; }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { for (;;) { if (n) return 1; } }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { while (0x1u) { n++; } }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { switch (n) { default: return 1; } }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { RAISE(n, 1); }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { again: goto again; }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { DEFER c(); return 1; }"));
    CU_ASSERT_FALSE(falls_off_end("int f(int n) { { DEFER { AWAIT(g()); } if (n) return 1; else return 2; } }"));
}

/* What cannot be reached comes last, and an await there is in a block too. */
static void test_unreachable(void)
{
    expect_blocks("int f(int n) { return n; a(); AWAIT(sleep()); }", "0: `n` -> out\n"
                                                                     "1: `a()`, await 1 -> 2\n"
                                                                     "2: `AWAIT(sleep())` -> out\n");
}

/* ---- large functions --------------------------------------------------------------------------------------------- */

static char *repeat(const char *begin, const char *middle, size_t times, const char *end)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs(begin, out);
    for (size_t i = 0; i < times; i++) {
        fputs(middle, out);
    }
    fputs(end, out);
    fclose(out);
    return text;
}

static void *run_flow(void *data)
{
    struct ir_test *test = data;
    ac_flow(&test->unit, test->function);
    return NULL;
}

/* On a stack that holds a fraction of 10,000 calls. */
static void expect_flat(const char *middle)
{
    char *text = repeat("void f(int n) { ", middle, 10000, "}");
    struct ir_test test = ir_test_new(text);
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 * 1024);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, &attributes, run_flow, &test), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    CU_ASSERT_TRUE(test.function->falls_off_end);
    CU_ASSERT_TRUE(test.function->blocks.count > 0);
    ir_test_free(&test);
    free(text);
}

static void test_rows_do_not_recurse(void)
{
    expect_flat("a(n); ");
    expect_flat("n = AWAIT(g(n)); ");
    expect_flat("if (n) a(); ");
    expect_flat("while (n) a(); ");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"statements in a row", test_row},
        {"operands of an await", test_await_operands},
        {"if", test_if},
        {"while", test_while},
        {"do", test_do},
        {"for", test_for},
        {"switch", test_switch},
        {"Duff's device", test_duffs_device},
        {"goto", test_goto},
        {"computed goto", test_computed_goto},
        {"a short circuit that awaits", test_branch},
        {"declarations", test_declarations},
        {"a switch enters its block", test_switch_enters_its_block},
        {"a statement expression that awaits", test_statement_expression},
        {"constant conditions", test_constant_conditions},
        {"a caught error", test_catch},
        {"exits of one kind share a clean-up", test_exits_by_kind},
        {"jumps out of scopes", test_jumps_out_of_scopes},
        {"a jump out of the inner scope", test_jump_out_of_the_inner_scope},
        {"a jump inside a scope", test_jump_inside_a_scope},
        {"a label in a clean-up", test_label_in_cleanup},
        {"a raise in a clean-up", test_raise_in_cleanup},
        {"a clean-up that awaits", test_awaiting_cleanup},
        {"nested clean-ups that await", test_nested_awaiting_cleanups},
        {"a cleanup variable", test_cleanup_variable},
        {"falling off the end", test_falls_off_end},
        {"unreachable code", test_unreachable},
        {"rows do not recurse", test_rows_do_not_recurse},
        CU_TEST_INFO_NULL,
    };
    return unit_run("flow", tests);
}
