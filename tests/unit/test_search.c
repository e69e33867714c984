/* test_search.c - base/search.h: each place in lists of each length up to ten. */
#include "base/search.h"
#include "unit.h"

struct numbers {
    unsigned *items;
    size_t count;
};

static void test_every_place(void)
{
    unsigned items[] = {1, 3, 5, 7, 9, 11, 13, 15, 17, 19}; /* items[i] is 2 * i + 1 */
    for (size_t count = 0; count <= sizeof items / sizeof *items; count++) {
        struct numbers list = {items, count};
        for (unsigned key = 0; key <= 2 * count + 1; key++) {
            CU_ASSERT_EQUAL(AC_COUNT_WHILE(&list, item, *item < key), key / 2);
            CU_ASSERT_EQUAL(AC_COUNT_WHILE(&list, item, *item <= key), (key + 1) / 2 < count ? (key + 1) / 2 : count);
        }
    }
}

static void test_equal_ones(void)
{
    unsigned items[] = {1, 4, 4, 4, 9};
    struct numbers list = {items, sizeof items / sizeof *items};
    CU_ASSERT_EQUAL(AC_COUNT_WHILE(&list, item, *item < 4), 1);
    CU_ASSERT_EQUAL(AC_COUNT_WHILE(&list, item, *item <= 4), 4);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"every place", test_every_place},
        {"equal ones", test_equal_ones},
        CU_TEST_INFO_NULL,
    };
    return unit_run("search", tests);
}
