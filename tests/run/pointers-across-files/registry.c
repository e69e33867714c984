/* The registry. */
#include "registry.h"

#include "support.h"

#include <stddef.h>

int default_handler(const char *argument)
{
    AWAIT(turn());
    return argument[0];
}

handler_pointer registry[HANDLERS] = {[1] = default_handler};
ASYNC int (*fallback)(const char *) = default_handler;

handler *registry_find(int i)
{
    return registry[i] ? registry[i] : fallback;
}

void registry_set(int i, handler *h)
{
    registry[i] = h;
}

ASYNC handler *registry_find_slowly(int i)
{
    AWAIT(turn());
    return registry_find(i);
}
