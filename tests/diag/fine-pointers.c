/* ASYNC pointers may be compared, passed on, cleared and stored, and plain ones may do what they always did. */
#include <asyncc.h>
#include <stdlib.h>

typedef ASYNC int operation(int);
typedef int plain_operation(int);

static ASYNC int f(int x)
{
    return x;
}

static int plain(int x)
{
    return x;
}

static operation *const operations[] = {f, &f, NULL};
static operation *chosen = f;

static operation *choose(int i, operation *fallback)
{
    return operations[i] ? operations[i] : fallback;
}

static int compare(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static ASYNC int async_main(void)
{
    plain_operation *p = plain;
    int a[] = {2, 1};
    qsort(a, 2, sizeof *a, compare);
    operation *local = chosen == f ? choose(2, f) : NULL;
    chosen = local;
    return local && *local == f ? AWAIT(local(p(1))) : 0;
}

int main(void)
{
    return async_run(async_main());
}
