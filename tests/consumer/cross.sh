#!/usr/bin/env bash
# A cross build, as far as one can be had on any machine: CMake believes that what it compiles does not run here.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

cat >toolchain.cmake <<'END'
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR elsewhere)
set(CMAKE_C_COMPILER "$ENV{CC}")
END
cross=(-DCMAKE_TOOLCHAIN_FILE="$PWD/toolchain.cmake" -DCMAKE_BUILD_TYPE=Debug)
refused 'ASYNCC_EXECUTABLE' "$CMAKE" -S "$SOURCE" -B runtime "${cross[@]}"
rm -rf runtime
quietly "$CMAKE" -S "$SOURCE" -B runtime "${cross[@]}" -DASYNCC_EXECUTABLE="$PREFIX/bin/asyncc" \
    -DASYNCC_BUILD_TESTS=OFF -DASYNCC_BUILD_EXAMPLES=OFF -DASYNCC_BUILD_BENCH=OFF -DCMAKE_INSTALL_PREFIX="$PWD/target"
build runtime
quietly "$CMAKE" --install runtime
[ ! -e target/bin/asyncc ] || fail "a cross build builds the transpiler"

sum_program project
cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(sum C)
find_package(asyncc REQUIRED)
add_executable(sum)
target_async_sources(sum PRIVATE sum.c)
END
PREFIX_OF_HOST=$PREFIX
PREFIX=$PWD/target
refused 'set ASYNCC_EXECUTABLE' "$CMAKE" -S project -B build "${cross[@]}" -DCMAKE_PREFIX_PATH="$PREFIX"
rm -rf build
configure project build "${cross[@]}" -DASYNCC_EXECUTABLE="$PREFIX_OF_HOST/bin/asyncc"
build build
prints project/sum.out build/sum
