/* Blocks that await at their end: statements 42, 44 and 45 of docs/semantics.md, each by its number, and the locks of
 * AWAIT_LOCK and its like. */
#define _GNU_SOURCE
#include "suite.h"

#include <pthread.h>

/* ---- what the tests run ------------------------------------------------------------------------------------------ */

static double now(void)
{
    return async_loop_time(async_get_running_loop());
}

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

/* Needs so many seconds to clean up, and fails then where `code` is not 0. */
static ASYNC void stubborn(double seconds, int code)
{
    async_error error;
    AWAIT_CATCH(async_sleep(100), &error);
    trace_code(&error);
    AWAIT(async_sleep(seconds));
    if (code) {
        RAISE(code, "while cleaning up");
    }
}

/* Runs a call to its end, and traces the code of its error. */
#define RUN(call)                                                                                                      \
    do {                                                                                                               \
        async_loop *loop_ = new_loop();                                                                                \
        async_error error_;                                                                                            \
        async_loop_run_catch(loop_, call, &error_);                                                                    \
        trace_code(&error_);                                                                                           \
        EXPECT_END(loop_);                                                                                             \
    } while (0)
#define EXPECT_END(loop) CU_ASSERT_EQUAL(async_loop_close(loop), 0)

/* ---- 42: time limits --------------------------------------------------------------------------------------------- */

static ASYNC void in_time(void)
{
    AWAIT_TIMEOUT(t, 2) {
        CU_ASSERT_EQUAL(async_timeout_when(t), 2);
        AWAIT(async_sleep(1));
        CU_ASSERT_FALSE(async_timeout_expired(t));
    }
    AWAIT_TIMEOUT(t, INFINITY) {
        CU_ASSERT_EQUAL(async_timeout_when(t), INFINITY);
        AWAIT(async_sleep(1000));
    }
    AWAIT(async_sleep(10)); /* the timers are gone */
}

static ASYNC void too_late(void)
{
    AWAIT_TIMEOUT(t, 2) {
        DEFER
        {
            CU_ASSERT_TRUE(async_timeout_expired(t));
            trace("left at %g ", now());
        }
        AWAIT(async_sleep(100));
        trace("never");
    }
    trace("never");
}

static void test_statement_42_its_own_expiry_is_ETIMEDOUT(void)
{
    RUN(in_time());
    EXPECT_TRACE("<0>");
    RUN(too_late());
    EXPECT_TRACE("left at 2 <ETIMEDOUT>");
}

static ASYNC void limited(double seconds)
{
    AWAIT_TIMEOUT(t, seconds) {
        AWAIT(async_sleep(100));
    }
}

static void cancel_it(void *task)
{
    async_cancel((async_any)task);
}

static ASYNC void cancelled_from_outside(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(limited(5));
    AWAIT(async_sleep(1));
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
    /* both in one instant */
    FUTURE(void) both = SPAWN(limited(1));
    AWAIT(async_sleep(0.5));
    async_call_later(async_get_running_loop(), 0.5, cancel_it, both);
    AWAIT_CATCH(async_join(both), &error);
    trace_code(&error);
}

static void test_statement_42_a_foreign_cancel_is_ECANCELED(void)
{
    RUN(cancelled_from_outside());
    EXPECT_TRACE("<cancelled><cancelled><0>");
}

static void spin(double until)
{
    while (now() < until) {
    }
}

static ASYNC void without_await(void)
{
    AWAIT_TIMEOUT(t, 0) {
        CU_ASSERT_FALSE(async_timeout_expired(t));
    }
    AWAIT_TIMEOUT(t, -1) {
        AWAIT_TIMEOUT(other, 0.001) {
            spin(now() + 0.002);
        }
    }
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 0);
}

static void test_statement_42_no_await_inside_no_timeout(void)
{
    async_loop *loop = new_real_loop();
    async_loop_run(loop, without_await());
    close_loop(loop);
    RUN(limited(0));
    EXPECT_TRACE("<ETIMEDOUT>");
    RUN(limited(NAN));
    EXPECT_TRACE("<EINVAL>");
}

