/* async_print_tasks_on_signal: what is printed, when, by whom; what else the signal does. */
#define _GNU_SOURCE
#include "suite.h"

#include <asyncc/embed.h>

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what is printed --------------------------------------------------------------------------------------------- */

static char printed[4096];
static FUTURE(void) has_printed;

static ssize_t note(void *unused, const char *text, size_t size)
{
    (void)unused;
    size_t used = strlen(printed);
    snprintf(printed + used, sizeof printed - used, "%.*s", (int)size, text);
    if (has_printed) {
        async_future_set_result(has_printed);
    }
    return (ssize_t)size;
}

/* A file that is written into `printed`. */
static FILE *new_file(void)
{
    printed[0] = '\0';
    return fopencookie(NULL, "w", (cookie_io_functions_t){.write = note});
}

static bool has_task(const char *text)
{
    return strstr(printed, text) != NULL;
}

static int count;

static void count_signal(int number)
{
    (void)number;
    count++;
}

static struct sigaction action_of(int number)
{
    struct sigaction action;
    sigaction(number, NULL, &action);
    return action;
}

/* ---- the tests --------------------------------------------------------------------------------------------------- */

static ASYNC void print_once(FILE *out)
{
    async_loop *loop = async_get_running_loop();
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(loop, SIGUSR1, out), 0);
    raise(SIGUSR1);
    CU_ASSERT_STRING_EQUAL(printed, ""); /* not in the handler */
    AWAIT(async_sleep(1));
    CU_ASSERT(has_task("1 task that has not ended:\n- task sleeps, 0 s so far, 1 s more\n"));
    printed[0] = '\0';
    AWAIT(async_sleep(1));
    CU_ASSERT_STRING_EQUAL(printed, "");
    raise(SIGUSR1);
    AWAIT(async_sleep(1));
    CU_ASSERT(has_task("1 task that has not ended:\n"));
}

static void test_a_signal_prints_at_the_next_turn(void)
{
    FILE *out = new_file();
    async_loop *loop = new_loop();
    async_loop_run(loop, print_once(out));
    close_loop(loop);
    CU_ASSERT(action_of(SIGUSR1).sa_handler == SIG_DFL);
    fclose(out);
}

static atomic_bool is_waiting;

/* Gets the signal itself, so that it interrupts no system call of the loop's thread. */
static void *send_soon(void *unused)
{
    while (!is_waiting) {
        usleep(1000);
    }
    usleep(20000);
    pthread_kill(pthread_self(), SIGUSR1);
    return unused;
}

static ASYNC void wait_for_print(void)
{
    has_printed = async_future_new(void);
    is_waiting = true;
    AWAIT(async_wait_for(async_ref(has_printed), 20));
    async_detach(has_printed);
    has_printed = NULL;
}

static void test_a_loop_that_waits_is_woken(void)
{
    FILE *out = new_file();
    async_error error;
    async_loop *loop = new_real_loop();
    double start = async_loop_time(loop);
    pthread_t thread;
    setvbuf(out, NULL, _IONBF, 0);
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(loop, SIGUSR1, out), 0);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, send_soon, NULL), 0);
    async_loop_run_catch(loop, wait_for_print(), &error);
    pthread_join(thread, NULL);
    CU_ASSERT_EQUAL(error.code, 0);
    CU_ASSERT(async_loop_time(loop) - start < 10);
    CU_ASSERT(has_task("1 task that has not ended:\n"));
    async_loop_close(loop);
    fclose(out);
}

static void test_what_handled_the_signal_before_is_called_and_comes_back(void)
{
    FILE *out = new_file();
    async_loop *one = new_loop(), *other = new_loop();
    count = 0;
    signal(SIGUSR1, count_signal);
    async_print_tasks_on_signal(one, SIGUSR1, out);
    async_print_tasks_on_signal(other, SIGUSR1, out);
    raise(SIGUSR1);
    CU_ASSERT_EQUAL(count, 1);
    run_for(one, 1);
    fflush(out);
    CU_ASSERT_STRING_EQUAL(printed, "0 tasks that have not ended:\n");
    run_for(other, 1);
    fflush(out);
    CU_ASSERT_STRING_EQUAL(printed, "0 tasks that have not ended:\n0 tasks that have not ended:\n");
    close_loop(one);
    CU_ASSERT(action_of(SIGUSR1).sa_handler != count_signal);
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(other, 0, NULL), 0);
    CU_ASSERT(action_of(SIGUSR1).sa_handler == count_signal);
    close_loop(other);
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(other, SIGUSR1, out), -ESHUTDOWN);
    signal(SIGUSR1, SIG_DFL);
    fclose(out);
}

static void test_signals_that_cannot_be_handled(void)
{
    async_loop *loop = new_loop();
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(loop, SIGKILL, stderr), -EINVAL);
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(loop, -1, stderr), -EINVAL);
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(loop, 9999, stderr), -EINVAL);
    close_loop(loop);
}

/* A child has loops of its own only: there, the signal does what it did before. */
static void test_a_forked_child_does_not_print(void)
{
    async_loop *loop = new_loop();
    int status = 0;
    async_print_tasks_on_signal(loop, SIGUSR1, stderr);
    pid_t child = fork();
    if (child == 0) {
        raise(SIGUSR1);
        _exit(0);
    }
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
    close_loop(loop);
}

static void test_an_embedded_loop_prints_in_its_turn(void)
{
    FILE *out = new_file();
    async_loop *loop = async_embed_new(NULL, NULL, NULL);
    CU_ASSERT_EQUAL(async_print_tasks_on_signal(loop, SIGUSR1, out), 0);
    raise(SIGUSR1);
    CU_ASSERT_STRING_EQUAL(printed, "");
    async_embed_turn(loop);
    CU_ASSERT_STRING_EQUAL(printed, "0 tasks that have not ended:\n");
    async_loop_close(loop);
    fclose(out);
}

static void test_SIGQUIT_prints_in_debug_mode(void)
{
    const async_loop_options debug = {.virtual_clock = 1, .debug = 1};
    FILE *out = new_file(), *saved = stderr;
    signal(SIGQUIT, SIG_DFL); /* shells have what runs in the background ignore it */
    async_loop *loop = new_loop();
    CU_ASSERT(action_of(SIGQUIT).sa_handler == SIG_DFL);
    close_loop(loop);
    stderr = out;
    loop = async_loop_new_with(&debug);
    raise(SIGQUIT);
    run_for(loop, 1);
    stderr = saved;
    CU_ASSERT_STRING_EQUAL(printed, "0 tasks that have not ended:\n");
    close_loop(loop);
    signal(SIGQUIT, SIG_IGN);
    loop = async_loop_new_with(&debug);
    CU_ASSERT(action_of(SIGQUIT).sa_handler == SIG_IGN);
    close_loop(loop);
    signal(SIGQUIT, SIG_DFL);
    fclose(out);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_a_signal_prints_at_the_next_turn),
        TEST(test_a_loop_that_waits_is_woken),
        TEST(test_what_handled_the_signal_before_is_called_and_comes_back),
        TEST(test_signals_that_cannot_be_handled),
        TEST(test_a_forked_child_does_not_print),
        TEST(test_an_embedded_loop_prints_in_its_turn),
        TEST(test_SIGQUIT_prints_in_debug_mode),
        CU_TEST_INFO_NULL,
    };
    return suite_run("signal", tests);
}
