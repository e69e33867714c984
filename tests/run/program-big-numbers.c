/* Factorials with arrays of digits: carries through loops, arrays in structs by value. */
#include "support.h"

#include <stdio.h>

struct big {
    int length;
    unsigned char digits[60];
};

static ASYNC struct big times(struct big b, int n)
{
    int carry = 0;
    for (int i = 0; i < b.length || carry; i++) {
        if (i == b.length) {
            b.digits[b.length++] = 0;
        }
        carry += b.digits[i] * n;
        b.digits[i] = (unsigned char)(carry % 10);
        carry /= 10;
        if (i % 10 == 0) {
            AWAIT(turn());
        }
    }
    return b;
}

static ASYNC struct big factorial(int n)
{
    return n ? AWAIT(times(AWAIT(factorial(n - 1)), n)) : (struct big){1, {1}};
}

static ASYNC int test(void)
{
    struct big b = AWAIT(factorial(40));
    while (b.length--) {
        putchar('0' + AWAIT(quiet(b.digits[b.length])));
    }
    puts("");
    return 0;
}

int main(void)
{
    return async_run(test());
}
