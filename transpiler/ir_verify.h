/* ir_verify.h - checks what ir.h promises of a function after each pass. For debug builds and tests: what it finds is a
 * mistake in asyncc, not in the user's file. */
#ifndef AC_IR_VERIFY_H
#define AC_IR_VERIFY_H

#include "ir.h"

#include <stdio.h>

/* After which pass. What holds after one holds after the next as well, where ir.h says nothing else. */
enum ac_phase { AC_PHASE_BUILT, AC_PHASE_HOISTED, AC_PHASE_SCOPED, AC_PHASE_FLOWED, AC_PHASE_LIVE, AC_PHASE_LAID_OUT };

/* Prints a line for each promise that is broken; true where none is. */
bool ac_ir_verify(FILE *out, const struct ac_unit *unit, const struct ac_function *function, enum ac_phase phase);

#endif
