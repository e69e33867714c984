#!/usr/bin/env bash
# c-support.sh INDEX.H - docs/c-support.md names each kind of cursor that libclang has and no other, tests that exist, and
# rules that asyncc has. Environment: ASYNCC.
# shellcheck disable=SC2016 # the backquotes are those of Markdown
set -euo pipefail
index=$(realpath -e "${1:?is the path of clang-c/Index.h}")
root=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")
document=$root/docs/c-support.md
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
failures=0

fail()
{
    failures=$((failures + 1))
    printf 'FAIL c-support.md: %s\n' "$*"
}

awk '/^enum CXCursorKind/ { inside = 1 } inside { print } inside && /^};/ { exit }' "$index" |
    sed -nE 's/^ *CXCursor_([A-Za-z0-9]+).*/\1/p' | sort -u >"$work/kinds"
[ "$(wc -l <"$work/kinds")" -gt 200 ] || fail "no kinds in $index"

# What the document says in backquotes that looks like a kind, or like the beginning of several.
grep -oE '`[A-Z][A-Za-z0-9]+\*?`' "$document" | tr -d '`' | sort -u >"$work/words"
while IFS= read -r word; do
    case $word in
    *\*) grep "^${word%\*}" "$work/kinds" || true ;; # that none begins so is said below
    *) echo "$word" ;;
    esac
done <"$work/words" | sort -u >"$work/named"
while IFS= read -r kind; do
    fail "$kind is not listed"
done < <(comm -23 "$work/kinds" "$work/named")
while IFS= read -r word; do
    case $word in
    *\*) grep -q "^${word%\*}" "$work/kinds" || fail "no kind begins with ${word%\*}" ;;
    DEFER | ASYNC) ;;
    *) grep -qx "$word" "$work/kinds" || fail "$word is no kind" ;;
    esac
done <"$work/words"

while IFS= read -r name; do
    [ -e "$root/tests/$name.c" ] || [ -d "$root/tests/$name" ] || fail "there is no test $name"
done < <(grep -oE '`(run|diag)/[a-z0-9-]+`' "$document" | tr -d '`' | sort -u)

"${ASYNCC:-asyncc}" --diagnostics-format=sarif - -o - </dev/null 2>"$work/log" >/dev/null
sed -nE 's/^ +"id": "([a-z0-9-]+)",?$/\1/p' "$work/log" | sort >"$work/rules"
while IFS= read -r rule; do
    grep -qx "$rule" "$work/rules" || fail "there is no rule $rule"
done < <(grep -oE ' \[[a-z-]+\]' "$document" | tr -d ' []' | sort -u)

[ "$failures" -eq 0 ] && echo "ok c-support.md, $(wc -l <"$work/kinds") kinds"
[ "$failures" -eq 0 ]
