/* A type that is declared inside of the value that has it: what an AWAIT takes apart is kept outside. */
#include <asyncc.h>

static ASYNC int get(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int inside(void)
{
    return ({ // expect-error: declared inside of it
               struct pair {
                   int a, b;
               } x = {1, AWAIT(get(2))};
               x;
           })
        .b;
}

int main(void)
{
    return async_run(inside());
}
