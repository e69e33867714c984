/* Macros with one half of something, in statements that asyncc takes apart: a parenthesis, the brace of an initialiser,
 * an argument and the comma behind it, what a return or a DEFER begins with. */
// erase: no, it raises
#include "support.h"
#include <errno.h>
#include <stdio.h>

#define WAIT_FOR AWAIT(quiet
#define WAIT_FOR_IT WAIT_FOR
#define TWICE_OF 2 * (AWAIT(quiet(
#define CLOSE )
#define END };
#define THE_END END
#define NUMBERS "%d and %d",
#define FORMAT NUMBERS
#define AND_TEN , 10
#define OF_ROW m[AWAIT(quiet
#define THE_FIRST + 1 - 1]
#define EQUALS_THREE = 3,
#define PLUS_THREE + 3;
#define SIZED (int n, int m[n][n])
#define FUNCTION static ASYNC int made(int x) { AWAIT(turn()); return x * 2; }

#define RETURN_INT return (int)
#define RETURN_MINUS return -
#define FINALLY DEFER {
#define FINALLY_IF(x) DEFER if (x)

static ASYNC int halves(int a)
{
    int m[4] = {1, 2, 3, 4 THE_END
    int *p = m, x EQUALS_THREE y = 4;
    int sum = WAIT_FOR (a)) + WAIT_FOR_IT (1)) * 10;
    sum += TWICE_OF a)) CLOSE + OF_ROW (1)) THE_FIRST;
    p[1] += sum;
    printf("%d %d %d %d\n", sum, *p, x, y);
    return m[1] PLUS_THREE
}

static ASYNC int negated(double x)
{
    AWAIT(turn());
    RETURN_MINUS x;
}

static ASYNC int leaves(int x)
{
    {
        FINALLY
            x += AWAIT(quiet(1));
        }
        FINALLY_IF(x)
            x *= AWAIT(quiet(2));
        x++;
    }
    RETURN_INT x + AWAIT(negated(1.5));
}

static ASYNC void fails(int x)
{
    AWAIT(turn());
    RAISE(EIO, FORMAT x AND_TEN);
}

static ASYNC int of_size SIZED
{
    AWAIT(turn());
    return m[1][1] + (int)(sizeof *m / sizeof **m);
}

__extension__ FUNCTION

static ASYNC int test(void)
{
    int m[2][2] = {{1, 2}, {3, 4}};
    async_error error;
    printf("%d\n", AWAIT(halves(5)));
    AWAIT_CATCH(fails(3), &error);
    printf("%s\n", error.message);
    printf("%d\n", AWAIT(leaves(10)));
    return AWAIT(of_size(2, m)) + AWAIT(made(100));
}

int main(void)
{
    printf("%d\n", async_run(test()));
    return 0;
}
