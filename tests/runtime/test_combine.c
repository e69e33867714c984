/* Waiting for several: statements 33 to 41 and 43 of docs/semantics.md, each by its number. */
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

/* Ends with a value all the same when it is cancelled, so many seconds later. */
static ASYNC int stubborn(double seconds, int value)
{
    for (int caught = 0; caught < 1;) {
        async_error error;
        AWAIT_CATCH(async_sleep(100), &error);
        caught += error.code == ECANCELED;
    }
    trace("caught ");
    AWAIT(async_sleep(seconds));
    return value;
}

/* ---- 33 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void gather_in_order(void)
{
    FUTURE(int) fs[] = {SPAWN(sleeper(3, 30)), SPAWN(sleeper(1, 10)), SPAWN(sleeper(2, 20))};
    int results[3];
    AWAIT(async_gather(fs, 3, results));
    CU_ASSERT_EQUAL(results[0], 30);
    CU_ASSERT_EQUAL(results[1], 10);
    CU_ASSERT_EQUAL(results[2], 20);
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(async_future_done(fs[i]), -ESTALE);
    }
}

static ASYNC void gather_duplicates(void)
{
    FUTURE(int) one = SPAWN(sleeper(1, 1)), two = SPAWN(sleeper(2, 2)), more = async_ref(one);
    FUTURE(int) fs[] = {one, two, one, one, two};
    int results[5];
    AWAIT(async_gather(fs, 5, results));
    int expected[] = {1, 2, 1, 1, 2};
    CU_ASSERT_EQUAL(memcmp(results, expected, sizeof expected), 0);
    CU_ASSERT_EQUAL(async_future_done(two), -ESTALE); /* equal handles counted as one use */
    CU_ASSERT_EQUAL(AWAIT(async_join(more)), 1);
    CU_ASSERT_EQUAL(async_future_done(more), -ESTALE);
    CU_ASSERT_EQUAL(async_future_done(one), -ESTALE); /* counted once, and taken once */
}

struct wide {
    char text[40];
    _Alignas(16) double value;
};

static ASYNC struct wide make_wide(int i)
{
    struct wide wide = {.value = i * 0.5};
    AWAIT(async_sleep(i));
    snprintf(wide.text, sizeof wide.text, "number %d", i);
    return wide;
}

static ASYNC void gather_others(void)
{
    AWAIT(async_gather((FUTURE(int) *)NULL, 0, NULL));
    FUTURE(int) done[] = {SPAWN(sleeper(1, 1)), async_future_new(int)};
    async_future_set_result(done[1], 2);
    AWAIT(async_wait(done, 2, INFINITY, ASYNC_ALL_COMPLETED));
    int results[2];
    AWAIT(async_gather(done, 2, results));
    CU_ASSERT_EQUAL(results[0] + results[1], 3);
    FUTURE(struct wide) wide[] = {SPAWN(make_wide(1)), SPAWN(make_wide(2))};
    struct wide texts[2];
    AWAIT(async_gather(wide, 2, texts));
    CU_ASSERT_STRING_EQUAL(texts[1].text, "number 2");
    CU_ASSERT_EQUAL(texts[0].value, 0.5);
    FUTURE(int) dropped[] = {SPAWN(sleeper(1, 1))};
    AWAIT(async_gather(dropped, 1, NULL));
    CU_ASSERT_EQUAL(async_future_done(dropped[0]), -ESTALE);
}

static void test_statement_33_gather_keeps_argument_order(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, gather_in_order());
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 3, 0);
    close_loop(loop);
}

static void test_statement_33_duplicates_share(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, gather_duplicates());
    close_loop(loop);
}

static void test_statement_33_empty_done_wide_and_unwanted(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, gather_others());
    close_loop(loop);
}

/* ---- 34, 35, 36 -------------------------------------------------------------------------------------------------- */

