/* Found by -I, and by a macro. */
#ifndef MINE_H
#define MINE_H

#include <lib/lib.h>

static inline ASYNC int mine(int x)
{
    struct local {
        char c;
        int i;
    } local = {1, x};
    AWAIT(turn());
    return local.c + local.i + AWAIT(lib_get(x)) + AWAIT(detail_get(1));
}

#endif
