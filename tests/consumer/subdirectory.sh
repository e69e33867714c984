#!/usr/bin/env bash
# asyncc as a part of another project: add_subdirectory, FetchContent, and what they leave alone there.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

sum_program project
cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(sum C)
add_subdirectory("${ASYNCC_SOURCE}" asyncc EXCLUDE_FROM_ALL)
add_executable(sum)
target_async_sources(sum PRIVATE sum.c)
if(CMAKE_C_STANDARD OR BUILD_TESTING)
    message(FATAL_ERROR "asyncc changed variables of the project")
endif()
END
configure project build -DASYNCC_SOURCE="$SOURCE"
build build
prints project/sum.out build/sum
[ -z "$(find build -name '*test*' -type f -perm -u+x)" ] || fail "tests of asyncc were built"

cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(sum C)
include(FetchContent)
FetchContent_Declare(asyncc SOURCE_DIR "${ASYNCC_SOURCE}")
FetchContent_MakeAvailable(asyncc)
add_executable(sum)
target_async_sources(sum PRIVATE sum.c)
END
configure project fetched -DASYNCC_SOURCE="$SOURCE" -DASYNCC_EXECUTABLE="$PREFIX/bin/asyncc"
build fetched
prints project/sum.out fetched/sum
[ ! -e fetched/_deps/asyncc-build/transpiler ] || fail "asyncc is built although ASYNCC_EXECUTABLE is set"