static ASYNC void gather_first_error(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(sleeper(2, 1)), SPAWN(failing(1, EIO)), SPAWN(failing(3, EBADF)), SPAWN(sleeper(4, 4))};
    FUTURE(int) last = async_ref(fs[3]);
    int results[4] = {9, 9, 9, 9};
    AWAIT_CATCH(async_gather(fs, 4, results), &error);
    CU_ASSERT_EQUAL(error.code, EIO);
    CU_ASSERT_STRING_EQUAL(error.message, "failed after 1");
    CU_ASSERT_EQUAL(results[0] + results[1] + results[2] + results[3], 36); /* as it was */
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(async_get_running_loop()), 1, 0);
    CU_ASSERT_EQUAL(async_future_done(fs[0]), -ESTALE);
    CU_ASSERT_EQUAL(async_future_done(last), 0); /* siblings go on */
    EXPECT_TRACE("");
    CU_ASSERT_EQUAL(AWAIT(async_join(last)), 4);
    EXPECT_TRACE("[EBADF]"); /* and what they raise later is reported */
}

static void test_statement_34_the_first_error_propagates_and_siblings_go_on(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, gather_first_error());
    close_loop(loop);
}

static ASYNC void gather_errors_at_once(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(failing(1, EIO)), SPAWN(failing(1, EBADF))};
    AWAIT_CATCH(async_gather(fs, 2, NULL), &error);
    CU_ASSERT_EQUAL(error.code, EIO);
    EXPECT_TRACE("[EBADF]");
}

static void test_statement_34_of_errors_at_once_the_first(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, gather_errors_at_once());
    close_loop(loop);
}

static ASYNC void gather_cancelled_child(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(sleeper(5, 1)), SPAWN(sleeper(5, 2))};
    async_cancel(fs[1]);
    AWAIT_CATCH(async_gather(fs, 2, NULL), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 0);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(async_get_running_loop()), 0, 0);
}

static void test_statement_35_a_cancelled_child(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, gather_cancelled_child());
    async_loop_close(loop);
    EXPECT_TRACE("[cancelled]"); /* the sibling was pending */
}

struct futures {
    FUTURE(int) fs[3];
};

static ASYNC void gatherer(struct futures futures, size_t n)
{
    async_error error;
    AWAIT_CATCH(async_gather(futures.fs, n, NULL), &error);
    trace_code(&error);
    RERAISE(&error);
}

static ASYNC void cancel_gather(void)
{
    async_error error;
    struct futures futures = {{SPAWN(stubborn(3, 1)), SPAWN(sleeper(5, 2)), SPAWN(sleeper(5, 3))}};
    FUTURE(int) first = async_ref(futures.fs[0]), second = async_ref(futures.fs[1]);
    FUTURE(void) gathering = SPAWN(gatherer(futures, 3));
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_cancel(gathering), 1);
    AWAIT_CATCH(async_join(gathering), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    EXPECT_TRACE("caught <cancelled>");
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(async_get_running_loop()), 1, 0); /* at the end of the first that ends so */
    CU_ASSERT_EQUAL(async_future_cancelled(second), 1);
    CU_ASSERT_EQUAL(AWAIT(async_join(first)), 1);
    async_detach(second);
}

static ASYNC void cancel_gather_of_stubborn(void)
{
    async_error error;
    struct futures futures = {{SPAWN(stubborn(1, 1)), SPAWN(stubborn(2, 2))}};
    FUTURE(void) gathering = SPAWN(gatherer(futures, 2));
    AWAIT(async_sleep(1));
    async_cancel(gathering);
    AWAIT_CATCH(async_join(gathering), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED); /* values do not undo it */
    EXPECT_TRACE("caught caught <cancelled>");
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(async_get_running_loop()), 3, 0);
}

static void test_statement_36_cancelling_a_gather_cancels_the_children(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_gather());
    close_loop(loop);
    loop = new_loop();
    async_loop_run(loop, cancel_gather_of_stubborn());
    close_loop(loop);
}

/* ---- 34 to 36, settled ------------------------------------------------------------------------------------------- */

