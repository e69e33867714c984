/* test_expand_damaged.c - the first pass over damaged text: the files in macros/ with bytes changed, cut out and moved,
 * the same ones in each run. Whatever comes in, it ends, reads nothing outside of the text (sanitizers tell), and the
 * map of what comes out is right. */
#include "preprocess.h"
#include "unit.h"

#include <glob.h>
#include <string.h>

enum { ROUNDS = 60, MAX_SIZE = 1 << 14, MAX_OFFSETS = 12 };

static unsigned state = 1;

/* From 0 to limit - 1. */
static size_t some(size_t limit)
{
    state = state * 1103515245u + 12345u;
    return (state >> 8) % limit;
}

static void change_byte(char *text, size_t *size)
{
    static const char bytes[] = "()()#,,\"'\\/*\n\r \t\0.%:@$_xF1\x80\xFF";
    if (*size) {
        text[some(*size)] = bytes[some(sizeof bytes)];
    }
}

static void cut(char *text, size_t *size)
{
    size_t begin = some(*size + 1), count = some(40);
    count = count < *size - begin ? count : *size - begin;
    memmove(text + begin, text + begin + count, *size - begin - count);
    *size -= count;
}

static void move(char *text, size_t *size)
{
    char part[40];
    size_t count = some(sizeof part);
    if (count > *size) {
        return;
    }
    size_t from = some(*size - count + 1), to = some(*size - count + 1);
    memcpy(part, text + from, count);
    memmove(text + from, text + from + count, *size - from - count);
    memmove(text + to + count, text + to, *size - count - to);
    memcpy(text + to, part, count);
}

static void end_early(char *text, size_t *size)
{
    (void)text;
    *size = some(*size + 1);
}

static void damage(char *text, size_t *size)
{
    static void (*const ways[])(char *, size_t *) = {change_byte, change_byte, change_byte, cut, move};
    for (size_t count = 1 + some(8); count > 0; count--) {
        ways[some(sizeof ways / sizeof *ways)](text, size);
    }
    if (some(4) == 0) {
        end_early(text, size);
    }
}

static void check_map(const struct ac_source *source)
{
    size_t at = 0, from = 0;
    for (size_t i = 0; i < source->replacements.count; i++) {
        const struct ac_replacement *next = &source->replacements.items[i];
        CU_ASSERT_TRUE_FATAL(next->at >= at && next->at - at == next->from - from && next->size && next->replaced);
        CU_ASSERT_TRUE_FATAL(memcmp(source->text + at, source->original + from, next->at - at) == 0);
        at = next->at + next->size;
        from = next->from + next->replaced;
    }
    CU_ASSERT_TRUE_FATAL(at <= source->size && source->size - at == source->original_size - from);
    CU_ASSERT_TRUE_FATAL(memcmp(source->text + at, source->original + from, source->size - at) == 0);
}

static struct offsets some_of(struct ac_arena *arena, const struct offsets *all, size_t size)
{
    struct offsets chosen = {0};
    for (size_t i = 0; i < MAX_OFFSETS && all->count; i++) {
        AC_PUSH(arena, &chosen, all->items[some(all->count)]);
    }
    AC_PUSH(arena, &chosen, some(size + 1));
    return chosen;
}

static void check_damaged(const char *text, size_t size)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_expand_failures failures = {0};
    struct ac_range skipped = {some(size + 1), 0};
    skipped.end = skipped.begin + some(size - skipped.begin + 1);
    struct ac_source *source = ac_source_new(arena, "input.c", text, size);
    struct ac_macros *macros = ac_macros_new(arena);
    ac_macros_scan_main(macros, source, some(2) ? &(struct ac_ranges){&skipped, 1, 1} : NULL);
    ac_macros_scan_undefs(macros, text, size, NULL);
    struct offsets all = invocations(arena, macros), chosen = some_of(arena, &all, size);
    check_map(ac_expand_source(arena, macros, chosen.items, chosen.count, &failures));
    for (size_t i = 0; i < failures.count; i++) {
        CU_ASSERT_PTR_NOT_NULL(failures.items[i].reason);
    }
    ac_arena_free(arena);
}

static void check_file(const char *path)
{
    char original[MAX_SIZE], text[MAX_SIZE];
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size_t original_size = fread(original, 1, sizeof original, file);
    fclose(file);
    for (int round = 0; round < ROUNDS; round++) {
        size_t size = original_size;
        memcpy(text, original, size);
        damage(text, &size);
        char *exact = malloc(size ? size : 1);
        memcpy(exact, text, size);
        check_damaged(exact, size);
        free(exact);
    }
}

static void test_damaged(void)
{
    glob_t files;
    CU_ASSERT_EQUAL_FATAL(glob("tests/unit/macros/*.c", 0, NULL, &files), 0);
    CU_ASSERT_TRUE(files.gl_pathc >= 10);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        check_file(files.gl_pathv[i]);
    }
    globfree(&files);
}

/* Bytes from all 256, short and long. */
static void test_garbage(void)
{
    for (int round = 0; round < 500; round++) {
        size_t size = some(300);
        char *text = malloc(size ? size : 1);
        for (size_t i = 0; i < size; i++) {
            text[i] = (char)some(256);
        }
        check_damaged(text, size);
        free(text);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"damaged files", test_damaged}, {"garbage", test_garbage}, CU_TEST_INFO_NULL};
    return unit_run("expand_damaged", tests);
}
