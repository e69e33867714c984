/* SPAWN evaluates its arguments at once, and starts the call soon; an error in an argument spawns nothing. */
// erase: no, it spawns

#include "support.h"

#include <errno.h>
#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC int show(const char *name, struct pair p, int n)
{
    printf("%s starts with %d %d %d\n", name, p.a, p.b, n);
    AWAIT(turn());
    return p.a + p.b + n;
}

static ASYNC int fail(void)
{
    RAISE(EIO, "an argument");
}

static ASYNC void broken(void)
{
    FUTURE(int) never = SPAWN(show("never", (struct pair){0, 0}, AWAIT(fail())));
    puts("not here");
    AWAIT(async_join(never));
}

static ASYNC int test(void)
{
    async_error error;
    struct pair p = {1, 2};
    static char name[] = "one";
    FUTURE(int) first = SPAWN(show(name, p, AWAIT(get(3))));
    p.a = 10;
    FUTURE(int) second = SPAWN(show("two", p, note(4)));
    p.b = 20;
    puts("spawned");
    AWAIT_CATCH(broken(), &error);
    puts(error.message);
    printf("%d\n", AWAIT(async_join(second)));
    printf("%d\n", AWAIT(async_join(first)));
    printf("%d\n", AWAIT(async_join(SPAWN(show("three", (struct pair){.b = 5}, 6)))));
    FUTURE(void) quick = SPAWN(turn());
    AWAIT(async_join(quick));
    return 0;
}

int main(void)
{
    return async_run(test());
}
