#!/usr/bin/env bash
# Fix-its: applied as they are written, they give a program that asyncc has nothing to say about.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

flags=(-- -I "$include" -I .)

# Applies what the JSON messages of the last run offer to in.c.
apply_fixes()
{
    python3 - "$work/stderr" <<'END'
import json, sys

lines = open("in.c", encoding="utf-8").read().split("\n")
fixes = [fix for message in json.load(open(sys.argv[1])) for fix in message.get("fixits", [])]
for fix in sorted(fixes, key=lambda fix: (fix["start"]["line"], fix["start"]["column"]), reverse=True):
    start, after = fix["start"], fix["next"]
    assert start["line"] == after["line"]
    line = lines[start["line"] - 1]
    lines[start["line"] - 1] = line[: start["column"] - 1] + fix["string"] + line[after["column"] - 1 :]
open("in.c", "w", encoding="utf-8").write("\n".join(lines))
END
}

cat >in.c <<'END'
#include <asyncc.h>

#define START(call) SPAWN(call)

static void note(const char *text)
{
    (void)text;
}

static ASYNC int f(int x)
{
    if (x) DEFER note("é"); else note("");
    if (x > 1)
        DEFER {
            note("left");
        }
    return x;
}

static ASYNC int g(int x)
{
    SPAWN(f(x)); (SPAWN(f(f(2))));
    return f(f(x)) + AWAIT(f(f(1)));
}

int main(void)
{
    SPAWN(f(1));
    return async_run(g(1));
}
END
run 1 "$asyncc" --diagnostics-format=json in.c "${flags[@]}"
apply_fixes # errors of the calls; what is behind them is looked at then
run 1 "$asyncc" --diagnostics-format=json in.c "${flags[@]}"
apply_fixes
grep -qF 'if (x) { DEFER note("é"); } else note("");' in.c || fail "braces: $(grep DEFER in.c)"
grep -qF 'async_detach(SPAWN(f(x))); (async_detach(SPAWN(f(AWAIT(f(2))))));' in.c || fail "tasks: $(grep SPAWN in.c)"
grep -qF 'return AWAIT(f(AWAIT(f(x)))) + AWAIT(f(AWAIT(f(1))));' in.c || fail "calls: $(grep return in.c)"
run 0 "$asyncc" in.c "${flags[@]}"
stderr_is ""
run 0 gcc -Wall -Wextra -Werror -I "$include" -c in.async.c -o in.o

# Around macros.
printf '%s\n' '#include <asyncc.h>' '#define START(call) SPAWN(call)' '#define LATER DEFER note()' \
    '#define ALL DEFER note();' 'void note(void);' 'ASYNC int f(int x);' 'ASYNC void g(int x)' '{' '    START(f(x));' \
    '    if (x)' '        LATER;' '    if (x)' '        ALL' '}' >in.c
run 1 "$asyncc" --diagnostics-format=json in.c "${flags[@]}"
apply_fixes
[ "$(sed -n 9,13p in.c)" = '    async_detach(START(f(x)));
    if (x)
        { LATER; }
    if (x)
        { ALL }' ] || fail "around macros: $(cat in.c)"
finish
