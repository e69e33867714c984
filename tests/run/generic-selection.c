/* _Generic: only the selected branch runs, with AWAITs in it, as an operand, and choosing the function to await. */
#include "support.h"

#include <stdio.h>

struct point {
    int x, y;
};

static ASYNC void print_int(int x)
{
    AWAIT(turn());
    printf("int %d\n", x);
}

static ASYNC void print_double(double x)
{
    AWAIT(turn());
    printf("double %.1f\n", x);
}

static ASYNC void print_text(const char *x)
{
    AWAIT(turn());
    printf("text %s\n", x);
}

static ASYNC void print_point(struct point x)
{
    AWAIT(turn());
    printf("point %d %d\n", x.x, x.y);
}

#define PRINT(x)                                                                                                       \
    AWAIT(_Generic((x), int: print_int, double: print_double, struct point: print_point, default: print_text)(x))

static ASYNC int test(void)
{
    PRINT(5);
    PRINT(2.5);
    PRINT("five");
    PRINT(((struct point){1, AWAIT(quiet(2))}));
    PRINT(AWAIT(quiet(3)));
    int x = 4;
    long y = _Generic(x, int: AWAIT(get(5)), long: AWAIT(get(6))) + _Generic(AWAIT(get(7)), default: 1);
    printf("%ld\n", y);
    printf("%d\n", _Generic(&x, int *: _Generic(y, long: AWAIT(quiet(8)), default: 0), default: AWAIT(get(9))));
    _Generic(x, int: (void)0, default: AWAIT(turn()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
