/* Tasks of every kind of result, joined, in arrays and structs, spawned through pointers and macros, and a struct. */
#include "support.h"

#include <stdio.h>

// erase: no, it spawns

struct pair {
    int a, b;
};

struct job {
    FUTURE(struct pair) result;
    ASYNC struct pair (*run)(int);
    int argument;
};

static ASYNC struct pair square(int x)
{
    AWAIT(turn());
    return (struct pair){x, x * x};
}

static ASYNC struct pair cube(int x)
{
    return (struct pair){AWAIT(quiet(x)), x * x * x};
}

static ASYNC double half(int x)
{
    AWAIT(turn());
    return x / 2.0;
}

static ASYNC const char *name(void)
{
    AWAIT(turn());
    return "name";
}

static ASYNC void nothing(void)
{
    AWAIT(turn());
}

static ASYNC long double wide(void)
{
    return 0.75L;
}

#define START(call) SPAWN(call)
#define JOIN(future) AWAIT(async_join(future))

static FUTURE(double) spawned(int x)
{
    return SPAWN(half(x));
}

static ASYNC int test(void)
{
    struct job jobs[] = {{.run = square, .argument = 3}, {.run = cube, .argument = 4}};
    for (int i = 0; i < 2; i++) {
        jobs[i].result = SPAWN(jobs[i].run(jobs[i].argument));
    }
    FUTURE(const char *) text = START(name());
    FUTURE(void) void_task = SPAWN(nothing());
    FUTURE(double) halves[3] = {spawned(1), spawned(2), SPAWN(half(AWAIT(quiet(3))))};
    for (int i = 1; i >= 0; i--) {
        struct pair p = AWAIT(async_join(jobs[i].result));
        printf("%d %d\n", p.a, p.b);
    }
    puts(JOIN(text));
    AWAIT(async_join(void_task));
    printf("%.1f %.1f\n", JOIN(halves[2]), JOIN(halves[0]) + JOIN(halves[1]));
    printf("%d %.2Lf\n", JOIN(START(square(5))).b, JOIN(SPAWN(wide())));
    return 0;
}

int main(void)
{
    return async_run(test());
}
