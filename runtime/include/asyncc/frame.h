/* asyncc/frame.h - the frame ABI: what generated code, the runtime and hand-written drivers agree on.
 *
 * It needs no loop. An ASYNC function `T f(A a)` is compiled to
 *
 *     async_status f__async(struct async_frame *storage, T *result, A a);      (no `result` where T is void)
 *
 * which runs the body like a plain C call and says how it went:
 *
 *   ASYNC_DONE     *result is written (a frame that the call may have made is gone again)
 *   ASYNC_FAILED   async_self.error tells why; *result is not written
 *   ASYNC_PENDING  the call waits. What it needs later is in a frame on the heap, and async_self.top names that
 *                  frame, or is NULL where the callee needs none and its caller is the one to resume
 *
 * `storage` says where to start: NULL starts the body now; ASYNC_LATER only makes a frame, saves the arguments in it
 * and answers ASYNC_PENDING (that is how SPAWN works); a frame resumes it at its state. The first member of a frame
 * after its head is the result.
 *
 * There is no frame until something suspends: then ASYNC_PENDING travels up the C stack once. Each caller saves its
 * live locals in a frame of its own, links its callee to it with async_suspend(), and returns ASYNC_PENDING too. A
 * wake-up resumes the leaf directly; as frames complete, async_drive() resumes their callers, so neither the cost of a
 * resume nor the C stack grows with the depth of the chain. Callers free the frames of their callees (async_take).
 *
 * Threads: everything here belongs to the calling thread. docs/frame-abi.md tells it at length. */
#ifndef ASYNCC_FRAME_H
#define ASYNCC_FRAME_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if UINTPTR_MAX < UINT64_MAX
#error "asyncc needs 64-bit pointers: a FUTURE packs a slot and a generation into one"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#ifndef __cplusplus
/* What the runtime was compiled with must hold here. */
struct async__layout {
    char first;
    void *second;
};
_Static_assert(sizeof(struct async__layout) == 2 * sizeof(void *),
               "asyncc.h is included with #pragma pack or -fpack-struct in force");
#endif

/* Of the size of an int with -fshort-enums, too. */
typedef enum async_status { ASYNC_DONE, ASYNC_PENDING, ASYNC_FAILED } __attribute__((mode(SI))) async_status;

struct async_frame;

/* A place in the user's source: of a function, an AWAIT, a RAISE or a SPAWN. Static, never freed. */
struct async_site {
    const char *file;
    const char *function;
    unsigned line;
    uint32_t kept; /* of an AWAIT, for debuggers: which of the first 32 members of the frame behind its head hold what
                      they are called while it waits; the first member is bit 0 */
};

/* What is the same for all activations of one ASYNC function. sites[0] is the function itself, sites[k] the AWAIT with
 * resume state k (or a RAISE, which no state names). */
struct async_function {
    async_status (*resume)(struct async_frame *frame);
    const struct async_site *sites;
    uint32_t frame_size; /* bytes, head included */
};

/* The head of every frame. */
struct async_frame {
    const struct async_function *function;
    struct async_frame *caller; /* the frame that awaits this one; NULL at the root */
    uint16_t state;             /* where to resume: 0 at the start, k after the k-th AWAIT, or one of the two below */
    uint16_t units;             /* size of the allocation in 16-byte units; 0: not from async_frame_new() */
    uint32_t reserved;
};

/* States of a frame whose body has not begun. */
enum {
    ASYNC_STATE_LATER = 0xFFFE, /* of ASYNC_LATER: save the arguments and wait to be resumed */
    ASYNC_STATE_SAVED = 0xFFFF, /* the arguments are in the frame, the body has not begun */
};

/* An error: a self-contained value of fixed size; copying the struct copies it, and nothing has to be released. */
typedef struct async_error {
    int code;                          /* an errno value or the program's own; 0: no error */
    uint32_t site_count;               /* of sites passed, also those that found no room in `sites` */
    const struct async_site *sites[8]; /* of its RAISE, then of the AWAITs it passed, innermost first */
    char message[112];                 /* a sentence, cut where it is longer */
    uint64_t bundle;                   /* private; of errors that came with it: async_error_count(), asyncc/error.h */
} async_error;

