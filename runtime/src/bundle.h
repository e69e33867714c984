/* bundle.h - the errors of a group of tasks that failed together. An async_error has only the number of one; they
 * themselves are kept by the thread, the last BUNDLES of them. */
#ifndef ASYNC_BUNDLE_H
#define ASYNC_BUNDLE_H

#include <asyncc/frame.h>

struct async__bundle;

enum { BUNDLES = 64 };

/* Adds an error to *bundle, which is made where it is NULL. Where there is no memory it is lost. */
void async__bundle_add(struct async__bundle **bundle, const async_error *error);
size_t async__bundle_count(const struct async__bundle *bundle);
void async__bundle_free(struct async__bundle **bundle);
/* Raises the first error, with the others attached, and hands the bundle over; an error of `code` where it is lost. */
async_status async__bundle_raise(struct async__bundle **bundle, int code);
/* All that the thread keeps. */
void async__bundles_free(void);

#endif
