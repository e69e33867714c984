/* emit/depfile.c - the format of GCC's -MD, which make, Ninja and CMake read. */
#include "depfile.h"

#include "../base/file.h"
#include "../base/make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void print_rule(struct ac_arena *arena, FILE *out, const struct ac_args *targets,
                       const char *const *dependencies, size_t count)
{
    for (size_t i = 0; i < targets->count; i++) {
        fprintf(out, "%s%s", i ? " " : "", targets->items[i]);
    }
    fputc(':', out);
    for (size_t i = 0; i < count; i++) {
        if (!is_listed(dependencies, i, dependencies[i])) {
            fprintf(out, "%s%s", i ? " \\\n  " : " ", ac_make_quote(arena, dependencies[i]));
        }
    }
    fputc('\n', out);
}

char *ac_depfile_format(struct ac_arena *arena, const struct ac_args *targets, const char *const *dependencies,
                        size_t count, bool phony, size_t *ret_size)
{
    char *text = NULL;
    FILE *out = ac_file_to_memory(&text, ret_size);
    print_rule(arena, out, targets, dependencies, count);
    for (size_t i = 1; phony && i < count; i++) {
        if (!is_listed(dependencies, i, dependencies[i])) {
            fprintf(out, "\n%s:\n", ac_make_quote(arena, dependencies[i]));
        }
    }
    fclose(out);
    char *copy = ac_strndup(arena, text, *ret_size);
    free(text);
    return copy;
}
