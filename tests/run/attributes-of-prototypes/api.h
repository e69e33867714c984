/* Attributes in front of prototypes and behind them, one out of a macro. */
#include "support.h"

#define REPLACEABLE __attribute__((weak))

ASYNC int behind(int x) __attribute__((weak, nonnull));
REPLACEABLE ASYNC int in_front(int x);
ASYNC int test(void);
