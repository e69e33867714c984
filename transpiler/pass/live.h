/* live.h - which locals an await must preserve.
 *
 *     int a = f(), b = g();  AWAIT(h());  use(a);        await->live = { a }
 *
 * Needs: flow has run.
 * Ensures: await->live, by index, without await->result; local->live_across_await, ->escapes and ->maybe_unassigned.
 *
 * A local is live at an await if its value may be read later and may have been given one before, or if its address may
 * have been taken before: then something else may read and write it until its block is left. One of variably modified
 * type, or with a cleanup attribute, is live wherever it is in scope: as a C local it could not be jumped past, or
 * would be cleaned up by each suspension. */
#ifndef AC_PASS_LIVE_H
#define AC_PASS_LIVE_H

#include "ir.h"

void ac_live(struct ac_unit *unit, struct ac_function *function);

#endif
