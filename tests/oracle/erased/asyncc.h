/* The erasing header of tests/support with errors added, so that programs that raise have a blocking counterpart: RAISE
 * unwinds the C stack, running cleanups on its way, and AWAIT_CATCH is where that ends. For GCC at -O0 with
 * -fexceptions: the locals that change between setjmp() and longjmp() have to be in memory. */
#ifndef ORACLE_ERASED_H
#define ORACLE_ERASED_H

#include "../../support/erased/asyncc.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <unwind.h>

typedef struct {
    int code;
} async_error;

struct erased_catch {
    jmp_buf jump;
    struct erased_catch *outer;
    struct _Unwind_Exception exception;
    void *frame; /* of the function that catches */
    int code;
};

static struct erased_catch *erased_innermost __attribute__((unused));

static inline void erased_enter(struct erased_catch *catch_, void *frame)
{
    catch_->frame = frame;
    catch_->outer = erased_innermost;
    catch_->code = 0;
    erased_innermost = catch_;
}

static inline void erased_leave(struct erased_catch *catch_, async_error *error)
{
    erased_innermost = catch_->outer;
    error->code = catch_->code;
}

/* The number of the register by which a frame is known, as at -O0 each function sets it up. */
#if defined __x86_64__
#define ERASED_FRAME_POINTER 6
#else
#define ERASED_FRAME_POINTER 29
#endif

/* Called before each frame is unwound: true for the one that holds the catch, whose own scopes are not left. */
static inline _Unwind_Reason_Code erased_stop(int version, _Unwind_Action actions, _Unwind_Exception_Class class_,
                                              struct _Unwind_Exception *exception, struct _Unwind_Context *context,
                                              void *argument)
{
    struct erased_catch *catch_ = (struct erased_catch *)argument;
    (void)version, (void)class_, (void)exception;
    if ((actions & _UA_END_OF_STACK) || _Unwind_GetGR(context, ERASED_FRAME_POINTER) == (uintptr_t)catch_->frame) {
        longjmp(catch_->jump, 1);
    }
    return _URC_NO_REASON;
}

static inline __attribute__((noreturn)) void erased_raise(int code, const char *format, ...)
{
    struct erased_catch *catch_ = erased_innermost;
    (void)format;
    catch_->code = code;
    catch_->exception = (struct _Unwind_Exception){0};
    _Unwind_ForcedUnwind(&catch_->exception, erased_stop, catch_);
    abort();
}

#define RAISE erased_raise
#define AWAIT_CATCH(call, error)                                                                                       \
    __extension__({                                                                                                    \
        struct erased_catch catch_;                                                                                    \
        __typeof__(call) value_ = {0};                                                                                 \
        erased_enter(&catch_, __builtin_frame_address(0));                                                             \
        if (!setjmp(catch_.jump)) {                                                                                    \
            value_ = (call);                                                                                           \
        } else {                                                                                                       \
            value_ = (__typeof__(call)){0};                                                                            \
        }                                                                                                              \
        erased_leave(&catch_, (error));                                                                                \
        value_;                                                                                                        \
    })

#endif
