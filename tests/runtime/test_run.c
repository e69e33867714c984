/* Running: async_run and its relatives, their values and errors, and how they end. */
#define _GNU_SOURCE
#include "suite.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what the tests run ------------------------------------------------------------------------------------------ */

struct pair {
    int first;
    const char *second;
};

static ASYNC int add(int a, int b)
{
    AWAIT(async_sleep(1));
    return a + b;
}

static ASYNC struct pair make_pair(int first)
{
    AWAIT(async_yield());
    return (struct pair){first, "second"};
}

static ASYNC void tell(const char *text)
{
    AWAIT(async_yield());
    trace("%s", text);
}

static ASYNC int innermost(int code)
{
    AWAIT(async_yield());
    RAISE(code, "code %d", code);
}

static ASYNC int middle(int code)
{
    return AWAIT(innermost(code)) + 1;
}

static ASYNC int fail(int code)
{
    return AWAIT(middle(code)) + 1;
}

static ASYNC void fail_void(void)
{
    AWAIT(fail(7777));
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static void test_run_gives_the_value(void)
{
    async_error error;
    CU_ASSERT_EQUAL(async_run(add(1, 2)), 3);
    struct pair pair = async_run(make_pair(4));
    CU_ASSERT_EQUAL(pair.first, 4);
    CU_ASSERT_STRING_EQUAL(pair.second, "second");
    async_run(tell("told"));
    EXPECT_TRACE("told");
    CU_ASSERT_EQUAL(async_run_catch(add(3, 4), &error), 7);
    CU_ASSERT_EQUAL(error.code, 0);
    CU_ASSERT_EQUAL(async_run_catch(make_pair(8), &error).first, 8);
    async_run_catch(tell("again"), &error);
    EXPECT_TRACE("again");
    CU_ASSERT_PTR_NULL(async_get_running_loop());
}

static void test_run_catch_gives_the_error(void)
{
    async_error error;
    CU_ASSERT_EQUAL(async_run_catch(fail(EIO), &error), 0);
    CU_ASSERT_EQUAL(error.code, EIO);
    CU_ASSERT_STRING_EQUAL(error.message, "code 5");
    CU_ASSERT_EQUAL(error.site_count, 3);
    CU_ASSERT_STRING_EQUAL(error.sites[0]->function, "innermost");
    CU_ASSERT_STRING_EQUAL(error.sites[1]->function, "middle");
    CU_ASSERT_STRING_EQUAL(error.sites[2]->function, "fail");
    async_run_catch(fail_void(), &error);
    CU_ASSERT_EQUAL(error.code, 7777);
    CU_ASSERT_EQUAL(error.site_count, 4);
}

static void test_a_loop_runs_several_calls(void)
{
    async_error error;
    async_loop *loop = new_loop();
    CU_ASSERT_EQUAL(async_loop_run(loop, add(1, 2)), 3);
    CU_ASSERT_EQUAL(async_loop_run_catch(loop, add(4, 5), &error), 9);
    CU_ASSERT_EQUAL(async_loop_run(loop, make_pair(3)).first, 3);
    async_loop_run(loop, tell("a"));
    async_loop_run_catch(loop, tell("b"), &error);
    EXPECT_TRACE("ab");
    CU_ASSERT_EQUAL(async_loop_run_catch(loop, fail(EBADF), &error), 0);
    CU_ASSERT_EQUAL(error.code, EBADF);
    async_loop_run_catch(loop, fail_void(), &error);
    CU_ASSERT_EQUAL(error.code, 7777);
    FUTURE(int) failed = SPAWN_ON(loop, fail(EPERM));
    CU_ASSERT_EQUAL(async_loop_run_until_complete_catch(loop, failed, &error), 0);
    CU_ASSERT_EQUAL(error.code, EPERM);
    CU_ASSERT_DOUBLE_EQUAL(async_loop_time(loop), 2, 0);
    close_loop(loop);
}

/* ---- the forms without _catch ------------------------------------------------------------------------------------ */

/* What a child process that runs f prints to stderr, and its exit status. */
static int run_in_child(void (*f)(void), char *text, size_t size)
{
    int pipes[2], status;
    CU_ASSERT_EQUAL_FATAL(pipe(pipes), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipes[1], 2);
        close(pipes[0]);
        close(pipes[1]);
        close(1);
        f();
        _exit(42);
    }
    close(pipes[1]);
    size_t used = 0;
    for (ssize_t count; (count = read(pipes[0], text + used, size - 1 - used)) > 0;) {
        used += (size_t)count;
    }
    text[used] = '\0';
    close(pipes[0]);
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void run_failing(void)
{
    async_run(fail_void());
}

static void loop_run_failing(void)
{
    async_loop_run(async_loop_new(), fail(ENOENT));
}

static void complete_failing(void)
{
    async_loop *loop = async_loop_new();
    FUTURE(int) task = SPAWN_ON(loop, fail(ENOENT));
    async_loop_run_until_complete(loop, task);
}

static void test_an_error_of_nobody_ends_the_program(void)
{
    char text[2048];
    CU_ASSERT_EQUAL(run_in_child(run_failing, text, sizeof text), 1);
    CU_ASSERT_EQUAL(strncmp(text, "Traceback (most recent await last):\n  File \"", 44), 0);
    const char *frames[] = {"in fail_void\n", "in fail\n", "in middle\n", "in innermost\nerror 7777: code 7777\n"};
    const char *at = text;
    for (int i = 0; at && i < 4; i++) {
        at = strstr(at, frames[i]);
        CU_ASSERT_PTR_NOT_NULL(at);
    }
    CU_ASSERT_EQUAL(run_in_child(loop_run_failing, text, sizeof text), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nENOENT: code 2\n"));
    CU_ASSERT_EQUAL(run_in_child(complete_failing, text, sizeof text), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nENOENT: code 2\n"));
}

/* ---- the end ----------------------------------------------------------------------------------------------------- */

static const int *shared;

static ASYNC void uses_shared(void)
{
    DEFER
    {
        AWAIT(async_sleep(1));
        trace("%d ", *shared);
    }
    AWAIT(async_sleep(1000));
}

static ASYNC void spawns_at_its_end(void)
{
    DEFER
    {
        async_detach(SPAWN(uses_shared()));
    }
    AWAIT(async_sleep(1000));
}

static ASYNC int leaves_tasks(void)
{
    int local = 17;
    shared = &local;
    async_detach(SPAWN(uses_shared()));
    async_detach(SPAWN(uses_shared()));
    async_detach(SPAWN(spawns_at_its_end()));
    AWAIT(async_sleep(1));
    return local;
}

static ASYNC void leaves_tasks_and_fails(void)
{
    int local = 18;
    shared = &local;
    async_detach(SPAWN(uses_shared()));
    AWAIT(async_sleep(1));
    RAISE(EIO, "at the end");
}

static void test_run_ends_the_other_tasks_before_the_frame_of_main_goes(void)
{
    async_error error;
    CU_ASSERT_EQUAL(async_run(leaves_tasks()), 17);
    EXPECT_TRACE("17 17 17 ");
    async_run_catch(leaves_tasks_and_fails(), &error);
    CU_ASSERT_EQUAL(error.code, EIO);
    EXPECT_TRACE("18 ");
}

static ASYNC void stops_the_loop(void)
{
    async_loop_stop(async_get_running_loop());
    AWAIT(async_sleep(1));
    trace("not here");
}

static void test_run_stopped_early(void)
{
    async_error error;
    async_run_catch(stops_the_loop(), &error);
    CU_ASSERT_EQUAL(error.code, EINTR);
    EXPECT_TRACE("");
}

static ASYNC int cancels_itself(void)
{
    async_cancel(async_current_task());
    AWAIT(async_sleep(1));
    return 1;
}

static void test_run_of_what_is_cancelled(void)
{
    async_error error;
    CU_ASSERT_EQUAL(async_run_catch(cancels_itself(), &error), 0);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
}

static void test_close_drops_callbacks_and_ends_tasks(void)
{
    async_loop *loop = new_loop();
    async_call_soon(loop, trace_string, "x");
    async_call_later(loop, 1, trace_string, "x");
    FUTURE(void) task = SPAWN_ON(loop, uses_shared()), other = SPAWN_ON(loop, tell("x"));
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("[cancelled][cancelled]"); /* they had not begun: nothing of them runs */
    CU_ASSERT_EQUAL(async_future_done(task), -ESTALE);
    CU_ASSERT_EQUAL(async_future_done(other), -ESTALE);
}

static ASYNC void never_ends(void)
{
    for (;;) {
        async_error error;
        AWAIT_CATCH(async_sleep(1), &error);
        (void)error;
    }
}

static ASYNC void spawns_while_closing(void)
{
    DEFER
    {
        FUTURE(void) refused = SPAWN(tell("x"));
        trace("%s ", strerrorname_np(async_future_error(refused)->code));
        async_detach(refused);
    }
    AWAIT(async_sleep(1000));
}

static void test_close_ends_even_what_does_not_want_to(void)
{
    async_loop *loop = new_loop();
    async_detach(SPAWN_ON(loop, never_ends()));
    async_detach(SPAWN_ON(loop, spawns_while_closing()));
    run_for(loop, 0.5);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("[cancelled][EDEADLK][cancelled]ESHUTDOWN ");
}

static ASYNC void waits_in_all_ways(int way, FUTURE(int) f)
{
    DEFER
    {
        trace("%d", way);
    }
    switch (way) {
    case 0:
        AWAIT(async_join(f));
        break;
    case 1:
        AWAIT(async_gather(&f, 1, NULL));
        break;
    case 2:
        AWAIT(async_wait(&f, 1, 1000, ASYNC_ALL_COMPLETED));
        async_detach(f);
        break;
    case 3:
        AWAIT(async_wait_for(f, 1000));
        break;
    case 4:
        AWAIT(async_join(async_shield(f)));
        break;
    default:
        async_detach(f);
        AWAIT(async_sleep(INFINITY));
        break;
    }
}

static void test_close_ends_tasks_that_wait_in_any_way(void)
{
    async_loop *loop = new_loop();
    async_set_event_loop(loop);
    for (int rounds = 0; rounds < 2; rounds++) { /* with one waiter, and with several */
        FUTURE(int) f = async_future_new(int);
        for (int way = 0; way < 6; way++) {
            FUTURE(int) other = async_future_new(int);
            async_detach(SPAWN_ON(loop, waits_in_all_ways(way, rounds ? async_ref(f) : other)));
            if (rounds) {
                async_detach(other);
            }
        }
    }
    run_for(loop, 0.5);
    async_loop_set_error_handler(loop, trace_error, NULL);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    const char *text = trace_text;
    int ended = 0;
    for (; *text; text++) {
        ended += *text >= '0' && *text <= '5';
    }
    CU_ASSERT_EQUAL(ended, 12);
    trace_text[0] = '\0';
}

/* ---- the seed ---------------------------------------------------------------------------------------------------- */

static ASYNC void traces_after(FUTURE(int) f, const char *text)
{
    AWAIT(async_join(f));
    trace("%s", text);
}

static ASYNC void wakes_many(void)
{
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    FUTURE(int) fs[8];
    FUTURE(void) tasks[16];
    for (int i = 0; i < 8; i++) {
        fs[i] = async_future_new(int);
        tasks[2 * i] = SPAWN(traces_after(async_ref(fs[i]), names[i]));
        tasks[2 * i + 1] = SPAWN(traces_after(fs[i], "'"));
    }
    AWAIT(async_yield());
    async_loop *loop = async_get_running_loop();
    async_call_soon(loop, trace_string, "<");
    for (int i = 0; i < 8; i++) {
        async_future_set_result(fs[i], i);
        if (i == 3) {
            async_call_soon(loop, trace_string, "|");
        }
    }
    async_call_soon(loop, trace_string, ">");
    AWAIT(async_gather(tasks, 16, NULL));
}

static void trace_of_seed(uint64_t seed, char *text)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .seed = seed});
    async_loop_run(loop, wakes_many());
    strcpy(text, trace_text);
    close_loop(loop);
}

