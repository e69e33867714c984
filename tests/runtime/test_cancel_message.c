/* The message of a cancellation: statement 78 of docs/semantics.md, wherever a task can be cancelled. */
#define _GNU_SOURCE
#include "suite.h"

static async_lock lock;
static async_condition condition;
static ASYNC_QUEUE(int) queue;
static FUTURE(int) settled;

/* ---- tasks that wait in each way --------------------------------------------------------------------------------- */

static ASYNC int sleeper(void)
{
    AWAIT(async_sleep(100));
    return 1;
}

/* Ends with its value in spite of a cancellation. */
static ASYNC int stubborn(void)
{
    async_error error;
    AWAIT_CATCH(async_sleep(100), &error);
    trace("(%s)", error.message);
    return 1;
}

static ASYNC int gets(void)
{
    return AWAIT(async_queue_get(&queue));
}

static ASYNC int gathers(void)
{
    FUTURE(int) fs[] = {SPAWN(sleeper()), SPAWN(sleeper())};
    AWAIT(async_gather(fs, 2, NULL));
    return 1;
}

static ASYNC int gathers_settled(void)
{
    FUTURE(int) fs[] = {SPAWN(stubborn()), SPAWN(stubborn())};
    AWAIT(async_gather_settled(fs, 2, NULL, NULL));
    return 1;
}

static ASYNC int waits(void)
{
    FUTURE(int) f = SPAWN(sleeper());
    DEFER
    {
        async_cancel(f);
        async_detach(f);
    }
    AWAIT(async_wait(&f, 1, INFINITY, ASYNC_ALL_COMPLETED));
    return 1;
}

static ASYNC int waits_for(void)
{
    return AWAIT(async_wait_for(SPAWN(stubborn()), 1000));
}

static ASYNC int shields(void)
{
    return AWAIT(async_join(async_shield(SPAWN(sleeper()))));
}

static ASYNC int joins(void)
{
    return AWAIT(async_join(SPAWN(gathers())));
}

static ASYNC int joins_with_others(void)
{
    return AWAIT(async_join(async_ref(settled)));
}

static ASYNC int groups(void)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, sleeper());
    }
    return 1;
}

/* Cancelled once it has been notified, and waits for the lock. */
static ASYNC int is_notified(void)
{
    AWAIT_LOCK(&lock) {
        AWAIT(async_condition_wait(&condition));
    }
    return 1;
}

static ASYNC int cancels_itself(void)
{
    async_cancel_with(async_current_task(), "%s", "too late for a value");
    return 1;
}

static ASYNC int cancels_itself_and_waits(void)
{
    async_cancel_with(async_current_task(), "%s", "before the wait");
    return AWAIT(joins());
}

/* ---- the message ------------------------------------------------------------------------------------------------- */

static ASYNC void trace_end(FUTURE(int) f)
{
    async_error error;
    int value = AWAIT_CATCH(async_join(f), &error);
    trace("%d%s:%s ", value, error.code == ECANCELED ? "" : "!", error.message);
}

static ASYNC void cancel_with(FUTURE(int) f, double delay)
{
    AWAIT(async_sleep(delay));
    CU_ASSERT_EQUAL(async_cancel_with(f, "%s %d", "n", 7), 1);
    AWAIT(trace_end(f));
}

static ASYNC void cancel_all(void)
{
    AWAIT(cancel_with(SPAWN(sleeper()), 0));
    AWAIT(cancel_with(SPAWN(sleeper()), 1));
    AWAIT(cancel_with(SPAWN(gets()), 1));
    AWAIT(cancel_with(SPAWN(gathers()), 1));
    AWAIT(cancel_with(SPAWN(waits()), 1));
    AWAIT(cancel_with(SPAWN(shields()), 1));
    AWAIT(cancel_with(SPAWN(joins()), 1));
    AWAIT(cancel_with(SPAWN(groups()), 1));
    AWAIT(cancel_with(async_future_new(int), 1));
    EXPECT_TRACE("0:n 7 0:n 7 0:n 7 0:n 7 0:n 7 0:n 7 0:n 7 0:n 7 0:n 7 ");
    AWAIT(cancel_with(SPAWN(gathers_settled()), 1));
    AWAIT(cancel_with(SPAWN(waits_for()), 1));
    EXPECT_TRACE("(n 7)(n 7)0:n 7 (n 7)0:n 7 ");
}

/* Spawned operations that are cancelled before they begin give it to what they took. */
static ASYNC void cancel_before_the_start(void)
{
    async_error error;
    FUTURE(int) fs[] = {SPAWN(stubborn()), SPAWN(stubborn()), SPAWN(stubborn())};
    AWAIT(async_yield());
    FUTURE(int) join = SPAWN(async_join(fs[0])), wait_for = SPAWN(async_wait_for(fs[1], 5));
    FUTURE(void) gather = SPAWN(async_gather(&fs[2], 1, NULL));
    async_cancel_with(join, "join");
    async_cancel_with(wait_for, "wait_for");
    async_cancel_with(gather, "gather");
    AWAIT(async_sleep(1));
    AWAIT(trace_end(join));
    AWAIT(trace_end(wait_for));
    AWAIT_CATCH(async_join(gather), &error);
    trace("%s", error.message);
    EXPECT_TRACE("(join)(wait_for)(gather)0:join 0:wait_for gather");
}

