/* Handles: who owns a future, when its handle is stale, and what that costs nobody. */
#define _GNU_SOURCE
#include "suite.h"

#include <asyncc/embed.h>

#include <unistd.h>

/* ---- what the tests run ------------------------------------------------------------------------------------------ */

static ASYNC int sleeper(double seconds, int value)
{
    AWAIT(async_sleep(seconds));
    return value;
}

static ASYNC void nap(double seconds)
{
    AWAIT(async_sleep(seconds));
    trace("napped ");
}

struct wide {
    long values[8];
};

static ASYNC struct wide make_wide(double seconds, long value)
{
    AWAIT(async_sleep(seconds));
    return (struct wide){{value, value, value, value, value, value, value, value}};
}

static ASYNC char give_char(void)
{
    return 'c';
}

static ASYNC long double give_wide_number(void)
{
    AWAIT(async_yield());
    return 2.5L;
}

/* ---- stale handles ----------------------------------------------------------------------------------------------- */

static void expect_stale(FUTURE(int) f)
{
    CU_ASSERT_EQUAL(async_future_done(f), -ESTALE);
    CU_ASSERT_EQUAL(async_future_cancelled(f), -ESTALE);
    CU_ASSERT_EQUAL(async_cancel(f), -ESTALE);
    CU_ASSERT_EQUAL(async_cancelling(f), -ESTALE);
    CU_ASSERT_EQUAL(async_uncancel(f), -ESTALE);
    CU_ASSERT_EQUAL(async_detach(f), -ESTALE);
    CU_ASSERT_EQUAL(async_future_set_result(f, 1), -ESTALE);
    CU_ASSERT_EQUAL(async_future_set_error(f, EIO, "x"), -ESTALE);
    CU_ASSERT_EQUAL(async_future_add_done_callback(f, trace_string, "x"), -ESTALE);
    CU_ASSERT_EQUAL(async_future_remove_done_callback(f, trace_string), -ESTALE);
    CU_ASSERT_EQUAL(async_future_on_drop(f, free), -ESTALE);
    CU_ASSERT_EQUAL(async_task_set_name(f, "x"), -ESTALE);
    CU_ASSERT_EQUAL(async_task_print_stack(f, stderr), -ESTALE);
    CU_ASSERT_PTR_NULL(async_future_error(f));
    CU_ASSERT_PTR_NULL(async_task_name(f));
    CU_ASSERT_EQUAL(async_future_error(async_ref(f))->code, ESTALE);
    CU_ASSERT_EQUAL(async_future_error(async_shield(f))->code, ESTALE);
}

