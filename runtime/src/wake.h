/* wake.h - an eventfd that wakes a loop: what drivers that wait for descriptors use. */
#ifndef ASYNC_WAKE_H
#define ASYNC_WAKE_H

#include "internal.h"

/* Opens loop->wake_fd. 0 or a negative errno value. */
int async__wake_open(struct async__loop *loop);
void async__wake_close(struct async__loop *loop);
/* Makes wake_fd readable. Any thread, as long as it is open. 0 or a negative errno value. */
int async__wake(struct async__loop *loop);
/* It was readable: it is not any more. 0 or a negative errno value. */
int async__wake_clear(struct async__loop *loop);

#endif
