# lib.sh - what the tests of the command line share: a directory to run in, and checks that go on after a failure.
#
# The environment says what is tested: ASYNCC and ASYNCC_CC (else those in PATH), ASYNCC_INCLUDE (else the headers of this
# repository), ASYNCC_LIBRARY (libasyncc.a). A test sources this file, which changes to an empty directory, and ends with
# `finish`.
# shellcheck shell=bash disable=SC2034
set -uo pipefail
export LC_ALL=C TERM=dumb
unset CDPATH NO_COLOR ASYNCC_PREFIX

name=$(basename "$0" .sh)
here=$(dirname "$(realpath "$0")")
include=$(realpath "${ASYNCC_INCLUDE:-$here/../../../runtime/include}")
asyncc=$(command -v "${ASYNCC:-asyncc}") || { echo "$name: no asyncc: set ASYNCC" >&2 && exit 2; }
asyncc_cc=$(command -v "${ASYNCC_CC:-asyncc-cc}") || { echo "$name: no asyncc-cc: set ASYNCC_CC" >&2 && exit 2; }
asyncc=$(realpath "$asyncc") asyncc_cc=$(realpath "$asyncc_cc")
library=${ASYNCC_LIBRARY:+$(realpath "$ASYNCC_LIBRARY")}
unset ASYNCC

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
mkdir "$work/dir" "$work/tmp"
export TMPDIR=$work/tmp
cd "$work/dir" || exit 2
failures=0

fail()
{
    failures=$((failures + 1))
    printf 'FAIL %s, line %s: %s\n' "$name" "${BASH_LINENO[${depth:-0}]}" "$*"
}

# run STATUS COMMAND...: runs it, keeps what it prints, and expects it to exit with STATUS.
run()
{
    local wanted=$1 status=0
    shift
    { "$@" >"$work/stdout" 2>"$work/stderr" || status=$?; } 2>/dev/null # bash tells of signals there
    if [ "$status" -ne "$wanted" ]; then
        depth=1 fail "exit status $status instead of $wanted: $*"
        cat "$work/stderr"
    fi
}

expect_text()
{
    if [ "$(cat "$work/$1")" != "$2" ]; then
        depth=2 fail "$1 is not as expected:"
        diff --label expected --label printed -u <(printf '%s\n' "$2") "$work/$1"
    fi
}

# What the last run printed, without the last line ends.
stdout_is()
{
    expect_text stdout "$1"
}

stderr_is()
{
    expect_text stderr "$1"
}

stderr_has()
{
    grep -qF -- "$1" "$work/stderr" || {
        depth=1 fail "stderr does not say: $1"
        cat "$work/stderr"
    }
}

# files_are NAME...: these, in the order of ls, and no others are in the current directory; and nothing is in TMPDIR.
files_are()
{
    local found
    found=$(find . -mindepth 1 -printf '%P\n' | sort | tr '\n' ' ')
    [ "$found" = "${*:+$* }" ] || depth=1 fail "files: $found"
    [ -z "$(ls -A "$TMPDIR")" ] || depth=1 fail "left in TMPDIR: $(find "$TMPDIR")"
}

file_is()
{
    [ "$(cat "$1")" = "$2" ] || depth=1 fail "$1 is: $(cat "$1")"
}

# An empty directory for the next group of checks.
fresh()
{
    find . -mindepth 1 -delete
}

finish()
{
    [ "$failures" -eq 0 ] || exit 1
    echo "ok $name"
}
