/* Functions out of macros whose results have types that headers, or the compiler, give as macros: bool, for one. */
#include "support.h"
#include <stdbool.h>
#include <stdio.h>

#define NUMBER __INT32_TYPE__
#define QUEUE(T, name)                                                                                                 \
    struct name {                                                                                                      \
        T items[4];                                                                                                    \
        unsigned head, tail;                                                                                           \
    };                                                                                                                 \
    static void name##_put(struct name *q, T item)                                                                     \
    {                                                                                                                  \
        q->items[q->tail++ % 4] = item;                                                                                \
    }                                                                                                                  \
    static ASYNC bool name##_get(struct name *q, T *out)                                                               \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        return q->head != q->tail && (*out = q->items[q->head++ % 4], true);                                           \
    }
#define SAME(T, name)                                                                                                  \
    static inline T ASYNC __attribute__((noinline)) name(T x)                                                          \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        return x;                                                                                                      \
    }

struct message {
    int from;
};

QUEUE(struct message, inbox)
SAME(bool, same_bool)
SAME(__SIZE_TYPE__, same_size)
SAME(NUMBER, same_number)

static ASYNC int all(void)
{
    struct inbox q = {.head = 0};
    struct message m;
    for (int i = 1; i < 4; i++) {
        inbox_put(&q, (struct message){i});
    }
    while (AWAIT(inbox_get(&q, &m))) {
        printf("from %d\n", m.from);
    }
    return AWAIT(same_bool(7)) + (int)AWAIT(same_size(20)) + AWAIT(same_number(300));
}

int main(void)
{
    printf("%d\n", async_run(all()));
    return 0;
}
