/* AWAIT_ALL: calls that are awaited at the same time, whose values are assigned when all have ended. Its errors and
 * cancellations are those of a group, statements 44 and 45 of docs/semantics.md. */
#define _GNU_SOURCE
#include "suite.h"

#include <asyncc/embed.h>

/* ---- what the tests run ------------------------------------------------------------------------------------------ */

static double now(void)
{
    return async_loop_time(async_get_running_loop());
}

static ASYNC int sleeper(double seconds, int value)
{
    trace("(%d ", value);
    AWAIT(async_sleep(seconds));
    trace("%d) ", value);
    return value;
}

static ASYNC void nap(double seconds)
{
    AWAIT(async_sleep(seconds));
    trace("nap ");
}

struct wide {
    long values[10];
};

static ASYNC struct wide make_wide(long value)
{
    AWAIT(async_yield());
    return (struct wide){{value}};
}

static ASYNC int failing(double seconds, int code)
{
    AWAIT(async_sleep(seconds));
    RAISE(code, "failed after %g", seconds);
}

/* Tells how it ends. */
static ASYNC int watched(double seconds)
{
    async_error error;
    AWAIT_CATCH(async_sleep(seconds), &error);
    trace_code(&error);
    if (error.code) {
        RERAISE(&error);
    }
    return 7;
}

/* In debug mode: what is lost is reported. */
#define RUN(call)                                                                                                      \
    do {                                                                                                               \
        async_loop *loop_ = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = 1});                \
        async_error error_;                                                                                            \
        async_loop_set_error_handler(loop_, trace_error, "");                                                          \
        async_loop_run_catch(loop_, call, &error_);                                                                    \
        trace_code(&error_);                                                                                           \
        CU_ASSERT_EQUAL(async_loop_close(loop_), 0);                                                                   \
    } while (0)

/* ---- values ------------------------------------------------------------------------------------------------------ */

struct point {
    int x;
    double y[2];
};

static ASYNC void values(void)
{
    struct point point = {0}, *at = &point;
    struct wide wide;
    int i = 0;
    AWAIT_ALL(at->x = sleeper(2, 1), point.y[(i = 1)] = sleeper(1, 2), /* of another type */
              wide = make_wide(5), nap(3), sleeper(0.5, 4));
    CU_ASSERT_EQUAL(now(), 3);
    trace("%d %g %ld ", point.x, point.y[1], wide.values[0]);
    CU_ASSERT_EQUAL(i, 1);
    AWAIT_ALL(nap(1));
    AWAIT_ALL(i = sleeper(0, 6));
    CU_ASSERT_EQUAL(i, 6);
}

static void test_values(void)
{
    RUN(values());
    EXPECT_TRACE("(1 (2 (4 4) 2) 1) nap 1 2 5 nap (6 6) <0>");
}

static ASYNC int in_the_language(int n)
{
    int sum = 0, a, b;
    for (int i = 0; i < n; i++) {
        AWAIT_ALL(a = sleeper(1, i), b = sleeper(AWAIT(sleeper(1, 5)), 9));
        sum += a + b;
    }
    if (n > 1)
        AWAIT_ALL(a = sleeper(1, 1));
    else
        AWAIT_ALL(a = sleeper(1, 2));
    AWAIT_ALL(a = sleeper(1, ({
                              int inner;
                              AWAIT_ALL(inner = sleeper(1, 3), nap(1));
                              inner;
                          })),
              b = sleeper(1, 4));
    return sum + a + b;
}

static ASYNC void check_in_the_language(void)
{
    int sum = AWAIT(in_the_language(2));
    trace("%d ", sum);
    CU_ASSERT_EQUAL(now(), 2 * 6 + 1 + 1 + 1);
}

static void test_in_the_language(void)
{
    RUN(check_in_the_language());
    EXPECT_TRACE("(5 (0 5) 0) (9 9) (5 (1 5) 1) (9 9) (1 1) (3 3) nap (3 (4 3) 4) 26 <0>");
}

/* ---- errors ------------------------------------------------------------------------------------------------------ */

static ASYNC void one_fails(double other)
{
    int a = 5, b = 5;
    DEFER
    {
        trace("%d %d ", a, b);
    } /* nothing is assigned */
    AWAIT_ALL(a = watched(3), b = failing(other, EIO), a = watched(4));
    trace("never");
}

static ASYNC void two_fail(void)
{
    int a;
    AWAIT_ALL(failing(1, EIO), a = failing(1, EPERM));
    trace("%d", a);
}

static ASYNC void catch_two(void)
{
    async_error error;
    AWAIT_CATCH(two_fail(), &error);
    trace_code(&error);
    CU_ASSERT_EQUAL_FATAL(async_error_count(&error), 1);
    trace_code(async_error_at(&error, 0));
}

/* An argument fails behind a call that has begun. */
static ASYNC void argument_fails(double seconds)
{
    int a, b;
    AWAIT_ALL(a = watched(3), b = sleeper(AWAIT(failing(seconds, EDOM)), 1));
    trace("%d %d", a, b);
}

static void test_the_first_error_cancels_the_others(void)
{
    RUN(one_fails(1));
    EXPECT_TRACE("<cancelled><cancelled>5 5 <EIO>");
    RUN(one_fails(3.5));
    EXPECT_TRACE("<0><cancelled>5 5 <EIO>");
    RUN(catch_two());
    EXPECT_TRACE("<EIO><EPERM><0>");
    RUN(argument_fails(1));
    EXPECT_TRACE("<cancelled><EDOM>");
}

/* ---- cancellation ------------------------------------------------------------------------------------------------ */

