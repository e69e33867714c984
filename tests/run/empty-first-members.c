/* Parameters and locals of structs and unions whose first members have nothing in them, at some depth. */
#include "support.h"

#include <stdio.h>

struct nothing {};

struct behind_struct {
    struct nothing nothing;
    int x;
};

struct behind_array {
    int none[0];
    int x;
};

union beside_struct {
    struct nothing nothing;
    int x;
};

struct behind_bits {
    int : 3;
    unsigned x : 4;
};

struct deeper {
    struct behind_array inner[2];
    int x;
};

static ASYNC int sum(struct behind_struct a, struct behind_array b, union beside_struct c, struct behind_bits d,
                     struct deeper e)
{
    int before = a.x + b.x;
    AWAIT(turn());
    return before * 1000 + c.x * 100 + (int)d.x * 10 + e.inner[1].x + e.x;
}

static ASYNC void async_main(void)
{
    struct behind_struct a = {{}, AWAIT(quiet(1))};
    struct behind_array b = {.x = AWAIT(quiet(2))};
    union beside_struct c = {.x = AWAIT(quiet(4))};
    struct deeper e = {.inner = {[1] = b}, .x = AWAIT(quiet(6))};
    printf("%d\n", AWAIT(sum(a, b, c, (struct behind_bits){.x = 5}, e)));
}

int main(void)
{
    async_run(async_main());
}
