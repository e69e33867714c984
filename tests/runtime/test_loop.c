/* The loop: statements 1 to 16 of its semantics, each by its number. docs/runtime-design.md has them all. */
#define _GNU_SOURCE
#include "suite.h"

#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* ---- 1, 2, 3 ------------------------------------------------------------------------------------------------------
 */

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

static unsigned polls;

static int count_polls(void *unused, const char *what)
{
    (void)unused;
    polls += strcmp(what, "epoll_wait") == 0;
    return 0;
}

static void call_again(void *left)
{
    if (--*(int *)left) {
        async_call_soon(async_get_running_loop(), call_again, left);
    } else {
        async_loop_stop(async_get_running_loop());
    }
}

static unsigned polls_of_640_iterations(unsigned poll_every)
{
    int left = 640;
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
    CU_ASSERT_EQUAL(polls_of_640_iterations(0), 10);
    CU_ASSERT_EQUAL(polls_of_640_iterations(1), 640);
    CU_ASSERT_EQUAL(polls_of_640_iterations(10), 64);
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

/* ---- 4 ------------------------------------------------------------------------------------------------------------
 */

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

/* ---- 5 to 10: timers ----------------------------------------------------------------------------------------------
 */

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

static int64_t monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static async_loop *new_real_loop(void)
{
    unsetenv("ASYNC_CLOCK");
    async_loop *loop = async_loop_new();
    setenv("ASYNC_CLOCK", "virtual", 1);
    return loop;
}

struct deadline {
    int64_t not_before;
    int early, fired;
};

static void check_deadline(void *arg)
{
    struct deadline *deadline = arg;
    deadline->fired++;
    deadline->early += monotonic() < deadline->not_before;
}

static void test_statement_06_no_timer_fires_early(void)
{
    enum { TIMERS = 40 };
    struct deadline deadlines[TIMERS] = {0};
    async_loop *loop = new_real_loop();
    for (int i = 0; i < TIMERS; i++) {
        int64_t delay = i * INT64_C(371003);
        deadlines[i].not_before = monotonic() + delay;
        async_call_later(loop, (double)delay / 1e9, check_deadline, &deadlines[i]);
    }
    run_for(loop, 0.1);
    for (int i = 0; i < TIMERS; i++) {
        CU_ASSERT_EQUAL(deadlines[i].fired, 1);
        CU_ASSERT_EQUAL(deadlines[i].early, 0);
    }
    close_loop(loop);
}

static ASYNC int sleep_and_measure(double seconds)
{
    int64_t before = monotonic();
    AWAIT(async_sleep(seconds));
    return monotonic() - before >= (int64_t)(seconds * 1e9);
}

static void test_statement_06_no_sleep_is_short(void)
{
    async_loop *loop = new_real_loop();
    for (int i = 0; i < 20; i++) {
        CU_ASSERT_TRUE(async_loop_run(loop, sleep_and_measure(i * 0.00037)));
    }
    close_loop(loop);
}

static int fired_order[200], fired_count;

static void note_order(void *number)
{
    fired_order[fired_count++] = (int)(intptr_t)number;
}

static void test_statement_07_equal_deadlines_fire_in_fifo_order(void)
{
    async_loop *loop = new_loop();
    async_handle handles[200];
    fired_count = 0;
    for (intptr_t i = 0; i < 200; i++) { /* later ones and earlier ones between, some of which are cancelled */
        handles[i] = async_call_at(loop, 10 + (i % 3 == 1) - (i % 7 == 3), note_order, (void *)i);
    }
    for (int i = 0; i < 200; i += 5) {
        CU_ASSERT_EQUAL(async_handle_cancel(handles[i]), 1);
    }
    run_for(loop, 20);
    CU_ASSERT_EQUAL(fired_count, 160);
    for (int i = 1; i < fired_count; i++) {
        int a = fired_order[i - 1], b = fired_order[i];
        double when_a = 10 + (a % 3 == 1) - (a % 7 == 3), when_b = 10 + (b % 3 == 1) - (b % 7 == 3);
        CU_ASSERT_TRUE(when_a < when_b || (when_a == when_b && a < b));
    }
    close_loop(loop);
}

static void test_statement_08_the_poll_timeout_rounds_up(void)
{
    unsetenv("ASYNC_CLOCK");
    async_loop *loop = async_loop_new_with(&(async_loop_options){.hooks = {.fault = count_polls}});
    setenv("ASYNC_CLOCK", "virtual", 1);
    polls = 0;
    run_for(loop, 0.0209); /* rounded down, it would poll without waiting for the last 0.9 ms */
    CU_ASSERT_TRUE(polls <= 3);
    close_loop(loop);
}

static void *stop_from_thread(void *loop)
{
    usleep(20000);
    async_call_soon_threadsafe(loop, stop_running, NULL);
    return NULL;
}

static void test_statement_08_the_poll_timeout_is_capped_and_accepts_infinity(void)
{
    pthread_t thread;
    async_loop *loop = new_real_loop();
    async_call_later(loop, INFINITY, trace_string, "never");
    async_call_later(loop, 1e12, trace_string, "not within int milliseconds");
    pthread_create(&thread, NULL, stop_from_thread, loop);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    pthread_join(thread, NULL);
    EXPECT_TRACE("");
    close_loop(loop);
}

static void test_statement_08_infinity_never_comes_under_the_virtual_clock(void)
{
    async_loop *loop = new_loop();
    async_call_later(loop, INFINITY, trace_string, "never");
    async_call_later(loop, 1e9, trace_string, "late");
    run_for(loop, 2e9);
    EXPECT_TRACE("late");
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 2e9, 0);
    close_loop(loop);
}

