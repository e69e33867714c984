/* ASYNC marks functions. */
#include <asyncc.h>

static ASYNC int number = 3; // expect-error: ASYNC
struct pair {
    ASYNC int left; // expect-error: ASYNC
    int right;
};

int main(void)
{
    return number + (int)sizeof(struct pair) == 0;
}
