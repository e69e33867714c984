/* Definitions in the style of Kernighan and Ritchie, and prototypes without parameters. */
#include "support.h"

#include <stdio.h>

static ASYNC int none();

static ASYNC int add(a, b, c)
int a, c;
char b;
{
    AWAIT(turn());
    a += b;
    AWAIT(turn());
    return a + c;
}

static ASYNC double scale(x, text)
float x;
const char text[];
{
    float half = x / 2;
    AWAIT(turn());
    return half + text[0];
}

static ASYNC int through(p) int (*p)[2];
{
    int *first = *p;
    AWAIT(turn());
    return first[0] + (*p)[1];
}

static int add_up(a, b)
int a, b;
{
    return a + b;
}

/* Ordinary functions without a prototype, in parameters, members and locals that outlive an AWAIT. */
static ASYNC int apply(f, x) int (*f)(), x;
{
    struct {
        int (*member)();
        int (*(*deep[2])())[3];
    } s = {f, {0}};
    int (*local)() = s.member, (**place)() = &local;
    AWAIT(turn());
    x = f(x, 1) + s.member(x, AWAIT(get(2)));
    AWAIT(turn());
    return (*place)(x, 3) + (s.deep[1] == 0);
}

static ASYNC int none()
{
    AWAIT(turn());
    return 7;
}

/* Which is no conversion where it is called, and draws no warning. */
static ASYNC int narrow(x)
char x;
{
    AWAIT(turn());
    return x;
}

ASYNC int later();

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(narrow(300)) + AWAIT(narrow(256 + 1)));
    printf("%d\n", AWAIT(later(1, AWAIT(get(20)))));
    int pair[2] = {30, 4};
    printf("%d\n", AWAIT(add(1, 2, AWAIT(get(3)))));
    printf("%.2f\n", AWAIT(scale(0.5f, "0")));
    printf("%d %d\n", AWAIT(through(&pair)), AWAIT(none()));
    printf("%d\n", AWAIT(apply(add_up, 4)));
    return 0;
}

ASYNC int later(a, b)
int a, b;
{
    AWAIT(turn());
    return a + b;
}

int main(void)
{
    return async_run(test());
}
