/* The name that #pragma weak makes weak is not the one of the code. */
#include <asyncc.h>
#pragma weak early // expect-error: 'early' is ASYNC, and #pragma weak means the ordinary function that it is not
#pragma weak plain
ASYNC void early(void);
void plain(void);
ASYNC int target(int x)
{
    AWAIT(early());
    plain();
    return x;
}
#if 0
#pragma weak target
#endif
#pragma weak alias = target // expect-error: 'target' is ASYNC, and #pragma weak means
