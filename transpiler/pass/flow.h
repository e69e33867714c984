/* flow.h - the control flow graph of a function.
 *
 *     while (x) { t = AWAIT(f()); use(t); }        0: -> 1   1: x -> 2 4   2: await -> 3   3: t =, use(t) -> 1   4:
 *
 * Needs: hoist and scope have run.
 * Ensures: function->blocks: [0] is the entry, reachable blocks in reverse postorder, then what is unreachable but
 * holds something; an await ends its block; a block without successors leaves the function. function->falls_off_end;
 * local->block.
 *
 * The edge of an await's error is one more successor of its block. How exits go through clean-ups: flow_scope.c. */
#ifndef AC_PASS_FLOW_H
#define AC_PASS_FLOW_H

#include "ir.h"

void ac_flow(struct ac_unit *unit, struct ac_function *function);

#endif
