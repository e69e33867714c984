/* test_arena.c - base/arena.c: what it gives is zeroed, aligned, apart from everything else, and stays where it is. */
#include "base/arena.h"
#include "unit.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool is_zeroed(const unsigned char *memory, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (memory[i] != 0) {
            return false;
        }
    }
    return true;
}

static void test_zeroed_and_aligned(void)
{
    struct ac_arena *arena = ac_arena_new();
    for (size_t size = 0; size < 5000; size = size * 3 / 2 + 1) {
        unsigned char *memory = ac_alloc(arena, size);
        CU_ASSERT_EQUAL((uintptr_t)memory % _Alignof(max_align_t), 0);
        CU_ASSERT_TRUE(is_zeroed(memory, size));
        memset(memory, 0xFF, size);
    }
    ac_arena_free(arena);
}

/* Small and large ones by turns: a large one must not cost the chunk that is in use, nor disturb its contents. */
static void test_apart(void)
{
    enum { COUNT = 300 };
    struct ac_arena *arena = ac_arena_new();
    unsigned char *memory[COUNT];
    size_t sizes[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 7 == 3 ? 100 * 1024 : i * 11 + 1;
        memory[i] = ac_alloc(arena, sizes[i]);
        memset(memory[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        CU_ASSERT_EQUAL(memory[i][0], i % 251);
        CU_ASSERT_EQUAL(memory[i][sizes[i] - 1], i % 251);
    }
    ac_arena_free(arena);
}

static void test_free_null(void)
{
    ac_arena_free(NULL);
    CU_PASS("came back");
}

static void test_strings(void)
{
    struct ac_arena *arena = ac_arena_new();
    const char *text = "hello, world";
    char *copy = ac_strdup(arena, text);
    CU_ASSERT_STRING_EQUAL(copy, text);
    CU_ASSERT_PTR_NOT_EQUAL(copy, text);
    CU_ASSERT_STRING_EQUAL(ac_strndup(arena, text, 5), "hello");
    CU_ASSERT_STRING_EQUAL(ac_strndup(arena, text, 0), "");
    CU_ASSERT_EQUAL(memcmp(ac_strndup(arena, "a\0b", 3), "a\0b", 4), 0);
    CU_ASSERT_STRING_EQUAL(ac_format(arena, "%d-%s", 42, "x"), "42-x");
    ac_arena_free(arena);
}

static void test_long_format(void)
{
    struct ac_arena *arena = ac_arena_new();
    char *text = ac_format(arena, "%*s|", 200 * 1024, "x");
    CU_ASSERT_EQUAL(strlen(text), 200 * 1024 + 1);
    CU_ASSERT_STRING_EQUAL(text + 200 * 1024 - 1, "x|");
    ac_arena_free(arena);
}

static void test_push(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct {
        size_t *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    for (size_t i = 0; i < 10000; i++) {
        AC_PUSH(arena, &list, i * i);
    }
    CU_ASSERT_EQUAL(list.count, 10000);
    CU_ASSERT_TRUE(list.capacity >= list.count);
    for (size_t i = 0; i < list.count; i++) {
        CU_ASSERT_EQUAL_FATAL(list.items[i], i * i);
    }
    ac_arena_free(arena);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"memory is zeroed and aligned", test_zeroed_and_aligned},
        {"allocations do not overlap", test_apart},
        {"freeing NULL is fine", test_free_null},
        {"strings are copied", test_strings},
        {"a formatted text may be long", test_long_format},
        {"arrays grow and keep their items", test_push},
        CU_TEST_INFO_NULL,
    };
    return unit_run("arena", tests);
}
