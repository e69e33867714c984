/* open_macros.h - macros that end where an operand is missing (#define PLUS_G g +), in expressions that are taken
 * apart. */
#ifndef AC_OPEN_MACROS_H
#define AC_OPEN_MACROS_H

#include "../ir.h"
#include "../text/macro.h"

struct ac_offsets {
    size_t *items;
    size_t count, capacity;
};

/* Where macros are invoked that could be such: in expressions with an await, and what follows may begin an operand.
 * Few are, and only the macro table knows. */
struct ac_offsets ac_maybe_open_macros(const struct ac_unit *unit);

/* Asks for the expansion of those that are: where an operator stands inside of a macro, with one of its operands
 * behind it, libclang does not tell. One that is an operator and nothing else (`not`) stays. */
void ac_expand_open_macros(struct ac_unit *unit, struct ac_macros *macros, const struct ac_offsets *maybe);

#endif
