/* Pointer arithmetic, pointers to pointers, restrict, void pointers, casts, and pointer comparison across AWAITs. */
#include "support.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct item {
    int key;
    char name[4];
};

#define CONTAINER(p, type, member) ((type *)((char *)(p)-offsetof(type, member)))

static ASYNC void swap(int *restrict a, int *restrict b)
{
    int t = *a;
    AWAIT(turn());
    *a = *b;
    AWAIT(turn());
    *b = t;
}

static ASYNC void redirect(int **p, int *to)
{
    AWAIT(turn());
    *p = to;
}

static ASYNC void *anything(void *p)
{
    AWAIT(turn());
    return p;
}

static ASYNC int test(void)
{
    int x = 1, y = 2, *p = &x, **pp = &p, ***ppp = &pp;
    AWAIT(swap(p, &y));
    printf("%d %d\n", x, y);
    AWAIT(redirect(&p, &y));
    printf("%d %d\n", **pp, p == &y);
    ***ppp = AWAIT(get(5));
    AWAIT(redirect(*ppp, &x));
    printf("%d %d\n", y, *p);
    struct item items[3] = {{1, "one"}, {2, "two"}, {3, "six"}}, *item = items;
    struct item *end = items + 3;
    for (; item != end; item += AWAIT(quiet(1))) {
        char(*name)[4] = &item->name;
        AWAIT(turn());
        printf("%d %s %d\n", item->key, *name, CONTAINER(name, struct item, name) == item);
    }
    printf("%td %d\n", end - items, (int)((char *)&items[2].name - (char *)items));
    item = AWAIT(anything(&items[1]));
    printf("%s\n", ((struct item *)AWAIT(anything(item)))->name);
    uintptr_t bits = (uintptr_t)item;
    AWAIT(turn());
    printf("%d\n", ((struct item *)bits)->key);
    int *null = AWAIT(anything(NULL));
    printf("%d %d\n", !null, null == NULL);
    printf("%d\n", *(int *)AWAIT(anything(&(int){AWAIT(get(6))})));
    return 0;
}

int main(void)
{
    return async_run(test());
}
