/* clang_message.h - what libclang says about a file, and where the text of the files that it read is found. */
#ifndef AC_CLANG_MESSAGE_H
#define AC_CLANG_MESSAGE_H

#include "../diag.h"

#include <clang-c/Index.h>

/* The text that libclang read from a file other than the main one. NULL is the command line. */
struct ac_source *ac_header_source(struct ac_arena *arena, CXTranslationUnit tu, CXFile file);

/* For the message added last, which is about `file`: which files include it, from where. */
void ac_name_includers(struct ac_diags *diags, CXTranslationUnit tu, CXFile file);

/* Adds what libclang reports as errors, with its notes and fix-its. `source` is the main file; at `needed_at`, unless
 * 0, it needs what only GCC knows. */
void ac_forward_errors(CXTranslationUnit tu, const struct ac_source *source, unsigned needed_at, struct ac_arena *arena,
                       struct ac_diags *diags);

#endif
