/* cc/depfile.c - finds the dependency file by the names that GCC and Clang give it, and rewrites it in place. */
#define _GNU_SOURCE
#include "depfile.h"

#include "../base/file.h"
#include "../base/make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void rename_in(struct ac_arena *arena, const char *file, const char *from, const char *to)
{
    size_t size;
    const char *text = ac_file_read(arena, file, &size);
    const char *found = text ? strstr(text, from) : NULL;
    FILE *out = found ? fopen(file, "w") : NULL;
    if (!out) {
        return;
    }
    for (; found; text = found + strlen(from), found = strstr(text, from)) {
        fprintf(out, "%.*s%s", (int)(found - text), text, to);
    }
    fputs(text, out);
    fclose(out);
}

/* The name without its last suffix: "src/foo.o" gives "src/foo". */
static const char *stem(struct ac_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    return dot ? ac_strndup(arena, path, (size_t)(dot - path)) : path;
}

static const char *output_stem(struct ac_arena *arena, const struct cc_command *command)
{
    return command->output ? stem(arena, command->output) : "a";
}

const char *cc_depfile_of_link(struct ac_arena *arena, const struct cc_command *command, const char *path)
{
    return ac_format(arena, "%s-%s.d", output_stem(arena, command), stem(arena, basename(path)));
}

void cc_depfile_rename(struct ac_arena *arena, const struct cc_command *command, const char *temporary,
                       const char *path)
{
    const char *from = ac_make_quote(arena, temporary), *to = ac_make_quote(arena, path);
    if (!command->dependencies.wanted) {
        return;
    }
    if (command->dependencies.file) {
        rename_in(arena, command->dependencies.file, from, to);
        return;
    }
    rename_in(arena, ac_format(arena, "%s.d", output_stem(arena, command)), from, to);
    rename_in(arena, ac_format(arena, "%s.d", stem(arena, basename(path))), from, to);
    rename_in(arena, cc_depfile_of_link(arena, command, path), from, to);
}
