/* Task-local values: statement 79 of docs/semantics.md. */
#define _GNU_SOURCE
#include "suite.h"

#include <malloc.h>
#include <pthread.h>

static ASYNC_LOCAL(int) number = {5};

static void set(int value)
{
    CU_ASSERT_EQUAL(async_local_set(&number, value, NULL), 0);
}

/* A callback, too: traces the value, then sets another, which nobody sees. */
static void trace_number(void *name)
{
    trace("%s%d ", (const char *)name, async_local_get(&number));
    set(1000);
}

/* ---- types ------------------------------------------------------------------------------------------------------- */

struct point {
    double x;
    char name[20];
};

struct wide {
    _Alignas(64) char bytes[64];
};

extern ASYNC_LOCAL(const char *) name;
ASYNC_LOCAL(const char *) name = {"nobody"};
static ASYNC_LOCAL(struct point) place = {{1.5, "home"}};
static ASYNC_LOCAL(struct wide) wide;
static ASYNC_LOCAL(char) small;

static ASYNC void typed(void)
{
    CU_ASSERT_EQUAL(async_local_get(&place).x, 1.5);
    CU_ASSERT_EQUAL(async_local_set(&place, ((struct point){2.5, "away"}), NULL), 0);
    CU_ASSERT_EQUAL(async_local_set(&name, "Ada", NULL), 0);
    CU_ASSERT_EQUAL(async_local_set(&wide, (struct wide){.bytes = {[63] = 7}}, NULL), 0);
    CU_ASSERT_EQUAL(async_local_set(&small, 'x', NULL), 0);
    AWAIT(async_yield());
    struct point got = async_local_get(&place);
    CU_ASSERT_STRING_EQUAL(got.name, "away");
    CU_ASSERT_STRING_EQUAL(async_local_get(&name), "Ada");
    CU_ASSERT_EQUAL(async_local_get(&wide).bytes[63], 7);
    CU_ASSERT_EQUAL(async_local_get(&small), 'x');
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
}

static void test_values_of_any_type(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, typed());
    CU_ASSERT_STRING_EQUAL(async_local_get(&name), "nobody");
    close_loop(loop);
}

/* More names than one finds by chance, set in an order that is neither up nor down. */
static ASYNC void many(void)
{
    enum { COUNT = 101 };
    static ASYNC_LOCAL(int) names[COUNT];
    for (int i = 0; i < COUNT; i++) {
        int at = i * 37 % COUNT;
        CU_ASSERT_EQUAL(async_local_set(&names[at], at, NULL), 0);
    }
    for (int i = 0; i < COUNT; i++) {
        CU_ASSERT_EQUAL(async_local_get(&names[i]), i);
    }
}

static void test_many_names(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, many());
    close_loop(loop);
}

/* ---- who sees what ----------------------------------------------------------------------------------------------- */

static ASYNC void callee(void)
{
    AWAIT(async_yield());
    set(async_local_get(&number) + 1);
}

static ASYNC int child(int value)
{
    int first = async_local_get(&number);
    set(value);
    AWAIT(async_sleep(2));
    CU_ASSERT_EQUAL(async_local_get(&number), value);
    return first;
}

static ASYNC void parent(void)
{
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
    FUTURE(int) unset = SPAWN(child(1));
    set(10);
    AWAIT(callee());
    CU_ASSERT_EQUAL(async_local_get(&number), 11); /* awaited, it is the same task */
    FUTURE(int) before = SPAWN(child(2));
    set(20); /* after the SPAWN, though before its start */
    AWAIT(async_sleep(1));
    CU_ASSERT_EQUAL(async_local_get(&number), 20);
    FUTURE(int) after = SPAWN(child(3));
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, child(4));
        CU_ASSERT_EQUAL(AWAIT(async_join(SPAWN_INTO(g, child(5)))), 20);
    }
    CU_ASSERT_EQUAL(AWAIT(async_join(unset)), 5);
    CU_ASSERT_EQUAL(AWAIT(async_join(before)), 11);
    CU_ASSERT_EQUAL(AWAIT(async_join(after)), 20);
    CU_ASSERT_EQUAL(async_local_get(&number), 20);
}

static void test_statement_79_a_task_has_what_was_set_where_it_was_spawned(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, parent());
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
    set(7); /* the thread's */
    FUTURE(int) f = SPAWN_ON(loop, child(8));
    set(9);
    CU_ASSERT_EQUAL(async_loop_run_until_complete(loop, f), 7);
    CU_ASSERT_EQUAL(async_local_get(&number), 9);
    set(5);
    close_loop(loop);
}

