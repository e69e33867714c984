#!/usr/bin/env bash
# run.sh PROGRAM - PROGRAM (a .c file, or a directory with a main.c) is right async C that asyncc cannot compile yet. Then it
# must say so, with an error at a line of it, and write nothing: never wrong code. When it learns to compile the program,
# this test fails, and the program moves to tests/run.
set -uo pipefail

program=$(realpath -e "$1") || exit 2
here=$(dirname "$(realpath "$0")")
asyncc=$(command -v "${ASYNCC:-asyncc}") || { echo "run.sh: no asyncc: set ASYNCC" >&2; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

[ -d "$program" ] && program=$program/main.c
messages=$("$asyncc" "$program" -o "$work/out.c" -- -std=gnu11 -I "$here/../../runtime/include" -I "$here/../support" 2>&1)
status=$?
if [ $status -ne 1 ] || [ -e "$work/out.c" ] || ! grep -qE '\.[ch]:[0-9]+:[0-9]+: error: ' <<<"$messages"; then
    printf 'FAIL %s: exit status %d, expected a refusal\n%s\n' "$program" "$status" "$messages"
    exit 1
fi
echo "ok, refused: $(grep -m1 -oE 'error: .*' <<<"$messages")"
