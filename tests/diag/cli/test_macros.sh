#!/usr/bin/env bash
# What becomes of macros in the output: they stay as the user wrote them, but for those in which something changes.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

cat >in.c <<'END'
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>
#define SQUARE(x) ((x) * (x))
#define LOG(...) printf(__VA_ARGS__)
#define LIMIT 10
#define GET(x) AWAIT(fetch(x))
#define LEAVE return LIMIT
ASYNC int fetch(int key);
ASYNC int use(int *p);

ASYNC int f(int n)
{
    int x = GET(EINTR) + SQUARE(LIMIT);
    AWAIT(use(&x));
    LOG("%d %d\n", SQUARE(x), LIMIT);
    if (x > SQUARE(n) && errno == EINTR)
        LEAVE;
    return x;
}
END
run 0 "$asyncc" in.c -o out.c
sed '0,/^ASYNC int use/d' out.c >body

# $1: how often this is in the output, behind the definitions
stands()
{
    local count
    count=$(grep -cF -- "$2" body)
    [ "$count" -eq "$1" ] || depth=1 fail "$count times instead of $1: $2"
}

stands 1 ' + SQUARE(LIMIT);'
stands 1 'fetch__async(NULL, &await_1, EINTR);'
stands 1 'LOG("%d %d\n", SQUARE(frame->x), LIMIT);'
stands 1 'if (frame->x > SQUARE(frame->n) && errno == EINTR)'
stands 0 'GET('
stands 0 'LEAVE'
stands 0 'printf'
finish
