/* A function of a header that declares a struct where #pragma pack tells how. */
#include <asyncc.h>

#include "header-pack.h"

// expect-error@header-pack.h:13: declares a struct inside, in a header with #pragma pack

int main(void)
{
    return async_run(inside(1)) + async_run(fine(0));
}
