#!/usr/bin/env bash
# asyncc-cc and its children: what it passes on, with a compiler and an asyncc that only write down how they are called.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

mkdir "$work/bin"
cat >"$work/bin/cc" <<'END'
#!/bin/bash
# Writes its arguments down. Asked by -M what a source includes, finds asyncc.h where the source says "yes".
if [ "${1:-}" = -M ] && [ "${!#}" = -w ]; then
    grep -q yes "${@: -2:1}" && echo "x.o: /usr/include/asyncc.h"
    exit
fi
printf '[%s]' cc "$@" >>"$LOG"
echo >>"$LOG"
[ -z "${FAKE_SIGNAL:-}" ] || kill "-$FAKE_SIGNAL" $$
[ -z "${FAKE_WAIT:-}" ] || { echo $$ >"$FAKE_WAIT"; exec sleep 60; }
exit "${FAKE_STATUS:-0}"
END
cat >"$work/bin/asyncc" <<'END'
#!/bin/bash
printf '[%s]' asyncc "$@" >>"$LOG"
echo >>"$LOG"
[ -z "${FAKE_ERROR:-}" ] || { echo "in.c:1:1: error: refused" >&2; exit 1; }
while [ "$1" != -o ]; do shift; done
echo 'int generated;' >"$2"
END
chmod +x "$work/bin/cc" "$work/bin/asyncc"
export LOG=$work/log ASYNCC=$work/bin/asyncc PATH=$work/bin:$PATH ASYNCC_PREFIX=$work/none

# What was run, with the name of the temporary directory replaced.
ran()
{
    local log=""
    [ ! -e "$LOG" ] || log=$(sed "s|$TMPDIR/asyncc-[A-Za-z0-9]*|TMP|g" "$LOG")
    rm -f "$LOG"
    [ "$log" = "$1" ] || depth=0 fail "ran:
$log
instead of:
$1"
}

# What needs no asyncc is passed on byte for byte.
passes()
{
    local words
    words=$(printf '[%s]' cc "$@")
    run 0 "$asyncc_cc" cc "$@"
    stderr_is ""
    ran "$words"
}

printf '/* AWAIT, SPAWN */ // ASYNC\nconst char *s = "#include <asyncc.h>", c = '\''"'\'';\n' >plain.c
printf '#include <asyncc.h>\n' >in.c
printf '%s\n' '-O2 -c' 'plain.c' >words.rsp
passes
passes --version
passes -v
passes -print-search-dirs
passes -E -
passes -E in.c
passes -M in.c
passes -MM -MF x.d in.c
passes -O2 "" "a b" $'new\nline' \$x -c plain.c -o plain.o
passes @words.rsp @none.rsp
passes -c none.c
passes -x c++ in.c
passes -x c -
passes in.o -o in
passes -shared in.o

# A marker's name means something else without asyncc.h.
printf '#include "own.h"\nDEFER(x);\n' >own.c
passes -c own.c
printf '#include "yes.h"\nDEFER { }\n' >marked.c
run 0 "$asyncc_cc" cc -c marked.c
ran "[asyncc][-o][TMP/0/marked.c][--line-file=marked.async.c][marked.c][--][cc][-c][marked.c]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/marked.c=marked.c][-c][TMP/0/marked.c]"

# What needs it takes the way by asyncc.
run 0 "$asyncc_cc" cc -O2 -c in.c -o in.o
stdout_is ""
stderr_is ""
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][-O2][-c][in.c][-o][in.o]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][-O2][-c][TMP/0/in.c][-o][in.o]"
run 0 "$asyncc_cc" nice cc -fdiagnostics-color=always -c in.c
ran "[asyncc][-fdiagnostics-color=always][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][nice][cc][-fdiagnostics-color=always][-c][in.c]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][-fdiagnostics-color=always][-c][TMP/0/in.c]"
echo '-S in.c -DX="a b"' >in.rsp
run 0 "$asyncc_cc" cc @in.rsp
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][-S][in.c][-DX=a b]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][-S][TMP/0/in.c][-DX=a b]"
cp in.c in.inc
run 0 "$asyncc_cc" cc -c -x c in.inc
ran "[asyncc][-o][TMP/0/in.inc][--line-file=in.async.c][in.inc][--][cc][-c][-x][c][in.inc]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.inc=in.inc][-c][-x][c][TMP/0/in.inc]"

# Linking: the runtime comes last, where the command does not see to it.
run 0 "$asyncc_cc" cc in.c plain.c -lm -o in
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][in.c][plain.c][-lm][-o][in]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][TMP/0/in.c][plain.c][-lm][-o][in][-lasyncc]"
echo async_self >marked.o
run 0 "$asyncc_cc" cc plain.o marked.o -o in
ran "[cc][plain.o][marked.o][-o][in][-lasyncc]"
mkdir -p prefix/lib/some-triplet prefix/include
touch prefix/lib/some-triplet/libasyncc.a prefix/include/asyncc.h
ASYNCC_PREFIX=$PWD/prefix run 0 "$asyncc_cc" cc -x none marked.o -o in
ran "[cc][-x][none][marked.o][-o][in][-xnone][$PWD/prefix/lib/some-triplet/libasyncc.a]"
ASYNCC_PREFIX=$PWD/prefix run 0 "$asyncc_cc" cc -c in.c
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][-c][in.c][-idirafter][$PWD/prefix/include]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][-idirafter][$PWD/prefix/include][-c][TMP/0/in.c]"
ASYNCC_PREFIX=$PWD/prefix run 0 "$asyncc_cc" cc -E in.c
ran "[cc][-E][in.c][-idirafter][$PWD/prefix/include]"
ASYNCC_PREFIX=$PWD/prefix passes -E plain.c
passes marked.o -shared
passes -r marked.o
passes marked.o -lasyncc
passes marked.o lib/libasyncc.a
passes -c marked.o

