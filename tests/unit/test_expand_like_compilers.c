/* test_expand_like_compilers.c - the expander against the preprocessors of GCC and Clang, over the files in macros/.
 *
 * A file is expanded, all of it or some of its invocations, and preprocessed by a compiler: that must give what the
 * compiler makes of the original. Expanded in full, it must be the same already before. The first line of a file may
 * say
 *
 *     // compilers: gcc     only these, where they differ
 *     // kept: why          some macros stay in the expansion
 *
 * A file with __LINE__ or __FILE__ is always expanded in full: in a text of its own it has other lines. */
#define _POSIX_C_SOURCE 200809L
#include "preprocess.h"
#include "unit.h"

#include <glob.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SOME_CHOICES = 6 };

static char directory[] = "/tmp/asyncc-test-XXXXXX";

struct text {
    char *items;
    size_t count, capacity;
};

static struct text read_all(struct ac_arena *arena, FILE *file)
{
    struct text text = {0};
    for (int c; (c = getc(file)) != EOF;) {
        AC_PUSH(arena, &text, (char)c);
    }
    return text;
}

static struct ac_pp_tokens tokens_of(struct ac_arena *arena, const char *text, size_t size)
{
    struct ac_tokens tokens = ac_lex_all(arena, text, (struct ac_range){0, size}, NULL);
    struct ac_pp_tokens list = {0};
    for (size_t i = 0; i + 1 < tokens.count; i++) {
        AC_PUSH(arena, &list, ac_pp_token_of(arena, text, tokens.items[i].token));
    }
    return list;
}

/* Without the parentheses of `(name)`, which the expander may add. */
static struct ac_pp_tokens without_protection(struct ac_arena *arena, const struct ac_pp_tokens *tokens)
{
    struct ac_pp_tokens list = {0};
    for (size_t i = 0; i < tokens->count; i++) {
        const struct ac_pp_token *token = &tokens->items[i];
        if (token->op == '(' && i + 2 < tokens->count && token[1].kind == AC_TOKEN_IDENTIFIER && token[2].op == ')') {
            AC_PUSH(arena, &list, token[1]);
            i += 2;
        } else {
            AC_PUSH(arena, &list, *token);
        }
    }
    return list;
}

static struct ac_pp_tokens preprocess(struct ac_arena *arena, const char *compiler, const char *text, size_t size)
{
    const char *path = ac_format(arena, "%s/input.c", directory);
    const char *command = ac_format(arena, "cd %s && %s -std=gnu2x -w -E -P input.c", directory, compiler);
    FILE *input = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(input);
    CU_ASSERT_EQUAL(fwrite(text, 1, size, input), size);
    fclose(input);
    FILE *output = popen(command, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(output);
    struct text result = read_all(arena, output);
    CU_ASSERT_EQUAL(pclose(output), 0);
    unlink(path);
    return tokens_of(arena, result.items, result.count);
}

static const char *line_around(struct ac_arena *arena, const struct ac_pp_tokens *tokens, size_t index)
{
    size_t from = index > 12 ? index - 12 : 0, to = index + 8 < tokens->count ? index + 8 : tokens->count, size;
    struct ac_pp_tokens part = {tokens->items + from, to > from ? to - from : 0, 0};
    return ac_pp_text(arena, &part, &size);
}

static void check_same(struct ac_arena *arena, const char *what, const struct ac_pp_tokens *expected,
                       const struct ac_pp_tokens *actual)
{
    size_t count = expected->count < actual->count ? expected->count : actual->count, i = 0;
    while (i < count && ac_pp_same(&expected->items[i], &actual->items[i])) {
        i++;
    }
    if (i < expected->count || i < actual->count) {
        printf("\n%s: expected ...%s...\n    got ...%s...\n", what, line_around(arena, expected, i),
               line_around(arena, actual, i));
        CU_FAIL("other tokens than the compiler's");
    }
}

static struct ac_source *expand(struct ac_arena *arena, struct ac_macros *macros, const struct offsets *offsets)
{
    struct ac_expand_failures failures = {0};
    struct ac_source *source = ac_expand_source(arena, macros, offsets->items, offsets->count, &failures);
    return source;
}

static void check_in_full(struct ac_arena *arena, struct ac_macros *macros, const char *compiler, const char *what,
                          const struct ac_pp_tokens *expected, bool kept)
{
    struct offsets all = invocations(arena, macros);
    struct ac_source *source = expand(arena, macros, &all);
    struct ac_pp_tokens again = preprocess(arena, compiler, source->text, source->size);
    struct ac_pp_tokens actual = without_protection(arena, &again), wanted = without_protection(arena, expected);
    check_same(arena, ac_format(arena, "%s, preprocessed again", what), &wanted, &actual);
    if (!kept) {
        struct ac_pp_tokens at_once = tokens_of(arena, source->text, source->size);
        actual = without_protection(arena, &at_once);
        check_same(arena, what, &wanted, &actual);
    }
}

/* A number from 0 to 2^15-1, the same ones in each run. */
static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16 & 0x7fff;
}

