/* session_internal.h - what a session holds; for the files of front/ that read the parsed tree. */
#ifndef AC_SESSION_INTERNAL_H
#define AC_SESSION_INTERNAL_H

#include <clang-c/Index.h>

#include "../ir.h"

struct ac_session {
    CXIndex index;
    CXTranslationUnit tu;
    CXFile file;
    const char *const *flags; /* for libclang */
    size_t flag_count;
    const char *text;       /* that it parses: source->text, with blanks where it cannot read it (gcc_only.c) */
    struct ac_names hidden; /* the names in what is blank */
};

/* Another parse, of that text in the place of source->text; NULL where libclang gives up. Errors are nobody's. */
CXTranslationUnit ac_session_parse(struct ac_arena *arena, const struct ac_session *session,
                                   const struct ac_source *source, const char *text, size_t size);

/* session_macros.c: what the preprocessor skipped of a file. */
struct ac_ranges *ac_session_skipped(struct ac_arena *arena, const struct ac_session *session, CXFile file);

#endif
