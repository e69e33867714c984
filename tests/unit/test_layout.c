/* test_layout.c - pass/layout.c: which functions need a frame from the beginning, where locals live, what the frame
 * looks like and how large it is. */
#include "ir_expect.h"
#include "pass/flow.h"
#include "pass/layout.h"
#include "pass/live.h"
#include "unit.h"

static void run_layout(struct ir_test *test, const char *source)
{
    ac_flow(&test->unit, test->function);
    ac_live(&test->unit, test->function);
    ac_layout(&test->unit, test->function);
    ir_expect_verified(test, source, AC_PHASE_LAID_OUT);
}

static struct ir_test lay_out(const char *source)
{
    struct ir_test test = ir_test_new(source);
    run_layout(&test, source);
    return test;
}

/* "" where it does not need one. */
static void expect_framed(const char *source, const char *why)
{
    struct ir_test test = lay_out(source);
    ir_expect(source, test.function->framed_why ? test.function->framed_why : "", why);
    CU_ASSERT_EQUAL(test.function->framed, *why != '\0');
    ir_test_free(&test);
}

static const char *fields_of(const struct ir_test *test)
{
    const char *text = "";
    for (size_t i = 0; i < test->function->fields.count; i++) {
        const struct ac_field *field = &test->function->fields.items[i];
        text = ac_format(test->unit.arena, "%s%s%s%s;", text, field->before, field->name, field->after);
    }
    return text;
}

static void expect_fields(const char *source, const char *fields, size_t size)
{
    struct ir_test test = lay_out(source);
    ir_expect(source, fields_of(&test), fields);
    CU_ASSERT_EQUAL(test.function->frame_size, size);
    ir_test_free(&test);
}

/* ---- framed or not ----------------------------------------------------------------------------------------------- */

static void test_not_framed(void)
{
    expect_framed("int f(int a, double b) { int x = a; AWAIT(g()); use(x, b); return a; }", "");
    expect_framed("void f(void) { struct small s = a(); AWAIT(g()); use(s); }", "");
    expect_framed("void f(int a) { use(&a); }", "");
    expect_framed("void f(void) { int x = 1; AWAIT(g()); use(&x); }", "");
    expect_framed("void f(void) { char b[64]; AWAIT(g()); fill(b); }", "");
    expect_framed("void f(void) { async_error e; AWAIT_CATCH(g(), &e); use(e.code); AWAIT(h()); }", "");
    expect_framed("void f(void) { const int c = 1; use(c); AWAIT(g()); }", "");
    expect_framed("void f(int a) { DEFER use(a); AWAIT(g()); }", "");
}

static void test_what_a_copy_cannot_keep(void)
{
    expect_framed("void f(void) { int x = 1; keep(&x); AWAIT(g()); }", "the address of 'x' is taken");
    expect_framed("void f(int a) { keep(&a); AWAIT(g()); }", "the address of 'a' is taken");
    expect_framed("void f(void) { char b[8] = 1; AWAIT(g()); use(b[0]); }", "'b' is an array");
    expect_framed("void f(void) { struct large l = a(); AWAIT(g()); use(l); }", "'l' is a large struct");
    expect_framed("void f(void) { const int c = 1; AWAIT(g()); use(c); }", "'c' is const");
    expect_framed("void f(void) { struct sealed s = a(); AWAIT(g()); use(s); }", "'s' has a const member");
    expect_framed("void f(void) { volatile int v = 1; AWAIT(g()); use(v); }", "'v' is volatile");
    expect_framed("void f(int c) { int x; if (c) x = 1; AWAIT(g()); if (c) use(x); }",
                  "'x' may have no value yet at an await that it outlives");
    expect_framed("void f(int n) { char v[n]; AWAIT(g()); use(v); }", "the type of 'v' has a variable size");
    expect_framed("void f(void) { char c CLEANUP(free) = 1; AWAIT(g()); }", "the address of 'c' is taken");
}

/* The first local that gives a reason is named. */
static void test_first_reason(void)
{
    expect_framed("void f(void) { int x = 1; const int c = 2; char b[8] = 3; AWAIT(g()); use(x, c, b); }",
                  "'c' is const");
}

