/* What is told of tasks: async_print_tasks, where nothing is left that could wake them, slow steps in debug mode. */
#define _GNU_SOURCE
#include "suite.h"

#include <time.h>
#include <unistd.h>

static FUTURE(int) one, other;
static async_lock lock;
static async_event event;

static ASYNC int wait_for_other(void)
{
    return AWAIT(async_join(async_ref(other)));
}

static ASYNC int wait_for_one(void)
{
    return AWAIT(async_join(async_ref(one)));
}

static ASYNC void hold(void)
{
    AWAIT_LOCK(&lock) {
        AWAIT(async_event_wait(&event));
    }
}

static ASYNC void deep(int depth)
{
    if (depth) {
        AWAIT(deep(depth - 1));
    } else {
        AWAIT(async_sleep(2.5));
    }
}

/* The text without files and lines. */
static const char *printed(async_loop *loop)
{
    static char text[8192];
    char *all = NULL, *to = text;
    size_t size;
    FILE *out = open_memstream(&all, &size);
    CU_ASSERT_EQUAL(async_print_tasks(loop, out), 0);
    fclose(out);
    for (char *line = strtok(all, "\n"); line; line = strtok(NULL, "\n")) {
        char *site = strstr(line, " spawned at "), *after = site ? strstr(site, " in ") : NULL;
        char *rest = after ? strchr(after + 4, ' ') : NULL;
        if (strstr(line, "File \"")) {
            to += sprintf(to, "%.*s%s\n", (int)strspn(line, " "), line, strrchr(line, ' ') + 1);
        } else if (site) {
            to += sprintf(to, "%.*s%s\n", (int)(site - line), line, rest ? rest : "");
        } else {
            to += sprintf(to, "%s\n", line);
        }
    }
    free(all);
    return text;
}

#define EXPECT_PRINTED(expected)                                                                                       \
    do {                                                                                                               \
        const char *text_ = printed(async_get_running_loop());                                                         \
        if (strcmp(text_, (expected)) != 0) {                                                                          \
            fprintf(stderr, "printed\n%sinstead of\n%s", text_, (expected));                                           \
        }                                                                                                              \
        CU_ASSERT_STRING_EQUAL(text_, (expected));                                                                     \
    } while (0)

static ASYNC void print_all(void)
{
    FUTURE(void) holders[] = {SPAWN(hold()), SPAWN(hold()), SPAWN(deep(10))};
    async_task_set_name(holders[0], "first");
    AWAIT(async_sleep(1));
    FUTURE(void) waiting = SPAWN(async_gather(holders, 3, NULL));
    AWAIT(async_yield());
    EXPECT_PRINTED("5 tasks that have not ended:\n"
                   "- task runs\n"
                   "- task waits in async_gather, 0 s so far\n"
                   "  - task \"first\" waits for an event, 1 s so far\n"
                   "      hold\n"
                   "  - task waits for a lock, 1 s so far\n"
                   "      hold\n"
                   "  - task sleeps, 1 s so far, 1.5 s more\n"
                   "      ... 3 more\n"
                   "      deep\n      deep\n      deep\n      deep\n"
                   "      deep\n      deep\n      deep\n      deep\n");
    async_event_set(&event);
    AWAIT(async_join(waiting));
    EXPECT_PRINTED("1 task that has not ended:\n- task runs\n");
}

static void test_tasks_are_printed_as_trees(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, print_all());
    close_loop(loop);
    CU_ASSERT_EQUAL(async_print_tasks(loop, stderr), -ESHUTDOWN);
}

static ASYNC void print_circle(void)
{
    one = SPAWN(wait_for_other());
    other = SPAWN(wait_for_one());
    AWAIT(async_sleep(1));
    EXPECT_PRINTED("3 tasks that have not ended:\n"
                   "- task runs\n"
                   "- task waits in async_join, 1 s so far\n"
                   "    wait_for_other\n"
                   "  - task waits in async_join, 1 s so far\n"
                   "      wait_for_one\n"
                   "    - task which is above: they wait for each other, for ever\n");
    async_error error;
    async_cancel(one);
    AWAIT_CATCH(async_join(one), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
    AWAIT_CATCH(async_join(other), &error);
    CU_ASSERT_EQUAL(error.code, ECANCELED);
}

static void test_circles_are_named(void)
{
    async_loop *loop = new_loop();
    async_loop_run(loop, print_circle());
    close_loop(loop);
}

static ASYNC int wait_for_ever(bool counts)
{
    FUTURE(int) never = async_future_new(int);
    if (counts) {
        AWAIT(async_sleep(5));
    }
    return AWAIT(async_join(never));
}

/* With what is printed on stderr. */
static void test_nothing_left_is_EDEADLK(void)
{
    char text[4096] = "";
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    async_error error;
    async_loop *loop = new_loop();
    dup2(fileno(file), STDERR_FILENO);
    async_loop_run_catch(loop, wait_for_ever(true), &error);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    CU_ASSERT(fread(text, 1, sizeof text - 1, file) > 0);
    fclose(file);
    CU_ASSERT_EQUAL(error.code, EDEADLK);
    CU_ASSERT_EQUAL(async_loop_time(loop), 5);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "nothing is left that could wake these tasks\n1 task that has"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "in wait_for_ever\n  - future made at "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, " that nobody has set\n"));
    async_loop_close(loop);
    EXPECT_TRACE("[cancelled]"); /* still pending */
}

/* ---- debug mode -------------------------------------------------------------------------------------------------- */

static long longest; /* in ms, that one took: more than it should where the machine is busy with something else */

static void busy(void *milliseconds)
{
    struct timespec start, now;
    long spent;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do {
        clock_gettime(CLOCK_MONOTONIC, &now);
        spent = (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000;
    } while (spent < *(const int *)milliseconds);
    longest = spent > longest ? spent : longest;
}

static ASYNC void be_busy(const int *milliseconds)
{
    AWAIT(async_yield());
    busy((void *)milliseconds);
    AWAIT(async_sleep(1));
}

static void trace_slow(async_loop *loop, const async_error *error, async_any source, void *arg)
{
    (void)loop;
    (void)arg;
    trace("<%s %d%s>", strerrorname_np(error->code), source != NULL,
          error->site_count                    ? error->sites[0]->function
          : strstr(error->message, "callback") ? " callback"
                                               : "");
    if (strstr(error->message, "callback at ")) {
        CU_ASSERT_PTR_NOT_NULL(strstr(error->message, "runtime_print+0x")); /* for addr2line */
    }
}

static void test_slow_steps_are_told_in_debug_mode(void)
{
    static const int slow = 110, fast = 10;
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .debug = 1});
    async_loop_set_error_handler(loop, trace_slow, NULL);
    for (int tries = 0; tries < 50 && (tries == 0 || longest > 50); tries++) {
        trace_text[0] = '\0';
        longest = 0;
        async_call_soon(loop, busy, (void *)&fast);
        async_loop_run(loop, be_busy(&fast));
    }
    EXPECT_TRACE("");
    async_call_soon(loop, busy, (void *)&slow);
    async_loop_run(loop, be_busy(&slow));
    EXPECT_TRACE("<ETIME 0 callback><ETIME 1be_busy>");
    close_loop(loop);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_tasks_are_printed_as_trees),
        TEST(test_circles_are_named),
        TEST(test_nothing_left_is_EDEADLK),
        TEST(test_slow_steps_are_told_in_debug_mode),
        CU_TEST_INFO_NULL,
    };
    return suite_run("print", tests);
}
