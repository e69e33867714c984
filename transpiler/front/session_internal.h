/* session_internal.h - what a session holds; for the files of front/ that read the parsed tree. */
#ifndef AC_SESSION_INTERNAL_H
#define AC_SESSION_INTERNAL_H

#include <clang-c/Index.h>

#include "../ir.h"

/* A file that is included, at any depth. */
struct ac_header {
    CXFile file;
    const char *text; /* terminated; NULL where libclang has none any more */
    size_t size;
    unsigned offset;     /* in the parsed text, of the #include that brought it in */
    bool is_from_system; /* a header of the system includes it */
    enum ac_owner
        owner; /* asyncc's are asyncc/markers.h and those beside it; the compiler's in its resource directory */
};

struct ac_headers {
    struct ac_header *items;
    size_t count, capacity;
};

struct ac_session {
    CXIndex index;
    CXTranslationUnit tu;
    CXFile file;
    const char *const *flags; /* for libclang */
    size_t flag_count;
    const char *text;           /* that it parses: source->text, with blanks where it cannot read it (gcc_only.c) */
    struct ac_names hidden;     /* the names in bodies that are blank ... */
    struct ac_names undeclared; /* ... and in declarations */
    unsigned needed_at;         /* where something needs what could be hidden otherwise; 0: nowhere */
    struct ac_headers headers;  /* once they were asked for */
};

/* Another parse, of that text in the place of source->text; NULL where libclang gives up. Errors are nobody's. */
CXTranslationUnit ac_session_parse(struct ac_arena *arena, const struct ac_session *session,
                                   const struct ac_source *source, const char *text, size_t size);

/* session_inclusions.c: in the order in which they are entered. */
const struct ac_headers *ac_session_headers(struct ac_arena *arena, struct ac_session *session);

/* session.c: where Clang's own headers are. */
const char *ac_resource_directory(void);

/* session_macros.c: what the preprocessor skipped of a file. */
struct ac_ranges *ac_session_skipped(struct ac_arena *arena, const struct ac_session *session, CXFile file);

#endif
