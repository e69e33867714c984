/* A switch with case ranges, several labels in a row, default in the middle, and labels deep inside blocks. */
#include "support.h"

#include <stdio.h>

static ASYNC const char *kind(int c)
{
    const char *text = "?";
    switch (AWAIT(quiet(c))) {
    case 'a' ... 'f':
        AWAIT(turn());
        /* fallthrough */
    case '0' ... '9':
        text = "hexadecimal";
        break;
    default:
        AWAIT(turn());
        text = "other";
        break;
    case ' ':
    case '\t':
    case '\n':
        return AWAIT(quiet(1)) ? "space" : "not here";
    case -10 ... - 1:
        text = "negative";
        AWAIT(turn());
    }
    return text;
}

static ASYNC int deep(int n)
{
    int sum = 0;
    switch (n) {
        if (0) {
        case 1:
            sum += AWAIT(quiet(1));
        } else {
        case 2:
            sum += AWAIT(quiet(10));
        }
        {
            AWAIT(turn());
            /* fallthrough */
        case 3:
            sum += AWAIT(quiet(100));
            break;
        }
    case 4:
        sum = 5;
    }
    return sum;
}

static ASYNC int test(void)
{
    static const char text[] = "b7x \t\xff";
    for (const char *p = text; *p; p++) {
        puts(AWAIT(kind((signed char)*p)));
    }
    for (int i = 0; i < 5; i++) {
        printf("%d: %d\n", i, AWAIT(deep(i)));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
