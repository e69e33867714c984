#!/usr/bin/env bash
# A FUTURE(T) is a type of its own: the compiler warns where one is taken for a future of another type or for a pointer.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

export ASYNCC=$asyncc
cat >in.c <<'END'
#include <asyncc.h>
struct pair { int a, b; };
ASYNC int number(void);
ASYNC void nothing(void);
ASYNC struct pair pair(void);
ASYNC void right(int *result);
ASYNC void wrong(int *result);
ASYNC void right(int *result)
{
    FUTURE(int) i = SPAWN(number());
    FUTURE(void) v = SPAWN(nothing());
    FUTURE(struct pair) p = SPAWN(pair());
    async_any any = (async_any)async_ref(i);
    async_any all[] = {any, (async_any)v};
    AWAIT(async_wait(all, 2, 1, ASYNC_ALL_COMPLETED));
    *result = AWAIT(async_join(i)) + AWAIT(async_join(p)).b;
    async_detach(v);
    async_detach(any);
}
ASYNC void wrong(int *result)
{
    FUTURE(char *) a = SPAWN(number()); // wrong
    int *b = SPAWN(number()); // wrong
    int ***c = SPAWN(number()); // wrong
    FUTURE(int) d = SPAWN(nothing()); // wrong
    FUTURE(void) e = SPAWN(pair()); // wrong
    FUTURE(struct pair) f = SPAWN(number()); // wrong
    double numbers[1];
    AWAIT(async_gather(&d, 1, numbers)); // wrong
    AWAIT(async_yield());
    *result = (a && b) + (c && d) + (e && f);
}
END
for compiler in ${COMPILERS:-gcc clang-19}; do
    command -v "$compiler" >/dev/null || continue
    run 0 "$asyncc_cc" "$compiler" -Wall -Wextra -I "$include" -c in.c
    # GCC names the line of a macro in a note.
    found=$(sed -nE 's/^in\.c:([0-9]+):[0-9]+: (warning|note: in expansion|note: expanded).*/\1/p' "$work/stderr" |
        sort -nu | tr '\n' ' ')
    wanted=$(grep -n '// wrong' in.c | cut -d: -f1 | tr '\n' ' ')
    [ "$found" = "$wanted" ] || fail "$compiler warns at lines $found instead of $wanted: $(cat "$work/stderr")"
done

# And asyncc says what to do where one is taken for its value.
cat >in.c <<'END'
#include <asyncc.h>
ASYNC int number(void);
ASYNC int value(void) { FUTURE(int) f = SPAWN(number()); int x = AWAIT(f); return x; }
END
run 1 "$asyncc" in.c -- -I "$include"
stderr_has "note: that is the type of a FUTURE, which is not its value: AWAIT(async_join(future)) gives that"

finish
