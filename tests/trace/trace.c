/* trace.c - the programs of a batch, one after the other, each on a loop of its own with a virtual clock.
 *
 *     BATCH [SEED]
 *
 * What hangs in the end is cancelled until it gives in. */
#include "trace.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PENDING = 1000000, OWN_CODES = 200, HORIZON = 1 << 30, ROUNDS = 100, OBSTINATE = 3000000 };

FUTURE(int) h[HANDLES];
async_handle timer[HANDLES];
async_lock lock[OBJECTS], condition_lock[OBJECTS];
async_semaphore semaphore[OBJECTS];
async_bounded_semaphore bounded[OBJECTS];
async_event event[OBJECTS];
async_condition condition[OBJECTS];
async_barrier barrier[OBJECTS];
ASYNC_QUEUE(int) queue[OBJECTS];
async_loop *loop;
static bool is_over;

/* ---- the trace --------------------------------------------------------------------------------------------------- */

/* Deadlines are rounded up to nanoseconds, so what is past a unit by less than one is that unit. */
static void note_begin(int me, int label, const char *what)
{
    printf("%.0f %d %d %s ", floor(async_loop_time(loop) * 1048576 + 0.0001), me, label, what);
}

void note(int me, int label, const char *what, int value)
{
    if (!is_over) {
        note_begin(me, label, what);
        printf("%d\n", value);
    }
}

void note_end(int me, int label, const char *what, int value, const async_error *error)
{
    if (!error->code) {
        note(me, label, what, value);
    } else if (!is_over) {
        note_begin(me, label, what);
        printf("error %d %s\n", error->code, error->code < OWN_CODES ? "" : error->message);
    }
}

int peek(int i)
{
    if (!async_future_done(h[i])) {
        return PENDING;
    }
    const async_error *error = async_future_error(h[i]);
    return error ? -error->code : async_future_result(h[i]);
}

/* ---- operations -------------------------------------------------------------------------------------------------- */

int compare_ints(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

FUTURE(int) take(int i)
{
    FUTURE(int) taken = h[i];
    h[i] = NULL;
    return taken;
}

void shield_to(int to, int from)
{
    if (!h[to]) {
        h[to] = async_shield(async_ref(h[from]));
    }
}

int get_nowait(int i)
{
    int item, error = async_queue_get_nowait(&queue[i], &item);
    return error ? error : item;
}

static int take_uses(FUTURE(int) *fs, const int *which)
{
    int count = 0;
    for (; *which >= 0; which++) {
        if (h[*which]) {
            fs[count++] = async_ref(h[*which]);
        }
    }
    return count;
}

static int fold(int sum, int value)
{
    return (sum * 7 + value) % 1000;
}

ASYNC int gather_of(const int *which)
{
    FUTURE(int) fs[HANDLES];
    int results[HANDLES], count = take_uses(fs, which), sum = 0;
    AWAIT(async_gather(fs, (size_t)count, results));
    for (int i = 0; i < count; i++) {
        sum = fold(sum, results[i]);
    }
    return sum;
}

ASYNC int settled_of(const int *which)
{
    FUTURE(int) fs[HANDLES];
    async_error errors[HANDLES];
    int results[HANDLES], count = take_uses(fs, which), sum = 0;
    AWAIT(async_gather_settled(fs, (size_t)count, results, errors));
    for (int i = 0; i < count; i++) {
        sum = fold(sum, errors[i].code ? errors[i].code : results[i]);
    }
    return sum;
}

ASYNC int wait_of(const int *which, double timeout, int when)
{
    FUTURE(int) fs[HANDLES];
    size_t count = 0;
    for (; *which >= 0; which++) {
        if (h[*which]) {
            fs[count++] = h[*which];
        }
    }
    return (int)AWAIT(async_wait(fs, count, timeout, when));
}

static int take_pending(FUTURE(int) *fs, const int *which)
{
    int count = 0;
    for (; *which >= 0; which++) {
        if (h[*which] && !async_future_done(h[*which])) {
            fs[count++] = async_ref(h[*which]);
        }
    }
    return count;
}

ASYNC int completed_of(const int *which, double timeout)
{
    FUTURE(int) fs[HANDLES];
    int count = take_pending(fs, which), sum = 0;
    DEFER
    {
        for (int i = 0; i < count; i++) {
            async_detach(fs[i]);
        }
    }
    async_completed it = async_as_completed(fs, (size_t)count, timeout);
    for (int i; (i = AWAIT(async_completed_next(&it))) >= 0;) {
        sum = fold(sum, AWAIT(async_join(async_ref(fs[i]))));
        if (sum % 2) {
            AWAIT(async_yield()); /* others are done before it is asked for them */
        }
    }
    return sum;
}

/* ---- running ----------------------------------------------------------------------------------------------------- */

static bool cancel_pending(void)
{
    bool any = false;
    for (int i = 0; i < HANDLES; i++) {
        if (h[i] && !async_future_done(h[i])) {
            note(ANYBODY, i, "end", async_cancel(h[i]));
            any = true;
        }
    }
    return any;
}

static ASYNC void supervise(void (*start)(void))
{
    start();
    AWAIT(async_sleep(UNITS(HORIZON)));
    for (int round = 0; round < ROUNDS && cancel_pending(); round++) {
        AWAIT(async_sleep(UNITS(OBSTINATE + round)));
    }
    for (int i = 0; i < HANDLES; i++) {
        if (h[i]) {
            note(ANYBODY, i, "was", peek(i));
        }
    }
}

static void quiet(async_loop *of, const async_error *error, async_any source, void *arg)
{
    (void)of, (void)error, (void)source, (void)arg;
}

static void make_objects(void)
{
    is_over = false;
    memset(h, 0, sizeof h);
    memset(timer, 0, sizeof timer);
    for (int i = 0; i < OBJECTS; i++) {
        async_lock_init(&lock[i]);
        async_lock_init(&condition_lock[i]);
        async_condition_init(&condition[i], &condition_lock[i]);
        async_event_init(&event[i]);
        async_semaphore_init(&semaphore[i], (size_t)i);
        async_bounded_semaphore_init(&bounded[i], (size_t)i + 1);
        async_barrier_init(&barrier[i], (size_t)i + 1);
    }
}

static void run(const struct program *program)
{
    async_error error;
    printf("seed %u\n", program->seed);
    loop = async_loop_new_with(&(async_loop_options){.virtual_clock = 1, .poll_every = 1});
    async_loop_set_error_handler(loop, quiet, NULL);
    make_objects();
    async_loop_run_catch(loop, supervise(program->start), &error);
    if (error.code) {
        async_error_print(&error, stdout);
    }
    is_over = true;
    async_loop_close(loop);
    for (int i = 0; i < OBJECTS; i++) {
        async_queue_destroy(&queue[i]);
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    for (unsigned i = 0; i < program_count; i++) {
        if (argc < 2 || strtoul(argv[1], NULL, 10) == programs[i].seed) {
            run(&programs[i]);
        }
    }
    return 0;
}
