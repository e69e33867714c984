/* What happens where memory is exhausted or a system call fails: each allocation and call of some programs is made to
 * fail in turn. An error comes out, never a crash; sanitizers and valgrind see that nothing is lost on the way. */
#define _GNU_SOURCE
#include "suite.h"

/* ---- making things fail ------------------------------------------------------------------------------------------ */

static struct {
    const char *what; /* fails: "malloc" or a system call; NULL: none */
    int code;
    unsigned at;    /* the first to fail, counted from 1 */
    unsigned count; /* how many fail from there on */
    unsigned seen;
} faults;

static int fault(void *unused, const char *what)
{
    (void)unused;
    if (!faults.what || strcmp(what, faults.what) != 0) {
        return 0;
    }
    faults.seen++;
    return faults.seen >= faults.at && faults.seen - faults.at < faults.count ? faults.code : 0;
}

static async_loop *new_faulty_loop(void)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .hooks = {.fault = fault}});
    async_loop_set_error_handler(loop, trace_error, NULL);
    return loop;
}

/* Runs `scenario`, which gives an error or code 0, again and again, until none of its allocations has failed. */
static void sweep(void (*scenario)(async_loop *loop, async_error *error), unsigned count)
{
    for (unsigned at = 1;; at++) {
        async_error error = {.code = -1};
        faults.what = NULL;
        async_loop *loop = new_faulty_loop();
        faults.what = "malloc";
        faults.code = ENOMEM;
        faults.at = at;
        faults.count = count;
        faults.seen = 0;
        scenario(loop, &error);
        faults.what = NULL;
        CU_ASSERT_TRUE(error.code == 0 || error.code == ENOMEM || error.code == ECANCELED);
        CU_ASSERT_EQUAL(async_loop_close(loop), 0);
        if (faults.seen < at) {
            CU_ASSERT_EQUAL(error.code, 0);
            CU_ASSERT_TRUE(at > 5);
            break;
        }
    }
    trace_text[0] = '\0';
}

/* ---- programs ---------------------------------------------------------------------------------------------------- */

static ASYNC int sleeper(double seconds, int value)
{
    AWAIT(async_sleep(seconds));
    return value;
}

static ASYNC void nap(double seconds)
{
    AWAIT(async_sleep(seconds));
}

struct wide {
    long values[10];
};

static ASYNC struct wide make_wide(long value)
{
    struct wide wide = {{value}};
    long *address = wide.values;
    AWAIT(async_yield());
    address[9] = value;
    return wide;
}

static ASYNC int fail(void)
{
    AWAIT(async_sleep(1));
    RAISE(EIO, "of the program");
}

static ASYNC int recurse(int depth)
{
    if (depth == 0) {
        AWAIT(async_yield());
        return 0;
    }
    return 1 + AWAIT(recurse(depth - 1));
}

static ASYNC int clean_up(int depth)
{
    DEFER
    {
        AWAIT(async_sleep(1));
    }
    return AWAIT(recurse(depth));
}

static int join_all_ran;

static ASYNC void join_all(FUTURE(struct wide) f)
{
    AWAIT(async_join(f));
    join_all_ran++;
}

static ASYNC int everything(void)
{
    FUTURE(int) fs[] = {SPAWN(sleeper(1, 1)), SPAWN(sleeper(2, 2)), SPAWN(sleeper(3, 3))};
    int results[3];
    AWAIT(async_gather(fs, 3, results));
    FUTURE(struct wide) wide = SPAWN(make_wide(4));
    FUTURE(void) joins[] = {SPAWN(join_all(async_ref(wide))), SPAWN(join_all(async_ref(wide)))};
    AWAIT(async_wait(joins, 2, 5, ASYNC_ALL_COMPLETED));
    AWAIT(async_gather(joins, 2, NULL));
    results[0] += (int)AWAIT(async_join(wide)).values[9];
    FUTURE(int) inner = SPAWN(sleeper(1, 5));
    async_task_set_name(inner, "inner");
    results[0] += AWAIT(async_join(async_shield(inner)));
    results[0] += AWAIT(async_wait_for(SPAWN(sleeper(1, 6)), 2));
    FUTURE(int) future = async_future_new(int);
    async_future_add_done_callback(future, trace_string, "");
    if (async_future_set_result(future, 7) == -ENOMEM) {
        async_detach(future);
        RAISE(ENOMEM, "the result was not set");
    }
    results[0] += AWAIT(async_join(future));
    results[0] += AWAIT(async_join(SPAWN(async_join(SPAWN(recurse(3))))));
    results[0] += AWAIT(clean_up(4));
    AWAIT(async_join(SPAWN(nap(1))));
    return results[0];
}

