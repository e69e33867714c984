#!/usr/bin/env bash
# seeds.sh PROGRAM FIRST LAST - a program of this folder passes with each seed: it relies on no order that
# docs/semantics.md leaves free. With a smaller $TEST_SCALE each run takes less time.
set -euo pipefail
program=$1 first=$2 last=$3 failed=0
output=$(mktemp)
trap 'rm -f "$output"' EXIT

for ((seed = first; seed <= last; seed++)); do
    if ! ASYNC_SEED=$seed "$program" >"$output" 2>&1; then
        printf '%s fails with ASYNC_SEED=%s:\n' "$program" "$seed"
        grep -E 'FAILED|instead of|^ +[0-9]+\. ' "$output" || cat "$output"
        failed=1
    fi
done
exit $failed