# Sources of different directories get commands of their own.
mkdir sub
cp in.c sub/other.c
run 0 "$asyncc_cc" cc -c -MD in.c sub/other.c plain.c
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][-c][-MD][in.c][sub/other.c][plain.c]
[asyncc][-o][TMP/1/other.c][--line-file=other.async.c][sub/other.c][--][cc][-c][-MD][in.c][sub/other.c][plain.c]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][-c][-MD][TMP/0/in.c]
[cc][-iquote][sub][-ffile-prefix-map=TMP/1/other.c=sub/other.c][-c][-MD][TMP/1/other.c]
[cc][-c][-MD][plain.c]"
run 0 "$asyncc_cc" cc -MD -x c in.c sub/other.c plain.c -lm -o prog
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][-MD][-x][c][in.c][sub/other.c][plain.c][-lm][-o][prog]
[asyncc][-o][TMP/1/other.c][--line-file=other.async.c][sub/other.c][--][cc][-MD][-x][c][in.c][sub/other.c][plain.c][-lm][-o][prog]
[cc][-iquote][.][-ffile-prefix-map=TMP/0/in.c=in.c][-MD][-xc][TMP/0/in.c][-c][-o][TMP/0/in.c.o][-MF][prog-in.d][-MQ][prog]
[cc][-iquote][sub][-ffile-prefix-map=TMP/1/other.c=sub/other.c][-MD][-xc][TMP/1/other.c][-c][-o][TMP/1/other.c.o][-MF][prog-other.d][-MQ][prog]
[cc][-MD][-x][c][-xnone][TMP/0/in.c.o][-xc][-xnone][TMP/1/other.c.o][-xc][plain.c][-lm][-o][prog][-xnone][-lasyncc]"
passes -c in.c sub/other.c -o out.o
files_are in.c in.inc in.rsp marked.c marked.o own.c plain.c prefix prefix/include prefix/include/asyncc.h \
    prefix/lib prefix/lib/some-triplet prefix/lib/some-triplet/libasyncc.a sub sub/other.c words.rsp
fresh

# How children end is how asyncc-cc ends.
printf '#include <asyncc.h>\n' >in.c
echo >plain.c
FAKE_STATUS=42 run 42 "$asyncc_cc" cc -c in.c
FAKE_STATUS=42 run 42 "$asyncc_cc" cc -c plain.c
FAKE_SIGNAL=SEGV run 139 "$asyncc_cc" cc -c in.c
FAKE_SIGNAL=KILL run 137 "$asyncc_cc" cc -c in.c
rm -f "$LOG"
FAKE_ERROR=1 run 1 "$asyncc_cc" cc -c in.c
stderr_is "in.c:1:1: error: refused"
ran "[asyncc][-o][TMP/0/in.c][--line-file=in.async.c][in.c][--][cc][-c][in.c]"
run 127 "$asyncc_cc" no-such-compiler -c plain.c
stderr_is "asyncc-cc: error: cannot run 'no-such-compiler': No such file or directory"
run 127 "$asyncc_cc" no-such-compiler -c in.c
stderr_is "asyncc-cc: error: cannot run 'no-such-compiler': No such file or directory"
ASYNCC=$work/none run 127 "$asyncc_cc" cc -c in.c
stderr_is "asyncc-cc: error: cannot run '$work/none': No such file or directory"
TMPDIR=$work/none run 1 "$asyncc_cc" cc -c in.c
stderr_is "asyncc-cc: error: cannot make a temporary directory in '$work/none': No such file or directory"
files_are in.c plain.c

# A signal reaches the compiler, ends asyncc-cc, and leaves no temporary file.
for signal in TERM HUP; do
    rm -f "$work/pid"
    FAKE_WAIT=$work/pid "$asyncc_cc" cc -c in.c 2>/dev/null &
    launcher=$!
    for ((i = 0; i < 500; i++)); do
        [ ! -s "$work/pid" ] || break
        sleep 0.02
    done
    compiler=$(cat "$work/pid")
    [ -n "$(ls -A "$TMPDIR")" ] || fail "no temporary file to remove"
    kill "-$signal" "$launcher"
    status=0
    start=$SECONDS
    { wait "$launcher" || status=$?; } 2>/dev/null
    [ "$status" -eq $((128 + $(kill -l "$signal"))) ] || fail "SIG$signal: exit status $status"
    [ $((SECONDS - start)) -lt 30 ] || fail "SIG$signal did not reach the compiler"
    kill -0 "$compiler" 2>/dev/null && fail "SIG$signal: the compiler still runs"
    files_are in.c plain.c
done
finish
