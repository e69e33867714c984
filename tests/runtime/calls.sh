#!/usr/bin/env bash
# calls.sh LIBRARY - each function that the runtime calls outside of itself stands in calls.txt, which says what is
# known of its failure; and each that is said to fail is called.
set -euo pipefail
library=$1
list=$(dirname "$0")/calls.txt

# What has no definition in the library; names that compilers give a function they check, as __fprintf_chk, are its own;
# those of sanitizers, and of the ends of their sections, are theirs.
called=$(comm -23 <(nm --undefined-only "$library" | awk '$1 == "U" || $1 == "w" { print $2 }' | sort -u) \
    <(nm --defined-only "$library" | awk 'NF == 3 { print $3 }' | sort -u) |
    sed -E 's/^__(isoc23_)?(.*)_chk$/\2/; s/^__isoc(99|23)_//' | grep -vE '^__(asan|ubsan|tsan|sanitizer|gcov|start|stop)_' |
    sort -u)
known=$(awk '/^(fails|stream|succeeds)/ { print $2 }' "$list" | sort -u)
fails=$(awk '/^fails/ { print $2 }' "$list" | sort -u)

unknown=$(comm -23 <(echo "$called") <(echo "$known"))
unused=$(comm -13 <(echo "$called") <(echo "$fails"))
[ -z "$unknown" ] || printf '%s: not in %s: may it fail?\n' "$unknown" "$list" >&2
[ -z "$unused" ] || printf '%s: in %s, but nothing calls it\n' "$unused" "$list" >&2
[ -z "$unknown$unused" ]
