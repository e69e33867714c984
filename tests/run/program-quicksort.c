/* Quicksort whose comparison awaits. */
#include "support.h"

#include <stdio.h>

static int comparisons;

static ASYNC int less(int a, int b)
{
    comparisons++;
    if (comparisons % 7 == 0) {
        AWAIT(turn());
    }
    return a < b;
}

static void swap(int *a, int *b)
{
    int t = *a;
    *a = *b;
    *b = t;
}

static ASYNC void sort(int *a, int n, ASYNC int (*before)(int, int))
{
    if (n < 2) {
        return;
    }
    int pivot = a[n / 2], *left = a, *right = a + n - 1;
    while (left <= right) {
        while (AWAIT(before(*left, pivot))) {
            left++;
        }
        while (AWAIT(before(pivot, *right))) {
            right--;
        }
        if (left <= right) {
            swap(left++, right--);
        }
    }
    AWAIT(sort(a, (int)(right - a) + 1, before));
    AWAIT(sort(left, (int)(a + n - left), before));
}

static ASYNC int test(void)
{
    int a[60];
    unsigned seed = 1;
    for (int i = 0; i < 60; i++) {
        seed = seed * 1103515245 + 12345;
        a[i] = (int)(seed >> 16) % 100;
    }
    AWAIT(sort(a, 60, less));
    for (int i = 0; i < 60; i++) {
        printf("%d%c", a[i], i % 20 == 19 ? '\n' : ' ');
    }
    printf("%d comparisons\n", comparisons);
    return 0;
}

int main(void)
{
    return async_run(test());
}
