#include "support.h"

#include "api.h"

ASYNC int present(int x)
{
    AWAIT(turn());
    return x + 10;
}

__attribute__((visibility("hidden"))) ASYNC int hidden(int x)
{
    AWAIT(turn());
    return x + 20;
}

ASYNC int by_pragma(int x)
{
    AWAIT(turn());
    return x + 30;
}