static ASYNC void nested(double outer, double inner)
{
    async_error error;
    AWAIT_TIMEOUT(t, outer) {
        AWAIT_CATCH(limited(inner), &error);
        trace_code(&error);
        CU_ASSERT_EQUAL(async_timeout_expired(t), outer <= inner);
        if (error.code == ECANCELED) {
            RERAISE(&error);
        }
    }
}

static void test_statement_42_nested(void)
{
    RUN(nested(5, 1));
    EXPECT_TRACE("<ETIMEDOUT><0>");
    RUN(nested(1, 5));
    EXPECT_TRACE("<cancelled><ETIMEDOUT>");
    RUN(nested(1, 1)); /* the outer one goes first, and both have expired */
    EXPECT_TRACE("<cancelled><ETIMEDOUT>");
}

static ASYNC void rescheduled(void)
{
    AWAIT_TIMEOUT(t, 1) {
        CU_ASSERT_EQUAL(async_timeout_reschedule(t, 10), 0);
        AWAIT(async_sleep(5));
        CU_ASSERT_EQUAL(async_timeout_reschedule(t, INFINITY), 0);
        AWAIT(async_sleep(50));
        CU_ASSERT_EQUAL(async_timeout_reschedule(t, NAN), -EINVAL);
        CU_ASSERT_EQUAL(async_timeout_reschedule_at(t, 57), 0);
        CU_ASSERT_EQUAL(async_timeout_when(t), 57);
        async_error error;
        AWAIT_CATCH(async_sleep(50), &error);
        trace("%g ", now());
        trace_code(&error);
        CU_ASSERT_EQUAL(async_timeout_reschedule(t, 10), -EINVAL); /* too late */
        RERAISE(&error);
    }
}

static async_timeout *stopped_limit;

static ASYNC void limit_of_a_loop_that_stops(void)
{
    AWAIT_TIMEOUT(t, 100) {
        stopped_limit = t;
        async_loop_stop(async_get_running_loop());
        AWAIT(async_sleep(1000));
    }
}

static void *reschedule_elsewhere(void *unused)
{
    (void)unused;
    CU_ASSERT_EQUAL(async_timeout_reschedule(stopped_limit, 5), -EXDEV);
    return NULL;
}

static void from_another_thread(void *unused)
{
    pthread_t thread;
    (void)unused;
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, reschedule_elsewhere, NULL), 0);
    pthread_join(thread, NULL);
}

static void test_statement_42_rescheduled_from_outside(void)
{
    async_loop *loop = new_loop();
    async_error error;
    FUTURE(void) task = SPAWN_ON(loop, limit_of_a_loop_that_stops());
    async_loop_run_forever(loop);
    CU_ASSERT_EQUAL(async_timeout_reschedule(stopped_limit, 5), 0);
    async_call_soon(loop, from_another_thread, NULL);
    async_loop_run_until_complete_catch(loop, task, &error);
    trace_code(&error);
    trace(" %g", async_loop_time(loop));
    EXPECT_END(loop);
    EXPECT_TRACE("<ETIMEDOUT> 5");
}

static ASYNC int absolute(void)
{
    int turns = 0;
    AWAIT(async_sleep(3));
    AWAIT_TIMEOUT_AT(t, 7.5) {
        for (;;) {
            AWAIT(async_sleep(1));
            trace("%d", ++turns);
        }
    }
    return turns;
}

static void test_statement_42_rescheduled_and_absolute(void)
{
    RUN(rescheduled());
    EXPECT_TRACE("57 <cancelled><ETIMEDOUT>");
    RUN(absolute());
    EXPECT_TRACE("1234<ETIMEDOUT>");
}

/* An ETIMEDOUT of somebody else, a value, jumps. */
static ASYNC int ways_out(int way)
{
    for (int i = 0;; i++) {
        AWAIT_TIMEOUT(t, 5) {
            switch (way) {
            case 0:
                RAISE(ETIMEDOUT, "of the network");
            case 1:
                return AWAIT(sleeper(1, 7));
            case 2:
                if (i == 3) {
                    break;
                }
                AWAIT(async_sleep(3));
                continue;
            default:
                goto out;
            }
        }
        break;
    }
out:
    return way;
}