/* It is cancelled: its clean-up is its own still. */
static ASYNC void cleans_up(void)
{
    set(30);
    DEFER
    {
        trace("%d ", async_local_get(&number));
    }
    AWAIT(async_sleep(100));
}

static void test_31_of_a_task_that_is_pending_when_its_loop_is_closed(void)
{
    async_loop *loop = new_loop();
    async_detach(SPAWN_ON(loop, cleans_up()));
    run_for(loop, 1);
    async_call_later(loop, 1, trace_number, "never");
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("[cancelled]30 ");
}

/* ---- callbacks --------------------------------------------------------------------------------------------------- */

static ASYNC void schedules(void)
{
    async_loop *loop = async_get_running_loop();
    FUTURE(int) future = async_future_new(int);
    set(1);
    async_call_soon(loop, trace_number, "soon");
    async_call_soon(loop, trace_number, "again");
    async_handle_cancel(async_call_soon(loop, trace_number, "never"));
    set(2);
    async_call_later(loop, 3, trace_number, "later");
    async_handle_cancel(async_call_later(loop, 3, trace_number, "never"));
    set(3);
    async_call_at(loop, async_loop_time(loop) + 4, trace_number, "at");
    set(4);
    async_future_add_done_callback(future, trace_number, "done");
    async_future_add_done_callback(future, trace_string, "never");
    async_future_remove_done_callback(future, trace_string);
    set(6);
    async_call_soon_threadsafe(loop, trace_number, "threadsafe");
    set(8);
    async_future_set_result(future, 1);
    AWAIT(async_sleep(5));
    async_future_add_done_callback(future, trace_number, "late");
    async_detach(future);
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_local_get(&number), 8);
}

static void test_statement_79_a_callback_has_what_was_set_where_it_was_scheduled(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, schedules());
    EXPECT_TRACE("soon1 again1 threadsafe6 done4 later2 at3 late8 ");
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
    close_loop(loop);
}

/* What a callback spawns and schedules has what it has set. */
static void trace_and_spawn(void *unused)
{
    (void)unused;
    set(40);
    async_call_soon(async_get_running_loop(), trace_number, "from a callback");
    async_detach(SPAWN(cleans_up()));
    set(41);
}

static void test_statement_79_callbacks_hand_on(void)
{
    async_loop *loop = new_loop();
    async_call_soon(loop, trace_and_spawn, NULL);
    run_for(loop, 200);
    EXPECT_TRACE("from a callback40 30 ");
    close_loop(loop);
}

static void *schedule_elsewhere(void *loop)
{
    set(50);
    async_call_soon_threadsafe(loop, trace_number, "elsewhere");
    async_handle_cancel(async_call_soon_threadsafe(loop, trace_number, "never"));
    async_call_soon_threadsafe(loop, stop_running, NULL);
    set(51);
    return NULL;
}

static void test_statement_79_of_another_thread(void)
{
    pthread_t thread;
    async_loop *loop = new_real_loop();
    CU_ASSERT_EQUAL(pthread_create(&thread, NULL, schedule_elsewhere, loop), 0);
    pthread_join(thread, NULL); /* before the loop runs: it could be faster than the cancelling */
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    EXPECT_TRACE("elsewhere50 ");
    CU_ASSERT_EQUAL(pthread_create(&thread, NULL, schedule_elsewhere, loop), 0); /* dropped */
    pthread_join(thread, NULL);
    close_loop(loop);
}

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

static int set_token(int value, async_local_token *token)
{
    return async_local_set(&number, value, token);
}

static ASYNC void resets(async_local_token foreign)
{
    async_local_token a, b, c;
    CU_ASSERT_EQUAL(async_local_get(&number), 60);
    CU_ASSERT_EQUAL(async_local_reset(&number, foreign), -EINVAL);
    CU_ASSERT_EQUAL(set_token(61, &a), 0);
    set(62);
    set(63);
    CU_ASSERT_EQUAL(set_token(64, &b), 0);
    CU_ASSERT_EQUAL(set_token(65, &c), 0);
    CU_ASSERT_EQUAL(async_local_reset(&small, c), -EINVAL);
    CU_ASSERT_EQUAL(async_local_reset(&number, c), 0);
    CU_ASSERT_EQUAL(async_local_get(&number), 64);
    CU_ASSERT_EQUAL(async_local_reset(&number, c), -EINVAL);
    CU_ASSERT_EQUAL(async_local_reset(&number, (async_local_token){.where = c.where}), -EINVAL);
    AWAIT(async_join(SPAWN(child(66))));
    CU_ASSERT_EQUAL(async_local_reset(&number, b), 0);
    CU_ASSERT_EQUAL(async_local_get(&number), 63);
    CU_ASSERT_EQUAL(set_token(67, &c), 0);
    CU_ASSERT_EQUAL(async_local_reset(&number, a), 0); /* further back than the last one */
    CU_ASSERT_EQUAL(async_local_get(&number), 60);
    CU_ASSERT_EQUAL(async_local_reset(&number, c), -EINVAL);
    CU_ASSERT_EQUAL(async_local_get(&number), 60);
}

