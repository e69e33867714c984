#!/usr/bin/env bash
# The five-line project of the README, built against the installed tree; and that it need not be so small: sources in
# folders, with spaces, with a header beside them. No build type is given, as most do not.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

[ "$generator" = "Ninja Multi-Config" ] || config=""
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

mkdir -p "project/in a/folder"
{
    echo '#include "beside.h"'
    grep -v '#include <asyncc.h>' project/sum.c
} >"project/in a/folder/the sum.c"
echo '#include <asyncc.h>' >"project/in a/folder/beside.h"
sed -i 's|PRIVATE sum.c|PRIVATE "in a/folder/the sum.c"|' project/CMakeLists.txt
configure project folders
build folders
prints project/sum.out "$(program folders sum)"
