/* The erasing header: put before the real one in the include path, it makes an async C program the blocking C program
 * that the law of erasure says it is. What has no blocking counterpart (SPAWN, errors, cancellation) is not here, so
 * that using it fails to compile. */
#ifndef ASYNCC_ERASED
#define ASYNCC_ERASED

#define ASYNC_ASYNC
#define ASYNC_AWAIT(...) (__VA_ARGS__)
#define ASYNC_AWAIT_ALL(...) ((void)(__VA_ARGS__))
#ifndef ASYNCC_NO_SHORT_NAMES
#define ASYNC ASYNC_ASYNC
#define AWAIT ASYNC_AWAIT
#define AWAIT_ALL ASYNC_AWAIT_ALL
#define DEFER ASYNC_DEFER
#endif
#define async_run(...) (__VA_ARGS__)

#define async_yield() ((void)0)
#define async_sleep(seconds) ((void)(seconds))

/* A GNU nested function, run as a cleanup when the scope is left. Clang has none: it is only asked what it warns about,
 * and sees an ordinary block. */
#ifdef __clang__
#define ASYNC_DEFER
#else
#define ASYNC_DEFER ERASED_DEFER(__COUNTER__)
#endif
#define ERASED_DEFER(n) ERASED_DEFER_(n)
#define ERASED_DEFER_(n)                                                                                               \
    auto void erased_defer_##n(char *);                                                                                \
    char erased_scope_##n __attribute__((cleanup(erased_defer_##n), unused));                                          \
    void erased_defer_##n(char *scope __attribute__((unused)))

#endif
