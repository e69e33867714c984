// An array on the heap whose declarator has no steps in front of it.
#include <asyncc.h>

ASYNC int get(int x);

ASYNC int f(int n)
{
    char array[n];
    AWAIT(get(array[0] = 1));
    return array[0];
}
