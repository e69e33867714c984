/* definitions.h - whether the names in what is printed mean what they did.
 *
 * Parts of a statement, and DEFER blocks, are printed elsewhere than they stood: a #define or #undef in the function
 * may be in front of them in the source and behind them in the output, or the other way round, or not be printed at
 * all. */
#ifndef AC_EMIT_DEFINITIONS_H
#define AC_EMIT_DEFINITIONS_H

#include "../ir.h"

struct ac_definitions;

struct ac_definitions *ac_definitions_new(const struct ac_unit *unit);
/* text[range), a part of a line, is printed next: true but for *ret_again, a directive that was printed before. */
bool ac_definitions_print(struct ac_definitions *definitions, struct ac_range range, struct ac_range *ret_again);
/* The names in text[range) are, and no directive. */
void ac_definitions_name(struct ac_definitions *definitions, struct ac_range range);
/* A statement is printed next that begins at `offset`: the first of the directives in front of it that nobody printed.
 * It counts as printed. False: there is none. */
bool ac_definitions_next_lost(struct ac_definitions *definitions, size_t offset, struct ac_range *ret_range);
/* When all is printed: the next name, or directive, that means something else where it was printed; once or more often.
 * False: there is none. */
bool ac_definitions_next_misplaced(struct ac_definitions *definitions, size_t *ret_offset);

#endif