static void run_everything(async_loop *loop, async_error *error)
{
    int value = async_loop_run_catch(loop, everything(), error);
    CU_ASSERT_EQUAL(value, error->code ? 0 : 1 + 4 + 5 + 6 + 7 + 3 + 4);
}

static void test_each_allocation_fails_in_turn(void)
{
    sweep(run_everything, 1);
}

static void test_all_allocations_fail_from_one_on(void)
{
    sweep(run_everything, 1000000);
}

static ASYNC void failures(void)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, fail());
        SPAWN_INTO(g, fail());
        SPAWN_INTO(g, sleeper(5, 1));
    }
}

static ASYNC int in_blocks(void)
{
    FUTURE(int) kept = NULL;
    async_error error;
    DEFER
    {
        async_detach(kept);
    }
    AWAIT_TIMEOUT(t, 100) {
        AWAIT_GROUP(g) {
            kept = SPAWN_INTO(g, sleeper(1, 1));
            for (int i = 0; i < 9; i++) {
                SPAWN_INTO(g, sleeper(2, i));
            }
            AWAIT(async_sleep(1));
            int code = async_timeout_reschedule(t, 50);
            if (code) {
                RAISE(-code, "no new limit");
            }
        }
    }
    AWAIT_CATCH(failures(), &error);
    if (error.code == ENOMEM) {
        RERAISE(&error);
    }
    return AWAIT(async_join(async_ref(kept))) + error.code;
}

static void run_blocks(async_loop *loop, async_error *error)
{
    int value = async_loop_run_catch(loop, in_blocks(), error);
    CU_ASSERT_EQUAL(value, error->code ? 0 : 1 + EIO);
}

static void test_each_allocation_of_blocks_fails_in_turn(void)
{
    sweep(run_blocks, 1);
    sweep(run_blocks, 1000000);
}

static async_lock lock;
static async_condition condition;
static async_barrier barrier;
static ASYNC_QUEUE(int) queue;

static ASYNC int consume(int count)
{
    int sum = 0;
    while (count-- > 0) {
        sum += AWAIT(async_queue_get(&queue));
        async_queue_task_done(&queue);
    }
    AWAIT(async_barrier_wait(&barrier));
    return sum;
}

static ASYNC void wait_notified(void)
{
    AWAIT(async_lock_acquire(&lock));
    DEFER
    {
        CU_ASSERT_EQUAL(async_lock_release(&lock), 0);
    }
    AWAIT(async_condition_wait(&condition));
    AWAIT(async_barrier_wait(&barrier));
}

static ASYNC int hand_over(void)
{
    if (async_queue_init(&queue, 1) != 0) {
        RAISE(ENOMEM, "no queue");
    }
    FUTURE(int) consumer = SPAWN(consume(5));
    FUTURE(void) waiter = SPAWN(wait_notified()), put = SPAWN(async_queue_put(&queue, 10));
    for (int i = 0; i < 4; i++) {
        AWAIT(async_queue_put(&queue, i));
    }
    AWAIT(async_join(put));
    AWAIT(async_queue_join(&queue));
    AWAIT(async_lock_acquire(&lock));
    async_condition_notify_all(&condition);
    AWAIT(async_yield());
    async_lock_release(&lock);
    AWAIT(async_join(waiter));
    return AWAIT(async_join(consumer));
}

static ASYNC int hand_over_in_time(void)
{
    return AWAIT(async_wait_for(SPAWN(hand_over()), 100));
}

static void run_hand_over(async_loop *loop, async_error *error)
{
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0); /* that of the time before, on which nobody waits any more */
    async_lock_init(&lock);
    async_condition_init(&condition, &lock);
    async_barrier_init(&barrier, 2);
    int value = async_loop_run_catch(loop, hand_over_in_time(), error);
    CU_ASSERT_EQUAL(value, error->code ? 0 : 16);
    if (error->code == ETIMEDOUT) { /* who should have come has failed */
        error->code = ENOMEM;
    }
}

static void test_locks_and_queues_lose_nothing(void)
{
    sweep(run_hand_over, 1);
    sweep(run_hand_over, 2);
    sweep(run_hand_over, 1000000);
    CU_ASSERT_EQUAL(async_queue_destroy(&queue), 0);
}

static ASYNC_ONESHOT(struct wide) answer;
static ASYNC_BROADCAST(int) news;
static ASYNC_RECEIVER(int) receivers[2];
static ASYNC_LOCAL(int) name = {1};

static ASYNC int listen(int i)
{
    int sum = async_local_get(&name);
    for (int item = 1; item;) {
        sum += item = AWAIT(async_receiver_get(&receivers[i]));
    }
    return sum;
}

