/* internal.h - what the sources of the runtime share: cells, handles, loops. Private; docs/semantics.md says what
 * holds.
 *
 * Everything that a loop can run, or that can be waited for, is a cell of 64 bytes: a future, a task, a scheduled
 * callback, an entry in a list of waiters. Cells live in chunks that are not freed before the loop is closed, and count
 * their uses in a generation; a handle is loop, slot and generation, so it can be checked without an address. */
#ifndef ASYNC_INTERNAL_H
#define ASYNC_INTERNAL_H

#include "frame.h"
#include "local.h"
#include "memory.h"
#include "thread.h"

#include <asyncc/combine.h>
#include <asyncc/error.h>
#include <asyncc/loop.h>
#include <asyncc/scope.h>

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* What a cell is, and how far it has come. What a state says of `link` stands beside it. Of one byte, so that a cell
 * can have it under its name, which is what a debugger prints. */
enum __attribute__((packed)) async__state {
    CELL_FREE,     /* next: the next free one */
    CELL_RETIRED,  /* its generations are used up */
    TASK_READY,    /* next: in the ready queue; nothing: the task that runs, which async_self.root is */
    TASK_JOINS,    /* other: the future, whose only waiter it is */
    TASK_CHAINED,  /* other: its waiter, in the chain of a future */
    TASK_SLEEPS,   /* position: of its timer */
    TASK_WAKES,    /* next: in the ready queue; its timer went off, which makes it ready in the next iteration */
    TASK_OPERATES, /* operation: what will make it ready */
    TASK_PARKED,   /* other: its waiter, in the list of a lock or the like */
    FUTURE_PENDING,
    DONE_VALUE, /* done: next: in the ready queue, where is_queued */
    DONE_ERROR,
    DONE_CANCELLED,
    CALLBACK_READY,   /* next: in the ready queue */
    CALLBACK_TIMED,   /* position: of its timer */
    CALLBACK_CHAINED, /* next: in the chain of a future */
    CALLBACK_DROPPED, /* next: in the ready queue; not to be called */
    WAITER_CHAINED,   /* next: in the chain of a future */
    WAITER_READY,     /* next: in the ready queue */
    WAITER_FIRED,     /* nothing: it has told its owner */
    WAITER_DROPPED,   /* next: in the ready queue; nobody waits any more */
    WAITER_PARKED,    /* next: in the list of a lock or the like */
    WAITER_WOKEN,     /* next: in the ready queue; its task was granted what it waits for */
};

struct async__cell {
    union {
        struct async__cell *next;
        struct async__cell *other;
        struct async__operation *operation;
        uint64_t position;
    } link;
    union {
        struct async_frame *leaf; /* task that has not ended: the frame to resume */
        struct async_frame *kept; /* value that is_kept: in this frame */
        unsigned char small[8];   /* other values */
        int code;                 /* error: its code */
        void (*callback)(void *arg);
        struct async__cell *task;  /* waiter of a task that joins */
        struct async__cell *outer; /* waiter of a shield */
        struct async__operation *operation;
    } as;
    union {
        uintptr_t extra; /* future, task: a struct async__extra, or the site that made it tagged with 1, or 0 */
        void *arg;       /* callback */
        struct async__cell *future;       /* waiter: holds a reference to it */
        struct async__waiters *parked_in; /* waiter of a lock or the like */
    } more;
    union {
        uintptr_t waiters; /* future, task: a task that joins, tagged with 1; or the first of a chain; or 0 */
        struct async__cell *previous;           /* chained, parked: the one before, of the first the last */
        const struct async__waiters_type *type; /* woken: of the list that it was in */
        struct async__cell *settled;            /* callback of a future that is done: holds a reference to it */
    } list;
    struct async__locals *locals; /* task, callback: what async_local_get() finds there; NULL: nothing */
    uint64_t id;                  /* what its handle is: loop, slot, generation */
    int64_t since;                /* task that waits: the time of the iteration in which it began to */
    union {
        uint32_t references;
        uint32_t index; /* waiter of an operation: of a group, in its children; of others, in the arguments */
    };
    union {
        struct {
            enum async__state state : 7;
            uint8_t must_cancel : 1;
        };
        uint8_t step; /* both, for async__is_steady() */
    };
    bool is_task : 1, is_wide : 1, has_value : 1, is_kept : 1, is_queued : 1, is_retrieved : 1, is_ending : 1,
        is_passing : 1; /* task: a cancellation goes through it */
    union {
        uint8_t kind; /* waiter */
        struct {
            uint8_t uses : 7; /* future, task; where they do not fit, the rest is in its extra */
            bool is_marked : 1;
        };
    };
    uint8_t cancelling;
};