static void check_in_part(struct ac_arena *arena, struct ac_macros *macros, const char *compiler, const char *what,
                          const struct ac_pp_tokens *expected)
{
    struct offsets all = invocations(arena, macros);
    unsigned state = 1;
    for (unsigned choice = 0; choice < SOME_CHOICES; choice++) {
        struct offsets some = {0};
        for (size_t i = 0; i < all.count; i++) {
            if (next_random(&state) % (choice + 1) == 0) {
                AC_PUSH(arena, &some, all.items[i]);
            }
        }
        struct ac_source *source = expand(arena, macros, &some);
        struct ac_pp_tokens again = preprocess(arena, compiler, source->text, source->size);
        struct ac_pp_tokens actual = without_protection(arena, &again), wanted = without_protection(arena, expected);
        check_same(arena, ac_format(arena, "%s, choice %u", what, choice), &wanted, &actual);
    }
}

static void check_file(const char *path, const char *compiler)
{
    struct ac_arena *arena = ac_arena_new();
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    struct text text = read_all(arena, file);
    fclose(file);
    AC_PUSH(arena, &text, '\0');
    size_t size = text.count - 1;
    const char *only = strncmp(text.items, "// compilers: ", 14) == 0 ? text.items + 14 : compiler;
    if (strncmp(only, compiler, strcspn(only, "\n-")) == 0) {
        struct ac_macros *macros = macros_of(arena, "input.c", text.items, size);
        struct ac_pp_tokens expected = preprocess(arena, compiler, text.items, size);
        const char *what = ac_format(arena, "%s with %s", strrchr(path, '/') + 1, compiler);
        CU_ASSERT_TRUE(expected.count > 20);
        check_in_full(arena, macros, compiler, what, &expected, strncmp(text.items, "// kept", 7) == 0);
        if (!strstr(text.items, "__LINE__") && !strstr(text.items, "__FILE__")) {
            check_in_part(arena, macros, compiler, what, &expected);
        }
    }
    ac_arena_free(arena);
}

static void check_compiler(const char *compiler)
{
    glob_t files;
    CU_ASSERT_EQUAL_FATAL(glob("tests/unit/macros/*.c", 0, NULL, &files), 0);
    CU_ASSERT_TRUE(files.gl_pathc >= 10);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        check_file(files.gl_pathv[i], compiler);
    }
    globfree(&files);
}

static void test_compilers(void)
{
    static const char *const compilers[] = {"gcc", "clang-19", "clang"};
    unsigned found = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(directory));
    for (size_t i = 0; i < sizeof compilers / sizeof *compilers; i++) {
        char command[64];
        snprintf(command, sizeof command, "command -v %s >/dev/null", compilers[i]);
        if (system(command) == 0) {
            check_compiler(compilers[i]);
            found++;
        }
    }
    rmdir(directory);
    CU_ASSERT_TRUE(found > 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"as the compilers of this machine do", test_compilers}, CU_TEST_INFO_NULL};
    return unit_run("expand_like_compilers", tests);
}