static void destroy_channels(void)
{
    CU_ASSERT_EQUAL(async_oneshot_destroy(&answer), 0);
    for (int i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL(async_receiver_destroy(&receivers[i]), 0);
    }
    CU_ASSERT_EQUAL(async_broadcast_destroy(&news), 0);
}

static ASYNC int through_channels(void)
{
    int sums[2];
    if (async_oneshot_init(&answer) || async_broadcast_init(&news, 4) || async_receiver_init(&receivers[0], &news) ||
        async_receiver_init(&receivers[1], &news) || async_local_set(&name, 5, NULL)) {
        RAISE(ENOMEM, "no channel");
    }
    FUTURE(int) fs[] = {SPAWN(listen(0)), SPAWN(listen(1))};
    FUTURE(struct wide) receiver = SPAWN(async_oneshot_receive(&answer));
    for (int i = 3; i >= 0; i--) {
        AWAIT(async_yield());
        async_broadcast_send(&news, i);
    }
    async_oneshot_send(&answer, (struct wide){{[2] = 7}});
    AWAIT(async_gather(fs, 2, sums));
    return sums[0] + sums[1] + (int)AWAIT(async_join(receiver)).values[2];
}

static void run_channels(async_loop *loop, async_error *error)
{
    destroy_channels(); /* those of the time before, at which nobody waits any more */
    int value = async_loop_run_catch(loop, through_channels(), error);
    CU_ASSERT_EQUAL(value, error->code ? 0 : 2 * (5 + 6) + 7);
}

static void test_channels_and_local_values_without_memory(void)
{
    sweep(run_channels, 1);
    sweep(run_channels, 2);
    sweep(run_channels, 1000000);
    destroy_channels();
}

static ASYNC int selects(void)
{
    int value = 0;
    struct wide wide;
    async_case cases[] = {ASYNC_CASE(SPAWN(sleeper(1, 3)), &value), ASYNC_CASE(SPAWN(make_wide(4)), &wide),
                          ASYNC_CASE(SPAWN(clean_up(1)), NULL)};
    size_t first = AWAIT(async_select(cases, 3));
    CU_ASSERT_TRUE(first != 1 || wide.values[9] == 4);
    return (int)first;
}

static void run_selecting(async_loop *loop, async_error *error)
{
    int first = async_loop_run_catch(loop, selects(), error);
    CU_ASSERT_EQUAL(first, error->code ? 0 : 1);
}

static void test_selecting_without_memory(void)
{
    sweep(run_selecting, 1);
    sweep(run_selecting, 2);
    sweep(run_selecting, 1000000);
}

static ASYNC int catches(void)
{
    async_error error;
    int value = AWAIT_CATCH(clean_up(5), &error);
    if (error.code) {
        AWAIT(async_yield());
        RERAISE(&error);
    }
    return value;
}

static void run_catching(async_loop *loop, async_error *error)
{
    int value = async_loop_run_catch(loop, catches(), error);
    CU_ASSERT_EQUAL(value, error->code ? 0 : 5);
}

static void test_a_chain_that_gets_no_frame_is_unwound(void)
{
    sweep(run_catching, 1);
    sweep(run_catching, 3);
}

static void set_wide(async_loop *loop, async_error *error)
{
    async_set_event_loop(loop);
    FUTURE(struct wide) f = async_future_new(struct wide);
    FUTURE(struct wide) more = async_ref(f);
    int code = async_future_set_result(f, (struct wide){{0, 8}});
    CU_ASSERT_TRUE(code == 0 || code == -ENOMEM || async_future_error(f)->code == ENOMEM);
    if (code == -ENOMEM) {
        CU_ASSERT_EQUAL(async_future_done(f), 0); /* it may be tried again */
    }
    code = async_future_on_drop(f, trace_string);
    CU_ASSERT_TRUE(code == 0 || code == -ENOMEM);
    error->code = async_future_done(f) == 1 && !async_future_error(f) ? 0 : ENOMEM;
    if (error->code == 0) {
        async_error other;
        CU_ASSERT_TRUE(async_loop_run_until_complete_catch(loop, f, &other).values[1] == 8 || other.code == ENOMEM);
        CU_ASSERT_TRUE(async_loop_run_until_complete_catch(loop, more, error).values[1] == 8 || error->code == ENOMEM);
        error->code = other.code ? other.code : error->code;
    }
}

static void test_futures_without_memory(void)
{
    for (unsigned at = 1; at < 12; at++) {
        async_error error;
        faults.what = NULL;
        async_loop *loop = new_faulty_loop();
        async_call_soon(loop, trace_string, ""); /* the first chunk of cells is there */
        faults.what = "malloc";
        faults.at = at;
        faults.count = 1;
        faults.seen = 0;
        set_wide(loop, &error);
        faults.what = NULL;
        CU_ASSERT_TRUE(error.code == 0 || error.code == ENOMEM);
        async_loop_close(loop);
    }
    trace_text[0] = '\0';
}

