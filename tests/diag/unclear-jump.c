/* Jumps in the heads of loops are of one loop to GCC, of another one to Clang. */
#include <asyncc.h>

static ASYNC int heads(int n)
{
    for (int i = ({ if (n > 100) { return 1; } 0; }); i < ({ if (i > n) { break; } 9; }); // expect-error: do not agree which loop this break is of
         i += ({ if (i > n) { continue; } 1; })) {                                        // expect-error: do not agree which loop this continue is of
        AWAIT(async_yield());
    }
    for (;;) {
        while (({ if (n) { break; } n; })) { // expect-error: do not agree which loop this break is of
            n++;
        }
        do {
            n--;
        } while (({ switch (n) { case 0: continue; default: break; } n; })); // expect-error: do not agree which loop this continue is of
        if (({ if (n > 3) { break; } n; })) {
            AWAIT(async_yield());
        }
        while (({ for (;;) { if (n) { break; } } AWAIT(async_yield()); n > 5; })) {
            n--;
            continue;
        }
        switch (({ if (n) { break; } n; })) {
        default:
            break;
        }
    }
    return n;
}
