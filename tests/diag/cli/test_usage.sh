#!/usr/bin/env bash
# What is wrong with a command line: one message, exit status 2, no file.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

refused()
{
    run 2 "$asyncc" "${@:2}"
    stdout_is ""
    stderr_is "asyncc: error: $1
Try 'asyncc --help'."
    files_are ""
}

refused "no input file"
refused "no input file" -o out.c
refused "more than one input: 'a.c' and 'b.c'" a.c b.c
refused "option '-o' needs an argument" in.c -o
refused "unknown option '-Idir'; flags of the compiler follow '--'" -Idir in.c
refused "unknown option '--nonsense'; flags of the compiler follow '--'" --nonsense in.c
refused "dependencies of standard output need -MF and -MT" in.c -o - -MD
refused "cannot read response file 'none': No such file or directory" @none

run 2 "$asyncc" --dump-after=nonsense in.c
stderr_has "asyncc: error: no pass 'nonsense'; there are: "

echo '@two' >one
echo '@./one' >two
run 2 "$asyncc" @one
stderr_is "asyncc: error: response file './one' includes itself
Try 'asyncc --help'."
fresh

run 0 "$asyncc" --help
stderr_is ""
grep -q '^Usage: asyncc ' "$work/stdout" || fail "--help shows no usage"
for option in -o -MD -MF -MT --check --line-file --dump-after -Werror -fdiagnostics-color --diagnostics-format --version; do
    grep -q -- "$option" "$work/stdout" || fail "--help does not tell of $option"
done
run 0 "$asyncc" --version
stderr_is ""
grep -qE '^asyncc [0-9]+\.[0-9]+' "$work/stdout" || fail "--version shows no version"
"$asyncc" --help >/dev/full 2>"$work/stderr" && fail "a full disk goes unnoticed"
stderr_is "asyncc: error: cannot write standard output: No space left on device"

run 2 "$asyncc_cc"
stderr_is "asyncc-cc: error: no compiler to run
Try 'asyncc-cc --help'."
run 2 "$asyncc_cc" -c in.c
stderr_has "no compiler to run"
run 0 "$asyncc_cc" --help
grep -q '^Usage: asyncc-cc COMPILER' "$work/stdout" || fail "asyncc-cc --help shows no usage"
run 0 "$asyncc_cc" --version
grep -qE '^asyncc-cc [0-9]+\.[0-9]+' "$work/stdout" || fail "asyncc-cc --version shows no version"
files_are ""
finish