static ASYNC void two_watched(void)
{
    int a, b;
    AWAIT_ALL(a = watched(3), b = watched(4));
    trace("%d %d", a, b);
}

static ASYNC void cancel_all(double seconds)
{
    FUTURE(void) task = SPAWN(two_watched());
    async_error error;
    AWAIT(async_sleep(seconds));
    async_cancel_with(task, "enough");
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
    trace("%s ", error.message);
    CU_ASSERT_EQUAL(now(), seconds);
}

static ASYNC int cancels_itself(void)
{
    async_cancel(async_current_task());
    AWAIT(async_sleep(1));
    return 1;
}

/* Its value will be missed. */
static ASYNC void miss_one(double before)
{
    int a, b = 0;
    AWAIT_ALL(a = cancels_itself(), b = watched(AWAIT(sleeper(before, 3))));
    trace("%d %d", a, b);
}

static ASYNC void stubborn_child(void)
{
    int a = 0;
    async_error error;
    AWAIT_CATCH(async_sleep(5), &error);
    trace_code(&error);
    AWAIT_ALL(a = sleeper(1, 8));
    trace("%d ", a);
}

static ASYNC void stubborn_children(void)
{
    AWAIT_ALL(stubborn_child(), stubborn_child());
    trace("never");
}

static ASYNC void cancel_stubborn(void)
{
    FUTURE(void) task = SPAWN(stubborn_children());
    async_error error;
    AWAIT(async_sleep(1));
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
    CU_ASSERT_EQUAL(now(), 2);
}

static void test_cancelled(void)
{
    RUN(cancel_all(1));
    EXPECT_TRACE("<cancelled><cancelled><cancelled>enough <0>");
    RUN(cancel_all(3.5));
    EXPECT_TRACE("<0><cancelled><cancelled>enough <0>");
    RUN(miss_one(0));
    EXPECT_TRACE("(3 3) <cancelled><cancelled>");
    RUN(miss_one(1)); /* before the other one has begun */
    EXPECT_TRACE("(3 3) <cancelled>");
    RUN(cancel_stubborn());
    EXPECT_TRACE("<cancelled><cancelled>(8 (8 8) 8) 8 8 <cancelled><0>");
}

/* ---- resources --------------------------------------------------------------------------------------------------- */

static unsigned allocations;

static void *count_allocation(size_t size)
{
    allocations++;
    return malloc(size);
}

static const async_allocator counting = {count_allocation, free};

static ASYNC int quick(int value)
{
    AWAIT(async_yield());
    return value;
}

static ASYNC void allocates_nothing(void)
{
    int a, b, c, d, e, sum = 0;
    for (int i = 0; i < 10; i++) {
        AWAIT_ALL(a = quick(1), b = quick(2), c = quick(3), d = quick(4), e = quick(5));
    }
    allocations = 0;
    for (int i = 0; i < 100; i++) {
        AWAIT(quick(1));
    }
    unsigned before = allocations; /* sanitizers have frames allocated each time */
    for (int i = 0; i < 100; i++) {
        AWAIT_ALL(a = quick(1), b = quick(2), c = quick(3), d = quick(4), e = quick(5));
        sum += a + b + c + d + e;
    }
    CU_ASSERT_EQUAL(sum, 1500);
    CU_ASSERT_TRUE(before || !allocations);
}

static void test_nothing_is_allocated(void)
{
    const char *seed = take_seed(); /* to shuffle takes memory */
    async_run(allocates_nothing());
    set_seed(seed);
}

/* Whatever allocation fails, it is an error, and nothing is lost. */
static struct {
    unsigned at, seen;
} faults;

static int fault(void *unused, const char *what)
{
    (void)unused;
    return strcmp(what, "malloc") == 0 && ++faults.seen == faults.at ? ENOMEM : 0;
}

static ASYNC void three(void)
{
    struct wide wide = {0};
    int a = 0;
    AWAIT_ALL(wide = make_wide(1), a = quick(AWAIT(quick(2))), nap(1));
    CU_ASSERT_EQUAL(wide.values[0] + a, 3);
}

static void test_each_allocation_fails(void)
{
    async_error error = {.code = -1};
    for (faults.at = 1; error.code; faults.at++) {
        async_loop *loop =
            async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = 1, .hooks = {.fault = fault}});
        async_loop_set_error_handler(loop, trace_error, "");
        faults.seen = 0;
        async_loop_run_catch(loop, three(), &error);
        CU_ASSERT_TRUE(error.code == 0 || error.code == ENOMEM);
        CU_ASSERT_EQUAL(async_loop_close(loop), 0);
        CU_ASSERT_TRUE(faults.at < 100);
    }
    CU_ASSERT_TRUE(faults.at > 5);
    CU_ASSERT_PTR_NULL(strstr(trace_text, "never joined"));
    trace_text[0] = '\0';
}

/* The loop is closed while they run. */
static void test_the_loop_is_closed(void)
{
    async_loop *loop = new_loop();
    FUTURE(void) task = SPAWN_ON(loop, two_watched());
    async_loop_run(loop, quick(1));
    async_detach(task);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("[cancelled][cancelled]<cancelled>[cancelled]<cancelled>");
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_values),
        TEST(test_in_the_language),
        TEST(test_the_first_error_cancels_the_others),
        TEST(test_cancelled),
        TEST(test_nothing_is_allocated),
        TEST(test_each_allocation_fails),
        TEST(test_the_loop_is_closed),
        CU_TEST_INFO_NULL,
    };
    async_set_allocator(&counting);
    return suite_run("all", tests);
}