static void test_the_seed_shuffles_tasks_of_different_futures_only(void)
{
    char plain[64], text[64], again[64];
    int different = 0;
    const char *outer = take_seed();
    trace_of_seed(0, plain);
    CU_ASSERT_STRING_EQUAL(plain, "<a'b'c'd'|e'f'g'h'>");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        trace_of_seed(seed, text);
        trace_of_seed(seed, again);
        CU_ASSERT_STRING_EQUAL(text, again);
        different += strcmp(text, plain) != 0;
        CU_ASSERT_EQUAL(strlen(text), 19);
        CU_ASSERT_EQUAL(text[0], '<'); /* callbacks stay where they are */
        CU_ASSERT_EQUAL(text[9], '|');
        CU_ASSERT_EQUAL(text[18], '>');
        for (int i = 0; i < 8; i++) { /* as do tasks of one future among themselves */
            const char *at = strchr(text, 'a' + i);
            CU_ASSERT_TRUE(at && at[1] == '\'');
        }
    }
    CU_ASSERT_TRUE(different >= 18);
    set_seed(outer);
}

static void test_the_environment_sets_defaults(void)
{
    const char *outer = take_seed();
    set_seed("5");
    char environment[64], option[64];
    trace_of_seed(0, environment);
    take_seed();
    trace_of_seed(5, option);
    CU_ASSERT_STRING_EQUAL(environment, option);
    setenv("ASYNC_DEBUG", "1", 1);
    async_loop *loop = new_loop();
    async_loop_set_error_handler(loop, trace_error, "");
    FUTURE(void) lost = SPAWN_ON(loop, tell(""));
    (void)lost;
    run_for(loop, 1);
    async_loop_close(loop);
    EXPECT_TRACE("[a task was never joined nor detached]");
    unsetenv("ASYNC_DEBUG");
    set_seed(outer);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_run_gives_the_value),
        TEST(test_run_catch_gives_the_error),
        TEST(test_a_loop_runs_several_calls),
        TEST(test_an_error_of_nobody_ends_the_program),
        TEST(test_run_ends_the_other_tasks_before_the_frame_of_main_goes),
        TEST(test_run_stopped_early),
        TEST(test_run_of_what_is_cancelled),
        TEST(test_close_drops_callbacks_and_ends_tasks),
        TEST(test_close_ends_even_what_does_not_want_to),
        TEST(test_close_ends_tasks_that_wait_in_any_way),
        TEST(test_the_seed_shuffles_tasks_of_different_futures_only),
        TEST(test_the_environment_sets_defaults),
        CU_TEST_INFO_NULL,
    };
    return suite_run("run", tests);
}
