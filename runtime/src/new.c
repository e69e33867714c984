/* new.c - loops that wait by epoll, made on demand. */
#include "internal.h"

async_loop *async_loop_new_with(const async_loop_options *options)
{
    struct async__loop *loop = async__loop_make(&async__epoll_driver, options);
    return loop ? async__loop_handle(loop) : NULL;
}

async_loop *async_loop_new(void)
{
    return async_loop_new_with(NULL);
}

async_loop *async_get_event_loop(void)
{
    int error;
    if (async__thread.running) {
        return async__loop_handle(async__thread.running);
    }
    if (async__thread.event_loop && async__loop_here(async__thread.event_loop, &error)) {
        return async__thread.event_loop;
    }
    return async_loop_new();
}
