/* Futures: statements 17 to 21 of docs/semantics.md, each by its number. */
#define _GNU_SOURCE
#include "suite.h"

/* ---- what the tests run ------------------------------------------------------------------------------------------ */

static ASYNC int sleeper(double seconds, int value)
{
    AWAIT(async_sleep(seconds));
    return value;
}

static ASYNC int failing(double seconds, int code)
{
    AWAIT(async_sleep(seconds));
    RAISE(code, "failed after %g", seconds);
}

/* Joins a future and traces how that went. */
static ASYNC void joiner(FUTURE(int) f)
{
    async_error error;
    int value = AWAIT_CATCH(async_join(f), &error);
    if (error.code) {
        trace("<%s>", error.code == ECANCELED ? "cancelled" : strerrorname_np(error.code));
    } else {
        trace("<%d>", value);
    }
}

/* ---- 17 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void settle_twice(void)
{
    FUTURE(int) f = async_future_new(int);
    CU_ASSERT_EQUAL(async_future_done(f), 0);
    CU_ASSERT_EQUAL(async_future_result(f), 0);
    EXPECT_TRACE("[EINVAL]");
    CU_ASSERT_PTR_NULL(async_future_error(f));
    CU_ASSERT_EQUAL(async_future_set_result(f, 7), 0);
    CU_ASSERT_EQUAL(async_future_set_result(f, 8), -EALREADY);
    CU_ASSERT_EQUAL(async_future_set_error(f, EIO, "late"), -EALREADY);
    CU_ASSERT_EQUAL(async_future_done(f), 1);
    CU_ASSERT_EQUAL(async_future_result(f), 7);
    CU_ASSERT_PTR_NULL(async_future_error(f));
    CU_ASSERT_EQUAL(AWAIT(async_join(f)), 7);

    FUTURE(void) failed = async_future_new(void);
    CU_ASSERT_EQUAL(async_future_set_error(failed, EIO, "number %d", 3), 0);
    CU_ASSERT_EQUAL(async_future_set_result(failed), -EALREADY);
    CU_ASSERT_STRING_EQUAL(async_future_error(failed)->message, "number 3");
    CU_ASSERT_EQUAL(async_future_error(failed)->code, EIO);
    async_detach(failed);

    FUTURE(int) task = SPAWN(sleeper(1, 1));
    CU_ASSERT_EQUAL(async_future_set_result(task, 2), -EINVAL); /* only its body settles a task */
    CU_ASSERT_EQUAL(AWAIT(async_join(task)), 1);
}

static void test_statement_17_a_second_result_and_an_early_one_are_invalid(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, settle_twice());
    close_loop(loop);
}

/* ---- 18, 19 ------------------------------------------------------------------------------------------------------ */

static ASYNC void add_callbacks(void)
{
    FUTURE(int) f = async_future_new(int);
    async_future_add_done_callback(f, trace_string, "a");
    FUTURE(void) waiting = SPAWN(joiner(async_ref(f)));
    AWAIT(async_yield());
    async_future_add_done_callback(f, trace_string, "b");
    async_future_set_result(f, 1);
    trace("set ");
    async_future_add_done_callback(f, trace_string, "c");
    trace("added ");
    AWAIT(async_yield());
    AWAIT(async_join(waiting));
    async_detach(f);
}

static void test_statement_18_callbacks_never_run_inline_and_in_order(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, add_callbacks());
    EXPECT_TRACE("set added a<1>bc");
    close_loop(loop);
}

static void count_call(void *count)
{
    ++*(int *)count;
}

static ASYNC void remove_callbacks(void)
{
    int counts[2] = {0, 0};
    FUTURE(int) f = async_future_new(int);
    for (int i = 0; i < 3; i++) {
        async_future_add_done_callback(f, count_call, &counts[0]);
        async_future_add_done_callback(f, trace_string, "t");
    }
    CU_ASSERT_EQUAL(async_future_remove_done_callback(f, count_call), 3);
    CU_ASSERT_EQUAL(async_future_remove_done_callback(f, count_call), 0);
    async_future_add_done_callback(f, count_call, &counts[1]);
    async_future_set_result(f, 1);
    CU_ASSERT_EQUAL(async_future_remove_done_callback(f, count_call), 0); /* it is scheduled already */
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(counts[0], 0);
    CU_ASSERT_EQUAL(counts[1], 1);
    async_detach(f);
}

