/* flow_order.h - numbers the blocks that flow.c made: private to it. */
#ifndef AC_PASS_FLOW_ORDER_H
#define AC_PASS_FLOW_ORDER_H

#include "ir.h"

struct ac_flow_block {
    struct ac_block block;
    bool reached;      /* while it is built: what was seen so far leads here */
    bool is_reachable; /* in the end */
    bool is_visited;
};

struct ac_flow_blocks {
    struct ac_flow_block **items; /* as made; [0] is the entry */
    size_t count, capacity;
};

/* Reachable blocks in reverse postorder, then what holds something but is unreachable. Empty unreachable ones are gone.
 */
struct ac_blocks ac_flow_order(struct ac_arena *arena, const struct ac_flow_blocks *all);

#endif
