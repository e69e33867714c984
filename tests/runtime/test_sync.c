/* Keeping out of each other's way: statements 46 to 52 of docs/semantics.md, each by its number. */
#define _GNU_SOURCE
#include "suite.h"

/* ---- 46, 47: lock ------------------------------------------------------------------------------------------------ */

static async_lock lock;

/* Holds the lock for so many seconds. */
static ASYNC void hold(const char *name, double seconds)
{
    AWAIT(async_lock_acquire(&lock));
    trace("%s+", name);
    AWAIT(async_sleep(seconds));
    trace("%s-", name);
    CU_ASSERT_EQUAL(async_lock_release(&lock), 0);
}

static ASYNC void in_turn(void)
{
    FUTURE(void) fs[] = {SPAWN(hold("a", 1)), SPAWN(hold("b", 1)), SPAWN(hold("c", 1))};
    CU_ASSERT_FALSE(async_lock_locked(&lock));
    AWAIT(async_sleep(0.5));
    CU_ASSERT_TRUE(async_lock_locked(&lock));
    CU_ASSERT_EQUAL(async_lock_destroy(&lock), -EBUSY);
    AWAIT(async_gather(fs, 3, NULL));
    CU_ASSERT_FALSE(async_lock_locked(&lock));
    CU_ASSERT_EQUAL(async_lock_release(&lock), -EPERM);
    CU_ASSERT_EQUAL(async_lock_destroy(&lock), 0);
}

/* Who releases and acquires again at once comes after who waits. */
static ASYNC void barging(void)
{
    AWAIT(async_lock_acquire(&lock));
    FUTURE(void) f = SPAWN(hold("waits ", 1));
    AWAIT(async_yield());
    async_lock_release(&lock);
    CU_ASSERT_FALSE(async_lock_locked(&lock)); /* f has not had its turn */
    CU_ASSERT_EQUAL(async_lock_release(&lock), -EPERM);
    AWAIT(hold("barges ", 1));
    AWAIT(async_join(f));
}

/* Who comes after the release, and before the turn of the next, waits as well. */
static ASYNC void coming_between(void)
{
    AWAIT(async_lock_acquire(&lock));
    FUTURE(void) next = SPAWN(hold("next ", 1));
    AWAIT(async_yield());
    FUTURE(void) between = SPAWN(hold("between ", 1)); /* it runs in the next iteration, and before the other */
    async_lock_release(&lock);
    AWAIT(async_join(next));
    AWAIT(async_join(between));
}

static void test_statement_46_lock_is_fifo_without_barging(void)
{
    async_loop *loop = new_loop();
    async_lock_init(&lock);
    async_loop_run(loop, in_turn());
    EXPECT_TRACE("a+a-b+b-c+c-");
    async_loop_run(loop, barging());
    EXPECT_TRACE("waits +waits -barges +barges -");
    async_loop_run(loop, coming_between());
    EXPECT_TRACE("next +next -between +between -");
    close_loop(loop);
}

static ASYNC void spawned_acquire(void)
{
    AWAIT(async_lock_acquire(&lock));
    FUTURE(void) f = SPAWN(async_lock_acquire(&lock)), unborn = SPAWN(async_lock_acquire(&lock));
    async_cancel(unborn);
    AWAIT(async_sleep(1));
    CU_ASSERT_FALSE(async_future_done(f));
    async_lock_release(&lock);
    AWAIT(async_join(f));
    CU_ASSERT_TRUE(async_lock_locked(&lock));
    async_lock_release(&lock);
    async_error error;
    AWAIT_CATCH(async_join(unborn), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
}

static void test_statement_46_acquire_is_spawned(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, spawned_acquire());
    close_loop(loop);
}

static ASYNC void try_hold(const char *name)
{
    async_error error;
    AWAIT_CATCH(async_lock_acquire(&lock), &error);
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
        RERAISE(&error);
    }
    async_lock_release(&lock);
}