static ASYNC void settle(void)
{
    FUTURE(int) fs[] = {SPAWN(sleeper(3, 30)), SPAWN(failing(1, 5)), SPAWN(sleeper(2, 20)), NULL};
    int results[4] = {-1, -1, -1, -1};
    async_error errors[4];
    async_cancel(fs[2]);
    fs[3] = fs[1];
    AWAIT(async_gather_settled(fs, 4, results, errors));
    CU_ASSERT_EQUAL(async_loop_time(async_get_running_loop()), 3);
    int expected[] = {30, 0, 0, 0}, codes[] = {0, 5, ECANCELED, 5};
    for (int i = 0; i < 4; i++) {
        CU_ASSERT_EQUAL(results[i], expected[i]);
        CU_ASSERT_EQUAL(errors[i].code, codes[i]);
        CU_ASSERT_EQUAL(async_future_done(fs[i]), -ESTALE);
    }
    CU_ASSERT_STRING_EQUAL(errors[1].message, "failed after 1");
    CU_ASSERT(errors[1].site_count > 0);
    FUTURE(int) more[] = {SPAWN(failing(1, 6)), SPAWN(sleeper(1, 1))};
    AWAIT(async_gather_settled(more, 2, NULL, NULL));
    AWAIT(async_gather_settled((FUTURE(int) *)NULL, 0, NULL, NULL));
}

static void test_statement_34_settled_errors_are_results(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, settle());
    EXPECT_TRACE(""); /* nothing was reported */
    close_loop(loop);
}

static ASYNC void settle_two(FUTURE(int) one, FUTURE(int) other, async_error *errors)
{
    FUTURE(int) fs[] = {one, other};
    AWAIT(async_gather_settled(fs, 2, NULL, errors));
}

static ASYNC void cancel_settled(void)
{
    static async_error errors[2] = {{.code = -1}, {.code = -1}};
    async_error error;
    FUTURE(int) one = SPAWN(stubborn(4, 1)), other = SPAWN(sleeper(100, 2));
    FUTURE(void) gatherer = SPAWN(settle_two(one, other, errors));
    AWAIT(async_sleep(1));
    async_cancel(gatherer);
    AWAIT_CATCH(async_join(gatherer), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    CU_ASSERT_EQUAL(async_loop_time(async_get_running_loop()), 5); /* when all have ended */
    CU_ASSERT_EQUAL(errors[0].code, -1);
}

static void test_statement_36_settled_ends_after_all(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_settled());
    EXPECT_TRACE("caught ");
    close_loop(loop);
}

/* ---- 37 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void wait_all_kinds(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(sleeper(1, 1)), SPAWN(failing(3, EIO)), SPAWN(sleeper(2, 2)), SPAWN(sleeper(9, 9))};
    FUTURE(int) twice[] = {fs[0], fs[0]};
    async_loop *loop = async_get_running_loop();
    async_cancel(fs[2]);
    CU_ASSERT_EQUAL(AWAIT(async_wait(fs, 4, INFINITY, ASYNC_FIRST_COMPLETED)), 1);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 0, 0);
    CU_ASSERT_EQUAL(AWAIT(async_wait(fs, 4, 0.5, ASYNC_ALL_COMPLETED)), 1); /* a timeout raises nothing */
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 0.5, 0);
    CU_ASSERT_EQUAL(AWAIT(async_wait(fs, 4, INFINITY, ASYNC_FIRST_EXCEPTION)), 3); /* not for the cancelled one */
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 3, 0);
    CU_ASSERT_EQUAL(AWAIT(async_wait(twice, 2, 1, ASYNC_ALL_COMPLETED)), 1);
    CU_ASSERT_EQUAL(AWAIT(async_wait(fs, 4, 0, ASYNC_ALL_COMPLETED)), 3);
    CU_ASSERT_EQUAL(AWAIT(async_wait(fs, 4, -1, ASYNC_ALL_COMPLETED)), 3);
    CU_ASSERT_EQUAL(AWAIT(async_wait(fs, 4, INFINITY, ASYNC_ALL_COMPLETED)), 4);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 9, 0);
    AWAIT_CATCH(async_wait(fs, 0, 1, ASYNC_ALL_COMPLETED), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL);
    AWAIT_CATCH(async_wait(fs, 1, NAN, ASYNC_ALL_COMPLETED), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL);
    AWAIT_CATCH(async_wait(fs, 1, 1, 7), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL);
    CU_ASSERT_EQUAL(AWAIT(async_join(fs[0])), 1); /* they are all still there */
    AWAIT_CATCH(async_join(fs[1]), &error);
    CU_ASSERT_EQUAL(error.code, EIO);
    CU_ASSERT_EQUAL(async_future_cancelled(fs[2]), 1);
    async_detach(fs[2]);
    CU_ASSERT_EQUAL(AWAIT(async_join(fs[3])), 9);
}

