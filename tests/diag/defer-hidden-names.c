/* What a DEFER may reach by a pointer, where it must end with the braces that keep names apart. */
#include <asyncc.h>
#include <stdarg.h>
#include <stdio.h>

struct many {
    int items[64];
};

static ASYNC int literal(int n)
{
    int *p = &n, x = 1;
    AWAIT(async_yield());
    {
        DEFER {
            printf("%d %d\n", *p, x);
        }
        int x = 2; // expect-error: the clean-up in front of this means another 'x'
        p = ((struct many){.items = {x}}).items;
    }
    return x;
}

static ASYNC int list(int n, va_list *p)
{
    int x = 1;
    {
        DEFER {
            printf("%d\n", va_arg(*p, int) + x);
        }
        static int x = 2; // expect-error: the clean-up in front of this means another 'x'
        va_list ap;
        va_copy(ap, *p);
        p = &ap;
        va_end(ap);
        n += x;
    }
    return x;
}

static ASYNC int size(int n)
{
    int *p = &n;
    AWAIT(async_yield());
    {
        DEFER {
            printf("%d\n", *p);
        }
        typedef int row[n]; // expect-error: the size of 'row' keeps this block apart
        p = ((struct many){.items = {(int)sizeof(row)}}).items;
    }
    return n;
}

/* In a block of its own that ends before it does not matter. */
static ASYNC int inside(int n)
{
    int *p = &n, x = 1;
    AWAIT(async_yield());
    DEFER {
        printf("%d %d\n", *p, x);
    }
    if (n) {
        int x = 2;
        n += x;
    }
    p = ((struct many){.items = {n}}).items;
    return x;
}

int main(void)
{
    return async_run(literal(1)) + async_run(list(1, NULL)) + async_run(size(1)) + async_run(inside(1));
}
