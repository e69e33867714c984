/* An ASYNC function awaits others as if it called them, and may return a struct.
 * Where an awaited function waits, so does its caller; the thread does not. */
#include <asyncc.h>
#include <stdio.h>

struct pair {
    int first, second;
};

static ASYNC int slow(int value)
{
    AWAIT(async_sleep(0.1));
    return value;
}

static ASYNC struct pair both(void)
{
    struct pair pair = {.first = AWAIT(slow(1))};
    pair.second = AWAIT(slow(2));
    return pair;
}

int main(void)
{
    struct pair pair = async_run(both());
    printf("%d %d\n", pair.first, pair.second);
    return 0;
}
