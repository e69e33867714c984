/* test_trigraph.c - text/trigraph.c: which modes have trigraphs, and what each means. */
#include "text/trigraph.h"

#include "unit.h"

#include <string.h>

static bool has(const char *first, const char *second)
{
    char *flags[] = {(char *)first, (char *)second};
    return ac_has_trigraphs(flags, 2);
}

static void test_modes(void)
{
    CU_ASSERT_TRUE(has("-O2", "-std=c11"));
    CU_ASSERT_TRUE(has("-std=iso9899:1999", "-O2"));
    CU_ASSERT_TRUE(has("-std=gnu17", "-trigraphs"));
    CU_ASSERT_TRUE(has("-ansi", "-g"));
    CU_ASSERT_FALSE(has("-std=gnu11", "-O2"));
    CU_ASSERT_FALSE(has("-std=c11", "-std=gnu11")); /* the last one counts */
    CU_ASSERT_FALSE(has("-std=c2x", "-O2"));
    CU_ASSERT_FALSE(has("-O2", "-g"));
    CU_ASSERT_FALSE(has("-std=c11", "-fno-trigraphs"));
}

static void expect(const char *text, const char *wanted)
{
    struct ac_arena *arena = ac_arena_new();
    size_t size = strlen(text);
    const char *result = ac_replace_trigraphs(arena, text, &size);
    CU_ASSERT_TRUE(size == strlen(wanted) && !memcmp(result, wanted, size));
    ac_arena_free(arena);
}

static void test_meanings(void)
{
    expect("?\?=?\?(?\?/?\?)?\?'?\?<?\?!?\?>?\?-", "#[\\]^{|}~");
    expect("a ?\? b ?\?? c", "a ?\? b ?\?? c");
    expect("?\?\?=", "?#");
    expect("?\?", "?\?");
    expect("x?\?/\ny", "x\\\ny");
    expect("", "");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"modes of the compiler", test_modes},
        {"each trigraph", test_meanings},
        CU_TEST_INFO_NULL,
    };
    return unit_run("trigraph", tests);
}
