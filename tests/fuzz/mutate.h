/* mutate.h - changes to C programs that leave much of them whole: tokens, balanced groups, expressions and statements
 * are removed, doubled, moved, swapped, wrapped, made macros, taken from another program; now and then bytes change. */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* Writes a changed text[0, size) to `result`, which has room for `room` bytes. Parts may come from `other`, which may
 * be empty. The same seed gives the same changes. Gives the size of the result; what does not fit is cut off. */
size_t fuzz_mutate(const char *text, size_t size, const char *other, size_t other_size, uint64_t seed, char *result,
                   size_t room);

#endif
