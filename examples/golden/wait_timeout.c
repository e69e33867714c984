/* Made by asyncc from wait_timeout.c: edit that. */
#line 1 "wait_timeout.c"
/* Waiting for ten tasks, but not for longer than 0.45 seconds: those that are done give their results, the others are
 * cancelled. A cancelled task gets ECANCELED where it waits; it may clean up, and passes the error on. */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 10 };

#line 11 "golden/wait_timeout.c"
struct sleeper__frame {
    struct async_frame head;
    union {
        int result;
        int n; /* until it is done */
    };
};
static async_status sleeper__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site sleeper__sites[] = {
    { "wait_timeout.c", "sleeper", 8, 0x2 },
    { "wait_timeout.c", "sleeper", 11, 0x2 },
    { "wait_timeout.c", "sleeper", 14, 0 },
};
static const struct async_function sleeper__function = {
    sleeper__resume, sleeper__sites, sizeof(struct sleeper__frame)
};
static async_status sleeper__async(struct async_frame *storage, int *result, int n);
#line 8 "wait_timeout.c"
static async_status sleeper__async(struct async_frame *storage, int *result, int n)
#line 31 "golden/wait_timeout.c"
{
    struct sleeper__frame *frame = (struct sleeper__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        case ASYNC_STATE_SAVED: goto started;
        default: goto start_later;
        }
    }
    if (async_stack_low()) {
    start_later:
        if (!(frame = (struct sleeper__frame *)async_frame_new(&sleeper__function))) { return ASYNC_FAILED; }
        frame->n = n;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        n = frame->n;
    }
#line 9 "wait_timeout.c"
{
    async_error error;
    {
#line 11 "wait_timeout.c"
        status = async_sleep__async(NULL, n * 0.1);
#line 56 "golden/wait_timeout.c"
        if (status == ASYNC_PENDING) {
            if (frame || (frame = (struct sleeper__frame *)async_frame_new(&sleeper__function))) {
                frame->n = n;
                return async_suspend_leaf(&frame->head, 1);
            resumed_1:;
                n = frame->n;
                status = async_take_leaf();
            } else {
                status = async_abandon_leaf();
            }
        }
        async_catch(status, &error);
    }
#line 12 "wait_timeout.c"
    if (error.code) {
        printf("%d cancelled\n", n);
        { return async_reraise(&sleeper__sites[2], &error); }
    }
    { *result = n; return ASYNC_DONE; }
}
#line 77 "golden/wait_timeout.c"
}
static async_status sleeper__resume(struct async_frame *storage)
{
    return sleeper__async(storage, &((struct sleeper__frame *)storage)->result, 0);
}
#line 18 "wait_timeout.c"

#line 85 "golden/wait_timeout.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    int n;
    ASYNC_FUTURE(int) tasks[10];
};
static async_status async_main__resume(struct async_frame *storage);
static const struct async_site async_main__sites[] = {
    { "wait_timeout.c", "async_main", 19, 0 },
    { "wait_timeout.c", "async_main", 25, 0x4 },
    { "wait_timeout.c", "async_main", 33, 0x6 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 19 "wait_timeout.c"
static async_status async_main__resume(struct async_frame *storage)
#line 104 "golden/wait_timeout.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    switch (storage->state) {
    case 1: goto resumed_1;
    case 2: goto resumed_2;
    }
#line 20 "wait_timeout.c"
{

    for (int n = 0; n < TASKS; n++) {
        frame->tasks[n] = ASYNC_SPAWN_TASK(int, sleeper__async(ASYNC_LATER, NULL, n), ASYNC_SITE("wait_timeout.c", "async_main", 23));
    }
    {
#line 119 "golden/wait_timeout.c"
        size_t await_1;
#line 25 "wait_timeout.c"
        status = async_wait__async(NULL, &await_1, frame->tasks, TASKS, 0.45, ASYNC_ALL_COMPLETED);
#line 123 "golden/wait_timeout.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take(&await_1);
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 26 "wait_timeout.c"
    for (int n = 0; n < TASKS; n++) {
        if (!async_future_done(frame->tasks[n])) {
            async_cancel(frame->tasks[n]);
        }
    }
    {
#line 31 "wait_timeout.c"
        frame->n = 0;
#line 31 "wait_timeout.c"
        for (; frame->n < TASKS; frame->n++) {
        async_error error;

#line 146 "golden/wait_timeout.c"
        int await_2;
#line 33 "wait_timeout.c"
        status = async_join__async(NULL, &await_2, frame->tasks[frame->n]);
#line 150 "golden/wait_timeout.c"
        if (status == ASYNC_PENDING) {
            return async_suspend(&frame->head, 2);
        resumed_2:;
            status = async_take(&await_2);
        }
        async_catch(status, &error);
        if (status != ASYNC_DONE) { __builtin_memset(&await_2, 0, sizeof await_2); }
#line 33 "wait_timeout.c"
        int value = await_2;
        if (!error.code) {
            printf("%d\n", value);
        }
    }
#line 164 "golden/wait_timeout.c"
    }
#line 38 "wait_timeout.c"
    { frame->result = 0; return ASYNC_DONE; }
}
#line 169 "golden/wait_timeout.c"
}
#line 19 "wait_timeout.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 173 "golden/wait_timeout.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)async_frame_new(&async_main__function);
    if (!frame) { return ASYNC_FAILED; }
    return async_enter(&frame->head, storage, result);
}
#line 40 "wait_timeout.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
