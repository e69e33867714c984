/* asyncc/embed.h - asyncc inside a program that has an event loop, or an allocator, of its own.
 *
 * An embedded loop has tasks, futures, callbacks and timers as any other, but nothing that waits: the program gives it
 * a turn where it has something to do. It needs neither epoll nor a descriptor.
 *
 *     async_loop *loop = async_embed_new(NULL, NULL, NULL);
 *     FUTURE(int) answer = SPAWN_ON(loop, serve());
 *     for (;;) {
 *         double seconds = async_embed_turn(loop);    until then there is nothing to do
 *         my_poll(seconds);                           may settle futures, schedule callbacks, ...
 *     } */
#ifndef ASYNCC_EMBED_H
#define ASYNCC_EMBED_H

#include <asyncc/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/* As malloc() and free(): for all memory of the runtime, on all threads. */
typedef struct async_allocator {
    void *(*allocate)(size_t size);
    void (*release)(void *memory);
} async_allocator;

/* To be called before anything else. -EBUSY where memory has been allocated already. */
int async_set_allocator(const async_allocator *allocator);

/* Called where another thread has scheduled a callback by async_call_soon_threadsafe(), on that thread. */
typedef void async_embed_wake(void *arg);

/* A loop that does not wait. `wake` may be NULL; then async_call_soon_threadsafe() fails (ENOTSUP). NULL: as
 * async_loop_new(). Functions that would run it until something happens are -ENOTSUP; async_loop_close() closes it. */
async_loop *async_embed_new(const async_loop_options *options, async_embed_wake *wake, void *arg);

/* Runs one iteration: the timers that are due, then all that was ready before. Gives the seconds until there is
 * something to do again: 0, or more, or INFINITY; or a negative errno value: -EBUSY, -ESHUTDOWN as
 * async_loop_run_forever(), or that of the clock. */
double async_embed_turn(async_loop *loop);

#ifdef __cplusplus
}
#endif
#endif
