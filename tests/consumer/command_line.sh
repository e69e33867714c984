#!/usr/bin/env bash
# By hand: asyncc, then the compiler with -lasyncc, as if asyncc were installed where both look.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

sum_program .
export PATH=$PREFIX/bin:$PATH CPATH=$PREFIX/include
LIBRARY_PATH=$(dirname "$(find "$PREFIX" -name libasyncc.a)")
export LIBRARY_PATH
quietly asyncc sum.c -o sum.async.c
# shellcheck disable=SC2086 # flags
quietly "$CC" $SANITIZERS -Wall -Wextra -Werror sum.async.c -lasyncc -o sum
prints sum.out ./sum

# The tree may be moved: asyncc finds its headers relative to itself.
unset CPATH LIBRARY_PATH
cp -R "$PREFIX" moved
quietly moved/bin/asyncc sum.c -o moved.async.c
sed 's/moved\.async\.c/sum.async.c/' moved.async.c | cmp - sum.async.c || fail "a moved asyncc writes something else"
quietly moved/bin/asyncc --version

# Compiled without asyncc: one sentence, and neither an object nor a program that blocks.
rm sum
for compiler in "$CC" clang-19; do
    for flags in -O0 -O2 "-O2 -std=c11 -pedantic" "-c -O1 -g"; do
        # shellcheck disable=SC2086 # flags
        refused 'compile it with asyncc' "$compiler" $flags -I "$PREFIX/include" sum.c -o sum
        [ "$(grep -c 'error:' log)" -eq 1 ] || fail "$compiler $flags: not one sentence: $(cat log)"
        [ ! -e sum ] || fail "$compiler $flags: a program without asyncc"
    done
done
