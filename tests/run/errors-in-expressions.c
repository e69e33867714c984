/* An error in the middle of an expression: what stands before has happened, what follows has not. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC int fail(int x)
{
    printf("fail %d\n", x);
    AWAIT(turn());
    RAISE(EIO, "fail %d", x);
}

static int target = 1;

static ASYNC void operand(void)
{
    target = AWAIT(get(1)) + AWAIT(fail(2)) + AWAIT(get(3));
}

static ASYNC void compound(void)
{
    target += AWAIT(fail(1));
}

static ASYNC void argument(void)
{
    printf("%d %d\n", AWAIT(get(1)), AWAIT(fail(2)));
}

static ASYNC void condition(void)
{
    if (AWAIT(get(1)) && (AWAIT(get(0)) || AWAIT(fail(3))))
        puts("not here");
    puts("nor here");
}

static ASYNC void loop(void)
{
    for (int i = 0; i < 10; i += i < 2 ? AWAIT(quiet(1)) : AWAIT(fail(i))) {
        printf("round %d\n", i);
    }
}

static ASYNC void initialiser(void)
{
    int a[] = {AWAIT(get(1)), AWAIT(fail(2)), AWAIT(get(3))};
    printf("not here %d\n", a[0]);
}

static ASYNC void deciding(void)
{
    switch (AWAIT(fail(1))) {
    default:
        puts("not here");
    }
}

static ASYNC int returning(void)
{
    return AWAIT(get(1)) ? AWAIT(fail(2)) : 0;
}

static ASYNC void statement_expression(void)
{
    int x = ({
        AWAIT(get(1));
        if (AWAIT(quiet(1)))
            RAISE(EIO, "inside");
        5;
    });
    printf("not here %d\n", x);
}

static ASYNC void result_awaited(void)
{
    AWAIT(returning());
    puts("not here");
}

typedef ASYNC void function(void);
static function *const functions[] = {operand,     compound, argument,       condition,           loop,
                                      initialiser, deciding, result_awaited, statement_expression};

static ASYNC int test(void)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        async_error error;
        AWAIT_CATCH(functions[i](), &error);
        printf("%zu: %s, target %d\n", i, error.message, target);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
