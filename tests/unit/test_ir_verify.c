/* test_ir_verify.c - ir_verify.c: nothing to say of what the passes make, and a line for each promise that is broken.
 * Each case breaks one in a function that is in order. */
#include "ir_expect.h"
#include "pass/flow.h"
#include "pass/layout.h"
#include "pass/live.h"
#include "unit.h"

static void run_passes(struct ir_test *test, enum ac_phase phase)
{
    if (phase >= AC_PHASE_FLOWED) {
        ac_flow(&test->unit, test->function);
    }
    if (phase >= AC_PHASE_LIVE) {
        ac_live(&test->unit, test->function);
    }
    if (phase >= AC_PHASE_LAID_OUT) {
        ac_layout(&test->unit, test->function);
    }
}

/* ---- promises to break ------------------------------------------------------------------------------------------- */

static struct ac_stmt *first_stmt(struct ir_test *test)
{
    return test->function->body->kids[0];
}

static struct ac_await *first_await(struct ir_test *test)
{
    return test->function->awaits.items[0];
}

static struct ac_block *first_block(struct ir_test *test)
{
    return test->function->blocks.items[0];
}

static void break_index(struct ir_test *test)
{
    test->function->locals.items[1]->index = 0;
}

static void break_name(struct ir_test *test)
{
    test->function->locals.items[0]->name = "";
}

static void break_parameter(struct ir_test *test)
{
    test->function->locals.items[0]->is_parameter = false;
}

static void break_kind(struct ir_test *test)
{
    first_stmt(test)->expr->kind = AC_EXPR_AWAIT;
}

static void break_defer(struct ir_test *test)
{
    first_stmt(test)->kind = AC_STMT_DEFER;
}

static void break_kid_count(struct ir_test *test)
{
    first_stmt(test)->kid_count = 0;
}

static void break_expr(struct ir_test *test)
{
    first_stmt(test)->expr = NULL;
}

static void break_range(struct ir_test *test)
{
    first_stmt(test)->range.end = 100000;
}

static void break_local(struct ir_test *test)
{
    struct ac_local *stranger = ac_new(test->unit.arena, struct ac_local);
    stranger->name = "stranger";
    first_stmt(test)->expr->kids[0]->local = stranger;
}

static void break_access(struct ir_test *test)
{
    first_stmt(test)->expr->kids[1]->kids[0]->access = AC_ACCESS_WRITE;
}

static void break_target(struct ir_test *test)
{
    first_stmt(test)->kids[0]->target = test->function->body;
}

static void break_label(struct ir_test *test)
{
    first_stmt(test)->target = test->function->body;
}

static void break_steps(struct ir_test *test)
{
    first_stmt(test)->pre.count = 0;
}

static void break_temporary(struct ir_test *test)
{
    struct ac_local *local = ac_new(test->unit.arena, struct ac_local);
    *local = *test->function->locals.items[0];
    local->index = (unsigned)test->function->locals.count;
    local->is_parameter = false;
    local->is_temporary = true;
    AC_PUSH(test->unit.arena, &test->function->locals, local);
}

static void break_unwind(struct ir_test *test)
{
    first_await(test)->unwind = NULL;
}

static void break_returns(struct ir_test *test)
{
    test->function->scopes.items[0]->returns = false;
}

static void break_jumps(struct ir_test *test)
{
    test->function->scopes.items[0]->jumps.count = 0;
}

static void break_scope_number(struct ir_test *test)
{
    test->function->scopes.items[0]->number = 2;
}

static void break_block_number(struct ir_test *test)
{
    first_block(test)->number = 1;
}

static void break_successor(struct ir_test *test)
{
    first_block(test)->successors.items[0] = ac_new(test->unit.arena, struct ac_block);
}

static void break_last_item(struct ir_test *test)
{
    struct ac_item item = {.kind = AC_ITEM_DECLARE, .local = test->function->locals.items[0]};
    AC_PUSH(test->unit.arena, &first_block(test)->items, item);
}

static void break_items(struct ir_test *test)
{
    first_block(test)->items.count = 0;
}

static void break_copies(struct ir_test *test)
{
    test->function->blocks.items[1]->items = first_block(test)->items;
}

