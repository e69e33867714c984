/* An ordinary C file may include the headers too. */
#include "sub/shapes.h"

int plain_area(int a, int b)
{
    return plain_product(a, b);
}
