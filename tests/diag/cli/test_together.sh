#!/usr/bin/env bash
# Files that asyncc made, compiled together as one: what it adds to one is not in the way of the other.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

cat >shared.h <<'END'
#pragma once
#include <asyncc.h>
ASYNC int one(int x);
ASYNC int two(int x);
static inline ASYNC int both(int x)
{
    AWAIT(async_yield());
    return x + 1;
}
END
cat >one.c <<'END'
#include "shared.h"
static ASYNC int step_one(int x)
{
    int *p = &x;
    AWAIT(async_yield());
    return *p;
}
ASYNC int one(int x)
{
    return AWAIT(step_one(x)) + (x ? AWAIT(two(x - 1)) : 0);
}
END
sed 's/one/TMP/g; s/two/one/g; s/TMP/two/g' one.c >two.c
cat >main.c <<'END'
#include "shared.h"
#include <stdio.h>
static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(one(AWAIT(both(3)))));
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
END
for file in one two main; do
    run 0 "$asyncc" "$file.c" -o "$file.async.c" -- -I.
done
printf '#include "%s.async.c"\n' one two main >all.c
for compiler in gcc clang-19; do
    run 0 "$compiler" -Wall -Wextra -Werror -I "$include" -I. all.c "${library:?}" -lm -o all
    run 0 ./all
    stdout_is 10
done
finish
