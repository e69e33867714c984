/* Channels: statements 80 and 81 of docs/semantics.md. */
#define _GNU_SOURCE
#include "suite.h"

struct point {
    double x;
    char name[20];
};

/* ---- one value, once --------------------------------------------------------------------------------------------- */

static ASYNC_ONESHOT(int) answer;

static ASYNC void receive(const char *name)
{
    async_error error;
    int value = AWAIT_CATCH(async_oneshot_receive(&answer), &error);
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
    } else {
        trace("%d ", value);
    }
}

static ASYNC void watch(const char *name)
{
    AWAIT(async_oneshot_wait_closed(&answer));
    trace("%s", name);
}

static void send_from_callback(void *unused)
{
    (void)unused;
    CU_ASSERT_EQUAL(async_oneshot_send(&answer, 4), 0);
}

static ASYNC void send_and_receive(void)
{
    int value = 0;
    CU_ASSERT_EQUAL(async_oneshot_init(&answer), 0);
    CU_ASSERT_EQUAL(async_oneshot_receive_nowait(&answer, &value), -EAGAIN);
    CU_ASSERT_EQUAL(async_oneshot_send(&answer, 1), 0);
    CU_ASSERT_EQUAL(async_oneshot_send(&answer, 2), -EALREADY);
    CU_ASSERT_EQUAL(AWAIT(async_oneshot_receive(&answer)), 1);
    AWAIT(receive("again"));
    CU_ASSERT_EQUAL(async_oneshot_receive_nowait(&answer, &value), -ESHUTDOWN);
    CU_ASSERT_EQUAL(async_oneshot_send(&answer, 3), -EALREADY);
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);

    async_oneshot_init(&answer);
    FUTURE(int) waiting = SPAWN(async_oneshot_receive(&answer));
    FUTURE(void) closed = SPAWN(watch("closed ")), too_late = SPAWN(receive("late"));
    async_call_later(async_get_running_loop(), 1, send_from_callback, NULL);
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), -EBUSY);
    CU_ASSERT_EQUAL(AWAIT(async_join(waiting)), 4);
    AWAIT(async_join(closed));
    AWAIT(async_join(too_late));
    AWAIT(watch("at once "));
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);

    async_oneshot_init(&answer);
    FUTURE(void) watcher = SPAWN(watch("closed "));
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), -EBUSY);
    async_oneshot_close(&answer);
    AWAIT(async_join(watcher));
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
}

static ASYNC_ONESHOT(struct point) points;

static ASYNC void of_any_type(void)
{
    CU_ASSERT_EQUAL(async_oneshot_init(&points), 0);
    FUTURE(struct point) f = SPAWN(async_oneshot_receive(&points));
    AWAIT(async_yield());
    async_oneshot_send(&points, ((struct point){1.5, "here"}));
    CU_ASSERT_EQUAL(async_oneshot_destroy(&points), -EBUSY); /* it was woken, and has not had its turn */
    struct point got = AWAIT(async_join(f));
    CU_ASSERT_STRING_EQUAL(got.name, "here");
    CU_ASSERT_EQUAL(async_oneshot_destroy(&points), 0);
}

static void test_statement_80_one_value_once(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, send_and_receive());
    EXPECT_TRACE("again<ESHUTDOWN>late<ESHUTDOWN>closed at once closed ");
    async_loop_run(loop, of_any_type());
    close_loop(loop);
}

static int dropped;

static void count_dropped(void *item)
{
    dropped = dropped * 10 + *(int *)item;
}

static ASYNC void close_it(bool is_sent)
{
    async_oneshot_init(&answer);
    async_oneshot_on_drop(&answer, count_dropped);
    FUTURE(void) fs[] = {SPAWN(receive("a")), SPAWN(receive("b")), SPAWN(watch("closed "))};
    AWAIT(async_sleep(1));
    if (is_sent) {
        CU_ASSERT_EQUAL(async_oneshot_send(&answer, 1), 0);
    }
    async_oneshot_close(&answer);
    async_oneshot_close(&answer);
    CU_ASSERT_EQUAL(async_oneshot_send(&answer, 2), is_sent ? -EALREADY : -ESHUTDOWN);
    AWAIT(async_gather(fs, 3, NULL));
    AWAIT(receive("c"));
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
}

static ASYNC void drop_it(void)
{
    async_oneshot_init(&answer);
    async_oneshot_on_drop(&answer, count_dropped);
    async_oneshot_send(&answer, 7);
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
}

