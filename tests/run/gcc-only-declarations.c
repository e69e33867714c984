// compilers: gcc
/* What GCC has and Clang has not, outside of functions: it is left as it is, with all that is declared by its means. */
#include "support.h"

#include <stdio.h>

typedef _Decimal64 price;
static price fee = 0.3dd;
extern price total(price a, price b);
#define CENT 0.01dd
price cent = CENT;
static const _Float64 half = 0.5f64, list[] = {1.5f64, [2] = 2.5f64};
_Static_assert(sizeof(price) == 8, "of eight bytes");
register long spare asm("r15");

struct __attribute__((packed)) item {
    char name;
    price price;
};
static struct item items[2] = {{'a', 1.5dd}, {'b', 2.5dd}};

price total(price a, price b)
{
    return a + b + fee;
}

static price old_style(a, b) price a;
int b;
{
    return a * b;
}

static int sum(int n; int values[n], int n)
{
    int result = 0;
    for (int i = 0; i < n; i++) {
        result += values[i];
    }
    return result;
}

struct after {
    int x;
} after = {4};

static int has(void)
{
    struct item *item = &items[1];
    return total(item->price, 0.7dd) == 3.5dd && old_style(cent, 100) == 1.0dd && sum((int[]){1, 2, 3}, 3) == 6;
}

static int pointers(struct item *item)
{
    return item == items && half < list[2];
}

/* A type that is not complete is enough for a pointer. */
struct item;
static struct item *first(void)
{
    return items;
}

static ASYNC int test(void)
{
    struct item *item = first();
    printf("%d %d line %d\n", has(), AWAIT(quiet(after.x)), __LINE__);
    printf("%d\n", pointers(item));
    return 0;
}

int main(void)
{
    return async_run(test());
}
