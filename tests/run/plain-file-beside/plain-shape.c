/* An ordinary C file that includes a header with ASYNC declarations, and copies ASYNC pointers. */
#include "shape.h"

void shape_init(struct shape *shape, const struct shape_operations *operations, double size)
{
    *shape = (struct shape){operations, size, size};
}

int shape_is(const struct shape *shape, const struct shape_operations *operations)
{
    return shape->operations == operations && shape->operations->area == operations->area;
}
