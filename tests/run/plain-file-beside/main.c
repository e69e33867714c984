/* Objects with tables of ASYNC functions, some of whose code is ordinary C in another file. */
#include "shape.h"

#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    struct shape shapes[2];
    shape_init(&shapes[0], &square_operations, 2);
    shape_init(&shapes[1], &circle_operations, 3);
    for (int i = 0; i < 2; i++) {
        const struct shape *s = &shapes[i];
        AWAIT(s->operations->scale(&shapes[i], AWAIT(quiet(2))));
        printf("%s %.1f %.1f\n", s->operations->name, AWAIT(shape_area(s)), AWAIT(s->operations->area(s)));
        printf("%d %d\n", shape_is(s, &square_operations), shape_is(s, &circle_operations));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