/* b is cancelled: while it waits, in the iteration in which it is released, or both before and after that. */
static ASYNC void cancelled(int when)
{
    AWAIT(async_lock_acquire(&lock));
    FUTURE(void) a = SPAWN(try_hold("a")), b = SPAWN(try_hold("b")), c = SPAWN(try_hold("c"));
    AWAIT(async_yield());
    if (when == 0) {
        async_cancel(a);
        AWAIT(async_yield());
        async_lock_release(&lock);
    } else if (when == 1) {
        async_lock_release(&lock); /* a has it now */
        async_cancel(a);
    } else {
        async_cancel(a);
        async_lock_release(&lock); /* b has it now */
        async_cancel(b);
    }
    AWAIT(async_sleep(1));
    trace(" %d", async_lock_locked(&lock));
    async_detach(a);
    async_detach(b);
    async_detach(c);
}

static void test_statement_47_a_cancelled_waiter_passes_the_wake_on(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancelled(0));
    EXPECT_TRACE("a<cancelled>bc 0");
    async_loop_run(loop, cancelled(1));
    EXPECT_TRACE("a<cancelled>bc 0");
    async_loop_run(loop, cancelled(2));
    EXPECT_TRACE("a<cancelled>b<cancelled>c 0");
    close_loop(loop);
}

/* A cancellation that is taken back: the task keeps its place. */
static ASYNC void taken_back(bool released_meanwhile)
{
    AWAIT(async_lock_acquire(&lock));
    FUTURE(void) a = SPAWN(try_hold("a")), b = released_meanwhile ? NULL : SPAWN(try_hold("b"));
    AWAIT(async_yield());
    async_cancel(a);
    if (released_meanwhile) {
        async_lock_release(&lock);
        CU_ASSERT_EQUAL(async_uncancel(a), 0);
    } else {
        CU_ASSERT_EQUAL(async_uncancel(a), 0);
        AWAIT(async_sleep(1));
        async_lock_release(&lock);
        AWAIT(async_join(b));
    }
    AWAIT(async_join(a));
}

static void test_statement_47_a_cancellation_that_is_taken_back(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, taken_back(false));
    EXPECT_TRACE("ab");
    async_loop_run(loop, taken_back(true));
    EXPECT_TRACE("a");
    close_loop(loop);
}

/* ---- 48, 49: semaphore ------------------------------------------------------------------------------------------- */

static async_semaphore semaphore;

static ASYNC void use(const char *name, double seconds)
{
    async_error error;
    AWAIT_CATCH(async_semaphore_acquire(&semaphore), &error);
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
        RERAISE(&error);
    }
    AWAIT(async_sleep(seconds));
    async_semaphore_release(&semaphore);
}

static ASYNC void two_at_a_time(void)
{
    FUTURE(void) fs[] = {SPAWN(use("a", 3)), SPAWN(use("b", 1)), SPAWN(use("c", 1)), SPAWN(use("d", 2))};
    AWAIT(async_sleep(0.5));
    CU_ASSERT_TRUE(async_semaphore_locked(&semaphore));
    CU_ASSERT_EQUAL(async_semaphore_destroy(&semaphore), -EBUSY);
    trace("|");
    AWAIT(async_sleep(1));
    trace("|");
    AWAIT(async_sleep(1));
    trace("|");
    AWAIT(async_gather(fs, 4, NULL));
    CU_ASSERT_FALSE(async_semaphore_locked(&semaphore));
    CU_ASSERT_EQUAL(async_semaphore_destroy(&semaphore), 0);
}

