/* Packed structs whose members are pointed to: in the frame they are as aligned as compilers make them on a stack, which
 * hides that the pointers are not good in general. */
#include "support.h"
#include <stdint.h>
#include <stdio.h>

struct __attribute__((packed)) header {
    uint32_t length;
    uint32_t ids[3];
    uint8_t kind;
};

#pragma pack(push, 1)
struct packet {
    struct header header;
    uint8_t flags[7];
    int64_t stamps[2];
};
#pragma pack(pop)

#pragma GCC diagnostic ignored "-Waddress-of-packed-member"

static ASYNC unsigned fill(uint32_t *p, unsigned value)
{
    AWAIT(turn());
    *p += value;
    return *p;
}

static ASYNC unsigned test_member(char first)
{
    char before = first;
    struct header header = {.length = 1};
    char *p = &before;
    unsigned sum = AWAIT(fill(&header.length, 2)) + AWAIT(fill(&header.ids[2], 3));
    printf("%d %d\n", is_aligned(&header.ids[1], 4), *p);
    return sum + header.length;
}

static ASYNC unsigned test_nested_and_array(char first)
{
    char before[3] = {first};
    struct packet packets[2] = {{.header.length = 5}};
    char *p = before;
    int64_t *stamp = &packets[0].stamps[1];
    unsigned sum = AWAIT(fill(&packets[0].header.length, 2));
    *stamp = sum;
    printf("%d %d\n", is_aligned(stamp, 8), *p);
    return sum + (unsigned)packets[0].stamps[1];
}

typedef struct header headers[2];

static ASYNC unsigned test_typedef(char first)
{
    char before[2] = {first};
    headers both = {{.length = 5}, {.length = 6}};
    char *p = before;
    unsigned sum = AWAIT(fill(&both[0].length, 2));
    printf("%d %d\n", is_aligned(&both[0].ids[1], 4), *p);
    return sum + both[1].length;
}

static ASYNC int test(void)
{
    printf("%u\n", AWAIT(test_member('a')));
    printf("%u\n", AWAIT(test_nested_and_array('b')));
    printf("%u\n", AWAIT(test_typedef('c')));
    return 0;
}

int main(void)
{
    return async_run(test());
}
