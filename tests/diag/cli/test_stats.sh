#!/usr/bin/env bash
# --stats: what is in each frame, of what size, and why; -Wframe-size. The sizes are those that the compiler gives.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
programs=$here/../../run

cat >in.c <<'END'
#include <asyncc.h>

struct large {
    int values[20];
};
ASYNC struct large make(int x);
ASYNC int turn(int x);
void use(void *p, ...);

static ASYNC int none(int x)
{
    return x;
}

ASYNC int saved(int a, int b)
{
    AWAIT(turn(a));
    int c = a + b;
    AWAIT(turn(c));
    long d = c + 1L;
    AWAIT(turn(1));
    return (int)d;
}

ASYNC int framed(char tag)
{
    int total = 0;
    use(&total);
    {
        struct large first = AWAIT(make(1));
        AWAIT(turn(2));
        total += first.values[0];
    }
    {
        struct large second = AWAIT(make(tag));
        AWAIT(turn(3));
        total += second.values[0];
    }
    struct large third = AWAIT(make(4));
    AWAIT(turn(5));
    return total + third.values[0];
}

ASYNC void escaping(void)
{
    {
        int x = AWAIT(turn(1));
        use(&x);
        AWAIT(turn(2));
    }
    {
        int y = AWAIT(turn(3));
        use(&y);
        AWAIT(turn(4));
    }
}

ASYNC int sized(int n)
{
    _Alignas(32) char a[n];
    AWAIT(turn(1));
    return a[0] + AWAIT(none(n));
}

ASYNC int reached(int n)
{
    DEFER {
        use(&n);
    }
    char a[n];
    use(a);
    if (a[0]) {
        RAISE(1, "one");
    }
    return a[0];
}
END
cat >expected <<'END'
in.c:10: none: 0 awaits, 1 state, no frame
in.c:15: saved: 3 awaits, 4 states, frame of 40 bytes, from its first suspension
         0     24  head
        24      4  result
        24      4  a  parameter; until there is a result
        32      4  b  parameter; shares its place
        32      4  c  outlives the AWAIT in line 19; shares its place
        32      8  d  outlives the AWAIT in line 21; shares its place
in.c:25: framed: 6 awaits, 7 states, frame of 120 bytes, from the beginning: the address of 'total' is taken
         0     24  head
        24      4  result
        28      1  tag     parameter
        32      4  total   outlives the AWAIT in line 30
        36     80  first   outlives the AWAIT in line 31; shares its place
        36     80  second  outlives the AWAIT in line 36; shares its place
        36     80  third   outlives the AWAIT in line 40; shares its place
in.c:44: escaping: 4 awaits, 5 states, frame of 32 bytes, from the beginning: the address of 'x' is taken
         0     24  head
        24      4  x  outlives the AWAIT in line 49
        28      4  y  outlives the AWAIT in line 54
in.c:58: sized: 2 awaits, 3 states, frame of 56 bytes, from the beginning: the type of 'a' has a variable size
         0     24  head
        24      4  result
        28      4  n         parameter
        32      8  a         outlives the AWAIT in line 61
        40      1  value_1   outlives the AWAIT in line 62
        48      8  a_size_1  a size of 'a'
in.c:65: reached: 0 awaits, 1 state, frame of 48 bytes, from the beginning: the type of 'a' has a variable size
         0     24  head
        24      4  result
        28      4  n         parameter
        32      8  a         a DEFER may reach it
        40      8  a_size_1  a size of 'a'
END
run 0 "$asyncc" --stats in.c -- -I "$include"
diff -u expected "$work/stdout" || fail "--stats prints something else"
files_are expected in.c

run 0 "$asyncc" --stats -Wframe-size=48 in.c -- -I "$include"
grep -q "in.c:25:11: warning: the frame of 'framed' has 120 bytes.*\[-Wframe-size\]" "$work/stderr" || fail "no warning"
grep -q "in.c:58:11: warning: the frame of 'sized' has 56 bytes" "$work/stderr" || fail "no warning"
grep -q "2 warnings generated" "$work/stderr" || fail "other warnings"
run 1 "$asyncc" -Wframe-size=48 -Werror=frame-size in.c -- -I "$include"
run 0 "$asyncc" -Wframe-size=120 in.c -- -I "$include"
[ -s "$work/stderr" ] && fail "a warning of a frame that is not too large"
for size in large -1 0 '' 12k; do
    run 2 "$asyncc" "-Wframe-size=$size" in.c -- -I "$include"
done
fresh

# What the compiler says.
for program in 28-alignments 29-vla-across-await arithmetic-types bit-fields large-frame long-liveness many-parameters \
    struct-by-value typeof-and-auto unions unnamed-types vectors volatile-locals; do
    flags=(-I "$programs/../support" -I "$include" -std=gnu11)
    run 0 "$asyncc" "$programs/$program.c" -o out.c -- "${flags[@]}"
    run 0 "$asyncc" --stats "$programs/$program.c" -- "${flags[@]}"
    sed -nE 's/^.*: ([a-zA-Z0-9_]+): .*frame of ([0-9]+) bytes.*/_Static_assert(sizeof(struct \1__frame) == \2, "\1");/p' \
        "$work/stdout" >>out.c
    grep -q '^_Static_assert(sizeof' out.c || fail "$program: no frames"
    # Without warnings: tests/run compiles the same programs with all of them; here only the assertions count.
    run 0 gcc -fsyntax-only -w "${flags[@]}" -iquote "$programs" out.c
    cat "$work/stderr"
done


# What the documents say of the frames that are compared with those of other languages.
run 0 "$asyncc" --stats "$here/../../../bench/frames/frames.c" -o out.c -- -I "$include"
sed -nE 's/^.*: ([a-z_]+): .*frame of ([0-9]+) bytes.*/| \1 | \2 |/p' "$work/stdout" >frames
[ "$(wc -l <frames)" -eq 7 ] || fail "frames.c: not 7 frames"
while IFS= read -r row; do
    grep -qF "$row" "$here/../../../docs/benchmarks.md" || fail "docs/benchmarks.md does not say: $row"
done <frames

finish
