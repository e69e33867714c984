/* Compound literals of all kinds: const ones, arrays of structs, nested ones, in conditions and loops, static ones. */
#include "support.h"

#include <stdio.h>

struct point {
    int x, y;
};
struct line {
    struct point from, to;
    const struct point *mid;
};

static const struct point *origin = &(const struct point){0, 0};

static ASYNC int length(struct line l)
{
    AWAIT(turn());
    return l.to.x - l.from.x + (l.mid ? l.mid->y : 0);
}

static ASYNC const struct point *choose(const struct point *a, const struct point *b)
{
    return AWAIT(quiet(1)) ? b : a;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(length((struct line){{1, 2}, {.x = AWAIT(quiet(30))}, &(struct point){0, 100}})));
    const struct point *p = AWAIT(choose(origin, &(struct point){5, AWAIT(quiet(6))}));
    AWAIT(turn());
    printf("%d %d %d\n", p->x, p->y, origin->x);
    for (int i = 0; i < 2; i++) {
        const char **words = (const char *[]){"zero", "one", NULL};
        AWAIT(turn());
        printf("%s %zu\n", words[i], sizeof(int[]){1, 2, 3} / sizeof(int));
        words[i] = NULL;
    }
    if ((struct point){AWAIT(quiet(1)), 0}.x && ((int[]){0, AWAIT(quiet(1))})[1]) {
        puts("then");
    }
    struct point *many = (struct point[3]){[1] = {AWAIT(quiet(2)), 3}, [2].y = 4};
    AWAIT(turn());
    printf("%d %d %d %d\n", many[0].x, many[1].x, many[1].y, many[2].y);
    int *cell = &(int){AWAIT(quiet(8))};
    ++*cell;
    AWAIT(turn());
    printf("%d\n", *cell);
    struct point q = AWAIT(quiet(0)) ? (struct point){1, 1} : (struct point){AWAIT(quiet(2)), 2};
    q = (struct point){q.y, AWAIT(quiet(q.x)) + 10};
    printf("%d %d\n", q.x, q.y);
    return 0;
}

int main(void)
{
    return async_run(test());
}
