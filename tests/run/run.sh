#!/usr/bin/env bash
# run.sh PROGRAM - one differential test: PROGRAM (a .c file, or a directory of them) must do the same erased to blocking
# C and transpiled, with each compiler, in each mode of suspension. tests/README.md tells the environment and what a
# program may ask for.
set -uo pipefail

die()
{
    printf 'run.sh: %s\n' "$*" >&2
    exit 2
}

[ $# -eq 1 ] || die "usage: run.sh PROGRAM"
program=$(realpath -e "$1") || die "no such program: $1"
tests=$(dirname "$(dirname "$(realpath "$0")")")
support=$tests/support
include=$(realpath -e "${ASYNCC_INCLUDE:-$tests/../runtime/include}") || die "no directory ASYNCC_INCLUDE"
asyncc=$(command -v "${ASYNCC:-asyncc}") || die "no asyncc: set ASYNCC"
asyncc=$(realpath "$asyncc")
library=$(realpath -e "${ASYNCC_LIBRARY:?is the path of libasyncc.a}") || die "no ASYNCC_LIBRARY"
library_sanitized=$(realpath -e "${ASYNCC_LIBRARY_SANITIZED:-$library}") || die "no ASYNCC_LIBRARY_SANITIZED"
sanitize=-fsanitize=address,undefined:-fno-sanitize-recover=undefined
modes=${MODES:-ready yield mixed scribble later}
if [ -n "${VARIANTS:-}" ]; then
    variants=$VARIANTS
elif [ "${FULL:-0}" = 1 ]; then
    variants="gcc:-O0 gcc:-O2 gcc:-O1:$sanitize clang-19:-O0 clang-19:-O2"
    clang_check=$(mktemp)
    echo 'int main(void) { return 0; }' | clang-19 -fsanitize=address,undefined -x c - -o "$clang_check" 2>/dev/null &&
        variants="$variants clang-19:-O1:$sanitize" # its sanitizers are a package of their own
    rm -f "$clang_check"
else
    variants="gcc:-O2 gcc:-O1:$sanitize clang-19:-O0"
fi
export ASYNC_CLOCK=virtual
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1} UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

name=$(basename "$program" .c)
expected=$(dirname "$program")/$name
if [ -d "$program" ]; then
    cd "$program" || exit 2
    sources=(*.c)
else
    cd "$(dirname "$program")" || exit 2
    sources=("$name.c")
fi
[ -f "$expected.out" ] || die "no $expected.out"

if [ -n "${WORK:-}" ]; then
    mkdir -p "$WORK/run/$name" && root=$(realpath -e "$WORK/run") || exit 2
else
    root=$(mktemp -d) && trap 'rm -rf "$root"' EXIT
fi
work=$root/$name
mkdir -p "$work"

# What the program asks for in a line `// NAME: VALUE`.
directive()
{
    sed -n "s|^// $1: *||p" "${sources[@]}" | head -n 1
}

erase=$(directive erase)
status=$(directive status)
modes=$(directive modes | grep . || echo "$modes")
compilers=$(directive compilers)
[ -n "${VARIANTS:-}" ] || [ "${FULL:-0}" = 1 ] || variants=$(directive variants | grep . || echo "$variants")
read -r -a flags <<<"$(directive flags)"

failures=0
fail()
{
    failures=$((failures + 1))
    printf 'FAIL %s, %s\n' "$name" "$*"
}

# Runs an executable and compares all that it does with what is expected. $1: its name for people, $2: the executable
check()
{
    local stderr=/dev/null actual=0
    [ -f "$expected.err" ] && stderr=$expected.err
    timeout 60 "$2" >"$2.stdout" 2>"$2.stderr" </dev/null || actual=$?
    diff -u --label expected --label actual "$expected.out" "$2.stdout" || fail "$1: stdout differs"
    diff -u --label expected --label actual "$stderr" "$2.stderr" | head -n 60
    [ "${PIPESTATUS[0]}" -eq 0 ] || fail "$1: stderr differs"
    [ "$actual" -eq "${status:-0}" ] || fail "$1: exit status $actual instead of ${status:-0}"
}

