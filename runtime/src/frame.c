/* frame.c - drives chains of frames, and coroutines by hand. docs/frame-abi.md describes the protocol. */
#include "frame.h"
#include "memory.h"
#include "thread.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

ASYNC__TLS struct async_self async_self;

/* ---- driving ----------------------------------------------------------------------------------------------------- */

async_status async__drive(struct async_frame *frame, struct async_frame *child, async_status status)
{
    for (;;) {
        async_self.child = child;
        async_self.status = status;
        status = frame->function->resume(frame);
        if (status == ASYNC_PENDING) {
            if (!async_self.start_later) {
                return ASYNC_PENDING;
            }
            async_self.start_later = 0;
            frame = async_self.leaf;
            child = NULL;
            status = ASYNC_DONE;
            continue;
        }
        child = frame;
        frame = frame->caller;
        if (!frame) {
            async_self.child = child;
            return status;
        }
    }
}

async_status async_drive(struct async_frame *leaf, async_status status)
{
    char *limit = async__stack_enter();
    status = async__drive(leaf, NULL, status);
    async_self.stack_limit = limit;
    return status;
}

bool async__frame_is_fresh(const struct async_frame *frame)
{
    return frame->state == 0 || frame->state == ASYNC_STATE_SAVED || frame->state == ASYNC__STATE_TAKEN;
}

async_status async__chain_fail(struct async_frame *leaf)
{
    if (!async__frame_is_fresh(leaf) || leaf->state == ASYNC__STATE_TAKEN) {
        return async_drive(leaf, ASYNC_FAILED);
    }
    if (!leaf->caller) {
        async_self.child = leaf;
        return ASYNC_FAILED;
    }
    char *limit = async__stack_enter();
    async_status status = async__drive(leaf->caller, leaf, ASYNC_FAILED);
    async_self.stack_limit = limit;
    return status;
}

async_status async__take_failed(void *result, struct async_frame *callee)
{
    (void)result;
    if (callee) {
        async_frame_free(callee);
    }
    return ASYNC_FAILED;
}

/* ---- for functions of very many AWAITs --------------------------------------------------------------------------- */

async_status async_suspend_noinline(struct async_frame *frame, unsigned state)
{
    return async_suspend(frame, state);
}

async_status async__take_noinline(void *result, size_t size, size_t offset)
{
    return async__take(result, size, offset);
}

/* ---- a callee whose caller gets no memory ------------------------------------------------------------------------ */

/* A callee that goes on awaiting after each ENOMEM cannot be left behind, and there is nobody to go on with it. */
static void give_up(void)
{
    fputs("asyncc: out of memory, and an ASYNC function does not end when told so\n", stderr);
    abort();
}

async_status async__abandon(void *result, size_t size, size_t offset)
{
    async_status status = ASYNC_PENDING;
    for (int rounds = 0; status == ASYNC_PENDING; rounds++) {
        bool has_frame = async_self.top;
        struct async_frame *leaf = async_self.leaf;
        async_self.start_later = 0;
        if (async_self.unhook && async_self.root) {
            async_self.unhook(async_self.root);
        }
        async_raise(NULL, ENOMEM, "out of memory");
        if (!has_frame) {
            return ASYNC_FAILED;
        }
        if (rounds == ASYNC__PATIENCE) {
            give_up();
        }
        status = async__chain_fail(leaf);
    }
    struct async_frame *callee = async_self.child;
    if (size && status == ASYNC_DONE) {
        memcpy(result, (char *)callee + offset, size);
    }
    async_frame_free(callee);
    return status;
}

/* ---- coroutines by hand ------------------------------------------------------------------------------------------ */

void async__coroutine_start(async_coroutine *coroutine, async_status status)
{
    async_self.start_later = 0;
    coroutine->status = status;
    coroutine->frame = NULL;
    coroutine->error.code = 0;
    if (status == ASYNC_PENDING) {
        coroutine->frame = async_self.leaf;
    } else {
        coroutine->error = async_self.error;
    }
}

/* Goes on with one that waits; `code`, unless 0, is raised in it. The error in flight, where a cleanup called this, is
 * afterwards what it was. */
static async_status run_coroutine(async_coroutine *coroutine, int code)
{
    async_error in_flight = async_self.error;
    async_status status;
    struct async_frame *leaf = coroutine->frame;
    void *root = async_self.root;
    void (*unhook)(void *) = async_self.unhook;
    async_self.root = NULL;
    async_self.unhook = NULL;
    coroutine->frame = NULL;
    if (code) {
        async_raise(NULL, code, "%s", "");
    }
    status = code ? async__chain_fail(leaf) : async_drive(leaf, ASYNC_DONE);
    async_self.root = root;
    async_self.unhook = unhook;
    coroutine->status = status;
    if (status == ASYNC_FAILED) {
        coroutine->error = async_self.error;
        async_frame_free(async_self.child);
    } else {
        coroutine->frame = status == ASYNC_PENDING ? async_self.leaf : async_self.child;
    }
    async_self.error = in_flight;
    return status;
}

/* One that waits but has no frame is running: it was resumed from inside itself. */
static bool is_running(const async_coroutine *coroutine)
{
    return coroutine->status == ASYNC_PENDING && !coroutine->frame;
}

async_status async_coroutine_resume(async_coroutine *coroutine)
{
    if (is_running(coroutine)) {
        return async_raise(NULL, EBUSY, "coroutine is already running");
    }
    return coroutine->status == ASYNC_PENDING ? run_coroutine(coroutine, 0) : coroutine->status;
}

async_status async_coroutine_throw(async_coroutine *coroutine, int code)
{
    if (is_running(coroutine)) {
        return async_raise(NULL, EBUSY, "coroutine is already running");
    }
    if (coroutine->status != ASYNC_PENDING) {
        return coroutine->status;
    }
    return run_coroutine(coroutine, code ? code : EINVAL);
}

int async_coroutine_destroy(async_coroutine *coroutine)
{
    if (is_running(coroutine)) {
        return -EBUSY;
    }
    if (coroutine->status == ASYNC_PENDING && async_coroutine_throw(coroutine, ECANCELED) == ASYNC_PENDING) {
        return -EBUSY;
    }
    if (coroutine->frame) {
        async_frame_free(coroutine->frame);
        coroutine->frame = NULL;
    }
    return 0;
}
