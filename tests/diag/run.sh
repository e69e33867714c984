#!/usr/bin/env bash
# run.sh FILE.c - one test of diagnostics: asyncc must print the errors and warnings that the comments of FILE.c expect,
# at their lines, and no others. tests/README.md tells the environment and how expectations are written.
set -uo pipefail

die()
{
    printf 'run.sh: %s\n' "$*" >&2
    exit 2
}

[ $# -eq 1 ] || die "usage: run.sh FILE.c"
file=$(realpath -e "$1") || die "no such file: $1"
tests=$(dirname "$(dirname "$(realpath "$0")")")
include=$(realpath -e "${ASYNCC_INCLUDE:-$tests/../runtime/include}") || die "no directory ASYNCC_INCLUDE"
asyncc=$(command -v "${ASYNCC:-asyncc}") || die "no asyncc: set ASYNCC"
asyncc=$(realpath "$asyncc")
name=$(basename "$file" .c)
cd "$(dirname "$file")" || exit 2
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
shopt -s nocasematch

failures=0
fail()
{
    failures=$((failures + 1))
    printf 'FAIL %s: %s\n' "$name" "$*"
}

# Prints FILE:LINE:SEVERITY:REGEX for each expectation.
expectations()
{
    local line=0 text where
    local pattern='// expect-(error|warning)(@[^:]*(:[0-9]+)?)?: (.*)'
    while IFS= read -r text; do
        line=$((line + 1))
        [[ $text =~ $pattern ]] || continue
        where=${BASH_REMATCH[2]#@}
        case $where in
        [+-]*) where=$name.c:$((line + where)) ;;
        '') where=$name.c:$line ;;
        esac
        printf '%s:%s:%s\n' "$where" "${BASH_REMATCH[1]}" "${BASH_REMATCH[4]}"
    done <"$name.c"
}

# Prints FILE:LINE:SEVERITY:MESSAGE for each error and warning that asyncc printed.
messages()
{
    sed -nE 's/^([^:]*\/)?([^:/]+):([0-9]+):[0-9]+: (fatal )?(error|warning): /\2:\3:\5:/p' "$work/stderr"
}

read -r -a flags <<<"$(sed -n 's|^// flags: *||p' "$name.c" | head -n 1)"
status=0
"$asyncc" "$name.c" -o "$work/out.c" -- "${flags[@]}" -I "$include" >"$work/stdout" 2>"$work/stderr" || status=$?
mapfile -t expected < <(expectations)
mapfile -t printed < <(messages)

wanted_status=0
for expectation in "${expected[@]}"; do
    IFS=: read -r where line severity regex <<<"$expectation"
    [ "$severity" = error ] && wanted_status=1
    met=0
    for i in "${!printed[@]}"; do
        case ${printed[i]} in
        "$where:$line:$severity:"*)
            if [[ ${printed[i]#"$where:$line:$severity:"} =~ $regex ]]; then
                unset "printed[i]"
                met=1
                break
            fi
            ;;
        esac
    done
    [ "$met" = 1 ] || fail "not printed: $expectation"
done
for message in "${printed[@]}"; do
    fail "not expected: $message"
done
[ "$status" -eq "$wanted_status" ] || fail "exit status $status instead of $wanted_status"
[ -s "$work/stdout" ] && fail "something on stdout"
if [ "$wanted_status" -ne 0 ]; then
    [ -e "$work/out.c" ] && fail "an output file in spite of errors"
elif [ "$status" -eq 0 ]; then
    gcc "${flags[@]}" -Wall -Wextra -Werror -iquote . -I "$include" -c "$work/out.c" -o "$work/out.o" ||
        fail "the output does not compile without warnings"
fi
if [ "$failures" -ne 0 ]; then
    cat "$work/stderr"
    exit 1
fi
echo "ok $name"
