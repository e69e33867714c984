/* Threads and fork: a loop for each thread, callbacks from others, what a child process may do. */
#define _GNU_SOURCE
#include "suite.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a loop for each thread -------------------------------------------------------------------------------------- */

static ASYNC int add(int a, int b)
{
    AWAIT(async_sleep(0.001));
    return a + b;
}

static ASYNC int add_many(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        FUTURE(int) fs[] = {SPAWN(add(i, 1)), SPAWN(add(i, 2)), SPAWN(add(i, 3))};
        int results[3];
        AWAIT(async_gather(fs, 3, results));
        sum += results[0] + results[1] + results[2];
    }
    return sum;
}

/* Loops one after the other: what one thread closes, another may get at once. */
static void *run_on_thread(void *result)
{
    *(int *)result = 0;
    for (int i = 0; i < 50; i++) {
        *(int *)result += async_run(add_many(10));
    }
    return NULL;
}

static void test_each_thread_runs_its_own_loop(void)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int results[THREADS];
    for (int i = 0; i < THREADS; i++) {
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, run_on_thread, &results[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        CU_ASSERT_EQUAL(results[i], 50 * (3 * 10 * 9 / 2 + 10 * 6));
    }
}

struct passed {
    async_loop *loop;
    FUTURE(int) task;
    int result;
};

static void *run_passed(void *arg)
{
    struct passed *passed = arg;
    passed->result = async_loop_run_until_complete(passed->loop, passed->task);
    return NULL;
}

/* Made here, run there, closed here: its frames are freed on another thread than they were made on. */
static void test_a_loop_may_be_passed_to_a_thread(void)
{
    struct passed passed = {.loop = new_loop()};
    pthread_t thread;
    passed.task = SPAWN_ON(passed.loop, add_many(10));
    pthread_create(&thread, NULL, run_passed, &passed);
    pthread_join(thread, NULL);
    CU_ASSERT_EQUAL(passed.result, 3 * 45 + 60);
    CU_ASSERT_EQUAL(async_loop_run(passed.loop, add(1, 2)), 3);
    close_loop(passed.loop);
}

struct foreign {
    async_loop *loop;
    FUTURE(int) task;
};

static void *misuse_foreign(void *arg)
{
    struct foreign *foreign = arg;
    async_error error;
    CU_ASSERT_EQUAL(async_loop_stop(foreign->loop), -EXDEV);
    CU_ASSERT_EQUAL(async_loop_close(foreign->loop), -EXDEV);
    CU_ASSERT_EQUAL(async_loop_run_forever(foreign->loop), -EXDEV);
    CU_ASSERT_EQUAL(async_future_done(foreign->task), -EXDEV);
    CU_ASSERT_EQUAL(async_cancel(foreign->task), -EXDEV);
    CU_ASSERT_TRUE(async_loop_is_running(foreign->loop));
    async_loop_run_catch(foreign->loop, add(1, 2), &error);
    CU_ASSERT_EQUAL(error.code, EXDEV);
    return NULL;
}

static void misuse_from_thread(void *arg)
{
    pthread_t thread;
    pthread_create(&thread, NULL, misuse_foreign, arg);
    pthread_join(thread, NULL);
    async_loop_stop(((struct foreign *)arg)->loop);
}

static void test_a_running_loop_is_of_no_use_to_other_threads(void)
{
    struct foreign foreign = {.loop = new_loop()};
    foreign.task = SPAWN_ON(foreign.loop, add(1, 2));
    async_call_soon(foreign.loop, misuse_from_thread, &foreign);
    async_loop_run_forever(foreign.loop);
    CU_ASSERT_EQUAL(async_loop_run_until_complete(foreign.loop, foreign.task), 3);
    close_loop(foreign.loop);
}

/* ---- async_call_soon_threadsafe ---------------------------------------------------------------------------------- */

enum { SENDERS = 4, CALLS = 2000 };

static int calls, last_of[SENDERS], out_of_order;

struct sender {
    async_loop *loop;
    int number;
    pthread_t thread;
};

static void receive(void *arg)
{
    int sender = (int)((intptr_t)arg / CALLS), call = (int)((intptr_t)arg % CALLS);
    out_of_order += call != last_of[sender];
    last_of[sender] = call + 1;
    if (++calls == SENDERS * CALLS) {
        async_loop_stop(async_get_running_loop());
    }
}

static void *send_calls(void *arg)
{
    struct sender *sender = arg;
    for (intptr_t i = 0; i < CALLS; i++) {
        async_handle handle = async_call_soon_threadsafe(sender->loop, receive, (void *)(sender->number * CALLS + i));
        if (!handle.id) {
            return "no handle";
        }
    }
    return NULL;
}

static void test_n_calls_from_threads_run_n_times_in_their_order(void)
{
    struct sender senders[SENDERS];
    unsetenv("ASYNC_CLOCK");
    async_loop *loop = async_loop_new();
    setenv("ASYNC_CLOCK", "virtual", 1);
    for (int i = 0; i < SENDERS; i++) {
        senders[i] = (struct sender){.loop = loop, .number = i};
        pthread_create(&senders[i].thread, NULL, send_calls, &senders[i]);
    }
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    for (int i = 0; i < SENDERS; i++) {
        void *problem;
        pthread_join(senders[i].thread, &problem);
        CU_ASSERT_PTR_NULL(problem);
    }
    CU_ASSERT_EQUAL(calls, SENDERS * CALLS);
    CU_ASSERT_EQUAL(out_of_order, 0);
    close_loop(loop);
}