static ASYNC void await_stale(FUTURE(int) f)
{
    async_error error;
    AWAIT_CATCH(async_join(f), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
    AWAIT_CATCH(async_wait_for(f, 1), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
    AWAIT_CATCH(async_gather(&f, 1, NULL), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
    AWAIT_CATCH(async_wait(&f, 1, 1, ASYNC_ALL_COMPLETED), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
}

static ASYNC void use_stale(void)
{
    FUTURE(int) joined = SPAWN(sleeper(1, 1)), detached = SPAWN(sleeper(2, 2));
    CU_ASSERT_EQUAL(AWAIT(async_join(joined)), 1);
    expect_stale(joined);
    AWAIT(await_stale(joined));
    CU_ASSERT_EQUAL(async_detach(detached), 0);
    expect_stale(detached);                  /* although it still runs */
    FUTURE(int) next = SPAWN(sleeper(1, 3)); /* in the slot of the first */
    CU_ASSERT_NOT_EQUAL(ASYNC__ANY(next), ASYNC__ANY(joined));
    expect_stale(joined);
    CU_ASSERT_EQUAL(async_future_result(joined), 0);
    EXPECT_TRACE("[ESTALE]");
    CU_ASSERT_EQUAL(AWAIT(async_join(next)), 3);
    expect_stale((FUTURE(int))NULL);
    expect_stale((FUTURE(int))(uintptr_t)-1);
    FUTURE(int) uninitialised;
    memset(&uninitialised, 0xA5, sizeof uninitialised);
    expect_stale(uninitialised);
}

static void test_stale_handles_are_errors(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, use_stale());
    FUTURE(int) task = SPAWN_ON(loop, sleeper(1, 1));
    async_loop_close(loop);
    trace_text[0] = '\0';
    expect_stale(task);
    loop = new_loop(); /* in the same place */
    FUTURE(int) other = SPAWN_ON(loop, sleeper(1, 1));
    expect_stale(task);
    CU_ASSERT_EQUAL(async_loop_run_until_complete(loop, other), 1);
    expect_stale(other);
    async_loop_close(loop);
}

/* ---- uses -------------------------------------------------------------------------------------------------------- */

static ASYNC void join_it(FUTURE(int) f)
{
    trace("%d ", AWAIT(async_join(f)));
}

static ASYNC void consume_too_often(void)
{
    async_error error;
    FUTURE(int) f = SPAWN(sleeper(1, 1));
    FUTURE(void) joining = SPAWN(join_it(f));
    AWAIT(async_yield());
    AWAIT_CATCH(async_join(f), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL); /* the join that goes on has the only use */
    AWAIT_CATCH(async_gather(&f, 1, NULL), &error);
    CU_ASSERT_EQUAL(error.code, EINVAL);
    CU_ASSERT_EQUAL(async_detach(f), -EINVAL);
    CU_ASSERT_EQUAL(async_future_done(f), 0); /* queries still work */
    FUTURE(int) more = async_ref(f);
    CU_ASSERT_EQUAL(ASYNC__ANY(more), ASYNC__ANY(f));
    CU_ASSERT_EQUAL(AWAIT(async_join(more)), 1);
    AWAIT(async_join(joining));
    CU_ASSERT_EQUAL(async_future_done(f), -ESTALE);
    EXPECT_TRACE("1 ");
}

static ASYNC void join_many(void)
{
    enum { JOINS = 1000 };
    FUTURE(int) f = SPAWN(sleeper(1, 1));
    static FUTURE(void) joins[JOINS];
    for (int i = 0; i < JOINS; i++) {
        joins[i] = SPAWN(join_it(async_ref(f)));
    }
    AWAIT(async_gather(joins, JOINS, NULL));
    CU_ASSERT_EQUAL(strlen(trace_text), 2 * JOINS);
    trace_text[0] = '\0';
    CU_ASSERT_EQUAL(AWAIT(async_join(f)), 1);
    CU_ASSERT_EQUAL(async_future_done(f), -ESTALE);
}

static ASYNC void refused_is_not_taken(void)
{
    async_error error;
    FUTURE(int) a = SPAWN(sleeper(1, 1)), b = SPAWN(sleeper(1, 2)), gone = SPAWN(sleeper(1, 3));
    async_detach(gone);
    FUTURE(int) fs[] = {a, b, gone};
    AWAIT_CATCH(async_gather(fs, 3, NULL), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
    CU_ASSERT_EQUAL(AWAIT(async_join(a)), 1);
    CU_ASSERT_EQUAL(AWAIT(async_join(b)), 2);
}

static void test_each_use_is_consumed_once(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, consume_too_often());
    async_loop_run(loop, join_many());
    async_loop_run(loop, refused_is_not_taken());
    close_loop(loop);
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static ASYNC void values_of_all_sizes(void)
{
    FUTURE(char) c = SPAWN(give_char());
    CU_ASSERT_EQUAL(AWAIT(async_join(c)), 'c');
    FUTURE(long double) number = SPAWN(give_wide_number()), same = async_ref(number);
    CU_ASSERT_EQUAL(AWAIT(async_join(number)), 2.5L);
    CU_ASSERT_EQUAL(async_future_result(same), 2.5L);
    CU_ASSERT_EQUAL(AWAIT(async_join(same)), 2.5L);
    FUTURE(struct wide) wide = SPAWN(make_wide(1, 6)), more = async_ref(wide), most = async_ref(wide);
    CU_ASSERT_EQUAL(AWAIT(async_join(wide)).values[7], 6);
    CU_ASSERT_EQUAL(async_future_result(more).values[0], 6);
    CU_ASSERT_EQUAL(AWAIT(async_join(more)).values[7], 6);
    CU_ASSERT_EQUAL(AWAIT(async_join(most)).values[3], 6);
    FUTURE(struct wide) set = async_future_new(struct wide);
    CU_ASSERT_EQUAL(async_future_set_result(set, (struct wide){{1, 2, 3, 4, 5, 6, 7, 8}}), 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(set)).values[7], 8);
    FUTURE(void) nothing = async_future_new(void);
    async_future_set_result(nothing);
    async_future_result(nothing);
    AWAIT(async_join(nothing));
}

static ASYNC long join_wide(FUTURE(struct wide) f)
{
    return AWAIT(async_join(f)).values[2];
}

static ASYNC void wide_for_many(void)
{
    FUTURE(struct wide) wide = SPAWN(make_wide(1, 4)), set = async_future_new(struct wide);
    FUTURE(long) joins[] = {SPAWN(join_wide(async_ref(wide))), SPAWN(join_wide(wide)), SPAWN(join_wide(async_ref(set))),
                            SPAWN(join_wide(set))};
    AWAIT(async_yield());
    async_future_set_result(set, (struct wide){{0, 0, 7}});
    long results[4];
    AWAIT(async_gather(joins, 4, results));
    CU_ASSERT_EQUAL(results[0] * 1000 + results[1] * 100 + results[2] * 10 + results[3], 4477);
}

static void test_values_of_all_sizes(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, values_of_all_sizes());
    async_loop_run(loop, wide_for_many());
    close_loop(loop);
}

/* ---- on_drop ----------------------------------------------------------------------------------------------------- */

static void drop_int(void *value)
{
    trace("drop %d ", *(int *)value);
}

static void drop_wide(void *value)
{
    trace("drop %ld ", ((struct wide *)value)->values[5]);
}

static ASYNC int cancel_itself(void)
{
    async_cancel(async_current_task());
    return 11;
}

static ASYNC void drop_results(void)
{
    async_error error;
    FUTURE(int) dropped = SPAWN(sleeper(1, 1)), delivered = SPAWN(sleeper(1, 2)), set = async_future_new(int);
    FUTURE(struct wide) wide = SPAWN(make_wide(1, 3));
    async_future_on_drop(dropped, drop_int);
    async_future_on_drop(delivered, drop_int);
    async_future_on_drop(set, drop_int);
    async_future_on_drop(wide, drop_wide);
    async_future_set_result(set, 4);
    async_detach(set);
    EXPECT_TRACE("drop 4 ");
    async_detach(dropped);
    async_detach(wide);
    CU_ASSERT_EQUAL(AWAIT(async_join(delivered)), 2);
    AWAIT(async_yield());
    EXPECT_TRACE("drop 1 drop 3 ");
    FUTURE(int) late = SPAWN(cancel_itself());
    async_future_on_drop(late, drop_int);
    AWAIT_CATCH(async_join(late), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    EXPECT_TRACE("drop 11 ");
    FUTURE(int) failed = async_future_new(int);
    async_future_on_drop(failed, drop_int);
    async_future_set_error(failed, ECANCELED, "no value");
    async_detach(failed);
    EXPECT_TRACE("");
}

static void test_on_drop_runs_where_a_result_is_destroyed_undelivered(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, drop_results());
    close_loop(loop);
}

/* ---- operations as tasks ----------------------------------------------------------------------------------------- */

static ASYNC void spawn_operations(void)
{
    async_loop *loop = async_get_running_loop();
    FUTURE(int) fs[] = {SPAWN(sleeper(1, 1)), SPAWN(sleeper(2, 2)), SPAWN(sleeper(3, 3)), SPAWN(sleeper(4, 4))};
    FUTURE(void) asleep = SPAWN(async_sleep(1.5)), yielding = SPAWN(async_yield());
    int results[2];
    FUTURE(int) joining = SPAWN(async_join(fs[0])), timing = SPAWN(async_wait_for(fs[3], 10));
    FUTURE(void) gathering = SPAWN(async_gather(fs + 1, 2, results));
    AWAIT(async_join(yielding));
    AWAIT(async_join(asleep));
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 1.5, 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(joining)), 1);
    FUTURE(size_t) waiting = SPAWN(async_wait(fs + 1, 3, INFINITY, ASYNC_ALL_COMPLETED));
    AWAIT(async_join(gathering));
    CU_ASSERT_EQUAL(results[0] * 10 + results[1], 23);
    CU_ASSERT_EQUAL(AWAIT(async_join(timing)), 4);
    CU_ASSERT_EQUAL(AWAIT(async_join(waiting)), 3);
    FUTURE(struct wide) wide = SPAWN(async_join(SPAWN(make_wide(1, 9))));
    CU_ASSERT_EQUAL(AWAIT(async_join(wide)).values[7], 9);
    FUTURE(void) nothing = SPAWN(async_join(SPAWN(nap(1))));
    AWAIT(async_join(nothing));
    EXPECT_TRACE("napped ");
}