/* Just before its turn, though what it waited for has a value. */
static ASYNC void cancel_after_the_wake_up(void)
{
    settled = async_future_new(int);
    FUTURE(int) f = SPAWN(joins_with_others());
    AWAIT(async_yield());
    async_future_set_result(settled, 1);
    async_cancel_with(f, "late");
    async_detach(settled);
    AWAIT(trace_end(f));
    EXPECT_TRACE("0:late ");
}

static FUTURE(int) circle[2];

static ASYNC int joins_the_other(int i)
{
    return AWAIT(async_join(async_ref(circle[1 - i])));
}

static ASYNC void cancel_a_circle(void)
{
    circle[0] = SPAWN(joins_the_other(0));
    circle[1] = SPAWN(joins_the_other(1));
    AWAIT(async_sleep(1));
    async_cancel_with(circle[0], "round");
    AWAIT(trace_end(circle[0]));
    AWAIT(trace_end(circle[1]));
    EXPECT_TRACE("0:round 0:round ");
}

static ASYNC void cancel_one_who_was_notified(void)
{
    FUTURE(int) f = SPAWN(is_notified());
    AWAIT(async_sleep(1));
    AWAIT_LOCK(&lock) {
        async_condition_notify_all(&condition);
        AWAIT(async_yield());
        async_cancel_with(f, "while it waited for the %s", "lock");
        AWAIT(async_yield());
    }
    AWAIT(trace_end(f));
    EXPECT_TRACE("0:while it waited for the lock ");
}

/* Of two that wait for one future, each gets the message. */
static ASYNC void cancel_one_with_company(void)
{
    settled = async_future_new(int);
    FUTURE(int) a = SPAWN(joins_with_others()), b = SPAWN(joins_with_others());
    AWAIT(async_yield());
    async_cancel_with(settled, "both");
    async_detach(settled);
    AWAIT(trace_end(a));
    AWAIT(trace_end(b));
    EXPECT_TRACE("0:both 0:both ");
}

static ASYNC void cancel_themselves(void)
{
    AWAIT(trace_end(SPAWN(cancels_itself())));
    AWAIT(trace_end(SPAWN(cancels_itself_and_waits())));
    EXPECT_TRACE("0:too late for a value 0:before the wait ");
}

static ASYNC void run_all(void)
{
    async_lock_init(&lock);
    async_condition_init(&condition, &lock);
    async_queue_init(&queue, 0);
    AWAIT(cancel_all());
    AWAIT(cancel_before_the_start());
    AWAIT(cancel_after_the_wake_up());
    AWAIT(cancel_a_circle());
    AWAIT(cancel_one_who_was_notified());
    AWAIT(cancel_one_with_company());
    AWAIT(cancel_themselves());
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static void test_statement_78_the_message_arrives_wherever_a_task_waits(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, run_all());
    run_for(loop, 200); /* what was shielded ends */
    close_loop(loop);
}

/* ---- which message ----------------------------------------------------------------------------------------------- */

static ASYNC void cancel_twice(bool last_has_one)
{
    FUTURE(int) f = SPAWN(sleeper());
    AWAIT(async_sleep(1));
    async_cancel_with(f, "first");
    if (last_has_one) {
        async_cancel_with(f, "last");
    } else {
        async_cancel(f);
    }
    AWAIT(trace_end(f));
}

/* One that went by leaves nothing to the next. */
static ASYNC int survives_one(void)
{
    AWAIT(stubborn());
    return AWAIT(sleeper());
}

static ASYNC void cancel_one_after_the_other(void)
{
    FUTURE(int) f = SPAWN(survives_one());
    AWAIT(async_sleep(1));
    async_cancel_with(f, "first");
    AWAIT(async_sleep(1));
    async_cancel(f);
    AWAIT(trace_end(f));
}

static ASYNC void too_long(void)
{
    async_error error;
    FUTURE(int) f = SPAWN(sleeper());
    AWAIT(async_sleep(1));
    async_cancel_with(f, "%0500d", 1);
    AWAIT_CATCH(async_join(f), &error);
    CU_ASSERT_EQUAL(strspn(error.message, "0"), sizeof error.message - 1);
    FUTURE(int) done = async_future_new(int);
    async_future_set_result(done, 1);
    CU_ASSERT_EQUAL(async_cancel_with(done, "too late"), 0);
    CU_ASSERT_EQUAL(AWAIT(async_join(done)), 1);
    CU_ASSERT_EQUAL(async_cancel_with(done, "far too late"), -ESTALE);
}

static void test_statement_78_the_last_message_counts(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, cancel_twice(true));
    EXPECT_TRACE("0:last ");
    async_loop_run(loop, cancel_twice(false));
    EXPECT_TRACE("0: ");
    async_loop_run(loop, cancel_one_after_the_other());
    EXPECT_TRACE("(first)0: ");
    async_loop_run(loop, too_long());
    close_loop(loop);
}

static ASYNC void cancel_main_with_message(void)
{
    async_cancel_with(async_current_task(), "enough");
    AWAIT(async_sleep(1));
}

static void test_statement_78_it_is_printed(void)
{
    char text[400] = "";
    async_error error;
    async_loop *loop = new_loop();
    async_loop_run_catch(loop, cancel_main_with_message(), &error);
    FILE *out = fmemopen(text, sizeof text, "w");
    async_error_print(&error, out);
    fclose(out);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nECANCELED: enough\n"));
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_statement_78_the_message_arrives_wherever_a_task_waits),
        TEST(test_statement_78_the_last_message_counts),
        TEST(test_statement_78_it_is_printed),
        CU_TEST_INFO_NULL,
    };
    return suite_run("cancel_message", tests);
}
