/* asyncc/markers.h - the words that make C async: ASYNC, AWAIT, SPAWN, FUTURE, RAISE, DEFER.
 *
 * Two views. The annotated one (__ASYNCC__ defined) is what asyncc and editors parse: each marker leaves something in
 * the syntax tree that keeps the type of its operand and survives any depth of user macros, and uses its argument
 * once. The compiled one is what the C compiler sees, in generated files and in ordinary ones: there a marker that
 * asyncc has not replaced stops the build with one sentence.
 *
 *     ASYNC T f(params)       a function that may suspend; its body is ordinary C
 *     AWAIT(f(x))             runs it in place, inside an ASYNC function; is its value, raises its error
 *     AWAIT_CATCH(f(x), &e)   the same, but an error goes to the async_error e (code 0: there was none), and the
 *                             value is then zero
 *     SPAWN(f(x))             evaluates the arguments and starts the call soon, as a task of the running loop, else of
 *                             the thread's; is its FUTURE(T), never NULL. asyncio: create_task
 *     SPAWN_ON(loop, f(x))    the same on a given loop
 *     SPAWN_INTO(g, f(x))     the same into a group of tasks: asyncc/scope.h
 *     FUTURE(T)               the handle of a task or future of a T; who gives it up: asyncc/future.h
 *     RAISE(code, "...", x)   ends an ASYNC function with an error: an errno value or the program's own, never 0, and
 *                             a message as printf makes it, cut to the size of that in async_error
 *     RERAISE(&e)             ends it with an error that was caught
 *     DEFER { ... }           runs when its scope is left, in whatever way, the last one first; may AWAIT
 *     async_run(f(x))         in an ordinary function: makes a loop, runs the call to its end, cancels what is left,
 *                             closes the loop; is the value. An error is printed with its traceback, and the process
 *                             exits with 1. asyncio: run
 *     async_run_catch(f(x), &e)
 *                             the same, but an error goes to e, and the value is then zero
 *     async_loop_run(loop, f(x)), async_loop_run_catch(loop, f(x), &e)
 *                             the same on a loop that is there, which stays open: asyncc/loop.h
 *     async_coroutine_start(&c, f(x))
 *                             without a loop: asyncc/frame.h
 *
 * With ASYNCC_NO_SHORT_NAMES defined, the words in capitals are ASYNC_ASYNC, ASYNC_AWAIT, ASYNC_SPAWN, ... only. */
#ifndef ASYNCC_MARKERS_H
#define ASYNCC_MARKERS_H

#include <asyncc/frame.h>

struct async__tag; /* never defined: what makes a FUTURE a type of its own */

/* Any future or task, untyped: what FUTURE(T) converts to. It names a slot, it is never dereferenced. */
typedef struct async_future *async_any;

#ifndef __cplusplus

/* The handle of a task or future of a T. Typed by a pointer to a pointer to a function that gives a T. */
#define ASYNC_FUTURE(T) __typeof__(__typeof__(T)(**)(struct async__tag *))

/* Of type T, for a FUTURE(T) f; only ever type-checked. */
#define ASYNC__VALUE(f) ((**(f))((struct async__tag *)0))
#define ASYNC__TYPE(f) __typeof__(ASYNC__VALUE(f))
/* T, or char where T is void: something that has a size. */
#define ASYNC__BOX(T) __typeof__(*_Generic((__typeof__(T) *)0, void *: (char *)0, default: (__typeof__(T) *)0))
/* f as an async_any; anything but a FUTURE or an async_any draws a compiler error. */
#define ASYNC__ANY(f)                                                                                                  \
    ((void)sizeof(ASYNC__TYPE(_Generic((f), async_any: (ASYNC_FUTURE(void))0, default: (f))) *), (async_any)(f))
/* `pointer` as a T *; one of another type draws a warning. */
#define ASYNC__OUT(T, pointer) (1 ? (pointer) : (__typeof__(T) *)0)

#ifdef __ASYNCC__

/* GCC knows these types by itself, Clang does not; glibc, where it declares them, does it like this. */
#if defined __clang__ && !defined __cplusplus
#ifdef __SIZEOF_FLOAT128__
typedef __float128 _Float128;
#elif __LDBL_MANT_DIG__ == 113
typedef long double _Float128;
#endif
typedef float _Float32;
typedef double _Float64, _Float32x;
typedef long double _Float64x;
#endif