/* cell->kind of a waiter: who owns it. */
enum { WAITS_TASK, WAITS_OPERATION, WAITS_SHIELD };

enum {
    SLOT_BITS = 26,
    GENERATION_BITS = 24,
    GENERATION_LARGEST = (1 << GENERATION_BITS) - 1,
    USES_LARGEST = 127, /* without an extra */
    SLOTS = 1 << 25,    /* of cells; those above are the inbox's */
    CHUNK_CELLS = 256,
};

/* What few futures and tasks have. */
struct async__extra {
    const struct async_site *site;
    char *name;
    void (*drop)(void *value);
    size_t drop_align;
    size_t uses;                          /* beyond those in the cell */
    struct async__completing *completing; /* task: what it has begun to iterate over */
    async_error error;                    /* before the end of a task, its message is that of the next ECANCELED */
};

/* Of what a task waits in whose leaf is a frame of the runtime: gather, wait, wait_for, the end of a group. */
struct async__operation_type {
    /* One of its waiters tells that its future is done. */
    void (*fired)(struct async__operation *operation, struct async__cell *waiter);
    /* The task is cancelled. True: it was passed on, with the message, to what will make the task ready by its end. */
    bool (*cancel)(struct async__operation *operation, const char *message);
    const char *name; /* for people */
    /* What it waits for, for debuggers too, which cannot call anything. So many bytes from the operation on are a
     * pointer to the array of its waiters, each a cell or, tagged with 1, a future once more; and their count, a
     * size_t. */
    size_t waiters_at, count_at;
};

/* ---- loops ------------------------------------------------------------------------------------------------------- */

struct async__timer {
    int64_t when;
    uint64_t order; /* of equal deadlines */
    struct async__cell *cell;
};

/* What waits for a loop: epoll, or the program that embeds it. */
struct async__driver {
    int (*open)(struct async__loop *loop);
    /* Waits at most `timeout` nanoseconds, for ever where negative. */
    int (*poll)(struct async__loop *loop, int64_t timeout);
    /* From any thread. */
    int (*wake)(struct async__loop *loop);
    /* The same from a signal handler. NULL: what the signal is about is seen at the next turn. */
    int (*interrupt)(struct async__loop *loop);
    void (*close)(struct async__loop *loop);
};

/* A loop. Its memory is kept when it is closed, and used for the next one. */
struct async__loop {
    uint32_t id;
    _Atomic uint64_t generation;            /* even: closed */
    _Atomic(struct async__thread *) runner; /* the thread that runs it, or NULL */
    _Atomic unsigned forks;                 /* as async__forks was when it was made */
    bool is_stopping, is_closing;
    bool has_told_stuck; /* that nothing is left that could wake it */
    int failure;         /* of the poll or of the clock: a negative errno value, which ends the run, or the next */
    unsigned turns;      /* iterations to come before the next poll */
    struct {             /* of this thread, around its running */
        struct async__loop *running;
        const struct async_hooks *hooks;
        char *stack_limit;
        void *root;
        void (*unhook)(void *root);
    } outer;

