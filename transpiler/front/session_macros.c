/* session_macros.c - tells the macro table what a parse saw: definitions in headers and on the command line, what
 * headers #undef, and which parts of the main file were skipped. */
#include "../text/macro.h"
#include "session.h"
#include "session_internal.h"

#include <string.h>

struct inclusion {
    CXFile file;
    size_t offset; /* of the #include in the main file that brought it in first */
};

struct teller {
    struct ac_arena *arena;
    struct ac_session *session;
    struct ac_macros *macros;
    struct {
        struct inclusion *items;
        size_t count, capacity;
    } inclusions;
    const char *own; /* how the paths of asyncc's headers begin */
};

static void note_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct teller *teller = data;
    unsigned offset = 0;
    if (depth) {
        clang_getFileLocation(stack[depth - 1], NULL, NULL, NULL, &offset);
        AC_PUSH(teller->arena, &teller->inclusions, ((struct inclusion){file, offset}));
    }
}

static const struct inclusion *inclusion_of(const struct teller *teller, CXFile file)
{
    for (size_t i = 0; i < teller->inclusions.count; i++) {
        if (clang_File_isEqual(teller->inclusions.items[i].file, file)) {
            return &teller->inclusions.items[i];
        }
    }
    return NULL;
}

/* The tokens of a definition that is in no file (-D, predefined). */
static const char *tokens_of(struct teller *teller, CXCursor definition)
{
    CXToken *tokens = NULL;
    unsigned count = 0, end = 0;
    const char *text = "";
    clang_tokenize(teller->session->tu, clang_getCursorExtent(definition), &tokens, &count);
    for (unsigned i = 0; i < count; i++) {
        CXString spelling = clang_getTokenSpelling(teller->session->tu, tokens[i]);
        CXSourceRange extent = clang_getTokenExtent(teller->session->tu, tokens[i]);
        unsigned begin, stop;
        clang_getSpellingLocation(clang_getRangeStart(extent), NULL, NULL, NULL, &begin);
        clang_getSpellingLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &stop);
        text = ac_format(teller->arena, "%s%s%s", text, i && begin > end ? " " : "", clang_getCString(spelling));
        end = stop;
        clang_disposeString(spelling);
    }
    clang_disposeTokens(teller->session->tu, tokens, count);
    return text;
}

/* asyncc's own are those beside the one that defines the markers. */
static bool is_asyncc_header(const struct teller *teller, CXFile file)
{
    CXString name = clang_getFileName(file);
    const char *text = clang_getCString(name), *base = text ? strrchr(text, '/') : NULL;
    size_t length = teller->own ? strlen(teller->own) : 0;
    bool result = length && base && !strncmp(text, teller->own, length);
    clang_disposeString(name);
    return result;
}

/* The directory of asyncc/markers.h, without what comes after `asyncc`. */
static void find_own_headers(struct teller *teller)
{
    static const char wanted[] = "/asyncc/markers.h";
    for (size_t i = 0; i < teller->inclusions.count; i++) {
        CXString name = clang_getFileName(teller->inclusions.items[i].file);
        const char *text = clang_getCString(name);
        size_t length = text ? strlen(text) : 0;
        if (length >= sizeof wanted - 1 && !strcmp(text + length - sizeof wanted + 1, wanted)) {
            teller->own = ac_strndup(teller->arena, text, length - sizeof wanted + 1 + strlen("/asyncc"));
        }
        clang_disposeString(name);
    }
}

static bool is_on_command_line(CXFile file)
{
    CXString name = clang_getFileName(file);
    const char *text = clang_getCString(name);
    bool result = text && !strcmp(text, "<command line>");
    clang_disposeString(name);
    return result;
}

static void tell_definition(struct teller *teller, CXCursor definition)
{
    CXSourceRange extent = clang_getCursorExtent(definition);
    CXFile file;
    unsigned begin, end;
    const struct inclusion *inclusion;
    clang_getSpellingLocation(clang_getRangeStart(extent), &file, NULL, NULL, &begin);
    clang_getSpellingLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
    if (clang_Cursor_isMacroBuiltin(definition) || !file || !(inclusion = inclusion_of(teller, file))) {
        if (!file || !clang_File_isEqual(file, teller->session->file)) {
            const char *text = tokens_of(teller, definition);
            ac_macro_define(teller->macros, text, strlen(text), 0,
                            is_on_command_line(file) ? AC_MACRO_HEADER : AC_MACRO_PREDEFINED);
        }
        return;
    }
    size_t size = 0;
    const char *text = clang_getFileContents(teller->session->tu, file, &size);
    if (text && end <= size) {
        ac_macro_define(teller->macros, text + begin, end - begin, inclusion->offset,
                        is_asyncc_header(teller, file) ? AC_MACRO_ASYNCC : AC_MACRO_HEADER);
    }
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_MacroDefinition) {
        tell_definition(data, cursor);
    }
    return CXChildVisit_Continue;
}

static struct ac_ranges *skipped_ranges(struct teller *teller, CXFile file)
{
    struct ac_ranges *result = ac_new(teller->arena, struct ac_ranges);
    CXSourceRangeList *list = clang_getSkippedRanges(teller->session->tu, file);
    for (unsigned i = 0; list && i < list->count; i++) {
        unsigned begin, end;
        clang_getSpellingLocation(clang_getRangeStart(list->ranges[i]), NULL, NULL, NULL, &begin);
        clang_getSpellingLocation(clang_getRangeEnd(list->ranges[i]), NULL, NULL, NULL, &end);
        AC_PUSH(teller->arena, result, ((struct ac_range){begin, end}));
    }
    clang_disposeSourceRangeList(list);
    return result;
}

static void tell_undefs(struct teller *teller)
{
    for (size_t i = 0; i < teller->inclusions.count; i++) {
        size_t size = 0;
        CXFile file = teller->inclusions.items[i].file;
        const char *text = clang_getFileContents(teller->session->tu, file, &size);
        if (text && !is_asyncc_header(teller, file)) {
            ac_macros_scan_undefs(teller->macros, ac_strndup(teller->arena, text, size), size,
                                  skipped_ranges(teller, file));
        }
    }
}

void ac_session_macros(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source,
                       struct ac_macros *macros)
{
    struct teller teller = {.arena = arena, .session = session, .macros = macros};
    clang_getInclusions(session->tu, note_inclusion, &teller);
    find_own_headers(&teller);
    clang_visitChildren(clang_getTranslationUnitCursor(session->tu), visit, &teller);
    ac_macros_scan_main(macros, source, skipped_ranges(&teller, session->file));
    tell_undefs(&teller);
}
