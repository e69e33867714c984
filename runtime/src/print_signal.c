/* print_signal.c - prints the tasks of a loop when a signal comes: SIGQUIT, say, on a program that hangs.
 *
 * The handler only notes in each loop that wants the signal that it came, and wakes it; the loop prints at its next
 * turn. A handler that the program had before is called, too. Which loops want the signal the loops themselves know,
 * whose memory is never freed. */
#define _GNU_SOURCE
#include "internal.h"

#include <sched.h>
#include <signal.h>

static struct sigaction before[NSIG]; /* what the program did with the signal */
static bool is_installed[NSIG];
static atomic_uint handlers; /* that run now, on all threads */

static bool wants(const struct async__loop *loop, int number)
{
    return loop->generation & 1 && loop->forks == async__forks && loop->printing.signal == number;
}

/* ---- the handler: what is safe in one, and no more --------------------------------------------------------------- */

static bool tell_loops(int number)
{
    bool is_wanted = false;
    struct async__loop *loop;
    for (uint32_t id = 1; id < LOOPS && (loop = async__loops[id]); id++) {
        if (wants(loop, number)) {
            is_wanted = loop->printing.is_due = true;
            loop->inbox.has_work = true;
            if (loop->driver->interrupt) {
                loop->driver->interrupt(loop);
            }
        }
    }
    return is_wanted;
}

/* Nobody here wants it: in a child of fork(), say. */
static void do_default(int number)
{
    if (signal(number, SIG_DFL) != SIG_ERR) {
        raise(number); /* it is blocked until the handler returns */
    }
}

static void handle(int number, siginfo_t *info, void *context)
{
    const struct sigaction *old = &before[number];
    int error = errno;
    handlers++;
    bool is_wanted = tell_loops(number);
    handlers--;
    errno = error;
    if (old->sa_flags & SA_SIGINFO) {
        old->sa_sigaction(number, info, context);
    } else if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) {
        old->sa_handler(number);
    } else if (!is_wanted && old->sa_handler == SIG_DFL) {
        do_default(number);
    }
}

void async__print_signal_forked(void)
{
    handlers = 0;
}

/* ---- installing -------------------------------------------------------------------------------------------------- */

static bool is_ours(const struct sigaction *action)
{
    return action->sa_flags & SA_SIGINFO && action->sa_sigaction == handle;
}

/* A handler that the program has put above ours since is left alone, and ours below it. */
static int install(int number)
{
    struct sigaction ours = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK};
    int error = async__fault("sigaction");
    if (error) {
        return -error;
    }
    if (is_installed[number]) {
        return 0;
    }
    if (sigaction(number, NULL, &before[number]) < 0 || sigaction(number, &ours, NULL) < 0) {
        return -errno;
    }
    is_installed[number] = true;
    return 0;
}

static bool is_wanted_anywhere(int number)
{
    const struct async__loop *loop;
    for (uint32_t id = 1; id < LOOPS && (loop = async__loops[id]); id++) {
        if (wants(loop, number)) {
            return true;
        }
    }
    return false;
}

static void uninstall(int number)
{
    struct sigaction now;
    if (!is_wanted_anywhere(number) && sigaction(number, NULL, &now) == 0 && is_ours(&now) &&
        sigaction(number, &before[number], NULL) == 0) {
        is_installed[number] = false;
    }
}

/* No handler has the loop in its hands any more. */
static void stop(struct async__loop *loop)
{
    int number = loop->printing.signal;
    loop->printing.signal = 0;
    if (number) {
        uninstall(number);
    }
    while (handlers) {
        sched_yield();
    }
    loop->printing.is_due = false;
}

void async__print_signal_stop(struct async__loop *loop)
{
    if (loop->printing.signal) {
        async__registry_lock();
        stop(loop);
        async__registry_unlock();
    }
}

static int start(struct async__loop *loop, int number, FILE *out)
{
    async__registry_lock();
    stop(loop);
    int error = number ? install(number) : 0;
    if (!error) {
        loop->printing.out = out;
        loop->printing.signal = number;
    }
    async__registry_unlock();
    return error;
}

/* ---- the loop's side --------------------------------------------------------------------------------------------- */

void async__print_signal_default(struct async__loop *loop)
{
    struct sigaction now;
    if (sigaction(SIGQUIT, NULL, &now) == 0 && (is_ours(&now) || now.sa_handler == SIG_DFL)) {
        start(loop, SIGQUIT, stderr);
    }
}

void async__print_signal_serve(struct async__loop *loop)
{
    if (loop->printing.is_due) {
        loop->printing.is_due = false;
        fflush(stdout);
        async__print_tasks(loop, loop->printing.out);
        fflush(loop->printing.out);
    }
}

int async_print_tasks_on_signal(async_loop *handle, int signal, FILE *out)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (!loop) {
        return error;
    }
    return signal < 0 || signal >= NSIG ? -EINVAL : start(loop, signal, out);
}
