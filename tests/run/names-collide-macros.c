/* Macros of the user's that have names which generated code would like to have, and macros whose expansions mention
 * things that have them. Members of the runtime's structs are none of these: macros of such names would break its
 * headers, too. */
#include "support.h"

#include <stdio.h>

static int status = 1, result = 4;
typedef int storage;
#define STATUS() (status + result)
#define CAST(x) ((storage)(x))
#define head 10
#define frame 20
#define arguments 30
#define await_1 40
#define value_1 50
#define resumed_1 broken broken
#define start_later broken broken
#define started broken broken
#define cleanup_1 broken broken
#define literal_1 broken broken
#define next_1 broken broken

static ASYNC int copies(int x)
{
    int y = x + head + frame + arguments + AWAIT(get(1)) + await_1 + value_1;
    AWAIT(turn());
    return x + y;
}

static ASYNC int framed(int x)
{
    int *y = &x;
    DEFER {
        AWAIT(turn());
    }
    *y += AWAIT(get(1)) ? *&(int){2} : AWAIT(get(3));
    return x;
}

static ASYNC int mentioned(int x)
{
    x += AWAIT(get(1));
    x += STATUS();
    x += CAST(2.5);
    AWAIT(turn());
    return x;
}

static ASYNC int test(void)
{
    printf("%d %d %d\n", AWAIT(copies(1)), AWAIT(framed(1)), AWAIT(mentioned(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
