/* The frame protocol, with coroutines lowered by hand as asyncc lowers them, and no loop. */
#include "../../runtime/src/memory.h"
#include "unit.h"

#include <asyncc/embed.h>
#include <asyncc/error.h>
#include <asyncc/frame.h>

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>

/* ---- memory that can be made to fail ----------------------------------------------------------------------------- */

static long blocks;
static long allowed = -1; /* how many allocations may still succeed; negative: all */

static void *allocate(size_t size)
{
    if (allowed == 0) {
        return NULL;
    }
    allowed -= allowed > 0;
    blocks++;
    return malloc(size);
}

static void release(void *memory)
{
    blocks--;
    free(memory);
}

static const async_allocator allocator = {allocate, release};

/* ---- an operation that waits until it is resumed ----------------------------------------------------------------- */

static async_status wait_here(void)
{
    return async_suspend_caller();
}

/* ---- unsigned fib(unsigned n): waits in each of its leaves where n is 1 ------------------------------------------ */

struct fib__frame {
    struct async_frame head;
    unsigned result, n, a;
};

static async_status fib__resume(struct async_frame *storage);
static const struct async_site fib__sites[] = {{"fib.c", "fib", 1, 0},
                                               {"fib.c", "fib", 2, 0},
                                               {"fib.c", "fib", 3, 0},
                                               {"fib.c", "fib", 4, 0},
                                               {"fib.c", "fib", 5, 0}};
static const struct async_function fib__function = {fib__resume, fib__sites, sizeof(struct fib__frame)};

static int fib_started, fib_waits, fib_fails_at;

/* if (n < 2) { wait_here(); return n; } return fib(n - 1) + fib(n - 2); */
static async_status fib__async(struct async_frame *storage, unsigned *result, unsigned n)
{
    struct fib__frame *frame = (struct fib__frame *)storage;
    async_status status;
    unsigned a, b;
    if (frame) {
        switch (frame->head.state) {
        case 1:
            goto resumed_1;
        case 2:
            goto resumed_2;
        case 3:
            goto resumed_3;
        case ASYNC_STATE_SAVED:
            goto saved;
        default:
            goto later;
        }
    }
    if (async_stack_low()) {
    later:
        if (!(frame = (struct fib__frame *)async_frame_new(&fib__function))) {
            return ASYNC_FAILED;
        }
        frame->n = n;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    saved:
        n = frame->n;
    }
    fib_started++;
    if (n < 2) {
        if (fib_waits) {
            status = wait_here();
            if (frame || (frame = (struct fib__frame *)async_frame_new(&fib__function))) {
                frame->n = n;
                return async_suspend_leaf(&frame->head, 1);
            resumed_1:
                n = frame->n;
                status = async_take_leaf();
            } else {
                status = async_abandon_leaf();
            }
            if (status == ASYNC_FAILED) {
                return async_passed(&fib__sites[1]);
            }
        }
        if (fib_fails_at && --fib_fails_at == 0) {
            return async_raise(&fib__sites[4], 1234, "fib(%u)", n);
        }
        *result = n;
        return ASYNC_DONE;
    }
    status = fib__async(NULL, &a, n - 1);
    if (status == ASYNC_PENDING) {
        if (frame || (frame = (struct fib__frame *)async_frame_new(&fib__function))) {
            frame->n = n;
            return async_suspend(&frame->head, 2);
        resumed_2:
            n = frame->n;
            status = async_take(&a);
        } else {
            status = async_abandon(&a);
        }
    }
    if (status == ASYNC_FAILED) {
        return async_passed(&fib__sites[2]);
    }
    status = fib__async(NULL, &b, n - 2);
    if (status == ASYNC_PENDING) {
        if (frame || (frame = (struct fib__frame *)async_frame_new(&fib__function))) {
            frame->n = n;
            frame->a = a;
            return async_suspend(&frame->head, 3);
        resumed_3:
            a = frame->a;
            status = async_take(&b);
        } else {
            status = async_abandon(&b);
        }
    }
    if (status == ASYNC_FAILED) {
        return async_passed(&fib__sites[3]);
    }
    *result = a + b;
    return ASYNC_DONE;
}

