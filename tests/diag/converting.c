/* Marked and unmarked functions are not the same, although their erased types are. */
#include <asyncc.h>
#include <stdlib.h>

typedef ASYNC int compare(const void *, const void *);

static ASYNC int async_compare(const void *a, const void *b)
{
    AWAIT(async_yield());
    return *(const int *)a - *(const int *)b;
}

static int plain_compare(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

struct sorter {
    int (*plain)(const void *, const void *);
    ASYNC int (*async)(const void *, const void *);
};

static void take(compare *f)
{
    (void)f;
}

static void drop(ASYNC int (*f)(const void *, const void *))
{
    (void)f;
    (void)async_compare;
}

static compare *give(void)
{
    return plain_compare; // expect-error: ASYNC
}

static struct sorter sorter = {async_compare, async_compare}; // expect-error: ASYNC

int main(void)
{
    int a[] = {2, 1};
    qsort(a, 2, sizeof *a, async_compare); // expect-error: ASYNC
    take(plain_compare); // expect-error: ASYNC
    take(async_compare);
    drop(async_compare);
    int (*plain)(const void *, const void *) = async_compare; // expect-error: ASYNC
    plain = plain_compare;
    sorter.plain = sorter.async; // expect-error: ASYNC
    sorter.async = plain; // expect-error: ASYNC
    sorter.async = give();
    sorter.async = NULL;
    return plain == NULL;
}