static void test_hidden_names(void)
{
    expect_framed("void f(void) { int x = 0; { int x = 1; AWAIT(g()); use(x); } use(x); }",
                  "another 'x' hides 'x' at an await");
    expect_framed("void f(int n) { { static int n; AWAIT(g()); } use(n); }", "another 'n' hides 'n' at an await");
    expect_framed("void f(int n) { { typedef int n; AWAIT(g()); } use(n); }", "another 'n' hides 'n' at an await");
    expect_framed("void f(void) { int x = 0; { int x = 1; use(x); } AWAIT(g()); use(x); }", "");
    expect_framed("void f(void) { int x = 0; use(x); { int x = 1; AWAIT(g()); use(x); } }", "");
    expect_framed("void f(void) { { int x = 0; AWAIT(g()); use(x); } { int x = 1; AWAIT(h()); use(x); } }", "");
}

static void test_before_its_declaration(void)
{
    struct ir_test test = lay_out("void f(int n) { again: AWAIT(g()); if (n) goto past; int z = 1; past: use(z); "
                                  "goto again; }");
    ir_test_local(&test, "z")->maybe_unassigned = false; /* that would be a reason, too */
    ac_layout(&test.unit, test.function);
    CU_ASSERT_STRING_EQUAL(test.function->framed_why, "'z' outlives an await that stands before its declaration");
    ir_test_free(&test);
}

