/* The loop: statements 1 to 5, 11 to 14 and 16 of docs/semantics.md, each by its number. */
#define _GNU_SOURCE
#include "suite.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

/* ---- 1, 2, 3 ----------------------------------------------------------------------------------------------------- */

static void test_statement_01_call_soon_is_fifo_each_once(void)
{
    async_loop *loop = new_loop();
    async_call_soon(loop, trace_string, "a");
    async_call_soon(loop, trace_string, "b");
    async_call_soon(loop, trace_string, "c");
    async_call_soon(loop, trace_string, "b");
    run_for(loop, 1);
    EXPECT_TRACE("abcb");
    run_for(loop, 1);
    EXPECT_TRACE("");
    close_loop(loop);
}

static void add_another(void *loop)
{
    trace("a");
    async_call_soon(loop, trace_string, "b");
}

static void test_statement_02_callback_of_a_callback_runs_in_a_later_iteration(void)
{
    async_loop *loop = new_loop();
    async_call_soon(loop, add_another, loop);
    async_call_soon(loop, trace_string, "c");
    async_loop_stop(loop);
    async_loop_run_forever(loop);
    EXPECT_TRACE("ac");
    async_loop_stop(loop);
    async_loop_run_forever(loop);
    EXPECT_TRACE("b");
    close_loop(loop);
}

static void call_again(void *left)
{
    if (--*(int *)left) {
        async_call_soon(async_get_running_loop(), call_again, left);
    } else {
        async_loop_stop(async_get_running_loop());
    }
}

static unsigned polls_of_6400_iterations(unsigned poll_every)
{
    int left = 6400;
    async_loop *loop = async_loop_new_with(
        &(async_loop_options){.virtual_clock = 1, .poll_every = poll_every, .hooks = {.fault = count_polls}});
    polls = 0;
    async_call_soon(loop, call_again, &left);
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return polls;
}

static void test_statement_02_polls_are_skipped_for_up_to_64_iterations(void)
{
    CU_ASSERT_EQUAL(polls_of_6400_iterations(0), 100);
    CU_ASSERT_EQUAL(polls_of_6400_iterations(1), 6400);
    CU_ASSERT_EQUAL(polls_of_6400_iterations(10), 640);
}

static void cancel_handle(void *handle)
{
    trace("%d", async_handle_cancel(*(async_handle *)handle));
}

static void test_statement_03_cancelled_handles_are_skipped(void)
{
    async_loop *loop = new_loop();
    async_handle handle = async_call_soon(loop, trace_string, "a");
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 1);
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 0);
    async_call_soon(loop, cancel_handle, &handle);
    handle = async_call_soon(loop, trace_string, "b"); /* by the one before, in the same iteration */
    async_call_soon(loop, trace_string, "c");
    run_for(loop, 1);
    EXPECT_TRACE("1c");
    handle = async_call_later(loop, 1, trace_string, "d");
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 1);
    run_for(loop, 2);
    EXPECT_TRACE("");
    close_loop(loop);
}

static void test_statement_03_cancelling_a_handle_that_fired_is_safe(void)
{
    async_loop *loop = new_loop();
    async_handle handle = async_call_soon(loop, trace_string, "a");
    run_for(loop, 1);
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 0);
    async_call_soon(loop, trace_string, "b"); /* in the slot of the first */
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 0);
    CU_ASSERT_EQUAL(async_handle_cancel((async_handle){0}), 0);
    run_for(loop, 1);
    EXPECT_TRACE("ab");
    close_loop(loop);
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 0);
}

/* ---- 4 ----------------------------------------------------------------------------------------------------------- */

static ASYNC void fail(void)
{
    RAISE(EIO, "of nobody");
    AWAIT(async_yield());
}

static async_any reported_source;

static void remember_source(async_loop *loop, const async_error *error, async_any source, void *arg)
{
    trace("[%s %s %d]", (const char *)arg, error->message, loop == async_get_running_loop());
    reported_source = source;
}

