/* Calls that suspend or not as $SUSPEND says; support.h tells the modes. */
#include "support.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef ASYNCC_ERASED

ASYNC void turn(void)
{
}

#else

/* Overwrites what lies below the caller on the C stack. */
static __attribute__((noinline)) void scribble_stack(void)
{
    volatile unsigned char bytes[8192];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = 0xA5;
    }
}

/* A frame of about `size` bytes, full of rubbish while it waits and when it is freed. */
#define SCRIBBLER(size)                                                                                                \
    static ASYNC void scribble_##size(void)                                                                            \
    {                                                                                                                  \
        unsigned char bytes[size];                                                                                     \
        memset(bytes, 0xA5, sizeof bytes);                                                                             \
        AWAIT(async_yield());                                                                                          \
        scribble_stack();                                                                                              \
        bytes[0] = bytes[size - 1];                                                                                    \
    }
SCRIBBLER(1)
SCRIBBLER(16)
SCRIBBLER(40)
SCRIBBLER(64)
SCRIBBLER(100)
SCRIBBLER(160)
SCRIBBLER(240)
SCRIBBLER(400)

static ASYNC void scribble(void)
{
    FUTURE(void)
    all[] = {SPAWN(scribble_1()),   SPAWN(scribble_16()),  SPAWN(scribble_40()),  SPAWN(scribble_64()),
             SPAWN(scribble_100()), SPAWN(scribble_160()), SPAWN(scribble_240()), SPAWN(scribble_400())};
    AWAIT(async_gather(all, sizeof all / sizeof *all, NULL));
}

ASYNC void turn(void)
{
    static unsigned turns;
    const char *mode = getenv("SUSPEND");
    if (!mode || strcmp(mode, "ready") == 0) {
        return;
    }
    if (strcmp(mode, "mixed") == 0) {
        unsigned choice = turns++ % 3;
        if (choice == 1) {
            AWAIT(async_yield());
        } else if (choice == 2) {
            AWAIT(async_sleep(0.001));
        }
    } else if (strcmp(mode, "scribble") == 0) {
        AWAIT(async_join(SPAWN(scribble())));
    } else {
        AWAIT(async_yield());
        if (strcmp(mode, "later") == 0) {
            async_self.stack_limit = (char *)UINTPTR_MAX;
        }
    }
}

#endif

ASYNC int get(int x)
{
    printf("get %d\n", x);
    AWAIT(turn());
    return x;
}

ASYNC int quiet(int x)
{
    AWAIT(turn());
    return x;
}

int note(int x)
{
    printf("note %d\n", x);
    return x;
}

int is_aligned(const volatile void *p, unsigned long n)
{
    return (uintptr_t)p % n == 0;
}
