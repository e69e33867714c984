/* ++ and -- before and after, beside AWAITs, on variables, members, elements and pointers. */
#include "support.h"

#include <stdio.h>

struct counter {
    int value;
    struct counter *next;
};

static struct counter second = {10, NULL}, first = {20, &second};

static ASYNC struct counter *counter(void)
{
    AWAIT(turn());
    return &first;
}

static ASYNC int pair(int a, int b)
{
    AWAIT(turn());
    return a * 1000 + b;
}

static ASYNC int test(void)
{
    int i = 5;
    int a = AWAIT(pair(i++, 1));
    int b = AWAIT(pair(++i, 2));
    printf("%d %d %d\n", a, b, i);
    i = AWAIT(quiet(i++));
    printf("%d\n", i);
    printf("%d\n", AWAIT(counter())->value++);
    printf("%d\n", ++AWAIT(counter())->next->value);
    printf("%d %d\n", first.value, second.value);
    int array[] = {1, 2, 3, 4}, *p = array;
    printf("%d\n", AWAIT(quiet(*p++)) + AWAIT(quiet(0)));
    printf("%d\n", AWAIT(quiet(*++p)));
    printf("%d\n", AWAIT(quiet((*p)++)));
    printf("%d %td\n", array[2], p - array);
    array[AWAIT(quiet(3))]--;
    --array[AWAIT(quiet(3))];
    printf("%d\n", array[3]);
    char c = 127;
    c++;
    printf("%d\n", c == (char)128 && AWAIT(quiet(1)));
    double d = 0.5;
    d++;
    AWAIT(turn());
    printf("%.1f %.1f\n", d--, 1.0);
    while (i-- > AWAIT(quiet(5))) {
        printf("i = %d\n", i);
    }
    for (p = array; p < array + 4 && AWAIT(quiet(1)); ++p) {
        printf("%d ", *p);
    }
    puts("");
    return 0;
}

int main(void)
{
    return async_run(test());
}
