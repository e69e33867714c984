/* Queues: statements 53 to 55 of docs/semantics.md, each by its number. */
#define _GNU_SOURCE
#include "suite.h"

static ASYNC_QUEUE(int) queue;

static ASYNC void put(int item)
{
    async_error error;
    AWAIT_CATCH(async_queue_put(&queue, item), &error);
    trace("+%d", item);
    if (error.code) {
        trace_code(&error);
    }
}

static ASYNC int get(const char *name)
{
    async_error error;
    int item = AWAIT_CATCH(async_queue_get(&queue), &error);
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
    } else {
        trace("-%d ", item);
    }
    return item;
}

/* ---- in and out -------------------------------------------------------------------------------------------------- */

struct point {
    double x;
    char name[20];
};

static ASYNC struct point point(double x)
{
    AWAIT(async_yield());
    struct point point = {.x = x};
    snprintf(point.name, sizeof point.name, "%g", x);
    return point;
}

static ASYNC_QUEUE(struct point) points;
static ASYNC_QUEUE(const char *) names;

static ASYNC void typed(void)
{
    CU_ASSERT_EQUAL(async_queue_init(&points, 1), 0);
    CU_ASSERT_EQUAL(async_queue_init(&names, 0), 0);
    AWAIT(async_queue_put(&points, AWAIT(point(1.5))));
    FUTURE(void) second = SPAWN(async_queue_put(&points, AWAIT(point(2.5))));
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_queue_put_nowait(&points, (struct point){.x = 3}), -EAGAIN);
    CU_ASSERT_TRUE(async_queue_full(&points));
    struct point got = AWAIT(async_queue_get(&points));
    CU_ASSERT_STRING_EQUAL(got.name, "1.5");
    CU_ASSERT_EQUAL(AWAIT(async_queue_get(&points)).x, 2.5);
    AWAIT(async_join(second));
    FUTURE(struct point) third = SPAWN(async_queue_get(&points));
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_queue_put_nowait(&points, (struct point){.x = 4}), 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(third)).x, 4);
    CU_ASSERT_EQUAL(async_queue_put_nowait(&names, "one"), 0);
    const char *name = NULL;
    CU_ASSERT_EQUAL(async_queue_get_nowait(&names, &name), 0);
    CU_ASSERT_STRING_EQUAL(name, "one");
    CU_ASSERT_EQUAL(async_queue_get_nowait(&names, &name), -EAGAIN);
    CU_ASSERT_TRUE(async_queue_empty(&names));
    CU_ASSERT_EQUAL(async_queue_maxsize(&points), 1);
    CU_ASSERT_EQUAL(async_queue_destroy(&points), 0);
    CU_ASSERT_EQUAL(async_queue_destroy(&names), 0);
    CU_ASSERT_EQUAL(async_queue_destroy(&names), 0);
}

static void test_items_of_any_type(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, typed());
    close_loop(loop);
}

static int by_tens(const void *a, const void *b)
{
    return *(const int *)a / 10 - *(const int *)b / 10;
}

static ASYNC void fill_and_empty(ASYNC_QUEUE(int) * filled)
{
    static const int items[] = {31, 12, 55, 10, 57, 33, 11, 90, 32, 3, 18, 50, 77, 36, 15, 0, 2};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        AWAIT(async_queue_put(filled, items[i]));
        if (i % 5 == 4) {
            trace("%d ", AWAIT(async_queue_get(filled)));
        }
    }
    while (async_queue_size(filled)) {
        trace("%d ", AWAIT(async_queue_get(filled)));
    }
    CU_ASSERT_EQUAL(async_queue_destroy(filled), 0);
}

static void test_orders(void)
{
    async_loop *loop = new_loop();
    async_queue_init(&queue, 0);
    async_loop_run(loop, fill_and_empty(&queue));
    EXPECT_TRACE("31 12 55 10 57 33 11 90 32 3 18 50 77 36 15 0 2 ");
    async_queue_init_lifo(&queue, 0);
    async_loop_run(loop, fill_and_empty(&queue));
    EXPECT_TRACE("57 3 15 2 0 36 77 50 18 32 90 11 33 10 55 12 31 ");
    async_queue_init_priority(&queue, 0, by_tens);
    async_loop_run(loop, fill_and_empty(&queue));
    EXPECT_TRACE("12 3 10 0 2 11 18 15 31 33 32 36 55 57 50 77 90 ");
    close_loop(loop);
}

