#!/usr/bin/env bash
# run.sh - the frames of the same functions in async C, C++20 (GCC, Clang) and Rust, in bytes, as a table. Where a compiler is
# not there, its column is empty. Environment: ASYNCC, CXX, CLANGXX, RUSTC.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
"${ASYNCC:-asyncc}" --stats "$here/frames.c" -o "$work/frames.async.c" -- -I "$here/../../runtime/include" |
    sed -nE 's/^.*: ([a-z_]+): .*frame of ([0-9]+) bytes.*/\1 \2/p' >"$work/c"

# $1: a file for the sizes, then the command that compiles
sizes_of()
{
    local sizes=$1
    shift
    if command -v "$1" >/dev/null; then
        "$@" -o "$work/program"
        "$work/program" >"$sizes"
    else
        sed 's/ .*/ -/' "$work/c" >"$sizes"
    fi
}

sizes_of "$work/gcc" "${CXX:-g++}" -std=c++20 -O2 "$here/frames.cpp"
sizes_of "$work/clang" "${CLANGXX:-clang++-19}" -std=c++20 -O2 "$here/frames.cpp"
sizes_of "$work/rust" "${RUSTC:-rustc}" --edition 2021 -C opt-level=3 "$here/frames.rs"
printf '| bytes | async C | C++20, GCC | C++20, Clang | Rust, with callees |\n| --- | ---: | ---: | ---: | ---: |\n'
paste -d ' ' "$work/c" "$work/gcc" "$work/clang" "$work/rust" |
    while read -r name c _ gcc _ clang _ rust; do
        printf '| %s | %s | %s | %s | %s |\n' "$name" "$c" "$gcc" "$clang" "$rust"
    done
