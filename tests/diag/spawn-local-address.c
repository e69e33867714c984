/* A task may outlive the locals of its spawner. */
#include <asyncc.h>
#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC int f(const int *p)
{
    AWAIT(async_yield());
    return *p;
}

static int global;

static ASYNC int async_main(struct pair *pair, int parameter)
{
    int local = 1, array[3] = {0};
    static int kept = 2;
    int *pointer = &kept;
    FUTURE(int) futures[] = {
        SPAWN(f(&local)), // expect-warning: local
        SPAWN(f(array)), // expect-warning: array|local
        SPAWN(f(&parameter)), // expect-warning: parameter|local
        SPAWN(f(&kept)),
        SPAWN(f(&global)),
        SPAWN(f(pointer)),
        SPAWN(f(&pair->a)),
    };
    AWAIT(f(&local));
    AWAIT(async_gather(futures, sizeof futures / sizeof *futures, NULL));
    return 0;
}

int main(void)
{
    return async_run(async_main(&(struct pair){1, 2}, 3));
}
