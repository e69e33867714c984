/* async_select: statement 82 of docs/semantics.md. */
#define _GNU_SOURCE
#include "suite.h"

/* ---- what is selected from --------------------------------------------------------------------------------------- */

struct point {
    double x;
    char name[20];
};

/* Cancelled, it takes `cleaning` seconds to end. */
static ASYNC int sleeper(double seconds, double cleaning, int value)
{
    async_error error;
    AWAIT_CATCH(async_sleep(seconds), &error);
    if (error.code) {
        trace("(%d:%s", value, error.message);
        AWAIT(async_sleep(cleaning));
        trace(")");
        RERAISE(&error);
    }
    return value;
}

static ASYNC struct point place(double seconds)
{
    AWAIT(async_sleep(seconds));
    return (struct point){1.5, "here"};
}

/* Ends with its value, cancelled or not. */
static ASYNC int stubborn(double seconds, int value)
{
    async_error error;
    AWAIT_CATCH(async_sleep(seconds), &error);
    AWAIT_CATCH(async_sleep(1), &error);
    (void)error;
    return value;
}

static ASYNC int fails(double seconds, int code)
{
    async_error error;
    AWAIT_CATCH(async_sleep(seconds), &error);
    (void)error;
    RAISE(code, "of the program");
}

static void trace_case(const async_case *one, int value)
{
    trace("%s", one->code == 0 ? "=" : one->code == ECANCELED ? "cancelled " : strerrorname_np(one->code));
    if (one->code == 0) {
        trace("%d ", value);
    }
}

/* Selects from two, and traces how that went. */
static ASYNC void select_from(FUTURE(int) a, FUTURE(int) b)
{
    int values[2] = {-1, -1};
    async_error error;
    async_case cases[] = {ASYNC_CASE(a, &values[0]), ASYNC_CASE(b, &values[1])};
    size_t first = AWAIT_CATCH(async_select(cases, 2), &error);
    if (error.code) {
        trace_code(&error);
        trace("%s ", error.message);
    } else {
        trace("%zu: ", first);
    }
    for (int i = 0; i < 2; i++) {
        trace_case(&cases[i], values[i]);
        CU_ASSERT_EQUAL(values[i] >= 0, cases[i].code == 0);
    }
    trace("at %g", async_loop_time(async_get_running_loop()));
}

#define EXPECT_SELECTED(a, b, expected)                                                                                \
    do {                                                                                                               \
        async_loop *loop = new_loop();                                                                                 \
        FUTURE(int) first = SPAWN_ON(loop, a);                                                                         \
        FUTURE(int) second = SPAWN_ON(loop, b);                                                                        \
        async_loop_run(loop, select_from(first, second));                                                              \
        EXPECT_TRACE(expected);                                                                                        \
        close_loop(loop);                                                                                              \
    } while (0)

/* ---- the first, and the others ----------------------------------------------------------------------------------- */

static void test_statement_82_the_others_are_cancelled_and_awaited(void)
{
    EXPECT_SELECTED(sleeper(1, 0, 1), sleeper(2, 4, 2), "(2:)0: =1 cancelled at 5");
    EXPECT_SELECTED(sleeper(2, 4, 1), sleeper(1, 0, 2), "(1:)1: cancelled =2 at 5");
    EXPECT_SELECTED(sleeper(1, 0, 1), stubborn(5, 2), "0: =1 =2 at 2");
}

static void test_statement_82_values_of_one_instant_are_all_there(void)
{
    EXPECT_SELECTED(sleeper(1, 0, 1), sleeper(1, 0, 2), "0: =1 =2 at 1");
    EXPECT_SELECTED(sleeper(2, 0, 1), stubborn(1, 2), "0: =1 =2 at 2");
    EXPECT_SELECTED(fails(1, EIO), sleeper(1, 0, 2), "<EIO>of the program EIO=2 at 1");
}

static void test_statement_82_errors(void)
{
    EXPECT_SELECTED(fails(1, EIO), sleeper(2, 3, 2), "(2:)<EIO>of the program EIOcancelled at 4");
    EXPECT_SELECTED(sleeper(1, 0, 1), fails(2, EIO), "[EIO]0: =1 EIOat 1");
    EXPECT_SELECTED(fails(1, ECANCELED), sleeper(2, 0, 2), "(2:)<cancelled>of the program cancelled cancelled at 1");
}

static ASYNC void typed(void)
{
    struct point point;
    int number = 0;
    async_case cases[] = {
        ASYNC_CASE(SPAWN(async_sleep(5)), NULL),
        ASYNC_CASE(SPAWN(place(1)), &point),
        ASYNC_CASE(SPAWN(stubborn(5, 3)), &number),
    };
    CU_ASSERT_EQUAL(AWAIT(async_select(cases, 3)), 1);
    CU_ASSERT_STRING_EQUAL(point.name, "here");
    CU_ASSERT_EQUAL(number, 3);
    CU_ASSERT_EQUAL(cases[0].code, ECANCELED);
}

