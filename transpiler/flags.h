/* flags.h - what a compile command, pasted after `--`, says to asyncc. */
#ifndef AC_FLAGS_H
#define AC_FLAGS_H

#include "options.h"

/* Adds to options->flags what may matter to the parse: options, with the words they take; not the compiler, its inputs
 * and outputs, what it tells the assembler and the linker, its warnings. Warning options that asyncc understands are
 * added to options->warnings. */
void ac_flags_read(struct ac_arena *arena, char *const *words, size_t count, struct ac_options *options);

/* Understands -Werror, -Wno-error, -W[no-]NAME, -Werror=NAME, -Wno-error=NAME and -w. False: it is none of these. */
bool ac_flags_read_warning(struct ac_arena *arena, const char *option, struct ac_options *options);

#endif