static void test_operations_can_be_spawned(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, spawn_operations());
    close_loop(loop);
}

/* Cancelled before its start, it cancels and releases what it took. */
static ASYNC void cancel_spawned_operations(void)
{
    async_error error;
    FUTURE(int) fs[4], same[4];
    for (int i = 0; i < 4; i++) {
        fs[i] = SPAWN(sleeper(1, i));
        same[i] = async_ref(fs[i]);
    }
    FUTURE(int) joining = SPAWN(async_join(fs[0])), timing = SPAWN(async_wait_for(fs[1], 10));
    FUTURE(void) gathering = SPAWN(async_gather(fs + 2, 2, NULL));
    async_cancel(joining);
    async_cancel(timing);
    async_cancel(gathering);
    AWAIT_CATCH(async_join(joining), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    AWAIT_CATCH(async_join(timing), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    AWAIT_CATCH(async_join(gathering), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    for (int i = 0; i < 4; i++) {
        AWAIT_CATCH(async_join(same[i]), &error);
        CU_ASSERT_EQUAL(error.code, ECANCELED);
        CU_ASSERT_EQUAL(async_future_done(same[i]), -ESTALE);
    }
    FUTURE(int) kept = SPAWN(sleeper(1, 5));
    FUTURE(size_t) waiting = SPAWN(async_wait(&kept, 1, 10, ASYNC_ALL_COMPLETED));
    async_cancel(waiting);
    AWAIT_CATCH(async_join(waiting), &error);
    CU_ASSERT_EQUAL(AWAIT(async_join(kept)), 5); /* async_wait takes nothing */
}

static void test_spawned_operations_cancelled_before_their_start(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_spawned_operations());
    close_loop(loop);
}

static ASYNC void spawn_refused(void)
{
    async_error error;
    FUTURE(int) gone = SPAWN(sleeper(1, 1));
    async_detach(gone);
    FUTURE(int) joining = SPAWN(async_join(gone));
    CU_ASSERT_EQUAL(async_future_error(joining)->code, ESTALE);
    AWAIT_CATCH(async_join(joining), &error);
    CU_ASSERT_EQUAL(error.code, ESTALE);
    async_detach(SPAWN(async_wait((FUTURE(int) *)NULL, 0, 1, ASYNC_ALL_COMPLETED)));
    EXPECT_TRACE("[EINVAL]");
    AWAIT(async_sleep(2));
}

static void test_a_spawned_operation_that_is_refused_is_a_failed_future(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, spawn_refused());
    close_loop(loop);
}

/* ---- tasks ------------------------------------------------------------------------------------------------------- */

static ASYNC void look_at_itself(async_any *out)
{
    *out = async_current_task();
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(*out, async_current_task());
}

static ASYNC void look_at_tasks(void)
{
    async_loop *loop = async_get_running_loop();
    static async_any child;
    async_any all[3];
    FUTURE(void) f = SPAWN(look_at_itself(&child));
    CU_ASSERT_EQUAL(async_all_tasks(loop, NULL, 0), 2);
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(child, ASYNC__ANY(f));
    CU_ASSERT_EQUAL(async_all_tasks(loop, all, 3), 2);
    CU_ASSERT_EQUAL(all[0], async_current_task());
    CU_ASSERT_EQUAL(all[1], child);
    AWAIT(async_join(f));
    CU_ASSERT_EQUAL(async_all_tasks(loop, all, 3), 1);

    async_detach(SPAWN(nap(5))); /* a detached one is found, too, and can be cancelled */
    CU_ASSERT_EQUAL(async_all_tasks(loop, all, 3), 2);
    async_any detached = all[0] == async_current_task() ? all[1] : all[0];
    CU_ASSERT_EQUAL(async_cancel(detached), 1);
    AWAIT(async_yield());
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_all_tasks(loop, NULL, 0), 1);
    EXPECT_TRACE("");
}

