/* live_events.h - what a block does to each local, in the order it does it: private to live.c.
 *
 *     x = y + (c ? (z = 1) : *&w);      USE y, USE c, MAYBE_WRITE z, ADDRESS w, WRITE x */
#ifndef AC_PASS_LIVE_EVENTS_H
#define AC_PASS_LIVE_EVENTS_H

#include "ir.h"

enum ac_event_kind {
    AC_EVENT_USE,
    AC_EVENT_ADDRESS,     /* its address is taken: used and, for all we know, written, here and later */
    AC_EVENT_WRITE,       /* all of it is certainly written */
    AC_EVENT_MAYBE_WRITE, /* part of it is, or under a condition */
    AC_EVENT_CAUGHT,      /* `&x` as the error of an AWAIT_CATCH: written, and its address forgotten */
    AC_EVENT_DECLARE,     /* it has no value any more */
    AC_EVENT_ENTER,       /* its block is entered: it is a new object */
    AC_EVENT_KINDS
};

struct ac_event {
    enum ac_event_kind kind;
    unsigned local;
};

struct ac_events {
    struct ac_event *items;
    size_t count, capacity;
};

struct ac_events ac_events_of_block(struct ac_arena *arena, const struct ac_block *block);

#endif
