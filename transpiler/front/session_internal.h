/* session_internal.h - what a session holds; for the files of front/ that read the parsed tree. */
#ifndef AC_SESSION_INTERNAL_H
#define AC_SESSION_INTERNAL_H

#include <clang-c/Index.h>

#include "../base/source.h"

struct ac_session {
    CXIndex index;
    CXTranslationUnit tu;
    CXFile file;
    const char *const *flags; /* for libclang */
    size_t flag_count;
};

/* Another parse, of that text in the place of source->text; NULL where libclang gives up. Errors are nobody's. */
CXTranslationUnit ac_session_parse(struct ac_arena *arena, const struct ac_session *session,
                                   const struct ac_source *source, const char *text, size_t size);

#endif
