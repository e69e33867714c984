/* Tags, objects, types and macros with the names of what is generated outside of functions, and of the two members that
 * generated code reads. */
#include "support.h"

#include <stdio.h>

#define state 1
#define error(x) (x + 1)

struct f__frame {
    int z;
};
union g__sites {
    int z;
};
enum h__resume { h__name = 4, H__frame };
static int g__function = 3, f__resume = 2;
typedef int h__frame;
#define F__sites 5

static ASYNC int f_(int x)
{
    AWAIT(turn());
    return x;
}

static ASYNC int f(int x)
{
    struct f__frame local = {AWAIT(get(x))};
    AWAIT(turn());
    return local.z + f__resume + state + AWAIT(f_(1));
}

static ASYNC int g(int x)
{
    int g___frame = x, *p = &x;
    union g__sites sites = {g__function};
    DEFER {
        AWAIT(turn());
        *p += state;
    }
    AWAIT(turn());
    return sites.z + error(*p) + g___frame;
}

static ASYNC int h(int x)
{
    h__frame y = x;
    enum h__resume e = h__name;
    AWAIT(turn());
    printf("%s %d\n", __func__, y);
    return y + (int)e + H__frame;
}

static ASYNC __attribute__((deprecated)) int F(int x)
{
    AWAIT(turn());
    return x + F__sites;
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(f(1)), AWAIT(g(2)));
    printf("%d\n", AWAIT(h(3)));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    printf("%d\n", AWAIT(F(4)));
#pragma GCC diagnostic pop
    return 0;
}

int main(void)
{
    return async_run(test());
}
