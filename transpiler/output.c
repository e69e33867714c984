/* output.c - temporary files in the directory of the result, renamed when all are complete.
 *
 * Signals wait while temporary files exist: an interrupted asyncc leaves none behind. */
#define _GNU_SOURCE
#include "output.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* A file on its way. */
struct draft {
    const struct ac_output_file *file;
    const char *target; /* where it goes, links followed; NULL: it is written in place */
    char *temporary;    /* NULL: there is none, or it was renamed */
};

static const char *cannot_write(struct ac_arena *arena, const char *path)
{
    return strcmp(path, "-") == 0 ? ac_format(arena, "cannot write standard output: %s", strerror(errno))
                                  : ac_format(arena, "cannot write '%s': %s", path, strerror(errno));
}

static bool write_fully(int file, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, text, size);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            text += written;
            size -= (size_t)written;
        }
    }
    return true;
}

/* Writes and closes. */
static bool write_and_close(int file, const struct ac_output_file *content)
{
    bool written = write_fully(file, content->text, content->size);
    int error = errno;
    bool closed = close(file) == 0;
    if (!written) {
        errno = error;
    }
    return written && closed;
}

static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Writes the file beside `target`. */
static bool write_draft(struct ac_arena *arena, struct draft *draft, mode_t mode)
{
    const char *slash = strrchr(draft->target, '/');
    const char *name = slash ? slash + 1 : draft->target;
    char *temporary = ac_format(arena, "%.*s.%s.XXXXXX", (int)(name - draft->target), draft->target, name);
    int file = mkostemp(temporary, O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    draft->temporary = temporary;
    if (fchmod(file, mode) < 0) {
        close(file);
        return false;
    }
    return write_and_close(file, draft->file);
}

/* Finds out where the file goes, and writes a draft of it where that is a regular file. */
static bool prepare(struct ac_arena *arena, struct draft *draft)
{
    const char *path = draft->file->path;
    struct stat status;
    if (strcmp(path, "-") == 0) {
        return true;
    }
    if (stat(path, &status) < 0) {
        draft->target = path;
        return errno == ENOENT && write_draft(arena, draft, usual_mode());
    }
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (access(path, W_OK) < 0) {
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        return true;
    }
    char *real = realpath(path, NULL);
    draft->target = real ? ac_strdup(arena, real) : path;
    free(real);
    return write_draft(arena, draft, status.st_mode & 07777);
}

static bool write_in_place(const struct ac_output_file *file)
{
    if (strcmp(file->path, "-") == 0) {
        return write_fully(STDOUT_FILENO, file->text, file->size);
    }
    int opened = open(file->path, O_WRONLY | O_CLOEXEC);
    return opened >= 0 && write_and_close(opened, file);
}

static bool commit(struct draft *draft)
{
    if (!draft->target) {
        return write_in_place(draft->file);
    }
    if (rename(draft->temporary, draft->target) < 0) {
        return false;
    }
    draft->temporary = NULL;
    return true;
}

static const char *write_drafts(struct ac_arena *arena, struct draft *drafts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!prepare(arena, &drafts[i])) {
            return cannot_write(arena, drafts[i].file->path);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!commit(&drafts[i])) {
            return cannot_write(arena, drafts[i].file->path);
        }
    }
    return NULL;
}

const char *ac_output_write(struct ac_arena *arena, const struct ac_output_file *files, size_t count)
{
    struct draft *drafts = ac_alloc(arena, count * sizeof *drafts);
    sigset_t all, before;
    for (size_t i = 0; i < count; i++) {
        drafts[i].file = &files[i];
    }
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    const char *problem = write_drafts(arena, drafts, count);
    for (size_t i = 0; i < count; i++) {
        if (drafts[i].temporary) {
            unlink(drafts[i].temporary);
        }
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return problem;
}

bool ac_output_is_same_file(const char *path, const char *other)
{
    struct stat one, two;
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* ---- checking ---------------------------------------------------------------------------------------------------- */

/* Runs `diff -u path -` with `input` as its standard input. Gives its exit status, or -1. */
static int run_diff(struct ac_arena *arena, const char *path, int input, const char *label)
{
    const char *file = path[0] == '-' ? ac_format(arena, "./%s", path) : path;
    char *const words[] = {"diff", "-u", "--label", (char *)path, "--label", (char *)label, (char *)file, "-", NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    errno = posix_spawnp(&child, "diff", &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (errno) {
        return -1;
    }
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

const char *ac_output_check(struct ac_arena *arena, const char *path, const char *text, size_t size, const char *label,
                            bool *ret_same)
{
    size_t expected_size;
    const char *expected = ac_file_read(arena, path, &expected_size);
    if (!expected) {
        return ac_format(arena, "cannot read '%s': %s", path, strerror(errno));
    }
    *ret_same = size == expected_size && memcmp(text, expected, size) == 0;
    if (*ret_same) {
        return NULL;
    }
    FILE *input = tmpfile();
    int status = -1;
    if (input && write_fully(fileno(input), text, size) && lseek(fileno(input), 0, SEEK_SET) == 0) {
        status = run_diff(arena, path, fileno(input), label);
    }
    const char *problem = NULL;
    if (status != 1) {
        problem = ac_format(arena, "output differs from '%s', but diff cannot show how: %s", path,
                            status < 0 ? strerror(errno) : "it failed");
    }
    if (input) {
        fclose(input);
    }
    return problem;
}
