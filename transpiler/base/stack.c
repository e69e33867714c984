/* stack.c - a thread has a stack as large as it asks for. */
#include "stack.h"

#include <pthread.h>
#include <stddef.h>

enum { STACK_SIZE = 256 << 20 };

struct call {
    void (*run)(void *data);
    void *data;
};

static void *run_call(void *data)
{
    struct call *call = data;
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
    }
}
