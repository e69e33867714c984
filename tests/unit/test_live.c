/* test_live.c - pass/live.c: what an await keeps, for each way to read, write, declare and point to a local. The lists
 * leave temporaries out; "x:2" is the second x. */
#include "ir_expect.h"
#include "pass/flow.h"
#include "pass/live.h"
#include "unit.h"

#include <time.h>

static struct ir_test analyse(const char *source)
{
    struct ir_test test = ir_test_new(source);
    ac_flow(&test.unit, test.function);
    ac_live(&test.unit, test.function);
    ir_expect_verified(&test, source, AC_PHASE_LIVE);
    return test;
}

/* What the await of the function `await` keeps. */
static void expect_kept(const char *source, const char *await, const char *kept)
{
    struct ir_test test = analyse(source);
    ir_expect(source, ir_test_live(&test, await), kept);
    ir_test_free(&test);
}

struct flags {
    bool outlives, escapes, maybe_unassigned;
};

static struct flags flags_of(const char *source, const char *name)
{
    struct ir_test test = analyse(source);
    const struct ac_local *local = ir_test_local(&test, name);
    struct flags flags = {local->live_across_await, local->escapes, local->maybe_unassigned};
    ir_test_free(&test);
    return flags;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static void test_read_later(void)
{
    expect_kept("void f(int a, int b) { AWAIT(g()); use(a); }", "g", "a");
    expect_kept("void f(void) { int x = a(), y = b(); AWAIT(g()); use(x); }", "g", "x");
    expect_kept("void f(void) { int x = a(); AWAIT(g()); AWAIT(h()); use(x); }", "g", "x");
    expect_kept("void f(void) { int x = a(); AWAIT(g()); AWAIT(h()); use(x); }", "h", "x");
    expect_kept("void f(void) { int x = a(); use(x); AWAIT(g()); }", "g", "");
    expect_kept("void f(int a) { AWAIT(g(a)); }", "g", "");
}

static void test_written_before_read(void)
{
    expect_kept("void f(int x) { AWAIT(g()); x = 1; use(x); }", "g", "");
    expect_kept("void f(int x) { AWAIT(g()); x = x + 1; use(x); }", "g", "x");
    expect_kept("void f(int x) { AWAIT(g()); x += 1; use(x); }", "g", "x");
    expect_kept("void f(int x) { AWAIT(g()); x++; use(x); }", "g", "x");
    expect_kept("void f(int x) { AWAIT(g()); x = 1, use(x); }", "g", "");
    expect_kept("void f(int x) { x = AWAIT(g()); use(x); }", "g", "");
    expect_kept("void f(int x, int y) { AWAIT(g()); y = (x = 2); use(x, y); }", "g", "");
}

/* A write that may not happen leaves what was there. */
static void test_conditional_write(void)
{
    expect_kept("void f(int x, int c) { AWAIT(g()); if (c) x = 1; use(x); }", "g", "x c");
    expect_kept("void f(int x, int c) { AWAIT(g()); if (c) x = 1; else x = 2; use(x); }", "g", "c");
    expect_kept("void f(int x, int c) { AWAIT(g()); c && (x = 1); use(x); }", "g", "x c");
    expect_kept("void f(int x, int c) { AWAIT(g()); c || (x = 1); use(x); }", "g", "x c");
    expect_kept("void f(int x, int c) { AWAIT(g()); c ? (x = 1) : (x = 2); use(x); }", "g", "x c");
    expect_kept("void f(int x, int c) { AWAIT(g()); (x = 1) && c; use(x); }", "g", "c");
    expect_kept("void f(int x) { AWAIT(g()); ({ x = 1; }); use(x); }", "g", "x");
}

/* So does a write of a part. */
static void test_partial_write(void)
{
    expect_kept("void f(struct small s) { AWAIT(g()); s.a = 1; use(s); }", "g", "s");
    expect_kept("void f(struct small s) { AWAIT(g()); s = a(); use(s); }", "g", "");
    expect_kept("void f(void) { int v[3]; v[0] = 1; AWAIT(g()); v[1] = 2; use(v[0]); }", "g", "v");
}

static void test_unevaluated(void)
{
    expect_kept("void f(int x) { AWAIT(g()); use(sizeof x); }", "g", "");
    expect_kept("void f(int x) { int y = 1; AWAIT(g()); use(sizeof(y = 2), y); }", "g", "y");
}

static void test_sizes_are_read(void)
{
    expect_kept("void f(int n) { AWAIT(g()); char buf[n]; use(buf); }", "g", "n");
}

static void test_operands_of_the_await(void)
{
    expect_kept("void f(int a, int b) { AWAIT(g(a)); AWAIT(h(b)); }", "g", "b");
    expect_kept("void f(int *p) { AWAIT(g()); AWAIT(p(1)); }", "g", "p");
    expect_kept("void f(int a) { use(AWAIT(g()) + a); }", "g", "a");
}

/* The result is not kept by its own await, but by those between it and its use. */
static void test_results(void)
{
    struct ir_test test = analyse("void f(void) { use(AWAIT(g()), AWAIT(h())); }");
    struct ac_await *g = ir_test_await(&test, "g"), *h = ir_test_await(&test, "h");
    CU_ASSERT_EQUAL(g->live.count, 0);
    CU_ASSERT_EQUAL_FATAL(h->live.count, 1);
    CU_ASSERT_PTR_EQUAL(h->live.items[0], g->result);
    CU_ASSERT_TRUE(g->result->live_across_await);
    CU_ASSERT_FALSE(h->result->live_across_await);
    ir_test_free(&test);
    test = analyse("void f(void) { for (;;) { use(&AWAIT(g())); AWAIT(h()); } }");
    CU_ASSERT_EQUAL(ir_test_await(&test, "g")->live.count, 0);
    CU_ASSERT_EQUAL(ir_test_await(&test, "h")->live.count, 1);
    ir_test_free(&test);
}

static void test_order_of_the_list(void)
{
    expect_kept("void f(int a, int b) { int c = 1, d = 2; AWAIT(g()); use(d, b, c, a); }", "g", "a b c d");
}

/* ---- paths ------------------------------------------------------------------------------------------------------- */

static void test_loops(void)
{
    expect_kept("void f(int n) { while (n) { AWAIT(g()); n--; } }", "g", "n");
    expect_kept("void f(void) { for (int i = 0; i < 3; i++) { AWAIT(g()); } }", "g", "i");
    expect_kept("void f(void) { int x = 0; for (;;) { use(x); AWAIT(g()); } }", "g", "x");
    expect_kept("void f(void) { int x = 0; for (;;) { x = a(); AWAIT(g()); } }", "g", "");
    expect_kept("void f(int n) { do { n = AWAIT(g(n)); } while (n); }", "g", "");
}

/* Each round has a new one: what the last round left in it is gone. */
static void test_declared_in_a_loop(void)
{
    expect_kept("void f(int n) { while (n) { AWAIT(g()); int x = a(); use(x, n); } }", "g", "n");
    expect_kept("void f(int n) { while (n) { AWAIT(g()); int x; if (n) x = 1; use(x, n); } }", "g", "n");
    expect_kept("void f(int n) { while (n) { int x = a(); AWAIT(g()); use(x, n); } }", "g", "n x");
}

static void test_shadowing(void)
{
    expect_kept("void f(void) { int x = 0; { int x = 1; AWAIT(g()); use(x); } AWAIT(h()); use(x); }", "g", "x x:2");
    expect_kept("void f(void) { int x = 0; { int x = 1; AWAIT(g()); use(x); } AWAIT(h()); use(x); }", "h", "x");
}

static void test_jumps(void)
{
    expect_kept("void f(int n, int x) { again: AWAIT(g()); if (n) goto out; goto again; out: use(x); }", "g", "n x");
    expect_kept("void f(int n, int x) { AWAIT(g()); goto *n; computed: use(x); other: a(); }", "g", "n x");
    expect_kept("void f(int n, int x) { AWAIT(g()); goto *n; computed: a(); }", "g", "n");
    expect_kept("void f(int n, int x) { switch (n) { case 1: AWAIT(g()); case 2: use(x); } }", "g", "x");
    expect_kept("void f(int n, int x) { switch (n) { case 1: AWAIT(g()); break; case 2: use(x); } }", "g", "");
}

/* A goto may lead from an await to behind a declaration that stands after it, with the value of the last time. */
static void test_jump_past_a_declaration(void)
{
    expect_kept("void f(int n) { again: AWAIT(g()); if (n) goto past; int y = 1; past: use(y); goto again; }", "g",
                "n y");
}

/* From the outside, that would be another object. */
static void test_jump_into_a_block(void)
{
    expect_kept("void f(int n) { for (;;) { AWAIT(g()); switch (n) { int y; case 1: if (n) y = 2; use(y); } } }", "g",
                "n");
}

static void test_unreachable(void)
{
    expect_kept("void f(int x) { return; AWAIT(g()); use(x); }", "g", "x");
}

static void test_short_circuit(void)
{
    expect_kept("void f(int a, int b) { if (a && AWAIT(g())) use(b); }", "g", "b");
}

/* ---- statement expressions --------------------------------------------------------------------------------------- */

/* What is declared inside is nobody's business outside. */
static void test_statement_expression(void)
{
    expect_kept("void f(int n) { while (n) { AWAIT(g()); n = ({ int t = n; if (t) t = 2; t; }); } }", "g", "n");
    expect_kept("void f(int n) { while (n) { AWAIT(g()); n = ({ int t; if (n) t = n; t; }); } }", "g", "n");
    expect_kept("void f(int x) { AWAIT(g()); ({ while (a()) { use(x); } }); }", "g", "x");
    expect_kept("void f(int x) { use(({ int y = x; AWAIT(g()); use(y); })); }", "g", "y");
}

/* ---- addresses --------------------------------------------------------------------------------------------------- */

static void test_escaped(void)
{
    expect_kept("void f(void) { int x = 0; keep(&x); AWAIT(g()); }", "g", "x");
    expect_kept("void f(void) { int x = 0; AWAIT(g(&x)); }", "g", "x");
    expect_kept("void f(void) { int x = AWAIT(g(&x)); }", "g", "x");
    expect_kept("void f(void) { { int x = 0; keep(&x); } AWAIT(g()); }", "g", "");
    expect_kept("void f(int n) { keep(&n); AWAIT(g()); }", "g", "n");
    expect_kept("void f(void) { struct small s; keep(&s.a); AWAIT(g()); }", "g", "s");
    expect_kept("void f(int c) { int x; if (c) keep(&x); AWAIT(g()); }", "g", "x");
    CU_ASSERT_TRUE(flags_of("void f(void) { int x = 0; keep(&x); AWAIT(g()); }", "x").escapes);
}

/* Before its address is taken nobody knows it. */
static void test_not_yet_escaped(void)
{
    expect_kept("void f(void) { int x = 0; AWAIT(g()); keep(&x); }", "g", "x");
    CU_ASSERT_FALSE(flags_of("void f(void) { int x = 0; AWAIT(g()); keep(&x); }", "x").escapes);
    expect_kept("void f(void) { int x; AWAIT(g()); keep(&x); }", "g", "");
    CU_ASSERT_TRUE(flags_of("void f(void) { int x = 0; for (;;) { AWAIT(g()); keep(&x); } }", "x").escapes);
}

/* A buffer that is declared early and filled late is not kept while it is empty. */
static void test_empty_buffer(void)
{
    expect_kept("void f(void) { char b[64]; AWAIT(g()); fill(b); use(b); }", "g", "");
    expect_kept("void f(void) { char b[64]; AWAIT(g()); fill(b); AWAIT(h()); use(b); }", "h", "b");
    expect_kept("void f(void) { struct small s; AWAIT(g()); s.a = 1; s.b = 2; use(s); }", "g", "");
    expect_kept("void f(void) { char b[64] = 0; AWAIT(g()); fill(b); use(b); }", "g", "b");
    expect_kept("void f(void) { char b[64]; for (;;) { AWAIT(g()); fill(b); } }", "g", "b");
}

/* A block that is entered again has new locals, of which nobody has the address. */
static void test_new_object_each_round(void)
{
    expect_kept("void f(void) { for (;;) { char b[64]; AWAIT(g()); fill(b); } }", "g", "");
    expect_kept("void f(int n) { for (;;) { switch (n) { char b[64]; case 1: AWAIT(g()); fill(b); } } }", "g", "n");
    expect_kept("void f(void) { for (;;) { again: AWAIT(g()); char b[64]; fill(b); goto again; } }", "g", "b");
}

/* As long as the block lives, also where its clean-up runs. */
static void test_lifetime_in_cleanups(void)
{
    expect_kept("void f(void) { int *p = 0; DEFER { AWAIT(g()); use(p); } int x = 3; p = &x; a(); }", "g", "p x");
    expect_kept("void f(void) { int *p = 0; DEFER { AWAIT(g()); use(p); } { int x = 3; p = &x; a(); } }", "g", "p");
}

static void test_compound_literal(void)
{
    struct ir_test test = analyse("void f(void) { int *p = &LITERAL(struct small, 1); AWAIT(g()); use(p); }");
    CU_ASSERT_TRUE(ir_test_local(&test, "literal_1")->live_across_await);
    CU_ASSERT_TRUE(ir_test_local(&test, "literal_1")->escapes);
    ir_test_free(&test);
}

/* Where no expression takes the address, anything else may have. */
static void test_unseen_address(void)
{
    struct ir_test test = ir_test_new("void f(void) { int x; AWAIT(g()); a(); } ");
    ir_test_local(&test, "x")->address_taken = true;
    ac_flow(&test.unit, test.function);
    ac_live(&test.unit, test.function);
    CU_ASSERT_STRING_EQUAL(ir_test_live(&test, "g"), "x");
    CU_ASSERT_TRUE(ir_test_local(&test, "x")->escapes);
    ir_test_free(&test);
}

/* AWAIT_CATCH writes the error and forgets where it is. */
static void test_caught_error(void)
{
    const char *source = "void f(void) { async_error e; AWAIT_CATCH(g(), &e); use(e.code); AWAIT(h()); }";
    expect_kept(source, "g", "");
    expect_kept(source, "h", "");
    expect_kept("void f(void) { async_error e; AWAIT_CATCH(g(), &e); AWAIT(h()); use(e.code); }", "h", "e");
    expect_kept("void f(void) { async_error e = a(); AWAIT(h()); AWAIT_CATCH(g(), &e); use(e.code); }", "h", "");
    expect_kept("void f(void) { async_error e; keep(&e); AWAIT_CATCH(g(), &e); a(); }", "g", "e");
    expect_kept("void f(int *p) { AWAIT_CATCH(g(), p); a(); }", "g", "p");
}

/* These live wherever they are in scope: a jump must not pass the one, nor a suspension leave the other. */
static void test_lasting(void)
{
    expect_kept("void f(int n) { char v[n]; AWAIT(g()); a(); }", "g", "v");
    expect_kept("void f(int n) { { char v[n]; use(v); } AWAIT(g()); a(); }", "g", "");
    expect_kept("void f(int n) { AWAIT(g()); char v[n]; use(v); }", "g", "n");
    expect_kept("void f(void) { char c CLEANUP(free); AWAIT(g()); }", "g", "c");
    expect_kept("void f(void) { AWAIT(g()); char c CLEANUP(free) = 1; AWAIT(h()); }", "g", "");
}

/* ---- clean-ups --------------------------------------------------------------------------------------------------- */

/* An error runs the clean-up, which reads. */
static void test_error_path(void)
{
    expect_kept("void f(int a, int b) { DEFER use(a); AWAIT(g()); }", "g", "a");
    expect_kept("void f(int a, int b) { DEFER use(a); DEFER use(b); AWAIT(g()); }", "g", "a b");
    expect_kept("void f(int a) { DEFER use(a); async_error e; AWAIT_CATCH(g(), &e); a = 1; }", "g", "");
    expect_kept("void f(int a) { DEFER use(a); AWAIT(g()); a = 1; }", "g", "a");
    expect_kept("void f(int a) { DEFER { AWAIT(g()); } AWAIT(h()); use(a); }", "g", "");
}

/* All exits share the clean-up, as they do in the output: what follows the region seems to be reached by an error, too.
 */
static void test_exits_are_mixed(void)
{
    const char *source = "void f(void) { int x; { DEFER c(); x = AWAIT(g()); } AWAIT(h()); use(x); }";
    expect_kept("void f(int x) { { DEFER c(); x = AWAIT(g()); } AWAIT(h()); use(x); }", "g", "x");
    CU_ASSERT_TRUE(flags_of(source, "x").maybe_unassigned);
}

/* Which exit it was, and the error, are kept while the clean-up awaits. */
static void test_leave_and_error(void)
{
    struct ir_test test = analyse("int f(int a) { DEFER { AWAIT(g()); } if (a) return 1; AWAIT(h()); return 2; }");
    const struct ac_scope *scope = test.function->scopes.items[0];
    CU_ASSERT_TRUE(scope->leave->live_across_await);
    CU_ASSERT_TRUE(scope->error->live_across_await);
    ir_test_free(&test);
}

/* async_leaving() may be asked, or its answer used, after any await that follows in the clean-up. */
static void test_leaving(void)
{
    struct ir_test test =
        analyse("void f(void) { DEFER { int *e = async_leaving(); AWAIT(g()); RAISE(1, e); } AWAIT(h()); }");
    const struct ac_scope *scope = test.function->scopes.items[0];
    const struct ac_locals *live = &ir_test_await(&test, "g")->live;
    CU_ASSERT_EQUAL_FATAL(live->count, 3);
    CU_ASSERT_STRING_EQUAL(live->items[0]->name, "e");
    CU_ASSERT_PTR_EQUAL(live->items[1], scope->leave);
    CU_ASSERT_PTR_EQUAL(live->items[2], scope->error);
    ir_test_free(&test);
}

/* ---- values that may not be there -------------------------------------------------------------------------------- */

static void test_maybe_unassigned(void)
{
    CU_ASSERT_TRUE(flags_of("void f(int c) { int x; if (c) x = 1; AWAIT(g()); if (c) use(x); }", "x").maybe_unassigned);
    CU_ASSERT_TRUE(flags_of("void f(int c) { int x; c && (x = 1); AWAIT(g()); if (c) use(x); }", "x").maybe_unassigned);
    CU_ASSERT_TRUE(
        flags_of("void f(void) { struct small s; s.a = 1; AWAIT(g()); s.b = 2; use(s); }", "s").maybe_unassigned);
    CU_ASSERT_FALSE(
        flags_of("void f(int c) { int x; if (c) x = 1; else x = 2; AWAIT(g()); use(x); }", "x").maybe_unassigned);
    CU_ASSERT_FALSE(flags_of("void f(int c) { AWAIT(g()); use(c); }", "c").maybe_unassigned);
    CU_ASSERT_FALSE(flags_of("void f(void) { int x; x = 1; AWAIT(g()); use(x); }", "x").maybe_unassigned);
    CU_ASSERT_FALSE(flags_of("void f(int c) { int x; while (1) { x = a(); if (c) break; } AWAIT(g()); use(x); }", "x")
                        .maybe_unassigned);
    CU_ASSERT_TRUE(
        flags_of("void f(int c) { while (c) { int x; if (c > 1) x = 1; AWAIT(g()); use(x); } }", "x").maybe_unassigned);
}

/* It never has a value: there is nothing to keep. */
static void test_never_assigned(void)
{
    expect_kept("void f(void) { int x; AWAIT(g()); use(x); }", "g", "");
}

/* ---- speed ------------------------------------------------------------------------------------------------------- */

/* 2000 locals, all alive across all of 2000 awaits. */
static char *large_function(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs("void f(int n) { ", out);
    for (int i = 0; i < 2000; i++) {
        fprintf(out, "int x%d = %d; ", i, i);
    }
    for (int i = 0; i < 2000; i++) {
        fprintf(out, "if (n) { AWAIT(sleep()); } else { n = 1; } ");
    }
    for (int i = 0; i < 2000; i++) {
        fprintf(out, "use(x%d); ", i);
    }
    fputs("}", out);
    fclose(out);
    return text;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void test_large_function(void)
{
    char *text = large_function();
    struct ir_test test = ir_test_new(text);
    double begin = now();
    ac_flow(&test.unit, test.function);
    ac_live(&test.unit, test.function);
    double seconds = now() - begin;
    printf("(%.3f s) ", seconds);
    CU_ASSERT_TRUE(seconds < 2.0); /* a tenth of that without sanitizers */
    CU_ASSERT_EQUAL(test.function->awaits.count, 2000);
    for (size_t i = 0; i < test.function->awaits.count; i++) {
        CU_ASSERT_EQUAL(test.function->awaits.items[i]->live.count, i < 1999 ? 2001 : 2000);
    }
    ir_test_free(&test);
    free(text);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"read later", test_read_later},
        {"written before it is read", test_written_before_read},
        {"written on a condition", test_conditional_write},
        {"written in part", test_partial_write},
        {"not evaluated", test_unevaluated},
        {"sizes of arrays are read", test_sizes_are_read},
        {"operands of the await", test_operands_of_the_await},
        {"results", test_results},
        {"the list is in order", test_order_of_the_list},
        {"loops", test_loops},
        {"declared in a loop", test_declared_in_a_loop},
        {"shadowing", test_shadowing},
        {"jumps", test_jumps},
        {"a jump past a declaration", test_jump_past_a_declaration},
        {"a jump into a block", test_jump_into_a_block},
        {"unreachable", test_unreachable},
        {"short circuit", test_short_circuit},
        {"statement expression", test_statement_expression},
        {"escaped", test_escaped},
        {"not yet escaped", test_not_yet_escaped},
        {"an empty buffer", test_empty_buffer},
        {"a new object each round", test_new_object_each_round},
        {"lifetime in clean-ups", test_lifetime_in_cleanups},
        {"compound literal", test_compound_literal},
        {"an address taken unseen", test_unseen_address},
        {"a caught error", test_caught_error},
        {"what lasts", test_lasting},
        {"the path of an error", test_error_path},
        {"exits are not told apart", test_exits_are_mixed},
        {"leave and error", test_leave_and_error},
        {"async_leaving", test_leaving},
        {"maybe unassigned", test_maybe_unassigned},
        {"never assigned", test_never_assigned},
        {"a large function", test_large_function},
        CU_TEST_INFO_NULL,
    };
    return unit_run("live", tests);
}