    struct {
        struct async__cell *first, **end;
    } ready;
    struct {
        struct async__cell **chunks;
        uint32_t chunk_count, chunk_capacity;
        uint32_t count; /* of slots */
        struct async__cell *free;
        uint32_t first_generation; /* of slots that are added */
    } cells;
    struct {
        struct async__timer *heap;
        size_t count, capacity;
        uint64_t order;
    } timers;
    size_t task_count;             /* that have not ended */
    size_t ending_count;           /* of those that async_run() waits for */
    struct async__cell *main_task; /* its root frame is kept: others may have the addresses of its locals */
    struct async_frame *main_frame;

    async_loop_options options;
    uint64_t random;
    int64_t now;  /* of the virtual clock; of the real one, when it was looked at last */
    int64_t time; /* of this iteration, where it was asked for; else 0 */
    async_error_handler *error_handler;
    void *error_arg;

    const struct async__driver *driver;
    int poll_fd, wake_fd;
    unsigned poll_count; /* of descriptors in poll_fd, wake_fd among them */
    void (*embed_wake)(void *arg);
    void *embed_arg;

    struct {                /* of the tasks, when a signal comes */
        _Atomic int signal; /* 0: none */
        atomic_bool is_due;
        FILE *out;
    } printing;

    struct { /* of async_call_soon_threadsafe() */
        pthread_mutex_t mutex;
        struct async__remote *slots;
        uint32_t count, capacity;
        uint32_t free, first, last; /* index + 1 */
        atomic_bool has_work;
        bool is_asleep; /* nobody could wake it: who has work next tries again */
    } inbox;
};

/* ---- registry.c: loops by number --------------------------------------------------------------------------------- */

enum { LOOPS = 1 << 14 };
extern struct async__loop *_Atomic async__loops[LOOPS];
extern unsigned async__forks; /* how often this process was forked off */

/* A loop that was closed, or a new one; NULL where there is none (errno). */
struct async__loop *async__loop_claim(void);
/* It is closed: its handles are stale. */
void async__loop_unclaim(struct async__loop *loop);
/* Around what must not happen on two threads at once, nor while the process forks. */
void async__registry_lock(void);
void async__registry_unlock(void);
/* The handle of a loop. */
async_loop *async__loop_handle(const struct async__loop *loop);
uint64_t async__loop_generation(async_loop *handle);
/* The loop of a handle, where the caller may use it. Else NULL, and *error is a negative errno value. In debug mode, it
 * is told where another thread runs it. */
struct async__loop *async__loop_of(async_loop *handle, int *error);
/* The same, and nothing is told. */
struct async__loop *async__loop_here(async_loop *handle, int *error);
/* The same from any thread. */
struct async__loop *async__loop_anywhere(async_loop *handle, int *error);
/* The running loop, else that of the thread; NULL where there is none that is open. */
struct async__loop *async__loop_current(int *error);

/* ---- cell.c, cell.h: memory and handles of cells ----------------------------------------------------------------- */

/* A cell with a new handle, all else undefined; NULL: no memory. */
static inline struct async__cell *async__cell_new(struct async__loop *loop);
/* Its handle is stale from now on. */
static inline void async__cell_free(struct async__loop *loop, struct async__cell *cell);
/* Handles that are out become stale; the cell lives on. */
void async__cell_renew(struct async__cell *cell);
/* Frees the memory of all, of which the generation of none is larger. */
void async__cells_close(struct async__loop *loop, uint32_t largest_generation);

static inline async_any async__cell_handle(const struct async__cell *cell)
{
    return (async_any)(uintptr_t)cell->id;
}

/* The cell in a slot, used or not. */
static inline struct async__cell *async__cell_at(const struct async__loop *loop, uint32_t slot)
{
    return &loop->cells.chunks[slot / CHUNK_CELLS][slot % CHUNK_CELLS];
}

