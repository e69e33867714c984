/* scope_block.h - which clean-ups share a block with what is declared behind them: see scope_block.c. */
#ifndef AC_PASS_SCOPE_BLOCK_H
#define AC_PASS_SCOPE_BLOCK_H

#include "../diag.h"
#include "../ir.h"

struct ac_scope_block {
    struct ac_unit *unit;
    const struct ac_function *function;
    struct ac_diags *diags;
    struct ac_stmt *rest;              /* what stands behind the DEFER or the cleanup variable, as kids */
    const struct ac_stmt *cleanup;     /* the statement of the DEFER; NULL: that of ... */
    const struct ac_local *cleanup_of; /* ... this variable */
};

/* Something in `rest` may be reached by the clean-up: either `rest` is_shared, or these locals get outlives_block. */
void ac_scope_open_block(const struct ac_scope_block *block);

#endif