static async_status fib__resume(struct async_frame *storage)
{
    return fib__async(storage, &((struct fib__frame *)storage)->result, 0);
}

/* ---- double deep(unsigned n): n calls deep, one wait at the bottom; its frame is there from the start ------------ */

struct deep__frame {
    struct async_frame head;
    double result;
    unsigned n;
};

static async_status deep__resume(struct async_frame *storage);
static const struct async_function deep__function = {deep__resume, fib__sites, sizeof(struct deep__frame)};

static async_status deep__async(struct async_frame *storage, double *result, unsigned n)
{
    struct deep__frame *frame = (struct deep__frame *)async_frame_new(&deep__function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->n = n;
    return async_enter(&frame->head, storage, result);
}

/* if (n == 0) { wait_here(); return 0; } return 1 + deep(n - 1); */
static async_status deep__resume(struct async_frame *storage)
{
    struct deep__frame *frame = (struct deep__frame *)storage;
    async_status status;
    double below;
    switch (frame->head.state) {
    case 0:
        break;
    case 1:
        goto resumed_1;
    case 2:
        goto resumed_2;
    }
    if (frame->n == 0) {
        status = wait_here();
        if (status == ASYNC_PENDING) {
            return async_suspend_leaf(&frame->head, 1);
        resumed_1:
            status = async_take_leaf();
        }
        frame->result = 0;
        return status == ASYNC_FAILED ? async_passed(&fib__sites[1]) : ASYNC_DONE;
    }
    status = deep__async(NULL, &below, frame->n - 1);
    if (status == ASYNC_PENDING) {
        return async_suspend(&frame->head, 2);
    resumed_2:
        status = async_take(&below);
    }
    if (status == ASYNC_FAILED) {
        return async_passed(&fib__sites[2]);
    }
    frame->result = below + 1;
    return ASYNC_DONE;
}

/* ---- calls ------------------------------------------------------------------------------------------------------- */

static void test_a_call_that_does_not_suspend_makes_no_frame(void)
{
    unsigned result = 0;
    long before = blocks;
    fib_waits = 0;
    CU_ASSERT_EQUAL(fib__async(NULL, &result, 15), ASYNC_DONE);
    CU_ASSERT_EQUAL(result, 610);
    CU_ASSERT_EQUAL(blocks, before);
}

static void test_a_call_that_suspends_is_driven_to_its_end(void)
{
    async_coroutine coroutine;
    unsigned waits = 0;
    fib_waits = 1;
    fib_started = 0;
    async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 10));
    CU_ASSERT_EQUAL(coroutine.status, ASYNC_PENDING);
    CU_ASSERT_EQUAL(fib_started, 0);
    while (async_coroutine_resume(&coroutine) == ASYNC_PENDING) {
        waits++;
    }
    CU_ASSERT_EQUAL(waits, 89); /* the leaves of fib(10) */
    CU_ASSERT_EQUAL(fib_started, 177);
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_DONE); /* again the same */
    CU_ASSERT_EQUAL(async_coroutine_result(&coroutine, unsigned), 55);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&coroutine), 0);
    fib_waits = 0;
}

static void test_depth_is_bounded_by_memory_not_by_the_stack(void)
{
    async_coroutine coroutine;
    async__coroutine_start(&coroutine, deep__async(ASYNC_LATER, NULL, 300000));
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_PENDING);
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_DONE);
    CU_ASSERT_EQUAL(async_coroutine_result(&coroutine, double), 300000);
    async_coroutine_destroy(&coroutine);
}

static void *run_deep(void *unused)
{
    test_depth_is_bounded_by_memory_not_by_the_stack();
    return unused;
}

