#!/usr/bin/env bash
# rules.sh - docs/diagnostics.md has a section for each rule of asyncc, and for no other, with a program that draws the
# message, the message, and a program that does not. Environment: ASYNCC.
set -euo pipefail
document=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")/docs/diagnostics.md
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
"${ASYNCC:-asyncc}" --diagnostics-format=sarif - -o - </dev/null 2>"$work/log" >/dev/null
sed -nE 's/^ +"id": "([a-z0-9-]+)",?$/\1/p' "$work/log" | sort >"$work/rules"
[ -s "$work/rules" ]
sed -nE 's/^### ([a-z0-9-]+)$/\1/p' "$document" | sort | diff -u "$work/rules" -

# Of each section its name and the kinds of its blocks, in a line.
awk '
    /^##/           { name = $1 == "###" ? $2 : "" }
    /^```/ && !code { code = 1; if (name) blocks[name] = blocks[name] " " substr($0, 4) ";"; next }
    /^```$/         { code = 0 }
    END             { for (name in blocks) print name, blocks[name] }
' "$document" >"$work/blocks"
failures=0
while IFS= read -r rule; do
    grep -qE "^$rule .* c (refused|warned); text;.* c;" "$work/blocks" || {
        echo "FAIL diagnostics.md: no wrong program, message and right program for $rule"
        failures=1
    }
done <"$work/rules"
exit "$failures"
