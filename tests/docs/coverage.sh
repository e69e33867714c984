#!/usr/bin/env bash
# coverage.sh - docs/coverage.md names tests that exist, and every numbered program of tests/run.
# shellcheck disable=SC2016 # the backquotes are those of Markdown
set -euo pipefail
tests=$(dirname "$(dirname "$(realpath "$0")")")
document=$tests/../docs/coverage.md
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
failures=0

fail()
{
    failures=$((failures + 1))
    printf 'FAIL coverage.md: %s\n' "$*"
}

exists()
{
    local name=${1#*/}
    case $1 in
    run/*) [ -e "$tests/run/$name.out" ] ;;
    diag/*) [ -e "$tests/diag/$name.c" ] ;;
    cli/*) [ -e "$tests/diag/cli/test_$name.sh" ] ;;
    long/*) python3 "$tests/long/programs.py" "$name" 2 >"$work/program" 2>"$work/log" && [ -s "$work/program" ] ;;
    *) [ -e "$tests/$1" ] ;;
    esac
}

grep -oE '`(run|diag|cli|long|consumer)/[a-z0-9.-]+`' "$document" | tr -d '`' | sort -u >"$work/named"
while IFS= read -r name; do
    exists "$name" || fail "there is no test $name"
done <"$work/named"

for program in "$tests"/run/[0-9][0-9]-*.out; do
    grep -qx "run/$(basename "$program" .out)" "$work/named" || fail "$(basename "$program" .out) is in no table"
done
for number in {1..55}; do
    grep -q "^| $number | .*\`" "$document" || fail "no test holds case $number"
done

[ "$failures" -eq 0 ] && echo "ok coverage.md, $(wc -l <"$work/named") tests"
[ "$failures" -eq 0 ]