static void test_depth_on_a_small_stack(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 << 10);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, &attributes, run_deep, NULL), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
}

/* ---- errors ------------------------------------------------------------------------------------------------------ */

static void test_an_error_passes_all_awaits(void)
{
    async_coroutine coroutine;
    fib_waits = 1;
    fib_fails_at = 1;
    async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 4));
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_PENDING);
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_FAILED);
    CU_ASSERT_EQUAL(coroutine.error.code, 1234);
    CU_ASSERT_STRING_EQUAL(coroutine.error.message, "fib(1)");
    CU_ASSERT_EQUAL(coroutine.error.site_count, 4); /* the RAISE, and three AWAITs of fib(n - 1) */
    CU_ASSERT_PTR_EQUAL(coroutine.error.sites[0], &fib__sites[4]);
    for (int i = 1; i < 4; i++) {
        CU_ASSERT_PTR_EQUAL(coroutine.error.sites[i], &fib__sites[2]);
    }
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_FAILED);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&coroutine), 0);
    fib_waits = 0;
}

static void test_throwing(void)
{
    async_coroutine coroutine;
    fib_waits = 1;
    fib_started = 0;
    async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 3));
    CU_ASSERT_EQUAL(async_coroutine_throw(&coroutine, ETIMEDOUT), ASYNC_FAILED);
    CU_ASSERT_EQUAL(fib_started, 0); /* it had not begun, and does not */
    CU_ASSERT_EQUAL(coroutine.error.code, ETIMEDOUT);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&coroutine), 0);

    async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 3));
    CU_ASSERT_EQUAL(async_coroutine_resume(&coroutine), ASYNC_PENDING);
    CU_ASSERT_EQUAL(async_coroutine_throw(&coroutine, ETIMEDOUT), ASYNC_FAILED);
    CU_ASSERT_EQUAL(coroutine.error.site_count, 3);
    CU_ASSERT_EQUAL(async_coroutine_throw(&coroutine, EIO), ASYNC_FAILED);
    CU_ASSERT_EQUAL(coroutine.error.code, ETIMEDOUT);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&coroutine), 0);

    async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 3));
    CU_ASSERT_EQUAL(async_coroutine_destroy(&coroutine), 0);
    async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 3));
    async_coroutine_resume(&coroutine);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&coroutine), 0);
    CU_ASSERT_EQUAL(coroutine.error.code, ECANCELED);
    fib_waits = 0;
}

/* ---- a coroutine that resumes itself, and one that goes on waiting ----------------------------------------------- */

static async_coroutine itself;
static int waits_left, caught[4];

static async_status stubborn__resume(struct async_frame *frame);
static const struct async_function stubborn__function = {stubborn__resume, fib__sites, sizeof(struct async_frame)};

/* for (; waits_left > 0; waits_left--) { AWAIT_CATCH(wait_here(), &error); note it; try to resume itself } */
static async_status stubborn__resume(struct async_frame *frame)
{
    if (frame->state == 1) {
        caught[waits_left] = async_self.status == ASYNC_FAILED ? async_self.error.code : 0;
        waits_left--;
    }
    CU_ASSERT_EQUAL(async_coroutine_resume(&itself), ASYNC_FAILED);
    CU_ASSERT_EQUAL(async_self.error.code, EBUSY);
    CU_ASSERT_EQUAL(async_coroutine_throw(&itself, EIO), ASYNC_FAILED);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&itself), -EBUSY);
    return waits_left ? async_suspend_leaf(frame, 1) : ASYNC_DONE;
}

static async_status stubborn__async(struct async_frame *storage)
{
    struct async_frame *frame = async_frame_new(&stubborn__function);
    return async_enter_void(frame, storage);
}