static ASYNC int fails_and_is_lost(void)
{
    async_error error;
    async_detach(SPAWN(fail()));
    AWAIT(async_sleep(2));
    AWAIT_CATCH(async_join(SPAWN(fail())), &error);
    return error.code;
}

static void run_failing(async_loop *loop, async_error *error)
{
    int code = async_loop_run_catch(loop, fails_and_is_lost(), error);
    CU_ASSERT_TRUE(error->code || code == EIO || code == ENOMEM); /* the code survives without its message */
}

static void test_errors_survive_without_memory(void)
{
    sweep(run_failing, 1);
}

static ASYNC int cancels_sleepers(void)
{
    FUTURE(void) naps[] = {SPAWN(nap(100)), SPAWN(nap(100))};
    AWAIT(async_sleep(1));
    async_cancel(naps[0]);
    async_cancel_with(naps[1], "without memory, it says nothing");
    AWAIT(async_wait(naps, 2, INFINITY, ASYNC_ALL_COMPLETED));
    int cancelled = async_future_cancelled(naps[0]) + async_future_cancelled(naps[1]);
    async_detach(naps[0]);
    async_detach(naps[1]);
    return cancelled;
}

static void run_cancelling(async_loop *loop, async_error *error)
{
    int cancelled = async_loop_run_catch(loop, cancels_sleepers(), error);
    CU_ASSERT_TRUE(error->code || cancelled == 2 || faults.seen >= faults.at);
}

static void test_cancelling_without_memory(void)
{
    sweep(run_cancelling, 1);
}

/* ---- scheduling and system calls --------------------------------------------------------------------------------- */

static void test_callbacks_without_memory(void)
{
    async_loop *loop = new_faulty_loop();
    faults.what = "malloc";
    faults.at = 1;
    faults.count = 1000;
    faults.seen = 0;
    async_call_soon(loop, stop_running, NULL); /* before the loop runs, its hook does not know of it */
    async_call_soon(loop, trace_string, "a");
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    EXPECT_TRACE("a");
    faults.what = NULL;
    close_loop(loop);
}

static void test_a_loop_that_cannot_be_made(void)
{
    const char *calls[] = {"epoll_create1", "eventfd", "epoll_ctl"};
    for (int i = 0; i < 3; i++) {
        faults.what = calls[i];
        faults.code = EMFILE;
        faults.at = 1;
        faults.count = 1;
        faults.seen = 0;
        errno = 0;
        CU_ASSERT_PTR_NULL(async_loop_new_with(&(async_loop_options){.hooks = {.fault = fault}}));
        CU_ASSERT_EQUAL(errno, EMFILE);
        CU_ASSERT_EQUAL(faults.seen, 1);
    }
    faults.what = NULL;
    async_loop *loop = new_faulty_loop(); /* nothing is in the way of the next one */
    close_loop(loop);
}

static ASYNC int sleeps_through(void)
{
    AWAIT(async_sleep(1));
    return 5;
}

static void test_a_poll_that_fails_ends_the_run(void)
{
    async_error error;
    async_loop *loop = new_faulty_loop();
    faults.what = "epoll_wait";
    faults.code = EBADF;
    faults.at = 1;
    faults.count = 1;
    faults.seen = 0;
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), -EBADF);
    CU_ASSERT_FALSE(async_loop_is_running(loop));
    faults.seen = 0;
    CU_ASSERT_EQUAL(async_loop_run_catch(loop, sleeps_through(), &error), 0);
    CU_ASSERT_EQUAL(error.code, EBADF);
    faults.code = EINTR; /* of a signal: nothing happened */
    faults.seen = 0;
    CU_ASSERT_EQUAL(async_loop_run_catch(loop, sleeps_through(), &error), 5);
    CU_ASSERT_EQUAL(error.code, 0);
    faults.what = NULL;
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_each_allocation_fails_in_turn),
        TEST(test_all_allocations_fail_from_one_on),
        TEST(test_each_allocation_of_blocks_fails_in_turn),
        TEST(test_locks_and_queues_lose_nothing),
        TEST(test_channels_and_local_values_without_memory),
        TEST(test_selecting_without_memory),
        TEST(test_a_chain_that_gets_no_frame_is_unwound),
        TEST(test_futures_without_memory),
        TEST(test_errors_survive_without_memory),
        TEST(test_cancelling_without_memory),
        TEST(test_callbacks_without_memory),
        TEST(test_a_loop_that_cannot_be_made),
        TEST(test_a_poll_that_fails_ends_the_run),
        CU_TEST_INFO_NULL,
    };
    return suite_run("fault", tests);
}
