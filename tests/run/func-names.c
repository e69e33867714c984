/* __PRETTY_FUNCTION__, which has the types where Clang compiles, and __builtin_FUNCTION(), which is a pointer. */
#include "support.h"

#include <stdio.h>
#include <string.h>

struct pair {
    int one, other;
};

#ifdef __clang__
static const char pretty_names[] = "const struct pair *names(const struct pair *, int (*)[2], double, ...)";
static const char pretty_of_none[] = "char (*of_none(void))[3]";
#else
static const char pretty_names[] = "names";
static const char pretty_of_none[] = "of_none";
#endif

#define NAME_OF_CALLER __builtin_FUNCTION()

static int is_any(const char *file, int n)
{
    return *file ? n : 0;
}

static ASYNC const struct pair *names(const struct pair *pair, int (*list)[2], double x, ...)
{
    static const char *const name = __builtin_FUNCTION();
    AWAIT(turn());
    printf("%d %d\n", strcmp(__PRETTY_FUNCTION__, pretty_names), sizeof __PRETTY_FUNCTION__ == sizeof pretty_names);
    printf("%s %s %s %d\n", __builtin_FUNCTION(), NAME_OF_CALLER, name, (*list)[0]);
    printf("%c %d\n", __builtin_FUNCTION()[AWAIT(quiet(1))], is_any(__builtin_FILE(), AWAIT(quiet(2))));
    printf("%d\n", sizeof __builtin_FUNCTION() == sizeof(char *) && x > 0);
    return pair;
}

static ASYNC char (*of_none(void))[3]
{
    static char text[3] = "xy";
    AWAIT(turn());
    printf("%d\n", strcmp(__PRETTY_FUNCTION__, pretty_of_none));
    return &text;
}

static ASYNC int test(void)
{
    struct pair pair = {1, 2};
    int list[2] = {3, 4};
    printf("%d\n", AWAIT(names(&pair, &list, 0.5, 1))->other);
    printf("%s %s %s\n", *AWAIT(of_none()), __FUNCTION__, __builtin_FUNCTION());
    return 0;
}

int main(void)
{
    puts(__builtin_FUNCTION());
    return async_run(test());
}
