/* session_inclusions.c - which file includes which, as a parse saw it, and what is in their texts. */
#include "session.h"
#include "session_internal.h"

#include <string.h>

/* As deep as compilers follow #includes. */
enum { MAX_INCLUSION_DEPTH = 200 };

struct including {
    struct ac_arena *arena;
    struct ac_session *session;
    const struct ac_source *source;
    struct ac_inclusion *root;
    struct ac_inclusion *last[MAX_INCLUSION_DEPTH + 1]; /* by depth: the one that is being read */
};

/* A file is told of when it is entered, those that it includes after it and before its next sibling. */
static void add_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct including *including = data;
    struct ac_inclusion *inclusion = ac_new(including->arena, struct ac_inclusion);
    CXString name = clang_getFileName(file);
    unsigned offset = 0;
    inclusion->path = ac_strdup(including->arena, clang_getCString(name));
    clang_disposeString(name);
    if (depth == 0) {
        if (clang_File_isEqual(file, including->session->file)) {
            including->root = including->last[0] = inclusion;
        }
        return;
    }
    if (depth > MAX_INCLUSION_DEPTH || !including->last[depth - 1]) {
        return;
    }
    clang_getFileLocation(stack[0], NULL, NULL, NULL, &offset);
    inclusion->offset = depth == 1 ? ac_source_origin(including->source, offset) : offset;
    AC_PUSH(including->arena, &including->last[depth - 1]->inclusions, inclusion);
    including->last[depth] = inclusion;
}

const struct ac_inclusion *ac_session_inclusions(struct ac_arena *arena, struct ac_session *session,
                                                 const struct ac_source *source)
{
    struct including including = {.arena = arena, .session = session, .source = source};
    clang_getInclusions(session->tu, add_inclusion, &including);
    return including.root;
}

struct search {
    struct ac_session *session;
    const char *word;
    bool found;
};

static void search_file(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct search *search = data;
    size_t size;
    const char *text = search->found ? NULL : clang_getFileContents(search->session->tu, file, &size);
    (void)stack;
    (void)depth;
    search->found |= text && strstr(text, search->word);
}

bool ac_session_mentions(struct ac_session *session, const char *word)
{
    struct search search = {session, word, false};
    for (size_t i = 0; i < session->flag_count; i++) {
        search.found |= strstr(session->flags[i], word) != NULL;
    }
    clang_getInclusions(session->tu, search_file, &search);
    return search.found;
}
