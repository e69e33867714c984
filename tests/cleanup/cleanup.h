/* cleanup.h - what the random programs call. Each suspension that counts is a point: some run is cancelled there. */
#ifndef CLEANUP_H
#define CLEANUP_H

#include "support.h"

#include <stdio.h>

struct triple {
    int a[3];
};

/* Values stay small, so no sum overflows. */
static inline int limited(int x)
{
    return x % 997;
}

static inline int mixed(int a, int b, int c)
{
    return limited(a + 2 * b + 3 * c);
}

/* The code of the error that leaves the block of the DEFER which this stands in, or 0. */
#define LEAVING (async_leaving() ? async_leaving()->code : 0)

void end(int *x); /* a cleanup function: prints and changes *x */

/* Each of these is one point. */
ASYNC int give(int x);
ASYNC int maybe(int x, int code); /* gives x where it is even, and raises the code where not */
ASYNC int bump(int *p);           /* what *p is after it has become one more */
ASYNC struct triple triple(int x, int y);
ASYNC void finish(int *p, const async_error *e); /* prints both: the end of AWAIT_WITH */

/* These suspend, but are no points. */
ASYNC int silent(int x);
ASYNC int failing(int x); /* raises where x is odd */

/* ---- of the program ---- */

/* A run is cancelled at the points that are counted so, the first being 1. */
struct cut {
    int first, second;
};

extern const struct cut cuts[];
extern const int cut_count;

/* Each scope of the program has a number, and what it holds is the one of that number. */
extern async_lock locks[];
extern async_semaphore semaphores[];
extern async_rwlock rwlocks[];
extern const int scope_count;

ASYNC int root(int a, int b);

#endif
