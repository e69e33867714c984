#!/usr/bin/env bash
# Dependency files: what make and Ninja are told about a generated file.
# shellcheck disable=SC2016 # these dollars are make's
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

mkdir 'in c' build
echo '#define ANSWER 42' >'in c/answer.h'
printf '#include "answer.h"\nint answer(void)\n{\n    return ANSWER;\n}\n' >'in c/in.c'

# Its words, one a line, a backslash before a blank kept.
words()
{
    sed -e ':join' -e '/\\$/{N;s/\\\n//;b join' -e '}' "$1" | grep -v '^$' | sed -E 's/([^\\]) +/\1\n/g'
}

run 0 "$asyncc" 'in c/in.c' -o build/out.c -MD
[ "$(words build/out.c.d)" = 'build/out.c:
in\ c/in.c
in\ c/answer.h' ] || fail "dependencies: $(cat build/out.c.d)"

run 0 "$asyncc" 'in c/in.c' -o build/out.c -MF build/deps -MT '$(target)' -MQ 'b$' -MP
[ "$(words build/deps)" = '$(target)
b$$:
in\ c/in.c
in\ c/answer.h
in\ c/answer.h:' ] || fail "dependencies: $(cat build/deps)"

run 0 "$asyncc" 'in c/in.c' -o - -MF build/deps -MT x
[ "$(words build/deps | head -n 1)" = x: ] || fail "dependencies: $(cat build/deps)"

run 0 "$asyncc" 'in c/in.c' -o build/out.c -MF build/deps --absolute-depfile
[ "$(words build/deps | tail -n 1)" = "$PWD/in\\ c/answer.h" ] || fail "dependencies: $(cat build/deps)"

# A header whose text was read into the file is a dependency all the same, and what that includes.
cat >'in c/inline.h' <<'END'
#include <asyncc.h>
#include "answer.h"
static inline ASYNC int inlined(int x)
{
    AWAIT(async_yield());
    return x + ANSWER;
}
END
printf '#include "inline.h"\nint main(void)\n{\n    return async_run(inlined(1));\n}\n' >'in c/uses.c'
run 0 "$asyncc" 'in c/uses.c' -o build/out.c -MF build/deps -- -I "$include"
for header in inline answer; do
    [ "$(words build/deps | grep -cFx "in\\ c/$header.h")" = 1 ] || fail "dependencies: $(cat build/deps)"
done

# make takes them as they are meant.
cat >Makefile <<'END'
build/out.c: in\ c/in.c
	@echo made
	@$(ASYNCC) 'in c/in.c' -o build/out.c -MD
-include build/out.c.d
END
rm -f build/*
run 0 make -s ASYNCC="$asyncc"
stdout_is made
run 0 make -s ASYNCC="$asyncc"
stdout_is ""
touch -d '1 hour' 'in c/answer.h'
run 0 make -s ASYNCC="$asyncc"
stdout_is made
finish
