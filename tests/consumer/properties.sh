#!/usr/bin/env bash
# Include directories, definitions, options and standards, however they are said, reach asyncc as they reach the compiler;
# sources may lie anywhere, share names, be generated, have C++ beside them.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/consumer/properties" project
configure project build
build build
echo "129 128" >expected # 1 + 4 + 8 and 2 + 2, 16, 32, 64; that of the library
prints expected "$(program build/part app)"
