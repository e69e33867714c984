/* The operations. */
#include "shape.h"

#include "support.h"

static ASYNC double square_area(const struct shape *shape)
{
    AWAIT(turn());
    return shape->width * shape->height;
}

static ASYNC double circle_area(const struct shape *shape)
{
    return AWAIT(square_area(shape)) * 3;
}

static ASYNC void scale(struct shape *shape, double by)
{
    shape->width *= by;
    AWAIT(turn());
    shape->height *= by;
}

const struct shape_operations square_operations = {"square", square_area, scale};
const struct shape_operations circle_operations = {.name = "circle", .area = &circle_area, .scale = scale};

ASYNC double shape_area(const struct shape *shape)
{
    return AWAIT(shape->operations->area(shape));
}
