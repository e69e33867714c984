/* ir_dump.h - the IR of a function as text, for people and for golden files. The same IR gives the same text. */
#ifndef AC_IR_DUMP_H
#define AC_IR_DUMP_H

#include "ir.h"

#include <stdio.h>

/* All that the passes so far have found: locals, tree, awaits with what is live, blocks, fields of the frame. */
void ac_ir_dump(FILE *out, const struct ac_unit *unit, const struct ac_function *function);
/* The control flow graph alone, one line for each block. */
void ac_ir_dump_blocks(FILE *out, const struct ac_unit *unit, const struct ac_function *function);

/* "while", "compound": what a node is called in dumps and messages. */
const char *ac_stmt_kind_name(enum ac_stmt_kind kind);
const char *ac_expr_kind_name(enum ac_expr_kind kind);

/* `the text of a range`, on one line, cut to 40 bytes. */
void ac_ir_quote(FILE *out, const struct ac_unit *unit, struct ac_range range);

/* A label for each local, by index: its name, and for the second of a name "x:2". */
const char **ac_ir_labels(struct ac_arena *arena, const struct ac_function *function);

#endif