static void break_live_order(struct ir_test *test)
{
    struct ac_locals *live = &first_await(test)->live;
    struct ac_local *swapped = live->items[0];
    live->items[0] = live->items[1];
    live->items[1] = swapped;
}

static void break_live_flag(struct ir_test *test)
{
    test->function->locals.items[0]->live_across_await = false;
}

static void break_live_result(struct ir_test *test)
{
    first_await(test)->live.items[1] = first_await(test)->result;
    first_await(test)->result->live_across_await = true;
}

static void break_escapes(struct ir_test *test)
{
    first_await(test)->result->escapes = true;
}

static void break_field(struct ir_test *test)
{
    test->function->locals.items[0]->field = NULL;
}

static void break_framed(struct ir_test *test)
{
    test->function->framed = true;
}

static void break_place(struct ir_test *test)
{
    test->function->locals.items[0]->place = AC_PLACE_C;
}

static void break_copy(struct ir_test *test)
{
    test->function->locals.items[0]->escapes = true;
}

static void break_field_name(struct ir_test *test)
{
    const char *name = test->function->fields.items[0].name;
    test->function->fields.items[1].name = test->function->fields.items[1].local->field = name;
}

static const struct {
    const char *source;
    enum ac_phase phase;
    void (*breaks)(struct ir_test *test);
    const char *says;
} cases[] = {
    {"void f(int a, int b) { a(); }", AC_PHASE_BUILT, break_index, "local 1 has the index 0"},
    {"void f(int a) { a(); }", AC_PHASE_BUILT, break_name, "has no name or no type"},
    {"void f(int a) { a(); }", AC_PHASE_BUILT, break_parameter, "local 0 should be a parameter"},
    {"void f(int a) { (a); }", AC_PHASE_HOISTED, break_kind, "no await is left at `(a)`"},
    {"void f(int a) { while (a) a--; }", AC_PHASE_SCOPED, break_defer, "no defer is left"},
    {"void f(int a) { while (a) a--; }", AC_PHASE_BUILT, break_kid_count, "while has 0 kids"},
    {"void f(int a) { while (a) a--; }", AC_PHASE_BUILT, break_expr, "while has no expression"},
    {"void f(int a) { a(); }", AC_PHASE_BUILT, break_range, "expr has the range 16 to 100000"},
    {"void f(int a) { a = 1; }", AC_PHASE_BUILT, break_local, "'stranger' is no local of this function"},
    {"void f(int a) { b(sizeof a); }", AC_PHASE_BUILT, break_access, "'a' is written where nothing is evaluated"},
    {"void f(int a) { while (a) break; }", AC_PHASE_BUILT, break_target, "the target of a break is none around it"},
    {"void f(int a) { goto out; out: a--; }", AC_PHASE_BUILT, break_label, "is no label of its name at `goto out;`"},
    {"void f(int a) { a = AWAIT(g()); }", AC_PHASE_HOISTED, break_steps, "an await stands in 0 statements"},
    {"void f(int a) { a(); }", AC_PHASE_HOISTED, break_temporary, "nothing assigns the temporary 'a'"},
    {"void f(int a) { DEFER a(); AWAIT(g()); }", AC_PHASE_SCOPED, break_unwind,
     "does not leave the scope it stands in"},
    {"void f(int a) { DEFER a(); return; }", AC_PHASE_SCOPED, break_returns, "does not leave the scope it stands in"},
    {"void f(int a) { while (a) { DEFER a(); break; } }", AC_PHASE_SCOPED, break_jumps, "is not listed in the scope"},
    {"void f(int a) { DEFER a(); return; }", AC_PHASE_SCOPED, break_scope_number, "scope 1 has the number 2"},
    {"void f(int a) { AWAIT(g()); }", AC_PHASE_FLOWED, break_block_number, "block 0 has the number 1"},
    {"void f(int a) { AWAIT(g()); }", AC_PHASE_FLOWED, break_successor, "block 0 leads to none of the function"},
    {"void f(int a) { AWAIT(g()); }", AC_PHASE_FLOWED, break_last_item, "an await is not the last item of its block"},
    {"void f(int a) { AWAIT(g()); }", AC_PHASE_FLOWED, break_items, "an await is in 0 blocks"},
    {"void f(int a) { AWAIT(g()); }", AC_PHASE_FLOWED, break_copies, "an await is in 2 blocks"},
    {"void f(int a, int b) { AWAIT(g()); b(a, b); }", AC_PHASE_LIVE, break_live_order, "'a' is not kept in its order"},
    {"void f(int a, int b) { AWAIT(g()); b(a, b); }", AC_PHASE_LIVE, break_live_flag,
     "live_across_await is not set of 'a'"},
    {"void f(int a, int b) { AWAIT(g()); b(a, b); }", AC_PHASE_LIVE, break_live_result,
     "an await keeps its own result"},
    {"void f(int a) { AWAIT(g()); }", AC_PHASE_LIVE, break_escapes, "'await_1' is kept by no await"},
    {"void f(int a) { AWAIT(g()); a--; }", AC_PHASE_LAID_OUT, break_field, "'a' has no field"},
    {"void f(int a) { AWAIT(g()); a--; }", AC_PHASE_LAID_OUT, break_framed, "framed and framed_why do not agree"},
    {"void f(int a) { AWAIT(g()); a--; }", AC_PHASE_LAID_OUT, break_framed, "'a' is copied to the frame"},
    {"void f(int a) { AWAIT(g()); a--; }", AC_PHASE_LAID_OUT, break_place,
     "'a' is not in the place of one that is kept"},
    {"void f(int a) { AWAIT(g()); a--; }", AC_PHASE_LAID_OUT, break_copy, "no copy keeps 'a'"},
    {"void f(int a, int b) { a(); }", AC_PHASE_LAID_OUT, break_field_name, "two fields are called 'a'"},
};