/* The cell that a number names, and its loop, where the caller may use it. Else NULL, and *error is why. */
static inline struct async__cell *async__cell_find(uint64_t id, struct async__loop **loop, int *error);
/* The same for futures and tasks. A future that failed because there was no memory, and such, is found too. In debug
 * mode, it is told where none is. */
static inline struct async__cell *async__future_find(async_any handle, struct async__loop **loop, int *error);
/* A handle that is a failed future in itself. `code`: ENOMEM, ESHUTDOWN, ESTALE, EOVERFLOW, EBUSY, EXDEV, or what
 * async_loop_new() fails with; another one becomes EINVAL. */
async_any async__failed_handle(int code);
static inline bool async__is_failed_handle(async_any handle)
{
    return (uint64_t)(uintptr_t)handle >> (SLOT_BITS + GENERATION_BITS) == 0;
}

/* The numbers of callbacks from other threads are like those of cells, in slots beyond. */
static inline uint64_t async__remote_id(uint32_t loop, uint32_t slot, uint32_t generation)
{
    return (uint64_t)loop << (SLOT_BITS + GENERATION_BITS) | (uint64_t)(SLOTS | slot) << GENERATION_BITS | generation;
}

static inline bool async__is_remote(uint64_t id)
{
    return id >> GENERATION_BITS & SLOTS;
}

static inline uint32_t async__remote_loop(uint64_t id)
{
    return (uint32_t)(id >> (SLOT_BITS + GENERATION_BITS));
}

static inline uint32_t async__remote_slot(uint64_t id)
{
    return (uint32_t)(id >> GENERATION_BITS) & (SLOTS - 1);
}

/* ---- ready.c: the ready queue ------------------------------------------------------------------------------------ */

static inline void async__ready_push(struct async__loop *loop, struct async__cell *cell)
{
    cell->link.next = NULL;
    *loop->ready.end = cell;
    loop->ready.end = &cell->link.next;
}

/* Takes all that is in the queue, linked in its order. */
static inline struct async__cell *async__ready_take(struct async__loop *loop)
{
    struct async__cell *first = loop->ready.first;
    loop->ready.first = NULL;
    loop->ready.end = &loop->ready.first;
    return first;
}

/* Runs what was ready when it was called; then what that has made ready, and so on, `turns` times in all, unless the
 * loop is stopped between. */
void async__ready_run(struct async__loop *loop, unsigned turns);
/* Runs what a cell of the ready queue stands for. */
void async__cell_run(struct async__loop *loop, struct async__cell *cell);
/* watch.c: the same in debug mode, where it is noted in async__thread.place from where the step goes on. */
void async__cell_run_watched(struct async__loop *loop, struct async__cell *cell);
/* Permutes the tasks in the ready queue that different futures made ready. */
void async__ready_shuffle(struct async__loop *loop);

/* watch.c: tells, in debug mode of the loop or of the one that runs here, of a handle that is used where it must not
 * be: `code` and a sentence. A place for a breakpoint. */
ASYNC__COLD void async__misused(const struct async__loop *loop, int code, const char *sentence);

/* ---- timer.c ----------------------------------------------------------------------------------------------------- */

/* Sets the timer of a cell, whose link then is its position. False: no memory. */
bool async__timer_start(struct async__loop *loop, struct async__cell *cell, int64_t when);
void async__timer_stop(struct async__loop *loop, struct async__cell *cell);
/* When it goes off. */
int64_t async__timer_when(const struct async__loop *loop, const struct async__cell *cell);
/* Makes those cells ready whose time has come. */
void async__timers_run(struct async__loop *loop);
/* Nanoseconds until the next one; 0 where it is due, -1 where there is none. */
int64_t async__timers_next(struct async__loop *loop);

/* Where the clock cannot be read, its time when it was read last; the run, or the next, ends with that error. */
int64_t async__now(struct async__loop *loop);
/* The time of this iteration: the clock is looked at once between two polls, and not where nothing waits. */
static inline int64_t async__time(struct async__loop *loop)
{
    if (ASYNC__UNLIKELY(!loop->time)) {
        loop->time = async__now(loop);
    }
    return loop->time;
}