static void test_current_and_all_tasks(void)
{
    async_loop *loop = new_loop();
    CU_ASSERT_PTR_NULL(async_current_task());
    CU_ASSERT_EQUAL(async_all_tasks(loop, NULL, 0), 0);
    async_loop_run(loop, look_at_tasks());
    CU_ASSERT_PTR_NULL(async_current_task());
    close_loop(loop);
}

static ASYNC void inner(void)
{
    AWAIT(async_sleep(1));
}

static ASYNC void outer(void)
{
    AWAIT(inner());
}

static ASYNC void name_and_print(void)
{
    char text[512], expected[256];
    FILE *out = fmemopen(text, sizeof text, "w");
    FUTURE(void) f = SPAWN(outer());
    int line = __LINE__ - 1;
    CU_ASSERT_PTR_NULL(async_task_name(f));
    CU_ASSERT_EQUAL(async_task_set_name(f, "first"), 0);
    CU_ASSERT_EQUAL(async_task_set_name(f, "the task"), 0);
    CU_ASSERT_STRING_EQUAL(async_task_name(f), "the task");
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_task_print_stack(f, out), 0);
    fclose(out);
    const char *file = strrchr(__FILE__, '/') ? strrchr(__FILE__, '/') + 1 : __FILE__;
    snprintf(expected, sizeof expected, "%s:%d in name_and_print (most recent await last):\n", file, line);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Stack of task \"the task\" spawned at "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, expected));
    const char *first = strstr(text, ", in outer\n"), *second = strstr(text, ", in inner\n");
    CU_ASSERT_TRUE(first && second && first < second);
    AWAIT(async_join(f));
    FUTURE(int) future = async_future_new(int);
    CU_ASSERT_EQUAL(async_task_set_name(future, "x"), -EINVAL);
    CU_ASSERT_EQUAL(async_task_print_stack(future, stderr), -EINVAL);
    CU_ASSERT_EQUAL(async_cancelling(future), -EINVAL);
    async_detach(future);
}