static void test_on_the_loops_own_thread_it_is_call_soon(void)
{
    async_loop *loop = new_loop();
    async_call_soon_threadsafe(loop, trace_string, "a"); /* not running: through the inbox */
    run_for(loop, 1);
    EXPECT_TRACE("a");
    close_loop(loop);
}

static async_handle remote_handles[3];

static void *send_three(void *loop)
{
    remote_handles[0] = async_call_soon_threadsafe(loop, trace_string, "a");
    remote_handles[1] = async_call_soon_threadsafe(loop, trace_string, "b");
    remote_handles[2] = async_call_soon_threadsafe(loop, trace_string, "c");
    return (void *)(intptr_t)async_handle_cancel(remote_handles[1]);
}

static void test_calls_from_threads_can_be_taken_back(void)
{
    pthread_t thread;
    void *cancelled;
    async_loop *loop = new_loop();
    pthread_create(&thread, NULL, send_three, loop);
    pthread_join(thread, &cancelled);
    CU_ASSERT_PTR_EQUAL(cancelled, (void *)1);
    CU_ASSERT_EQUAL(async_handle_cancel(remote_handles[1]), 0);
    run_for(loop, 1);
    EXPECT_TRACE("ac");
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(async_handle_cancel(remote_handles[i]), 0);
    }
    pthread_create(&thread, NULL, send_three, loop); /* in the same slots */
    pthread_join(thread, NULL);
    async_handle handle = remote_handles[0];
    close_loop(loop);
    CU_ASSERT_EQUAL(async_handle_cancel(handle), 0);
}

static atomic_int stop_sending;

static void *send_until_closed(void *loop)
{
    while (!stop_sending) {
        async_call_soon_threadsafe(loop, trace_string, "");
    }
    return NULL;
}

/* Threads go on sending while the loop is closed and others take its place. What is refused is reported to stderr. */
static void test_racing_with_close_is_safe(void)
{
    int saved = dup(2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(freopen("/dev/null", "w", stderr));
    for (int rounds = 0; rounds < 20; rounds++) {
        pthread_t threads[2];
        async_loop *loop = new_loop();
        stop_sending = 0;
        for (int i = 0; i < 2; i++) {
            pthread_create(&threads[i], NULL, send_until_closed, loop);
        }
        run_for(loop, 0);
        async_loop_close(loop);
        async_loop *next = new_loop();
        run_for(next, 0);
        async_loop_close(next);
        stop_sending = 1;
        for (int i = 0; i < 2; i++) {
            pthread_join(threads[i], NULL);
        }
    }
    fflush(stderr);
    dup2(saved, 2);
    close(saved);
    trace_text[0] = '\0';
}

/* ---- fork -------------------------------------------------------------------------------------------------------- */

static int child_checks(async_loop *inherited, FUTURE(int) task)
{
    async_error error;
    if (async_get_running_loop() || async_current_task()) {
        return 1;
    }
    if (async_loop_run_forever(inherited) != -EBUSY || async_loop_close(inherited) != -EBUSY) {
        return 2;
    }
    if (async_loop_run_catch(inherited, add(1, 2), &error) != 0 || error.code != EBUSY) {
        return 3;
    }
    if (async_future_done(task) != -EBUSY || async_cancel(task) != -EBUSY) {
        return 4;
    }
    if (async_get_event_loop() == inherited || async_run(add(3, 4)) != 7) {
        return 5;
    }
    return 0;
}

static pid_t forked;

static void fork_here(void *arg)
{
    struct foreign *inherited = arg;
    fflush(NULL);
    forked = fork();
    if (forked == 0) {
        _exit(child_checks(inherited->loop, inherited->task));
    }
    async_loop_stop(inherited->loop);
}

static void test_inherited_loops_are_busy(void)
{
    int status;
    struct foreign inherited = {.loop = new_loop()};
    inherited.task = SPAWN_ON(inherited.loop, add(1, 2));
    fork_here(&inherited);
    CU_ASSERT_EQUAL(waitpid(forked, &status, 0), forked);
    CU_ASSERT_EQUAL(status, 0);
    async_call_soon(inherited.loop, fork_here, &inherited); /* from inside the running loop */
    async_loop_run_forever(inherited.loop);
    CU_ASSERT_EQUAL(waitpid(forked, &status, 0), forked);
    CU_ASSERT_EQUAL(status, 0);
    CU_ASSERT_EQUAL(async_loop_run_until_complete(inherited.loop, inherited.task), 3); /* the parent's goes on */
    close_loop(inherited.loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_each_thread_runs_its_own_loop),
        TEST(test_a_loop_may_be_passed_to_a_thread),
        TEST(test_a_running_loop_is_of_no_use_to_other_threads),
        TEST(test_n_calls_from_threads_run_n_times_in_their_order),
        TEST(test_on_the_loops_own_thread_it_is_call_soon),
        TEST(test_calls_from_threads_can_be_taken_back),
        TEST(test_racing_with_close_is_safe),
        TEST(test_inherited_loops_are_busy),
        CU_TEST_INFO_NULL,
    };
    return suite_run("thread", tests);
}
