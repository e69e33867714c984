#!/usr/bin/env bash
# Misuse is refused when CMake configures, with the reason.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

# Refuses a project of the given lines with a message that matches $1.
refuses()
{
    local pattern=$1
    shift
    rm -rf project build
    mkdir -p project/below
    sum_program project
    printf '%s\n' "cmake_minimum_required(VERSION 3.21)" "project(sum $language)" "$@" >project/CMakeLists.txt
    echo 'target_async_sources(sum PRIVATE ../sum.c)' >project/below/CMakeLists.txt
    refused "$pattern" "$CMAKE" -S project -B build -G "$generator" -DCMAKE_PREFIX_PATH="$PREFIX"
}

find='find_package(asyncc REQUIRED)'
language=CXX
refuses 'does not use the language C' "$find" "add_executable(sum)" "target_async_sources(sum PRIVATE sum.c)"
language=C
refuses 'is made in .*/project, but the call stands in .*/project/below.*move the call there' \
    "$find" "add_executable(sum)" "add_subdirectory(below)"
refuses 'no target "sum"' "$find" "target_async_sources(sum PRIVATE sum.c)"
refuses 'after PRIVATE' "$find" "add_executable(sum)" "target_async_sources(sum sum.c)"
refuses 'after PRIVATE' "$find" "add_executable(sum)" "target_async_sources(sum PUBLIC sum.c)"
refuses 'no such file: missing\.c' "$find" "add_executable(sum)" "target_async_sources(sum PRIVATE missing.c)"
refuses '"sum\.cpp" is not the name of a C file' "$find" "add_executable(sum)" \
    "target_async_sources(sum PRIVATE sum.cpp)"
refuses 'of type INTERFACE_LIBRARY' "$find" "add_library(sum INTERFACE)" "target_async_sources(sum PRIVATE sum.c)"
refuses 'alias target' "$find" "add_executable(real)" "add_executable(sum ALIAS real)" \
    "target_async_sources(sum PRIVATE sum.c)"
refuses 'no asyncc here: call find_package' "add_executable(sum)" \
    "include($(find "$PREFIX" -name asyncc-functions.cmake))" "target_async_sources(sum PRIVATE sum.c)"
refuses 'version.* "9' "find_package(asyncc 9 REQUIRED)"

refused 'libclang 19 is missing.*apt-get install libclang-19-dev' \
    "$CMAKE" -S "$SOURCE" -B build-asyncc -DLIBCLANG_ROOT="$PWD/nowhere"