static void schedule_late(void *loop)
{
    trace("(");
    async_call_later(loop, 0, trace_string, "zero");
    async_call_later(loop, -5, trace_string, "negative");
    async_call_at(loop, -1, trace_string, "past");
    trace(")");
}

static void test_statement_09_zero_and_negative_delays_never_run_inline(void)
{
    async_loop *loop = new_loop();
    async_call_later(loop, -1, trace_string, "first");
    EXPECT_TRACE("");
    async_call_soon(loop, schedule_late, loop);
    run_for(loop, 1);
    EXPECT_TRACE("()firstnegativepastzero");
    close_loop(loop);
}

static void test_statement_10_cancelled_timers_are_removed(void)
{
    async_loop *loop = new_loop();
    enum { TIMERS = 1000 };
    static async_handle handles[TIMERS];
    for (int i = 0; i < TIMERS; i++) {
        handles[i] = async_call_later(loop, 1 + i * 7919 % TIMERS, trace_string, "x");
    }
    for (int i = 0; i < TIMERS; i++) {
        CU_ASSERT_EQUAL(async_handle_cancel(handles[i * 7 % TIMERS]), 1);
    }
    async_call_soon(loop, stop_running, NULL);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0); /* all cancelled: nothing to wait for, no time to jump to */
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 0, 0);
    async_call_later(loop, 0.5, trace_string, "y");
    run_for(loop, 2000);
    EXPECT_TRACE("y");
    close_loop(loop);
}

/* ---- 11 to 14: running and closing --------------------------------------------------------------------------------
 */

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

/* ---- 15, 16 -------------------------------------------------------------------------------------------------------
 */

static int64_t wall_clock_reads;

/* In the place of libc's: the wall clock jumps by a day each time it is read. */
int clock_gettime(clockid_t clock, struct timespec *time)
{
    if (clock != CLOCK_MONOTONIC) {
        wall_clock_reads++;
        *time = (struct timespec){.tv_sec = wall_clock_reads * 86400};
        return 0;
    }
    return (int)syscall(SYS_clock_gettime, clock, time);
}

static void test_statement_15_the_wall_clock_changes_nothing(void)
{
    async_loop *loop = new_real_loop();
    int64_t before = monotonic();
    wall_clock_reads = 0;
    CU_ASSERT_TRUE(async_loop_run(loop, sleep_and_measure(0.01)));
    run_for(loop, 0.01);
    CU_ASSERT_TRUE(monotonic() - before < INT64_C(5000000000));
    CU_ASSERT_EQUAL(wall_clock_reads, 0);
    close_loop(loop);
}

struct busy {
    async_loop *loop;
    int soon, timers, remote;
};

static void busy_soon(void *arg)
{
    struct busy *busy = arg;
    busy->soon++;
    if (busy->timers < 5 || busy->remote < 5) {
        async_call_soon(busy->loop, busy_soon, busy);
    } else {
        async_loop_stop(busy->loop);
    }
}

static void busy_timer(void *arg)
{
    struct busy *busy = arg;
    if (++busy->timers < 5) {
        async_call_later(busy->loop, 0.001, busy_timer, busy);
    }
}

static void busy_remote(void *arg)
{
    ((struct busy *)arg)->remote++;
}

static void *send_remote(void *arg)
{
    struct busy *busy = arg;
    for (int i = 0; i < 5; i++) {
        usleep(1000);
        async_call_soon_threadsafe(busy->loop, busy_remote, busy);
    }
    return NULL;
}

static void test_statement_16_nothing_starves(void)
{
    pthread_t thread;
    struct busy busy = {.loop = new_real_loop()};
    async_call_soon(busy.loop, busy_soon, &busy);
    async_call_later(busy.loop, 0.001, busy_timer, &busy);
    pthread_create(&thread, NULL, send_remote, &busy);
    CU_ASSERT_EQUAL(async_loop_run_forever(busy.loop), 0);
    pthread_join(thread, NULL);
    CU_ASSERT_EQUAL(busy.timers, 5);
    CU_ASSERT_EQUAL(busy.remote, 5);
    CU_ASSERT_TRUE(busy.soon > 0);
    close_loop(busy.loop);
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
        TEST(test_statement_06_no_timer_fires_early),
        TEST(test_statement_06_no_sleep_is_short),
        TEST(test_statement_07_equal_deadlines_fire_in_fifo_order),
        TEST(test_statement_08_the_poll_timeout_rounds_up),
        TEST(test_statement_08_the_poll_timeout_is_capped_and_accepts_infinity),
        TEST(test_statement_08_infinity_never_comes_under_the_virtual_clock),
        TEST(test_statement_09_zero_and_negative_delays_never_run_inline),
        TEST(test_statement_10_cancelled_timers_are_removed),
        TEST(test_statement_11_stop_finishes_the_iteration),
        TEST(test_statement_11_a_loop_stopped_before_it_runs_polls_once),
        TEST(test_statement_12_nesting_loops_and_closing_a_running_one_are_errors),
        TEST(test_statement_13_closing_twice_is_fine_scheduling_afterwards_is_not),
        TEST(test_statement_13_a_closed_loop_is_not_the_next_one),
        TEST(test_statement_14_stopped_early),
        TEST(test_statement_15_the_wall_clock_changes_nothing),
        TEST(test_statement_16_nothing_starves),
        CU_TEST_INFO_NULL,
    };
    return suite_run("loop", tests);
}
