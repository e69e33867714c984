/* Made by asyncc from lock.c: edit that. */
#line 1 "lock.c"
/* A lock keeps two tasks out of each other's way. Who waits first has it next: they take turns. */
#include <asyncc.h>
#include <stdio.h>

static async_lock lock;

#line 10 "golden/lock.c"
struct work__frame {
    struct async_frame head;
    const char *name;
    int i;
};
static async_status work__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site work__sites[] = {
    { "lock.c", "work", 7, 0x1 },
    { "lock.c", "work", 10, 0x3 },
    { "lock.c", "work", 12, 0x3 },
};
static const struct async_function work__function = {
    work__resume, work__sites, sizeof(struct work__frame)
};
static async_status work__async(struct async_frame *storage, const char *name);
#line 7 "lock.c"
static async_status work__async(struct async_frame *storage, const char *name)
#line 28 "golden/lock.c"
{
    struct work__frame *frame = (struct work__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        case 2: goto resumed_2;
        case ASYNC_STATE_SAVED: goto started;
        default: goto start_later;
        }
    }
    if (async_stack_low()) {
    start_later:
        if (!(frame = (struct work__frame *)async_frame_new(&work__function))) { return ASYNC_FAILED; }
        frame->name = name;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        name = frame->name;
    }
#line 8 "lock.c"
{
    for (int i = 0; i < 3; i++) {
        {
#line 10 "lock.c"
            status = async_lock_acquire__async(NULL, &lock);
#line 54 "golden/lock.c"
            if (status != ASYNC_DONE) {
                if (status == ASYNC_PENDING) {
                    if (frame || (frame = (struct work__frame *)async_frame_new(&work__function))) {
                        frame->name = name;
                        frame->i = i;
                        return async_suspend_leaf(&frame->head, 1);
                    resumed_1:;
                        name = frame->name;
                        i = frame->i;
                        status = async_take_leaf();
                    } else {
                        status = async_abandon_leaf();
                    }
                }
                if (status != ASYNC_DONE) { return async_passed(&work__sites[1]); }
            }
        }
#line 11 "lock.c"
        printf("%s enters\n", name);
        {
#line 12 "lock.c"
            status = async_sleep__async(NULL, 0.1);
#line 77 "golden/lock.c"
            if (status != ASYNC_DONE) {
                if (status == ASYNC_PENDING) {
                    if (frame || (frame = (struct work__frame *)async_frame_new(&work__function))) {
                        frame->name = name;
                        frame->i = i;
                        return async_suspend_leaf(&frame->head, 2);
                    resumed_2:;
                        name = frame->name;
                        i = frame->i;
                        status = async_take_leaf();
                    } else {
                        status = async_abandon_leaf();
                    }
                }
                if (status != ASYNC_DONE) { return async_passed(&work__sites[2]); }
            }
        }
#line 13 "lock.c"
        printf("%s leaves\n", name);
        async_lock_release(&lock);
    }
}
#line 100 "golden/lock.c"
    return ASYNC_DONE;
}
static async_status work__resume(struct async_frame *storage)
{
    return work__async(storage, 0);
}
#line 17 "lock.c"

#line 109 "golden/lock.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(void) tasks[2];
};
static async_status async_main__resume(struct async_frame *storage);
static const struct async_site async_main__sites[] = {
    { "lock.c", "async_main", 18, 0 },
    { "lock.c", "async_main", 21, 0x2 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 18 "lock.c"
static async_status async_main__resume(struct async_frame *storage)
#line 126 "golden/lock.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    switch (storage->state) {
    case 1: goto resumed_1;
    }
#line 19 "lock.c"
{
    __builtin_memcpy((void *)frame->tasks, (const void *)(ASYNC_FUTURE(void)[2]){ASYNC_SPAWN_VOID(work__async(ASYNC_LATER, "A"), ASYNC_SITE("lock.c", "async_main", 20)), ASYNC_SPAWN_VOID(work__async(ASYNC_LATER, "B"), ASYNC_SITE("lock.c", "async_main", 20))}, sizeof frame->tasks);
    {
#line 21 "lock.c"
        status = async_gather__async(NULL, frame->tasks, 2, NULL);
#line 139 "golden/lock.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take_void();
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 22 "lock.c"
    { frame->result = 0; return ASYNC_DONE; }
}
#line 152 "golden/lock.c"
}
#line 18 "lock.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 156 "golden/lock.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)async_frame_new(&async_main__function);
    if (!frame) { return ASYNC_FAILED; }
    return async_enter(&frame->head, storage, result);
}
#line 24 "lock.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