static ASYNC void leave_in_all_ways(void)
{
    async_error error;
    for (int way = 0; way < 4; way++) {
        int value = AWAIT_CATCH(ways_out(way), &error);
        trace("%d%s ", value, error.message);
    }
    AWAIT(async_sleep(20));
}

static void test_statement_42_left_in_all_ways(void)
{
    RUN(leave_in_all_ways());
    EXPECT_TRACE("0of the network 7 2 3 <0>");
}

/* A task that has been cancelled, and cleans up, may have a limit for that. */
static ASYNC void limited_clean_up(void)
{
    DEFER
    {
        async_error error;
        CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 1);
        AWAIT_CATCH(limited(1), &error);
        trace_code(&error);
        CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 1);
        AWAIT_TIMEOUT(t, -1) {
        }
        AWAIT(async_yield()); /* which nothing raises in */
        trace("clean ");
    }
    AWAIT(async_sleep(100));
}

static ASYNC void cancel_one_that_cleans_up(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(limited_clean_up());
    AWAIT(async_yield());
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
}

static void test_statement_42_in_a_task_that_was_cancelled(void)
{
    RUN(cancel_one_that_cleans_up());
    EXPECT_TRACE("<ETIMEDOUT>clean <cancelled><0>");
}

/* ---- 44: groups -------------------------------------------------------------------------------------------------- */

static ASYNC void group_of_values(void)
{
    FUTURE(int) one, other;
    AWAIT_GROUP(g) {
        one = SPAWN_INTO(g, sleeper(2, 20));
        other = SPAWN_INTO(g, sleeper(1, 10));
        SPAWN_INTO(g, sleeper(3, 30));
        trace("body ");
    }
    trace("%g ", now());
    CU_ASSERT_EQUAL(AWAIT(async_join(one)), 20);
    CU_ASSERT_EQUAL(AWAIT(async_join(other)), 10);
    AWAIT_GROUP(none) {
    }
    trace("%g ", now());
}

static ASYNC void spawn_more(async_group *g, int depth)
{
    AWAIT(async_sleep(1));
    trace("%d", depth);
    if (depth) {
        SPAWN_INTO(g, spawn_more(g, depth - 1));
        SPAWN_INTO(g, spawn_more(g, depth - 1));
    }
}

static ASYNC void group_that_grows(void)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, spawn_more(g, 2));
    }
    trace(" %g ", now());
}

static void test_statement_44_a_group_awaits_all(void)
{
    RUN(group_of_values());
    EXPECT_TRACE("body 3 3 <0>");
    RUN(group_that_grows());
    EXPECT_TRACE("2110000 3 <0>");
}

static ASYNC void one_fails(double body)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, stubborn(2, 0));
        SPAWN_INTO(g, failing(1, EIO));
        SPAWN_INTO(g, stubborn(1, EPIPE));
        AWAIT(async_sleep(body));
        trace("body ");
    }
}

static ASYNC void catch_group(double body)
{
    async_error error;
    AWAIT_CATCH(one_fails(body), &error);
    trace("%g ", now());
    trace_code(&error);
    CU_ASSERT_STRING_EQUAL(error.message, "failed after 1");
    CU_ASSERT_EQUAL(async_error_count(&error), 1);
    trace_code(async_error_at(&error, 0));
    CU_ASSERT_PTR_NULL(async_error_at(&error, 1));
    CU_ASSERT_EQUAL(async_error_count(async_error_at(&error, 0)), 0);
    CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 0);
    AWAIT(async_yield());
}

static void test_statement_44_the_first_error_cancels_the_siblings(void)
{
    RUN(catch_group(0.5));
    EXPECT_TRACE("body <cancelled><cancelled>3 <EIO><EPIPE><0>");
    RUN(catch_group(100)); /* and the body */
    EXPECT_TRACE("<cancelled><cancelled>3 <EIO><EPIPE><0>");
}