static ASYNC void permit_returned(bool in_time)
{
    AWAIT(async_semaphore_acquire(&semaphore));
    AWAIT(async_semaphore_acquire(&semaphore));
    FUTURE(void) a = SPAWN(use("a", 0)), b = SPAWN(use("b", 0));
    AWAIT(async_yield());
    if (in_time) {
        async_cancel(a);
        AWAIT(async_yield());
        async_semaphore_release(&semaphore);
    } else {
        async_semaphore_release(&semaphore);
        async_cancel(a);
    }
    AWAIT(async_sleep(1));
    async_semaphore_release(&semaphore);
    AWAIT(async_semaphore_acquire(&semaphore));
    AWAIT(async_semaphore_acquire(&semaphore));
    CU_ASSERT_TRUE(async_semaphore_locked(&semaphore));
    async_semaphore_release(&semaphore);
    async_semaphore_release(&semaphore);
    async_detach(a);
    async_detach(b);
}

/* Nobody gets ahead: neither who comes between the release and the turn of the next, nor who releases it. */
static ASYNC void nobody_gets_ahead(void)
{
    AWAIT(async_semaphore_acquire(&semaphore));
    FUTURE(void) next = SPAWN(use("next ", 1));
    AWAIT(async_yield());
    FUTURE(void) between = SPAWN(use("between ", 1));
    async_semaphore_release(&semaphore);
    AWAIT(use("last ", 1));
    AWAIT(async_join(next));
    AWAIT(async_join(between));
}

static void test_statement_48_semaphore_is_fifo_without_barging(void)
{
    async_loop *loop = new_loop();
    async_semaphore_init(&semaphore, 1);
    async_loop_run(loop, nobody_gets_ahead());
    EXPECT_TRACE("next last between ");
    close_loop(loop);
}

static void test_statement_48_semaphore_returns_the_permit(void)
{
    async_loop *loop = new_loop();
    async_semaphore_init(&semaphore, 2);
    async_loop_run(loop, two_at_a_time());
    EXPECT_TRACE("ab|c|d|");
    async_loop_run(loop, permit_returned(true));
    EXPECT_TRACE("a<cancelled>b");
    async_loop_run(loop, permit_returned(false));
    EXPECT_TRACE("a<cancelled>b");
    async_semaphore_init(&semaphore, SIZE_MAX);
    CU_ASSERT_EQUAL(async_semaphore_release(&semaphore), -EOVERFLOW);
    close_loop(loop);
}

static ASYNC void over_released(void)
{
    async_bounded_semaphore bounded;
    async_bounded_semaphore_init(&bounded, 2);
    CU_ASSERT_EQUAL(async_bounded_semaphore_release(&bounded), -EOVERFLOW);
    AWAIT(async_bounded_semaphore_acquire(&bounded));
    CU_ASSERT_FALSE(async_bounded_semaphore_locked(&bounded));
    CU_ASSERT_EQUAL(async_bounded_semaphore_release(&bounded), 0);
    CU_ASSERT_EQUAL(async_bounded_semaphore_release(&bounded), -EOVERFLOW);
    CU_ASSERT_EQUAL(async_bounded_semaphore_destroy(&bounded), 0);
}

static void test_statement_49_a_bounded_semaphore_over_released(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, over_released());
    close_loop(loop);
}

/* ---- 50: condition ----------------------------------------------------------------------------------------------- */

static async_condition condition;

static ASYNC void wait_notified(const char *name)
{
    async_error error;
    AWAIT(async_lock_acquire(&lock));
    DEFER
    {
        CU_ASSERT_EQUAL(async_lock_release(&lock), 0);
    }
    AWAIT_CATCH(async_condition_wait(&condition), &error);
    CU_ASSERT_TRUE(async_lock_locked(&lock));
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
    }
    AWAIT(async_sleep(1));
    trace(".");
}

static ASYNC void notify(int n)
{
    AWAIT(async_lock_acquire(&lock));
    CU_ASSERT_EQUAL(n < 0 ? async_condition_notify_all(&condition) : async_condition_notify(&condition, n), 0);
    trace("!");
    async_lock_release(&lock);
}

