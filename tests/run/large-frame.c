/* Locals of many kilobytes across AWAITs: larger than what a free list of frames holds. */
#include "support.h"

#include <stdio.h>
#include <string.h>

struct page {
    unsigned char bytes[4096];
};

static ASYNC struct page fill(unsigned char with)
{
    struct page p;
    AWAIT(turn());
    memset(p.bytes, with, sizeof p.bytes);
    AWAIT(turn());
    return p;
}

static ASYNC int test(void)
{
    int numbers[5000];
    for (int i = 0; i < 5000; i++) {
        numbers[i] = i;
    }
    struct page pages[3] = {AWAIT(fill(1)), AWAIT(fill(2)), AWAIT(fill(3))};
    AWAIT(turn());
    long sum = 0;
    for (int i = 0; i < 5000; i++) {
        sum += numbers[i];
    }
    printf("%ld %d %d %d\n", sum, pages[0].bytes[4095], pages[1].bytes[0], pages[2].bytes[2048]);
    {
        char text[100000];
        memset(text, 'x', sizeof text);
        AWAIT(turn());
        printf("%c %zu\n", text[99999], sizeof text);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
