#!/usr/bin/env bash
# Messages about the user's file: in Clang's format, to standard error, and no file after an error.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

flags=(-- -I "$include")

# A syntax error.
printf 'int f(void)\n{\n    return 1\n}\n' >in.c
run 1 "$asyncc" in.c "${flags[@]}"
stdout_is ""
stderr_is "in.c:3:13: error: expected ';' after return statement
    3 |     return 1
      |             ^
      |             ;
1 error generated."
files_are in.c

# Errors of the C itself are those of Clang, letter for letter: headers, notes, fix-its, spelling.
if command -v clang-19 >/dev/null; then
    echo '#include "two.h"' >one.h
    printf 'int first(int x);\nint second(void) { return undeclared; }\n' >two.h
    printf '%s\n' '#include <stdio.h>' '#include "one.h"' 'struct point { int width; };' 'int f(struct point p)' '{' \
        '    first(1, 2);' '    p.widht = 1;' '    prinft("x");' '    return first("a") + (p + 1)' '}' >in.c
    run 1 "$asyncc" in.c -- -I.
    # asyncc leaves warnings to the compiler that gets its output: -w
    clang-19 -w -fsyntax-only -I. in.c 2>clang.err
    stderr_is "$(cat clang.err)"
    rm one.h two.h clang.err
fi

# What only GCC can read is for GCC to judge, at the lines of the user; errors beside it are reported as ever.
printf '%s\n' 'int f(int x)' '{' '    int g(int y) { return x + y; }' '    return g(1) + missing;' '}' >in.c
run 0 "$asyncc" in.c "${flags[@]}"
stderr_is ""
LC_ALL=C gcc -fsyntax-only in.async.c 2>gcc.err && fail "what is missing is not reported"
grep -q "^in.c:4:19: error: 'missing' undeclared" gcc.err || fail "another message: $(cat gcc.err)"
rm in.async.c gcc.err
echo 'int h(void) { return missing; }' >>in.c
run 1 "$asyncc" in.c "${flags[@]}"
stderr_is "in.c:6:22: error: use of undeclared identifier 'missing'
    6 | int h(void) { return missing; }
      |                      ^
1 error generated."

# A line of megabytes, in which all is wrong, is not printed with every message.
{
    printf '#include <asyncc.h>\nASYNC int f(void);\nASYNC int of_many(void) { return '
    for _ in {1..300}; do printf '%1000sf() + ' ''; done
    printf '0; }\n'
} >in.c
run 1 "$asyncc" in.c "${flags[@]}"
stderr_has "300 errors generated."
[ "$(wc -c <"$work/stderr")" -lt 60000 ] || fail "it prints $(wc -c <"$work/stderr") bytes"

# A macro whose arguments come out of another one is not invoked.
cat >in.c <<'END'
#include <asyncc.h>
#define ARGUMENTS (3)
#define LEFT (
#define get(x) fetch(x)
ASYNC int fetch(int x);
ASYNC int of_users(void) { return AWAIT(get ARGUMENTS); }
ASYNC int of_asyncc(void) { return AWAIT LEFT fetch(3)); }
END
run 1 "$asyncc" in.c "${flags[@]}"
for name in get ASYNC_AWAIT; do
    stderr_has "error: call to undeclared function '$name'"
    stderr_has "note: '$name' is a macro with arguments: have their parentheses follow it, and not come out of a macro"
done

# A forgotten AWAIT.
cat >in.c <<'END'
#include <asyncc.h>

static ASYNC int compute(int x)
{
    return x + 1;
}

ASYNC int twice(int x)
{
    return compute(x) + AWAIT(compute(x));
}
END
run 1 "$asyncc" in.c "${flags[@]}"
stderr_has "in.c:10:12: error: "
stderr_has "   10 |     return compute(x) + AWAIT(compute(x));"
stderr_has "      |            ^~~~~~~~~~"
stderr_has "      |            AWAIT(    )"
stderr_has "1 error generated."
files_are in.c