static void test_statement_04_errors_of_nobody_go_to_the_handler(void)
{
    async_loop *loop = new_loop();
    async_loop_set_error_handler(loop, remember_source, "handler");
    FUTURE(void) task = SPAWN_ON(loop, fail());
    async_any handle = ASYNC__ANY(task);
    run_for(loop, 1);
    EXPECT_TRACE("");
    async_detach(task);
    EXPECT_TRACE("[handler of nobody 0]");
    CU_ASSERT_PTR_EQUAL(reported_source, handle);
    close_loop(loop);
}

/* What f(loop) prints to stderr. */
static void read_stderr(void (*f)(async_loop *loop), async_loop *loop, char *text, size_t size)
{
    int saved = dup(2);
    FILE *file = tmpfile();
    fflush(stderr);
    dup2(fileno(file), 2);
    f(loop);
    fflush(stderr);
    dup2(saved, 2);
    close(saved);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void detach_failed(async_loop *loop)
{
    async_detach(SPAWN_ON(loop, fail()));
    run_for(loop, 1);
}

static void test_statement_04_the_default_prints_them(void)
{
    char text[1024];
    async_loop *loop = new_loop();
    async_loop_set_error_handler(loop, NULL, NULL);
    read_stderr(detach_failed, loop, text, sizeof text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "an error that nobody received, of a task spawned at "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "in detach_failed\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Traceback (most recent await last):\n  File \""));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "in fail\nEIO: of nobody\n"));
    close_loop(loop);
}

/* ---- 5 ----------------------------------------------------------------------------------------------------------- */

static void *schedule_from_thread(void *loop)
{
    async_call_soon_threadsafe(loop, trace_string, "io ");
    return NULL;
}

static void call_from_thread(void *loop)
{
    pthread_t thread;
    CU_ASSERT_EQUAL(pthread_create(&thread, NULL, schedule_from_thread, loop), 0);
    pthread_join(thread, NULL);
    async_call_later(loop, 0, trace_string, "timer ");
}

static void test_statement_05_due_timers_queue_after_what_the_poll_found(void)
{
    async_loop *loop = new_loop();
    async_call_soon(loop, call_from_thread, loop);
    run_for(loop, 1);
    EXPECT_TRACE("io timer ");
    close_loop(loop);
}

/* ---- 11 to 14: running and closing ------------------------------------------------------------------------------- */

static void test_statement_11_stop_finishes_the_iteration(void)
{
    async_loop *loop = new_loop();
    async_call_soon(loop, stop_running, NULL);
    async_call_soon(loop, add_another, loop);
    async_loop_run_forever(loop);
    EXPECT_TRACE("a");
    run_for(loop, 0);
    EXPECT_TRACE("b");
    close_loop(loop);
}

static void test_statement_11_a_loop_stopped_before_it_runs_polls_once(void)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .hooks = {.fault = count_polls}});
    async_call_soon(loop, trace_string, "a");
    async_call_later(loop, 0, trace_string, "b");
    async_call_later(loop, 1, trace_string, "c");
    polls = 0;
    CU_ASSERT_EQUAL(async_loop_stop(loop), 0);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    CU_ASSERT_EQUAL(polls, 1);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 0, 0);
    EXPECT_TRACE("ab");
    CU_ASSERT_EQUAL(async_loop_stop(loop), 0);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0); /* nothing is ready, but it does not wait either */
    CU_ASSERT_EQUAL(polls, 2);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 0, 0);
    EXPECT_TRACE("");
    close_loop(loop);
}

static ASYNC int nothing(void)
{
    AWAIT(async_yield());
    return 1;
}

