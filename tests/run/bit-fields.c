/* Bit-fields, signed, unsigned and _Bool, in locals, results and parameters. */
#include "support.h"

#include <stdio.h>

struct date {
    unsigned day : 5, month : 4;
    int year : 12;
    _Bool leap : 1;
};

static ASYNC struct date date(int day, int month, int year)
{
    struct date d = {.day = AWAIT(quiet(day)), .month = AWAIT(quiet(month)), .year = AWAIT(quiet(year))};
    AWAIT(turn());
    d.leap = AWAIT(quiet(year % 4 == 0));
    return d;
}

static ASYNC int days(struct date d)
{
    AWAIT(turn());
    d.month -= AWAIT(quiet(1));
    return d.month * 30 + d.day;
}

static ASYNC int test(void)
{
    struct date d = AWAIT(date(31, 12, 2024 - 2048));
    AWAIT(turn());
    printf("%d %d %d %d\n", d.day, d.month, d.year, d.leap);
    d.day++;
    AWAIT(turn());
    printf("%d\n", d.day);
    d.month += AWAIT(quiet(5));
    d.year = d.year - AWAIT(quiet(1));
    printf("%d %d\n", d.month, d.year);
    printf("%d\n", AWAIT(days(AWAIT(date(3, 2, 1)))));
    struct {
        unsigned x : 1;
        int y : 2;
    } tiny = {0}, *p = &tiny;
    for (int i = 0; i < 5; i++) {
        AWAIT(turn());
        p->x ^= 1;
        p->y = (p->y + AWAIT(quiet(1))) & 1;
        printf("%d%d ", tiny.x, tiny.y);
    }
    puts("");
    return 0;
}

int main(void)
{
    return async_run(test());
}
