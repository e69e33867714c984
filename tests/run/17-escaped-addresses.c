/* A local that is not named any more lives on while its address is in use; scopes beside each other do not disturb it.
 */
#include "support.h"

#include <stdio.h>

struct link {
    struct link *next;
    int value;
};

static ASYNC int sum(const struct link *list)
{
    int total = 0;
    for (; list; list = list->next) {
        AWAIT(turn());
        total = total * 10 + list->value;
    }
    return total;
}

static ASYNC int test(void)
{
    struct link *list = NULL;
    struct link first = {list, 1};
    list = &first;
    {
        struct link second = {list, 2};
        struct link *inner = &second;
        AWAIT(turn());
        printf("%d\n", AWAIT(sum(inner)));
    }
    {
        struct link third = {list, 3}, fourth = {&third, 4};
        struct link *inner = &fourth;
        AWAIT(turn());
        {
            struct link fifth = {inner, 5};
            inner = &fifth;
            printf("%d\n", AWAIT(sum(inner)));
        }
        printf("%d\n", AWAIT(sum(&fourth)));
    }
    for (int i = 6; i < 8; i++) {
        struct link here = {list, i};
        struct link *inner = &here;
        AWAIT(turn());
        printf("%d\n", AWAIT(sum(inner)));
    }
    struct link last = {list, 8};
    list = &last;
    printf("%d\n", AWAIT(sum(list)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