static void test_statement_37_wait(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, wait_all_kinds());
    close_loop(loop);
}

static ASYNC void wait_mixed(void)
{
    FUTURE(int) number = SPAWN(sleeper(1, 1));
    FUTURE(void) nothing = async_future_new(void);
    async_any both[] = {ASYNC__ANY(number), ASYNC__ANY(nothing)};
    CU_ASSERT_EQUAL(AWAIT(async_wait(both, 2, INFINITY, ASYNC_FIRST_COMPLETED)), 1);
    async_detach(number);
    async_detach(nothing);
}

static void test_statement_37_wait_for_mixed_types(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, wait_mixed());
    close_loop(loop);
}

/* ---- 38 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void as_completed(void)
{
    FUTURE(int) fs[] = {SPAWN(sleeper(3, 30)), SPAWN(failing(1, EIO)), SPAWN(sleeper(2, 20)), NULL,
                        SPAWN(sleeper(0, 5))};
    fs[3] = fs[0];
    AWAIT(async_yield());
    AWAIT(async_yield());
    async_completed it = async_as_completed(fs, 5, INFINITY);
    for (int i; (i = AWAIT(async_completed_next(&it))) >= 0;) {
        trace("%d at %g ", i, async_loop_time(async_get_running_loop()));
        CU_ASSERT_TRUE(async_future_done(fs[i]));
    }
    CU_ASSERT_EQUAL(AWAIT(async_completed_next(&it)), -1);
    CU_ASSERT_EQUAL(async_future_error(fs[1])->code, EIO);
    for (int i = 0; i < 5; i++) {
        async_detach(fs[i]);
    }
    async_completed none = async_as_completed(fs, 0, 1);
    CU_ASSERT_EQUAL(AWAIT(async_completed_next(&none)), -1);
}

static void test_statement_38_as_completed_follows_completion(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, as_completed());
    EXPECT_TRACE("4 at 0 1 at 1 2 at 2 0 at 3 ");
    close_loop(loop);
}

static ASYNC void too_late(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(sleeper(1, 1)), SPAWN(sleeper(5, 5)), SPAWN(sleeper(2, 2))};
    async_completed it = async_as_completed(fs, 3, 3), abandoned = async_as_completed(fs, 3, 10);
    trace("%d ", AWAIT(async_completed_next(&abandoned)));
    trace("%d ", AWAIT(async_completed_next(&it)));
    trace("%d ", AWAIT(async_completed_next(&it)));
    AWAIT_CATCH(async_completed_next(&it), &error);
    trace("%g", async_loop_time(async_get_running_loop()));
    trace_code(&error);
    CU_ASSERT_EQUAL(AWAIT(async_completed_next(&it)), -1);
    CU_ASSERT_EQUAL(async_future_done(fs[1]), 0);
    for (int i = 0; i < 3; i++) {
        async_detach(fs[i]);
    }
    AWAIT(async_sleep(2));
    async_any self = async_current_task();
    it = async_as_completed(&self, 1, 1);
    AWAIT_CATCH(async_completed_next(&it), &error);
    trace_code(&error);
}

static void test_statement_38_late_ones_raise_ETIMEDOUT(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, too_late());
    EXPECT_TRACE("0 0 2 4<ETIMEDOUT><EDEADLK>");
    close_loop(loop);
}

static async_completed shared;

static ASYNC int ask(void)
{
    return AWAIT(async_completed_next(&shared));
}

static ASYNC void cancel_asking(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(sleeper(5, 5)), SPAWN(sleeper(6, 6))};
    shared = async_as_completed(fs, 2, INFINITY);
    FUTURE(int) asking = SPAWN(ask());
    AWAIT(async_sleep(1));
    AWAIT_CATCH(async_completed_next(&shared), &error);
    trace_code(&error);
    async_cancel(asking);
    AWAIT_CATCH(async_join(asking), &error);
    trace_code(&error);
    CU_ASSERT_EQUAL(async_future_done(fs[0]), 0); /* they go on */
    shared = async_as_completed(fs, 2, INFINITY);
    FUTURE(int) spawned = SPAWN(async_completed_next(&shared));
    trace("%d ", AWAIT(async_join(spawned)));
    AWAIT(async_gather(fs, 2, NULL));
}

