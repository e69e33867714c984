#!/usr/bin/env bash
# run.sh FILE.md - the programs in a document do what the document says. A block ```c that includes <asyncc.h> is one:
# it is compiled through asyncc and, where it has a `main`, run; the block ```text that follows it is what it prints.
# A block ```c refused must be refused, with each line of the ```text that follows among the messages; one of ```c warned
# must be compiled with them. A line `// asyncc OPTIONS` in a program gives options to asyncc, `// flags: FLAGS` flags to
# it and to the compiler. A block ```c header NAME.h is a file for the programs that follow. They are run by the virtual
# clock, but for those with threads (<pthread.h>).
# Environment: ASYNCC, ASYNCC_INCLUDE, ASYNCC_LIBRARY, CFLAGS, COMPILERS as for tests/run (tests/README.md).
set -uo pipefail

die()
{
    printf 'run.sh: %s\n' "$*" >&2
    exit 2
}

[ $# -eq 1 ] || die "usage: run.sh FILE.md"
document=$(realpath -e "$1") || die "no such document: $1"
root=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")
include=$(realpath -e "${ASYNCC_INCLUDE:-$root/runtime/include}") || die "no directory ASYNCC_INCLUDE"
asyncc=$(realpath -e "$(command -v "${ASYNCC:-asyncc}")") || die "no asyncc: set ASYNCC"
library=$(realpath -e "${ASYNCC_LIBRARY:?is the path of libasyncc.a}") || die "no ASYNCC_LIBRARY"
read -r -a compilers <<<"${COMPILERS:-gcc}"
read -r -a cflags <<<"${CFLAGS:-}"

work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

# One file for each block, in the order of the document: 001.c, 002.text, 003.c-refused, ...
awk '
    !inside && /^```/ { kind = substr($0, 4); gsub(/ /, "-", kind); inside = 1; file = sprintf("%03d.%s", ++n, kind); next }
    inside && /^```/  { inside = 0; printf "" >> file; close(file); next }
    inside            { print >> file }
' "$document"

failures=0
programs=0

fail()
{
    failures=$((failures + 1))
    printf 'FAIL %s, block %s: %s\n' "$(basename "$document")" "$block" "$1"
    sed 's/^/    /' "${2:-/dev/null}"
}

# The text that follows block $block, if any.
expected_text()
{
    local next
    next=$(printf '%03d.text' $((10#$block + 1)))
    [ -f "$next" ] && printf '%s' "$next"
}

# By the virtual clock, waiting for another thread is a deadlock.
clock()
{
    grep -q '^#include <pthread.h>' example.c || printf virtual
}

# What the program is compiled with.
flags()
{
    sed -n 's|^// flags: ||p' example.c
}

transpile()
{
    local options flags
    read -r -a flags <<<"$(flags)"
    read -r -a options <<<"$(sed -n 's|^// asyncc ||p' example.c)"
    "$asyncc" "${options[@]}" "example.c" -o example.async.c -- "${flags[@]}" -I "$include" >messages 2>&1
}

must_work()
{
    local compiler text flags
    read -r -a flags <<<"$(flags)"
    transpile || { fail "asyncc refuses it" messages && return; }
    [ ! -s messages ] || fail "asyncc has something to say" messages
    for compiler in "${compilers[@]}"; do
        "$compiler" -O1 -Wall -Wextra -Werror "${flags[@]}" "${cflags[@]}" -I "$include" -c example.async.c -o example.o >messages 2>&1 ||
            { fail "$compiler does not compile it" messages && return; }
        grep -qw main example.c || continue
        "$compiler" "${flags[@]}" "${cflags[@]}" example.o "$library" -o example >messages 2>&1 ||
            { fail "it does not link" messages && return; }
        ASYNC_CLOCK=$(clock) timeout 20 ./example >output 2>&1 || fail "it exits with $?" output
        text=$(expected_text)
        [ -z "$text" ] || diff -u "$text" output >difference || fail "it prints something else" difference
    done
}

must_be_warned_about()
{
    transpile || { fail "asyncc refuses it" messages && return; }
    must_say
}

must_be_refused()
{
    ! transpile || { fail "asyncc accepts it" && return; }
    must_say
}

must_say()
{
    local line text
    text=$(expected_text)
    [ -n "$text" ] || fail "no message is given"
    while IFS= read -r line; do
        grep -qF -e "$line" messages || fail "the message is another one: $line" messages
    done <"$text"
}

for file in *.c*; do
    case $file in
    *.c-header-*) cp "$file" "${file#*.c-header-}" && continue ;;
    esac
    grep -qs '^#include <asyncc.h>' "$file" || continue
    block=${file%%.*}
    programs=$((programs + 1))
    cp "$file" example.c
    case $file in
    *.c) must_work ;;
    *-refused) must_be_refused ;;
    *-warned) must_be_warned_about ;;
    esac
done
[ "$programs" -gt 0 ] || { printf 'FAIL %s: it has no program\n' "$(basename "$document")" && exit 1; }
[ "$failures" -eq 0 ] || exit 1
printf 'passed: %s, %d programs\n' "$(basename "$document")" "$programs"