static ASYNC void fair(void)
{
    async_queue_init(&queue, 2);
    FUTURE(int) getters[] = {SPAWN(get("a")), SPAWN(get("b")), SPAWN(get("c"))};
    AWAIT(async_sleep(1));
    for (int i = 1; i <= 3; i++) {
        CU_ASSERT_EQUAL(async_queue_put_nowait(&queue, i), i < 3 ? 0 : -EAGAIN);
    }
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), -EBUSY);
    AWAIT(async_sleep(1));
    FUTURE(void) putters[] = {SPAWN(put(3)), SPAWN(put(4)), SPAWN(put(5)), SPAWN(put(6))};
    AWAIT(async_gather(getters, 3, NULL));
    AWAIT(async_sleep(1));
    trace("|");
    AWAIT(get("d"));
    AWAIT(get("e"));
    AWAIT(get("f"));
    AWAIT(async_gather(putters, 4, NULL));
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

/* Who was woken looks at the queue in its turn. */
static ASYNC void destroyed_too_early(void)
{
    async_queue_init(&queue, 1);
    FUTURE(int) getter = SPAWN(get("a"));
    AWAIT(async_sleep(1));
    async_queue_put_nowait(&queue, 1);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), -EBUSY);
    AWAIT(async_join(getter));
    async_queue_put_nowait(&queue, 2);
    FUTURE(void) putter = SPAWN(put(3));
    AWAIT(async_sleep(1));
    int item;
    async_queue_get_nowait(&queue, &item);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), -EBUSY);
    async_cancel(putter);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), -EBUSY);
    AWAIT(async_gather_settled(&putter, 1, NULL, NULL));
    FUTURE(int) late = SPAWN(get("b"));
    AWAIT(async_sleep(1));
    async_queue_shutdown(&queue, true);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), -EBUSY);
    AWAIT(async_gather_settled(&late, 1, NULL, NULL));
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static void test_none_is_destroyed_that_a_task_will_look_at(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, destroyed_too_early());
    EXPECT_TRACE("a-1 +3<cancelled>b<ESHUTDOWN>");
    close_loop(loop);
}

static void test_first_come_first_served(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, fair());
    EXPECT_TRACE("a-1 b-2 +3+4c-3 +5|d-4 e-5 +6f-6 ");
    close_loop(loop);
}

/* ---- 53 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void cancelled_getter(bool in_time)
{
    async_queue_init(&queue, 0);
    FUTURE(int) a = SPAWN(get("a")), b = SPAWN(get("b"));
    AWAIT(async_sleep(1));
    if (in_time) {
        async_cancel(a);
        AWAIT(async_yield());
    }
    async_queue_put_nowait(&queue, 7);
    if (!in_time) {
        async_cancel(a); /* it was woken */
    }
    CU_ASSERT_EQUAL(AWAIT(async_join(b)), 7);
    async_detach(a);
    CU_ASSERT_EQUAL(async_queue_size(&queue), 0);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static ASYNC void cancelled_putter(bool in_time)
{
    async_queue_init(&queue, 1);
    AWAIT(async_queue_put(&queue, 1));
    FUTURE(void) a = SPAWN(put(2)), b = SPAWN(put(3));
    AWAIT(async_sleep(1));
    if (in_time) {
        async_cancel(a);
        AWAIT(async_yield());
    }
    AWAIT(get(""));
    if (!in_time) {
        async_cancel(a);
    }
    AWAIT(async_join(b));
    AWAIT(get(""));
    async_detach(a);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static void test_statement_53_a_cancelled_getter_or_putter_loses_nothing(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancelled_getter(true));
    EXPECT_TRACE("a<cancelled>b-7 ");
    async_loop_run(loop, cancelled_getter(false));
    EXPECT_TRACE("a<cancelled>b-7 ");
    async_loop_run(loop, cancelled_putter(true));
    EXPECT_TRACE("+2<cancelled>-1 +3-3 ");
    async_loop_run(loop, cancelled_putter(false));
    EXPECT_TRACE("-1 +2<cancelled>+3-3 ");
    close_loop(loop);
}

