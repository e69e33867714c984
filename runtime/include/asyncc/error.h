/* asyncc/error.h - printing errors. The type async_error itself is in asyncc/frame.h: it is part of the frame ABI. */
#ifndef ASYNCC_ERROR_H
#define ASYNCC_ERROR_H

#include <asyncc/frame.h>

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Prints the traceback of an error, as Python does: the sites of the AWAITs that it passed, outermost first, then that
 * of the RAISE, then its code and message:
 *
 *     Traceback (most recent await last):
 *       File "sum.c", line 14, in async_main
 *       File "sum.c", line 6, in compute
 *     ENOENT: no such sum
 *
 * Of many AWAITs, the innermost seven are kept. Any thread. */
void async_error_print(const async_error *error, FILE *out);

/* In a DEFER block: the error in flight, or NULL where its scope is left in another way. It is valid until the next
 * AWAIT or the end of the block. */
const async_error *async_leaving(void);

#ifdef __cplusplus
}
#endif
#endif