/* What a marker leaves in the syntax tree: asyncc looks for the names of these. */
enum {
    async__await,
    async__await_catch,
    async__spawn,
    async__spawn_on,
    async__spawn_into,
    async__spawn_all,
    async__run,
    async__run_catch,
    async__loop_run,
    async__loop_run_catch,
    async__start,
    async__defer
};
__attribute__((noreturn, format(printf, 2, 3))) void async__raise(int code, const char *format, ...);
__attribute__((noreturn)) void async__reraise(const async_error *error);

#define ASYNC_ASYNC __attribute__((annotate("asyncc:async")))
/* On an operation of the runtime: `AWAIT(name(args))` becomes name__async(NULL, &result, args), which may be a macro.
 */
#define ASYNC__OPERATION __attribute__((annotate("asyncc:operation")))
/* And: it never needs a frame of its own (async_suspend_leaf). */
#define ASYNC__LEAF __attribute__((annotate("asyncc:leaf")))

#define ASYNC_AWAIT(...) ((void)async__await, (__VA_ARGS__))
#define ASYNC_AWAIT_CATCH(call, error)                                                                                 \
    ((void)async__await_catch, __builtin_choose_expr(1, (call), (async_error *){error}))
#define ASYNC_SPAWN(...) ((void)async__spawn, (ASYNC_FUTURE(__typeof__((__VA_ARGS__))))0)
#define ASYNC_SPAWN_ON(loop, ...) ((void)async__spawn_on, (void)(loop), (ASYNC_FUTURE(__typeof__((__VA_ARGS__))))0)
#define ASYNC_SPAWN_INTO(group, ...)                                                                                   \
    ((void)async__spawn_into, (void)(group), (ASYNC_FUTURE(__typeof__((__VA_ARGS__))))0)
#define ASYNC__BEGIN_BLOCK 1
#define ASYNC_DEFER                                                                                                    \
    if (!async__defer)                                                                                                 \
        ;                                                                                                              \
    else
#define ASYNC_RAISE async__raise
#define ASYNC_RERAISE async__reraise
#define async_run(...) ((void)async__run, (__VA_ARGS__))
#define async_run_catch(call, error) ((void)async__run_catch, __builtin_choose_expr(1, (call), (async_error *){error}))
#define async_loop_run(loop, ...) ((void)async__loop_run, (void)(loop), (__VA_ARGS__))
#define async_loop_run_catch(loop, call, error)                                                                        \
    ((void)async__loop_run_catch, (void)(loop), __builtin_choose_expr(1, (call), (async_error *){error}))
#define async_coroutine_start(coroutine, ...) ((void)async__start, (void)(coroutine), (void)(__VA_ARGS__))

#else

#define ASYNC_ASYNC __attribute__((unused))
#define ASYNC__OPERATION
#define ASYNC__LEAF

#define ASYNC__SENTENCE "this file uses async C: compile it with asyncc, or with CC=\"asyncc-cc gcc\""
enum { async__defer = 0 };
__attribute__((error(ASYNC__SENTENCE))) void async__stop(void);
__attribute__((noreturn, format(printf, 2, 3))) void async__raise(int code, const char *format, ...);
__attribute__((noreturn)) void async__reraise(const async_error *error);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes"
static inline __attribute__((noinline)) void async__not_transpiled(void)
{
    async__stop();
}
#pragma GCC diagnostic pop

#define ASYNC_AWAIT(...) (async__not_transpiled(), (__VA_ARGS__))
#define ASYNC_AWAIT_CATCH(call, error) (async__not_transpiled(), (void)(error), (call))
#define ASYNC_SPAWN(...) (async__not_transpiled(), (ASYNC_FUTURE(__typeof__((__VA_ARGS__))))0)
#define ASYNC_DEFER                                                                                                    \
    if (async__not_transpiled(), !async__defer) {                                                                      \
    } else