static void test_statement_80_closing(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, close_it(false));
    EXPECT_TRACE("a<ESHUTDOWN>b<ESHUTDOWN>closed c<ESHUTDOWN>");
    async_loop_run(loop, close_it(true));
    EXPECT_TRACE("a1 b<ESHUTDOWN>closed c<ESHUTDOWN>");
    CU_ASSERT_EQUAL(dropped, 0);
    async_loop_run(loop, drop_it());
    CU_ASSERT_EQUAL(dropped, 7);
    close_loop(loop);
}

static ASYNC void cancelled_receiver(bool in_time)
{
    async_oneshot_init(&answer);
    FUTURE(void) a = SPAWN(receive("a")), b = SPAWN(receive("b"));
    AWAIT(async_sleep(1));
    if (in_time) {
        async_cancel(a);
        AWAIT(async_yield());
    }
    async_oneshot_send(&answer, 7);
    async_cancel(a); /* or here, when it was woken */
    async_detach(a);
    AWAIT(async_join(b));
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
}

static void test_statement_80_a_cancelled_receiver_loses_nothing(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancelled_receiver(true));
    EXPECT_TRACE("a<cancelled>b7 ");
    async_loop_run(loop, cancelled_receiver(false));
    EXPECT_TRACE("a<cancelled>b7 ");
    close_loop(loop);
}

/* ---- each item to all -------------------------------------------------------------------------------------------- */

enum { ITEMS = 40, LISTENERS = 4 };

static ASYNC_BROADCAST(int) news;
static ASYNC_RECEIVER(int) receivers[LISTENERS];

static ASYNC void listen(ASYNC_RECEIVER(int) * receiver, const char *name)
{
    async_error error;
    do {
        int item = AWAIT_CATCH(async_receiver_get(receiver), &error);
        trace("%s", name);
        if (error.code == ENOBUFS) {
            trace("(%zu: %s)", async_receiver_missed(receiver), error.message);
        } else if (error.code) {
            trace_code(&error);
        } else {
            trace("%d ", item);
        }
    } while (!error.code || error.code == ENOBUFS);
}

static ASYNC void all_get_all(void)
{
    CU_ASSERT_EQUAL(async_broadcast_init(&news, 2), 0);
    CU_ASSERT_EQUAL(async_broadcast_send(&news, 0), 0); /* nobody sees it */
    CU_ASSERT_EQUAL(async_receiver_init(&receivers[0], &news), 0);
    CU_ASSERT_EQUAL(async_receiver_init(&receivers[1], &news), 0);
    FUTURE(void) fs[] = {SPAWN(listen(&receivers[0], "a")), SPAWN(listen(&receivers[1], "b"))};
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_broadcast_send(&news, 1), 2);
    CU_ASSERT_EQUAL(async_broadcast_send(&news, 2), 2);
    AWAIT(async_sleep(1));
    trace("|");
    CU_ASSERT_EQUAL(async_receiver_init(&receivers[2], &news), 0);
    CU_ASSERT_EQUAL(async_broadcast_send(&news, 3), 3);
    CU_ASSERT_EQUAL(async_broadcast_receivers(&news), 3);
    CU_ASSERT_EQUAL(async_receiver_size(&receivers[2]), 1);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), -EBUSY);
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), -EBUSY);
    async_broadcast_close(&news);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), -EBUSY);
    CU_ASSERT_EQUAL(async_broadcast_send(&news, 4), -ESHUTDOWN);
    AWAIT(async_gather(fs, 2, NULL));
    AWAIT(listen(&receivers[2], "late"));
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), -EBUSY);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[1]), 0);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), 0);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), 0);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[2]), 0);
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

static void test_statement_81_each_item_to_all(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, all_get_all());
    EXPECT_TRACE("a1 a2 b1 b2 |a3 b3 a<ESHUTDOWN>b<ESHUTDOWN>late3 late<ESHUTDOWN>");
    close_loop(loop);
}

