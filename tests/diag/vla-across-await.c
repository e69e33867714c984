/* A variable length array lies on the C stack, which is gone after an AWAIT. */
#include <asyncc.h>

static ASYNC int sum(int n)
{
    int squares[n]; // expect-error: variable|VLA
    for (int i = 0; i < n; i++) {
        squares[i] = i * i;
    }
    AWAIT(async_yield());
    return squares[n - 1];
}

static ASYNC int fine(int n)
{
    int total = 0;
    {
        int squares[n];
        for (int i = 0; i < n; i++) {
            total += squares[i] = i;
        }
    }
    AWAIT(async_yield());
    return total;
}

int main(void)
{
    return async_run(sum(3)) + async_run(fine(3));
}
