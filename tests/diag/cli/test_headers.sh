#!/usr/bin/env bash
# Each public header stands alone, in strict C of each standard and in C++, without a warning of those that projects use.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

warnings=(-pedantic -Wall -Wextra -Wconversion -Wshadow -Wundef -Werror)
checked=0
for header in "$include"/asyncc.h "$include"/asyncc/*.h; do
    printf '#include <%s>\n#include <asyncc.h>\n' "${header#"$include"/}" >in.c
    for standard in c11 c17 gnu17 c2x; do
        for compiler in gcc clang-19; do
            run 0 "$compiler" "-std=$standard" "${warnings[@]}" -Wstrict-prototypes -I "$include" -fsyntax-only in.c
        done
    done
    for standard in c++11 c++20; do
        run 0 g++ "-std=$standard" "${warnings[@]}" -I "$include" -fsyntax-only -x c++ in.c
    done
    checked=$((checked + 1))
done
[ "$checked" -ge 9 ] || fail "only $checked headers"
# The annotated view, which editors see.
run 0 clang-19 "${warnings[@]}" -D__ASYNCC__=1 -I "$include" -fsyntax-only in.c
finish