/* What one thread's running code and its driver tell each other. */
struct async_self {
    char *stack_limit;         /* a call that finds the C stack below it starts later instead */
    struct async_frame *leaf;  /* while ASYNC_PENDING goes up: the innermost frame, the one to resume */
    struct async_frame *child; /* on a resume: the frame that completed, or NULL where the callee had none */
    struct async_frame *top;   /* while ASYNC_PENDING goes up: the frame linked last, or NULL where there is none yet */
    async_status status;       /* on a resume: how it completed */
    int start_later;           /* with ASYNC_PENDING: the leaf wants nothing but a fresh C stack */
    void *root;                /* borrowed; what is being driven: a task, or NULL */
    void (*unhook)(void *root); /* undoes what the root has begun to wait for; NULL where it waits for nothing */
    async_error error;          /* with ASYNC_FAILED: the error */
};

#define ASYNC__TLS __thread __attribute__((tls_model("initial-exec")))
extern ASYNC__TLS struct async_self async_self;

/* Free frames by their size in 16-byte units, linked through `caller`. */
enum { ASYNC__POOL_UNITS = 32 };
extern ASYNC__TLS struct async_frame *async__pool[ASYNC__POOL_UNITS];

/* As storage: make a frame with the arguments, do not start. An array of unknown size, as compilers take `storage` for
 * the frame that it is cast to. */
extern struct async_frame async__later[];
#define ASYNC_LATER async__later

/* Between these two stands generated code that compilers would warn about, though not about what it was made of:
 * without the effects of its operands it looks constant, a constant in front of it decides whether it runs, or the
 * address of a member looks like a use of it. */
#ifdef __clang__
#define ASYNC__QUIET_MORE                                                                                              \
    _Pragma("GCC diagnostic ignored \"-Wconstant-conversion\"")                                                        \
        _Pragma("GCC diagnostic ignored \"-Wconstant-logical-operand\"")
#define ASYNC__QUIET_PATHS _Pragma("GCC diagnostic push")
#else
#define ASYNC__QUIET_MORE                                                                                              \
    _Pragma("GCC diagnostic ignored \"-Wbool-compare\"") _Pragma("GCC diagnostic ignored \"-Wsequence-point\"")        \
        _Pragma("GCC diagnostic ignored \"-Wparentheses\"") _Pragma("GCC diagnostic ignored \"-Wrestrict\"")
/* Instead of the above, around a body where GCC sees ways that there are not, from a resume to where locals are used
 * that are not kept: it has computed gotos, each of which to GCC leads to all labels, or a constant decides that an
 * await is never reached. What stands in front of the first case of a switch, and is never reached either, may read the
 * frame. */
#if __GNUC__ >= 12
#define ASYNC__QUIET_POINTERS _Pragma("GCC diagnostic ignored \"-Wdangling-pointer\"")
#else
#define ASYNC__QUIET_POINTERS
#endif
#define ASYNC__QUIET_PATHS                                                                                             \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wmaybe-uninitialized\"")                         \
        _Pragma("GCC diagnostic ignored \"-Wswitch-unreachable\"")                                                     \
            _Pragma("GCC diagnostic ignored \"-Wimplicit-fallthrough\"") ASYNC__QUIET_POINTERS
#endif
#define ASYNC__QUIET                                                                                                   \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wsign-compare\"")                                \
        _Pragma("GCC diagnostic ignored \"-Wtype-limits\"") _Pragma("GCC diagnostic ignored \"-Woverflow\"")           \
            _Pragma("GCC diagnostic ignored \"-Wtautological-compare\"")                                               \
                _Pragma("GCC diagnostic ignored \"-Wint-in-bool-context\"")                                            \
                    _Pragma("GCC diagnostic ignored \"-Wbool-operation\"")                                             \
                        _Pragma("GCC diagnostic ignored \"-Wunused-value\"") ASYNC__QUIET_MORE
