/* Macros that begin in one statement and end in another, and several operands or the name of an operation out of one. */
// erase: no, it raises and spawns
#include "support.h"
#include <errno.h>
#include <stdio.h>

#define CODE_AND_TEXT (EIO, "no line")
#define TEXT_AND_VALUE "line %d", x
#define NOTED note(20); int
#define LEAVE_BLOCK 100; total += y; } y++;
#define AGAIN } while
#define CALL_OF_B twice(b
#define OPEN [
#define APPLIED(name) name (task)
#define EQUALS_ADDRESS_OF == &
#define HEAD_ENDS ) { for (int j = 0; j < 2; j++)
#define CLOSED ); } }
#define ONE_AND_TYPE 1; char *

static int total;

static ASYNC int twice(int a)
{
    AWAIT(turn());
    return 2 * a;
}

static ASYNC void fails(int x)
{
    AWAIT(turn());
    if (x)
        RAISE(EIO, TEXT_AND_VALUE);
    RAISE CODE_AND_TEXT;
}

static ASYNC int declared(int c)
{
    int x = c & 1 ? AWAIT(get(10)) : NOTED
    y = c & 2 ? note(30) : AWAIT(get(40));
    char text[4] = "abc", *p = text + AWAIT(quiet(1)), *q = p + ONE_AND_TYPE end = text + AWAIT(quiet(3));
    typedef int row OPEN c + 1];
    row *rows = NULL;
    c = 100;
    return x + y + (int)(end - q) + (int)(sizeof *rows / sizeof **rows);
}

static ASYNC int left(int y)
{
    {
        DEFER total += AWAIT(quiet(y));
        y += LEAVE_BLOCK
    do {
        y++;
    AGAIN (AWAIT(quiet(y)) & 3);
    for (int i = 0; i < 2; i++ HEAD_ENDS
    {
        DEFER
        {
            printf("%d%d\n", i, AWAIT(quiet(j)) CLOSED
        DEFER y++;
    }
    return y;
}

static ASYNC int test(void)
{
    async_error error;
    int b = 4, *at = &b;
    AWAIT_CATCH(fails(3), &error);
    printf("%s\n", error.message);
    AWAIT_CATCH(fails(0), &error);
    printf("%s\n", error.message);
    printf("%d\n", AWAIT( CALL_OF_B )));
    printf("%d\n", AWAIT(declared(3)));
    printf("%d %d\n", AWAIT(left(5)), total);
    FUTURE(int) task = SPAWN(twice(21));
    printf("%d %d\n", AWAIT(APPLIED(async_join)), at EQUALS_ADDRESS_OF b);
    return 0;
}

int main(void)
{
    return async_run(test());
}