# The program as blocking C. $@: the compiler with its flags; quiet here, as the annotated program is what is judged.
erased()
{
    "$@" "${flags[@]}" -Wall -Wextra -I "$support/erased" -I "$support" -o "$work/erased" \
        "${sources[@]}" "$support/support.c" 2>"$work/erased.log"
}

# The names of the warnings in a compiler's output, as flags that switch them off.
silenced()
{
    sed -n 's/.*\[-W\(error=\)\?\([a-z0-9+-]*\)=\?[0-9]*\].*/-Wno-\2/p' "$1" | sort -u
}

# Transpiles the sources from directory $2 into directory $1.
transpile()
{
    local to=$1 from=$2 source
    shift 2
    mkdir -p "$to"
    for source in "$@"; do
        case $source in
        plain-*) cp "$from/$source" "$to/$source" ;;
        *)
            (cd "$from" && "$asyncc" "$source" -o "$to/$source" -- "${flags[@]}" -I "$support" -I "$include") ||
                return 1
            ;;
        esac
    done
}

# Compiles generated files. $1: their directory, $2: where their includes are looked up, $3: objects go there,
# $4: sources, by name, then the compiler with its flags
compile()
{
    local from=$1 original=$2 to=$3 names source
    read -r -a names <<<"$4"
    shift 4
    mkdir -p "$to"
    for source in "${names[@]}"; do
        "$@" -c -iquote "$original" -I "$support" -I "$include" "$from/$source" -o "$to/${source%.c}.o" || return 1
    done
}

# support.o for a compiler with its flags, which all programs share. $1: its directory
build_support()
{
    local to=$1 flags=() input
    shift
    mkdir -p "$to"
    (
        flock 9
        for input in "$asyncc" "$include"/asyncc/*.h "$support"/support.[ch]; do
            if [ "$input" -nt "$to/support.o" ]; then
                transpile "$to/c" "$support" support.c && compile "$to/c" "$support" "$to" support.c "$@"
                exit
            fi
        done
    ) 9>"$to/lock"
}

# Builds and runs one variant, in every mode. $1: compiler and flags joined by colons
variant()
{
    local command dir=$work/${1//\//_} shared=$root/support/${1//\//_} runtime=$library mode compiler
    local log=$dir.log
    IFS=: read -r -a command <<<"$1"
    compiler=$(basename "${command[0]}")
    case " ${compilers:-$compiler} " in
    *" $compiler "*) ;;
    *) return ;;
    esac
    case $1 in *-fsanitize=*) runtime=$library_sanitized ;; esac
    build_support "$shared" "${command[@]}" -Wall -Wextra -Werror || {
        fail "$1: support.c does not build"
        return
    }
    command+=("${flags[@]}" -Wall -Wextra -Werror)
    if ! compile "$work/c" "$PWD" "$dir" "${sources[*]}" "${command[@]}" 2>"$log"; then
        local excused=()
        [ "${erase%%,*}" = no ] || { erased "${command[@]}" -Wno-error && mapfile -t excused < <(silenced "$work/erased.log"); }
        compile "$work/c" "$PWD" "$dir" "${sources[*]}" "${command[@]}" "${excused[@]}" 2>"$log" || {
            cat "$log"
            fail "$1: the generated code does not compile without warnings"
            return
        }
    fi
    "${command[@]}" "$dir"/*.o "$shared/support.o" "$runtime" -lm -o "$dir/program" || {
        fail "$1: does not link"
        return
    }
    for mode in $modes; do
        SUSPEND=$mode check "$1, SUSPEND=$mode" "$dir/program"
    done
}

if [ "${erase%%,*}" != no ]; then
    if erased gcc -O1 -g; then
        (ulimit -s unlimited && check "erased" "$work/erased"; exit "$failures") || failures=$((failures + $?))
    else
        cat "$work/erased.log"
        fail "erased: does not compile"
    fi
fi
if transpile "$work/c" "$PWD" "${sources[@]}" >"$work/asyncc.log" 2>&1; then
    [ -s "$work/asyncc.log" ] && { cat "$work/asyncc.log"; fail "asyncc: prints something"; }
    for v in $variants; do
        variant "$v"
    done
else
    cat "$work/asyncc.log"
    fail "asyncc: exit status not 0"
fi
[ "$failures" -eq 0 ] && echo "ok $name"
[ "$failures" -eq 0 ]