static ASYNC void unsets(void)
{
    async_local_token first, foreign;
    CU_ASSERT_EQUAL(set_token(59, &first), 0);
    CU_ASSERT_EQUAL(set_token(60, &foreign), 0);
    FUTURE(void) other = SPAWN(resets(foreign));
    AWAIT(async_join(other));
    CU_ASSERT_EQUAL(async_local_reset(&number, first), 0);
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
    set(58);
    CU_ASSERT_EQUAL(async_local_get(&number), 58);
}

static void test_statement_79_tokens(void)
{
    async_local_token token;
    async_loop *loop = new_loop();
    async_loop_run(loop, unsets());
    CU_ASSERT_EQUAL(set_token(57, &token), 0);
    CU_ASSERT_EQUAL(async_local_reset(&number, token), 0);
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
    close_loop(loop);
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

static unsigned allocations, failing; /* which one fails, from 1 on; 0: none */

static int count_allocations(void *unused, const char *what)
{
    (void)unused;
    return strcmp(what, "malloc") == 0 && ++allocations == failing ? ENOMEM : 0;
}

/* Each set() is a value; the first one is a set of values, as is the first after a SPAWN. */
static ASYNC void counts(void)
{
    unsigned before = allocations;
    set(1);
    CU_ASSERT_EQUAL(allocations - before, 2);
    before = allocations;
    for (int i = 0; i < 1000; i++) {
        set(i);
    }
    CU_ASSERT_EQUAL(allocations - before, 1000);
    size_t used = mallinfo2().uordblks;
    async_local_token token;
    set_token(1, &token);
    for (int i = 0; i < 1000; i++) {
        set(i);
    }
    CU_ASSERT_TRUE(mallinfo2().uordblks - used < 1000); /* what was set in between is not kept */
    FUTURE(int) other = SPAWN(child(2));
    before = allocations;
    set(1);
    CU_ASSERT_EQUAL(allocations - before, 2);
    AWAIT(async_join(other));
}

static ASYNC void without_memory(void)
{
    async_local_token token, other;
    CU_ASSERT_EQUAL(set_token(1, &token), 0);
    for (unsigned at = 1; at <= 3; at++) { /* the task has a reference to what is shared with the callback */
        async_handle handle = async_call_later(async_get_running_loop(), 1, trace_number, "");
        allocations = 0;
        failing = at;
        int error = set_token(2, &other);
        failing = 0;
        CU_ASSERT_EQUAL(error, at < 3 ? -ENOMEM : 0);
        CU_ASSERT_EQUAL(async_local_get(&number), at < 3 ? 1 : 2);
        async_handle_cancel(handle);
    }
    async_handle handle = async_call_later(async_get_running_loop(), 1, trace_number, "");
    allocations = 0;
    failing = 1;
    CU_ASSERT_EQUAL(async_local_reset(&number, token), -ENOMEM);
    failing = 0;
    CU_ASSERT_EQUAL(async_local_get(&number), 2);
    CU_ASSERT_EQUAL(async_local_reset(&number, token), 0);
    CU_ASSERT_EQUAL(async_local_get(&number), 5);
    async_handle_cancel(handle);
    AWAIT(async_yield());
}

static void test_memory(void)
{
    async_loop *loop =
        async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .hooks = {.fault = count_allocations}});
    async_loop_run(loop, counts());
    async_loop_run(loop, without_memory());
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_values_of_any_type),
        TEST(test_many_names),
        TEST(test_statement_79_a_task_has_what_was_set_where_it_was_spawned),
        TEST(test_31_of_a_task_that_is_pending_when_its_loop_is_closed),
        TEST(test_statement_79_a_callback_has_what_was_set_where_it_was_scheduled),
        TEST(test_statement_79_callbacks_hand_on),
        TEST(test_statement_79_of_another_thread),
        TEST(test_statement_79_tokens),
        TEST(test_memory),
        CU_TEST_INFO_NULL,
    };
    return suite_run("local", tests);
}