static ASYNC void falls_behind(void)
{
    int item = 0;
    async_broadcast_init(&news, 3);
    async_receiver_init(&receivers[0], &news);
    async_receiver_init(&receivers[1], &news);
    CU_ASSERT_EQUAL(async_receiver_missed(&receivers[0]), 0);
    FUTURE(void) listener = SPAWN(listen(&receivers[1], ""));
    AWAIT(async_yield());
    for (int i = 0; i < 8; i++) {
        async_broadcast_send(&news, i);
    }
    CU_ASSERT_EQUAL(async_receiver_size(&receivers[0]), 8);
    CU_ASSERT_EQUAL(async_receiver_get_nowait(&receivers[0], &item), -ENOBUFS);
    CU_ASSERT_EQUAL(async_receiver_missed(&receivers[0]), 5);
    CU_ASSERT_EQUAL(async_receiver_size(&receivers[0]), 3);
    CU_ASSERT_EQUAL(async_receiver_get_nowait(&receivers[0], &item), 0);
    CU_ASSERT_EQUAL(item, 5);
    async_broadcast_send(&news, 8);
    for (int i = 6; i < 9; i++) { /* exactly as many as there is room for */
        CU_ASSERT_EQUAL(async_receiver_get_nowait(&receivers[0], &item), 0);
        CU_ASSERT_EQUAL(item, i);
    }
    CU_ASSERT_EQUAL(async_receiver_get_nowait(&receivers[0], &item), -EAGAIN);
    async_broadcast_close(&news);
    CU_ASSERT_EQUAL(async_receiver_get_nowait(&receivers[0], &item), -ESHUTDOWN);
    AWAIT(async_join(listener)); /* closed, it gets what there is still */
    async_receiver_destroy(&receivers[0]);
    async_receiver_destroy(&receivers[1]);
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

static void test_statement_81_a_receiver_that_falls_behind_is_told(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, falls_behind());
    EXPECT_TRACE("(6: 6 items of the channel were missed)6 7 8 <ESHUTDOWN>");
    close_loop(loop);
}

/* Two tasks share a receiver: each item is for one of them. */
static ASYNC void get_one(ASYNC_RECEIVER(int) * receiver, const char *name)
{
    async_error error;
    int item = AWAIT_CATCH(async_receiver_get(receiver), &error);
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
    } else {
        trace("%d ", item);
    }
}

static ASYNC void cancelled_listener(bool in_time)
{
    async_broadcast_init(&news, 0);
    async_receiver_init(&receivers[0], &news);
    FUTURE(void) a = SPAWN(get_one(&receivers[0], "a")), b = SPAWN(get_one(&receivers[0], "b"));
    AWAIT(async_sleep(1));
    if (in_time) {
        async_cancel(a);
        AWAIT(async_yield());
    }
    async_broadcast_send(&news, 7);
    async_cancel(a);
    async_detach(a);
    AWAIT(async_join(b));
    FUTURE(void) c = SPAWN(get_one(&receivers[0], "c"));
    AWAIT(async_yield());
    async_cancel(c);
    AWAIT(async_join(c));
    async_broadcast_send(&news, 8); /* cancelled, it has taken nothing */
    AWAIT(get_one(&receivers[0], "d"));
    FUTURE(void) both[] = {SPAWN(get_one(&receivers[0], "e")), SPAWN(get_one(&receivers[0], "f"))};
    AWAIT(async_yield());
    async_broadcast_close(&news);
    AWAIT(async_gather(both, 2, NULL));
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), 0);
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

static void test_statement_81_a_cancelled_receiver_loses_nothing(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancelled_listener(true));
    EXPECT_TRACE("a<cancelled>b7 c<cancelled>d8 e<ESHUTDOWN>f<ESHUTDOWN>");
    async_loop_run(loop, cancelled_listener(false));
    EXPECT_TRACE("a<cancelled>b7 c<cancelled>d8 e<ESHUTDOWN>f<ESHUTDOWN>");
    close_loop(loop);
}

static ASYNC void come_and_go(void)
{
    async_broadcast_init(&news, 4);
    for (int i = 0; i < 3; i++) {
        async_receiver_init(&receivers[i], &news);
    }
    async_receiver_destroy(&receivers[2]); /* the last, one between, the first, the only one */
    async_receiver_init(&receivers[2], &news);
    async_receiver_destroy(&receivers[1]);
    async_receiver_init(&receivers[3], &news);
    async_receiver_destroy(&receivers[0]);
    FUTURE(void) fs[] = {SPAWN(listen(&receivers[3], "3:")), SPAWN(listen(&receivers[2], "2:"))};
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_broadcast_send(&news, 1), 2);
    async_broadcast_close(&news);
    AWAIT(async_gather(fs, 2, NULL));
    async_receiver_destroy(&receivers[3]);
    async_receiver_destroy(&receivers[2]);
    CU_ASSERT_EQUAL(async_broadcast_receivers(&news), 0);
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

static ASYNC_BROADCAST(struct point) places;

