/* Values that compilers know more about where they are made than where a temporary keeps them, and operators that would
 * make a constant of a value without effects: neither is a reason to warn now. */
#include "support.h"

#include <stdio.h>

/* Compared with a value of the other sign. */
static ASYNC int signs(unsigned long large, unsigned short small)
{
    const int table[2][2] = {{1, 2}, {3, 4}};
    const int *known = &table[1][0];
    int same = (large = small) != AWAIT(quiet(3));
    same += (large == (unsigned long)*known) + (AWAIT(quiet(1)) && large == table[1][1]);
    same += (large > 2 ? 7 : AWAIT(quiet(8))) == large;
    return same;
}

static unsigned global_sum = 1;

/* x | 8 is never 0, x & 0 always, and ~x of a short never. */
static ASYNC int bits(int a, unsigned short bits)
{
    int sum = 0;
    if (((AWAIT(quiet(a)) <= 5) | -8L) || AWAIT(quiet(1))) {
        sum += 1;
    }
    if ((a == AWAIT(quiet(2))) | 4) {
        sum += 2;
    }
    if (a && ((9L == AWAIT(quiet(7))) ^ 16L)) {
        sum += 16;
    }
    if ((unsigned long)a < ((unsigned)(AWAIT(quiet(1)) | AWAIT(quiet(2))) & 0UL)) {
        sum += 4;
    }
    if (((unsigned)global_sum + global_sum) && AWAIT(quiet(1))) { /* to GCC, global_sum * 2 */
        sum += 32;
    }
    if (a && (AWAIT(quiet(1)) ? (100 ?: a) : (~a))) { /* neither 100 nor a is 0 or 1 */
        sum += 64;
    }
    if (((a &= AWAIT(quiet(7))) & 1L) != 0x5DL) { /* whatever a is */
        sum += 128;
    }
    while (sum < 8 && (~(bits &= AWAIT(quiet(6)))) && AWAIT(quiet(1))) {
        sum += 8;
    }
    return sum;
}

/* Nobody judges whether a constant behind a comma fits. */
static ASYNC int behind_comma(int a)
{
    a |= (AWAIT(quiet(1)), 18446744073709551615UL);
    return a;
}

/* What stands behind a comma is not judged as a condition. */
static ASYNC int commas(int a)
{
    int sum = 0;
    if ((AWAIT(quiet(1)), (a == 2))) {
        sum += 1;
    }
    if ((AWAIT(quiet(2)), a * 2)) {
        sum += 2;
    }
    while ((AWAIT(quiet(3)), (sum == 3))) {
        sum += 4;
    }
    return sum;
}

/* What a comparison in front decides, whose answer the types tell, is never judged either. */
static ASYNC int decided(unsigned large, unsigned char small)
{
    const unsigned two = 2;
    int sum = 0;
    if (((large > small) ^ two) && AWAIT(quiet(1)) > 1) {
        sum += 100;
    }
    if (-1L != large || AWAIT(quiet(1)) + 1 > large) {
        sum += 1;
    }
    if ((small < 1000 && sum) || AWAIT(quiet(1)) + 1 > large) {
        sum += 2;
    }
    if (0x6FL || (AWAIT(quiet(1)) & (sum = 0x783651A330C13F5ELL))) {
        sum += 0 ? AWAIT(quiet(1)) + (small = 300) : 8;
    }
    if ((4294967294UL ^ (sum++, (large > small))) || AWAIT(quiet(1))) {
        sum += ((large != small) | 16) && AWAIT(quiet(1));
    }
    return sum + (small <= 300L ? AWAIT(quiet(4)) : AWAIT(quiet(1)) + 1 > large);
}

static ASYNC signed char little(int x)
{
    AWAIT(turn());
    return (signed char)x;
}

/* A bit of the left side is known as soon as nothing is called there. */
static ASYNC int known_bits(unsigned long large)
{
    int sum = (large | (AWAIT(little(1)) < 29824L)) == 0x789506BDA3BBF692LL;
    if ((+(large ^= (unsigned long)AWAIT(quiet(8)))) && large) {
        sum += 4;
    }
    if (((unsigned)AWAIT(quiet(2)) & (300 < AWAIT(little(1)))) != 4) {
        sum += 2;
    }
    return sum;
}

static int narrow(signed char c)
{
    return c;
}

/* (9 > b) | 0x5B24 is 0x5B25, which the argument has no room for. */
static ASYNC int narrowed(int large)
{
    int truth = (((large = 3) > AWAIT(quiet(1))) < 0UL) + AWAIT(quiet(1));
    signed char kept = (9L > (AWAIT(quiet(large)) && AWAIT(quiet(2)))) | 0x5B24L;
    do {
        kept++;
    } while (((9L > AWAIT(quiet(large))) | 4) && kept < 40);
    for (; kept < 44; kept = ((9L > (AWAIT(quiet(large)) && AWAIT(quiet(2)))) | 0x5B24L) + 9 * kept / kept) {
        AWAIT(turn());
    }
    return narrow((9L > (AWAIT(quiet(large)) && AWAIT(quiet(2)))) | 0x5B24L) + kept + truth;
}

static ASYNC int test(void)
{
    printf("%d %d %d\n", AWAIT(signs(1, 7)), AWAIT(bits(2, 3)), AWAIT(commas(2)));
    printf("%d %d %d\n", AWAIT(decided(1, 2)), AWAIT(narrowed(2)), AWAIT(known_bits(3)));
    printf("%d\n", AWAIT(behind_comma(5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
