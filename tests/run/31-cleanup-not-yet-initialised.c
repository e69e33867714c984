/* A cleanup function runs only for variables that have been initialised when an error or a cancellation comes: not for
 * the one whose initialiser it ends, nor for those below. */
// erase: no, it raises and spawns
#include "support.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void release(char **p)
{
    printf("release %s\n", *p);
    free(*p);
}
#define OWNED __attribute__((cleanup(release))) char *

static ASYNC char *make(char c, int code)
{
    AWAIT(turn());
    if (code) {
        RAISE(code, "no %c", c);
    }
    char *text = malloc(2);
    if (!text) {
        abort();
    }
    text[0] = c;
    text[1] = '\0';
    return text;
}

static ASYNC char *never(void)
{
    AWAIT(async_sleep(INFINITY));
    return NULL;
}

static ASYNC void raised(void)
{
    OWNED a = AWAIT(make('a', 0));
    OWNED b = AWAIT(make('b', ENOMEM));
    OWNED c = AWAIT(make('c', 0));
}

static ASYNC void cancelled(void)
{
    OWNED x = AWAIT(make('x', 0));
    for (int i = 0;; i++) {
        OWNED y = AWAIT(make('y', 0));
        OWNED z = i == 0 ? AWAIT(make('z', 0)) : AWAIT(never());
    }
}

static ASYNC int test(void)
{
    async_error error;
    AWAIT_CATCH(raised(), &error);
    printf("%s %d\n", error.message, error.code == ENOMEM);
    FUTURE(void) task = SPAWN(cancelled());
    AWAIT(async_sleep(1));
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    printf("%d\n", error.code == ECANCELED);
    return 0;
}

int main(void)
{
    return async_run(test());
}