# A header that is not there.
printf '#include "none.h"\n' >in.c
run 1 "$asyncc" in.c "${flags[@]}"
stderr_has "in.c:1:10: error: 'none.h' file not found"
files_are in.c

# Clang's own headers are not there; nor where Debian's libclang looks besides.
printf '#include <stddef.h>\n#include <stdint.h>\nsize_t x;\n' >in.c
ASYNCC_RESOURCE_DIR=$work/none run 1 "$asyncc" in.c -- -nostdinc
stderr_has "asyncc: error: Clang's own headers are missing: there is no '$work/none/include/stddef.h'"
stderr_has "ASYNCC_RESOURCE_DIR"
stderr_has "1 error generated."
files_are in.c
run 0 "$asyncc" in.c
rm in.async.c

# Standard input has a name.
printf 'int x = ;\n' >in.c
run 1 "$asyncc" - -o out.c "${flags[@]}" <in.c
stderr_has "<stdin>:1:9: error: expected expression"
files_are in.c

# Colour is for terminals and for those who ask.
run 1 "$asyncc" in.c
grep -q $'\033' "$work/stderr" && fail "colour without a terminal"
run 1 "$asyncc" -fdiagnostics-color=always in.c
stderr_has $'\033[0;1;31merror: '

# Warnings, and what -W makes of them.
cat >in.c <<'END'
#include <asyncc.h>

static ASYNC int compute(int x)
{
    return x + 1;
}

ASYNC int start(int x)
{
    SPAWN(compute(x));
    return 0;
}
END
run 0 "$asyncc" in.c "${flags[@]}"
stderr_has "in.c:10:5: warning: "
stderr_has "1 warning generated."
option=$(sed -nE 's/.*warning: .*\[-W([a-z-]+)\]$/\1/p' "$work/stderr")
[ -n "$option" ] || fail "a warning without its name"
files_are in.async.c in.c
rm in.async.c
run 1 "$asyncc" -Werror in.c "${flags[@]}"
stderr_has "[-Werror,-W$option]"
stderr_has "1 error generated."
run 1 "$asyncc" "-Werror=$option" in.c "${flags[@]}"
run 1 "$asyncc" in.c "${flags[@]}" -Werror
files_are in.c
run 0 "$asyncc" -Werror "-Wno-error=$option" in.c "${flags[@]}"
stderr_has "1 warning generated."
run 0 "$asyncc" "-Wno-$option" in.c "${flags[@]}"
stderr_is ""
run 0 "$asyncc" -w in.c "${flags[@]}"
stderr_is ""
run 0 "$asyncc" in.c "${flags[@]}" "-Wno-$option"
stderr_is ""
fresh

# Clang does what no process may; and a file that nests more deeply than there is stack.
printf 'int x;\n#pragma clang __debug parser_crash\n' >in.c
run 1 "$asyncc" in.c "${flags[@]}"
stderr_has "in.c: error: internal error: asyncc or libclang crashed on this file; please report it"
files_are in.c
printf 'int x = %s1;\n' "$(printf '%*s' 300000 '' | tr ' ' '!')" >in.c
run 1 "$asyncc" in.c "${flags[@]}"
stderr_has "in.c: error: this file nests too deeply for asyncc"
files_are in.c

# --dump-after prints, and writes no file.
printf '#include <asyncc.h>\nASYNC int f(void)\n{\n    return 1;\n}\n' >in.c
"$asyncc" --dump-after=none in.c 2>&1 | sed -n 's/.*there are: //p' | tr ' ' '\n' >"$work/passes"
[ -s "$work/passes" ] || fail "no passes"
while read -r pass; do
    run 0 "$asyncc" in.c -MD "--dump-after=$pass" "${flags[@]}"
    [ -s "$work/stdout" ] || fail "--dump-after=$pass prints nothing"
done <"$work/passes"
files_are in.c

# A whole compile command may follow the dashes.
run 0 "$asyncc" in.c -o out.c -- gcc -std=gnu17 -I "$include" -Wall -Wextra -O2 -MD -MF in.d -c in.c -o in.o
files_are in.c out.c
finish
