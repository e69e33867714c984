/* Blocks that await at their end, of which macros have some of the braces, or all of them, and the place of the marker.
 */
#include "support.h"

#include <asyncc.h>
#include <stdio.h>

// erase: no, it has locks

static async_lock lock;

#define CLOSE }
#define CLOSE_BY_NAME CLOSE
#define OPEN_IF(condition) if (condition) {
#define ELSE                                                                                                           \
    }                                                                                                                  \
    else                                                                                                               \
    {
#define SWAP                                                                                                           \
    }                                                                                                                  \
    {
#define LOCKED AWAIT_LOCK(&lock)
#define LOCKED_BEGIN(lock) AWAIT_LOCK(lock) {
#define LOCKED_WHOLE(statement)                                                                                        \
    AWAIT_LOCK(&lock) {                                                                                                \
        statement;                                                                                                     \
        AWAIT(turn());                                                                                                 \
    }

static void tell(const char *where)
{
    printf("%s: %s\n", where, async_lock_locked(&lock) ? "locked" : "free");
}

/* clang-format off */
static ASYNC void macros_close(int a)
{
    AWAIT_LOCK(&lock) {
        if (a) {
            AWAIT(turn());
        CLOSE
        if (a) {
        CLOSE_BY_NAME
        tell("inside");
    }
    tell("behind");
}

static ASYNC void macros_open(int a)
{
    LOCKED {
        OPEN_IF(a)
            AWAIT(turn());
        ELSE
            tell("never");
        }
        tell("inside");
    }
    tell("behind");
}

static ASYNC void macros_end(void)
{
    AWAIT_LOCK(&lock) {
        AWAIT(turn());
        tell("inside");
    SWAP
        tell("behind");
    }
    tell("behind");
}

static ASYNC void digraphs(void)
<%
    AWAIT_LOCK(&lock) <%
        AWAIT(turn());
        tell("inside");
    %>
    tell("behind");
%>

static ASYNC void macros_begin(void)
{
    LOCKED_BEGIN(&lock)
        AWAIT(turn());
        tell("inside");
    }
    tell("behind");
    LOCKED_WHOLE(tell("whole"))
    tell("behind");
}
/* clang-format on */

static ASYNC int nested(void)
{
    int value = ({
        int inner;
        ASYNC_AWAIT_GROUP(g)
        {
            FUTURE(int) one = SPAWN_INTO(g, quiet(1));
            LOCKED
            {
                inner = AWAIT(async_join(one));
            }
        }
        inner;
    });
    return value;
}

static ASYNC int async_main(void)
{
    AWAIT(macros_close(1));
    AWAIT(macros_open(1));
    AWAIT(macros_end());
    AWAIT(digraphs());
    AWAIT(macros_begin());
    printf("%d\n", AWAIT(nested()));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
