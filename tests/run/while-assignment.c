/* Assignments of awaited values inside conditions, the idiom of reading until the end. */
#include "support.h"

#include <stdio.h>

static const char *input = "two words\nand more\n";

static ASYNC int next(void)
{
    AWAIT(turn());
    return *input ? *input++ : -1;
}

static ASYNC int line(char *to, int size)
{
    int c, n = 0;
    while ((c = AWAIT(next())) != -1 && c != '\n') {
        if (n + 1 < size)
            to[n++] = (char)c;
    }
    to[n] = '\0';
    return c == -1 ? -1 : n;
}

static ASYNC int test(void)
{
    char text[8];
    int n;
    for (int i = 1; (n = AWAIT(line(text, sizeof text))) >= 0; i++) {
        printf("%d: %d '%s'\n", i, n, text);
    }
    int a, b;
    if ((a = AWAIT(quiet(3))) > 2 && (b = AWAIT(quiet(a))) == 3 && !(a = b - AWAIT(quiet(3)))) {
        printf("%d %d\n", a, b);
    }
    do {
        a += (b = AWAIT(quiet(2)));
    } while ((b = a) < 6);
    printf("%d %d\n", a, b);
    return 0;
}

int main(void)
{
    return async_run(test());
}