static ASYNC void of_what_is_done(void)
{
    int values[3] = {0};
    FUTURE(int) a = async_future_new(int);
    FUTURE(int) b = async_future_new(int);
    FUTURE(int) c = async_future_new(int);
    async_future_set_result(c, 3);
    async_future_set_result(b, 2);
    async_case cases[] = {ASYNC_CASE(a, &values[0]), ASYNC_CASE(b, &values[1]), ASYNC_CASE(c, &values[2])};
    CU_ASSERT_EQUAL(AWAIT(async_select(cases, 3)), 1);
    CU_ASSERT_EQUAL(values[1] * 10 + values[2], 23);
    CU_ASSERT_EQUAL(cases[0].code, ECANCELED);

    FUTURE(int) twice = SPAWN(sleeper(1, 0, 4));
    async_case same[] = {ASYNC_CASE(twice, &values[0]), ASYNC_CASE(twice, &values[1])};
    CU_ASSERT_EQUAL(AWAIT(async_select(same, 2)), 0);
    CU_ASSERT_EQUAL(values[0] * 10 + values[1], 44);
    CU_ASSERT_EQUAL(async_future_done(twice), -ESTALE);
}

static int dropped;

static void count_dropped(void *value)
{
    dropped = dropped * 10 + *(int *)value;
}

/* Where no place is named, nobody is given the value. */
static ASYNC void drops(void)
{
    int value;
    FUTURE(int) a = SPAWN(sleeper(1, 0, 1));
    FUTURE(int) b = SPAWN(sleeper(1, 0, 2));
    async_future_on_drop(a, count_dropped);
    async_future_on_drop(b, count_dropped);
    async_case cases[] = {ASYNC_CASE(a, &value), ASYNC_CASE(b, NULL)};
    CU_ASSERT_EQUAL(AWAIT(async_select(cases, 2)), 0);
    CU_ASSERT_EQUAL(dropped, 2);
}

static ASYNC void misused(void)
{
    async_error error;
    FUTURE(int) a = SPAWN(sleeper(1, 0, 1));
    FUTURE(int) stale = async_future_new(int);
    async_detach(stale);
    async_case cases[] = {ASYNC_CASE(a, NULL), ASYNC_CASE(stale, NULL)};
    AWAIT_CATCH(async_select(cases, 2), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
    AWAIT_CATCH(async_select(cases, 0), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL);
    CU_ASSERT_EQUAL(AWAIT(async_join(a)), 1);
}

static void test_statement_82_values(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, typed());
    async_loop_run(loop, of_what_is_done());
    async_loop_run(loop, drops());
    async_loop_run(loop, misused());
    close_loop(loop);
}

/* ---- cancelling the task that selects ---------------------------------------------------------------------------- */

static ASYNC void cancel_at(double when, double again, FUTURE(void) f)
{
    async_error error;
    AWAIT(async_sleep(when));
    async_cancel_with(f, "one");
    if (again > when) {
        AWAIT(async_sleep(again - when));
        async_cancel_with(f, "two");
    }
    AWAIT_CATCH(async_join(f), &error);
    if (error.code) {
        trace_code(&error);
    }
}

#define EXPECT_CANCELLED(when, again, a, b, expected)                                                                  \
    do {                                                                                                               \
        async_loop *loop = new_loop();                                                                                 \
        FUTURE(int) first = SPAWN_ON(loop, a);                                                                         \
        FUTURE(int) second = SPAWN_ON(loop, b);                                                                        \
        async_loop_run(loop, cancel_at(when, again, SPAWN_ON(loop, select_from(first, second))));                      \
        EXPECT_TRACE(expected);                                                                                        \
        close_loop(loop);                                                                                              \
    } while (0)

static void test_statement_82_a_cancellation_from_outside(void)
{
    EXPECT_CANCELLED(1, 0, sleeper(5, 2, 1), sleeper(5, 3, 2), "(1:one(2:one))<cancelled>one cancelled cancelled at 4");
    EXPECT_CANCELLED(2, 0, sleeper(1, 0, 1), sleeper(5, 3, 2), "(2:<cancelled>one =1 cancelled at 2");
    EXPECT_CANCELLED(1, 2, sleeper(5, 3, 1), sleeper(5, 2, 2), "(1:one(2:one<cancelled>two cancelled cancelled at 2");
    EXPECT_CANCELLED(1, 0, stubborn(5, 1), stubborn(5, 2), "<cancelled>one =1 =2 at 2");
}

