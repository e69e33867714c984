/* Variable sizes that exist at an AWAIT, where asyncc cannot tell what they are or where their scope begins. */
#include <asyncc.h>

static ASYNC int by_typedef(int n)
{
    typedef int row[n]; // expect-error: 'row' has a variable size
    AWAIT(async_yield());
    return (int)sizeof(row);
}

static ASYNC int of_typedef(int n)
{
    typedef int row[n]; // expect-error: 'row' has a variable size
    row squares;        // expect-error: 'squares' has a variable size
    squares[0] = 1;
    AWAIT(async_yield());
    return squares[n - 1];
}

static ASYNC int of_typeof(int n, int m[n][n])
{
    __typeof__(m[0]) copy; // expect-error: 'copy' has a variable size
    copy[0] = 1;
    AWAIT(async_yield());
    return copy[0];
}

static ASYNC int one(void)
{
    AWAIT(async_yield());
    return 1;
}

static ASYNC int of_value(int n, int (*p)[n])
{
    int(**pp)[n] = &p;
    return (*((*pp)++ + AWAIT(one())))[0]; // expect-error: type of this value has a variable size
}

static ASYNC int fine(int n)
{
    int total = 0;
    {
        typedef int row[n];
        row squares;
        for (int i = 0; i < n; i++) {
            total += squares[i] = i;
        }
    }
    AWAIT(async_yield());
    return total;
}

int main(void)
{
    int m[1][1];
    return async_run(by_typedef(3)) + async_run(of_typedef(3)) + async_run(of_typeof(1, m)) +
           async_run(of_value(1, m)) + async_run(fine(3));
}
