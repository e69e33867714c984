/* Embedded loops, which the program gives turns to, and an allocator of the program's own. */
#define _GNU_SOURCE
#include "suite.h"

#include <asyncc/embed.h>

#include <pthread.h>
#include <time.h>

/* ---- the allocator ---------------------------------------------------------------------------------------------- */

static long blocks, allocations;

static void *count_allocate(size_t size)
{
    blocks++;
    allocations++;
    return malloc(size);
}

static void count_release(void *memory)
{
    blocks--;
    free(memory);
}

static const async_allocator counting = {count_allocate, count_release};

/* ---- what the tests run ----------------------------------------------------------------------------------------- */

static ASYNC int add(double seconds, int a, int b)
{
    AWAIT(async_sleep(seconds));
    return a + b;
}

static ASYNC void ticks(const char *text, int n)
{
    for (int i = 0; i < n; i++) {
        trace("%s", text);
        AWAIT(async_yield());
    }
}

static ASYNC void many_tasks(void)
{
    enum { TASKS = 1000 };
    static FUTURE(int) fs[TASKS];
    for (int i = 0; i < TASKS; i++) {
        fs[i] = SPAWN(add(i % 7, i, 1));
    }
    AWAIT(async_gather(fs, TASKS, NULL));
}

/* ---- tests ------------------------------------------------------------------------------------------------------ */

static void test_all_memory_is_the_allocators_and_comes_back(void)
{
    for (int i = 0; i < 3; i++) {
        async_run(many_tasks());
    }
    CU_ASSERT_EQUAL(async_set_allocator(&counting), -EBUSY); /* main() has set it, and it is in use */
    CU_ASSERT_TRUE(allocations > 5);
    CU_ASSERT_EQUAL(blocks, 1); /* the loop itself: its memory is kept for the next */
}

static void test_turns(void)
{
    async_loop *loop = async_embed_new(NULL, NULL, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(loop);
    async_loop_set_error_handler(loop, trace_error, NULL);
    CU_ASSERT_EQUAL(async_embed_turn(loop), INFINITY);
    FUTURE(void) a = SPAWN_ON(loop, ticks("a", 3)), b = SPAWN_ON(loop, ticks("b", 2));
    CU_ASSERT_EQUAL(async_embed_turn(loop), 0);
    EXPECT_TRACE("ab");
    CU_ASSERT_EQUAL(async_embed_turn(loop), 0);
    EXPECT_TRACE("ab");
    CU_ASSERT_EQUAL(async_embed_turn(loop), 0);
    EXPECT_TRACE("a");
    while (async_embed_turn(loop) == 0) {
    }
    CU_ASSERT_EQUAL(async_future_done(a), 1);
    CU_ASSERT_EQUAL(async_detach(a), 0);
    CU_ASSERT_EQUAL(async_detach(b), 0);
    CU_ASSERT_FALSE(async_loop_is_running(loop));
    close_loop(loop);
    CU_ASSERT_EQUAL(async_embed_turn(loop), -ESHUTDOWN);
}

static void test_turns_of_a_virtual_clock(void)
{
    async_loop *loop = async_embed_new(&(async_loop_options){.virtual_clock = 1}, NULL, NULL);
    FUTURE(int) sum = SPAWN_ON(loop, add(5, 1, 2));
    while (async_future_done(sum) == 0) {
        CU_ASSERT_TRUE(async_embed_turn(loop) == 0 || async_future_done(sum));
    }
    CU_ASSERT_EQUAL(async_future_result(sum), 3);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 5, 0);
    async_detach(sum);
    close_loop(loop);
}

static void test_turns_tell_when_the_next_is_due(void)
{
    unsetenv("ASYNC_CLOCK");
    async_loop *loop = async_embed_new(NULL, NULL, NULL);
    setenv("ASYNC_CLOCK", "virtual", 1);
    FUTURE(int) sum = SPAWN_ON(loop, add(0.02, 1, 2));
    double seconds = 0;
    int turns = 0;
    while (async_future_done(sum) == 0) {
        seconds = async_embed_turn(loop);
        if (async_future_done(sum)) {
            break;
        }
        CU_ASSERT_TRUE(seconds >= 0 && seconds <= 0.02);
        struct timespec pause = {.tv_nsec = (long)(seconds * 1e9) + 1};
        nanosleep(&pause, NULL);
        turns++;
    }
    CU_ASSERT_TRUE(turns < 8);
    CU_ASSERT_EQUAL(seconds, INFINITY);
    async_detach(sum);
    close_loop(loop);
}

static void wake_program(void *arg)
{
    ++*(int *)arg;
}

static void *call_from_thread(void *loop)
{
    return (void *)(uintptr_t)async_call_soon_threadsafe(loop, trace_string, "called").id;
}

static void test_other_threads_wake_the_program(void)
{
    int wakes = 0;
    pthread_t thread;
    void *id;
    async_loop *loop = async_embed_new(NULL, wake_program, &wakes);
    pthread_create(&thread, NULL, call_from_thread, loop);
    pthread_join(thread, &id);
    CU_ASSERT_PTR_NOT_NULL(id);
    CU_ASSERT_EQUAL(wakes, 1);
    async_embed_turn(loop);
    EXPECT_TRACE("called");
    close_loop(loop);
}

/* What is refused does not run later, and the next call is refused as well. */
static void test_without_a_wake_other_threads_are_refused(void)
{
    pthread_t thread;
    void *id;
    FILE *saved = stderr, *out = fopen("/dev/null", "w");
    async_loop *loop = async_embed_new(NULL, NULL, NULL);
    stderr = out;
    for (int i = 0; i < 2; i++) {
        pthread_create(&thread, NULL, call_from_thread, loop);
        pthread_join(thread, &id);
        CU_ASSERT_PTR_NULL(id);
    }
    stderr = saved;
    fclose(out);
    async_embed_turn(loop);
    EXPECT_TRACE("");
    close_loop(loop);
}

static void test_what_an_embedded_loop_cannot_do(void)
{
    async_error error;
    async_loop *loop = async_embed_new(NULL, NULL, NULL), *ordinary = new_loop();
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), -ENOTSUP);
    async_loop_run_catch(loop, ticks("x", 1), &error);
    CU_ASSERT_EQUAL(error.code, ENOTSUP);
    CU_ASSERT_EQUAL(async_embed_turn(ordinary), -ENOTSUP);
    close_loop(loop);
    close_loop(ordinary);
    EXPECT_TRACE("");
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_all_memory_is_the_allocators_and_comes_back),
        TEST(test_turns),
        TEST(test_turns_of_a_virtual_clock),
        TEST(test_turns_tell_when_the_next_is_due),
        TEST(test_other_threads_wake_the_program),
        TEST(test_without_a_wake_other_threads_are_refused),
        TEST(test_what_an_embedded_loop_cannot_do),
        CU_TEST_INFO_NULL,
    };
    if (async_set_allocator(&counting) != 0) {
        return EXIT_FAILURE;
    }
    return suite_run("embed", tests);
}
