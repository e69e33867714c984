/* emit/depfile.h - make-style dependencies: what a generated file was made from. */
#ifndef AC_DEPFILE_H
#define AC_DEPFILE_H

#include "../base/args.h"

/* The rule `targets: dependencies`, one dependency a line, each once. `targets` are ready to be written (quoted already
 * where they need it), dependencies are file names. With `phony`, an empty rule follows for each dependency but the
 * first, so that a header that is gone does not stop make. */
char *ac_depfile_format(struct ac_arena *arena, const struct ac_args *targets, const char *const *dependencies,
                        size_t count, bool phony, size_t *ret_size);

#endif
