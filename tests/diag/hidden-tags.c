/* A type that a function declares, where its name means another type. */
#include <asyncc.h>

static ASYNC int get(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int below(void)
{
    struct pair {
        int a, b;
    } x = {1, 2}, // expect-error: hides its type
        y = {3, 4};
    int b = y.b;
    {
        struct pair {
            int b, a;
        } z = {AWAIT(get(5)), 6};
        x.a += z.a + b;
    }
    return x.a;
}

static ASYNC int in_loop(void)
{
    int sum = 0;
    for (struct range { int from, to; } r = {0, 3}; r.from < r.to; r.from++) { // expect-error: hides its type
        struct range {
            int to, from;
        } s = {r.to, AWAIT(get(1))};
        sum += s.from;
    }
    return sum;
}

static ASYNC int apart(void)
{
    int sum = 0;
    {
        struct pair {
            int a, b;
        } x = {1, AWAIT(get(2))};
        AWAIT(get(3));
        sum += x.b;
    }
    {
        struct pair {
            char c;
        } x = {'c'};
        AWAIT(get(3));
        sum += x.c;
    }
    return sum;
}

int main(void)
{
    return async_run(below()) + async_run(in_loop()) + async_run(apart());
}