/* All have ended, and it has not had its turn. */
static ASYNC void cancel_in_the_end(void)
{
    int values[2] = {0};
    async_error error;
    FUTURE(int) a = async_future_new(int);
    FUTURE(int) b = async_future_new(int);
    async_case *cases = (async_case[]){ASYNC_CASE(a, &values[0]), ASYNC_CASE(b, &values[1])};
    FUTURE(size_t) select = SPAWN(async_select(cases, 2));
    AWAIT(async_yield());
    async_future_set_result(a, 1);
    async_future_set_result(b, 2);
    async_cancel_with(select, "late");
    AWAIT_CATCH(async_join(select), &error);
    trace_code(&error);
    trace("%s %d%d", error.message, values[0], values[1]);
}

static ASYNC void cancel_before_the_start(void)
{
    async_error error;
    FUTURE(int) a = SPAWN(sleeper(5, 1, 1));
    AWAIT(async_yield());
    async_case *cases = (async_case[]){ASYNC_CASE(a, NULL)};
    FUTURE(size_t) select = SPAWN(async_select(cases, 1));
    async_cancel_with(select, "early");
    AWAIT_CATCH(async_join(select), &error);
    trace_code(&error);
    trace("%s ", error.message);
    trace_case(&cases[0], 0);
    AWAIT(async_sleep(2));
}

static void test_statement_82_spawned(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_in_the_end());
    EXPECT_TRACE("<cancelled>late 12");
    async_loop_run(loop, cancel_before_the_start());
    EXPECT_TRACE("(1:early<cancelled>early cancelled )");
    close_loop(loop);
}

/* Each waits for the other: it ends. */
static FUTURE(void) selecting;

static ASYNC int waits_for_the_selecting(void)
{
    async_error error;
    AWAIT_CATCH(async_join(async_ref(selecting)), &error);
    trace_code(&error);
    return 1;
}

static void test_a_circle_can_be_cancelled(void)
{
    async_loop *loop = new_loop();
    FUTURE(int) other = SPAWN_ON(loop, waits_for_the_selecting());
    selecting = SPAWN_ON(loop, select_from(other, SPAWN_ON(loop, sleeper(INFINITY, 0, 2))));
    async_loop_run(loop, cancel_at(1, 0, selecting));
    EXPECT_TRACE("<cancelled>(2:one)<cancelled>one =1 cancelled at 1");
    close_loop(loop);
}

static void test_31_of_a_loop_that_is_closed(void)
{
    async_loop *loop = new_loop();
    FUTURE(int) a = SPAWN_ON(loop, sleeper(5, 1, 1));
    async_detach(SPAWN_ON(loop, select_from(a, SPAWN_ON(loop, sleeper(5, 1, 2)))));
    run_for(loop, 1);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("[cancelled](1:[cancelled](2:[cancelled]<cancelled> cancelled cancelled at 1");
}

/* ---- random schedules -------------------------------------------------------------------------------------------- */

enum { CASES = 4 };

/* Each future is worth 1 << its index; no value is lost, and none is had twice. */
static ASYNC void at_random(unsigned seed)
{
    int values[CASES];
    async_case cases[CASES];
    async_error error;
    for (int i = 0; i < CASES; i++) {
        double delay = rand_r(&seed) % 3;
        cases[i] = rand_r(&seed) % 2 ? ASYNC_CASE(SPAWN(sleeper(delay, 1, 1 << i)), &values[i])
                                     : ASYNC_CASE(SPAWN(stubborn(delay, 1 << i)), &values[i]);
        values[i] = 0;
    }
    size_t first = AWAIT_CATCH(async_select(cases, CASES), &error);
    CU_ASSERT_EQUAL(error.code, 0);
    CU_ASSERT_TRUE(first < CASES && cases[first].code == 0);
    for (int i = 0; i < CASES; i++) {
        CU_ASSERT_EQUAL(values[i], cases[i].code ? 0 : 1 << i);
        CU_ASSERT_TRUE(cases[i].code == 0 || cases[i].code == ECANCELED);
    }
}

static void test_statement_82_in_any_order(void)
{
    for (unsigned seed = 1; seed <= 300; seed++) {
        async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .seed = seed});
        async_loop_run(loop, at_random(seed));
        trace_text[0] = '\0';
        close_loop(loop);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_82_the_others_are_cancelled_and_awaited),
        TEST(test_statement_82_values_of_one_instant_are_all_there),
        TEST(test_statement_82_errors),
        TEST(test_statement_82_values),
        TEST(test_statement_82_a_cancellation_from_outside),
        TEST(test_statement_82_spawned),
        TEST(test_a_circle_can_be_cancelled),
        TEST(test_31_of_a_loop_that_is_closed),
        TEST(test_statement_82_in_any_order),
        CU_TEST_INFO_NULL,
    };
    return suite_run("select", tests);
}
