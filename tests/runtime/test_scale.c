/* A million tasks, and a million timers: at equal deadlines, at different ones, cancelled. $TEST_SCALE: another number.
 */
#define _GNU_SOURCE
#include "suite.h"

static size_t count;

static void *array(size_t size)
{
    void *items = calloc(count, size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(items);
    return items;
}

/* ---- tasks ------------------------------------------------------------------------------------------------------- */

/* Sleeps so long that half of them end together, and the others one after the other. */
static ASYNC size_t sleep_and_give(size_t i)
{
    AWAIT(async_sleep(i % 2 ? 1.0 : (double)i / 1024));
    return i;
}

static ASYNC size_t join_all(void)
{
    FUTURE(size_t) *fs = array(sizeof *fs);
    DEFER
    {
        free(fs);
    }
    for (size_t i = 0; i < count; i++) {
        fs[i] = SPAWN(sleep_and_give(i));
    }
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += AWAIT(async_join(fs[i]));
    }
    return sum;
}

static void test_tasks(void)
{
    async_loop *loop = new_loop();
    CU_ASSERT_EQUAL(async_loop_run(loop, join_all()), count * (count - 1) / 2);
    close_loop(loop);
}

static ASYNC size_t gather_all(void)
{
    FUTURE(size_t) *fs = array(sizeof *fs);
    size_t *results = array(sizeof *results), sum = 0;
    DEFER
    {
        free(fs);
        free(results);
    }
    for (size_t i = 0; i < count; i++) {
        fs[i] = SPAWN(sleep_and_give(i));
    }
    AWAIT(async_gather(fs, count, results));
    for (size_t i = 0; i < count; i++) {
        sum += results[i] == i;
    }
    return sum;
}

static void test_gather(void)
{
    async_loop *loop = new_loop();
    CU_ASSERT_EQUAL(async_loop_run(loop, gather_all()), count);
    close_loop(loop);
}

static ASYNC void cancel_all(void)
{
    FUTURE(size_t) *fs = array(sizeof *fs);
    size_t cancelled = 0;
    DEFER
    {
        free(fs);
    }
    for (size_t i = 0; i < count; i++) {
        fs[i] = SPAWN(sleep_and_give(2 * i + 1));
    }
    AWAIT(async_yield());
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_TRUE_FATAL(async_cancel(fs[i]));
    }
    AWAIT(async_yield());
    for (size_t i = 0; i < count; i++) {
        cancelled += async_future_cancelled(fs[i]);
        async_detach(fs[i]);
    }
    CU_ASSERT_EQUAL(cancelled, count);
}

static void test_cancelled_tasks(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_all());
    close_loop(loop);
}

/* ---- timers ------------------------------------------------------------------------------------------------------ */

struct timer {
    double when;
    size_t number;
};

static struct timer *timers, last_fired;
static size_t fired, late;

/* In the order of their deadlines; of equal ones, in that of the calls. */
static void fire(void *arg)
{
    const struct timer *timer = arg;
    late += timer->when < last_fired.when || (timer->when == last_fired.when && timer->number < last_fired.number);
    last_fired = *timer;
    fired++;
}

/* Deadlines are those numbers modulo `different`, shuffled; every `step`th timer stays, the others are cancelled. */
static void run_timers(size_t different, size_t step)
{
    async_loop *loop = new_loop();
    async_handle *handles = array(sizeof *handles);
    timers = array(sizeof *timers);
    fired = late = 0;
    last_fired = (struct timer){0};
    for (size_t i = 0; i < count; i++) {
        timers[i] = (struct timer){.when = 1 + (double)(i * 2654435761u % different), .number = i};
        handles[i] = async_call_at(loop, timers[i].when, fire, &timers[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (i % step) {
            CU_ASSERT_EQUAL_FATAL(async_handle_cancel(handles[i]), 1);
        }
    }
    run_for(loop, (double)different + 2);
    CU_ASSERT_EQUAL(fired, (count + step - 1) / step);
    CU_ASSERT_EQUAL(late, 0);
    free(handles);
    free(timers);
    close_loop(loop);
}

static void test_statement_07_timers_at_equal_deadlines(void)
{
    run_timers(1, 1);
}

static void test_statement_07_timers_at_different_deadlines(void)
{
    run_timers(count, 1);
    run_timers(1000, 1);
}

static void test_cancelled_timers(void)
{
    run_timers(count, 2);
    run_timers(count, 1000);
    run_timers(1, 3);
}

int main(void)
{
    const char *scale = getenv("TEST_SCALE");
    count = scale ? strtoul(scale, NULL, 10) : 1000000;
    CU_TestInfo tests[] = {
        TEST(test_tasks),
        TEST(test_gather),
        TEST(test_cancelled_tasks),
        TEST(test_statement_07_timers_at_equal_deadlines),
        TEST(test_statement_07_timers_at_different_deadlines),
        TEST(test_cancelled_timers),
        CU_TEST_INFO_NULL,
    };
    return suite_run("scale", tests);
}
