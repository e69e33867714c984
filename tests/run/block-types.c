/* Types declared in blocks, twice under one name, used for parameters of calls and casts, with AWAITs in the sizes. */
#include "support.h"

#include <stdio.h>

struct value {
    int i;
};

static ASYNC int read_value(void *p)
{
    AWAIT(turn());
    return ((struct value *)p)->i;
}

static ASYNC int test(void)
{
    for (int round = 0; round < 2; round++) {
        if (round) {
            struct value {
                char c;
                double d;
            } v = {'v', 0.5};
            struct value *p = &v;
            AWAIT(turn());
            printf("%c %.1f %d\n", p->c, v.d, sizeof(struct value) > sizeof(int));
        } else {
            struct value {
                int i[2];
            } v = {{AWAIT(quiet(3)), 4}};
            AWAIT(turn());
            printf("%d %d\n", v.i[1], AWAIT(read_value(&v)));
        }
    }
    struct value outer = {5};
    AWAIT(turn());
    typedef struct tree {
        struct tree *left, *right;
        int key;
    } tree;
    tree leaf = {.key = AWAIT(quiet(1))}, root = {&leaf, &(tree){.key = 2}, 3};
    AWAIT(turn());
    printf("%d %d %d %d\n", root.left->key, root.right->key, root.key, outer.i);
    enum level { LOW, MIDDLE = 10, HIGH } level = AWAIT(quiet(1)) ? HIGH : LOW;
    int counts[HIGH + 1] = {[MIDDLE] = 7};
    AWAIT(turn());
    printf("%d %d %zu\n", level, counts[level - 1], sizeof counts / sizeof *counts);
    typedef int matrix[2][2];
    matrix m = {{1, 2}, {3, AWAIT(quiet(4))}};
    AWAIT(turn());
    {
        typedef double matrix[1];
        matrix n = {0.25};
        AWAIT(turn());
        printf("%.2f %d\n", n[0], m[1][1]);
    }
    union {
        struct {
            short a, b;
        };
        int both;
    } u = {{1, (short)AWAIT(quiet(2))}};
    AWAIT(turn());
    printf("%d\n", u.both == 1 + 2 * 65536);
    return 0;
}

int main(void)
{
    return async_run(test());
}
