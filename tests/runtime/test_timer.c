/* Timers and the clock: statements 6 to 10 and 15 of docs/semantics.md, each by its number. */
#define _GNU_SOURCE
#include "suite.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* ---- 6 to 10: timers --------------------------------------------------------------------------------------------- */

static int64_t monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
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

static int shortest_wait, longest_wait, patience = INT_MAX;
static atomic_int waits;

/* In the place of libc's: notes how long the loop would wait, and waits no longer than `patience`, in ms. */
int epoll_wait(int fd, struct epoll_event *events, int count, int timeout)
{
    shortest_wait = timeout < shortest_wait ? timeout : shortest_wait;
    longest_wait = timeout > longest_wait ? timeout : longest_wait;
    waits += timeout != 0;
    return (int)syscall(SYS_epoll_pwait, fd, events, count, timeout < 0 || timeout > patience ? patience : timeout,
                        NULL, 8);
}

/* Once it has waited. */
static void *stop_from_thread(void *loop)
{
    while (waits < 3) {
        usleep(1000);
    }
    async_call_soon_threadsafe(loop, stop_running, NULL);
    return NULL;
}

/* Runs a loop with one timer, or none where `delay` is a NaN, until another thread stops it. */
static void wait_for_stop(async_loop *loop, double delay)
{
    pthread_t thread;
    shortest_wait = INT_MAX;
    longest_wait = INT_MIN;
    patience = 1;
    waits = 0;
    if (!isnan(delay)) {
        async_call_later(loop, delay, trace_string, "never");
    }
    pthread_create(&thread, NULL, stop_from_thread, loop);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    pthread_join(thread, NULL);
    patience = INT_MAX;
    EXPECT_TRACE("");
    close_loop(loop);
}

static void test_statement_08_the_poll_timeout_is_capped_and_accepts_infinity(void)
{
    static const double delays[] = {60, 2147484.648, 4294967.297, 1e9, 9.2e9}; /* around what an int holds of ms */
    for (int i = 0; i < 5; i++) {
        wait_for_stop(new_real_loop(), delays[i]);
        CU_ASSERT_TRUE(shortest_wait >= 0);
        CU_ASSERT_TRUE(longest_wait > 1000 && longest_wait <= 86400000);
    }
    wait_for_stop(new_real_loop(), INFINITY);
    CU_ASSERT_EQUAL(shortest_wait, -1);
    wait_for_stop(new_real_loop(), 1e300);
    CU_ASSERT_EQUAL(shortest_wait, -1);
    wait_for_stop(new_real_loop(), NAN);
    CU_ASSERT_EQUAL(shortest_wait, -1);
    wait_for_stop(new_loop(), INFINITY); /* nor does virtual time pass until then */
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

static int reached;

static void note_in_order(void *number)
{
    CU_ASSERT_TRUE(reached < (int)(intptr_t)number);
    reached = (int)(intptr_t)number;
}

/* The last of the heap takes the place of one that is cancelled, and may belong above it: the last is early here, as
 * are those above it; all others are late. */
static void test_statement_10_the_others_fire_in_order(void)
{
    enum { TIMERS = 127, LEAVES = 63 };
    async_handle handles[TIMERS];
    async_loop *loop = new_loop();
    for (int i = 0, last_of_level = 0; i < TIMERS; i++) {
        intptr_t when = i == last_of_level ? 1 + i : 1000 + i;
        last_of_level = i == last_of_level ? 2 * i + 2 : last_of_level;
        handles[i] = async_call_at(loop, (double)when, note_in_order, (void *)when);
    }
    CU_ASSERT_EQUAL(async_handle_cancel(handles[LEAVES]), 1);
    reached = 0;
    run_for(loop, 2000);
    CU_ASSERT_EQUAL(reached, 1000 + TIMERS - 2);
    close_loop(loop);
}

/* ---- 15 ---------------------------------------------------------------------------------------------------------- */

static int64_t wall_clock_reads, failing_reads;
static bool clock_fails;

/* In the place of libc's: the wall clock jumps by a day each time it is read. One that fails gives nonsense. */
int clock_gettime(clockid_t clock, struct timespec *time)
{
    if (clock_fails) {
        *time = (struct timespec){.tv_sec = ++failing_reads * 1000};
        errno = EINVAL;
        return -1;
    }
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

/* ---- debug mode -------------------------------------------------------------------------------------------------- */

static void trace_report(async_loop *loop, const async_error *error, async_any source, void *unused)
{
    (void)loop;
    (void)source;
    (void)unused;
    trace("[%s]", strerrorname_np(error->code));
}

static void test_no_step_is_slow_where_the_clock_cannot_be_read(void)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = 1});
    async_loop_set_error_handler(loop, trace_report, NULL);
    async_call_soon(loop, stop_running, NULL);
    failing_reads = 0;
    clock_fails = true;
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    clock_fails = false;
    CU_ASSERT_TRUE(failing_reads >= 2);
    EXPECT_TRACE("");
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_06_no_timer_fires_early),
        TEST(test_statement_06_no_sleep_is_short),
        TEST(test_statement_07_equal_deadlines_fire_in_fifo_order),
        TEST(test_statement_08_the_poll_timeout_rounds_up),
        TEST(test_statement_08_the_poll_timeout_is_capped_and_accepts_infinity),
        TEST(test_statement_08_infinity_never_comes_under_the_virtual_clock),
        TEST(test_statement_09_zero_and_negative_delays_never_run_inline),
        TEST(test_statement_10_cancelled_timers_are_removed),
        TEST(test_statement_10_the_others_fire_in_order),
        TEST(test_statement_15_the_wall_clock_changes_nothing),
        TEST(test_no_step_is_slow_where_the_clock_cannot_be_read),
        CU_TEST_INFO_NULL,
    };
    return suite_run("timer", tests);
}
