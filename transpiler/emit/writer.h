/* writer.h - writes the output and keeps #line truthful both ways: the user's text says where the user wrote it,
 * generated lines say where they stand in the generated file. */
#ifndef AC_EMIT_WRITER_H
#define AC_EMIT_WRITER_H

#include "../ir.h"

#include <stdio.h>

struct ac_writer;

/* `line_file` is what #line calls the generated file. */
struct ac_writer *ac_writer_new(const struct ac_unit *unit, const char *line_file);
/* Ends the output. The text lives as long as the arena. */
const char *ac_writer_finish(struct ac_writer *writer, size_t *ret_size);

/* Copies text[range) of the source, with unit->renames, each line of it under its own number. */
void ac_write_source(struct ac_writer *writer, struct ac_range range);
/* What text[range) reads from now on, wherever it is copied. Sorted, disjoint; borrowed. */
struct ac_patch {
    struct ac_range range;
    const char *text;
};
void ac_writer_set_patches(struct ac_writer *writer, const struct ac_patch *patches, size_t count);
/* What was written instead stands for text[range): it counts (unit->counters) as that does. */
void ac_write_instead(struct ac_writer *writer, struct ac_range range);
/* Whether that one of unit->counters was not written once, behind those in front of it. */
bool ac_writer_miscounts(const struct ac_writer *writer, size_t counter);
/* When all is written: where the next #if stands, in the original, whose group was not written as it belongs together;
 * false: there is none. */
bool ac_writer_next_torn(struct ac_writer *writer, size_t *ret_offset);
/* When all is written: the next name, or #define or #undef, that means something else where it was written; false:
 * there is none. */
bool ac_writer_next_misplaced(struct ac_writer *writer, size_t *ret_offset);
/* Each #define and #undef in front of `offset` that was left out with what is around it, on lines of their own: what
 * follows may name it. */
void ac_write_lost_definitions(struct ac_writer *writer, size_t offset);
/* As many newlines as text[range) has: after something shorter took its place, the lines stay in step. */
void ac_write_newlines_of(struct ac_writer *writer, struct ac_range range);
/* Adds to the line at hand, whosever it is. No newlines in it. */
void ac_write(struct ac_writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same of the name that text[range) is written by now. */
void ac_write_name(struct ac_writer *writer, const char *name, struct ac_range range);
/* A generated line of its own, indented by the depth at hand; without text an empty one. */
void ac_write_line(struct ac_writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Goes to a new line that counts as the user's line of `offset`, indented. What is added then belongs to it. */
void ac_write_user_line(struct ac_writer *writer, size_t offset);
/* Goes on with the user's text of `offset`: on a line further down where it stands there; else `otherwise` is between.
 */
void ac_write_go_on(struct ac_writer *writer, size_t offset, const char *otherwise);
/* Goes to a new generated line; what is added then belongs to it. */
void ac_write_own_line(struct ac_writer *writer);

/* How deep generated lines are indented: as the user's line of `offset` is, and `more` steps of four further. */
void ac_writer_indent(struct ac_writer *writer, size_t offset, int more);
/* The depth in columns, and back to an earlier one. */
unsigned ac_writer_depth(const struct ac_writer *writer);
void ac_writer_set_depth(struct ac_writer *writer, unsigned columns);

/* The text as a C string literal. */
const char *ac_string_literal(struct ac_arena *arena, const char *text);

#endif
