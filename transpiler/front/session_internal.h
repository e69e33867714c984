/* session_internal.h - what a session holds; for the files of front/ that read the parsed tree. */
#ifndef AC_SESSION_INTERNAL_H
#define AC_SESSION_INTERNAL_H

#include <clang-c/Index.h>

struct ac_session {
    CXIndex index;
    CXTranslationUnit tu;
    CXFile file;
};

#endif
