/* Tasks: statements 22 to 32 of docs/semantics.md, each by its number. */
#define _GNU_SOURCE
#include "suite.h"

/* ---- what the tests run ------------------------------------------------------------------------------------------ */

static ASYNC int sleeper(double seconds, int value)
{
    AWAIT(async_sleep(seconds));
    return value;
}

static ASYNC void tracer(const char *text)
{
    trace("%s", text);
    AWAIT(async_yield());
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

/* ---- 22 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void cancel_before_start(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(tracer("never"));
    CU_ASSERT_EQUAL(async_cancel(task), 1);
    CU_ASSERT_EQUAL(async_future_done(task), 0);
    AWAIT_CATCH(async_join(task), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
}

static void test_statement_22_cancelled_before_the_start_the_body_never_runs(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_before_start());
    EXPECT_TRACE("");
    close_loop(loop);
}

/* ---- 23, 24 ------------------------------------------------------------------------------------------------------ */

static ASYNC int cancel_self_and_return(void)
{
    CU_ASSERT_EQUAL(async_cancel(async_current_task()), 1);
    return 3;
}

static ASYNC int cancel_self_and_await(int how)
{
    async_error error;
    async_cancel(async_current_task());
    trace("a");
    if (how == 0) {
        AWAIT_CATCH(async_yield(), &error);
    } else if (how == 1) {
        AWAIT_CATCH(async_sleep(1), &error);
    } else {
        FUTURE(int) child = SPAWN(sleeper(1, 1));
        AWAIT_CATCH(async_join(child), &error);
    }
    trace("[%d]", error.code == ECANCELED);
    AWAIT(async_sleep(1)); /* it was raised once */
    return 4;
}

static ASYNC void cancel_selves(void)
{
    FUTURE(int) task = SPAWN(cancel_self_and_return());
    AWAIT(joiner(task));
    EXPECT_TRACE("<cancelled>");
    for (int how = 0; how < 3; how++) {
        AWAIT(joiner(SPAWN(cancel_self_and_await(how))));
        EXPECT_TRACE("a[1]<4>");
    }
}

static void test_statement_23_24_self_cancel(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_selves());
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 3, 0); /* of what was cancelled, nothing took time */
    close_loop(loop);
}

/* ---- 25 ---------------------------------------------------------------------------------------------------------- */

static ASYNC int slow_to_cancel(void)
{
    async_error error;
    AWAIT_CATCH(async_sleep(10), &error);
    trace("child ");
    AWAIT(async_sleep(1));
    RERAISE(&error);
}

static ASYNC void cancel_chain(void)
{
    FUTURE(int) child = SPAWN(slow_to_cancel());
    FUTURE(void) parent = SPAWN(joiner(async_ref(child)));
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_cancel(parent), 1);
    CU_ASSERT_EQUAL(async_cancelling(parent), 1);
    CU_ASSERT_EQUAL(async_cancelling(child), 1);
    AWAIT(async_join(parent));
    EXPECT_TRACE("child <cancelled>");
    CU_ASSERT_EQUAL(async_future_cancelled(child), 1);
    async_detach(child);

    FUTURE(int) future = async_future_new(int);
    FUTURE(void) waiting = SPAWN(joiner(async_ref(future)));
    AWAIT(async_yield());
    async_cancel(waiting);
    CU_ASSERT_EQUAL(async_future_cancelled(future), 1);
    AWAIT(async_join(waiting));
    EXPECT_TRACE("<cancelled>");
    async_detach(future);
}

static void test_statement_25_cancelling_a_waiter_cancels_what_it_waits_for_first(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_chain());
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 2, 0);
    close_loop(loop);
}

static ASYNC void cancel_one_of_two(void)
{
    FUTURE(int) child = SPAWN(sleeper(5, 1)), same = async_ref(child);
    FUTURE(void) one = SPAWN(joiner(child)), two = SPAWN(joiner(same));
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_cancel(two), 1);
    CU_ASSERT_EQUAL(async_cancelling(child), 1);
    AWAIT(async_join(one));
    AWAIT(async_join(two));
    EXPECT_TRACE("<cancelled><cancelled>"); /* what both wait for was cancelled */
}

