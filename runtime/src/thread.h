/* thread.h - what the runtime knows of the calling thread, beside async_self, which generated code sees. */
#ifndef ASYNC_THREAD_H
#define ASYNC_THREAD_H

#include <asyncc/frame.h>
#include <asyncc/loop.h>

#include <stdbool.h>

struct async__loop;

struct async__thread {
    struct async__loop *running;     /* borrowed; the loop that runs on this thread */
    struct async_loop *event_loop;   /* what async_get_event_loop() gives; may be closed */
    const struct async_hooks *hooks; /* borrowed; of the loop that is made, runs or closes; NULL: nothing fails */
    char *stack_bottom, *stack_top;  /* of the C stack; NULL until known */
    const struct async_site *place;  /* in debug mode: from where the step that runs goes on; NULL: not known */
    const struct async_self *self;   /* of this thread, for debuggers, which may not find what is thread-local */
    unsigned no_recycling;           /* how many loops of this thread want frames not to be reused */
    struct async__locals *locals;    /* of the callback that runs, or else of the thread itself; or NULL */
    bool has_exit;                   /* async__thread_exit() will be called when the thread ends */
};

extern ASYNC__TLS struct async__thread async__thread;

/* Arranges that the free frames of this thread, and what else it keeps, are given back when it ends. False: no memory.
 */
bool async__thread_register(void);

/* The error that the hook wants the system call or allocation `what` to fail with; 0: none. */
int async__fault(const char *what);

/* Sets async_self.stack_limit as deep below the caller as the C stack allows. Gives the old one. */
char *async__stack_enter(void);

#endif
