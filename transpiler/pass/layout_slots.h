/* layout_slots.h - which locals share a place in the frame: private to layout.
 *
 *     int a = AWAIT(f()); use(&b, a); long c = AWAIT(g()); use(&b, c);      union { int a; long c; };
 *
 * Two may, where nothing needs both at the same time, and nobody can know the address of either. */
#ifndef AC_PASS_LAYOUT_SLOTS_H
#define AC_PASS_LAYOUT_SLOTS_H

#include "pass/layout_extent.h"

struct ac_slot {
    struct ac_locals locals; /* in the order of declaration; with more than one, a union */
    struct ac_extent extent;
};

struct ac_slots {
    struct ac_slot *items; /* in an order with little padding: that of declaration where it is as good as any */
    size_t count, capacity;
};

/* Slots for the locals of a frame. Slots are shared only where the frame gets smaller by that. */
struct ac_slots ac_layout_slots(struct ac_unit *unit, const struct ac_function *function,
                                const struct ac_locals *locals);

#endif
