/* test_compose.c - text/compose.c: files put in the place of their #includes, and the way back from there. */
#define _GNU_SOURCE
#include "text/compose.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A directory with a.h, which includes b.h beside it, and once.h. */
struct files {
    struct ac_arena *arena;
    char directory[32];
    const char *a, *b, *once;
};

static const char *write_file(struct files *files, const char *name, const char *text)
{
    const char *path = ac_format(files->arena, "%s/%s", files->directory, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file)) {
        CU_FAIL_FATAL("a file cannot be written");
    }
    return path;
}

static struct files set_up(void)
{
    struct files files = {.arena = ac_arena_new(), .directory = "/tmp/asyncc-unit-XXXXXX"};
    if (!mkdtemp(files.directory)) {
        CU_FAIL_FATAL("no directory for files");
    }
    files.a = write_file(&files, "a.h", "int a;\n#include \"b.h\"\nint after;\n");
    files.b = write_file(&files, "b.h", "int b;"); /* no newline at its end */
    files.once = write_file(&files, "once.h", "#pragma once\nint once;\n");
    return files;
}

static void tear_down(struct files *files)
{
    unlink(files->a);
    unlink(files->b);
    unlink(files->once);
    rmdir(files->directory);
    ac_arena_free(files->arena);
}

static struct ac_inclusion *include(struct files *files, struct ac_inclusion *in, const char *path, size_t offset)
{
    struct ac_inclusion *inclusion = ac_new(files->arena, struct ac_inclusion);
    inclusion->path = path;
    inclusion->offset = offset;
    if (in) {
        AC_PUSH(files->arena, &in->inclusions, inclusion);
    }
    return inclusion;
}

static struct ac_source *compose(struct files *files, const char *text, const struct ac_inclusion *root,
                                 const char *wanted, bool whole, const char **ret_missing)
{
    struct ac_wanted_file file = {wanted, whole};
    struct ac_wanted list = {.items = &file, .count = 1};
    struct ac_source *main_source = ac_source_new(files->arena, "main.c", text, strlen(text));
    return ac_compose(files->arena, main_source, root, &list, ret_missing);
}

/* Which file the first occurrence of `text` comes from, and its line there. */
static const char *origin_of(const struct ac_source *source, const char *text, unsigned *ret_line)
{
    size_t offset = (size_t)(strstr(source->original, text) - source->original);
    const struct ac_source *file = ac_source_file(source, &offset);
    *ret_line = ac_source_original_line(file, offset, NULL);
    return file->path;
}

static void test_nested(void)
{
    struct files files = set_up();
    struct ac_inclusion *root = include(&files, NULL, "main.c", 0), *a = include(&files, root, files.a, 10);
    const char *missing;
    unsigned line;
    include(&files, a, files.b, 17);
    struct ac_source *source = compose(&files, "#include \"a.h\"\nint end;\n", root, files.b, false, &missing);
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    CU_ASSERT_STRING_EQUAL(origin_of(source, "int b", &line), files.b);
    CU_ASSERT_EQUAL(line, 1);
    CU_ASSERT_STRING_EQUAL(origin_of(source, "int after", &line), files.a);
    CU_ASSERT_EQUAL(line, 3);
    CU_ASSERT_STRING_EQUAL(origin_of(source, "int end", &line), "main.c");
    CU_ASSERT_EQUAL(line, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(source->original, "int b;\n#line 3 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(source->original, "#line 2 \"main.c\"\nint end;"));
    CU_ASSERT_EQUAL_FATAL(source->included.count, 1);
    CU_ASSERT_STRING_EQUAL(source->included.items[0].directive, "#include \"a.h\"");
    tear_down(&files);
}

/* What is not wanted stays an #include, of the file that it was. */
static void test_redirected(void)
{
    struct files files = set_up();
    struct ac_inclusion *root = include(&files, NULL, "main.c", 0), *a = include(&files, root, files.a, 10);
    const char *missing;
    include(&files, a, files.b, 17);
    struct ac_source *source = compose(&files, "#include \"a.h\"\n", root, files.a, false, &missing);
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    CU_ASSERT_PTR_NULL(strstr(source->original, "int b"));
    CU_ASSERT_PTR_NOT_NULL(strstr(source->original, ac_format(files.arena, "#include \"%s\"", files.b)));
    source = compose(&files, "#include \"a.h\"\n", root, files.a, true, &missing);
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    CU_ASSERT_PTR_NOT_NULL(strstr(source->original, "int b")); /* whole */
    tear_down(&files);
}

static void test_once(void)
{
    struct files files = set_up();
    struct ac_inclusion *root = include(&files, NULL, "main.c", 0);
    const char *missing;
    include(&files, root, files.once, 10);
    struct ac_source *source = compose(&files, "#include \"once.h\"\n", root, files.once, false, &missing);
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    CU_ASSERT_PTR_NULL(strstr(source->original, "#pragma once"));
    CU_ASSERT_EQUAL_FATAL(source->emptied.count, 1);
    CU_ASSERT_STRING_EQUAL(source->emptied.items[0], files.once);
    tear_down(&files);
}

static void test_missing(void)
{
    struct files files = set_up();
    struct ac_inclusion *root = include(&files, NULL, "main.c", 0);
    const char *missing = NULL;
    CU_ASSERT_PTR_NULL(compose(&files, "int x;\n", root, files.a, false, &missing));
    CU_ASSERT_STRING_EQUAL(missing, files.a);
    tear_down(&files);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a file in a file", test_nested},
        {"other files stay where they were", test_redirected},
        {"#pragma once", test_once},
        {"a file that is included nowhere", test_missing},
        CU_TEST_INFO_NULL,
    };
    return unit_run("compose", tests);
}
