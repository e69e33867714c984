/* An initialiser may take the address or the size of the variable that it initialises. */
#include "support.h"

#include <stdio.h>

struct node {
    struct node *self;
    int value;
    struct node *also;
};

static ASYNC int test(void)
{
    struct node n = {&n, AWAIT(get(5)), &n};
    AWAIT(turn());
    printf("%d %d %d\n", n.self == &n, n.value, n.also == &n);
    void *p = &p;
    AWAIT(turn());
    printf("%d\n", p == (void *)&p);
    int size = AWAIT(get((int)sizeof size));
    printf("%d\n", size == (int)sizeof(int));
    struct node pair[2] = {{&pair[1], AWAIT(get(1)), NULL}, {&pair[0], AWAIT(get(2)), pair}};
    AWAIT(turn());
    printf("%d %d %d\n", pair[0].self->value, pair[1].self->value, pair[1].also == pair);
    struct node *list = &(struct node){.value = AWAIT(get(6)), .self = (struct node *)&list};
    AWAIT(turn());
    printf("%d %d\n", list->value, list->self == (struct node *)&list);
    return 0;
}

int main(void)
{
    return async_run(test());
}