static void test_one_that_goes_on_waiting(void)
{
    waits_left = 3;
    async__coroutine_start(&itself, stubborn__async(ASYNC_LATER));
    CU_ASSERT_EQUAL(async_coroutine_resume(&itself), ASYNC_PENDING);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&itself), -EBUSY); /* it got ECANCELED, but waits again */
    CU_ASSERT_EQUAL(async_coroutine_throw(&itself, EIO), ASYNC_PENDING);
    CU_ASSERT_EQUAL(async_coroutine_resume(&itself), ASYNC_DONE);
    CU_ASSERT_EQUAL(caught[3], ECANCELED);
    CU_ASSERT_EQUAL(caught[2], EIO);
    CU_ASSERT_EQUAL(caught[1], 0);
    CU_ASSERT_EQUAL(async_coroutine_destroy(&itself), 0);
}

/* ---- without memory ---------------------------------------------------------------------------------------------- */

static unsigned unhooked;

static void count_unhook(void *root)
{
    CU_ASSERT_PTR_EQUAL(root, &unhooked);
    unhooked++;
}

/* Each allocation of fib(6) fails in turn: the callees that wait get ENOMEM, and no frame is lost. */
static void test_a_callee_is_abandoned_where_its_caller_gets_no_frame(void)
{
    unsigned failed = 0;
    async__frames_recycle(false); /* each frame is an allocation */
    fib_waits = 1;
    for (long at = 0;; at++) {
        async_coroutine coroutine;
        long before = blocks;
        allowed = -1;
        async__coroutine_start(&coroutine, fib__async(ASYNC_LATER, NULL, 6));
        allowed = at;
        while (async_coroutine_resume(&coroutine) == ASYNC_PENDING) {
        }
        bool is_out = allowed == 0;
        allowed = -1;
        if (coroutine.status == ASYNC_FAILED) {
            CU_ASSERT_EQUAL(coroutine.error.code, ENOMEM);
            failed++;
        }
        async_coroutine_destroy(&coroutine);
        CU_ASSERT_EQUAL(blocks, before);
        if (!is_out) {
            CU_ASSERT_EQUAL(coroutine.status, ASYNC_DONE);
            break;
        }
    }
    fib_waits = 0;
    async__frames_recycle(true);
    CU_ASSERT_TRUE(failed > 20);
}

/* The root is told to undo what it waits for before its callee goes on. */
static void test_abandoning_unhooks_the_root(void)
{
    unsigned result;
    struct async_self saved = async_self;
    async__frames_recycle(false);
    async_self.root = &unhooked;
    async_self.unhook = count_unhook;
    unhooked = 0;
    fib_waits = 1;
    allowed = 0;
    CU_ASSERT_EQUAL(fib__async(NULL, &result, 1), ASYNC_FAILED); /* no frame, so nothing is left to be driven */
    CU_ASSERT_EQUAL(unhooked, 1);
    CU_ASSERT_EQUAL(async_self.error.code, ENOMEM);
    CU_ASSERT_PTR_EQUAL(async_self.error.sites[0], &fib__sites[1]);
    allowed = -1;
    fib_waits = 0;
    async_self = saved;
    async__frames_recycle(true);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a call that does not suspend makes no frame", test_a_call_that_does_not_suspend_makes_no_frame},
        {"a call that suspends is driven to its end", test_a_call_that_suspends_is_driven_to_its_end},
        {"depth is bounded by memory, not by the stack", test_depth_is_bounded_by_memory_not_by_the_stack},
        {"depth on a small stack", test_depth_on_a_small_stack},
        {"an error passes all awaits", test_an_error_passes_all_awaits},
        {"throwing", test_throwing},
        {"one that goes on waiting", test_one_that_goes_on_waiting},
        {"abandoning unhooks the root", test_abandoning_unhooks_the_root},
        {"a callee is abandoned where its caller gets no frame",
         test_a_callee_is_abandoned_where_its_caller_gets_no_frame},
        CU_TEST_INFO_NULL,
    };
    if (async_set_allocator(&allocator) != 0) {
        return EXIT_FAILURE;
    }
    return unit_run("frame", tests);
}