static ASYNC void body_fails(int children)
{
    AWAIT_GROUP(g) {
        for (int i = 0; i < children; i++) {
            SPAWN_INTO(g, stubborn(1, i ? EPIPE : 0));
        }
        AWAIT(async_yield());
        RAISE(EIO, "body");
    }
}

static ASYNC void catch_body(int children)
{
    async_error error;
    AWAIT_CATCH(body_fails(children), &error);
    trace("%g %s %zu ", now(), error.message, async_error_count(&error));
}

static void test_statement_44_an_error_of_the_body(void)
{
    RUN(catch_body(0));
    EXPECT_TRACE("0 body 0 <0>");
    RUN(catch_body(1));
    EXPECT_TRACE("<cancelled>1 body 0 <0>");
    RUN(catch_body(3));
    EXPECT_TRACE("<cancelled><cancelled><cancelled>1 body 2 <0>");
}

static ASYNC void cancelled_children(void)
{
    AWAIT_GROUP(g) {
        FUTURE(int) one = SPAWN_INTO(g, sleeper(100, 1));
        SPAWN_INTO(g, sleeper(2, 2));
        AWAIT(async_sleep(1));
        async_cancel(one);
        async_detach(one);
    }
    trace("%g ", now());
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, stubborn(3, 0));
        AWAIT(async_sleep(1));
        async_group_cancel(g);
        FUTURE(int) late = SPAWN_INTO(g, sleeper(1, 1));
        CU_ASSERT_EQUAL(async_future_error(late)->code, ESHUTDOWN);
        async_detach(late);
        AWAIT(async_sleep(1));
        trace("body goes on ");
    }
    trace("%g ", now());
}

static void test_statement_44_cancelled_children_are_no_errors(void)
{
    RUN(cancelled_children());
    EXPECT_TRACE("2 <cancelled>body goes on 6 <0>");
}

static ASYNC void inner_group(double first)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, failing(first, EIO));
        SPAWN_INTO(g, stubborn(1, EPIPE));
        SPAWN_INTO(g, stubborn(2, EAGAIN));
    }
}

static ASYNC void outer_group(double inner)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, inner_group(inner));
        SPAWN_INTO(g, failing(20, ENOENT));
        SPAWN_INTO(g, stubborn(6, 1234));
    }
}

static ASYNC void print_tree(double inner, FILE *out)
{
    async_error error;
    AWAIT_CATCH(outer_group(inner), &error);
    error.site_count = 0; /* the places are other tests' */
    async_error_print(&error, out);
}

static void expect_tree(double inner, const char *const *expected)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    RUN(print_tree(inner, out));
    fclose(out);
    trace_text[0] = '\0';
    for (const char *at = text; at && *expected; expected++) {
        at = strstr(at, *expected);
        CU_ASSERT_PTR_NOT_NULL(at);
    }
    free(text);
}

static void test_statement_44_errors_are_printed_as_a_tree(void)
{
    static const char *const first[] = {"EIO: failed after 1\n+-- 1 of 3 that came with it\n| Traceback",
                                        "| EPIPE: while cleaning up\n+-- 2 of 3 that came with it\n| Traceback",
                                        "| EAGAIN: while cleaning up\n+-- 3 of 3 that came with it\n| Traceback",
                                        "| error 1234: while cleaning up\n", NULL};
    expect_tree(1, first);
    static const char *const attached[] = {"ENOENT: failed after 20\n+-- 1 of 2 that came with it\n| Traceback",
                                           "| EPIPE: while cleaning up\n| +-- 1 of 1 that came with it\n| | Traceback",
                                           "| | EAGAIN: while cleaning up\n+-- 2 of 2 that came with it\n| Trace",
                                           "| error 1234: while cleaning up\n", NULL};
    expect_tree(100, attached);
}

/* ---- 45 ---------------------------------------------------------------------------------------------------------- */

static ASYNC void group_of_sleepers(double clean_up)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, stubborn(clean_up, 0));
        SPAWN_INTO(g, sleeper(100, 0));
    }
}

