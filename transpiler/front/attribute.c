/* attribute.c - reads attributes of functions; refuses those by which somebody calls an ASYNC function who cannot await
 * it, or something else takes its place. */
#include "front.h"

#include <ctype.h>
#include <string.h>

/* The identifier at `text`, which has `left` characters, without underscores around it. */
static struct ac_range identifier_in(const char *text, size_t left)
{
    struct ac_range range = {0, 0};
    while (range.end < left && (isalnum((unsigned char)text[range.end]) || text[range.end] == '_')) {
        range.end++;
    }
    if (range.end > 4 && !strncmp(text, "__", 2) && !strncmp(text + range.end - 2, "__", 2)) {
        range.begin += 2;
        range.end -= 2;
    }
    return range;
}

static bool is_word(const char *text, struct ac_range range, const char *word)
{
    return range.end - range.begin == strlen(word) && !memcmp(text + range.begin, word, strlen(word));
}

static void check_attribute(struct ac_front *front, CXCursor attribute)
{
    static const char *const words[] = {"constructor", "destructor", "alias", "ifunc", "weakref"};
    size_t left;
    const char *text = ac_first_word(front, attribute, &left);
    struct ac_range name = identifier_in(text, left);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(text, name, words[i])) {
            ac_error_at(front, ac_place(front, attribute).range, AC_RULE_MISPLACED_ASYNC,
                        "an ASYNC function cannot be a '%s': it would be called, or replaced, as the ordinary function "
                        "that it is not",
                        words[i]);
        }
    }
}

struct named {
    const char *text;
    bool is_async;
};

static enum CXChildVisitResult look_for_async(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct named *named = data;
    (void)parent;
    named->is_async |= clang_getCursorKind(cursor) == CXCursor_FunctionDecl &&
                       ac_cursor_is_named(cursor, named->text) && ac_is_async_function(cursor);
    return named->is_async ? CXChildVisit_Break : CXChildVisit_Continue;
}

void ac_check_cleanup(struct ac_front *front, CXCursor variable)
{
    const char *cleanup = ac_cleanup_of(front, variable);
    struct named named = {.text = cleanup};
    if (!cleanup) {
        return;
    }
    clang_visitChildren(clang_getTranslationUnitCursor(front->tu), look_for_async, &named);
    if (named.is_async) {
        struct ac_range name = {ac_location_offset(clang_getCursorLocation(variable)), 0};
        name.end = name.begin + strlen(ac_cursor_name(front, variable));
        ac_error_at(front, name, AC_RULE_ASYNC_CONVERSION,
                    "'%s' is ASYNC, and a cleanup cannot be awaited: write DEFER { AWAIT(%s(...)); }", cleanup,
                    cleanup);
    }
}

void ac_check_attributes(struct ac_front *front, CXCursor function)
{
    struct ac_cursors kids = ac_children(front, function);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == CXCursor_UnexposedAttr) {
            check_attribute(front, kids.items[i]);
        }
    }
}

bool ac_returns_twice(struct ac_front *front, CXCursor function)
{
    bool found = false;
    if (clang_Cursor_hasAttrs(function)) {
        struct ac_cursors kids = ac_children(front, function);
        for (size_t i = 0; i < kids.count && !found; i++) {
            size_t left;
            if (clang_getCursorKind(kids.items[i]) == CXCursor_UnexposedAttr) {
                const char *text = ac_first_word(front, kids.items[i], &left);
                found = is_word(text, identifier_in(text, left), "returns_twice");
            }
        }
    }
    return found;
}
