#!/usr/bin/env bash
# Branches of #if in ASYNC functions that asyncc skipped and the compiler takes: an error, never code that is not lowered.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

cat >in.c <<'END'
#include <asyncc.h>
#include <stdio.h>
static int n = 100; /* what the n in the branches must not mean */
static ASYNC int f(int x)
{
    int n = x, *p = &n;
    AWAIT(async_yield());
#ifdef FAST
    n += 1;
#elif defined SLOW
# ifdef VERY
    n += 2;
# endif
    n += 3;
#else
    n += 4;
#endif
    *p +=
#ifdef FAST
        10
#else
        20
#endif
        ;
#if 0
    what is never compiled
#endif
#ifdef FAST
#pragma GCC diagnostic push
#pragma GCC diagnostic pop
#endif
    return n;
}
int main(void)
{
    printf("%d %d\n", async_run(f(1)), n);
    return 0;
}
END

# build FLAGS FLAGS: those of asyncc, those of the compiler
build()
{
    local status=0
    # shellcheck disable=SC2086 # several flags in one word
    run 0 "$asyncc" in.c -o out.c -- $1
    for compiler in gcc clang-19; do
        # shellcheck disable=SC2086 # several flags in one word
        "$compiler" $2 -Wall -Wextra -Werror -I "$include" out.c "${library:?}" -lm -o out 2>"$work/stderr" || status=1
    done
    return "$status"
}

for flags in "" -DFAST -DSLOW "-DSLOW -DVERY"; do
    build "$flags" "$flags" || fail "does not compile with '$flags': $(cat "$work/stderr")"
    run 0 ./out
    case $flags in
    "") stdout_is "25 100" ;;
    -DFAST) stdout_is "12 100" ;;
    -DSLOW) stdout_is "24 100" ;;
    *) stdout_is "26 100" ;;
    esac
done
for other in -DFAST -DSLOW "-DSLOW -DVERY"; do
    ! build "" "$other" || fail "'' and '$other' pass for the same"
    ! build "$other" "" || fail "'$other' and '' pass for the same"
done
build -DSLOW "-DSLOW -DVERY" && fail "what is nested passes"
build "" -DFAST
stderr_has "asyncc took another branch of this #if: give it the flags of the compiler"
grep -qx '    what is never compiled' out.c || fail "#if 0 is not as it was"

# A macro that decides the size of an array in the frame.
cat >size.h <<'END'
#ifdef FAST
#define SIZE 8
#else
#define SIZE 4
#endif
END
cat >in.c <<'END'
#include "size.h"
#include <asyncc.h>
#include <stdio.h>
enum { TWO = 2 };
static ASYNC int f(void)
{
    int sum = 0, other[TWO] = {1}, a[SIZE][TWO] = {{1}};
    AWAIT(async_yield());
    for (int i = 0; i < SIZE; i++) {
        a[i][1] = i;
        sum += *a[i] + a[i][1] + other[i % TWO];
    }
    return sum;
}
int main(void)
{
    printf("%d\n", async_run(f()));
    return 0;
}
END
build -I. -I. || fail "does not compile: $(cat "$work/stderr")"
run 0 ./out
stdout_is 9
[ "$(grep -c _Static_assert out.c)" -eq 1 ] || fail "checked is: $(grep _Static_assert out.c)"
! build -I. "-I. -DFAST" || fail "an array has another size"
stderr_has "asyncc took another branch of an #if"
sed 's/a\[SIZE\]\[TWO\] =/a[4][SIZE * 2] =/; s/i < SIZE/i < 3/' in.c >second.c && mv second.c in.c
build -I. -I. || fail "does not compile: $(cat "$work/stderr")"
! build -I. "-I. -DFAST" || fail "an element of an array has another size"
stderr_has "asyncc took another branch of an #if"
finish
