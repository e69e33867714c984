/* Attributes by which somebody calls an ASYNC function who cannot await it. */
#include <asyncc.h>

#define LAST __attribute__((destructor))

ASYNC __attribute__((noinline, constructor)) void first(void); // expect-error: cannot be a 'constructor'
ASYNC void first(void)
{
    AWAIT(async_yield());
}

ASYNC LAST void last(void) // expect-error: cannot be a 'destructor'
{
    AWAIT(async_yield());
}

ASYNC int other(void) __attribute__((__alias__("first"))); // expect-error: cannot be a 'alias'

int plainly(void) __attribute__((weak, alias("by_alias"))); // expect-error: 'by_alias' is ASYNC: no ordinary function can be its alias
ASYNC int by_alias(void)
{
    return 1;
}
int chosen(void) __attribute__((ifunc("choose"))); // expect-error: 'choose' is ASYNC: no ordinary function can be its ifunc
static ASYNC void *choose(void)
{
    return NULL;
}
int aliased(void) __attribute__((alias("ordinary")));
#define ALIAS_OF(f) __attribute__((alias(#f)))
static const char *const by_macro[] = {"choose"};
int aliased_too(void) ALIAS_OF(ordinary);
static const char *const behind[] = {"by_alias"};
int ordinary(void)
{
    return 1;
}

static ASYNC void leave(int *p);
static void leave_plainly(int *p);
#define CLEAN(f) __attribute__((cleanup(f)))

static ASYNC int cleaned(void)
{
    __attribute__((unused, cleanup(leave))) int x = 0; // expect-error: 'leave' is ASYNC, and a cleanup cannot be awaited
    CLEAN(leave_plainly) int y = 0;
    AWAIT(async_yield());
    return x + y;
}

static int cleaned_plainly(void)
{
    int x CLEAN(leave) = 0; // expect-error: 'leave' is ASYNC, and a cleanup cannot be awaited
    int y CLEAN(leave_plainly) = 0;
    return x + y;
}