static ASYNC int stubborn(int value)
{
    async_error error;
    AWAIT_CATCH(async_sleep(10), &error);
    trace_code(&error);
    AWAIT(async_sleep(1));
    return value;
}

/* The task waits until that has ended, and gets the value that it ends with all the same. */
static ASYNC void cancel_in_vain(void)
{
    FUTURE(void) parent = SPAWN(joiner(SPAWN(stubborn(6))));
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_cancel(parent), 1);
    AWAIT(async_join(parent));
    EXPECT_TRACE("<cancelled><6>");
}

static void test_statement_25_the_task_gets_the_end(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_in_vain());
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 2, 0);
    close_loop(loop);
}

static void test_statement_25_with_company(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_one_of_two());
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 1, 0);
    close_loop(loop);
}

static ASYNC void waits_for(FUTURE(int) f)
{
    AWAIT(async_wait(&f, 1, INFINITY, ASYNC_ALL_COMPLETED));
}

static ASYNC void shields(FUTURE(int) f)
{
    AWAIT(async_join(async_shield(f)));
}

static ASYNC void cancel_those_that_do_not(void)
{
    async_error error;
    FUTURE(int) child = SPAWN(sleeper(5, 1)), other = SPAWN(sleeper(5, 2)), same = async_ref(other);
    FUTURE(void) waiting = SPAWN(waits_for(child)), shielding = SPAWN(shields(other));
    AWAIT(async_sleep(1));
    async_cancel(waiting);
    async_cancel(shielding);
    AWAIT_CATCH(async_join(waiting), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    AWAIT_CATCH(async_join(shielding), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    CU_ASSERT_EQUAL(async_cancelling(child), 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(child)), 1);
    CU_ASSERT_EQUAL(AWAIT(async_join(same)), 2);
}

static void test_statement_25_wait_and_shield_do_not(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_those_that_do_not());
    close_loop(loop);
}

/* ---- 26, 27, 28 -------------------------------------------------------------------------------------------------- */

static ASYNC int swallow(void)
{
    async_error error;
    AWAIT_CATCH(async_sleep(10), &error);
    trace(error.code == ECANCELED ? "caught " : "?");
    return 9;
}

static ASYNC void cancel_swallower(void)
{
    FUTURE(int) task = SPAWN(swallow());
    AWAIT(async_sleep(1));
    async_cancel(task);
    AWAIT(async_wait(&task, 1, INFINITY, ASYNC_ALL_COMPLETED));
    CU_ASSERT_EQUAL(async_future_cancelled(task), 0);
    CU_ASSERT_EQUAL(async_cancelling(task), 1);
    CU_ASSERT_EQUAL(AWAIT(async_join(task)), 9);
}

static void test_statement_26_a_swallowed_cancel(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_swallower());
    EXPECT_TRACE("caught ");
    close_loop(loop);
}

static ASYNC void count_raises(void)
{
    for (int i = 0; i < 3; i++) {
        async_error error;
        AWAIT_CATCH(async_sleep(10), &error);
        trace("%s", error.code == ECANCELED ? "raised " : "slept ");
    }
}

static ASYNC void cancel_twice(void)
{
    FUTURE(void) task = SPAWN(count_raises());
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_cancel(task), 1);
    CU_ASSERT_EQUAL(async_cancel(task), 1);
    CU_ASSERT_EQUAL(async_cancelling(task), 2);
    AWAIT(async_yield());
    AWAIT(async_yield());
    EXPECT_TRACE("raised ");
    async_cancel(task);
    AWAIT(async_join(task));
    EXPECT_TRACE("raised slept ");
}

static void test_statement_27_two_cancels_in_one_tick_are_one_raise(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_twice());
    close_loop(loop);
}

