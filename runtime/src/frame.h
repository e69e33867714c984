/* frame.h - driving chains of frames, as the rest of the runtime sees it. */
#ifndef ASYNC_SRC_FRAME_H
#define ASYNC_SRC_FRAME_H

#include <asyncc/frame.h>

#include <stdbool.h>

enum {
    ASYNC__STATE_TAKEN = 0xFFFD, /* of an operation that has taken its arguments: it hears of its cancellation, too,
                                    before it begins */
    ASYNC__PATIENCE = 1000,      /* how often what must end may go on waiting before it is given up */
};

/* Resumes `frame`, whose callee `child` (or NULL) ended with `status`, and its callers, as async_drive() does, on the
 * stack limit that is set. */
async_status async__drive(struct async_frame *frame, struct async_frame *child, async_status status);

/* True where the body has not begun. */
bool async__frame_is_fresh(const struct async_frame *frame);
/* Raises async_self.error where `leaf` waits. One that has not begun never begins. Else as async_drive(). */
async_status async__chain_fail(struct async_frame *leaf);

#endif