#define ASYNC_RAISE async__not_transpiled(), async__raise
#define ASYNC_RERAISE async__not_transpiled(), async__reraise
#define async_run(...) (async__not_transpiled(), (__VA_ARGS__))
#define async_run_catch(call, error) (async__not_transpiled(), (void)(error), (call))
#define async_loop_run(loop, ...) (async__not_transpiled(), (void)(loop), (__VA_ARGS__))
#define async_loop_run_catch(loop, call, error) (async__not_transpiled(), (void)(loop), (void)(error), (call))
#define ASYNC_SPAWN_ON(loop, ...) (async__not_transpiled(), (void)(loop), (ASYNC_FUTURE(__typeof__((__VA_ARGS__))))0)
#define ASYNC_SPAWN_INTO(group, ...)                                                                                   \
    (async__not_transpiled(), (void)(group), (ASYNC_FUTURE(__typeof__((__VA_ARGS__))))0)
#define ASYNC__BEGIN_BLOCK (async__not_transpiled(), 1)
#define async_coroutine_start(coroutine, ...) (async__not_transpiled(), (void)(coroutine), (void)(__VA_ARGS__))

#endif

/* ---- what asyncc writes in the place of SPAWN and its like; T is the result of the call, `status` its start ------ */

/* A place in the source, from inside a function. */
#define ASYNC_SITE(file, function, line)                                                                               \
    (__extension__({                                                                                                   \
        static const struct async_site async__site = {(file), (function), (line), 0};                                  \
        &async__site;                                                                                                  \
    }))

#define ASYNC__SHAPE(T) sizeof(T), __alignof__(T)
#define ASYNC__ROOM(T) (__typeof__(T)[1]){0}, sizeof(T), ASYNC__RESULT_OFFSET(__alignof__(T))

#define ASYNC_SPAWN_TASK(T, status, site) ((ASYNC_FUTURE(T))async__spawn((status), (site), ASYNC__SHAPE(T)))
#define ASYNC_SPAWN_VOID(status, site) ((ASYNC_FUTURE(void))async__spawn((status), (site), 0, 1))
#define ASYNC_SPAWN_TASK_ON(T, loop, status, site)                                                                     \
    ((ASYNC_FUTURE(T))async__spawn_on((loop), (status), (site), ASYNC__SHAPE(T)))
#define ASYNC_SPAWN_VOID_ON(loop, status, site) ((ASYNC_FUTURE(void))async__spawn_on((loop), (status), (site), 0, 1))

/* The value of type T at `pointer`. Not a mere dereference: compilers warn where that is not used, but a call may be.
 */
#define ASYNC__VALUE_AT(T, pointer) (__extension__({ *(__typeof__(T) *)(pointer); }))

#define ASYNC_RUN(T, status) ASYNC__VALUE_AT(T, async__run((status), ASYNC__ROOM(T)))
#define ASYNC_RUN_VOID(status) async__run_void(status)
#define ASYNC_RUN_CATCH(T, status, error) ASYNC__VALUE_AT(T, async__run_catch((status), ASYNC__ROOM(T), (error)))
#define ASYNC_RUN_VOID_CATCH(status, error) async__run_void_catch((status), (error))
#define ASYNC_LOOP_RUN(T, loop, status) ASYNC__VALUE_AT(T, async__loop_run((loop), (status), ASYNC__ROOM(T)))
#define ASYNC_LOOP_RUN_VOID(loop, status) async__loop_run_void((loop), (status))
#define ASYNC_LOOP_RUN_CATCH(T, loop, status, error)                                                                   \
    ASYNC__VALUE_AT(T, async__loop_run_catch((loop), (status), ASYNC__ROOM(T), (error)))
#define ASYNC_LOOP_RUN_VOID_CATCH(loop, status, error) async__loop_run_void_catch((loop), (status), (error))

#ifndef ASYNCC_NO_SHORT_NAMES
#define ASYNC ASYNC_ASYNC
#define AWAIT ASYNC_AWAIT
#define AWAIT_CATCH ASYNC_AWAIT_CATCH
#define SPAWN ASYNC_SPAWN
#define SPAWN_ON ASYNC_SPAWN_ON
#define SPAWN_INTO ASYNC_SPAWN_INTO
#define FUTURE ASYNC_FUTURE
#define DEFER ASYNC_DEFER
#define RAISE ASYNC_RAISE
#define RERAISE ASYNC_RERAISE
#endif

#endif /* __cplusplus */
#endif
