/* Functions that take ASYNC functions, called through pointers. */
#include "support.h"

#include <stdio.h>

typedef ASYNC int step(int x, void *data);
ASYNC typedef int (*step_pointer)(int x, void *data);
typedef ASYNC int walk(int n, step_pointer f, ASYNC int (*other)(int x, void *data), step *last);

struct walker {
    ASYNC int (*by_typedef)(int n, step_pointer f, ASYNC int (*other)(int x, void *data), step *last);
    walk *walk;
};

static ASYNC int add(int x, void *data)
{
    AWAIT(turn());
    return x + *(int *)data;
}

static ASYNC int times(int x, void *data)
{
    AWAIT(turn());
    return x * *(int *)data;
}

static ASYNC int go(int n, step_pointer f, ASYNC int (*other)(int x, void *data), step *last)
{
    n = AWAIT(f(n, &n));
    n = AWAIT(other(n, &n));
    return AWAIT(last(n, &n));
}

static ASYNC int test(struct walker *w, walk *f,
                      ASYNC int (*g)(int n, step_pointer f, ASYNC int (*other)(int, void *), step *))
{
    walk *table[] = {f, go};
    step *const steps[] = {add, times};
    ASYNC int (*const here[2])(int, step_pointer, ASYNC int (*)(int, void *), step *) = {go, g};
    printf("%d\n", AWAIT(w->by_typedef(1, add, times, add)));
    printf("%d\n", AWAIT(w->walk(2, times, add, add)));
    printf("%d\n", AWAIT(f(3, times, add, steps[1])));
    printf("%d\n", AWAIT((*f)(4, times, steps[0], add)));
    printf("%d\n", AWAIT(g(5, &times, *add, add)));
    printf("%d\n", AWAIT(table[1](6, times, add, times)));
    printf("%d\n", AWAIT((*here[1])(7, times, add, times)));
    return 0;
}

int main(void)
{
    struct walker w = {go, go};
    return async_run(test(&w, go, go));
}