#define ASYNC__LOUD _Pragma("GCC diagnostic pop")

/* Of the type of an expression that compilers differ about: to Clang it is `type`, to GCC that of `value`. */
#ifdef __clang__
#define ASYNC__TYPE_TO_EACH(type, value) (type)0
#else
#define ASYNC__TYPE_TO_EACH(type, value) (value)
#endif

/* What __PRETTY_FUNCTION__ is: to Clang, in C too, the function with its types. */
#ifdef __clang__
#define ASYNC__PRETTY_NAME(name, with_types) with_types
#else
#define ASYNC__PRETTY_NAME(name, with_types) name
#endif

#define ASYNC__COLD __attribute__((cold, noinline))
#define ASYNC__LIKELY(x) __builtin_expect(!!(x), 1)
#define ASYNC__UNLIKELY(x) __builtin_expect(!!(x), 0)

/* Two members for generated code in files with macros of their names. */
static inline unsigned async__state(const struct async_frame *frame)
{
    return frame->state;
}

static inline async_error *async__error(void)
{
    return &async_self.error;
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

/* Slow paths of the two below: an empty free list, a frame too large for one. */
ASYNC__COLD struct async_frame *async__frame_new_slow(const struct async_function *function);
ASYNC__COLD void async__frame_free_slow(struct async_frame *frame);

/* A frame for an activation of `function`, its head filled in (state 0, no caller), the rest uninitialised. It is
 * aligned to the largest power of two that divides its size, 4096 at most: so is a struct with an over-aligned member.
 * NULL where memory is exhausted: then async_self.error is ENOMEM. Free it with async_frame_free(). */
static inline struct async_frame *async_frame_new(const struct async_function *function)
{
    size_t units = (function->frame_size + 15) / 16;
    struct async_frame *frame;
    if (ASYNC__UNLIKELY(units >= ASYNC__POOL_UNITS || !(frame = async__pool[units]))) {
        return async__frame_new_slow(function);
    }
    async__pool[units] = frame->caller;
    frame->function = function;
    frame->caller = NULL;
    frame->state = 0;
    frame->units = (uint16_t)units;
    return frame;
}

/* Frees a frame of async_frame_new(). */
static inline void async_frame_free(struct async_frame *frame)
{
    size_t units = frame->units;
    if (ASYNC__UNLIKELY(units - 1 >= ASYNC__POOL_UNITS - 1)) {
        async__frame_free_slow(frame);
        return;
    }
    frame->caller = async__pool[units];
    async__pool[units] = frame;
}

/* The elements of a variable length array that lives across an AWAIT: `size` bytes, aligned to `align`. NULL where
 * memory is exhausted: then async_self.error is ENOMEM. */
ASYNC__COLD void *async_array_new(size_t size, size_t align);
/* NULL is none. */
ASYNC__COLD void async_array_free(void *array);

/* ---- suspending and resuming: what generated code calls ---------------------------------------------------------- */

/* Where the first member of alignment `align` lies after the head: the result. */
#define ASYNC__RESULT_OFFSET(align) ((sizeof(struct async_frame) + (align) - 1) / (align) * (align))

/* __builtin_frame_address() would make each ASYNC function set up a frame pointer. */
static inline char *async__stack_pointer(void)
{
#if defined __x86_64__
    char *pointer;
    __asm__("mov %%rsp, %0" : "=r"(pointer));
    return pointer;
#elif defined __aarch64__
    char *pointer;
    __asm__("mov %0, sp" : "=r"(pointer));
    return pointer;
#else
    return (char *)__builtin_frame_address(0);
#endif
}

/* True where a call should start later, on a fresh C stack: what makes recursion bounded by memory alone. */
static inline int async_stack_low(void)
{
    return ASYNC__UNLIKELY(async__stack_pointer() < async_self.stack_limit) != 0;
}

/* `frame` waits at its suspension point `state` for the callee that just answered ASYNC_PENDING. */
static inline async_status async_suspend(struct async_frame *frame, unsigned state)
{
    struct async_frame *callee = async_self.top;
    frame->state = (uint16_t)state;
    if (callee) {
        callee->caller = frame;
    } else {
        async_self.leaf = frame;
    }
    async_self.top = frame;
    return ASYNC_PENDING;
}

/* An operation of the runtime that needs no frame suspends: its caller is the one to resume. */
static inline async_status async_suspend_caller(void)
{
    async_self.top = NULL;
    return ASYNC_PENDING;
}

/* The same where the callee is known to need no frame (an operation marked ASYNC__LEAF). */
static inline async_status async_suspend_leaf(struct async_frame *frame, unsigned state)
{
    frame->state = (uint16_t)state;
    async_self.leaf = async_self.top = frame;
    return ASYNC_PENDING;
}

/* `frame`, with its arguments saved, asks to be started by the driver: for SPAWN and for a low C stack. */
static inline async_status async_start_later(struct async_frame *frame, unsigned state)
{
    frame->state = (uint16_t)state;
    async_self.leaf = async_self.top = frame;
    async_self.start_later = 1;
    return ASYNC_PENDING;
}

/* Slow path of async_take(): frees the callee, if any. It does not touch *result, but is told where that is: compilers
 * that inline much would otherwise find paths on which nobody sets it. */
ASYNC__COLD async_status async__take_failed(void *result, struct async_frame *callee);

static inline async_status async__take(void *result, size_t size, size_t offset)
{
    struct async_frame *callee = async_self.child;
    if (ASYNC__UNLIKELY(async_self.status != ASYNC_DONE)) {
        return async__take_failed(result, callee);
    }
    if (size) {
        memcpy(result, (char *)callee + offset, size); /* a value is always in a frame */
    }
    if (callee) {
        async_frame_free(callee);
    }
    return ASYNC_DONE;
}

/* After a resume: how the callee ended. Copies its result to *result and frees its frame. */
#define async_take(result) async__take((result), sizeof *(result), ASYNC__RESULT_OFFSET(__alignof__(*(result))))
#define async_take_void() async__take(NULL, 0, 0)

/* The same where the callee is known to have no frame. */
static inline async_status async_take_leaf(void)
{
    return async_self.status;
}

/* The same, not inlined: in functions of very many AWAITs, over which compilers would brood for minutes. */
async_status async_suspend_noinline(struct async_frame *frame, unsigned state);
async_status async__take_noinline(void *result, size_t size, size_t offset);
#define async_take_noinline(result)                                                                                    \
    async__take_noinline((result), sizeof *(result), ASYNC__RESULT_OFFSET(__alignof__(*(result))))
#define async_take_void_noinline() async__take_noinline(NULL, 0, 0)

ASYNC__COLD async_status async__abandon(void *result, size_t size, size_t offset);

/* Instead of all that, where memory for the caller's frame could not be had: raises ENOMEM in the callee, which waits,
 * and drives it to its end. */
#define async_abandon(result) async__abandon((result), sizeof *(result), ASYNC__RESULT_OFFSET(__alignof__(*(result))))
#define async_abandon_void() async__abandon(NULL, 0, 0)
#define async_abandon_leaf() async__abandon(NULL, 0, 0)

static inline async_status async__enter_now(struct async_frame *frame, void *result, size_t size, size_t offset)
{
    async_status status = frame->function->resume(frame);
    if (status == ASYNC_PENDING) {
        return status;
    }
    if (size && status == ASYNC_DONE) {
        memcpy(result, (char *)frame + offset, size);
    }
    async_frame_free(frame);
    return status;
}

static inline async_status async__enter(struct async_frame *frame, const struct async_frame *storage, void *result,
                                        size_t size, size_t offset)
{
    if (storage || async_stack_low()) {
        return async_start_later(frame, 0);
    }
    return async__enter_now(frame, result, size, offset);
}

/* Starts a function whose locals live in a frame from the beginning (one takes the address of a local, say), with the
 * arguments in place. */
#define async_enter(frame, storage, result)                                                                            \
    async__enter((frame), (storage), (result), sizeof *(result), ASYNC__RESULT_OFFSET(__alignof__(*(result))))
#define async_enter_void(frame, storage) async__enter((frame), (storage), NULL, 0, 0)
/* The same where the arguments cannot wait, since the caller holds some of them: of a variadic function, say. */
#define async_enter_now(frame, result)                                                                                 \
    async__enter_now((frame), (result), sizeof *(result), ASYNC__RESULT_OFFSET(__alignof__(*(result))))
#define async_enter_now_void(frame) async__enter_now((frame), NULL, 0, 0)

/* ---- errors ------------------------------------------------------------------------------------------------------ */

/* Ends the caller with an error: fills in async_self.error. A code of 0 becomes EINVAL. Never fails. */
ASYNC__COLD async_status async_raise(const struct async_site *site, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with a caught error; keeps its trace. */
ASYNC__COLD async_status async_reraise(const struct async_site *site, const async_error *error);
/* Notes that async_self.error passed the AWAIT at `site`. Gives ASYNC_FAILED. */
ASYNC__COLD async_status async_passed(const struct async_site *site);

/* The end of an AWAIT_CATCH: moves the error, or code 0, to *error. */
__attribute__((nonnull(2))) static inline void async_catch(async_status status, async_error *error)
{
    if (status == ASYNC_FAILED) {
        *error = async_self.error;
    } else {
        error->code = 0;
        error->site_count = 0;
        error->message[0] = '\0';
    }
}

/* async_leaving() in a DEFER: the error that leaves its block, else the one of a DEFER around that, else NULL. */
static inline const async_error *async_leaving_error(int fails, const async_error *error, const async_error *outer)
{
    return fails ? error : outer;
}

/* ---- driving ----------------------------------------------------------------------------------------------------- */

/* Resumes `leaf`, telling it that what it waited for ended with `status` (with ASYNC_FAILED, async_self.error is why),
 * and, as frames complete, their callers. ASYNC_PENDING: async_self.leaf is the frame to resume next. Else the root has
 * ended: async_self.child is its frame, with the result in it, and the driver frees it. Not reentrant for one chain. */
async_status async_drive(struct async_frame *leaf, async_status status);

/* A coroutine driven by hand, without any loop: started by async_coroutine_start(&c, call), resumed until it is done.
 * Inside, AWAIT(async_yield()) suspends. The struct may be moved while it is not running. */
typedef struct async_coroutine {
    struct async_frame *frame; /* the leaf while it waits; the root with the result once it is done; else NULL */
    async_status status;
    async_error error; /* with ASYNC_FAILED */
} async_coroutine;

/* Runs it up to its next suspension or its end. Gives the status; of an ended one, again the same. */
async_status async_coroutine_resume(async_coroutine *coroutine);
/* Raises `code` where it waits, lets it clean up, and runs it up to its next suspension or its end. */
async_status async_coroutine_throw(async_coroutine *coroutine, int code);
/* Frees its frames; one that still waits gets ECANCELED first. Call it exactly once for each start. -EBUSY where it
 * goes on waiting in a DEFER: resume it to its end and call again. */
int async_coroutine_destroy(async_coroutine *coroutine);
/* The value, of type T, of one that is ASYNC_DONE. */
#define async_coroutine_result(coroutine, T)                                                                           \
    (*(__typeof__(T) *)((char *)(coroutine)->frame + ASYNC__RESULT_OFFSET(__alignof__(__typeof__(T)))))
void async__coroutine_start(async_coroutine *coroutine, async_status status);

#ifdef __cplusplus
}
#endif
#endif
