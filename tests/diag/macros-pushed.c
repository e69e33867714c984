/* What pushes and pops macros, and is no #pragma. */
#include <asyncc.h>

#define K 1
#define SAVE _Pragma("push_macro(\"K\")") // expect-error: asyncc does not see what this does to macros
#define PRAGMA(x) _Pragma(#x)
#define RESTORE PRAGMA(pop_macro("K")) // expect-error: asyncc does not see what this does to macros
#ifdef _MSC_VER
__pragma(push_macro("K"))
#endif

ASYNC int fetch(int x);

ASYNC int twice(int x)
{
    _Pragma(" pop_macro(\"K\")") // expect-error: asyncc does not see what this does to macros
    return AWAIT(fetch(x)) * 2;
}

const char *name_of_the_pragma(void)
{
    return "push_macro(\"K\")";
}