static ASYNC void notified(void)
{
    FUTURE(void) fs[] = {SPAWN(wait_notified("a")), SPAWN(wait_notified("b")), SPAWN(wait_notified("c"))};
    async_error error;
    CU_ASSERT_EQUAL(async_condition_notify(&condition, 1), -EPERM);
    AWAIT_CATCH(async_condition_wait(&condition), &error);
    CU_ASSERT_EQUAL(error.code, EPERM);
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_condition_destroy(&condition), -EBUSY);
    AWAIT(notify(1));
    AWAIT(async_sleep(2));
    AWAIT(notify(-1));
    AWAIT(async_gather(fs, 3, NULL));
    CU_ASSERT_EQUAL(async_condition_destroy(&condition), 0);
}

static void test_statement_50_condition(void)
{
    async_loop *loop = new_loop();
    async_lock_init(&lock);
    async_condition_init(&condition, &lock);
    async_loop_run(loop, notified());
    EXPECT_TRACE("!a.!b.c.");
    close_loop(loop);
}

/* a is cancelled while it waits to be notified; in the iteration in which it is; or while it waits for the lock. */
static ASYNC void cancelled_waiter(int when)
{
    FUTURE(void) a = SPAWN(wait_notified("a")), b = SPAWN(wait_notified("b"));
    AWAIT(async_sleep(1));
    AWAIT(async_lock_acquire(&lock));
    if (when == 0) {
        async_cancel(a);
    } else {
        async_condition_notify(&condition, 1);
        if (when == 2) {
            AWAIT(async_sleep(1));
        }
        async_cancel(a);
    }
    AWAIT(async_sleep(1));
    trace("|");
    async_lock_release(&lock);
    AWAIT(async_sleep(3));
    trace("|");
    if (when == 0) {
        AWAIT(notify(1));
    }
    AWAIT(async_join(b));
    AWAIT(async_join(a));
}

static void test_statement_50_condition_reacquires_and_passes_on(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancelled_waiter(0));
    EXPECT_TRACE("|a<cancelled>.|!b.");
    async_loop_run(loop, cancelled_waiter(1));
    EXPECT_TRACE("|a<cancelled>.b.|");
    async_loop_run(loop, cancelled_waiter(2));
    EXPECT_TRACE("|a<cancelled>.b.|");
    close_loop(loop);
}

/* ---- 51: event --------------------------------------------------------------------------------------------------- */

static async_event event;

static ASYNC void wait_set(const char *name)
{
    AWAIT(async_event_wait(&event));
    trace("%s", name);
}

static ASYNC void set_and_cleared(void)
{
    FUTURE(void) fs[] = {SPAWN(wait_set("a")), SPAWN(wait_set("b")), SPAWN(wait_set("c"))};
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_event_destroy(&event), -EBUSY);
    async_cancel(fs[1]);
    async_event_set(&event);
    CU_ASSERT_TRUE(async_event_is_set(&event));
    async_event_clear(&event);
    CU_ASSERT_FALSE(async_event_is_set(&event));
    AWAIT(async_sleep(1));
    FUTURE(void) late = SPAWN(wait_set("late"));
    AWAIT(async_sleep(1));
    async_event_set(&event);
    AWAIT(async_join(late));
    AWAIT(wait_set("at once"));
    CU_ASSERT_EQUAL(async_event_destroy(&event), 0);
    CU_ASSERT_TRUE(async_future_cancelled(fs[1]));
    for (int i = 0; i < 3; i++) {
        async_detach(fs[i]);
    }
}

static void test_statement_51_event_set_and_cleared_wakes(void)
{
    async_loop *loop = new_loop();
    async_event_init(&event);
    async_loop_run(loop, set_and_cleared());
    EXPECT_TRACE("aclateat once");
    close_loop(loop);
}

/* ---- 52: barrier ------------------------------------------------------------------------------------------------- */

static async_barrier barrier;

