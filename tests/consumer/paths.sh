#!/usr/bin/env bash
# Generated files are the same byte for byte wherever a project lies; they name no absolute path, and what their #line
# directives name is found from where the compiler ran. A build folder may be a symbolic link.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

make_project()
{
    sum_program "$1/part"
    echo 'int plain(void) { return 1; }' >"$1/part/plain.c"
    cat >"$1/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.21)
project(paths C)
find_package(asyncc REQUIRED)
add_subdirectory(part)
END
    cat >"$1/part/CMakeLists.txt" <<'END'
add_executable(sum plain.c)
target_async_sources(sum PRIVATE sum.c)
END
}

generated()
{
    find "$1/" -name sum.async.c
}

make_project "here"
make_project "some where/else"
configure here here/build
configure "some where/else" "some where/else/build"
build here/build
build "some where/else/build"
cmp "$(generated here/build)" "$(generated "some where/else/build")" || fail "the place of the project changes the output"
prints here/part/sum.out "$(program here/build/part sum)"
grep -nE '"/' "$(generated here/build)" && fail "an absolute path in the output"

# Where CMake has the compiler run.
directory=here/build
[ "$generator" != "Unix Makefiles" ] || directory=here/build/part
named=$(sed -nE 's/^#line [0-9]+ "(.*)"/\1/p' "$(generated here/build)" | sort -u)
[ "$(wc -l <<<"$named")" -eq 2 ] || fail "#line names not two files: $named"
while IFS= read -r name; do
    [ -f "$directory/$name" ] || fail "#line names $name, which is not there"
done <<<"$named"

mkdir -p deep/down/elsewhere
ln -s deep/down/elsewhere link
make_project project
configure project link
build link
prints project/part/sum.out "$(program link/part sum)"
