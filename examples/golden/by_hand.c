/* Made by asyncc from by_hand.c: edit that. */
#line 1 "by_hand.c"
/* A coroutine without any loop: started and resumed by hand, at each suspension, until it is done.
 * This is how a program with an event loop of its own drives ASYNC functions (asyncc/frame.h). */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#line 10 "golden/by_hand.c"
struct sum_to__frame {
    struct async_frame head;
    union {
        int result;
        int n; /* until it is done */
    };
    int sum;
    int i;
};
static async_status sum_to__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site sum_to__sites[] = {
    { "by_hand.c", "sum_to", 7, 0x2 },
    { "by_hand.c", "sum_to", 11, 0xe },
};
static const struct async_function sum_to__function = {
    sum_to__resume, sum_to__sites, sizeof(struct sum_to__frame)
};
static async_status sum_to__async(struct async_frame *storage, int *result, int n);
#line 7 "by_hand.c"
static async_status sum_to__async(struct async_frame *storage, int *result, int n)
#line 31 "golden/by_hand.c"
{
    struct sum_to__frame *frame = (struct sum_to__frame *)storage;
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
        if (!(frame = (struct sum_to__frame *)async_frame_new(&sum_to__function))) { return ASYNC_FAILED; }
        frame->n = n;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        n = frame->n;
    }
#line 8 "by_hand.c"
{
    int sum = 0;
    for (int i = 1; i <= n; i++) {
        {
#line 11 "by_hand.c"
            status = async_yield__async(NULL);
#line 57 "golden/by_hand.c"
            if (status != ASYNC_DONE) {
                if (status == ASYNC_PENDING) {
                    if (frame || (frame = (struct sum_to__frame *)async_frame_new(&sum_to__function))) {
                        frame->n = n;
                        frame->sum = sum;
                        frame->i = i;
                        return async_suspend_leaf(&frame->head, 1);
                    resumed_1:;
                        n = frame->n;
                        sum = frame->sum;
                        i = frame->i;
                        status = async_take_leaf();
                    } else {
                        status = async_abandon_leaf();
                    }
                }
                if (status != ASYNC_DONE) { return async_passed(&sum_to__sites[1]); }
            }
        }
#line 12 "by_hand.c"
        sum += i;
    }
    { *result = sum; return ASYNC_DONE; }
}
#line 82 "golden/by_hand.c"
}
static async_status sum_to__resume(struct async_frame *storage)
{
    return sum_to__async(storage, &((struct sum_to__frame *)storage)->result, 0);
}
#line 16 "by_hand.c"

int main(void)
{
    async_coroutine coroutine;
    async__coroutine_start((&coroutine), sum_to__async(ASYNC_LATER, NULL, 10));
    while (async_coroutine_resume(&coroutine) == ASYNC_PENDING) {
        /* a loop of one's own would do something else here */
    }
    if (coroutine.status == ASYNC_FAILED) {
        fprintf(stderr, "%s\n", coroutine.error.message);
        return EXIT_FAILURE;
    }
    printf("%d\n", async_coroutine_result(&coroutine, int));
    return async_coroutine_destroy(&coroutine) ? EXIT_FAILURE : EXIT_SUCCESS;
}
