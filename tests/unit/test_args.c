/* test_args.c - base/args.c: splitting, response files in each other, loops. */
#include "base/args.h"
#include "unit.h"

#include <string.h>
#include <unistd.h>

/* The words, each in brackets. */
static const char *bracketed(struct ac_arena *arena, const struct ac_args *args)
{
    char *text = "";
    for (size_t i = 0; i < args->count; i++) {
        text = ac_format(arena, "%s[%s]", text, args->items[i]);
    }
    return text;
}

static void check_split(const char *text, const char *expected)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_args args = {NULL, 0, 0};
    ac_args_split(arena, &args, text);
    CU_ASSERT_STRING_EQUAL(bracketed(arena, &args), expected);
    ac_arena_free(arena);
}

/* The rules of GCC's response files. */
static void test_split(void)
{
    check_split("", "");
    check_split(" \n\t ", "");
    check_split("a", "[a]");
    check_split(" a  b\nc\r\n", "[a][b][c]");
    check_split("'a b' \"c d\"", "[a b][c d]");
    check_split("x'a b'y\"c d\"z", "[xa byc dz]");
    check_split("a\\ b", "[a b]");
    check_split("\"a\\\"b\" 'c\\'d'", "[a\"b][c'd]");
    check_split("'\"' \"'\"", "[\"][']");
    check_split("'' \"\"", "[][]");
    check_split("a\\\\b", "[a\\b]");
    check_split("'open", "[open]");
    check_split("end\\", "[end\\]");
}

static void test_ends_with_null(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_args args = {NULL, 0, 0};
    for (int i = 0; i < 100; i++) {
        ac_args_add(arena, &args, "x");
        CU_ASSERT_PTR_NULL(args.items[args.count]);
    }
    CU_ASSERT_EQUAL(args.count, 100);
    ac_arena_free(arena);
}

/* ---- response files ---------------------------------------------------------------------------------------------- */

static char directory[] = "/tmp/test_args.XXXXXX";

static void write_file(const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fprintf(file, text, directory, directory);
    fclose(file);
}

static void remove_file(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    remove(path);
}

/* Expands a word whose %s is the directory of the test. */
static void check_expanded(const char *format, bool lenient, const char *expected, const char *problem)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_args args = {NULL, 0, 0};
    char word[64];
    snprintf(word, sizeof word, format, directory);
    char *words[] = {"before", word, "after"};
    const char *said = ac_args_expand(arena, &args, words, 3, lenient);
    if (problem) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(said);
        CU_ASSERT_PTR_NOT_NULL(strstr(said, problem));
    } else {
        CU_ASSERT_PTR_NULL(said);
        CU_ASSERT_STRING_EQUAL(bracketed(arena, &args), expected);
    }
    ac_arena_free(arena);
}

static void test_expand(void)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(directory));
    write_file("inner", "c 'd e'");
    write_file("outer", "a @%s/inner b @%s/inner");
    write_file("loop", "a @%s/other");
    write_file("other", "@%s/./loop");
    write_file("self", "@%s/self");
    write_file("empty", "");
    check_expanded("@%s/inner", false, "[before][c][d e][after]", NULL);
    check_expanded("@%s/outer", false, "[before][a][c][d e][b][c][d e][after]", NULL); /* twice is no loop */
    check_expanded("@%s/empty", false, "[before][after]", NULL);
    check_expanded("@%s/self", false, NULL, "/self' includes itself");
    check_expanded("@%s/self", true, NULL, "/self' includes itself");
    check_expanded("@%s/loop", false, NULL, "/./loop' includes itself"); /* by way of another, under another name */
    check_expanded("@%s/none", false, NULL, "/none': No such file or directory");
    check_expanded("@", true, "[before][@][after]", NULL);
    check_expanded("@/none", true, "[before][@/none][after]", NULL);
    check_expanded("@/", false, NULL, "'/': Is a directory");
    check_expanded("a@b", false, "[before][a@b][after]", NULL);
    for (size_t i = 0; i < 6; i++) {
        remove_file((const char *[]){"inner", "outer", "loop", "other", "self", "empty"}[i]);
    }
    rmdir(directory);
}

static void test_takes_next(void)
{
    CU_ASSERT_TRUE(ac_args_takes_next("-o"));
    CU_ASSERT_TRUE(ac_args_takes_next("-include"));
    CU_ASSERT_TRUE(ac_args_takes_next("-MF"));
    CU_ASSERT_FALSE(ac_args_takes_next("-oout"));
    CU_ASSERT_FALSE(ac_args_takes_next("-MD"));
    CU_ASSERT_FALSE(ac_args_takes_next("-O"));
    CU_ASSERT_FALSE(ac_args_takes_next("foo.c"));
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"words are split as GCC splits them", test_split},
        {"a list ends with NULL", test_ends_with_null},
        {"response files", test_expand},
        {"options that take the next word", test_takes_next},
        CU_TEST_INFO_NULL,
    };
    return unit_run("args", tests);
}
