/* local.h - task-local values: each task and each callback has a set of them, which it shares with others until one of
 * them sets a value. */
#ifndef ASYNC_LOCAL_SETS_H
#define ASYNC_LOCAL_SETS_H

struct async__locals;

/* Gives up a set; NULL is fine. Any thread. */
void async__locals_release(struct async__locals *locals);
/* Calls back with a set, which it takes. */
void async__locals_call(struct async__locals *locals, void (*callback)(void *arg), void *arg);

/* One more reference to a set. */
struct async__locals *async__locals_share(struct async__locals *locals);

#endif