static ASYNC void cancel_group(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(group_of_sleepers(2));
    AWAIT(async_sleep(1));
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace("%g ", now());
    trace_code(&error);
}

/* The child fails and the group is cancelled from outside in the same instant: the error comes first, the cancellation
 * at the next AWAIT. */
static ASYNC void survive(void)
{
    async_error error;
    AWAIT_CATCH(one_fails(100), &error);
    trace_code(&error);
    CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 1);
    AWAIT(async_yield());
    trace("never");
}

static ASYNC void cancel_with_error(double when)
{
    async_error error;
    FUTURE(void) task = SPAWN(survive());
    AWAIT(async_sleep(when));
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
}

static void test_statement_45_an_external_cancel_survives(void)
{
    RUN(cancel_group());
    EXPECT_TRACE("<cancelled>3 <cancelled><0>");
    RUN(cancel_with_error(1));
    EXPECT_TRACE("<cancelled><cancelled><EIO><cancelled><0>");
    RUN(cancel_with_error(2));
    EXPECT_TRACE("<cancelled><cancelled><EIO><cancelled><0>");
}

/* A task that has been cancelled, and cleans up with groups: one that fails, and one whose block is cancelled for that.
 */
static ASYNC void groups_clean_up(void)
{
    DEFER
    {
        async_error error;
        AWAIT_CATCH(one_fails(0.5), &error);
        trace_code(&error);
        CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 1);
        AWAIT_CATCH(one_fails(100), &error);
        trace_code(&error);
        CU_ASSERT_EQUAL(async_cancelling(async_current_task()), 1);
        AWAIT(async_yield()); /* which nothing raises in */
        trace("clean ");
    }
    AWAIT(async_sleep(100));
}

static ASYNC void cancel_one_with_groups(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(groups_clean_up());
    AWAIT(async_yield());
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
}

static void test_statement_45_in_a_task_that_was_cancelled(void)
{
    RUN(cancel_one_with_groups());
    EXPECT_TRACE("body <cancelled><cancelled><EIO><cancelled><cancelled><EIO>clean <cancelled><0>");
}

static ASYNC void group_in_a_timeout(void)
{
    AWAIT_TIMEOUT(t, 1.5) {
        AWAIT_GROUP(g) {
            SPAWN_INTO(g, stubborn(1, 0));
        }
    }
}

static void test_statement_45_a_timeout_around_a_group(void)
{
    RUN(group_in_a_timeout());
    EXPECT_TRACE("<cancelled><ETIMEDOUT>");
}

/* ---- groups and those that come late ----------------------------------------------------------------------------- */

static async_group *late_group;

static void expect_shutdown(FUTURE(int) late)
{
    const async_error *error = async_future_error(late);
    CU_ASSERT_EQUAL(error ? error->code : 0, ESHUTDOWN);
    async_detach(late);
}

/* Called in the iteration in which the last child's end is noted: the block goes on in the next one. */
static void spawn_late(void *arg)
{
    (void)arg;
    expect_shutdown(SPAWN_INTO(late_group, sleeper(1, 1)));
    trace("late ");
}

static ASYNC void group_with_a_late_comer(void)
{
    AWAIT_GROUP(g) {
        FUTURE(int) last = SPAWN_INTO(g, sleeper(1, 1));
        late_group = g;
        async_future_add_done_callback(last, spawn_late, NULL);
        async_detach(last);
    }
    trace("end ");
    AWAIT(async_sleep(5));
}

static void test_statement_44_a_child_after_the_last_one(void)
{
    RUN(group_with_a_late_comer());
    EXPECT_TRACE("late end <0>");
}

/* The last child has ended, and the block is cancelled before it goes on. */
static ASYNC void one_child(int code)
{
    AWAIT_GROUP(g) {
        FUTURE(int) last = code ? SPAWN_INTO(g, failing(1, code)) : SPAWN_INTO(g, sleeper(1, 1));
        async_future_add_done_callback(last, cancel_it, async_current_task());
        async_detach(last);
    }
    trace("never");
}

