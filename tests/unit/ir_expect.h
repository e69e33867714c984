/* ir_expect.h - compares what a pass found with what it should have, as text; shows both where they differ. */
#ifndef IR_EXPECT_H
#define IR_EXPECT_H

#include "ir_builder.h"
#include "ir_verify.h"

#include <CUnit/CUnit.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `source` is shown beside the difference. */
static inline void ir_expect(const char *source, const char *actual, const char *expected)
{
    bool same = strcmp(actual, expected) == 0;
    if (!same) {
        fprintf(stderr, "\n%s\n  gives: %s\n  not:   %s\n", source, actual, expected);
    }
    CU_ASSERT_TRUE(same);
}

/* The verifier must have nothing to say. */
static inline void ir_expect_verified(const struct ir_test *test, const char *source, enum ac_phase phase)
{
    char *found = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&found, &size);
    ac_ir_verify(out, &test->unit, test->function, phase);
    fclose(out);
    ir_expect(source, found, "");
    free(found);
}

#endif