/* `seconds` from `start`, which is not negative, rounded up; INT64_MAX: never. */
int64_t async__deadline(int64_t start, double seconds);

/* ---- future.c ---------------------------------------------------------------------------------------------------- */

static inline bool async__is_done(const struct async__cell *cell)
{
    return cell->state >= DONE_VALUE && cell->state <= DONE_CANCELLED;
}

/* Where its value lies, of a result that is aligned to `align`. */
void *async__value(struct async__cell *cell, size_t align);
/* Moves or copies `value` into a cell that has none. False: no memory. */
bool async__value_set(struct async__cell *cell, const void *value, size_t size, size_t align);
/* A frame that has the value as its result, for async_take(): it is moved there where `last`, else copied. NULL where
 * there is none to give; *status is ASYNC_FAILED where the reason is a lack of memory. */
struct async_frame *async__value_frame(struct async__cell *cell, bool last, async_status *status);

/* Settles a future or ends a task: wakes who waits, in order. `state` is one of DONE_*; value or error are set. May
 * free. */
void async__settle(struct async__loop *loop, struct async__cell *cell, enum async__state state);
/* Sets an error, to be settled with the state that it gives. */
enum async__state async__error_set(struct async__cell *cell, const async_error *error);
/* The error of a failed or cancelled one, until the next call; where there was no memory for all of it, its code. */
const async_error *async__error_of(struct async__cell *cell);
/* Puts the error of a failed or cancelled one into async_self.error; it is retrieved. */
async_status async__error_raise(struct async__cell *cell);

static inline void async__reference(struct async__cell *cell)
{
    cell->references++;
}

/* The last one was given up. */
void async__unreferenced(struct async__loop *loop, struct async__cell *cell);
static inline void async__unreference(struct async__loop *loop, struct async__cell *cell)
{
    if (--cell->references == 0) {
        async__unreferenced(loop, cell);
    }
}

/* Takes one of the uses that are left, or gives it back: the call was refused. */
void async__take_one(struct async__cell *cell);
void async__unuse(struct async__cell *cell);
/* True where no use is left. */
static inline bool async__is_used_up(const struct async__cell *cell)
{
    return !cell->uses;
}

/* Reserves one use of a future for a consuming call, which has a reference from then on. 0, or why not. */
static inline int async__use(struct async__loop *loop, struct async__cell *cell)
{
    if (async__thread.running && loop != async__thread.running) {
        return -EXDEV;
    }
    if (cell == async_self.root) {
        return -EDEADLK;
    }
    if (async__is_used_up(cell)) {
        return -EINVAL;
    }
    async__take_one(cell);
    return 0;
}

/* Puts a waiter or callback into the chain of a future, or, where that is done, into the ready queue. It is to have a
 * reference to the future. False: no memory. */
bool async__chain(struct async__loop *loop, struct async__cell *future, struct async__cell *entry);
void async__unchain(struct async__cell *future, struct async__cell *entry);
/* A waiter of `future`, not yet chained, which holds a reference to it. NULL: no memory. */
struct async__cell *async__waiter_new(struct async__loop *loop, struct async__cell *future);
/* Ends a waiter, whatever it is doing, and its reference. */
void async__waiter_drop(struct async__loop *loop, struct async__cell *waiter);

/* What few have: made where there is none yet. NULL: no memory. */
struct async__extra *async__extra_need(struct async__cell *cell);
static inline struct async__extra *async__extra_of(const struct async__cell *cell)
{
    return cell->more.extra & 1 ? NULL : (struct async__extra *)cell->more.extra;
}
const struct async_site *async__site_of(const struct async__cell *cell);
/* Frees all that a future or task holds, reports what nobody retrieved, and frees the cell. */
void async__future_free(struct async__loop *loop, struct async__cell *cell);

