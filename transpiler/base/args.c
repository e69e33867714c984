/* args.c - splits and expands command lines. A response file is told by its inode, so that no spelling of its name
 * hides a loop. */
#include "args.h"

#include "file.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

void ac_args_add(struct ac_arena *arena, struct ac_args *args, const char *word)
{
    AC_PUSH(arena, args, (char *)word);
    AC_PUSH(arena, args, NULL);
    args->count--;
}

/* Takes one word from *text, writes it to `word` without its quotes and backslashes. Gives its end. */
static char *take_word(const char **text, char *word)
{
    const char *at = *text;
    char quote = '\0';
    for (; *at && (quote || !isspace((unsigned char)*at)); at++) {
        if (*at == '\\' && at[1]) {
            *word++ = *++at;
        } else if (quote && *at == quote) {
            quote = '\0';
        } else if (!quote && (*at == '"' || *at == '\'')) {
            quote = *at;
        } else {
            *word++ = *at;
        }
    }
    *text = at;
    return word;
}

void ac_args_split(struct ac_arena *arena, struct ac_args *args, const char *text)
{
    char *words = ac_alloc(arena, strlen(text) + 1); /* all of them: none is longer than what it is written as */
    for (;;) {
        while (isspace((unsigned char)*text)) {
            text++;
        }
        if (!*text) {
            return;
        }
        ac_args_add(arena, args, words);
        words = take_word(&text, words) + 1;
    }
}

/* The response files that are being read, innermost first. */
struct nesting {
    const struct nesting *outer;
    dev_t device;
    ino_t inode;
};

struct expansion {
    struct ac_arena *arena;
    struct ac_args *args;
    bool lenient;
};

static const char *expand(const struct expansion *to, char *const *words, size_t count, const struct nesting *outer);

static const char *expand_file(const struct expansion *to, char *word, const struct nesting *outer)
{
    const char *path = word + 1;
    size_t size;
    struct stat status;
    char *text = *path ? ac_file_read(to->arena, path, &size) : NULL;
    if (!text || stat(path, &status) < 0) {
        if (to->lenient) {
            ac_args_add(to->arena, to->args, word);
            return NULL;
        }
        return *path ? ac_format(to->arena, "cannot read response file '%s': %s", path, strerror(errno))
                     : "'@' is not followed by the name of a response file";
    }
    struct nesting here = {outer, status.st_dev, status.st_ino};
    for (const struct nesting *one = outer; one; one = one->outer) {
        if (one->device == here.device && one->inode == here.inode) {
            return ac_format(to->arena, "response file '%s' includes itself", path);
        }
    }
    struct ac_args inner = {NULL, 0, 0};
    ac_args_split(to->arena, &inner, text);
    return expand(to, inner.items, inner.count, &here);
}

static const char *expand(const struct expansion *to, char *const *words, size_t count, const struct nesting *outer)
{
    const char *problem = NULL;
    for (size_t i = 0; i < count && !problem; i++) {
        if (words[i][0] == '@') {
            problem = expand_file(to, words[i], outer);
        } else {
            ac_args_add(to->arena, to->args, words[i]);
        }
    }
    return problem;
}

const char *ac_args_expand(struct ac_arena *arena, struct ac_args *args, char *const *words, size_t count, bool lenient)
{
    struct expansion to = {arena, args, lenient};
    return expand(&to, words, count, NULL);
}

bool ac_args_takes_next(const char *option)
{
    static const char *const options[] = {
        "--param",
        "--sysroot",
        "-A",
        "-B",
        "-D",
        "-F",
        "-I",
        "-L",
        "-MF",
        "-MJ",
        "-MQ",
        "-MT",
        "-T",
        "-U",
        "-Xanalyzer",
        "-Xassembler",
        "-Xclang",
        "-Xlinker",
        "-Xpreprocessor",
        "-arch",
        "-aux-info",
        "-dumpbase",
        "-dumpbase-ext",
        "-dumpdir",
        "-e",
        "-framework",
        "-idirafter",
        "-imacros",
        "-imultilib",
        "-include",
        "-iprefix",
        "-iquote",
        "-isysroot",
        "-isystem",
        "-iwithprefix",
        "-iwithprefixbefore",
        "-l",
        "-mllvm",
        "-o",
        "-rpath",
        "-target",
        "-u",
        "-wrapper",
        "-x",
        "-z",
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (strcmp(option, options[i]) == 0) {
            return true;
        }
    }
    return false;
}