static void test_names_and_stacks(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, name_and_print());
    close_loop(loop);
}

/* ---- outside of a running loop ----------------------------------------------------------------------------------- */

static void test_spawn_before_the_loop_runs(void)
{
    async_loop *loop = new_loop();
    CU_ASSERT_PTR_EQUAL(async_get_event_loop(), loop); /* the first one of the thread */
    FUTURE(int) task = SPAWN(sleeper(1, 4)), future = async_future_new(int);
    async_future_set_result(future, 5);
    CU_ASSERT_EQUAL(async_loop_run_until_complete(loop, task), 4);
    CU_ASSERT_EQUAL(async_loop_run_until_complete(loop, future), 5);
    FUTURE(void) nothing = SPAWN(nap(1));
    async_loop_run_until_complete(loop, nothing);
    EXPECT_TRACE("napped ");
    FUTURE(int) joining = SPAWN(async_join(SPAWN(sleeper(1, 6))));
    CU_ASSERT_EQUAL(async_loop_run_until_complete(loop, joining), 6);
    close_loop(loop);
    async_loop *made = async_get_event_loop();
    CU_ASSERT_PTR_NOT_NULL(made);
    CU_ASSERT_PTR_EQUAL(async_get_event_loop(), made);
    async_set_event_loop(NULL);
    CU_ASSERT_PTR_NOT_EQUAL(async_get_event_loop(), made);
    async_loop_close(async_get_event_loop());
    async_loop_close(made);
}

static void test_failed_handles_are_futures(void)
{
    async_error error;
    async_loop *closed = new_loop(), *loop;
    async_loop_close(closed);
    loop = new_loop();
    FUTURE(int) f = SPAWN_ON(closed, sleeper(1, 1));
    CU_ASSERT_PTR_NOT_NULL(f);
    CU_ASSERT_EQUAL(async_future_done(f), 1);
    CU_ASSERT_EQUAL(async_future_cancelled(f), 0);
    CU_ASSERT_EQUAL(async_cancel(f), 0);
    CU_ASSERT_EQUAL(async_loop_run_until_complete_catch(loop, f, &error), 0);
    CU_ASSERT_EQUAL(error.code, ESHUTDOWN);
    CU_ASSERT_EQUAL(async_detach(f), 0);
    close_loop(loop);
}

static void leave_unfinished(async_loop *loop)
{
    FUTURE(int) never = SPAWN_ON(loop, sleeper(1, 1)), future;
    async_set_event_loop(loop);
    future = async_future_new(int);
    (void)never;
    (void)future;
    run_for(loop, 2);
}

static void test_leaks_are_named_in_debug_mode(void)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = 1});
    async_loop_set_error_handler(loop, trace_error, "");
    leave_unfinished(loop);
    async_loop_close(loop);
    EXPECT_TRACE("[a task was never joined nor detached][a future was never joined nor detached]");
    loop = new_loop();
    leave_unfinished(loop);
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_stale_handles_are_errors),
        TEST(test_each_use_is_consumed_once),
        TEST(test_values_of_all_sizes),
        TEST(test_on_drop_runs_where_a_result_is_destroyed_undelivered),
        TEST(test_operations_can_be_spawned),
        TEST(test_spawned_operations_cancelled_before_their_start),
        TEST(test_a_spawned_operation_that_is_refused_is_a_failed_future),
        TEST(test_current_and_all_tasks),
        TEST(test_names_and_stacks),
        TEST(test_spawn_before_the_loop_runs),
        TEST(test_failed_handles_are_futures),
        TEST(test_leaks_are_named_in_debug_mode),
        CU_TEST_INFO_NULL,
    };
    return suite_run("handle", tests);
}
