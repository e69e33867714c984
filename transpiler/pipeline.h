/* pipeline.h - one translation unit from annotated C to plain C. */
#ifndef AC_PIPELINE_H
#define AC_PIPELINE_H

#include "base/source.h"
#include "diag.h"
#include "options.h"

struct ac_result {
    const char *text; /* the generated C; NULL where there were errors */
    size_t size;
    const char **dependencies; /* files that were read, the input first */
    size_t dependency_count;
};

/* Names for --dump-after, in the order the passes run; NULL ends them. */
extern const char *const ac_pipeline_passes[];

/* Compiles `source` (read from options->input). Messages go to `diags`. False on errors. With options->dump_after set,
 * prints that pass's result to `dump` instead of emitting. */
bool ac_pipeline(struct ac_arena *arena, const struct ac_options *options, struct ac_source *source,
                 struct ac_diags *diags, FILE *dump, struct ac_result *ret_result);

#endif
