/* layout_fields.h - the fields of a frame: private to layout.c. */
#ifndef AC_PASS_LAYOUT_FIELDS_H
#define AC_PASS_LAYOUT_FIELDS_H

#include "ir.h"

/* Gives each of `locals`, in the order of declaration, its field: a name that is unique in the frame, a declaration,
 * and a place in an order with the least padding: that of declaration where it is as good as any. */
void ac_layout_fields(struct ac_unit *unit, struct ac_function *function, const struct ac_locals *locals);

#endif
