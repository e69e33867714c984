#!/usr/bin/env bash
# The five-line project of the README, built against the installed tree.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

sum_program project
cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(sum C)
find_package(asyncc REQUIRED)
add_executable(sum)
target_async_sources(sum PRIVATE sum.c)
END
configure project build
build build
prints project/sum.out "$(program build sum)"
