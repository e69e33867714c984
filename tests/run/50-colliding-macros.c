/* Macros of the user's with names that generated code might use, object-like and function-like. */
#include "support.h"

#include <stdio.h>

#define result output
#define status(x) ((x) + 1)
#define frame 5
#define storage (frame + 1)
#define case_ case

static ASYNC int add(int result, int x)
{
    AWAIT(turn());
    return output + x + storage;
}

static ASYNC int test(void)
{
    int result = AWAIT(add(1, frame));
    AWAIT(turn());
    switch (AWAIT(quiet(frame))) {
        case_ 5 : printf("%d %d\n", output, status(AWAIT(get(storage))));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
