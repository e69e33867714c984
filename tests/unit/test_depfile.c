/* test_depfile.c - emit/depfile.c and base/make.c: rules that make reads as they were meant. */
#include "base/make.h"
#include "emit/depfile.h"
#include "unit.h"

#include <string.h>
#include <unistd.h>

static const char *const no_dependencies[] = {NULL};

static const char *format(struct ac_arena *arena, const char *target, const char *const *dependencies, bool phony)
{
    struct ac_args targets = {NULL, 0, 0};
    size_t count = 0, size;
    while (dependencies[count]) {
        count++;
    }
    ac_args_add(arena, &targets, target);
    const char *text = ac_depfile_format(arena, &targets, dependencies, count, phony, &size);
    CU_ASSERT_EQUAL(size, strlen(text));
    return text;
}

static void test_rule(void)
{
    struct ac_arena *arena = ac_arena_new();
    CU_ASSERT_STRING_EQUAL(format(arena, "out.c", no_dependencies, false), "out.c:\n");
    CU_ASSERT_STRING_EQUAL(format(arena, "out.c", (const char *const[]){"in.c", NULL}, false), "out.c: in.c\n");
    CU_ASSERT_STRING_EQUAL(format(arena, "out.c", (const char *const[]){"in.c", "a.h", "b c.h", NULL}, false),
                           "out.c: in.c \\\n  a.h \\\n  b\\ c.h\n");
    ac_arena_free(arena);
}

static void test_once(void)
{
    struct ac_arena *arena = ac_arena_new();
    const char *const dependencies[] = {"in.c", "a.h", "in.c", "a.h", "b.h", NULL};
    CU_ASSERT_STRING_EQUAL(format(arena, "o", dependencies, true), "o: in.c \\\n  a.h \\\n  b.h\n\na.h:\n\nb.h:\n");
    ac_arena_free(arena);
}

static void test_targets(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_args targets = {NULL, 0, 0};
    size_t size;
    ac_args_add(arena, &targets, "a");
    ac_args_add(arena, &targets, "b");
    CU_ASSERT_STRING_EQUAL(ac_depfile_format(arena, &targets, (const char *const[]){"in.c"}, 1, false, &size),
                           "a b: in.c\n");
    ac_arena_free(arena);
}

static void test_quote(void)
{
    struct ac_arena *arena = ac_arena_new();
    CU_ASSERT_STRING_EQUAL(ac_make_quote(arena, "dir/plain.c"), "dir/plain.c");
    CU_ASSERT_STRING_EQUAL(ac_make_quote(arena, "a b\tc"), "a\\ b\\\tc");
    CU_ASSERT_STRING_EQUAL(ac_make_quote(arena, "$x#y"), "$$x\\#y");
    CU_ASSERT_STRING_EQUAL(ac_make_quote(arena, "a\\b"), "a\\b");
    CU_ASSERT_STRING_EQUAL(ac_make_quote(arena, "a\\\\ b"), "a\\\\\\\\\\ b");
    ac_arena_free(arena);
}

/* The judge of escapes is make itself: it must take the file for what it is called. */
static void check_made(const char *name)
{
    struct ac_arena *arena = ac_arena_new();
    char directory[] = "/tmp/test_depfile.XXXXXX";
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(directory));
    const char *rule = format(arena, "all", (const char *const[]){name, NULL}, false);
    const char *dependency = ac_format(arena, "%s/%s", directory, name);
    const char *makefile = ac_format(arena, "%s/rule", directory);
    const char *command = ac_format(arena, "make -s -C %s -f rule >%s/log 2>&1", directory, directory);
    FILE *file = fopen(makefile, "w");
    fprintf(file, "%s\t@true\n", rule);
    fclose(file);
    CU_ASSERT_NOT_EQUAL(system(command), 0); /* the file is not there yet */
    fclose(fopen(dependency, "w"));
    CU_ASSERT_EQUAL(system(command), 0);
    remove(dependency);
    remove(makefile);
    remove(ac_format(arena, "%s/log", directory));
    rmdir(directory);
    ac_arena_free(arena);
}

static void test_make_agrees(void)
{
    check_made("plain.h");
    check_made("with blank.h");
    check_made("with#hash.h");
    check_made("with$dollar.h");
    check_made("back\\slash.h");
    check_made("back\\ blank.h");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a rule", test_rule},
        {"each dependency once, -MP for all but the first", test_once},
        {"several targets", test_targets},
        {"escapes", test_quote},
        {"make finds the files", test_make_agrees},
        CU_TEST_INFO_NULL,
    };
    return unit_run("depfile", tests);
}
