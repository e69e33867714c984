/* engines.c - the mutator as libFuzzer and AFL++ call it. */
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room) __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other, size_t other_size,
                                 uint8_t *result, size_t room, unsigned seed);

/* The engine's own mutator knows the bytes that the program was seen to compare with. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed)
{
    char *before;
    if (LLVMFuzzerMutate && seed % 32 == 0) {
        return LLVMFuzzerMutate(data, size, room);
    }
    before = malloc(size + 1);
    if (!before) {
        return size;
    }
    memcpy(before, data, size);
    size = fuzz_mutate(before, size, before, size, seed, (char *)data, room);
    free(before);
    return size;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other, size_t other_size,
                                 uint8_t *result, size_t room, unsigned seed)
{
    return fuzz_mutate((const char *)data, size, (const char *)other, other_size, seed, (char *)result, room);
}

/* ---- AFL++ ------------------------------------------------------------------------------------------------------- */

struct afl_state {
    uint64_t seed;
    uint8_t *buffer;
    size_t room;
};

void *afl_custom_init(void *afl, unsigned seed);
size_t afl_custom_fuzz(struct afl_state *state, uint8_t *data, size_t size, uint8_t **result, uint8_t *other,
                       size_t other_size, size_t room);
void afl_custom_deinit(struct afl_state *state);

void *afl_custom_init(void *afl, unsigned seed)
{
    struct afl_state *state = calloc(1, sizeof *state);
    (void)afl;
    if (state) {
        state->seed = seed;
    }
    return state;
}

size_t afl_custom_fuzz(struct afl_state *state, uint8_t *data, size_t size, uint8_t **result, uint8_t *other,
                       size_t other_size, size_t room)
{
    if (state->room < room) {
        free(state->buffer);
        state->buffer = malloc(room);
        state->room = state->buffer ? room : 0;
    }
    *result = state->buffer;
    return fuzz_mutate((const char *)data, size, (const char *)other, other ? other_size : 0, state->seed++,
                       (char *)state->buffer, state->room);
}

void afl_custom_deinit(struct afl_state *state)
{
    free(state->buffer);
    free(state);
}
