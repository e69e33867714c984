/* flow.h - the control flow graph of a function.
 *
 *     while (x) { pre: t = AWAIT(f()); use(t); }        B0 -> B1;  B1: x -> B2 B4;  B2: await -> B3;  B3: t =, use(t)
 * -> B1
 *
 * Needs: hoist and scope have run.
 * Ensures: function->blocks: [0] is the entry, reachable blocks in reverse postorder, then what is unreachable but
 * holds something; an await ends its block; a block without successors leaves the function. function->falls_off_end;
 * local->block.
 *
 * The edge of an await's error is one more successor of its block. A clean-up that is plain code (it awaits nothing and
 * holds no label or scope) appears once for each kind of exit that runs it, so that what only one exit does is not
 * mixed with the others; any other appears once, and goes on to wherever one of the exits goes. */
#ifndef AC_PASS_FLOW_H
#define AC_PASS_FLOW_H

#include "ir.h"

void ac_flow(struct ac_unit *unit, struct ac_function *function);

#endif