static ASYNC void uncancelled(void)
{
    FUTURE(void) task = SPAWN(count_raises());
    AWAIT(async_sleep(1));
    async_cancel(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(async_uncancel(task), 1);
    CU_ASSERT_EQUAL(async_uncancel(task), 0);
    CU_ASSERT_EQUAL(async_uncancel(task), 0);
    CU_ASSERT_EQUAL(async_cancelling(task), 0);
    AWAIT(async_sleep(8.5));
    EXPECT_TRACE(""); /* it sleeps on */
    AWAIT(async_sleep(1));
    EXPECT_TRACE("slept ");
    async_cancel(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(async_uncancel(task), 1);
    AWAIT(async_join(task));
    EXPECT_TRACE("raised slept ");
}

static ASYNC void uncancelled_waits(void)
{
    FUTURE(int) other = SPAWN(sleeper(5, 1));
    FUTURE(void) waiting = SPAWN(waits_for(other));
    AWAIT(async_sleep(1));
    async_cancel(waiting);
    async_uncancel(waiting);
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_future_done(waiting), 0); /* it waits on */
    AWAIT(async_join(waiting));
    CU_ASSERT_EQUAL(AWAIT(async_join(other)), 1);
}

static void test_statement_28_what_was_interrupted_goes_on(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, uncancelled_waits());
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 5, 0);
    close_loop(loop);
}

static void test_statement_28_uncancel_to_0_clears_a_pending_raise(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, uncancelled());
    close_loop(loop);
}

static ASYNC void uncancel_self(void)
{
    async_cancel(async_current_task());
    CU_ASSERT_EQUAL(async_uncancel(async_current_task()), 0);
    AWAIT(async_yield());
    trace("on");
}

static void test_statement_28_also_in_the_task_itself(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, uncancel_self());
    EXPECT_TRACE("on");
    close_loop(loop);
}

/* ---- 29, 30 ------------------------------------------------------------------------------------------------------ */

static ASYNC void cancel_after_wake(void)
{
    FUTURE(int) future = async_future_new(int);
    FUTURE(void) waiting = SPAWN(joiner(async_ref(future)));
    AWAIT(async_yield());
    async_future_set_result(future, 6);
    CU_ASSERT_EQUAL(async_cancel(waiting), 1); /* woken, but it has not run yet */
    AWAIT(async_join(waiting));
    EXPECT_TRACE("<cancelled>");
    CU_ASSERT_EQUAL(async_future_result(future), 6);

    FUTURE(void) first = SPAWN(joiner(async_ref(future))); /* the same where several wait */
    async_cancel(first);
    AWAIT(async_wait(&first, 1, INFINITY, ASYNC_ALL_COMPLETED));
    CU_ASSERT_EQUAL(async_future_cancelled(first), 1);
    async_detach(first);
    async_detach(future);
}

static void test_statement_29_cancelled_between_wake_and_step(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_after_wake());
    close_loop(loop);
}

static ASYNC void cancel_when_only_one_waits(void)
{
    FUTURE(int) child = SPAWN(sleeper(1, 6));
    FUTURE(void) waiting = SPAWN(joiner(child)); /* has the only reference */
    AWAIT(async_yield());
    AWAIT(async_sleep(1)); /* began after that of the child, and so ends after it, in the same iteration */
    CU_ASSERT_EQUAL(async_future_done(child), 1); /* just now */
    CU_ASSERT_EQUAL(async_cancel(waiting), 1);
    AWAIT(async_join(waiting));
    EXPECT_TRACE("<cancelled>");
}

static void test_statement_29_for_a_task_of_one_waiter(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_when_only_one_waits());
    close_loop(loop);
}

static ASYNC void cancel_chained_after_wake(void)
{
    FUTURE(int) future = async_future_new(int);
    FUTURE(void) one = SPAWN(joiner(async_ref(future))), two = SPAWN(joiner(async_ref(future)));
    AWAIT(async_yield());
    async_future_set_result(future, 6);
    async_cancel(one);
    AWAIT(async_join(one));
    AWAIT(async_join(two));
    EXPECT_TRACE("<cancelled><6>");
    CU_ASSERT_EQUAL(async_future_result(future), 6);
    async_detach(future);
}

