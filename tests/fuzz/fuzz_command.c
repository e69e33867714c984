/* fuzz_command.c - harness: the bytes are a response file, and so a command line of asyncc and of asyncc-cc; and they
 * are a dependency file that asyncc-cc corrects. Nothing is run. */
#define _GNU_SOURCE
#include "target.h"

#include "cc/command.h"
#include "cc/depfile.h"
#include "cc/edit.h"
#include "emit/depfile.h"
#include "options.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void check_launcher(struct ac_arena *arena, const struct ac_args *words, const char *file)
{
    struct cc_command command = {0};
    struct cc_edit edit = {.drop = CC_DROP_STAGE | CC_DROP_OUTPUT | CC_DROP_DEPENDENCIES | CC_DROP_LINKER};
    struct cc_place *places;
    if (cc_command_parse(arena, words->items, words->count, &command)) {
        return;
    }
    places = ac_alloc(arena, (command.inputs.count + 1) * sizeof *places);
    for (size_t i = 0; i < command.inputs.count; i++) {
        FUZZ_CHECK(command.inputs.items[i].at < command.words.count);
        places[i].path = i % 2 ? NULL : "temporary.o";
        places[i].is_object = true;
        cc_depfile_of_link(arena, &command, command.inputs.items[i].path);
    }
    edit.places = places;
    for (edit.drop = 0; edit.drop < 32; edit.drop++) {
        struct ac_args edited = cc_edit_words(arena, &command, &edit);
        FUZZ_CHECK(edited.count && !edited.items[edited.count]);
    }
    command.dependencies.wanted = true;
    command.dependencies.file = file;
    cc_depfile_rename(arena, &command, "a", "a longer name");
}

static void check_options(struct ac_arena *arena, const struct ac_args *words)
{
    struct ac_options options;
    char *printed = NULL;
    size_t size = 0;
    FILE *errors = open_memstream(&printed, &size);
    enum ac_command command;
    FUZZ_CHECK(errors);
    command = ac_options_parse(arena, (int)words->count, words->items, errors, &options);
    fclose(errors);
    FUZZ_CHECK((command == AC_COMMAND_MISUSED) == (size > 0));
    if (command == AC_COMMAND_COMPILE) {
        FUZZ_CHECK(options.input && (!options.depfile.file || options.depfile.targets.count));
        ac_depfile_format(arena, &options.depfile.targets, (const char *const *)options.flags.items,
                          options.flags.count, true, &size);
    }
    free(printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ac_arena *arena = ac_arena_new();
    int file = memfd_create("response", 0);
    struct ac_args words = {0};
    FUZZ_CHECK(file >= 0 && write(file, data, size) == (ssize_t)size);
    ac_args_add(arena, &words, "cc");
    ac_args_add(arena, &words, ac_format(arena, "@/proc/self/fd/%d", file));
    check_options(arena, &words);
    check_launcher(arena, &words, ac_format(arena, "/proc/self/fd/%d", file));
    close(file);
    ac_arena_free(arena);
    return 0;
}
