#!/usr/bin/env bash
# run.sh NAME - a long program of programs.py does the same erased and transpiled, as those in tests/run do.
# Environment: that of tests/run/run.sh.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
tests=$(dirname "$here")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
name=${1:?of a program}
case $name in
awaits) variants="gcc:-O0 clang-19:-O1" ;; # what optimisers have most to do with: GCC takes long
*) variants="gcc:-O0 clang-19:-O0" ;;
esac
export VARIANTS=${VARIANTS:-$variants} MODES=${MODES:-ready yield mixed}

printf '// erase: no, it was run here already, without optimising\n' >"$work/$name.c"
python3 "$here/programs.py" "$name" >>"$work/$name.c"
# -w: tests/run/run.sh compares the warnings; here only what it prints counts
gcc -w -I "$tests/support/erased" -I "$tests/support" "$work/$name.c" "$tests/support/support.c" -o "$work/erased"
"$work/erased" >"$work/$name.out"
[ -s "$work/$name.out" ] || exit 1
"$tests/run/run.sh" "$work/$name.c"
