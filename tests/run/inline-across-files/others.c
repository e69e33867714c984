#include "support.h"

typedef ASYNC int operation(int x);

extern inline ASYNC int doubled(int x);
operation *doubled_there(void);

inline ASYNC int doubled(int x)
{
    return AWAIT(quiet(x)) * 2;
}

operation *doubled_there(void)
{
    return doubled;
}