static void test_statement_38_cancelled(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_asking());
    EXPECT_TRACE("<EPERM><cancelled>0 ");
    close_loop(loop);
}

static ASYNC void iterate(void)
{
    FUTURE(int) fs[] = {SPAWN(sleeper(1, 1)), SPAWN(sleeper(2, 2))};
    async_completed it = async_as_completed(fs, 2, INFINITY);
    for (int i; (i = AWAIT(async_completed_next(&it))) >= 0;) {
        trace("%d ", AWAIT(async_join(fs[i])));
    }
}

static ASYNC void detach_iterating(void)
{
    FUTURE(void) task = SPAWN(iterate());
    AWAIT(async_sleep(1.5));
    async_detach(task); /* its handle is stale from now on */
    AWAIT(async_sleep(1.5));
}

static void test_statement_38_in_a_task_that_is_detached(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, detach_iterating());
    EXPECT_TRACE("1 2 ");
    close_loop(loop);
}

/* ---- 39, 40, 41 -------------------------------------------------------------------------------------------------- */

static ASYNC int started(void)
{
    trace("started");
    AWAIT(async_yield());
    return 1;
}

static ASYNC void wait_for_no_time(void)
{
    async_error error;
    FUTURE(int) done = SPAWN(sleeper(1, 7));
    AWAIT(async_wait(&done, 1, INFINITY, ASYNC_ALL_COMPLETED));
    CU_ASSERT_EQUAL(AWAIT(async_wait_for(done, 0)), 7);
    FUTURE(int) cancelled = async_future_new(int);
    async_cancel(cancelled);
    AWAIT_CATCH(async_wait_for(cancelled, 0), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED); /* that is how it ended: no time was up */
    FUTURE(int) fresh = SPAWN(started());
    CU_ASSERT_EQUAL(AWAIT_CATCH(async_wait_for(fresh, 0), &error), 0);
    CU_ASSERT_EQUAL(error.code, ETIMEDOUT);
    FUTURE(int) negative = SPAWN(started());
    AWAIT_CATCH(async_wait_for(negative, -3), &error);
    CU_ASSERT_EQUAL(error.code, ETIMEDOUT);
    EXPECT_TRACE("");
    FUTURE(int) future = async_future_new(int);
    AWAIT_CATCH(async_wait_for(future, 0), &error);
    CU_ASSERT_EQUAL(error.code, ETIMEDOUT);
    CU_ASSERT_EQUAL(async_future_done(future), -ESTALE);
    FUTURE(int) kept = async_future_new(int);
    AWAIT_CATCH(async_wait_for(kept, NAN), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL);
    CU_ASSERT_EQUAL(async_detach(kept), 0);
}

static void test_statement_39_wait_for_no_time(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, wait_for_no_time());
    close_loop(loop);
}

static ASYNC void wait_for_in_time(void)
{
    async_error error;
    CU_ASSERT_EQUAL(AWAIT(async_wait_for(SPAWN(sleeper(1, 5)), 2)), 5);
    CU_ASSERT_EQUAL(AWAIT(async_wait_for(SPAWN(sleeper(1, 6)), INFINITY)), 6);
    CU_ASSERT_STRING_EQUAL(AWAIT(async_wait_for(SPAWN(make_wide(1)), 2)).text, "number 1");
    AWAIT_CATCH(async_wait_for(SPAWN(failing(1, EIO)), 2), &error);
    CU_ASSERT_EQUAL(error.code, EIO);
    FUTURE(void) nothing = async_future_new(void);
    async_future_set_result(nothing);
    AWAIT(async_wait_for(nothing, 1));
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(async_get_running_loop()), 4, 0);
}

static void test_statement_39_wait_for_in_time(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, wait_for_in_time());
    close_loop(loop);
}

static ASYNC int cleans_up(double seconds)
{
    DEFER
    {
        AWAIT(async_sleep(seconds));
        trace("clean ");
    }
    AWAIT(async_sleep(100));
    return 1;
}

