/* A second user of the inline functions. */
#include "list.h"

ASYNC int other_sum(const struct list *list)
{
    return AWAIT(list_sum(list));
}