/* ---- task.c ------------------------------------------------------------------------------------------------------ */

/* The task of a call that was just started with ASYNC_LATER. NULL: no memory; the call is gone. */
struct async__cell *async__task_new(struct async__loop *loop, const struct async_site *site, size_t size, size_t align);
/* The task that runs on this thread, and its loop. NULL outside of one: then async_self.error is EPERM. */
struct async__cell *async__task_running(struct async__loop **loop);
/* Raises the ECANCELED that was asked for in a task, with its message. */
async_status async__cancelled_raise(const struct async__cell *task);
/* Raises ECANCELED where a task waits; one that has not begun ends. */
void async__task_raise(struct async__loop *loop, struct async__cell *task);
/* Calls `raise` in the next iteration, to raise ECANCELED if that is not taken back by then. False: no memory. */
bool async__task_raise_soon(struct async__loop *loop, struct async__cell *task, void (*raise)(void *task));
/* Ends a call that was started with ASYNC_LATER and is not wanted: it gives back what it took. */
void async__call_drop(struct async_frame *leaf);
/* Cancels a future or task. True where it took effect. `message`: of the ECANCELED; NULL: none. */
bool async__task_cancel(struct async__loop *loop, struct async__cell *cell, const char *message);
/* Takes a cancellation back. True where no more are left than `level`; then none is raised any more. */
bool async__task_uncancel(struct async__cell *task, unsigned level);
/* Hands the end of `future` to the task that joined it. */
void async__task_joined(struct async__loop *loop, struct async__cell *task, struct async__cell *future);
/* Undoes what the running task has begun to wait for: async_self.unhook of those who run tasks. */
void async__task_unhook(void *task);
/* Ends a task of a loop that is being closed. */
void async__task_destroy(struct async__loop *loop, struct async__cell *task);

/* cell->step of a task that is ready or running, and not to be cancelled. */
enum { STEP_STEADY = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? TASK_READY : TASK_READY << 1 };

static inline bool async__is_steady(const struct async__cell *cell)
{
    return cell->step == STEP_STEADY;
}

static inline bool async__is_live_task(const struct async__cell *cell)
{
    return cell->state >= TASK_READY && cell->state <= TASK_PARKED;
}

/* ---- local.c, local.h -------------------------------------------------------------------------------------------- */

/* Where the set of the running task or callback is, or else of the thread; a NULL there: nothing is set. */
static inline struct async__locals **async__locals_here(void)
{
    struct async__cell *task = async__thread.running ? async_self.root : NULL;
    return task ? &task->locals : &async__thread.locals;
}

/* That set, for a task or callback that begins here. */
static inline struct async__locals *async__locals_inherit(void)
{
    struct async__locals *locals = *async__locals_here();
    return ASYNC__LIKELY(!locals) ? NULL : async__locals_share(locals);
}

/* ---- join.c ------------------------------------------------------------------------------------------------------ */

/* Raises what is wrong with a future, a negative errno value. */
async_status async__refused(int error);
/* The future of a handle, and one use of it. NULL: async_self.error tells why not. */
struct async__cell *async__take_use(async_any f, struct async__loop **loop);
/* Gives the value or error of a future that is done, and gives up the reference. */
async_status async__deliver(struct async__loop *loop, struct async__cell *future, void *result, size_t size,
                            size_t align);

/* ---- many.c: waiting in an operation ----------------------------------------------------------------------------- */

/* The running task waits in `operation`: `frame` is its leaf, to be resumed in `state`. */
async_status async__operate(struct async__operation *operation, struct async_frame *frame, unsigned state);
/* Makes its task ready; where it is already, nothing. */
void async__operation_wake(struct async__operation *operation);

/* ---- park.c ------------------------------------------------------------------------------------------------------ */

