/* cc/command.c - one pass over the words; what is not understood is taken for an option without a further word. */
#include "command.h"

#include <string.h>

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++) {
        if (strcmp(word, *list) == 0) {
            return true;
        }
    }
    return false;
}

bool cc_is_for_linker(const char *word)
{
    static const char *const exact[] = {"-shared",
                                        "-static",
                                        "-static-pie",
                                        "-pie",
                                        "-no-pie",
                                        "-rdynamic",
                                        "-s",
                                        "-r",
                                        "-T",
                                        "-u",
                                        "-z",
                                        "-e",
                                        "-nostdlib",
                                        "-rpath",
                                        "-L",
                                        "-l",
                                        "-Xlinker",
                                        "-nodefaultlibs",
                                        "-nostartfiles",
                                        NULL};
    return is_one_of(word, exact) || starts_with(word, "-l") || starts_with(word, "-L") || starts_with(word, "-Wl,") ||
           starts_with(word, "-fuse-ld=") || starts_with(word, "-static-lib");
}

bool cc_is_about_dependencies(const char *word)
{
    return starts_with(word, "-M") || starts_with(word, "-Wp,-M");
}

static enum cc_kind kind_of(const char *path, const char *language)
{
    static const char *const objects[] = {".o", ".a", ".lo", ".so", ".obj", NULL};
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    if (strcmp(path, "-") == 0) {
        return CC_OTHER;
    }
    if (language && strcmp(language, "none") != 0) {
        return strcmp(language, "c") == 0 ? CC_SOURCE : CC_OTHER;
    }
    return !dot ? CC_OTHER : strcmp(dot, ".c") == 0 ? CC_SOURCE : is_one_of(dot, objects) ? CC_OBJECT : CC_OTHER;
}

static void add_input(struct ac_arena *arena, struct cc_command *command, size_t at)
{
    const char *path = command->words.items[at];
    const char *slash = strrchr(path, '/');
    struct cc_input input = {at, kind_of(path, command->language), path, command->language};
    AC_PUSH(arena, &command->inputs, input);
    if (strcmp(slash ? slash + 1 : path, "libasyncc.a") == 0) {
        command->takes_runtime = false;
    }
}

static void lower_stage(struct cc_command *command, enum cc_stage stage)
{
    if (stage < command->stage) {
        command->stage = stage;
    }
}

/* -MD, -MMD, -MF FILE, -MT NAME, -Wp,-MD,FILE; -M and -MM only preprocess. */
static void read_dependency_option(struct ac_arena *arena, struct cc_command *command, const char *word,
                                   const char *value)
{
    if (strcmp(word, "-M") == 0 || strcmp(word, "-MM") == 0) {
        lower_stage(command, CC_PREPROCESS);
    } else if (starts_with(word, "-MT") || starts_with(word, "-MQ")) {
        command->dependencies.has_target = true;
    } else if (starts_with(word, "-MF")) {
        command->dependencies.file = value;
    } else if (strcmp(word, "-MD") == 0 || strcmp(word, "-MMD") == 0) {
        command->dependencies.wanted = true;
    } else if (starts_with(word, "-Wp,-MD,") || starts_with(word, "-Wp,-MMD,")) {
        const char *file = strchr(word + 4, ',') + 1;
        command->dependencies.wanted = true;
        command->dependencies.file = ac_strndup(arena, file, strcspn(file, ","));
    }
}

/* `value` is what an option of one letter or -MF carries: the rest of its word, or the next word. */
static void read_option(struct ac_arena *arena, struct cc_command *command, const char *word, const char *value)
{
    static const char *const no_runtime[] = {"-shared", "-r", "-nostdlib", "-nodefaultlibs", "-lasyncc", NULL};
    if (cc_is_about_dependencies(word)) {
        read_dependency_option(arena, command, word, value);
    } else if (strcmp(word, "-E") == 0) {
        lower_stage(command, CC_PREPROCESS);
    } else if (strcmp(word, "-c") == 0 || strcmp(word, "-S") == 0 || strcmp(word, "-fsyntax-only") == 0) {
        lower_stage(command, CC_COMPILE);
    } else if (starts_with(word, "-o")) {
        command->output = value;
    } else if (starts_with(word, "-x")) {
        command->language = value;
    } else if (starts_with(word, "-fdiagnostics-color") || strcmp(word, "-fno-diagnostics-color") == 0) {
        command->color = word;
    } else if (is_one_of(word, no_runtime) || (strcmp(word, "-l") == 0 && value && strcmp(value, "asyncc") == 0)) {
        command->takes_runtime = false;
    }
}

/* What an option carries: the next word, or what follows its name in the same one. */
static const char *value_of(const char *word, const char *next)
{
    size_t name = starts_with(word, "-M") ? 3 : 2;
    return ac_args_takes_next(word) ? next : strlen(word) > name ? word + name : NULL;
}

static void set_options_at(struct cc_command *command, size_t at)
{
    if (command->options_at == command->words.count) {
        command->options_at = at;
    }
}

const char *cc_command_parse(struct ac_arena *arena, char *const *words, size_t count, struct cc_command *ret_command)
{
    *ret_command = (struct cc_command){.stage = CC_LINK, .takes_runtime = true};
    const char *problem = ac_args_expand(arena, &ret_command->words, words, count, true);
    if (problem) {
        return problem;
    }
    const struct ac_args *all = &ret_command->words;
    ret_command->options_at = all->count;
    for (size_t i = 1; i < all->count; i++) {
        const char *word = all->items[i], *next = all->items[i + 1];
        if (word[0] == '-' && word[1] != '\0') {
            set_options_at(ret_command, i);
            read_option(arena, ret_command, word, value_of(word, next));
            i += i + 1 < all->count && ac_args_takes_next(word);
        } else if (kind_of(word, ret_command->language) != CC_OTHER || ret_command->options_at < i) {
            set_options_at(ret_command, i);
            add_input(arena, ret_command, i);
        }
    }
    return NULL;
}
