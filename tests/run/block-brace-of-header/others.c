/* The same, where the header's macros are expanded in any case. */
#include "shared.h"

#include <asyncc.h>

#include "braces.h"

ASYNC void opened_by_header(int a)
{
    AWAIT_LOCK(&lock) {
        OPEN_IF(a)
            tell("in");
        }
        AWAIT(turn());
    }
    tell("behind");
}

ASYNC void two(int a)
{
    AWA\
IT_LOCK(&lock) {
        while (a) {
            if (a--) {
                tell("in");
        CLOSE_TWO
        AWAIT(turn());
    }
    tell("behind");
}
