#!/usr/bin/env bash
# statements.sh - each numbered statement of docs/semantics.md has a test of tests/runtime that is run and has its number
# in its name, and each such number is that of a statement.
set -euo pipefail
root=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
sed -nE 's/^([0-9]+)\. .*/\1/p' "$root/docs/semantics.md" | sort >"$work/statements"
[ -s "$work/statements" ]
sed -nE 's/^ +TEST\(test_statement_([0-9_]*[0-9])_.*/\1/p' "$root"/tests/runtime/*.c | tr '_' '\n' | sed 's/^0//' |
    sort -u | diff -u "$work/statements" -