/* ---- 54 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void work(void)
{
    for (;;) {
        int item = AWAIT(async_queue_get(&queue));
        AWAIT(async_sleep(item));
        trace("%d ", item);
        CU_ASSERT_EQUAL(async_queue_task_done(&queue), 0);
    }
}

static ASYNC void joined(void)
{
    async_queue_init(&queue, 0);
    CU_ASSERT_EQUAL(async_queue_task_done(&queue), -EOVERFLOW);
    AWAIT(async_queue_join(&queue));
    for (int i = 4; i > 0; i--) {
        async_queue_put_nowait(&queue, i);
    }
    FUTURE(void) workers[] = {SPAWN(work()), SPAWN(work())}, other = SPAWN(async_queue_join(&queue));
    AWAIT(async_queue_join(&queue));
    trace("joined ");
    AWAIT(async_join(other));
    CU_ASSERT_EQUAL(async_queue_task_done(&queue), -EOVERFLOW);
    for (int i = 0; i < 2; i++) {
        async_cancel(workers[i]);
        async_detach(workers[i]);
    }
    AWAIT(async_yield());
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static void test_statement_54_join_and_excess_task_done(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, joined());
    EXPECT_TRACE("3 4 2 1 joined ");
    close_loop(loop);
}

/* ---- 55 ---------------------------------------------------------------------------------------------------------- */

static int dropped;

static void count_dropped(void *item)
{
    dropped = dropped * 10 + *(int *)item;
}

static ASYNC void drained(bool immediate)
{
    async_queue_init(&queue, 2);
    async_queue_on_drop(&queue, count_dropped);
    AWAIT(put(1));
    AWAIT(put(2));
    FUTURE(void) putter = SPAWN(put(3)), joiner = SPAWN(async_queue_join(&queue));
    AWAIT(async_sleep(1));
    long long how = immediate ? 1LL << 40 : 0; /* any number that is not 0 */
    async_queue_shutdown(&queue, how);
    async_queue_shutdown(&queue, how);
    CU_ASSERT_EQUAL(async_queue_put_nowait(&queue, 4), -ESHUTDOWN);
    AWAIT(async_join(putter));
    trace("|");
    CU_ASSERT_EQUAL(async_future_done(joiner), immediate);
    AWAIT(get(""));
    AWAIT(get(""));
    AWAIT(get(""));
    CU_ASSERT_EQUAL(async_queue_get_nowait(&queue, &(int){0}), -ESHUTDOWN);
    CU_ASSERT_EQUAL(async_queue_task_done(&queue), immediate ? -EOVERFLOW : 0);
    CU_ASSERT_EQUAL(async_queue_task_done(&queue), immediate ? -EOVERFLOW : 0);
    AWAIT(async_join(joiner));
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static ASYNC void waiting_getters(void)
{
    async_queue_init(&queue, 0);
    FUTURE(int) fs[] = {SPAWN(get("a")), SPAWN(get("b"))};
    AWAIT(async_sleep(1));
    async_queue_put_nowait(&queue, 1);
    async_queue_shutdown(&queue, false);
    AWAIT(async_gather(fs, 2, NULL));
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static void test_statement_55_shutdown(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, drained(false));
    EXPECT_TRACE("+1+2+3<ESHUTDOWN>|-1 -2 <ESHUTDOWN>");
    CU_ASSERT_EQUAL(dropped, 0);
    async_loop_run(loop, drained(true));
    EXPECT_TRACE("+1+2+3<ESHUTDOWN>|<ESHUTDOWN><ESHUTDOWN><ESHUTDOWN>");
    CU_ASSERT_EQUAL(dropped, 12);
    async_loop_run(loop, waiting_getters());
    EXPECT_TRACE("a-1 b<ESHUTDOWN>");
    close_loop(loop);
}

/* ---- the end of the loop ----------------------------------------------------------------------------------------- */

static ASYNC void leave_waiters(void)
{
    async_detach(SPAWN(get("a")));
    async_detach(SPAWN(get("b")));
    AWAIT(async_yield());
    async_queue_put_nowait(&queue, 1);
}

static void test_31_tasks_that_wait_when_the_loop_is_closed(void)
{
    async_loop *loop = new_loop();
    async_queue_init(&queue, 0);
    async_loop_run(loop, leave_waiters());
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("a-1 [cancelled]b<cancelled>");
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_items_of_any_type),
        TEST(test_orders),
        TEST(test_first_come_first_served),
        TEST(test_none_is_destroyed_that_a_task_will_look_at),
        TEST(test_statement_53_a_cancelled_getter_or_putter_loses_nothing),
        TEST(test_statement_54_join_and_excess_task_done),
        TEST(test_statement_55_shutdown),
        TEST(test_31_tasks_that_wait_when_the_loop_is_closed),
        CU_TEST_INFO_NULL,
    };
    return suite_run("queue", tests);
}
