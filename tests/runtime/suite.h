/* suite.h - what the tests of the runtime share: a trace of what happened, loops with a virtual clock, and main(). */
#ifndef SUITE_H
#define SUITE_H

#include <asyncc.h>

#include <CUnit/Basic.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define UNUSED __attribute__((unused))

/* ---- the trace --------------------------------------------------------------------------------------------------- */

static char trace_text[8192];

static UNUSED __attribute__((format(printf, 1, 2))) void trace(const char *format, ...)
{
    size_t used = strlen(trace_text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(trace_text + used, sizeof trace_text - used, format, arguments);
    va_end(arguments);
}

/* A callback: traces its argument. */
static UNUSED void trace_string(void *string)
{
    trace("%s", (const char *)string);
}

/* What was traced since the last call is `expected`. */
#define EXPECT_TRACE(expected)                                                                                         \
    do {                                                                                                               \
        if (strcmp(trace_text, (expected)) != 0) {                                                                     \
            fprintf(stderr, "\n%s:%d: traced \"%s\" instead of \"%s\"", __FILE__, __LINE__, trace_text, (expected));   \
        }                                                                                                              \
        CU_ASSERT_STRING_EQUAL(trace_text, (expected));                                                                \
        trace_text[0] = '\0';                                                                                          \
    } while (0)

/* ---- reports ----------------------------------------------------------------------------------------------------- */

/* An error handler: traces the code, or the message where `arg` is not NULL. Debug mode tells of steps that are slow,
 * as all are on a machine that is busy with something else: not of these. */
static UNUSED void trace_error(async_loop *loop, const async_error *error, async_any source, void *arg)
{
    (void)loop;
    (void)source;
    if (error->code == ETIME) {
        return;
    }
    if (arg) {
        trace("[%s]", error->message);
    } else {
        trace("[%s]", error->code == ECANCELED ? "cancelled" : strerrorname_np(error->code));
    }
}

/* What an AWAIT_CATCH has caught. */
static UNUSED void trace_code(const async_error *error)
{
    trace("<%s>", error->code == 0 ? "0" : error->code == ECANCELED ? "cancelled" : strerrorname_np(error->code));
}

/* ---- loops ------------------------------------------------------------------------------------------------------- */

/* A loop whose time passes at once, which traces what it reports. */
static UNUSED async_loop *new_loop(void)
{
    async_loop *loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1});
    async_loop_set_error_handler(loop, trace_error, NULL);
    return loop;
}

/* A loop whose time is that of the world. */
static UNUSED async_loop *new_real_loop(void)
{
    unsetenv("ASYNC_CLOCK");
    async_loop *loop = async_loop_new();
    setenv("ASYNC_CLOCK", "virtual", 1);
    return loop;
}

/* Takes the seed out of the environment, for set_seed() to put it back; NULL: there is none. */
static UNUSED const char *take_seed(void)
{
    const char *seed = getenv("ASYNC_SEED");
    unsetenv("ASYNC_SEED");
    return seed;
}

static UNUSED void set_seed(const char *seed)
{
    if (seed) {
        setenv("ASYNC_SEED", seed, 1);
    }
}

static UNUSED unsigned polls;

/* A fault hook that makes nothing fail: counts the polls of a loop. */
static UNUSED int count_polls(void *unused, const char *what)
{
    (void)unused;
    polls += strcmp(what, "epoll_wait") == 0;
    return 0;
}

static UNUSED void stop_running(void *unused)
{
    (void)unused;
    async_loop_stop(async_get_running_loop());
}

/* Runs the loop for so many seconds. */
static UNUSED void run_for(async_loop *loop, double seconds)
{
    async_call_later(loop, seconds, stop_running, NULL);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
}

/* Closes a loop, in which nothing is left. */
static UNUSED void close_loop(async_loop *loop)
{
    trace_text[0] = '\0';
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    EXPECT_TRACE("");
}

/* ---- main() ------------------------------------------------------------------------------------------------------ */

/* `tests` ends with CU_TEST_INFO_NULL; the virtual clock is the default in all of them. */
static int suite_run(const char *name, CU_TestInfo *tests)
{
    CU_SuiteInfo suites[] = {{.pName = name, .pTests = tests}, CU_SUITE_INFO_NULL};
    setenv("ASYNC_CLOCK", "virtual", 1);
    if (CU_initialize_registry() != CUE_SUCCESS || CU_register_suites(suites) != CUE_SUCCESS) {
        fprintf(stderr, "%s: %s\n", name, CU_get_error_msg());
        return EXIT_FAILURE;
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define TEST(function) {.pName = #function, .pTestFunc = function}

#endif
