/* What a switch decides upon: characters, enums, wide and unsigned numbers, the value of an assignment. */
#include "support.h"

#include <stdio.h>

enum fruit { APPLE, PEAR = -2, PLUM = 1000000 };

static ASYNC long long wide(int n)
{
    AWAIT(turn());
    return n + 0x100000000LL;
}

static ASYNC enum fruit fruit(int n)
{
    AWAIT(turn());
    return n ? PEAR : PLUM;
}

static ASYNC char letter(void)
{
    AWAIT(turn());
    return 'x';
}

static ASYNC int test(void)
{
    for (int i = 0; i < 3; i++) {
        switch (AWAIT(wide(i))) {
        case 0:
        case 1:
            puts("not here");
            break;
        case 0x100000000LL:
            puts("2^32");
            break;
        case 0x100000001LL:
            AWAIT(turn());
            puts("2^32 + 1");
            break;
        default:
            puts("more");
        }
    }
    switch (AWAIT(fruit(1))) {
    case APPLE:
    case PLUM:
        puts("not here");
        break;
    case PEAR:
        AWAIT(turn());
        puts("pear");
    }
    switch (AWAIT(letter())) {
    case 'x':
        puts("x");
        AWAIT(turn());
    }
    int a;
    switch (a = AWAIT(get(4)), a + AWAIT(get(1))) {
    case 5:
        printf("%d\n", a);
    }
    switch ((unsigned char)AWAIT(get(257))) {
    case 1:
        puts("one");
    }
    switch (AWAIT(get(1)) ? AWAIT(get(2)) : 3) {
        int unset;
    case 2:
        unset = AWAIT(get(6));
        printf("%d\n", unset);
    }
    switch (AWAIT(get(0)))
        ;
    switch (AWAIT(get(0))) {
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