static ASYNC void meet(const char *name)
{
    async_error error;
    size_t index = AWAIT_CATCH(async_barrier_wait(&barrier), &error);
    trace("%s", name);
    if (error.code) {
        trace_code(&error);
    } else {
        trace("%zu ", index);
    }
}

static ASYNC void meet_twice(const char *name)
{
    AWAIT(meet(name));
    AWAIT(meet(name));
}

static ASYNC void rounds(void)
{
    FUTURE(void) fs[] = {SPAWN(meet_twice("a")), SPAWN(meet_twice("b"))};
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_barrier_n_waiting(&barrier), 2);
    CU_ASSERT_EQUAL(async_barrier_destroy(&barrier), -EBUSY);
    AWAIT(meet("c"));
    CU_ASSERT_EQUAL(async_barrier_n_waiting(&barrier), 0);
    AWAIT(async_sleep(1));
    trace("|");
    AWAIT(meet("c"));
    AWAIT(async_gather(fs, 2, NULL));
    CU_ASSERT_EQUAL(async_barrier_destroy(&barrier), 0);
}

static ASYNC void broken(bool aborted)
{
    FUTURE(void) a = SPAWN(meet("a")), b = SPAWN(meet("b"));
    AWAIT(async_sleep(1));
    if (aborted) {
        async_barrier_abort(&barrier);
        CU_ASSERT_TRUE(async_barrier_broken(&barrier));
    } else {
        async_barrier_reset(&barrier);
        CU_ASSERT_FALSE(async_barrier_broken(&barrier));
    }
    FUTURE(void) c = SPAWN(meet("c")); /* comes while the others have not left */
    AWAIT(async_sleep(1));
    trace("|");
    if (aborted) {
        async_barrier_reset(&barrier);
        async_detach(c);
        c = SPAWN(meet("c"));
    }
    FUTURE(void) d = SPAWN(meet("d"));
    AWAIT(async_sleep(1));
    async_cancel(d);
    AWAIT(async_sleep(1));
    d = (async_detach(d), SPAWN(meet("d")));
    AWAIT(async_sleep(1));
    AWAIT(meet("e"));
    AWAIT(async_join(c));
    AWAIT(async_join(d));
    async_detach(a);
    async_detach(b);
}

static ASYNC void drained(void)
{
    FUTURE(void) fs[] = {SPAWN(meet("a")), SPAWN(meet("b")), SPAWN(meet("c")),
                         SPAWN(meet("d")), SPAWN(meet("e")), SPAWN(meet("f"))};
    AWAIT(async_gather(fs, 6, NULL));
}

/* a and b come again while others wait to get in. */
static ASYNC void come_again(void)
{
    FUTURE(void) fs[] = {SPAWN(meet_twice("a")), SPAWN(meet_twice("b")), SPAWN(meet("c")),
                         SPAWN(meet("d")),       SPAWN(meet("e")),       SPAWN(meet("f"))};
    AWAIT(async_gather(fs, 6, NULL));
}

static FUTURE(void) cancelled_newcomer;

static ASYNC void meet_and_cancel(void)
{
    AWAIT(meet("a"));
    async_cancel(cancelled_newcomer); /* which was let in, and has not had its turn */
    AWAIT(meet("a"));
}

static ASYNC void cancelled_as_admitted(void)
{
    FUTURE(void) a = SPAWN(meet_and_cancel());
    cancelled_newcomer = SPAWN(meet_twice("b"));
    AWAIT(async_sleep(1));
    AWAIT(meet("c"));
    AWAIT(async_join(a));
    AWAIT(async_join(cancelled_newcomer));
}

