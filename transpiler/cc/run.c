/* cc/run.c - a signal that comes while a child runs is forwarded to it: a terminal signals both, `kill` only us. */
#define _GNU_SOURCE
#include "run.h"

#include "../base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { STATUS_FAILED = 1, STATUS_CANNOT_RUN = 127, SIGNAL_BASE = 128 };

static const int forwarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static volatile sig_atomic_t child;  /* that runs now, or 0 */
static volatile sig_atomic_t caught; /* the signal that came first, or 0 */
static char *temporary_directory;    /* NULL: there is none */

/* ---- signals ----------------------------------------------------------------------------------------------------- */

static void forward(int signal)
{
    int error = errno;
    if (!caught) {
        caught = signal;
    }
    if (child) {
        kill((pid_t)child, signal);
    }
    errno = error;
}

static sigset_t forwarded_set(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof forwarded / sizeof *forwarded; i++) {
        sigaddset(&set, forwarded[i]);
    }
    return set;
}

void cc_run_begin(void)
{
    struct sigaction action = {.sa_handler = forward};
    for (size_t i = 0; i < sizeof forwarded / sizeof *forwarded; i++) {
        struct sigaction before;
        sigaction(forwarded[i], &action, &before);
        if (before.sa_handler == SIG_IGN) { /* nohup: stay deaf */
            sigaction(forwarded[i], &before, NULL);
        }
    }
}

/* ---- children ---------------------------------------------------------------------------------------------------- */

static int cannot_run(const char *program, int error)
{
    fprintf(stderr, "asyncc-cc: error: cannot run '%s': %s\n", program, strerror(error));
    return STATUS_CANNOT_RUN;
}

/* Starts the program with the signals blocked, so that none falls between its start and the note of its number. */
static int start(char *const *words, const posix_spawn_file_actions_t *actions)
{
    sigset_t block = forwarded_set(), before;
    posix_spawnattr_t attributes;
    pid_t started = 0;
    int error = EINTR;
    sigprocmask(SIG_BLOCK, &block, &before);
    if (!caught) {
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setsigmask(&attributes, &before);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
        error = posix_spawnp(&started, words[0], actions, &attributes, words, environ);
        posix_spawnattr_destroy(&attributes);
        child = error ? 0 : started;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return error;
}

static int wait_for_child(void)
{
    int status;
    while (waitpid((pid_t)child, &status, 0) < 0 && errno == EINTR) {
    }
    child = 0;
    return status;
}

int cc_run(char *const *words)
{
    int error = start(words, NULL);
    if (error) {
        return W_EXITCODE(caught ? 1 : cannot_run(words[0], error), 0);
    }
    return wait_for_child();
}

char *cc_run_quietly(struct ac_arena *arena, char *const *words)
{
    const char *path = ac_format(arena, "%s/output", cc_temporary_directory(arena));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int error = start(words, &actions);
    posix_spawn_file_actions_destroy(&actions);
    size_t size;
    return !error && wait_for_child() == 0 ? ac_file_read(arena, path, &size) : NULL;
}

/* ---- temporary files and the end --------------------------------------------------------------------------------- */

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *level)
{
    (void)status;
    (void)type;
    (void)level;
    remove(path);
    return 0;
}

static void die_by(int signal)
{
    struct rlimit no_core = {0, 0};
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    setrlimit(RLIMIT_CORE, &no_core);
    sigaction(signal, &usual, NULL);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    raise(signal);
    _exit(SIGNAL_BASE + signal);
}

const char *cc_temporary_directory(struct ac_arena *arena)
{
    const char *parent = getenv("TMPDIR");
    if (temporary_directory) {
        return temporary_directory;
    }
    char *path = ac_format(arena, "%s/asyncc-XXXXXX", parent && *parent ? parent : "/tmp");
    temporary_directory = mkdtemp(path);
    if (!temporary_directory) {
        fprintf(stderr, "asyncc-cc: error: cannot make a temporary directory in '%s': %s\n",
                parent && *parent ? parent : "/tmp", strerror(errno));
        exit(STATUS_FAILED);
    }
    return temporary_directory;
}

void cc_remove_temporary_files(void)
{
    if (temporary_directory) {
        nftw(temporary_directory, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
        temporary_directory = NULL;
    }
}

int cc_exec(char *const *words)
{
    if (caught) {
        die_by(caught);
    }
    execvp(words[0], words);
    return cannot_run(words[0], errno);
}

void cc_finish(int status)
{
    cc_remove_temporary_files();
    if (caught) {
        die_by(caught);
    }
    if (WIFSIGNALED(status)) {
        die_by(WTERMSIG(status));
    }
    exit(WEXITSTATUS(status));
}
