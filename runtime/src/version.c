/* version.c - the version of the library. */
#include <asyncc/version.h>

const char *async_version(void)
{
    return ASYNCC_VERSION;
}