static ASYNC void catch_child(int code)
{
    async_error error;
    AWAIT_CATCH(one_child(code), &error);
    trace_code(&error);
    AWAIT(async_sleep(1));
    trace("slept ");
}

static ASYNC void cancel_after_the_last_child(int code)
{
    async_error error;
    FUTURE(void) task = SPAWN(catch_child(code));
    AWAIT_CATCH(async_join(task), &error);
    trace_code(&error);
}

static void test_statement_45_cancelled_just_after_the_last_child(void)
{
    RUN(cancel_after_the_last_child(EIO));
    EXPECT_TRACE("<EIO><cancelled><0>");
    RUN(cancel_after_the_last_child(0));
    EXPECT_TRACE("<cancelled>slept <0><0>");
}

/* A child that waits for the task of its group, directly and by a gather. */
static FUTURE(void) parent;

static ASYNC void join_parent(bool gathers)
{
    async_error error;
    FUTURE(void) f = async_ref(parent);
    if (gathers) {
        AWAIT_CATCH(async_gather(&f, 1, NULL), &error);
    } else {
        AWAIT_CATCH(async_join(f), &error);
    }
    trace_code(&error);
    AWAIT(async_sleep(1));
    trace("child ");
}

static ASYNC void group_in_a_circle(bool gathers)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, join_parent(gathers));
    }
}

static ASYNC void cancel_circle(void)
{
    async_error error;
    parent = SPAWN(group_in_a_circle(false));
    AWAIT(async_sleep(1));
    async_cancel(parent);
    AWAIT_CATCH(async_join(parent), &error);
    trace_code(&error);
}

static ASYNC void deadlock_circle(void)
{
    parent = SPAWN(group_in_a_circle(true));
    AWAIT(async_sleep(1));
    async_cancel(parent);
    AWAIT(async_sleep(1));
    trace("waits ");
}

static void test_statement_44_a_child_that_waits_for_its_group(void)
{
    RUN(cancel_circle());
    EXPECT_TRACE("<cancelled>child <cancelled><0>");
    RUN(deadlock_circle());
    EXPECT_TRACE("waits <0>[cancelled][cancelled]<cancelled>"); /* when the loop is closed */
}

/* Outside of the loop, and at its end, when the block may be gone. */
static ASYNC void group_for_others(void)
{
    AWAIT_GROUP(g) {
        late_group = g;
        AWAIT(async_sleep(1));
        async_loop_stop(async_get_running_loop());
        AWAIT(async_sleep(1));
    }
    trace("%g ", now());
}

static void test_statement_44_a_group_of_a_loop_that_is_stopped(void)
{
    async_loop *loop = new_loop();
    FUTURE(void) f = SPAWN_ON(loop, group_for_others());
    async_loop_run_forever(loop);
    SPAWN_INTO(late_group, sleeper(5, 1));
    FUTURE(int) other = SPAWN_INTO(late_group, sleeper(7, 1));
    async_cancel(other);
    async_detach(other);
    async_loop_run_until_complete(loop, async_ref(f));
    EXPECT_TRACE("6 ");
    async_loop_run_until_complete(loop, f);
    EXPECT_END(loop);

    loop = new_loop();
    f = SPAWN_ON(loop, group_for_others());
    async_loop_run_forever(loop);
    SPAWN_INTO(late_group, sleeper(50, 1));
    async_group_cancel(late_group);
    async_loop_run_until_complete(loop, f);
    EXPECT_TRACE("2 ");
    EXPECT_END(loop);
}

static ASYNC void spawn_at_the_end(async_group *g)
{
    DEFER
    {
        expect_shutdown(SPAWN_INTO(g, sleeper(1, 1)));
        async_group_cancel(g);
        trace("end ");
    }
    AWAIT(async_sleep(100));
}

static ASYNC void group_to_be_closed(void)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, spawn_at_the_end(g));
        AWAIT(async_sleep(1));
        async_loop_stop(async_get_running_loop());
    }
}
static void ignore(async_loop *loop, const async_error *error, async_any source, void *arg)
{
    (void)loop;
    (void)error;
    (void)source;
    (void)arg;
}