static void test_statement_19_remove_removes_all_equals_and_counts_them(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, remove_callbacks());
    EXPECT_TRACE("ttt");
    close_loop(loop);
}

static FUTURE(int) changing;

static void change_list(void *unused)
{
    (void)unused;
    trace("change ");
    async_future_remove_done_callback(changing, trace_string);
    async_future_add_done_callback(changing, trace_string, "added");
}

static ASYNC void change_during_dispatch(void)
{
    changing = async_future_new(int);
    async_future_add_done_callback(changing, change_list, NULL);
    async_future_add_done_callback(changing, trace_string, "second ");
    async_future_set_result(changing, 1);
    AWAIT(async_sleep(1));
    async_detach(changing);
}

static void test_statement_19_changing_the_list_during_dispatch_is_safe(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, change_during_dispatch());
    EXPECT_TRACE("change second added");
    close_loop(loop);
}

/* ---- 20 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void lose_errors(void)
{
    async_error error;
    FUTURE(int) lost = SPAWN(failing(1, EIO)), queried = SPAWN(failing(1, EPERM)), joined = SPAWN(failing(1, ENOENT));
    FUTURE(int) future = async_future_new(int), waited = SPAWN(failing(1, EBADF));
    AWAIT(async_wait(&waited, 1, 5, ASYNC_FIRST_EXCEPTION)); /* looks, but gives the error to nobody */
    EXPECT_TRACE("");
    async_detach(lost);
    EXPECT_TRACE("[EIO]");
    CU_ASSERT_EQUAL(async_future_error(queried)->code, EPERM);
    async_detach(queried);
    AWAIT_CATCH(async_join(joined), &error);
    CU_ASSERT_EQUAL(error.code, ENOENT);
    async_future_set_error(future, EEXIST, "set");
    FUTURE(int) twice = async_ref(future);
    async_detach(future);
    EXPECT_TRACE("");
    async_detach(twice);
    EXPECT_TRACE("[EEXIST]");
    async_detach(waited);
    EXPECT_TRACE("[EBADF]");
    async_detach(SPAWN(failing(1, EAGAIN))); /* it dies at its end */
    AWAIT(async_sleep(2));
    EXPECT_TRACE("[EAGAIN]");
}

static void test_statement_20_an_error_of_nobody_is_reported_once(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, lose_errors());
    EXPECT_TRACE("");
    close_loop(loop);
}

/* ---- 21 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void cancel_done(void)
{
    FUTURE(int) task = SPAWN(sleeper(1, 5));
    AWAIT(async_wait(&task, 1, INFINITY, ASYNC_ALL_COMPLETED));
    CU_ASSERT_EQUAL(async_cancel(task), 0);
    CU_ASSERT_EQUAL(async_cancelling(task), 0);
    CU_ASSERT_EQUAL(async_future_cancelled(task), 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(task)), 5);
    FUTURE(int) future = async_future_new(int);
    CU_ASSERT_EQUAL(async_cancel(future), 1);
    CU_ASSERT_EQUAL(async_cancel(future), 0);
    CU_ASSERT_EQUAL(async_future_cancelled(future), 1);
    CU_ASSERT_EQUAL(async_future_set_result(future, 1), -EALREADY);
    CU_ASSERT_EQUAL(async_future_error(future)->code, ECANCELED);
    async_detach(future);
}

static void test_statement_21_cancelling_what_is_done_has_no_effect(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_done());
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_17_a_second_result_and_an_early_one_are_invalid),
        TEST(test_statement_18_callbacks_never_run_inline_and_in_order),
        TEST(test_statement_19_remove_removes_all_equals_and_counts_them),
        TEST(test_statement_19_changing_the_list_during_dispatch_is_safe),
        TEST(test_statement_20_an_error_of_nobody_is_reported_once),
        TEST(test_statement_21_cancelling_what_is_done_has_no_effect),
        CU_TEST_INFO_NULL,
    };
    return suite_run("future", tests);
}
