# shellcheck shell=bash
# lib.sh - what the scripts of this folder share. Each builds small projects, as a user of asyncc would, in a folder of its
# own, and fails with a sentence. From the environment (tests/consumer/CMakeLists.txt sets it):
#
#   PREFIX       the installed tree                   SOURCE      the repository
#   WORK         folder for what is built             SANITIZERS  flags that the installed library was built with
#   CMAKE, CC    programs to use
set -euo pipefail

: "${PREFIX:?}" "${SOURCE:?}" "${WORK:?}" "${CMAKE:=cmake}" "${CC:=cc}" "${SANITIZERS=}"
SANITIZERS=${SANITIZERS//;/ }
generator=${1:-Ninja}
config=Debug
test_name=$(basename "$0" .sh)${1:+.${1// /}}
export CC CFLAGS="$SANITIZERS" CXXFLAGS="$SANITIZERS" LDFLAGS="$SANITIZERS" ASYNC_CLOCK=virtual

work=$WORK/$test_name
rm -rf "$work"
mkdir -p "$work"
cd "$work"

fail()
{
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# Runs a command silently; shows what it printed where it fails.
quietly()
{
    "$@" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        fail "$*"
    }
}

# Runs a command that must fail and print what matches $1.
refused()
{
    local pattern=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        fail "not refused: $*"
    fi
    tr '\n' ' ' <"$work/log" | tr -s ' ' | grep -qE -- "$pattern" || {
        cat "$work/log" >&2
        fail "no message that matches '$pattern' from: $*"
    }
}

# The example that the README begins with, as sum.c in folder $1, and what it prints.
sum_program()
{
    mkdir -p "$1"
    cp "$SOURCE/examples/print_sum.c" "$1/sum.c"
    cp "$SOURCE/examples/print_sum.out" "$1/sum.out"
}

# Compares what a program prints with a file. $1: the file, $2: the program
prints()
{
    "$2" >"$work/printed" || fail "$2: exit status $?"
    diff -u "$1" "$work/printed" || fail "$2 prints something else"
}

# Configures $1 into $2, with more arguments for cmake behind.
configure()
{
    local from=$1 to=$2
    shift 2
    quietly "$CMAKE" -S "$from" -B "$to" -G "$generator" -DCMAKE_BUILD_TYPE="$config" -DCMAKE_PREFIX_PATH="$PREFIX" "$@"
}

build()
{
    quietly "$CMAKE" --build "$1" --config "$config"
}

# The path of a built program. $1: build folder, $2: name
program()
{
    if [ -x "$1/$config/$2" ]; then
        echo "$1/$config/$2"
    else
        echo "$1/$2"
    fi
}
