/* target.c - see target.h. */
#include "target.h"

#include <jansson.h>
#include <string.h>

static void check_format(const struct ac_diags *diags, enum ac_diag_format format)
{
    char *printed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&printed, &size);
    json_t *read;
    FUZZ_CHECK(out);
    ac_diags_print(diags, format, true, out);
    fclose(out);
    if (format != AC_DIAG_TEXT) {
        read = json_loadb(printed, size, 0, NULL);
        FUZZ_CHECK(read);
        json_decref(read);
    }
    free(printed);
}

void fuzz_check_messages(const struct ac_diags *diags)
{
    check_format(diags, AC_DIAG_TEXT);
    check_format(diags, AC_DIAG_JSON);
    check_format(diags, AC_DIAG_SARIF);
}

void fuzz_check_source(const struct ac_source *source)
{
    size_t at = 0, from = 0;
    for (size_t i = 0; i < source->replacements.count; i++) {
        const struct ac_replacement *next = &source->replacements.items[i];
        FUZZ_CHECK(next->at >= at && next->at - at == next->from - from && next->size && next->replaced);
        FUZZ_CHECK(memcmp(source->text + at, source->original + from, next->at - at) == 0);
        at = next->at + next->size;
        from = next->from + next->replaced;
    }
    FUZZ_CHECK(at <= source->size && source->size - at == source->original_size - from);
    FUZZ_CHECK(memcmp(source->text + at, source->original + from, source->size - at) == 0);
}
