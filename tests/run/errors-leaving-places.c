/* async_leaving() is the error in flight wherever in a DEFER it stands, also where the DEFER awaits nothing. */
// erase: no, it raises
#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC void fail(int code)
{
    AWAIT(turn());
    RAISE(code, "in flight");
}

static int code_of(const async_error *error)
{
    return error ? error->code : 0;
}
#define CODE() ({ const async_error *leaving = async_leaving(); leaving ? leaving->code : 0; })

static ASYNC void in_statement_expression(void)
{
    DEFER printf("statement expression: %d\n", ({
        const async_error *error = async_leaving();
        error ? error->code : 0;
    }) == EIO);
    AWAIT(fail(EIO));
}

static ASYNC void in_statement_expression_of_macro(void)
{
    DEFER
    {
        int code = CODE();
        printf("macro: %d\n", code == EIO);
    }
    AWAIT(fail(EIO));
}

static ASYNC void in_step(void)
{
    int code = 0;
    DEFER
    {
        for (int i = 0; i < 1; i++, code = code_of(async_leaving()))
            ;
        printf("step: %d\n", code == EIO);
    }
    AWAIT(fail(EIO));
}

static ASYNC void in_size(void)
{
    DEFER
    {
        char text[code_of(async_leaving()) + 1];
        printf("size: %d\n", sizeof text == EIO + 1);
    }
    AWAIT(fail(EIO));
}

static ASYNC void in_operand(void)
{
    DEFER
    {
        int code = 0;
        __asm__("" : "=r"(code) : "0"(code_of(async_leaving())));
        printf("operand: %d\n", code == EIO);
    }
    AWAIT(fail(EIO));
}

static ASYNC void in_argument_of_task(int *ret_code)
{
    DEFER async_cancel(SPAWN(fail(*ret_code = code_of(async_leaving()))));
    AWAIT(fail(EIO));
}

static ASYNC int test(void)
{
    async_error error;
    int *code = &(int){0};
    AWAIT_CATCH(in_statement_expression(), &error);
    AWAIT_CATCH(in_statement_expression_of_macro(), &error);
    AWAIT_CATCH(in_step(), &error);
    AWAIT_CATCH(in_size(), &error);
    AWAIT_CATCH(in_operand(), &error);
    AWAIT_CATCH(in_argument_of_task(code), &error);
    printf("argument: %d\n", *code == EIO);
    return error.code != EIO;
}

int main(void)
{
    return async_run(test());
}