static void test_awaiting_cleanup(void)
{
    expect_framed("void f(void) { DEFER { AWAIT(g()); } a(); }", "a DEFER awaits");
    expect_framed("void f(void) { DEFER { if (a()) AWAIT(g()); } a(); }", "a DEFER awaits");
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

static void expect_place(const struct ir_test *test, const char *name, enum ac_place place, const char *field)
{
    const struct ac_local *local = ir_test_local(test, name);
    CU_ASSERT_EQUAL(local->place, place);
    if (field && local->field) {
        CU_ASSERT_STRING_EQUAL(local->field, field);
    } else {
        CU_ASSERT_PTR_EQUAL(local->field, field);
    }
}

static void test_places_without_frame(void)
{
    struct ir_test test = lay_out("void f(int a, int b) { int x = 1, y = 2; use(b, y); AWAIT(g()); use(a, x); }");
    expect_place(&test, "a", AC_PLACE_SAVED, "a");
    expect_place(&test, "b", AC_PLACE_C, "b");
    expect_place(&test, "x", AC_PLACE_SAVED, "x");
    expect_place(&test, "y", AC_PLACE_C, NULL);
    ir_test_free(&test);
}

static void test_places_in_a_frame(void)
{
    struct ir_test test = lay_out("void f(int a, int b) { int x[2] = 1, y = 2; use(b, y); AWAIT(g()); use(a, x); }");
    expect_place(&test, "a", AC_PLACE_FRAME, "a");
    expect_place(&test, "b", AC_PLACE_FRAME, "b");
    expect_place(&test, "x", AC_PLACE_FRAME, "x");
    expect_place(&test, "y", AC_PLACE_C, NULL);
    ir_test_free(&test);
}

/* What was found for an earlier layout is gone. */
static void test_again(void)
{
    struct ir_test test = lay_out("void f(int a) { int x[2] = 1; AWAIT(g()); use(a, x); }");
    const char *first = fields_of(&test);
    run_layout(&test, "again");
    CU_ASSERT_STRING_EQUAL(fields_of(&test), first);
    ir_test_local(&test, "x")->live_across_await = false;
    ir_test_await(&test, "g")->live.count = 1;
    ac_layout(&test.unit, test.function);
    CU_ASSERT_STRING_EQUAL(fields_of(&test), "int a;");
    expect_place(&test, "x", AC_PLACE_C, NULL);
    ir_test_free(&test);
}

/* ---- fields ------------------------------------------------------------------------------------------------------ */

static void test_declarations(void)
{
    expect_fields("void f(void) { struct inner s = a(); AWAIT(g()); use(s); }", "_Alignas(4) unsigned char s[8];", 32);
    expect_fields("void f(int n) { char v[n]; AWAIT(g()); use(v); }", "int n;void *v;", 40);
    expect_fields("void f(void) { _Alignas(32) int x = a(); AWAIT(g()); use(x); }", "int x;", 32);
    expect_fields("void f(void) { _Alignas(32) int x = a(); use(&x); AWAIT(g()); }", "_Alignas(32) int x;", 64);
    expect_fields("void f(void) { _Alignas(16) struct inner s = a(); use(&s); AWAIT(g()); }",
                  "_Alignas(16) _Alignas(4) unsigned char s[8];", 48);
    expect_fields("void f(void) { volatile int v = 1; AWAIT(g()); use(v); }", "volatile int v;", 32);
    expect_fields("void f(void) { char *volatile p = a(); AWAIT(g()); use(p); }", "char *volatile p;", 32);
    expect_fields("void f(void) { const char c[6] = 1; AWAIT(g()); use(c); }", "char c[6];", 32);
    expect_fields("void f(char *p) { AWAIT(g()); use(p); }", "char *p;", 32);
}

static void test_names(void)
{
    expect_fields("void f(int head, int result) { a(); }", "int head;int result;", 32);
    expect_fields("void f(void) { { int x = 1; AWAIT(g()); use(x); } { int x = 2; AWAIT(h()); use(x); } }",
                  "int x;int x_2;", 32);
    expect_fields("void f(int x, int x_2) { { int x = 1; AWAIT(g()); use(x); } use(x); }", "int x;int x_2;int x_3;",
                  40);
    expect_fields("void f(int head_2, int head) { a(); }", "int head_2;int head;", 32);
}

/* The order of declaration, unless another one is smaller. */
static void test_order(void)
{
    expect_fields("void f(int a, int b, char *p) { a(); }", "int a;int b;char *p;", 40);
    expect_fields("void f(int a, char *p, int b) { a(); }", "char *p;int a;int b;", 40);
    expect_fields("void f(char *p, int a, char *q) { a(); }", "char *p;int a;char *q;", 48);
    expect_fields("void f(char a, short b, char c, int d) { a(); }", "int d;short b;char a;char c;", 32);
    expect_fields("void f(char a, int b, char c, int d) { a(); }", "char a;int b;char c;int d;", 40);
}

/* A small result leaves a hole, in which a small field fits. */
static void test_hole_behind_the_result(void)
{
    expect_fields("int f(char *p, int a) { a(); return 1; }", "int a;char *p;", 40);
    expect_fields("int f(char *p, char c, short s) { a(); return 1; }", "short s;char c;char *p;", 40);
    expect_fields("int f(char *p) { a(); return 1; }", "char *p;", 40);
    expect_fields("int f(char *p) { _Alignas(16) int x = a(); use(&x); AWAIT(g()); return p; }",
                  "_Alignas(16) int x;char *p;", 48);
    expect_fields("double f(void) { return 1; }", "", 32);
    expect_fields("void f(void) { a(); }", "", 24);
}

/* Where nothing is known of a type, the size is at least no nonsense. */
static void test_unknown_layout(void)
{
    struct ir_test test = lay_out("void f(int a) { a(); }");
    struct ac_type type = {.before = "struct unknown ", .after = "", .spelling = "struct unknown"};
    ir_test_local(&test, "a")->type = &type;
    ac_layout(&test.unit, test.function);
    CU_ASSERT_EQUAL(test.function->frame_size, 24);
    ir_test_free(&test);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"not framed", test_not_framed},
        {"what a copy cannot keep", test_what_a_copy_cannot_keep},
        {"the first reason", test_first_reason},
        {"hidden names", test_hidden_names},
        {"an await before the declaration", test_before_its_declaration},
        {"a clean-up that awaits", test_awaiting_cleanup},
        {"places without a frame", test_places_without_frame},
        {"places in a frame", test_places_in_a_frame},
        {"laid out again", test_again},
        {"declarations of fields", test_declarations},
        {"names of fields", test_names},
        {"order of fields", test_order},
        {"the hole behind the result", test_hole_behind_the_result},
        {"a type without a known layout", test_unknown_layout},
        CU_TEST_INFO_NULL,
    };
    return unit_run("layout", tests);
}
