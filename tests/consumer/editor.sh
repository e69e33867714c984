#!/usr/bin/env bash
# compile_commands.json has the original, with a command under which Clang, and so clangd, reads it without a complaint.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/consumer/properties" project
for generator in Ninja "Unix Makefiles"; do
    build=build-${generator// /}
    configure project "$build" -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
    build "$build"
    command=$(sed -nE 's/^ *"command": "(.*)",$/\1/p' "$build/compile_commands.json" |
        grep -E -- '-c [^ ]*/project/part/one/same\.c$' | sed 's/\\\(["\\]\)/\1/g')
    [[ -n $command && $command != *$'\n'* ]] || fail "not one entry for the original: $command"
    grep -q -- '-D__ASYNCC__' <<<"$command" || fail "no -D__ASYNCC__: $command"
    command=${command#* }
    (cd "$build" && eval "quietly clang-19 -fsyntax-only -Wall -Wextra -Werror -Wno-unknown-warning-option $command")
    [ -z "$(find "$build" -path '*async-sources.dir*' -name '*.o')" ] || fail "the original itself is compiled"
done
