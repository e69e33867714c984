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
 * Of many AWAITs, the innermost seven are kept. Those that came with it (async_error_count) follow, further to the
 * right. Any thread, but for those. */
void async_error_print(const async_error *error, FILE *out);

/* Of the error of a group of tasks (asyncc/scope.h): how many others came with it, in order of time; and one of them,
 * NULL where there are not so many. An async_error does not contain them: the thread keeps those of its last 64 groups
 * that failed with more than one error, and the pointer is valid as long. On other threads there are none. */
size_t async_error_count(const async_error *error);
const async_error *async_error_at(const async_error *error, size_t at);

/* In a DEFER block: the error in flight, or NULL where its scope is left in another way. It is valid until the next
 * AWAIT or the end of the block. Elsewhere in an ASYNC function NULL; asyncc refuses it in others. */
const async_error *async_leaving(void);

#ifdef __cplusplus
}
#endif
#endif
