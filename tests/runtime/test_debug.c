/* Debug mode: what a program leaks, and handles that it uses where it must not, are told with the place. */
#define _GNU_SOURCE
#include "suite.h"

#include <pthread.h>

/* Traces what is reported: its code, the function of its place, its line, counted from the first of that function. */
static void trace_report(async_loop *loop, const async_error *error, async_any source, void *first_line)
{
    (void)loop;
    if (error->code == ETIME) {
        return; /* under valgrind, much is slow */
    }
    const struct async_site *site = error->site_count ? error->sites[0] : NULL;
    trace("<%s %s", error->code == ECANCELED ? "cancelled" : strerrorname_np(error->code), error->message);
    if (site) {
        trace(" %s+%u", site->function, site->line - *(const unsigned *)first_line);
    }
    trace(source ? " of it>" : ">");
}

static unsigned first_line;

static async_loop *new_loop_with(int debug)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = debug});
    async_loop_set_error_handler(loop, trace_report, &first_line);
    return loop;
}

static ASYNC int one(void)
{
    return 1;
}

static ASYNC void leak(void)
{
    first_line = __LINE__;
    FUTURE(int) task = SPAWN(one());
    FUTURE(int) future = async_future_new(int);
    async_future_set_result(future, 1);
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_future_result(task) + async_future_result(future), 2);
}

static void test_leaks_are_told_with_their_place(void)
{
    async_loop *loop = new_loop_with(1);
    async_loop_run(loop, leak());
    EXPECT_TRACE("");
    async_loop_close(loop);
    EXPECT_TRACE("<EBUSY a task was never joined nor detached leak+1 of it>"
                 "<EBUSY a future was never joined nor detached async_future_new+2 of it>");
    loop = new_loop_with(0);
    async_loop_run(loop, leak());
    async_loop_close(loop);
    EXPECT_TRACE("");
}

static ASYNC void use_late(void)
{
    first_line = __LINE__;
    FUTURE(int) task = SPAWN(one());
    AWAIT(async_join(task));
    CU_ASSERT_EQUAL(async_future_done(task), -ESTALE);
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_detach(task), -ESTALE);
}

static void test_a_future_that_is_used_after_its_end_is_told(void)
{
    async_loop *loop = new_loop_with(1);
    async_loop_run(loop, use_late());
    EXPECT_TRACE("<ESTALE a future was used after its end, by a step that went on from here use_late+2 of it>"
                 "<ESTALE a future was used after its end, by a step that went on from here use_late+4 of it>");
    close_loop(loop);
    loop = new_loop_with(0);
    async_loop_run(loop, use_late());
    close_loop(loop);
}

/* On a thread with a running loop of its own, which is given what that thread does wrong. */
static async_loop *shared_loop;
static FUTURE(int) shared;

static void use_both(void *unused)
{
    (void)unused;
    CU_ASSERT_EQUAL(async_loop_stop(shared_loop), -EXDEV);
    CU_ASSERT_EQUAL(async_future_set_result(shared, 1), -EXDEV);
    async_loop_stop(async_get_running_loop());
}

static void *use_elsewhere(void *unused)
{
    async_loop *loop = new_loop_with(0);
    async_call_soon(loop, use_both, NULL);
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return unused;
}

static void run_thread(void *unused)
{
    pthread_t thread;
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, use_elsewhere, unused), 0);
    pthread_join(thread, NULL);
}

static void use_on_another_thread(int debug)
{
    shared_loop = new_loop_with(debug);
    async_set_event_loop(shared_loop);
    shared = async_future_new(int);
    async_call_soon(shared_loop, run_thread, NULL);
    run_for(shared_loop, 1);
    async_detach(shared);
    CU_ASSERT_EQUAL(async_loop_close(shared_loop), 0);
}

static void test_a_use_on_the_wrong_thread_is_told(void)
{
    use_on_another_thread(1);
    EXPECT_TRACE("<EXDEV another thread runs the loop of what was used>"
                 "<EXDEV another thread runs the loop of what was used>");
    use_on_another_thread(0);
    EXPECT_TRACE("");
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_leaks_are_told_with_their_place),
        TEST(test_a_future_that_is_used_after_its_end_is_told),
        TEST(test_a_use_on_the_wrong_thread_is_told),
        CU_TEST_INFO_NULL,
    };
    return suite_run("debug", tests);
}
