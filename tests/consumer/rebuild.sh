#!/usr/bin/env bash
# What is compiled again: exactly what a touched source, header, flag or asyncc makes stale; nothing where nothing changed.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

cp -R "$PREFIX" "installed tree"
PREFIX=$PWD/installed\ tree
mkdir -p project/part
cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(rebuild C)
find_package(asyncc REQUIRED)
add_subdirectory(part)
END
cat >project/part/CMakeLists.txt <<'END'
set(VALUE 1 CACHE STRING "")
add_executable(app main.c)
target_async_sources(app PRIVATE first.c second.c)
target_compile_definitions(app PRIVATE VALUE=${VALUE})
add_library(other OBJECT)
target_async_sources(other PRIVATE first.c)
END
cat >project/part/first.c <<'END'
#include "only-first.h"
#include "shared.h"
#include <asyncc.h>
ASYNC int first(void)
{
    AWAIT(async_yield());
    return 1;
}
END
sed 's/first/second/g; /only/d' project/part/first.c >project/part/second.c
echo 'int main(void) { return 0; }' >project/part/main.c
touch project/part/shared.h project/part/only-first.h

# Builds; what was then generated anew must be the sources named (of app; other:NAME of the other target), no others.
compiles_again()
{
    local why=$1 found
    shift
    sleep 0.01
    touch stamp
    sleep 0.01
    build build
    found=$(find build -name '*.async.c' -newer stamp -printf '%P\n' | sed -E 's|.*app\.asyncc/||; s|.*other\.asyncc/|other:|;
        s|Debug/||; s|\.async\.c||' | sort | tr '\n' ' ')
    [ "$found" = "${*:+$* }" ] || fail "$generator, $why: generated anew: $found instead of: $*"
}

configure project build
compiles_again "first build" first other:first second
compiles_again "nothing touched"
[ -z "$(find build -name '*.o' -newer stamp)" ] || fail "an idle build compiles $(find build -name '*.o' -newer stamp)"
touch project/part/second.c
compiles_again "a source" second
touch project/part/shared.h
compiles_again "a header of both" first other:first second
touch project/part/only-first.h
compiles_again "a header of one" first other:first
touch project/part/main.c
compiles_again "an ordinary source"
touch "$PREFIX/include/asyncc.h"
compiles_again "asyncc's own header" first other:first second
configure project build -DVALUE=2
compiles_again "a definition of one target" first second
configure project build
compiles_again "configured again, nothing changed"
sed -i '/only-first/d' project/part/first.c
rm project/part/only-first.h
compiles_again "a header that is gone" first other:first
cp "$PREFIX/bin/asyncc" asyncc
rm "$PREFIX/bin/asyncc"
mv asyncc "$PREFIX/bin/asyncc"
touch "$PREFIX/bin/asyncc"
compiles_again "another asyncc" first other:first second
compiles_again "nothing touched after all"

# An error stops the build and leaves nothing that the next build would take for good.
echo 'ASYNC int third(void) { return AWAIT(3); }' >>project/part/second.c
refused 'second\.c:[0-9]+:[0-9]+: error: ' "$CMAKE" --build build --config "$config"
sed -i '$d' project/part/second.c
compiles_again "an error mended" second
