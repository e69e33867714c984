#!/usr/bin/env bash
# asyncc-cc with real compilers: programs run, objects carry no trace of temporary files, make and CMake take it for a
# compiler.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

[ -n "$library" ] || { echo "$name: set ASYNCC_LIBRARY" >&2 && exit 2; }
read -ra compilers <<<"${COMPILERS:-gcc clang-19}" # those that can link ASYNCC_LIBRARY
read -ra flags <<<"${CFLAGS:-}"
unset CFLAGS
flags+=(-Wall -Wextra -Werror)

# What an installed tree would look like.
mkdir -p "$work/prefix/lib"
ln -s "$include" "$work/prefix/include"
ln -s "$library" "$work/prefix/lib/libasyncc.a"
export ASYNCC_PREFIX=$work/prefix ASYNCC=$asyncc

cat >"$work/sum.c" <<'END'
#include <asyncc.h>
#include <stdio.h>

static ASYNC int compute(int x, int y)
{
    AWAIT(async_sleep(0.001));
    return x + y;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(compute(1, 2)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
END
# A library of two sources in a folder, with a header beside them that the program's folder has under the same name.
mkdir "$work/lib"
printf '#include <asyncc.h>\nASYNC int twice(int x);\n#define FACTOR 2\n' >"$work/lib/lib.h"
cat >"$work/lib/twice.c" <<'END'
#include "lib.h"

ASYNC int twice(int x)
{
    AWAIT(async_sleep(0));
    return FACTOR * x;
}
END
cat >"$work/program.c" <<'END'
#include "lib.h"
#include <stdio.h>

static ASYNC int async_main(void)
{
    printf("%s %d %s\n", plain(), AWAIT(twice(21)), __FILE__);
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
END
printf '#include "lib/lib.h"\nconst char *plain(void);\n' >"$work/lib.h"
printf 'const char *plain(void);\nconst char *plain(void) /* no AWAIT */\n{\n    return "plain";\n}\n' >"$work/plain.c"

check_compiler()
{
    local cc=("$asyncc_cc" "$1" "${flags[@]}")
    cp -r "$work"/sum.c "$work"/program.c "$work"/plain.c "$work"/lib.h "$work"/lib .

    # One command compiles and links.
    run 0 "${cc[@]}" sum.c -o sum
    stderr_is ""
    run 0 ./sum
    stdout_is 3
    run 0 "${cc[@]}" sum.c
    run 0 ./a.out
    stdout_is 3
    run 0 "${cc[@]}" program.c plain.c lib/twice.c -o program
    run 0 ./program
    stdout_is "plain 42 program.c"
    rm sum a.out program

    # Several commands.
    run 0 "${cc[@]}" -c program.c plain.c lib/twice.c
    run 0 "${cc[@]}" program.o plain.o twice.o -o program
    run 0 ./program
    stdout_is "plain 42 program.c"
    ar rc libtwice.a twice.o
    run 0 "${cc[@]}" -x c program.c -x none plain.o -L. libtwice.a -o program
    run 0 ./program
    files_are lib lib.h lib/lib.h lib/twice.c libtwice.a plain.c plain.o program program.c program.o sum.c twice.o
    rm program -- *.o *.a

    # Names of outputs are those that the compiler chooses.
    run 0 "${cc[@]}" -S sum.c
    run 0 "${cc[@]}" -E sum.c
    grep -q 'async_main(void)' "$work/stdout" || fail "-E prints no program"
    run 0 "${cc[@]}" -fsyntax-only sum.c
    files_are lib lib.h lib/lib.h lib/twice.c plain.c program.c sum.c sum.s
    rm sum.s

    # Dependency files name the user's file.
    run 0 "${cc[@]}" -c lib/twice.c -o twice.o -MMD
    tr -d '\\\n' <twice.d | grep -qE '^twice.o: lib/twice.c +lib/lib.h' || fail "twice.d: $(cat twice.d)"
    run 0 "${cc[@]}" -c lib/twice.c -o twice.o -MD -MF deps -MT target -MP
    tr -d '\\\n' <deps | grep -qE '^target: lib/twice.c .*lib/lib.h' || fail "deps: $(cat deps)"
    run 0 "${cc[@]}" -c lib/twice.c -Wp,-MMD,deps
    tr -d '\\\n' <deps | grep -qE '^[a-z./]*twice.o: lib/twice.c +lib/lib.h' || fail "deps: $(cat deps)"
    run 0 "${cc[@]}" program.c lib/twice.c plain.c -o program -MMD
    tr -d '\\\n' <program-twice.d | grep -q '^program: lib/twice.c' || fail "program-twice.d: $(cat program-twice.d)"
    grep -rlF "$TMPDIR" . && fail "a temporary name is left in a file"
    rm -f -- *.d *.o deps program

    # The same input, the same object.
    run 0 "${cc[@]}" -g3 -O2 -c lib/twice.c -o one.o
    run 0 "${cc[@]}" -g3 -O2 -c lib/twice.c -o two.o
    cmp one.o two.o || fail "objects differ"
    rm one.o two.o

    # Errors of asyncc and of the compiler are about the user's file, and leave none.
    printf '#include <asyncc.h>\nASYNC int f(void);\nint g(void)\n{\n    return AWAIT(f());\n}\n' >bad.c
    run 1 "${cc[@]}" -c bad.c
    stderr_has "bad.c:5:12: error: "
    printf '#include <asyncc.h>\nASYNC int f(void)\n{\n    int unused;\n    return 1;\n}\n' >bad.c
    run 1 "${cc[@]}" -c bad.c
    stderr_has "bad.c:4:"
    stderr_has "unused"
    rm bad.c
    files_are lib lib.h lib/lib.h lib/twice.c plain.c program.c sum.c
    fresh
}

for compiler in "${compilers[@]}"; do
    command -v "$compiler" >/dev/null || continue
    check_compiler "$compiler"
done

# make knows nothing of asyncc.
cp "$work/sum.c" .
run 0 make -s CC="$asyncc_cc ${compilers[0]}" CFLAGS="${flags[*]}" sum
run 0 ./sum
stdout_is 3
fresh

# Nor does CMake.
cp "$work/sum.c" .
printf 'cmake_minimum_required(VERSION 3.21)\nproject(sum C)\nadd_executable(sum sum.c)\n' >CMakeLists.txt
CC="$asyncc_cc ${compilers[0]}" CFLAGS="${flags[*]}" run 0 cmake -S . -B build
run 0 cmake --build build
run 0 build/sum
stdout_is 3
touch -d '1 hour' sum.c
run 0 cmake --build build
grep -q 'Building C object' "$work/stdout" || fail "a touched source is not built again"
fresh
finish