static void test_statement_29_with_company(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_chained_after_wake());
    close_loop(loop);
}

static FUTURE(int) itself;

static ASYNC int await_itself(void)
{
    async_error error;
    AWAIT_CATCH(async_join(itself), &error);
    CU_ASSERT_EQUAL(error.code, EDEADLK);
    AWAIT_CATCH(async_gather(&itself, 1, NULL), &error);
    CU_ASSERT_EQUAL(error.code, EDEADLK);
    AWAIT_CATCH(async_wait(&itself, 1, 1, ASYNC_ALL_COMPLETED), &error);
    CU_ASSERT_EQUAL(error.code, EDEADLK);
    AWAIT_CATCH(async_wait_for(itself, 1), &error);
    CU_ASSERT_EQUAL(error.code, EDEADLK);
    return 1;
}

static ASYNC void await_foreign(FUTURE(int) foreign)
{
    async_error error;
    FUTURE(int) own = async_future_new(int);
    AWAIT_CATCH(async_join(foreign), &error);
    CU_ASSERT_EQUAL(error.code, EXDEV);
    FUTURE(int) both[] = {own, foreign};
    AWAIT_CATCH(async_gather(both, 2, NULL), &error);
    CU_ASSERT_EQUAL(error.code, EXDEV);
    AWAIT_CATCH(async_wait(both, 2, 1, ASYNC_ALL_COMPLETED), &error);
    CU_ASSERT_EQUAL(error.code, EXDEV);
    AWAIT_CATCH(async_wait_for(foreign, 1), &error);
    CU_ASSERT_EQUAL(error.code, EXDEV);
    CU_ASSERT_EQUAL(async_detach(own), 0); /* what was refused was not taken */
}

static void test_statement_30_awaiting_oneself_or_a_future_of_another_loop(void)
{
    async_loop *loop = new_loop(), *other = new_loop();
    itself = SPAWN_ON(loop, await_itself());
    CU_ASSERT_EQUAL(async_loop_run_until_complete(loop, itself), 1);
    FUTURE(int) foreign = SPAWN_ON(other, sleeper(1, 8));
    async_loop_run(loop, await_foreign(foreign));
    CU_ASSERT_EQUAL(async_loop_run_until_complete(other, foreign), 8);
    close_loop(loop);
    close_loop(other);
}

/* ---- 31, 32 ------------------------------------------------------------------------------------------------------ */

static void note_site(async_loop *loop, const async_error *error, async_any source, void *arg)
{
    (void)loop;
    (void)arg;
    trace("[%s: %s, %d]", error->sites[0]->function, error->message, async_cancelling(source));
}

static ASYNC void with_defer(void)
{
    async_error error;
    DEFER
    {
        trace("deferred ");
        AWAIT_CATCH(async_sleep(1), &error); /* would suspend: there is no time any more */
        trace("%s ", error.code == ECANCELED ? "cancelled" : "?");
    }
    AWAIT(async_sleep(1000));
}

static void test_statement_31_a_pending_task_destroyed_is_reported_with_its_site(void)
{
    async_loop *loop = new_loop();
    async_loop_set_error_handler(loop, note_site, NULL);
    FUTURE(void) task = SPAWN_ON(loop, with_defer());
    run_for(loop, 1);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE(
        "[test_statement_31_a_pending_task_destroyed_is_reported_with_its_site: a task was pending when its loop "
        "was closed, 0]deferred cancelled ");
    CU_ASSERT_EQUAL(async_cancel(task), -ESTALE);
}

static ASYNC void clean_up(void)
{
    DEFER
    {
        trace("cleaning ");
        AWAIT(async_sleep(2));
        trace("clean ");
    }
    AWAIT(async_sleep(100));
    trace("not here");
}

static ASYNC void cancel_and_join(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(clean_up());
    AWAIT(async_sleep(1));
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace("%d", error.code == ECANCELED);
}

