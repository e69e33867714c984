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

/* ---- texts ------------------------------------------------------------------------------------------------------- */

struct reading {
    struct ac_arena *arena;
    struct ac_session *session;
};

static void read_header(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct reading *reading = data;
    struct ac_header header = {.file = file};
    if (depth) {
        header.is_from_system = clang_Location_isInSystemHeader(stack[0]);
        clang_getFileLocation(stack[depth - 1], NULL, NULL, NULL, &header.offset);
        header.text = clang_getFileContents(reading->session->tu, file, &header.size);
        AC_PUSH(reading->arena, &reading->session->headers, header);
    }
}

static const char *path_of(struct ac_arena *arena, const struct ac_header *header)
{
    CXString name = clang_getFileName(header->file);
    const char *path = clang_getCString(name), *copy = ac_strdup(arena, path ? path : "");
    clang_disposeString(name);
    return copy;
}

/* The directory of asyncc/markers.h, with what comes before asyncc.h beside it; NULL where that is not included. */
static const char *find_own_headers(struct ac_arena *arena, const struct ac_headers *headers)
{
    static const char wanted[] = "/asyncc/markers.h";
    for (size_t i = 0; i < headers->count; i++) {
        const char *path = path_of(arena, &headers->items[i]);
        size_t length = strlen(path), end = sizeof wanted - 1;
        if (length >= end && !strcmp(path + length - end, wanted)) {
            return ac_strndup(arena, path, length - end + strlen("/asyncc"));
        }
    }
    return NULL;
}

static bool begins_with(const char *path, const char *beginning)
{
    return beginning && !strncmp(path, beginning, strlen(beginning));
}

static void find_owners(struct ac_arena *arena, struct ac_headers *headers)
{
    const char *own = find_own_headers(arena, headers);
    const char *compilers = ac_format(arena, "%s/include/", ac_resource_directory());
    for (size_t i = 0; i < headers->count; i++) {
        const char *path = path_of(arena, &headers->items[i]);
        if (begins_with(path, own)) {
            headers->items[i].owner = AC_OWNER_ASYNCC;
        } else if (begins_with(path, compilers)) {
            headers->items[i].owner = AC_OWNER_COMPILER;
        }
    }
}

const struct ac_headers *ac_session_headers(struct ac_arena *arena, struct ac_session *session)
{
    if (!session->headers.count) {
        clang_getInclusions(session->tu, read_header, &(struct reading){arena, session});
        find_owners(arena, &session->headers);
    }
    return &session->headers;
}

bool ac_session_mentions(struct ac_arena *arena, struct ac_session *session, const char *word)
{
    const struct ac_headers *headers = ac_session_headers(arena, session);
    bool found = strstr(session->text, word) != NULL;
    for (size_t i = 0; i < session->flag_count && !found; i++) {
        found = strstr(session->flags[i], word) != NULL;
    }
    for (size_t i = 0; i < headers->count && !found; i++) {
        found = headers->items[i].text && strstr(headers->items[i].text, word);
    }
    return found;
}

/* #pragma pack(1), _Pragma("pack(push, 1)") */
static bool has_packing(const char *text)
{
    static const char blanks[] = " \t(\"";
    while ((text = strstr(text, "ragma"))) {
        text += strlen("ragma");
        text += strspn(text, blanks);
        if (!strncmp(text, "pack", strlen("pack"))) {
            return true;
        }
    }
    return false;
}

bool ac_session_packs(struct ac_arena *arena, struct ac_session *session)
{
    const struct ac_headers *headers = ac_session_headers(arena, session);
    bool found = has_packing(session->text);
    for (size_t i = 0; i < headers->count && !found; i++) {
        const struct ac_header *header = &headers->items[i];
        found = header->text && !header->is_from_system && header->owner == AC_OWNER_USER && has_packing(header->text);
    }
    return found;
}
