#!/usr/bin/env bash
# Large files take time in proportion to their size: thousands of functions that call each other in a chain and a circle.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

awk -v n=3000 'BEGIN {
    print "#include <asyncc.h>"
    for (i = 0; i < n; i++)
        printf "static ASYNC int circle%d(int x);\n", i
    print "static ASYNC int chain0(int x)\n{\n    AWAIT(async_yield());\n    return x;\n}"
    for (i = 1; i < n; i++)
        printf "static ASYNC int chain%d(int x)\n{\n    return AWAIT(chain%d(x)) + 1;\n}\n", i, i - 1
    for (i = 0; i < n; i++)
        printf "static ASYNC int circle%d(int x)\n{\n    return x ? AWAIT(circle%d(x - 1)) : 1;\n}\n", i, (i + 1) % n
    printf "int main(void)\n{\n    return async_run(chain%d(0)) + async_run(circle0(%d));\n}\n", n - 1, 2 * n
}' >in.c
(
    ulimit -t 60 # seconds of the processor; it needs one or two
    run 0 "$asyncc" in.c -- -I "$include"
    [ "$failures" -eq 0 ]
) || failures=1
# What recurses may start later, what does not has no need to.
grep -qx 'static async_status circle7__async(.*' in.async.c || fail "no circle7__async"
sed -n '/^static async_status circle7__async(.*)$/,/^}/p' in.async.c | grep -q async_stack_low ||
    fail "a function in a circle does not look at the stack"
sed -n '/^static async_status chain7__async(.*)$/,/^}/p' in.async.c | grep -q async_stack_low &&
    fail "a function in a chain looks at the stack"
finish