static void test_statement_32_cleanup_may_await_after_a_cancel(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_and_join());
    EXPECT_TRACE("cleaning clean 1");
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 3, 0);
    close_loop(loop);
}

/* ---- circles and chains ------------------------------------------------------------------------------------------ */

static FUTURE(int) ring[3];

static ASYNC int wait_in_ring(int i)
{
    async_error error;
    int value = AWAIT_CATCH(async_join(async_ref(ring[(i + 1) % 3])), &error);
    trace("%d", i);
    trace_code(&error);
    if (error.code) {
        RERAISE(&error);
    }
    return value;
}

static ASYNC int gather_in_ring(int i)
{
    async_error error;
    FUTURE(int) both[] = {SPAWN(wait_in_ring(i)), async_ref(ring[(i + 2) % 3])};
    AWAIT_CATCH(async_gather(both, 2, NULL), &error);
    trace("g");
    trace_code(&error);
    RERAISE(&error);
}

static ASYNC void cancel_ring(bool gathers)
{
    async_error error;
    for (int i = 0; i < 3; i++) {
        ring[i] = gathers ? SPAWN(gather_in_ring(i)) : SPAWN(wait_in_ring(i));
    }
    AWAIT(async_yield());
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_cancel(ring[0]), 1);
    for (int i = 0; i < 3; i++) {
        AWAIT_CATCH(async_join(ring[i]), &error);
        CU_ASSERT_EQUAL(error.code, ECANCELED);
    }
}

static void test_tasks_that_wait_for_each_other_can_be_cancelled(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_ring(false));
    EXPECT_TRACE("0<cancelled>2<cancelled>1<cancelled>");
    async_loop_run(loop, cancel_ring(true));
    trace_text[0] = '\0';
    close_loop(loop);
}

enum { CHAIN = 200000 };
static FUTURE(void) chain[CHAIN];

static ASYNC void chain_link(int i)
{
    if (i) {
        AWAIT(async_join(chain[i - 1]));
    } else {
        AWAIT(async_sleep(100));
    }
}

static ASYNC void cancel_long_chain(void)
{
    async_error error;
    for (int i = 0; i < CHAIN; i++) {
        chain[i] = SPAWN(chain_link(i));
    }
    AWAIT(async_sleep(1));
    async_cancel(chain[CHAIN - 1]);
    AWAIT_CATCH(async_join(chain[CHAIN - 1]), &error);
    trace_code(&error);
}

static void test_a_long_chain_of_tasks_is_cancelled(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_long_chain());
    EXPECT_TRACE("<cancelled>");
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_22_cancelled_before_the_start_the_body_never_runs),
        TEST(test_statement_23_24_self_cancel),
        TEST(test_statement_25_cancelling_a_waiter_cancels_what_it_waits_for_first),
        TEST(test_statement_25_the_task_gets_the_end),
        TEST(test_statement_25_with_company),
        TEST(test_statement_25_wait_and_shield_do_not),
        TEST(test_statement_26_a_swallowed_cancel),
        TEST(test_statement_27_two_cancels_in_one_tick_are_one_raise),
        TEST(test_statement_28_uncancel_to_0_clears_a_pending_raise),
        TEST(test_statement_28_what_was_interrupted_goes_on),
        TEST(test_statement_28_also_in_the_task_itself),
        TEST(test_statement_29_cancelled_between_wake_and_step),
        TEST(test_statement_29_for_a_task_of_one_waiter),
        TEST(test_statement_29_with_company),
        TEST(test_statement_30_awaiting_oneself_or_a_future_of_another_loop),
        TEST(test_statement_31_a_pending_task_destroyed_is_reported_with_its_site),
        TEST(test_statement_32_cleanup_may_await_after_a_cancel),
        TEST(test_tasks_that_wait_for_each_other_can_be_cancelled),
        TEST(test_a_long_chain_of_tasks_is_cancelled),
        CU_TEST_INFO_NULL,
    };
    return suite_run("task", tests);
}