static char *verify(const struct ir_test *test, enum ac_phase phase, bool *ret_fine)
{
    char *found = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&found, &size);
    *ret_fine = ac_ir_verify(out, &test->unit, test->function, phase);
    fclose(out);
    return found;
}

static void test_broken_promises(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ir_test test = ir_test_new(cases[i].source);
        bool fine;
        run_passes(&test, cases[i].phase);
        ir_expect_verified(&test, cases[i].source, cases[i].phase);
        cases[i].breaks(&test);
        char *found = verify(&test, cases[i].phase, &fine);
        CU_ASSERT_FALSE(fine);
        if (!strstr(found, cases[i].says)) {
            ir_expect(cases[i].source, found, cases[i].says);
        }
        free(found);
        ir_test_free(&test);
    }
}

/* Steps exist from hoist on, scopes from scope on. */
static void test_too_early(void)
{
    struct ir_test test = ir_test_new("void f(int a) { DEFER a(); AWAIT(g()); }");
    bool fine;
    char *found = verify(&test, AC_PHASE_BUILT, &fine);
    CU_ASSERT_PTR_NOT_NULL(strstr(found, "there is no scope yet"));
    CU_ASSERT_PTR_NOT_NULL(strstr(found, "there are no steps yet"));
    CU_ASSERT_FALSE(fine);
    free(found);
    ir_test_free(&test);
}

static void test_in_order(void)
{
    static const char *const sources[] = {
        "int f(int a) { return a; }",
        "int f(int a) { for (int i = 0; i < AWAIT(g(i)); i++) { if (a && AWAIT(h())) break; else continue; } }",
        "void f(int n) { while (n) { DEFER { AWAIT(g()); } { DEFER a(); if (n > 1) break; goto out; } } out: b(); }",
        "void f(int n) { switch (n) { case 1: AWAIT(g()); default: { char b[8]; c(b); AWAIT(h()); } } }",
        "void f(int n) { char c CLEANUP(free) = 1; const int x = ({ int y = n; AWAIT(g()); y; }); RAISE(n, c); }",
        "void f(int n) { computed: goto *n; async_error e; AWAIT_CATCH(g(&LITERAL(struct small, n)), &e); }",
    };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct ir_test test = ir_test_new(sources[i]);
        run_passes(&test, AC_PHASE_LAID_OUT);
        for (enum ac_phase phase = AC_PHASE_SCOPED; phase <= AC_PHASE_LAID_OUT; phase++) {
            ir_expect_verified(&test, sources[i], phase);
        }
        ir_test_free(&test);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"what the passes make is in order", test_in_order},
        {"each broken promise is told", test_broken_promises},
        {"what comes too early", test_too_early},
        CU_TEST_INFO_NULL,
    };
    return unit_run("ir_verify", tests);
}