/* It is the turn of a waiter that was woken. */
void async__parked_run(struct async__loop *loop, struct async__cell *waiter);
/* The task of a waiter is cancelled. */
void async__parked_cancel(struct async__loop *loop, struct async__cell *task);
/* Ends a waiter, whatever it is doing; its task is not to have what it waits for. */
void async__parked_drop(struct async__loop *loop, struct async__cell *waiter);

/* ---- as_completed.c ---------------------------------------------------------------------------------------------- */

/* The task has ended. */
void async__completing_end(struct async__extra *extra);

/* ---- shield.c ---------------------------------------------------------------------------------------------------- */

/* The future behind a shield is done. */
void async__shield_fired(struct async__loop *loop, struct async__cell *waiter);

/* ---- report.c: errors that nobody can receive -------------------------------------------------------------------- */

void async__report(struct async__loop *loop, const async_error *error, struct async__cell *source);
/* The same with an error made here. `site` may be NULL. */
__attribute__((format(printf, 5, 6))) void async__report_new(struct async__loop *loop, struct async__cell *source,
                                                             const struct async_site *site, int code,
                                                             const char *format, ...);

/* ---- schedule.c, inbox.c ----------------------------------------------------------------------------------------- */

/* A callback in the ready queue, or with a timer. NULL: no memory. */
struct async__cell *async__callback_soon(struct async__loop *loop, void (*callback)(void *), void *arg);
struct async__cell *async__callback_at(struct async__loop *loop, int64_t when, void (*callback)(void *), void *arg);
/* Takes a callback back. True where it was still to be called. */
bool async__callback_drop(struct async__loop *loop, struct async__cell *callback);

/* Puts what other threads have scheduled into the ready queue. */
void async__inbox_collect(struct async__loop *loop);
/* Drops the rest, closes what the driver has open, and makes the handles of the loop stale: then it may be claimed. */
void async__inbox_close(struct async__loop *loop);
/* 1 where it was still to be called. */
int async__inbox_cancel(uint64_t id);

/* ---- loop.c ------------------------------------------------------------------------------------------------------ */

/* A loop with a driver that has options (NULL: the defaults); NULL where that fails (errno). It becomes
 * that of the thread where there is none. */
struct async__loop *async__loop_make(const struct async__driver *driver, const async_loop_options *options);
/* Around running: claims the loop for this thread. 0, or why not. */
int async__loop_enter(struct async__loop *loop);
void async__loop_leave(struct async__loop *loop);
/* It ends its iteration, and no other comes. */
void async__loop_stop(struct async__loop *loop);
/* What comes before an iteration: the poll, and what it makes ready. */
void async__loop_poll(struct async__loop *loop);
/* That, and the iterations up to the next. */
void async__loop_iterate(struct async__loop *loop);
/* Iterates until something stops the loop. */
void async__loop_go(struct async__loop *loop);

/* ---- print.c ----------------------------------------------------------------------------------------------------- */

/* What a future or task is called in reports, and where it was made. */
void async__print_name(const struct async__cell *cell, FILE *out);
/* The tasks that have not ended, each with what it waits for. */
void async__print_tasks(struct async__loop *loop, FILE *out);

/* ---- print_signal.c ---------------------------------------------------------------------------------------------- */

/* In debug mode: SIGQUIT prints on stderr, unless the program does something else with it. */
void async__print_signal_default(struct async__loop *loop);
/* Prints, where the signal has come. */
void async__print_signal_serve(struct async__loop *loop);
/* In a child of fork(): handlers that ran on other threads will not end. */
void async__print_signal_forked(void);
/* Its signal does again what it did before, if no other loop wants it. */
void async__print_signal_stop(struct async__loop *loop);

/* ---- close.c ----------------------------------------------------------------------------------------------------- */

/* Ends all that is left in a loop, and the loop. */
void async__loop_close(struct async__loop *loop);

extern const struct async__driver async__epoll_driver;

#include "cell.h"

#endif
