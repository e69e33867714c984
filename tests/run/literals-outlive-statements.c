/* A compound literal lives until the end of the block around it, not only of its statement. */
#include "support.h"

#include <stdio.h>

struct point {
    int x, y;
};

/* Overwrites what the stack has free. */
static __attribute__((noinline)) int overwrite(int n)
{
    volatile int junk[200];
    for (int i = 0; i < 200; i++) {
        junk[i] = -n;
    }
    return junk[n % 200];
}

static int first(const int *p)
{
    return *p;
}

static ASYNC void assigned(void)
{
    int *p, *q, a = 0;
    unsigned long b;
    struct point *s;
    b = (unsigned long)(p = &(int[]){10, 11, 12}[++a]);
    q = (int[]){AWAIT(get(20)), a++, 22};
    s = &(struct point){.y = AWAIT(get(30))};
    int w[40] = {overwrite(a)};
    printf("%d %d %d %d %d %d %d\n", *p, *(int *)b, q[0], q[1], q[2], s->y, w[0]);
}

static ASYNC void in_blocks(int n)
{
    for (int i = 0; i < n; i++) {
        int *p = NULL;
        switch (i) {
        case 0:
            p = &(int){AWAIT(get(1)) + n};
            /* fall through */
        case 1:
            if (!p)
                p = (int[]){AWAIT(get(2)), 5}, p[0] += first(p);
            else
                p = &(int){first(p) + 100};
            break;
        default:
            p = ((int[2]){AWAIT(get(3))});
        }
        overwrite(i + 1);
        printf("%s\n", p ? "set" : "unset");
    }
    const int *r;
    for (r = &(int){AWAIT(get(40))}; n-- > 0; overwrite(n)) {
        printf("%d\n", *r + AWAIT(quiet(n)));
    }
}

static ASYNC int in_expressions(int n)
{
    const int limit = n;
    AWAIT(turn());
    int sum = ({
        int *p, *q;
        p = (int[]){n, n + 1};
        q = &(int){AWAIT(get(p[1]))};
        overwrite(n);
        *p + *q;
    });
    {
        const int *p;
        p = limit > 3 ? &(int){7} : (int[]){8, 9};
        sum += overwrite(n) + *p;
    }
    return sum + AWAIT(quiet(limit));
}

static ASYNC void all(void)
{
    AWAIT(assigned());
    AWAIT(in_blocks(3));
    printf("%d\n", AWAIT(in_expressions(5)));
    printf("%d\n", AWAIT(in_expressions(2)));
}

int main(void)
{
    async_run(all());
    return 0;
}
