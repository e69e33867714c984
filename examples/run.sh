#!/usr/bin/env bash
# run.sh PROGRAM EXPECTED - runs an example and compares what it prints with a file.
set -euo pipefail
"$1" | diff -u --label expected --label printed "$2" -
