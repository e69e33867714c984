/* Ordinary functions of the file, called from ASYNC ones, before and after, by name and by pointer, qsort among them.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

static int compared;

static int compare(const void *a, const void *b)
{
    compared = 1;
    return *(const int *)a - *(const int *)b;
}

static int later(int x);

static ASYNC int *sorted(int *a, size_t n)
{
    AWAIT(turn());
    qsort(a, n, sizeof *a, compare);
    AWAIT(turn());
    return a;
}

static inline int triple(int x)
{
    return 3 * x;
}

static ASYNC int test(void)
{
    int (*f)(int) = later;
    int a[] = {3, 1, 2};
    int *p = AWAIT(sorted(a, 3));
    printf("%d %d %d %d\n", p[0], p[1], p[2], compared);
    printf("%d %d\n", later(AWAIT(quiet(1))), f(triple(AWAIT(quiet(2)))));
    int *heap = malloc(3 * sizeof *heap);
    if (!heap) {
        return 1;
    }
    for (int i = 0; i < 3; i++) {
        heap[i] = AWAIT(quiet(a[2 - i]));
    }
    heap = realloc(heap, 4 * sizeof *heap);
    AWAIT(turn());
    if (heap) {
        printf("%d\n", heap[0] + heap[1] * 10 + heap[2] * 100);
    }
    free(heap);
    char text[20];
    snprintf(text, sizeof text, "%d-%s", AWAIT(quiet(5)), "five");
    AWAIT(turn());
    return puts(text) < 0;
}

static int later(int x)
{
    return x + 100;
}

int main(void)
{
    return async_run(test());
}