static ASYNC void wide_items(void)
{
    ASYNC_RECEIVER(struct point) receiver;
    CU_ASSERT_EQUAL(async_broadcast_init(&places, SIZE_MAX / sizeof(struct point) + 2), -ENOMEM);
    CU_ASSERT_EQUAL(async_broadcast_init(&places, 2), 0);
    async_receiver_init(&receiver, &places);
    FUTURE(struct point) f = SPAWN(async_receiver_get(&receiver));
    AWAIT(async_yield());
    async_broadcast_send(&places, ((struct point){1, "one"}));
    async_broadcast_send(&places, ((struct point){2, "two"}));
    CU_ASSERT_STRING_EQUAL(AWAIT(async_join(f)).name, "one");
    CU_ASSERT_EQUAL(AWAIT(async_receiver_get(&receiver)).x, 2);
    async_receiver_destroy(&receiver);
    async_broadcast_destroy(&places);
}

static void test_receivers_come_and_go(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, come_and_go());
    EXPECT_TRACE("2:1 2:<ESHUTDOWN>3:1 3:<ESHUTDOWN>");
    async_loop_run(loop, wide_items());
    close_loop(loop);
}

/* ---- random schedules -------------------------------------------------------------------------------------------- */

/* Gets all items up to the end, in their order, and knows of each that it missed. It is cancelled now and then. */
static ASYNC int check_order(ASYNC_RECEIVER(int) * receiver)
{
    int next = 0;
    for (;;) {
        async_error error;
        int item = AWAIT_CATCH(async_receiver_get(receiver), &error);
        if (error.code == ENOBUFS) {
            next += (int)async_receiver_missed(receiver);
        } else if (error.code == ESHUTDOWN) {
            return next;
        } else if (error.code == 0) {
            CU_ASSERT_EQUAL(item, next);
            next++;
            if (item % 3 == 0) {
                AWAIT_CATCH(async_sleep(item % 4), &error);
            }
        } else {
            CU_ASSERT_EQUAL(error.code, ECANCELED);
        }
    }
}

static ASYNC void broadcast_at_random(unsigned seed)
{
    FUTURE(int) fs[LISTENERS];
    int ends[LISTENERS];
    async_broadcast_init(&news, 1 + seed % 5);
    for (int i = 0; i < LISTENERS; i++) {
        async_receiver_init(&receivers[i], &news);
        fs[i] = SPAWN(check_order(&receivers[i]));
    }
    AWAIT(async_yield()); /* all of them have begun */
    for (int i = 0; i < ITEMS; i++) {
        async_broadcast_send(&news, i);
        if (rand_r(&seed) % 3 == 0) {
            async_cancel(fs[rand_r(&seed) % LISTENERS]);
        }
        if (rand_r(&seed) % 2) {
            AWAIT(async_sleep(rand_r(&seed) % 3));
        }
    }
    async_broadcast_close(&news);
    AWAIT(async_gather(fs, LISTENERS, ends));
    for (int i = 0; i < LISTENERS; i++) {
        CU_ASSERT_EQUAL(ends[i], ITEMS);
        CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[i]), 0);
    }
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

static void test_statement_81_in_any_order(void)
{
    for (unsigned seed = 1; seed <= 300; seed++) {
        async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .seed = seed});
        async_loop_run(loop, broadcast_at_random(seed));
        async_loop_close(loop);
    }
}

/* ---- the end of the loop ----------------------------------------------------------------------------------------- */

static ASYNC void leave_waiters(void)
{
    async_broadcast_init(&news, 1);
    async_receiver_init(&receivers[0], &news);
    async_oneshot_init(&answer);
    async_detach(SPAWN(receive("a")));
    async_detach(SPAWN(receive("b")));
    async_detach(SPAWN(get_one(&receivers[0], "c")));
    async_detach(SPAWN(watch("never")));
    AWAIT(async_yield());
    async_broadcast_send(&news, 1);
}

static void test_31_tasks_that_wait_when_the_loop_is_closed(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, leave_waiters());
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("c1 [cancelled]a<cancelled>[cancelled]b<cancelled>[cancelled]");
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
    CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[0]), 0);
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_80_one_value_once),
        TEST(test_statement_80_closing),
        TEST(test_statement_80_a_cancelled_receiver_loses_nothing),
        TEST(test_statement_81_each_item_to_all),
        TEST(test_statement_81_a_receiver_that_falls_behind_is_told),
        TEST(test_statement_81_a_cancelled_receiver_loses_nothing),
        TEST(test_receivers_come_and_go),
        TEST(test_statement_81_in_any_order),
        TEST(test_31_tasks_that_wait_when_the_loop_is_closed),
        CU_TEST_INFO_NULL,
    };
    return suite_run("channel", tests);
}