static void misuse(void *other)
{
    async_error error;
    async_loop *loop = async_get_running_loop();
    CU_ASSERT_TRUE(async_loop_is_running(loop));
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), -EBUSY);
    CU_ASSERT_EQUAL(async_loop_run_forever(other), -EBUSY);
    CU_ASSERT_EQUAL(async_loop_close(loop), -EBUSY);
    CU_ASSERT_EQUAL(async_run_catch(nothing(), &error), 0);
    CU_ASSERT_EQUAL(error.code, EBUSY);
    CU_ASSERT_EQUAL(async_loop_run_catch(other, nothing(), &error), 0);
    CU_ASSERT_EQUAL(error.code, EBUSY);
    CU_ASSERT_EQUAL(async_loop_run_catch(loop, nothing(), &error), 0);
    CU_ASSERT_EQUAL(error.code, EBUSY);
    CU_ASSERT_PTR_EQUAL(async_get_running_loop(), loop);
    async_loop_stop(loop);
}

static void test_statement_12_nesting_loops_and_closing_a_running_one_are_errors(void)
{
    async_loop *loop = new_loop(), *other = new_loop();
    async_call_soon(loop, misuse, other);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    CU_ASSERT_FALSE(async_loop_is_running(loop));
    CU_ASSERT_PTR_NULL(async_get_running_loop());
    CU_ASSERT_EQUAL(async_loop_run(other, nothing()), 1);
    close_loop(loop);
    close_loop(other);
}

static void schedule_on_closed(async_loop *loop)
{
    CU_ASSERT_EQUAL(async_call_soon(loop, trace_string, "x").id, 0);
    CU_ASSERT_EQUAL(async_call_later(loop, 1, trace_string, "x").id, 0);
    CU_ASSERT_EQUAL(async_call_at(loop, 1, trace_string, "x").id, 0);
    CU_ASSERT_EQUAL(async_call_soon_threadsafe(loop, trace_string, "x").id, 0);
}

static void test_statement_13_closing_twice_is_fine_scheduling_afterwards_is_not(void)
{
    char text[2048];
    async_error error;
    async_loop *loop = new_loop();
    CU_ASSERT_FALSE(async_loop_is_closed(loop));
    close_loop(loop);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    CU_ASSERT_TRUE(async_loop_is_closed(loop));
    CU_ASSERT_FALSE(async_loop_is_running(loop));
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), -ESHUTDOWN);
    CU_ASSERT_EQUAL(async_loop_stop(loop), -ESHUTDOWN);
    CU_ASSERT_TRUE(isnan(async_loop_time(loop)));
    CU_ASSERT_EQUAL(async_loop_run_catch(loop, nothing(), &error), 0);
    CU_ASSERT_EQUAL(error.code, ESHUTDOWN);
    CU_ASSERT_STRING_EQUAL(error.message, "event loop is closed");
    FUTURE(int) task = SPAWN_ON(loop, nothing());
    CU_ASSERT_EQUAL(async_future_error(task)->code, ESHUTDOWN);
    read_stderr(schedule_on_closed, loop, text, sizeof text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "ESHUTDOWN: a callback was not scheduled: the event loop is closed\n"));
}

static void test_statement_13_a_closed_loop_is_not_the_next_one(void)
{
    async_loop *closed = new_loop();
    close_loop(closed);
    async_loop *loop = new_loop(); /* in the same place */
    CU_ASSERT_PTR_NOT_EQUAL(loop, closed);
    CU_ASSERT_EQUAL(async_loop_close(closed), 0);
    CU_ASSERT_FALSE(async_loop_is_closed(loop));
    run_for(loop, 1);
    close_loop(loop);
}

static ASYNC int stop_early(void)
{
    async_loop_stop(async_get_running_loop());
    AWAIT(async_yield());
    AWAIT(async_yield());
    return 1;
}

static void test_statement_14_stopped_early(void)
{
    async_error error;
    async_loop *loop = new_loop();
    FUTURE(int) task = SPAWN_ON(loop, stop_early());
    FUTURE(int) same = async_ref(task);
    CU_ASSERT_EQUAL(async_loop_run_until_complete_catch(loop, task, &error), 0);
    CU_ASSERT_EQUAL(error.code, EINTR);
    CU_ASSERT_STRING_EQUAL(error.message, "event loop stopped before future completed");
    CU_ASSERT_EQUAL(async_loop_run_until_complete_catch(loop, same, &error), 1); /* it goes on where it was */
    CU_ASSERT_EQUAL(error.code, 0);
    close_loop(loop);
}

