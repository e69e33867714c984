/* A cancellation lands in loops, conditions, arguments, initialisers and statement expressions, and runs what is due.
 */
// erase: no, it spawns and cancels
// modes: ready

#include "support.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

static ASYNC int stuck(int x)
{
    AWAIT(async_sleep(INFINITY));
    return x;
}

static ASYNC int ready(int x)
{
    return x;
}

static ASYNC void in_loop(void)
{
    for (int i = 0;; i++) {
        DEFER
        {
            printf(" round %d", i);
        }
        while (i > 1 && AWAIT(stuck(i))) {
            puts("not here");
        }
    }
}

static ASYNC void in_arguments(void)
{
    DEFER
    {
        printf(" arguments");
    }
    printf("%d %d\n", AWAIT(ready(1)), AWAIT(stuck(AWAIT(ready(2)))));
}

static ASYNC void in_condition(void)
{
    if (AWAIT(ready(1)) && (AWAIT(ready(0)) || AWAIT(stuck(1)))) {
        puts("not here");
    }
}

static ASYNC void in_switch(void)
{
    switch (AWAIT(ready(2))) {
    case 1:
        puts("not here");
        break;
    case 2: {
        DEFER
        {
            printf(" case");
        }
        AWAIT(stuck(1));
    }
        /* fallthrough */
    default:
        puts("not here");
    }
}

static ASYNC void in_initialiser(void)
{
    int a[3] = {AWAIT(ready(1)), AWAIT(stuck(2)), AWAIT(ready(3))};
    printf("not here %d\n", a[0]);
}

static ASYNC void in_statement_expression(void)
{
    int x = ({
        DEFER
        {
            printf(" expression");
        }
        AWAIT(stuck(1));
    });
    printf("not here %d\n", x);
}

static ASYNC int in_return(void)
{
    DEFER
    {
        printf(" return");
        AWAIT(async_yield());
    }
    return AWAIT(stuck(1)) + AWAIT(ready(2));
}

static ASYNC void in_callee(void)
{
    AWAIT(in_return());
    puts("not here");
}

typedef ASYNC void function(void);
static function *const functions[] = {
    in_loop, in_arguments, in_condition, in_switch, in_initialiser, in_statement_expression, in_callee};

static ASYNC int test(void)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        async_error error;
        printf("%zu:", i);
        FUTURE(void) task = SPAWN(functions[i]());
        AWAIT(async_sleep(1));
        async_cancel(task);
        AWAIT_CATCH(async_join(task), &error);
        printf(" %d\n", error.code == ECANCELED);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