static void test_statement_52_barrier(void)
{
    async_loop *loop = new_loop();
    async_barrier_init(&barrier, 3);
    async_loop_run(loop, rounds());
    EXPECT_TRACE("c2 a0 b1 |c2 a0 b1 ");
    async_loop_run(loop, drained());
    EXPECT_TRACE("c2 a0 b1 f2 d0 e1 ");
    async_barrier_init(&barrier, 2);
    async_loop_run(loop, come_again());
    EXPECT_TRACE("b1 a0 c1 b0 e1 d0 a1 f0 ");
    async_loop_run(loop, cancelled_as_admitted());
    EXPECT_TRACE("b1 a0 b<cancelled>c1 a0 ");
    async_barrier_init(&barrier, 3);
    close_loop(loop);
}

static void test_statement_52_abort_and_reset_break_waiters(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, broken(true));
    EXPECT_TRACE("a<ENOTRECOVERABLE>b<ENOTRECOVERABLE>c<ENOTRECOVERABLE>|d<cancelled>e2 c0 d1 ");
    async_loop_run(loop, broken(false));
    EXPECT_TRACE("a<ENOTRECOVERABLE>b<ENOTRECOVERABLE>|d<cancelled>e2 c0 d1 ");
    close_loop(loop);
}

/* ---- read-write lock --------------------------------------------------------------------------------------------- */

static async_rwlock rwlock;

static ASYNC void read_for(const char *name, double seconds)
{
    AWAIT(async_rwlock_acquire_read(&rwlock));
    trace("%s+", name);
    AWAIT(async_sleep(seconds));
    trace("%s-", name);
    CU_ASSERT_EQUAL(async_rwlock_release(&rwlock), 0);
}

static ASYNC void write_for(const char *name, double seconds)
{
    AWAIT(async_rwlock_acquire_write(&rwlock));
    trace("%s+", name);
    AWAIT(async_sleep(seconds));
    trace("%s-", name);
    CU_ASSERT_EQUAL(async_rwlock_release(&rwlock), 0);
}

static ASYNC void readers_and_writers(bool with_cancel)
{
    FUTURE(void) fs[] = {SPAWN(read_for("a", 2)), SPAWN(read_for("b", 1)), SPAWN(write_for("W", 1)),
                         SPAWN(read_for("c", 2)), SPAWN(read_for("d", 2))};
    AWAIT(async_sleep(0.5));
    CU_ASSERT_EQUAL(async_rwlock_destroy(&rwlock), -EBUSY);
    if (with_cancel) {
        async_cancel(fs[2]);
    }
    async_error error;
    AWAIT_CATCH(async_gather(fs, 5, NULL), &error);
    CU_ASSERT_EQUAL(error.code, with_cancel ? ECANCELED : 0);
    AWAIT(async_sleep(9));
    CU_ASSERT_EQUAL(async_rwlock_release(&rwlock), -EPERM);
    CU_ASSERT_EQUAL(async_rwlock_destroy(&rwlock), 0);
}

static void test_rwlock(void)
{
    async_loop *loop = new_loop();
    async_rwlock_init(&rwlock);
    async_loop_run(loop, readers_and_writers(false));
    EXPECT_TRACE("a+b+b-a-W+W-c+d+c-d-");
    async_loop_run(loop, readers_and_writers(true));
    EXPECT_TRACE("a+b+c+d+b-a-c-d-");
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_46_lock_is_fifo_without_barging),
        TEST(test_statement_46_acquire_is_spawned),
        TEST(test_statement_47_a_cancelled_waiter_passes_the_wake_on),
        TEST(test_statement_47_a_cancellation_that_is_taken_back),
        TEST(test_statement_48_semaphore_is_fifo_without_barging),
        TEST(test_statement_48_semaphore_returns_the_permit),
        TEST(test_statement_49_a_bounded_semaphore_over_released),
        TEST(test_statement_50_condition),
        TEST(test_statement_50_condition_reacquires_and_passes_on),
        TEST(test_statement_51_event_set_and_cleared_wakes),
        TEST(test_statement_52_barrier),
        TEST(test_statement_52_abort_and_reset_break_waiters),
        TEST(test_rwlock),
        CU_TEST_INFO_NULL,
    };
    return suite_run("sync", tests);
}
