/* layout.h - where each local lives while the function waits, and what its frame looks like.
 *
 * Needs: live has run.
 * Ensures: function->framed and ->framed_why; local->place and ->field; function->fields, after the head and the
 * result, and ->frame_size.
 *
 *   not framed   the body works on C locals. What outlives an await is AC_PLACE_SAVED: copied to its field before a
 *                suspension, and back after it. Parameters have fields too, for a call that starts later.
 *   framed       there is a frame from the beginning. Parameters, and what outlives an await, are AC_PLACE_FRAME: each
 *                mention is the field. That is for what a copy cannot keep: an object whose address others may hold, an
 *                array, a const.
 *
 * Everything else is AC_PLACE_C without a field. */
#ifndef AC_PASS_LAYOUT_H
#define AC_PASS_LAYOUT_H

#include "ir.h"

void ac_layout(struct ac_unit *unit, struct ac_function *function);

#endif
