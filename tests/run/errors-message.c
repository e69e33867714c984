/* The message of an error: formatted like printf's, cut where it is longer than its room. A code of 0 becomes EINVAL.
 */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int evaluated;

static ASYNC void formatted(int x)
{
    AWAIT(turn());
    RAISE(ERANGE, "%d, %s, %.1f and %c%%", x, "text", AWAIT(quiet(5)) / 2.0, '0' + ++evaluated);
}

static ASYNC void zero(void)
{
    AWAIT(turn());
    RAISE(0, "zero");
}

static ASYNC void own_code(void)
{
    char text[500];
    AWAIT(turn());
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    RAISE(100000, "%s", text);
}

static ASYNC void computed_code(int code)
{
    RAISE(code + AWAIT(quiet(1)), "computed");
}

static ASYNC int test(void)
{
    async_error error;
    AWAIT_CATCH(formatted(3), &error);
    printf("%s, once: %d\n", error.message, evaluated);
    AWAIT_CATCH(zero(), &error);
    printf("%d %s\n", error.code == EINVAL, error.message);
    AWAIT_CATCH(own_code(), &error);
    printf("%d %d\n", error.code, strlen(error.message) == sizeof error.message - 1);
    AWAIT_CATCH(computed_code(41), &error);
    printf("%d %s\n", error.code, error.message);
    return 0;
}

int main(void)
{
    return async_run(test());
}