/* ---- 16 ---------------------------------------------------------------------------------------------------------- */

struct busy {
    async_loop *loop;
    int soon, timers, remote;
    atomic_bool is_enough;
};

static void busy_soon(void *arg)
{
    struct busy *busy = arg;
    if (++busy->soon < 100000 && busy->timers < 5) {
        async_call_soon(busy->loop, busy_soon, busy);
    } else {
        async_loop_stop(busy->loop);
    }
}

static void busy_timer(void *arg)
{
    struct busy *busy = arg;
    if (++busy->timers < 5) {
        async_call_later(busy->loop, 0, busy_timer, busy);
    }
}

static void test_statement_16_callbacks_do_not_starve_timers(void)
{
    struct busy busy = {.loop = new_loop()};
    async_call_soon(busy.loop, busy_soon, &busy);
    async_call_later(busy.loop, 0, busy_timer, &busy);
    CU_ASSERT_EQUAL(async_loop_run_forever(busy.loop), 0);
    CU_ASSERT_EQUAL(busy.timers, 5);
    CU_ASSERT_TRUE(busy.soon <= 6 * 64);
    close_loop(busy.loop);
}

static void busy_remote(void *arg)
{
    ((struct busy *)arg)->remote++;
}

/* What the poll finds ready: each time more. */
static void *send_remote(void *arg)
{
    struct busy *busy = arg;
    for (int i = 0; i < 2000000 && !busy->is_enough; i++) {
        async_call_soon_threadsafe(busy->loop, busy_remote, busy);
    }
    return NULL;
}

static void watch_remote(void *arg)
{
    struct busy *busy = arg;
    busy->soon++;
    if (busy->remote && busy->timers == 5 && busy->soon > 100) {
        busy->is_enough = true;
        async_loop_stop(busy->loop);
    } else {
        async_call_soon(busy->loop, watch_remote, busy);
    }
}

static void test_statement_16_what_the_poll_finds_starves_nothing_nor_is_it_starved(void)
{
    pthread_t thread;
    struct busy busy = {.loop = new_real_loop()};
    async_call_soon(busy.loop, watch_remote, &busy);
    async_call_later(busy.loop, 0, busy_timer, &busy);
    pthread_create(&thread, NULL, send_remote, &busy);
    CU_ASSERT_EQUAL(async_loop_run_forever(busy.loop), 0);
    CU_ASSERT_TRUE(busy.is_enough);
    pthread_join(thread, NULL);
    async_loop_close(busy.loop); /* what was sent last is dropped */
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_01_call_soon_is_fifo_each_once),
        TEST(test_statement_02_callback_of_a_callback_runs_in_a_later_iteration),
        TEST(test_statement_02_polls_are_skipped_for_up_to_64_iterations),
        TEST(test_statement_03_cancelled_handles_are_skipped),
        TEST(test_statement_03_cancelling_a_handle_that_fired_is_safe),
        TEST(test_statement_04_errors_of_nobody_go_to_the_handler),
        TEST(test_statement_04_the_default_prints_them),
        TEST(test_statement_05_due_timers_queue_after_what_the_poll_found),
        TEST(test_statement_11_stop_finishes_the_iteration),
        TEST(test_statement_11_a_loop_stopped_before_it_runs_polls_once),
        TEST(test_statement_12_nesting_loops_and_closing_a_running_one_are_errors),
        TEST(test_statement_13_closing_twice_is_fine_scheduling_afterwards_is_not),
        TEST(test_statement_13_a_closed_loop_is_not_the_next_one),
        TEST(test_statement_14_stopped_early),
        TEST(test_statement_16_callbacks_do_not_starve_timers),
        TEST(test_statement_16_what_the_poll_finds_starves_nothing_nor_is_it_starved),
        CU_TEST_INFO_NULL,
    };
    return suite_run("loop", tests);
}
