/* A compound literal lives as long as its block, across AWAITs, at one address; each evaluation initialises it anew. */
#include "support.h"

#include <stdio.h>

struct point {
    int x, y;
};

static ASYNC int sum(const struct point *p)
{
    AWAIT(turn());
    return p->x + p->y;
}

static ASYNC int total(const int *a, int n)
{
    int t = 0;
    while (n--) {
        t += AWAIT(quiet(*a++));
    }
    return t;
}

static ASYNC int by_value(struct point p)
{
    AWAIT(turn());
    return p.x * p.y;
}

static ASYNC int in_assembly(void)
{
    int *p = (int[]){41}, r;
    __asm__("" : "=r"(r) : "0"(AWAIT(get(1))));
    return *p + r;
}

static ASYNC int test(void)
{
    struct point *p = &(struct point){AWAIT(get(1)), 2};
    AWAIT(turn());
    p->x += 10;
    AWAIT(turn());
    printf("%d %d\n", p->x, p->y);
    printf("%d\n", AWAIT(sum(&(struct point){.y = AWAIT(get(4))})));
    printf("%d\n", AWAIT(by_value((struct point){3, AWAIT(get(4))})));
    int *a = (int[]){1, AWAIT(get(2)), 3};
    AWAIT(turn());
    printf("%d\n", AWAIT(total(a, 3)));
    printf("%d\n", AWAIT(total((int[4]){[3] = 9, [1] = 1}, 4)));
    for (int i = 0; i < 3; i++) {
        struct point *q = &(struct point){.x = i};
        AWAIT(turn());
        printf("%d %d\n", q->x, q->y);
        q->x = q->y = -1;
        AWAIT(turn());
    }
    char *text = (char[]){"text"};
    AWAIT(turn());
    text[0] = 'n';
    AWAIT(turn());
    printf("%s %d\n", text, (int){AWAIT(get(7))});
    (struct point){AWAIT(get(8)), 0}.x++;
    struct point *lists[] = {&(struct point){1, 2}, &(struct point){AWAIT(get(3)), 4}};
    AWAIT(turn());
    printf("%d %d\n", AWAIT(sum(lists[0])), AWAIT(sum(lists[1])));
    printf("%d\n", AWAIT(in_assembly()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
