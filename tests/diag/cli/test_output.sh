#!/usr/bin/env bash
# Where the output goes: whole or not at all, with the mode and behind the link that were there.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

plain='int answer(void)
{
    return 42;
}'

# Names.
printf '%s\n' "$plain" >in.c
run 0 "$asyncc" in.c
files_are in.async.c in.c
gcc -Wall -Wextra -Werror -c in.async.c -o in.o || fail "the output is not what was put in"
mkdir sub
run 0 "$asyncc" sub/../in.c -o sub/out.c
files_are in.async.c in.c in.o sub sub/out.c
run 0 "$asyncc" in.c -o -
grep -q 'return 42;' "$work/stdout" || fail "nothing on standard output"
run 0 "$asyncc" - <in.c
grep -q 'return 42;' "$work/stdout" || fail "standard input is not read"
grep -q '"<stdin>"' "$work/stdout" || fail "standard input has no name"
fresh

# A file that was there: its mode stays, and a link goes on leading to it.
printf '%s\n' "$plain" >in.c
echo old >target.c
chmod 640 target.c
ln -s target.c link.c
run 0 "$asyncc" in.c -o link.c
files_are in.c link.c target.c
[ -L link.c ] || fail "the link is gone"
[ "$(stat -c %a target.c)" = 640 ] || fail "mode $(stat -c %a target.c)"
grep -q 'return 42;' target.c || fail "the target was not written"
(umask 027 && "$asyncc" in.c -o new.c)
[ "$(stat -c %a new.c)" = 640 ] || fail "mode of a new file $(stat -c %a new.c)"
fresh

# Devices are written in place.
printf '%s\n' "$plain" >in.c
run 0 "$asyncc" in.c -o /dev/null
[ -c /dev/null ] || fail "/dev/null is gone"
run 1 "$asyncc" in.c -o /dev/full
stderr_is "asyncc: error: cannot write '/dev/full': No space left on device"
"$asyncc" in.c -o - >/dev/full 2>"$work/stderr" && fail "a full disk goes unnoticed"
stderr_is "asyncc: error: cannot write standard output: No space left on device"
files_are in.c

# What cannot be read or written: one message, no file.
run 1 "$asyncc" none.c
stderr_is "asyncc: error: cannot read 'none.c': No such file or directory"
mkdir directory
run 1 "$asyncc" directory -o out.c
stderr_is "asyncc: error: cannot read 'directory': Is a directory"
run 1 "$asyncc" in.c -o directory
stderr_is "asyncc: error: cannot write 'directory': Is a directory"
run 1 "$asyncc" in.c -o none/out.c
stderr_is "asyncc: error: cannot write 'none/out.c': No such file or directory"
run 1 "$asyncc" in.c -o in.c/out.c
stderr_is "asyncc: error: cannot write 'in.c/out.c': Not a directory"
run 1 "$asyncc" in.c -o ./in.c
stderr_is "asyncc: error: output './in.c' is the input"
run 1 "$asyncc" in.c -o out.c -MF in.c
stderr_is "asyncc: error: dependency file 'in.c' is the input"
run 1 "$asyncc" in.c -o out.c -MF out.c
stderr_is "asyncc: error: dependency file 'out.c' is the output"
run 1 "$asyncc" in.c -o out.c -MF none/out.d
stderr_is "asyncc: error: cannot write 'none/out.d': No such file or directory"
files_are directory in.c
file_is in.c "$plain"

# For root nothing is unwritable.
if [ "$(id -u)" -ne 0 ]; then
    echo old >fixed.c
    chmod 444 fixed.c
    run 1 "$asyncc" in.c -o fixed.c
    stderr_is "asyncc: error: cannot write 'fixed.c': Permission denied"
    file_is fixed.c old
    chmod 555 directory
    run 1 "$asyncc" in.c -o directory/out.c
    stderr_is "asyncc: error: cannot write 'directory/out.c': Permission denied"
    chmod 755 directory
fi
fresh

# After an error, what was there before stays as it was.
echo 'int f(void) { return undeclared; }' >bad.c
echo old >out.c
echo old >out.c.d
run 1 "$asyncc" bad.c -o out.c -MD
file_is out.c old
file_is out.c.d old
files_are bad.c out.c out.c.d
finish
