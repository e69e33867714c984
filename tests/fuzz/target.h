/* target.h - what the harnesses share: the entry that libFuzzer, AFL++'s driver and replay.c call, and checks. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "diag.h"

#include <stdint.h>
#include <stdlib.h>

/* Runs what is under test once; always 0. What is wrong ends the process by abort(). */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An invariant of the code under test. */
#define FUZZ_CHECK(condition)                                                                                          \
    ((condition) ? (void)0 : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition), abort()))

/* Prints the messages in every format; what is JSON must be. */
void fuzz_check_messages(const struct ac_diags *diags);
/* The parts of a source that were replaced are in order, and what is between them is the original. */
void fuzz_check_source(const struct ac_source *source);

#endif
