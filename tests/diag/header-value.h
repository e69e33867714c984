#ifndef HEADER_VALUE_H
#define HEADER_VALUE_H

#include <asyncc.h>

typedef ASYNC int operation(int x);

static inline ASYNC int plain(int x)
{
    return x + 1;
}

ASYNC int elsewhere(int x);
extern operation *const declared[];

static operation *const used[] = {plain, elsewhere};
static operation *const not_used[] = {plain, elsewhere};
static operation *of_function[1];
operation *external = elsewhere;
extern ASYNC typeof(plain) *only_type;

static inline operation *choose(void)
{
    of_function[0] = plain;
    return plain;
}

static inline operation *choose_for_others(void)
{
    return choose();
}

static inline int run_for_others(void)
{
    return async_run(plain(not_used[0] != 0));
}

static inline ASYNC int of_async(int x)
{
    operation *chosen = plain;
    return AWAIT(chosen(x)) + AWAIT(choose_for_others()(x));
}

#endif