static ASYNC void wait_for_expired(void)
{
    async_error error;
    async_loop *loop = async_get_running_loop();
    AWAIT_CATCH(async_wait_for(SPAWN(cleans_up(2)), 1), &error);
    CU_ASSERT_EQUAL(error.code, ETIMEDOUT);
    EXPECT_TRACE("clean ");
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 3, 0); /* it waited until the child had ended */
    CU_ASSERT_EQUAL(AWAIT_CATCH(async_wait_for(SPAWN(stubborn(2, 8)), 1), &error), 8);
    CU_ASSERT_EQUAL(error.code, 0); /* a value wins */
    EXPECT_TRACE("caught ");
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 6, 0);
    FUTURE(int) raises = async_future_new(int);
    AWAIT_CATCH(async_wait_for(async_shield(raises), 1), &error);
    CU_ASSERT_EQUAL(error.code, ETIMEDOUT);
}

static void test_statement_40_on_expiry_wait_for_waits_for_the_end(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, wait_for_expired());
    async_loop_close(loop);
}

static ASYNC int timed(FUTURE(int) f, double seconds)
{
    return AWAIT(async_wait_for(f, seconds));
}

static ASYNC void cancel_races(void)
{
    async_error error;
    FUTURE(int) future = async_future_new(int);
    FUTURE(int) waiting = SPAWN(timed(async_ref(future), 10));
    AWAIT(async_sleep(1));
    async_future_set_result(future, 1);
    async_cancel(waiting); /* in the same iteration, after the completion */
    AWAIT_CATCH(async_join(waiting), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    CU_ASSERT_EQUAL(async_future_result(future), 1);
    async_detach(future);

    FUTURE(int) child = SPAWN(stubborn(1, 4));
    waiting = SPAWN(timed(child, 10));
    AWAIT(async_sleep(1));
    async_cancel(waiting);
    AWAIT_CATCH(async_join(waiting), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED); /* although the child swallowed it */
    EXPECT_TRACE("caught ");
}

static void test_statement_41_an_outer_cancel_stays_one(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_races());
    close_loop(loop);
}

static ASYNC int slow_cleaner(void)
{
    async_error error;
    AWAIT_CATCH(async_sleep(100), &error);
    trace("once ");
    AWAIT_CATCH(async_sleep(100), &error);
    trace("%s ", error.code == ECANCELED ? "twice" : "?");
    RERAISE(&error);
}

static ASYNC void cancel_during_cleanup(void)
{
    async_error error;
    FUTURE(int) waiting = SPAWN(timed(SPAWN(slow_cleaner()), 1));
    AWAIT(async_sleep(2)); /* the time is up, the child cleans up */
    EXPECT_TRACE("once ");
    async_cancel(waiting);
    AWAIT_CATCH(async_join(waiting), &error);
    EXPECT_TRACE("twice ");
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(async_get_running_loop()), 2, 0);
}

static void test_statement_41_a_cancel_during_the_cleanup_reaches_the_child_again(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_during_cleanup());
    close_loop(loop);
}

static void cancel_later(void *arg)
{
    async_cancel((async_any)arg);
}

/* In the iteration in which the time is up, before the turn of the task that waits. */
static ASYNC void cancel_at_expiry(void)
{
    async_error error;
    FUTURE(int) child = SPAWN(slow_cleaner()), waiting = SPAWN(timed(async_ref(child), 1));
    AWAIT(async_yield());
    async_call_later(async_get_running_loop(), 1, cancel_later, waiting);
    AWAIT(async_sleep(2));
    EXPECT_TRACE("once ");
    CU_ASSERT_EQUAL(async_future_done(waiting), 0); /* the child cleans up */
    async_cancel(waiting);
    AWAIT_CATCH(async_join(waiting), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    EXPECT_TRACE("twice ");
    CU_ASSERT_EQUAL(async_future_cancelled(child), 1);
    async_detach(child);
}

static void test_statement_41_a_cancel_at_the_expiry_reaches_the_child(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_at_expiry());
    close_loop(loop);
}

