#!/usr/bin/env bash
# run.sh PROGRAM EXPECTED - runs an example and compares what it prints with a file; on stderr, with the file of the same
# name that ends with .err, or with nothing. Folders in the names of sources depend on the build, and do not count.
set -euo pipefail
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
"$1" 2>"$errors" | diff -u --label expected --label printed "$2" - || {
    cat "$errors" >&2
    exit 1
}
expected=${2%.out}.err
[ -e "$expected" ] || expected=/dev/null
sed -E 's#[^ "]*/([a-z_]+\.c)#\1#g' "$errors" | diff -u --label "expected on stderr" --label printed "$expected" -
