/* errno, a macro, around AWAITs: what it was before one can be kept, it can be set and read at once after one, and it
 * can be an operand, a place that is assigned to, and an argument. What it is after an AWAIT that suspended is not
 * said. */
// erase: no, C leaves the order of operands open
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ASYNC int fails(int code)
{
    AWAIT(turn());
    errno = code;
    return -1;
}

static ASYNC long number(const char *text)
{
    char *end;
    AWAIT(turn());
    errno = 0;
    long value = strtol(text, &end, 10);
    int error = errno;
    AWAIT(turn());
    return error ? -error : value;
}

static ASYNC int kept(void)
{
    errno = EINTR;
    int before = errno;
    AWAIT(turn());
    int *place = &errno;
    *place = ENOENT;
    printf("%d %d\n", before == EINTR, errno == ENOENT);
    return errno;
}

static ASYNC int test(void)
{
    printf("%ld %d\n", AWAIT(number("42")), AWAIT(number("99999999999999999999")) == -ERANGE);
    printf("%d\n", AWAIT(kept()) == ENOENT);
    int x = 1, *p = &x;
    if (AWAIT(fails(EPERM)) < 0 && errno == EPERM) {
        puts(strerror(errno));
    }
    errno = 5;
    *p += errno + AWAIT(quiet(10));
    printf("%d\n", x);
    errno = AWAIT(quiet(7));
    printf("%d %d\n", errno, errno == AWAIT(quiet(7)) ? x : -1);
    errno = 3;
    printf("%d\n", AWAIT(quiet(errno)) + (AWAIT(quiet(errno = 4)) << 4));
    return 0;
}

int main(void)
{
    return async_run(test());
}
