#!/usr/bin/env bash
# --check: compares, shows the difference, writes nothing.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

printf 'int answer(void)\n{\n    return 42;\n}\n' >in.c
run 0 "$asyncc" in.c -o expected.c
cp expected.c before.c

run 0 "$asyncc" --check expected.c in.c
stdout_is ""
stderr_is ""

sed -i 's/42/43/' in.c
run 1 "$asyncc" in.c --check expected.c -MD -o other.c --line-file=expected.c
stderr_is ""
[ "$(head -n 2 "$work/stdout")" = "--- expected.c
+++ expected.c (from in.c)" ] || fail "headers of the diff: $(head -n 2 "$work/stdout")"
[ "$(grep '^[-+] ' "$work/stdout")" = "-    return 42;
+    return 43;" ] || fail "the diff: $(cat "$work/stdout")"
cmp -s expected.c before.c || fail "--check changed the file"
files_are before.c expected.c in.c

run 1 "$asyncc" in.c --check none.c
stderr_is "asyncc: error: cannot read 'none.c': No such file or directory"
mkdir empty
PATH=$PWD/empty run 1 "$asyncc" in.c --check expected.c
stderr_is "asyncc: error: output differs from 'expected.c', but diff cannot show how: No such file or directory"
cp expected.c ./-e.c
run 1 "$asyncc" in.c --check -e.c --line-file=expected.c
grep -q '^+    return 43;' "$work/stdout" || fail "a name with a dash: $(cat "$work/stdout" "$work/stderr")"
finish
