/* A table of ASYNC functions in a struct, which ordinary C files handle without calling them. */
#ifndef SHAPE_H
#define SHAPE_H

#include <asyncc.h>

struct shape;

struct shape_operations {
    const char *name;
    ASYNC double (*area)(const struct shape *);
    ASYNC void (*scale)(struct shape *, double by);
};

struct shape {
    const struct shape_operations *operations;
    double width, height;
};

extern const struct shape_operations square_operations, circle_operations;

void shape_init(struct shape *shape, const struct shape_operations *operations, double size);
int shape_is(const struct shape *shape, const struct shape_operations *operations);
ASYNC double shape_area(const struct shape *shape);

#endif
