/* Statement expressions that give pointers, structs, arrays by pointer, and those that end in no value. */
#include "support.h"

#include <stdio.h>

struct list {
    int items[3];
    int n;
};

#define PUSH(to, x)                                                                                                    \
    ({                                                                                                                 \
        struct list *list_ = (to);                                                                                     \
        int x_ = (x);                                                                                                  \
        list_->items[list_->n++] = x_;                                                                                 \
        AWAIT(turn());                                                                                                 \
        list_;                                                                                                         \
    })
#define CLAMP(x, low, high)                                                                                            \
    ({                                                                                                                 \
        __auto_type x_ = (x);                                                                                          \
        __auto_type low_ = (low);                                                                                      \
        __auto_type high_ = (high);                                                                                    \
        x_<low_ ? low_ : x_> high_ ? high_ : x_;                                                                       \
    })

static ASYNC struct list list(int n)
{
    AWAIT(turn());
    return (struct list){.items = {n}, .n = 1};
}

static ASYNC int test(void)
{
    struct list l = AWAIT(list(1));
    printf("%d\n", PUSH(PUSH(&l, AWAIT(get(2))), AWAIT(get(3)))->n);
    printf("%d %d %d\n", l.items[0], l.items[1], l.items[2]);
    printf("%.1f\n", CLAMP(AWAIT(quiet(5)) / 2.0, 0.0, CLAMP(AWAIT(quiet(2)), 1, 3)));
    struct list m = ({
        struct list t = AWAIT(list(7));
        t.n = 3;
        t;
    });
    AWAIT(turn());
    printf("%d %d\n", m.items[0], m.n);
    const char *s = ({
        const char *t = NULL;
        if (AWAIT(quiet(1)))
            t = "chosen";
        t;
    });
    puts(s);
    ({
        int unused = AWAIT(get(8));
        (void)unused;
    });
    ({ AWAIT(turn()); });
    ({ ; });
    int depth = ({ ({ ({ AWAIT(get(9)); }) + AWAIT(quiet(1)); }) + 1; });
    int a[] = {({ AWAIT(quiet(1)); }), ({
                   int t = AWAIT(quiet(2));
                   t *t;
               })};
    printf("%d %d %d\n", depth, a[0], a[1]);
    while (({
        int t = AWAIT(quiet(depth--));
        t > 9;
    })) {
        printf("depth %d\n", depth);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
