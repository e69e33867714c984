/* session_macros.c - tells the macro table what a parse saw: definitions in headers and on the command line, what
 * headers #undef, and which parts of the main file were skipped. */
#include "../text/macro.h"
#include "session.h"
#include "session_internal.h"

#include <string.h>

struct inclusion {
    const struct ac_header *header;
    size_t offset; /* of the #include in the original that brought it in */
};

struct teller {
    struct ac_arena *arena;
    struct ac_session *session;
    struct ac_macros *macros;
    const struct ac_source *parsed;
    struct {
        struct inclusion *items;
        size_t count, capacity;
    } inclusions;
    const struct inclusion *last; /* that was asked for */
};

/* Of the file in which most definitions come one after the other, or of another one. */
static const struct inclusion *inclusion_of(struct teller *teller, CXFile file)
{
    if (teller->last && teller->last->header->file == file) {
        return teller->last;
    }
    for (size_t i = 0; i < teller->inclusions.count; i++) {
        if (clang_File_isEqual(teller->inclusions.items[i].header->file, file)) {
            return teller->last = &teller->inclusions.items[i];
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

static void note_inclusions(struct teller *teller)
{
    const struct ac_headers *headers = ac_session_headers(teller->arena, teller->session);
    for (size_t i = 0; i < headers->count; i++) {
        struct inclusion inclusion = {.header = &headers->items[i]};
        inclusion.offset = ac_source_origin(teller->parsed, headers->items[i].offset);
        AC_PUSH(teller->arena, &teller->inclusions, inclusion);
    }
}

/* What -D defines is in no file, as is what the compiler does. */
static bool is_on_command_line(CXCursor definition)
{
    CXString name;
    const char *text;
    bool result;
    clang_getPresumedLocation(clang_getCursorLocation(definition), &name, NULL, NULL);
    text = clang_getCString(name);
    result = text && !strcmp(text, "<command line>");
    clang_disposeString(name);
    return result;
}

static enum ac_macro_origin origin_of(const struct ac_header *header)
{
    static const enum ac_macro_origin origins[] = {[AC_OWNER_USER] = AC_MACRO_HEADER,
                                                   [AC_OWNER_ASYNCC] = AC_MACRO_ASYNCC,
                                                   [AC_OWNER_COMPILER] = AC_MACRO_COMPILER};
    return origins[header->owner];
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
                            is_on_command_line(definition) ? AC_MACRO_HEADER : AC_MACRO_PREDEFINED);
        }
        return;
    }
    if (inclusion->header->text && end <= inclusion->header->size) {
        ac_macro_define(teller->macros, inclusion->header->text + begin, end - begin, inclusion->offset,
                        origin_of(inclusion->header));
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

struct ac_ranges *ac_session_skipped(struct ac_arena *arena, const struct ac_session *session, CXFile file)
{
    struct ac_ranges *result = ac_new(arena, struct ac_ranges);
    CXSourceRangeList *list = clang_getSkippedRanges(session->tu, file);
    for (unsigned i = 0; list && i < list->count; i++) {
        unsigned begin, end;
        clang_getSpellingLocation(clang_getRangeStart(list->ranges[i]), NULL, NULL, NULL, &begin);
        clang_getSpellingLocation(clang_getRangeEnd(list->ranges[i]), NULL, NULL, NULL, &end);
        AC_PUSH(arena, result, ((struct ac_range){begin, end}));
    }
    clang_disposeSourceRangeList(list);
    return result;
}

static void tell_undefs(void *data)
{
    struct teller *teller = data;
    for (size_t i = 0; i < teller->inclusions.count; i++) {
        const struct ac_header *header = teller->inclusions.items[i].header;
        if (header->text && header->owner != AC_OWNER_ASYNCC &&
            (strstr(header->text, "undef") || strstr(header->text, "pop_macro"))) {
            ac_macros_scan_undefs(teller->macros, header->text, header->size,
                                  ac_session_skipped(teller->arena, teller->session, header->file));
        }
    }
}

/* Of the main file, in the original. */
static struct ac_ranges *skipped_of_main(struct teller *teller)
{
    struct ac_ranges *result = ac_session_skipped(teller->arena, teller->session, teller->session->file);
    for (size_t i = 0; i < result->count; i++) {
        result->items[i] = ac_source_origin_range(teller->parsed, result->items[i]);
    }
    return result;
}

void ac_session_macros(struct ac_arena *arena, struct ac_session *session, const struct ac_source *parsed,
                       const struct ac_source *original, struct ac_macros *macros)
{
    struct teller *teller = ac_new(arena, struct teller);
    *teller = (struct teller){.arena = arena, .session = session, .macros = macros, .parsed = parsed};
    note_inclusions(teller);
    clang_visitChildren(clang_getTranslationUnitCursor(session->tu), visit, teller);
    ac_macros_scan_main(macros, original, skipped_of_main(teller));
    ac_macros_tell_undefs_later(macros, tell_undefs, teller);
}
