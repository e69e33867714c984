#!/usr/bin/env bash
# compile-time.sh - what asyncc costs: its time beside clang -fsyntax-only of the same file, for files of 1,000, 10,000 and
# 50,000 lines; and its time, GCC's and Clang's for a function of many AWAITs.
# Warnings are off (-w): asyncc gives none of Clang's, and those of the output are not what is timed.
# Environment: ASYNCC (an optimised build), CLANG, GCC. Times are seconds of CPU, the best of ten runs, for AWAITs of three.
set -euo pipefail
include=$(realpath "$(dirname "$(realpath "$0")")/../runtime/include")
asyncc=$(realpath -e "$(command -v "${ASYNCC:-asyncc}")")
clang=${CLANG:-clang-19}
gcc=${GCC:-gcc}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work"

# Plain and ASYNC functions in turn, over common headers. With $2, macros whose arguments move to frames.
write_file()
{
    local lines=$1 square=$2 header
    printf '#include <asyncc.h>\n'
    for header in stdio stdlib string stdint stdbool errno unistd sys/types sys/socket netinet/in pthread time math signal; do
        printf '#include <%s.h>\n' "$header"
    done
    printf '#define SQUARE(x) ((x) * (x))\n'
    printf 'struct item { int key; double weight; char name[32]; struct item *next; };\n'
    printf 'static ASYNC int leaf(int x) { AWAIT(async_sleep(0)); return x + 1; }\n'
    for ((k = 0; k < (lines - 20) / 40; k++)); do
        sed "s/@/$k/g; s/GOT/$square/" <<'END'

/* Adds up the weights of what is left of a list. */
static double weigh_@(const struct item *item, int limit)
{
    double sum = 0;
    for (int i = 0; item && i < limit; i++, item = item->next) {
        if (item->key % 7 == 3 && strcmp(item->name, "none") != 0) {
            sum += item->weight * SQUARE(i);
        } else if (item->key < 0) {
            sum -= item->weight > limit ? item->weight : limit;
        }
    }
    return sum;
}

ASYNC int fetch_@(struct item *item, int count)
{
    int total = 0;
    struct item local = { .key = count, .weight = 1.5, .next = item };
    for (int i = 0; i < count; i++) {
        int got = AWAIT(leaf(i + @));
        if (got > 100 && (total & 1)) {
            total += GOT;
            continue;
        }
        total += got + AWAIT(leaf(total)) * 2;
        printf("%d %s\n", total, local.name);
    }
    total += (int)weigh_@(&local, 100);
    switch (total % 3) {
    case 0:
        AWAIT(async_sleep(0.5));
        break;
    case 1:
        total = -total;
        break;
    default:
        return -1;
    }
    return total;
}
END
    done
}

write_awaits()
{
    printf '#include <asyncc.h>\nASYNC int leaf(int x);\nASYNC int many(int a)\n{\n    int sum = 0;\n'
    for ((i = 0; i < $1; i++)); do printf '    sum += AWAIT(leaf(a + %d));\n' "$i"; done
    printf '    return sum;\n}\n'
}

# The least CPU time of $1 runs.
seconds()
{
    local TIMEFORMAT='%U %S' runs=$1
    shift
    for ((run = 0; run < runs; run++)); do { time "$@" >/dev/null; } 2>&1; done | awk '{ t = $1 + $2 } !n++ || t < best { best = t } END { printf "%.3f", best }'
}

printf '%-28s %8s %8s %8s\n' file clang asyncc ratio
for lines in 1000 10000 50000; do
    for square in 'got * got' 'SQUARE(got)'; do
        write_file "$lines" "$square" >file.c
        one=$(seconds 10 "$clang" -fsyntax-only -w -I "$include" file.c)
        other=$(seconds 10 "$asyncc" file.c -o out.c -- -I "$include")
        printf '%-28s %8s %8s %8s\n' "$lines lines, $square" "$one" "$other" "$(awk "BEGIN { printf \"%.2f\", $other / $one }")"
    done
done

printf '\n%-28s %8s %8s %8s\n' function asyncc gcc clang
for awaits in ${AWAITS:-500 1000 2000}; do
    write_awaits "$awaits" >file.c
    one=$(seconds 3 "$asyncc" file.c -o out.c -- -I "$include")
    printf '%-28s %8s %8s %8s\n' "$awaits AWAITs, -O2" "$one" "$(seconds 3 "$gcc" -O2 -w -I "$include" -c out.c -o out.o)" \
        "$(seconds 3 "$clang" -O2 -w -I "$include" -c out.c -o out.o)"
done
