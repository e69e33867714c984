/* Code that is free of warnings, and close to drawing some: set in one branch and used in another, labels, fallthrough.
 */
#include "support.h"

#include <stdio.h>

static ASYNC int choose(int which)
{
    int a, b = 0;
    const char *text;
    if (which) {
        a = AWAIT(quiet(1));
        text = "one";
    } else {
        a = 2;
        text = "two";
        AWAIT(turn());
    }
    AWAIT(turn());
    switch (which) {
    case 0:
        b = AWAIT(quiet(a));
        /* fall through */
    case 1:
        b += 1;
        break;
    default:
        return -1;
    }
    puts(text);
    return a + b;
}

static ASYNC int last(int n)
{
    int found;
    for (int i = 0;; i++) {
        found = AWAIT(quiet(i));
        if (found == n) {
            break;
        }
    }
    return found;
}

static ASYNC int no_default(unsigned n)
{
    while (1) {
        switch (AWAIT(quiet((int)n & 1))) {
        case 0:
            return 0;
        case 1:
            n >>= 1;
        }
    }
}

static ASYNC void unused_result(int unused __attribute__((unused)))
{
    int ignored __attribute__((unused)) = AWAIT(quiet(1));
    (void)AWAIT(quiet(2));
    AWAIT(quiet(3));
}

static ASYNC int only_named(int n)
{
    int number, row[3];
    return (int)(sizeof(number + AWAIT(quiet(n))) + sizeof(row[AWAIT(quiet(n))]));
}

static ASYNC int with_blocks(int n)
{
    if (n < 0)
        return -1;
    else if (n == 0)
        AWAIT(turn());
    else
        for (int i = 0; i < n; i++)
            if (AWAIT(quiet(i)))
                while (n--)
                    AWAIT(turn());
    return n;
}

/* The comment is behind what the end of the block became. */
static ASYNC int falls(int which)
{
    int n = 0;
    switch (which) {
    case 0: {
        DEFER
        {
            n += 10;
        }
        n += AWAIT(quiet(1));
    } /* fall through */
    case 1: {
        DEFER
        {
            n += 100;
        }
        n += 2;
    } // fall through
    default:
        n += 1000;
    }
    return n;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(choose(1)));
    printf("%d\n", AWAIT(choose(0)));
    printf("%d\n", AWAIT(choose(2)));
    printf("%d %d\n", AWAIT(last(3)), AWAIT(no_default(7)));
    printf("%d\n", AWAIT(falls(0)));
    AWAIT(unused_result(0));
    printf("%d\n", AWAIT(with_blocks(3)));
    printf("%d\n", AWAIT(only_named(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