static void test_statement_44_a_group_of_a_loop_that_is_closed(void)
{
    async_loop *loop = new_loop();
    async_loop_set_error_handler(loop, ignore, NULL);
    async_detach(SPAWN_ON(loop, group_to_be_closed()));
    async_loop_run_forever(loop);
    EXPECT_END(loop);
    EXPECT_TRACE("end ");
}

/* What nobody takes is dropped, wherever that is seen: debug mode has nothing to tell. */
static void spawn_in_all_places(async_group *g, int n)
{
    if (n)
        SPAWN_INTO(g, sleeper(1, 1));
    else
        SPAWN_INTO(g, sleeper(1, 2));
    for (int i = 0; i < 2; i++)
        SPAWN_INTO(g, sleeper(1, 3));
    while (n--)
        SPAWN_INTO(g, sleeper(1, 4));
    do
        SPAWN_INTO(g, sleeper(1, 5));
    while (n > 0);
    switch (n) {
    case 1:
    default:
        SPAWN_INTO(g, sleeper(1, 6));
    }
    (void)SPAWN_INTO(g, sleeper(1, 7));
}

static ASYNC void drop_in_all_places(int n)
{
    AWAIT_GROUP(g) {
        spawn_in_all_places(g, n);
        (void)SPAWN_INTO(g, sleeper(1, 1));
        ((SPAWN_INTO(g, async_sleep(1))));
        SPAWN_INTO(g, sleeper(1, 2)), SPAWN_INTO(g, sleeper(1, 3));
        n ? SPAWN_INTO(g, sleeper(1, 4)) : SPAWN_INTO(g, sleeper(1, 5));
        n ? (void)SPAWN_INTO(g, sleeper(1, 6)) : (void)0;
        for (SPAWN_INTO(g, sleeper(1, 7)); n < 3; SPAWN_INTO(g, sleeper(1, 8)), n++) {
        }
        ({ SPAWN_INTO(g, sleeper(1, 9)); });
    }
    trace("%g ", now());
}

static void test_statement_44_futures_that_nobody_takes(void)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = 1});
    async_loop_set_error_handler(loop, trace_error, NULL);
    async_loop_run(loop, drop_in_all_places(1));
    EXPECT_END(loop);
    EXPECT_TRACE("1 ");
}

/* ---- blocks in clean-ups ----------------------------------------------------------------------------------------- */

/* The error that the clean-up runs for is none of these blocks. */
static ASYNC void blocks_in_a_clean_up(bool fails)
{
    int value = 0;
    DEFER
    {
        AWAIT_GROUP(g) {
            SPAWN_INTO(g, stubborn(1, 0));
            SPAWN_INTO(g, stubborn(2, 0));
        }
    }
    DEFER
    {
        AWAIT_TIMEOUT(t, 2) {
            value = AWAIT(sleeper(1, 5));
        }
        AWAIT_ALL(value = sleeper(1, value + 1));
        trace("%d ", value);
    }
    if (fails) {
        RAISE(EIO, "outside");
    }
}

static void test_blocks_in_a_clean_up(void)
{
    RUN(blocks_in_a_clean_up(false));
    EXPECT_TRACE("6 <0><0><0>");
    RUN(blocks_in_a_clean_up(true));
    EXPECT_TRACE("6 <0><0><EIO>");
}

/* ---- locks ------------------------------------------------------------------------------------------------------- */

static async_lock lock;
static async_semaphore semaphore;
static async_rwlock rwlock;

static ASYNC int hold(const char *name, bool fails)
{
    for (int i = 0; i < 2; i++) {
        AWAIT_LOCK(&lock) {
            trace("%s", name);
            AWAIT(async_sleep(1));
            if (i && fails) {
                RAISE(EIO, "while it is held");
            } else if (i) {
                return 1;
            }
        }
    }
    return 0;
}

