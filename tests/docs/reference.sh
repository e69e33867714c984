#!/usr/bin/env bash
# reference.sh - the manual pages that are made of the runtime's headers: each public name has one, and a comment that
# tells about it; roff has no complaint; the guide names nothing else. Environment: ASYNCC_LIBRARY; CC.
set -euo pipefail
root=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")
include=$root/runtime/include
library=$(realpath -e "${ASYNCC_LIBRARY:?is the path of libasyncc.a}")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work"
failures=0

fail()
{
    failures=$((failures + 1))
    printf 'FAIL reference: %s\n' "$*"
}

reference()
{
    python3 -B "$root/docs/man/reference.py" "$@"
}

reference --check "$include"/*.h "$include"/asyncc/*.h || fail "names without a comment"
reference man3 "$include"/*.h "$include"/asyncc/*.h

# What the compiler and the linker know, whatever the maker of the pages has read. A name of generated code, f__async,
# stands for f.
{
    printf '#include <asyncc.h>\n#include <asyncc/embed.h>\n' | "${CC:-gcc}" -E -dM -I "$include" - |
        sed -nE 's/^#define ([A-Za-z_]+)\b.*/\1/p'
    nm -g --defined-only "$library" | awk 'NF == 3 { print $3 }'
} | sed -E 's/__async$//' | grep -E '^(async|ASYNC|ASYNCC)_|^(AWAIT|SPAWN|FUTURE|DEFER|RAISE)' | grep -vE '__|_H$' |
    sort -u >names
[ "$(wc -l <names)" -gt 150 ] || fail "the names are not found: $(wc -l <names)"
while IFS= read -r name; do
    [ -s "man3/$name.3" ] || fail "there is no page for $name"
done <names

# The guide speaks of nothing that is not there. Names that end in _ stand for several.
# shellcheck disable=SC2016 # the backquotes are those of Markdown
sed '/^```/,/^```/d' "$root"/docs/asyncio.md "$root"/docs/guide/*.md | grep -oE '`[^`]*`' |
    grep -oE '\b(async|ASYNC|AWAIT|SPAWN)_[A-Za-z_]+\b' | grep -vxE 'async_main|ASYNC_(DEBUG|CLOCK|SEED)|async_.*_' |
    sort -u >mentioned
[ "$(wc -l <mentioned)" -gt 80 ] || fail "the names in the guide are not found"
while IFS= read -r name; do
    [ -s "man3/$name.3" ] || fail "the guide speaks of $name, which is not there"
done <mentioned

for page in man3/*.3; do
    if target=$(sed -n 's|^\.so man3/||p' "$page") && [ -n "$target" ]; then
        grep -qE "(\b|\\\\fB)$(basename "$page" .3)\b" "man3/$target" || fail "$page leads to $target, which does not name it"
    else
        groff -man -Tutf8 -ww -z "$page" >log 2>&1 || fail "$page is not right"
        [ ! -s log ] || fail "$page: $(cat log)"
        man --warnings -l "$page" >text 2>log
        [ -s text ] || fail "$page is empty"
        [ ! -s log ] || fail "$page: $(cat log)"
    fi
done

# A name without a comment is found, under a blank line and under the end of another declaration.
told=$'/* Told. */\nint async_told(void);\n\n'
for addition in 'int async_undocumented(void);' "${told}int async_undocumented(void);" '#define async_undocumented(x) (x)'; do
    printf '/* new.h - a header. */\n\n%s\n' "$addition" >new.h
    if reference --check new.h >log || ! grep -q '^new.h:[0-9]*: no comment tells about async_undocumented$' log; then
        fail "it is not found: $addition"
    fi
    [ "$(wc -l <log)" -eq 1 ] || fail "more is found: $(cat log)"
done

[ "$failures" -eq 0 ] && echo "passed: reference, $(wc -l <names) names"
[ "$failures" -eq 0 ]
