#!/usr/bin/env bash
# rules.sh - docs/diagnostics.md has a section for each rule of asyncc, and for no other. Environment: ASYNCC.
set -euo pipefail
document=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")/docs/diagnostics.md
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
"${ASYNCC:-asyncc}" --diagnostics-format=sarif - -o - </dev/null 2>"$work/log" >/dev/null
sed -nE 's/^ +"id": "([a-z0-9-]+)",?$/\1/p' "$work/log" | sort >"$work/rules"
[ -s "$work/rules" ]
sed -nE 's/^### ([a-z0-9-]+)$/\1/p' "$document" | sort | diff -u "$work/rules" -
