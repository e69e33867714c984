/* test_source.c - base/source.c: offsets, lines and columns, with and without replaced text. */
#include "base/source.h"
#include "unit.h"

#include <string.h>

static struct ac_source *new_source(struct ac_arena *arena, const char *text)
{
    return ac_source_new(arena, "test.c", text, strlen(text));
}

static void test_lines(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_source *source = new_source(arena, "one\n\nthree\nfour");
    unsigned column;
    CU_ASSERT_EQUAL(ac_source_line(source, 0, &column), 1);
    CU_ASSERT_EQUAL(column, 1);
    CU_ASSERT_EQUAL(ac_source_line(source, 3, &column), 1); /* the line end belongs to its line */
    CU_ASSERT_EQUAL(column, 4);
    CU_ASSERT_EQUAL(ac_source_line(source, 4, &column), 2);
    CU_ASSERT_EQUAL(column, 1);
    CU_ASSERT_EQUAL(ac_source_line(source, 7, &column), 3);
    CU_ASSERT_EQUAL(column, 3);
    CU_ASSERT_EQUAL(ac_source_line(source, 15, &column), 4); /* the end of the text */
    CU_ASSERT_EQUAL(column, 5);
    CU_ASSERT_EQUAL(ac_source_line(source, 5, NULL), 3);
    ac_arena_free(arena);
}

static void test_line_extents(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_source *source = new_source(arena, "one\r\n\nthree");
    struct ac_range first = ac_source_line_extent(source, 1), second = ac_source_line_extent(source, 2),
                    third = ac_source_line_extent(source, 3);
    CU_ASSERT_TRUE(first.begin == 0 && first.end == 3);
    CU_ASSERT_TRUE(second.begin == 5 && second.end == 5);
    CU_ASSERT_TRUE(third.begin == 6 && third.end == 11);
    ac_arena_free(arena);
}

static void test_empty(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_source *source = new_source(arena, "");
    struct ac_range extent = ac_source_line_extent(source, 1);
    CU_ASSERT_EQUAL(ac_source_line(source, 0, NULL), 1);
    CU_ASSERT_TRUE(extent.begin == 0 && extent.end == 0);
    ac_arena_free(arena);
}

/* original:  a = M(x);\nb = N;        M(x) at 4, 4 bytes; N at 14, 1 byte
 * text:      a = (x + 1);\nb = ;      replaced by 7 bytes at 4, and by nothing at 17 */
static struct ac_source *new_replaced(struct ac_arena *arena)
{
    struct ac_source *source = new_source(arena, "a = M(x);\nb = N;");
    AC_PUSH(arena, &source->replacements, ((struct ac_replacement){4, 7, 4, 4, false}));
    AC_PUSH(arena, &source->replacements, ((struct ac_replacement){17, 0, 14, 1, false}));
    source->text = "a = (x + 1);\nb = ;";
    source->size = strlen(source->text);
    return source;
}

static void test_origin(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_source *source = new_replaced(arena);
    CU_ASSERT_EQUAL(ac_source_origin(source, 3), 3);
    CU_ASSERT_EQUAL(ac_source_origin(source, 4), 4);
    CU_ASSERT_EQUAL(ac_source_origin(source, 10), 4); /* inside: where the invocation begins */
    CU_ASSERT_EQUAL(ac_source_origin(source, 11), 8);
    CU_ASSERT_EQUAL(ac_source_origin(source, 13), 10);
    CU_ASSERT_EQUAL(ac_source_origin(source, 16), 13);
    CU_ASSERT_EQUAL(ac_source_origin(source, 17), 15); /* what was replaced by nothing has no inside */
    CU_ASSERT_FALSE(ac_source_is_replaced(source, 3));
    CU_ASSERT_TRUE(ac_source_is_replaced(source, 4));
    CU_ASSERT_TRUE(ac_source_is_replaced(source, 10));
    CU_ASSERT_FALSE(ac_source_is_replaced(source, 11));
    CU_ASSERT_FALSE(ac_source_is_replaced(source, 17));
    ac_arena_free(arena);
}

static void check_origin_range(const struct ac_source *source, struct ac_range range, size_t begin, size_t end)
{
    struct ac_range origin = ac_source_origin_range(source, range);
    CU_ASSERT_EQUAL(origin.begin, begin);
    CU_ASSERT_EQUAL(origin.end, end);
}

static void test_origin_range(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_source *source = new_replaced(arena);
    check_origin_range(source, (struct ac_range){0, 1}, 0, 1);
    check_origin_range(source, (struct ac_range){5, 6}, 4, 8);   /* inside: the invocation */
    check_origin_range(source, (struct ac_range){0, 7}, 0, 8);   /* ends inside */
    check_origin_range(source, (struct ac_range){4, 11}, 4, 8);  /* all of it */
    check_origin_range(source, (struct ac_range){6, 12}, 4, 9);  /* begins inside */
    check_origin_range(source, (struct ac_range){11, 12}, 8, 9); /* behind */
    check_origin_range(source, (struct ac_range){5, 5}, 4, 4);   /* empty ones stay empty */
    ac_arena_free(arena);
}

static void test_lines_of_replaced(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_source *source = new_replaced(arena);
    unsigned column;
    CU_ASSERT_EQUAL(ac_source_line(source, 6, &column), 1);
    CU_ASSERT_EQUAL(column, 5);
    CU_ASSERT_EQUAL(ac_source_line(source, 13, &column), 2);
    CU_ASSERT_EQUAL(column, 1);
    CU_ASSERT_EQUAL(ac_source_original_line(source, 13, &column), 2); /* of an offset into the original */
    CU_ASSERT_EQUAL(column, 4);
    ac_arena_free(arena);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"lines and columns", test_lines},
        {"extents of lines", test_line_extents},
        {"an empty file has one line", test_empty},
        {"offsets lead back to the original", test_origin},
        {"ranges lead back to the original", test_origin_range},
        {"lines of replaced text", test_lines_of_replaced},
        CU_TEST_INFO_NULL,
    };
    return unit_run("source", tests);
}