/* ---- 43 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void shields(void)
{
    async_error error;
    FUTURE(int) inner = SPAWN(sleeper(3, 5)), same = async_ref(inner), outer = async_shield(inner);
    CU_ASSERT_EQUAL(async_cancel(outer), 1);
    AWAIT_CATCH(async_join(outer), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED); /* the outer dies */
    CU_ASSERT_EQUAL(async_cancelling(same), 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(same)), 5); /* the inner lives */

    CU_ASSERT_EQUAL(AWAIT(async_join(async_shield(SPAWN(sleeper(1, 6))))), 6);
    CU_ASSERT_EQUAL(AWAIT(async_join(async_shield(SPAWN(make_wide(1))))).value, 0.5);
    FUTURE(struct wide) wide = SPAWN(make_wide(2)), wide_too = async_ref(wide);
    CU_ASSERT_STRING_EQUAL(AWAIT(async_join(async_shield(wide))).text, "number 2");
    CU_ASSERT_STRING_EQUAL(AWAIT(async_join(wide_too)).text, "number 2");

    inner = SPAWN(sleeper(1, 7));
    AWAIT(async_sleep(2));
    outer = async_shield(inner);
    CU_ASSERT_EQUAL(ASYNC__ANY(outer), ASYNC__ANY(inner)); /* done: there is nothing to shield */
    CU_ASSERT_EQUAL(AWAIT(async_join(outer)), 7);

    inner = SPAWN(sleeper(1, 8));
    same = async_ref(inner);
    outer = async_shield(inner);
    async_cancel(same);
    AWAIT_CATCH(async_join(outer), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED); /* an inner cancel passes out */
    async_detach(same);

    AWAIT_CATCH(async_join(async_shield(SPAWN(failing(1, EIO)))), &error);
    CU_ASSERT_EQUAL(error.code, EIO);
    EXPECT_TRACE("");
    outer = async_shield(SPAWN(failing(1, EBADF)));
    async_cancel(outer);
    async_detach(outer);
    AWAIT(async_sleep(2));
    EXPECT_TRACE("[EBADF]"); /* late inner errors are reported */
    async_detach(async_shield(SPAWN(failing(1, EAGAIN))));
    AWAIT(async_sleep(2));
    EXPECT_TRACE("[EAGAIN]");
}

static void test_statement_43_shield(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, shields());
    close_loop(loop);
}

static ASYNC void nested_shields(void)
{
    FUTURE(int) f = SPAWN(sleeper(1, 9));
    f = async_shield(async_shield(async_shield(async_shield(f))));
    CU_ASSERT_EQUAL(AWAIT(async_join(f)), 9);
}

static void test_statement_43_shields_nest(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, nested_shields());
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_33_gather_keeps_argument_order),
        TEST(test_statement_33_duplicates_share),
        TEST(test_statement_33_empty_done_wide_and_unwanted),
        TEST(test_statement_34_the_first_error_propagates_and_siblings_go_on),
        TEST(test_statement_34_of_errors_at_once_the_first),
        TEST(test_statement_35_a_cancelled_child),
        TEST(test_statement_36_cancelling_a_gather_cancels_the_children),
        TEST(test_statement_34_settled_errors_are_results),
        TEST(test_statement_36_settled_ends_after_all),
        TEST(test_statement_37_wait),
        TEST(test_statement_37_wait_for_mixed_types),
        TEST(test_statement_38_as_completed_follows_completion),
        TEST(test_statement_38_late_ones_raise_ETIMEDOUT),
        TEST(test_statement_38_cancelled),
        TEST(test_statement_38_in_a_task_that_is_detached),
        TEST(test_statement_39_wait_for_no_time),
        TEST(test_statement_39_wait_for_in_time),
        TEST(test_statement_40_on_expiry_wait_for_waits_for_the_end),
        TEST(test_statement_41_an_outer_cancel_stays_one),
        TEST(test_statement_41_a_cancel_during_the_cleanup_reaches_the_child_again),
        TEST(test_statement_41_a_cancel_at_the_expiry_reaches_the_child),
        TEST(test_statement_43_shield),
        TEST(test_statement_43_shields_nest),
        CU_TEST_INFO_NULL,
    };
    return suite_run("combine", tests);
}
