#!/usr/bin/env bash
# What a debugger knows: each line of the user's with code can have a breakpoint; steps of tasks say where they are there.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

export PATH=$PREFIX/bin:$PATH
sum_program .
# shellcheck disable=SC2086 # flags
quietly asyncc-cc "$CC" $SANITIZERS -g sum.c -o sum
known=$(objdump --dwarf=decodedline sum | awk '$1 == "sum.c" && $2 ~ /^[0-9]+$/ { print $2 }' | sort -un)
checked=0
while IFS=: read -r line _; do
    grep -qx "$line" <<<"$known" || fail "no breakpoint can be set at line $line: $(sed -n "${line}p" sum.c)"
    checked=$((checked + 1))
done < <(grep -nE 'printf|AWAIT|SPAWN|return|async_run' sum.c)
[ "$checked" -ge 8 ] || fail "only $checked lines looked at"

# A debugger need not be there, nor be allowed to trace.
gdb -batch -ex run /bin/true 2>/dev/null | grep -q 'exited normally' || exit 0
line=$(grep -n 'return x + y' sum.c | cut -d: -f1)
quietly gdb -batch -ex "break sum.c:$line" -ex run -ex backtrace -ex 'print x + y' sum
grep -qE "^#0 +compute__async \(.*\) at sum\.c:$line" log || fail "$(cat log)"
grep -qE '^#[0-9]+ .* in main \(\) at sum\.c:[0-9]+' log || fail "$(cat log)"
grep -qx '[$]1 = 3' log || fail "$(cat log)"

# Locals that live in a frame go by their names there, also where two share a place.
cat >places.c <<'END'
#include <asyncc.h>

static void add(int *total, long n)
{
    *total += (int)n;
}

static ASYNC int f(int n)
{
    int total = 0;
    {
        long first = n * 2;
        AWAIT(async_sleep(0));
        add(&total, first);
        AWAIT(async_sleep(0));
    }
    long second = n * 3;
    AWAIT(async_sleep(0));
    add(&total, second);
    return total;
}

int main(void)
{
    return async_run(f(7)) == 35 ? 0 : 1;
}
END
quietly asyncc --stats places.c -- -I "$PREFIX/include"
[ "$(grep -cE ' (first|second) .*shares its place' log)" -eq 2 ] || fail "$(cat log)"
# shellcheck disable=SC2086 # flags
quietly asyncc-cc "$CC" $SANITIZERS -g places.c -o places
./places || fail "places: exit status $?"
line=$(grep -n 'add(&total, first)' places.c | cut -d: -f1)
quietly gdb -batch -ex "break places.c:$line" -ex run -ex 'print frame->first' -ex 'print frame->total' places
grep -qx '[$]1 = 14' log || fail "$(cat log)"
grep -qx '[$]2 = 0' log || fail "$(cat log)"
