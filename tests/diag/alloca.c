/* What alloca() gives lies on the C stack, too. */
#define _GNU_SOURCE
#include <alloca.h>
#include <asyncc.h>
#include <string.h>

static ASYNC int length(int n)
{
    char *text = alloca((size_t)n + 1); // expect-error: alloca
    memset(text, 'x', (size_t)n);
    text[n] = '\0';
    AWAIT(async_yield());
    return (int)strlen(text);
}

static ASYNC int builtin(int n)
{
    int *p = __builtin_alloca(sizeof *p); // expect-error: alloca
    *p = n;
    AWAIT(async_yield());
    return *p;
}

static ASYNC int inside_a_macro(const char *text)
{
    char *copy = strdupa(text); // expect-error: alloca
    AWAIT(async_yield());
    return *copy;
}

int main(void)
{
    return async_run(length(3)) + async_run(builtin(3)) + async_run(inside_a_macro(""));
}