static ASYNC void hold_others(void)
{
    AWAIT_SEMAPHORE(&semaphore) {
        CU_ASSERT_TRUE(async_semaphore_locked(&semaphore));
        AWAIT_READ_LOCK(&rwlock) {
            AWAIT_READ_LOCK(&rwlock) {
                AWAIT(async_yield());
            }
        }
        AWAIT_WRITE_LOCK(&rwlock) {
            AWAIT(async_yield());
        }
    }
    CU_ASSERT_FALSE(async_semaphore_locked(&semaphore));
    CU_ASSERT_EQUAL(async_rwlock_release(&rwlock), -EPERM);
}

static ASYNC void hold_all(void)
{
    async_error errors[2];
    FUTURE(int) holders[] = {SPAWN(hold("a", true)), SPAWN(hold("b", false))};
    async_semaphore_init(&semaphore, 1);
    AWAIT(async_gather_settled(holders, 2, NULL, errors));
    trace_code(&errors[0]);
    trace_code(&errors[1]);
    CU_ASSERT_FALSE(async_lock_locked(&lock));
    AWAIT(hold_others());
}

static void test_statement_46_locks_of_blocks(void)
{
    RUN(hold_all());
    EXPECT_TRACE("abab<EIO><0><0>");
}

/* A scope of the program's own. */
struct transaction {
    const char *name;
};

static ASYNC struct transaction begin(const char *name)
{
    AWAIT(async_sleep(1));
    if (!name[0]) {
        RAISE(EINVAL, "no name");
    }
    trace("begin %s ", name);
    return (struct transaction){name};
}

static ASYNC void end(const struct transaction *transaction, const async_error *error)
{
    AWAIT(async_sleep(1));
    trace("%s %s ", error ? "abort" : "commit", transaction->name);
}

#define AWAIT_TRANSACTION(t, name) AWAIT_WITH(struct transaction t = AWAIT(begin(name)), end(&t, async_leaving()))

static ASYNC void transactions(bool fails)
{
    AWAIT_TRANSACTION(outer, "outer") {
        AWAIT_TRANSACTION(inner, "inner") {
            if (fails) {
                RAISE(EIO, "inside");
            }
        }
        AWAIT_TRANSACTION(none, "") {
            trace("never");
        }
    }
}

static void test_scopes_of_the_program(void)
{
    RUN(transactions(false));
    EXPECT_TRACE("begin outer begin inner commit inner abort outer <EINVAL>");
    RUN(transactions(true));
    EXPECT_TRACE("begin outer begin inner abort inner abort outer <EIO>");
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_42_its_own_expiry_is_ETIMEDOUT),
        TEST(test_statement_42_a_foreign_cancel_is_ECANCELED),
        TEST(test_statement_42_no_await_inside_no_timeout),
        TEST(test_statement_42_nested),
        TEST(test_statement_42_rescheduled_and_absolute),
        TEST(test_statement_42_rescheduled_from_outside),
        TEST(test_statement_42_left_in_all_ways),
        TEST(test_statement_42_in_a_task_that_was_cancelled),
        TEST(test_statement_44_a_group_awaits_all),
        TEST(test_statement_44_the_first_error_cancels_the_siblings),
        TEST(test_statement_44_an_error_of_the_body),
        TEST(test_statement_44_cancelled_children_are_no_errors),
        TEST(test_statement_44_errors_are_printed_as_a_tree),
        TEST(test_statement_45_an_external_cancel_survives),
        TEST(test_statement_45_in_a_task_that_was_cancelled),
        TEST(test_statement_45_a_timeout_around_a_group),
        TEST(test_statement_44_a_child_after_the_last_one),
        TEST(test_statement_45_cancelled_just_after_the_last_child),
        TEST(test_statement_44_a_child_that_waits_for_its_group),
        TEST(test_statement_44_a_group_of_a_loop_that_is_stopped),
        TEST(test_statement_44_a_group_of_a_loop_that_is_closed),
        TEST(test_statement_44_futures_that_nobody_takes),
        TEST(test_blocks_in_a_clean_up),
        TEST(test_statement_46_locks_of_blocks),
        TEST(test_scopes_of_the_program),
        CU_TEST_INFO_NULL,
    };
    return suite_run("scope", tests);
}
