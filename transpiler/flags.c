/* flags.c - drops by name what would mislead, and keeps the rest: front/session.c picks from it what Clang knows. */
#include "flags.h"

#include <stdlib.h>
#include <string.h>

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* -W options that carry words for a tool, and those that name groups of the compiler's warnings. */
static bool is_foreign_warning(const char *option)
{
    static const char *const groups[] = {"-Wall", "-Wextra", "-Weverything", "-Wpedantic"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (strcmp(option, groups[i]) == 0) {
            return true;
        }
    }
    return option[2] == '\0' || (option[3] == ',' && strchr("alp", option[2]));
}

static const char frame_size[] = "-Wframe-size=";

static bool read_frame_size(const char *value, struct ac_options *options)
{
    bool is_number = *value && strspn(value, "0123456789") == strlen(value); /* no sign, which strtoul() would take */
    options->frame_size = strtoul(value, NULL, 10);
    return is_number && options->frame_size > 0;
}

bool ac_flags_read_warning(struct ac_arena *arena, const char *option, struct ac_options *options)
{
    struct ac_warning_switch given = {NULL, AC_WARNING_ON};
    if (strcmp(option, "-w") == 0) {
        given.mode = AC_WARNING_OFF;
    } else if (!starts_with(option, "-W") || is_foreign_warning(option)) {
        return false;
    } else if (strcmp(option, "-Werror") == 0 || starts_with(option, "-Werror=")) {
        given.mode = AC_WARNING_AS_ERROR;
        given.name = option[7] ? option + 8 : NULL;
    } else if (strcmp(option, "-Wno-error") == 0 || starts_with(option, "-Wno-error=")) {
        given.mode = AC_WARNING_NOT_ERROR;
        given.name = option[10] ? option + 11 : NULL;
    } else if (starts_with(option, frame_size)) {
        return read_frame_size(option + sizeof frame_size - 1, options);
    } else {
        bool off = starts_with(option, "-Wno-");
        given.mode = off ? AC_WARNING_OFF : AC_WARNING_ON;
        given.name = option + (off ? 5 : 2);
    }
    AC_PUSH(arena, &options->warnings, given);
    return true;
}

/* What the compiler makes and where it goes, and what it hands to the assembler and the linker. */
static bool is_about_output(const char *option)
{
    static const char *const exact[] = {"-c", "-S", "-E", "-pipe", "-T", "-u", "-z", "-e", "-rpath"};
    static const char *const prefixes[] = {"-o", "-x", "-M", "-l", "-L", "-X", "-dump", "-save-temps"};
    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++) {
        if (strcmp(option, exact[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (starts_with(option, prefixes[i])) {
            return true;
        }
    }
    return false;
}

/* `-Wp,-DX=1,-UY` becomes `-DX=1 -UY`; dependency options of the preprocessor are dropped, with their files. */
static void read_preprocessor_words(struct ac_arena *arena, const char *list, struct ac_options *options)
{
    char *rest = ac_strdup(arena, list), *word;
    while ((word = strsep(&rest, ","))) {
        if (starts_with(word, "-D") || starts_with(word, "-U") || starts_with(word, "-I")) {
            ac_args_add(arena, &options->flags, word);
        }
    }
}

/* An input, the compiler's name, or a warning option; those that asyncc understands are read. */
static bool is_for_compiler_alone(struct ac_arena *arena, const char *word, struct ac_options *options)
{
    return word[0] != '-' || word[1] == '\0' || starts_with(word, "-pedantic") ||
           ac_flags_read_warning(arena, word, options) || starts_with(word, "-W");
}

/* Some warnings of GCC's are errors for Clang, which can be switched off. */
static bool is_about_clangs_errors(const char *option)
{
    return starts_with(option, "-Wno-") && strcmp(option, "-Wno-error") != 0;
}

void ac_flags_read(struct ac_arena *arena, char *const *words, size_t count, struct ac_options *options)
{
    for (size_t i = 0; i < count; i++) {
        bool takes_next = i + 1 < count && ac_args_takes_next(words[i]);
        if (starts_with(words[i], "-Wp,")) {
            read_preprocessor_words(arena, words[i] + 4, options);
        } else if (is_about_clangs_errors(words[i])) {
            ac_flags_read_warning(arena, words[i], options);
            ac_args_add(arena, &options->flags, words[i]);
        } else if (!is_for_compiler_alone(arena, words[i], options) && !is_about_output(words[i])) {
            ac_args_add(arena, &options->flags, words[i]);
            if (takes_next) {
                ac_args_add(arena, &options->flags, words[i + 1]);
            }
        }
        i += takes_next;
    }
}
