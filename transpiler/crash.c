/* crash.c - signals that end a process. libclang would handle them too, but only while it parses, and on the stack that
 * may be exhausted. Built with sanitizers, asyncc leaves them to these. */
#define _GNU_SOURCE
#include "crash.h"

#include "base/stack.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#define IS_BUILT_WITH(sanitizer) __has_feature(sanitizer)
#else
#define IS_BUILT_WITH(sanitizer) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || IS_BUILT_WITH(address_sanitizer) ||               \
    IS_BUILT_WITH(thread_sanitizer)
static const int signals[] = {0};
#else
static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, 0};
#endif

static struct {
    const char *input;
    int status;
} crash;

static void print(const char *text)
{
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written; /* there is nobody to tell */
}

static void handle(int number, siginfo_t *info, void *context)
{
    (void)context;
    print(crash.input);
    if ((number == SIGSEGV || number == SIGBUS) && ac_is_stack_exhausted(info->si_addr)) {
        print(": error: this file nests too deeply for asyncc: take its longest expression or chain of ifs apart\n");
    } else {
        print(": error: internal error: asyncc or libclang crashed on this file; please report it\n");
    }
    _exit(crash.status);
}

void ac_catch_crashes(const char *input, int status)
{
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    crash.input = input;
    crash.status = status;
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    for (const int *number = signals; *number; number++) {
        sigaction(*number, &action, NULL);
    }
}
