/* cc/install.c - relative to the program itself, so that an installed tree may be moved. */
#define _GNU_SOURCE
#include "install.h"

#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The directory of this program, or NULL. */
static const char *own_directory(struct ac_arena *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return NULL;
    }
    path[length] = '\0';
    *strrchr(path, '/') = '\0';
    return ac_strdup(arena, path);
}

static const char *prefix(struct ac_arena *arena)
{
    const char *given = getenv("ASYNCC_PREFIX"), *own = own_directory(arena);
    if (given && *given) {
        return given;
    }
    const char *slash = own ? strrchr(own, '/') : NULL;
    return slash ? ac_strndup(arena, own, (size_t)(slash - own)) : NULL;
}

const char *cc_find_asyncc(struct ac_arena *arena)
{
    const char *given = getenv("ASYNCC"), *own = own_directory(arena);
    if (given && *given) {
        return given;
    }
    const char *beside = own ? ac_format(arena, "%s/asyncc", own) : NULL;
    return beside && access(beside, X_OK) == 0 ? beside : "asyncc";
}

const char *cc_find_headers(struct ac_arena *arena)
{
    const char *root = prefix(arena);
    if (!root || strcmp(root, "/usr") == 0 || strcmp(root, "/usr/local") == 0) {
        return NULL;
    }
    const char *headers = ac_format(arena, "%s/include", root);
    return access(ac_format(arena, "%s/asyncc.h", headers), R_OK) == 0 ? headers : NULL;
}

/* The first file that matches `pattern` under `root`, or NULL. */
static const char *find(struct ac_arena *arena, const char *root, const char *pattern)
{
    glob_t found;
    const char *path = NULL;
    if (glob(ac_format(arena, "%s%s", root, pattern), 0, NULL, &found) == 0) {
        path = ac_strdup(arena, found.gl_pathv[0]);
        globfree(&found);
    }
    return path;
}

const char *cc_find_runtime(struct ac_arena *arena)
{
    static const char *const patterns[] = {"/lib/libasyncc.a", "/lib64/libasyncc.a", "/lib/*/libasyncc.a"};
    const char *root = prefix(arena), *path = NULL;
    for (size_t i = 0; root && !path && i < sizeof patterns / sizeof *patterns; i++) {
        path = find(arena, root, patterns[i]);
    }
    return path;
}
