/* static inline ASYNC functions in a header: each file that uses one gets its own. */
#ifndef LIST_H
#define LIST_H

#include "support.h"

#include <stddef.h>

struct list {
    struct list *next;
    int value;
};

static inline ASYNC int list_sum(const struct list *list)
{
    static int calls;
    int sum = ++calls * 1000;
    for (; list; list = list->next) {
        sum += AWAIT(quiet(list->value));
    }
    return sum;
}

static inline ASYNC int list_length(const struct list *list)
{
    if (!list) {
        return 0;
    }
    AWAIT(turn());
    return AWAIT(list_length(list->next)) + 1;
}

static inline ASYNC int list_unused(const struct list *list)
{
    return AWAIT(list_length(list)) + AWAIT(list_sum(list));
}

static inline int list_first(const struct list *list)
{
    return list ? list->value : -1;
}

ASYNC int other_sum(const struct list *list);

#endif
