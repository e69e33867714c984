#!/usr/bin/env bash
# check-includes.sh - includes of the transpiler go only down: base <- diag, text <- ir <- front, pass <- emit <- main;
# only front/ sees libclang; asyncc-cc stands on base alone; no header includes itself by way of others.
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/../transpiler"

# Level and group of a file: it may include what is on a lower level, or of its own group.
place()
{
    case $1 in
    base/*) echo "0 base" ;;
    diag*.*) echo "1 diag" ;;
    text/*) echo "1 text" ;;
    ir*.* | options.* | flags.*) echo "2 ir" ;;
    front/*) echo "3 front" ;;
    pass/*) echo "3 pass" ;;
    emit/*) echo "4 emit" ;;
    cc/*) echo "1 cc" ;;
    *) echo "5 main" ;;
    esac
}

# The lines `INCLUDER INCLUDED` of all includes of own headers, as paths from here.
includes()
{
    local file name
    find . -name '*.[ch]' -printf '%P\n' | sort | while IFS= read -r file; do
        sed -nE 's/^ *# *include *"([^"]+)".*/\1/p' "$file" | while IFS= read -r name; do
            if [ -e "$(dirname "$file")/$name" ]; then
                realpath -m --relative-to=. "$(dirname "$file")/$name"
            else
                echo "$name"
            fi
        done | sed "s|^|$file |"
    done
}

failures=0
fail()
{
    failures=$((failures + 1))
    printf 'check-includes.sh: %s\n' "$*" >&2
}

all=$(includes)
while read -r from to; do
    read -r from_level from_group <<<"$(place "$from")"
    read -r to_level to_group <<<"$(place "$to")"
    if [ ! -e "$to" ]; then
        fail "$from includes $to, which is not there"
    elif [ "$from_group" != "$to_group" ] && [ "$to_level" -ge "$from_level" ]; then
        fail "$from includes $to: $to_group is not below $from_group"
    elif [ "$from_group" = cc ] && [ "$to_group" != cc ] && [ "$to_group" != base ]; then
        fail "$from includes $to: asyncc-cc stands on base/ alone"
    fi
done <<<"$all"

while IFS= read -r file; do
    fail "$file includes libclang: only front/ does"
done < <(grep -rlE '^ *# *include *<clang-c/' . | sed 's|^\./||' | grep -v '^front/')

loops=$(tsort <<<"$all" 2>&1 >/dev/null) || fail "headers include each other: $loops"
[ "$failures" -eq 0 ]
