/* Frames are aligned to a page at most. */
#include <asyncc.h>

ASYNC int other(void);

typedef int wide __attribute__((aligned(64)));

ASYNC int pages(wide parameter)
{
    _Alignas(4096) char fine[1];
    _Alignas(8192) char page[1]; // expect-error: 'page'.*more than 4096
    fine[0] = page[0] = (char)parameter;
    AWAIT(other());
    return page[0] + fine[0];
}
