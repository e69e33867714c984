/* same.c - asks for everything that the project says of its target. */
#include "beside.h"
#include <asyncc.h>
#include <from_system.h>
#include <generated.h>
#include <only.h>

#if !defined FROM_ADD_DEFINITIONS || !defined FROM_DIRECTORY || !defined FROM_OPTION || !defined FROM_FORCED_HEADER
#error "definitions are missing"
#endif
#if !defined ONLY_C || defined ONLY_CXX || !defined GNU_OR_CLANG || !defined IS_DEBUG || !defined FROM_DEBUG_FLAGS
#error "generator expressions are missing"
#endif
#if __STDC_VERSION__ != 199901L || !defined __STRICT_ANSI__
#error "another standard"
#endif
#if __has_include("beside.h") != 1
#error "lookup beside the original fails"
#endif

ASYNC int one(void)
{
    char check[sizeof FROM_FLAGS == 4 && sizeof FROM_DEPENDENCY == 4 && sizeof QUOTES == 4 && BACKSLASH == 92 ? 1 : -1];
    AWAIT(async_yield());
    return (int)sizeof check * BESIDE + FROM_SYSTEM + FROM_GENERATED_HEADER;
}
