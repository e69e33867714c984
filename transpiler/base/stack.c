/* stack.c - a thread has a stack as large as it asks for. */
#define _GNU_SOURCE
#include "stack.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

enum {
    STACK_SIZE = 256 << 20,
    HANDLER_SIZE = 64 << 10,
    GUARD = 1 << 20, /* how far from the end a frame that is too large reaches */
};

static uintptr_t stack_end; /* the lowest address of the large stack; 0 where there is none */

struct call {
    void (*run)(void *data);
    void *data;
};

static void find_end(void)
{
    pthread_attr_t attributes;
    void *lowest;
    size_t size;
    if (!pthread_getattr_np(pthread_self(), &attributes)) {
        stack_end = pthread_attr_getstack(&attributes, &lowest, &size) ? 0 : (uintptr_t)lowest;
        pthread_attr_destroy(&attributes);
    }
}

/* For handlers, unless a sanitizer has given this thread one. */
static void add_handler_stack(void)
{
    static char memory[HANDLER_SIZE];
    stack_t present, wanted = {.ss_sp = memory, .ss_size = sizeof memory};
    if (!sigaltstack(NULL, &present) && (present.ss_flags & SS_DISABLE)) {
        sigaltstack(&wanted, NULL);
    }
}

static void *run_call(void *data)
{
    struct call *call = data;
    find_end();
    add_handler_stack();
    call->run(call->data);
    return NULL;
}

void ac_with_large_stack(void (*run)(void *data), void *data)
{
    struct call call = {run, data};
    pthread_attr_t attributes;
    pthread_t thread;
    int error = pthread_attr_init(&attributes);
    if (!error) {
        error = pthread_attr_setstacksize(&attributes, STACK_SIZE);
        error = error ? error : pthread_create(&thread, &attributes, run_call, &call);
        pthread_attr_destroy(&attributes);
    }
    if (error) {
        run(data);
    } else {
        pthread_join(thread, NULL);
        stack_end = 0;
    }
}

bool ac_is_stack_exhausted(const void *address)
{
    uintptr_t at = (uintptr_t)address;
    return stack_end && at < stack_end + GUARD && at + GUARD >= stack_end;
}
