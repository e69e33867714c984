/* attribute.c - reads attributes of functions: those that the lowered function keeps; refuses those by which somebody
 * calls an ASYNC function who cannot await it, or something else takes its place. */
#include "../text/lex.h"
#include "front.h"
#include "session_internal.h"

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

bool ac_is_name_of_async(struct ac_front *front, const char *name)
{
    struct named named = {.text = name};
    clang_visitChildren(clang_getTranslationUnitCursor(front->tu), look_for_async, &named);
    return named.is_async;
}

static struct ac_range name_of(struct ac_front *front, CXCursor variable)
{
    size_t begin = ac_location_offset(clang_getCursorLocation(variable));
    return (struct ac_range){begin, begin + strlen(ac_cursor_name(front, variable))};
}

void ac_check_cleanup(struct ac_front *front, CXCursor variable)
{
    const char *cleanup = ac_cleanup_of(front, variable);
    if (cleanup && ac_is_name_of_async(front, cleanup)) {
        ac_error_at(front, name_of(front, variable), AC_RULE_ASYNC_CONVERSION,
                    "'%s' is ASYNC, and a cleanup cannot be awaited: write DEFER { AWAIT(%s(...)); }", cleanup,
                    cleanup);
    }
}

/* Behind `alias`, the quote of ("fetch"), or NULL: another operand, of a macro, is not read. */
static const char *operand_string(const char *text, size_t left)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, 0, left);
    lexer.at_line_start = false;
    ac_lex(&lexer);
    struct ac_token open = ac_lex(&lexer), operand = ac_lex(&lexer);
    return open.op == '(' && operand.kind == AC_TOKEN_STRING ? text + operand.begin : NULL;
}

/* Of an ordinary function: `alias("fetch")`, where there is no fetch but what became of it. */
static void check_target(struct ac_front *front, CXCursor attribute)
{
    static const char *const words[] = {"alias", "ifunc", "weakref"};
    size_t left;
    const char *text = ac_first_word(front, attribute, &left);
    struct ac_range word = identifier_in(text, left);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *open = is_word(text, word, words[i]) ? operand_string(text, left) : NULL;
        const char *close = open ? memchr(open + 1, '"', left - (size_t)(open + 1 - text)) : NULL;
        const char *name = close ? ac_strndup(front->arena, open + 1, (size_t)(close - open - 1)) : NULL;
        if (name && ac_is_name_of_async(front, name)) {
            ac_error_at(front, ac_place(front, attribute).range, AC_RULE_ASYNC_CONVERSION,
                        "'%s' is ASYNC: no ordinary function can be its %s", name, words[i]);
        }
    }
}

void ac_check_attributes(struct ac_front *front, CXCursor function)
{
    bool is_async = ac_is_async_function(function);
    struct ac_cursors kids = {0};
    if (clang_Cursor_hasAttrs(function)) {
        kids = ac_children(front, function);
    }
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == CXCursor_UnexposedAttr) {
            (is_async ? check_attribute : check_target)(front, kids.items[i]);
        }
    }
}

/* ---- pragmas ----------------------------------------------------------------------------------------------------- */

/* #pragma weak NAME, or ALIAS = NAME: libclang does not show what comes of it. */
static void check_pragma(struct ac_front *front, struct ac_lexer lexer)
{
    struct ac_token token = ac_lex(&lexer);
    if (!ac_token_is(lexer.text, token, "weak")) {
        return;
    }
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        size_t size;
        const char *spelling = ac_token_spelling(front->arena, lexer.text, token, &size);
        const char *name = ac_strndup(front->arena, spelling, size);
        if (ac_is_name_of_async(front, name)) {
            ac_error_at(front, (struct ac_range){token.begin, token.end}, AC_RULE_MISPLACED_ASYNC,
                        "'%s' is ASYNC, and #pragma weak means the ordinary function that it is not: write "
                        "__attribute__((weak)) in front of it",
                        name);
        }
    }
}

void ac_check_pragmas(struct ac_front *front)
{
    const char *text = front->source->text;
    if (!front->unit->changes.count || !strstr(text, "weak")) {
        return;
    }
    const struct ac_ranges *skipped = ac_session_skipped(front->arena, front->session, front->file);
    struct ac_directives directives = ac_lex_directives(front->arena, text, front->source->size);
    for (size_t i = 0, cursor = 0; i < directives.count; i++) {
        struct ac_directive directive = ac_directive_parse(text, directives.items[i]);
        if (directive.kind == AC_DIRECTIVE_OTHER && !ac_ranges_contain(skipped, &cursor, directives.items[i].begin)) {
            check_pragma(front, ac_directive_lexer(text, directive));
        }
    }
}

/* ---- locals ------------------------------------------------------------------------------------------------------ */

static unsigned count_attributes(struct ac_front *front, CXCursor declaration, const char *word)
{
    struct ac_cursors kids = ac_children(front, declaration);
    unsigned count = 0;
    for (size_t i = 0; i < kids.count; i++) {
        size_t left;
        if (clang_getCursorKind(kids.items[i]) == CXCursor_UnexposedAttr) {
            const char *text = ac_first_word(front, kids.items[i], &left);
            count += is_word(text, identifier_in(text, left), word);
        }
    }
    return count;
}

void ac_check_local_attributes(struct ac_front *front, CXCursor variable)
{
    if (ac_has_attribute(front, variable, "may_alias")) {
        ac_error_at(front, name_of(front, variable), AC_RULE_UNNAMED_TYPE,
                    "what '%s' points to may alias others by this declaration only, and it has a type without a name "
                    "for that: give it one, by a typedef",
                    ac_cursor_name(front, variable));
    }
    if (count_attributes(front, variable, "cleanup") > 1) {
        ac_error_at(front, name_of(front, variable), AC_RULE_TWO_CLEANUPS,
                    "'%s' has several cleanup attributes, of which GCC calls the last and Clang the first: keep one",
                    ac_cursor_name(front, variable));
    }
}

bool ac_has_attribute(struct ac_front *front, CXCursor declaration, const char *name)
{
    return clang_Cursor_hasAttrs(declaration) && count_attributes(front, declaration, name);
}

/* ---- what is kept ------------------------------------------------------------------------------------------------ */

/* Attributes that mean the same on the lowered function; others speak of parameters or results by position, or would be
 * false of a function that may suspend. */
static const char *const kept_attributes[] = {
    "noinline",
    "cold",
    "hot",
    "visibility",
    "section",
    "used",
    "unused",
    "flatten",
    "no_sanitize",
    "no_sanitize_address",
    "no_sanitize_thread",
    "no_sanitize_undefined",
    "no_instrument_function",
    "optimize",
    "target",
    "weak",
    "deprecated",
    "no_stack_protector",
    "retain",
    "noclone",
    "noipa",
    "aligned",
};

bool ac_is_kept_attribute(const char *name, size_t length, bool is_static)
{
    struct ac_range word = {0, length};
    while (length > 4 && !strncmp(name, "__", 2)) {
        name += 2;
        word.end = length -= 4;
    }
    for (size_t i = 0; i < sizeof kept_attributes / sizeof *kept_attributes; i++) {
        if (is_word(name, word, kept_attributes[i])) {
            return true;
        }
    }
    return is_static && (is_word(name, word, "always_inline") || is_word(name, word, "gnu_inline"));
}

/* Where the attribute in `text` ends: behind its parentheses, if it has some. */
static size_t end_of_attribute(const char *text, size_t left, bool *ret_has_name)
{
    struct ac_lexer lexer;
    struct ac_token token;
    size_t end;
    unsigned depth = 0;
    *ret_has_name = false;
    ac_lexer_init(&lexer, text, 0, left);
    lexer.at_line_start = false;
    end = ac_lex(&lexer).end;
    do {
        token = ac_lex(&lexer);
        depth += token.op == '(';
        end = depth ? token.end : end;
        *ret_has_name |= depth && token.kind == AC_TOKEN_IDENTIFIER;
        depth -= depth && token.op == ')';
    } while (depth && token.kind != AC_TOKEN_END);
    return end;
}

/* Not in a macro. */
static bool is_in_plain_text(CXCursor attribute)
{
    CXSourceLocation begin = clang_getRangeStart(clang_getCursorExtent(attribute));
    CXFile files[2];
    unsigned offsets[2];
    clang_getExpansionLocation(begin, &files[0], NULL, NULL, &offsets[0]);
    clang_getSpellingLocation(begin, &files[1], NULL, NULL, &offsets[1]);
    return offsets[0] == offsets[1] && clang_File_isEqual(files[0], files[1]);
}

/* Of a `#pragma GCC visibility push(hidden)`, which libclang shows as an attribute. */
static const char *visibility_by_pragma(CXCursor function)
{
    switch (clang_getCursorVisibility(function)) {
    case CXVisibility_Hidden:
        return "__attribute__((visibility(\"hidden\"))) ";
    case CXVisibility_Protected:
        return "__attribute__((visibility(\"protected\"))) ";
    default:
        return "__attribute__((visibility(\"default\"))) ";
    }
}

/* `visibility("hidden")` as a string to go in front of the function; "" where it is none of those. A name in the
 * parentheses may be a macro's parameter, which means nothing elsewhere: the macro is expanded, unless it is in a
 * header. */
static const char *kept_attribute(struct ac_front *front, CXCursor function, CXCursor attribute, bool is_static)
{
    struct ac_place_of place = ac_place(front, attribute);
    size_t left;
    bool has_name;
    const char *text = ac_first_word(front, attribute, &left);
    struct ac_range name = identifier_in(text, left);
    size_t end = end_of_attribute(text, left, &has_name);
    if (!ac_is_kept_attribute(text + name.begin, name.end - name.begin, is_static)) {
        return "";
    }
    if (is_word(text, name, "visibility") && end == name.end) {
        return visibility_by_pragma(function);
    }
    if (has_name && !is_in_plain_text(attribute)) {
        if (place.in_main) {
            ac_need_expansion(front->unit, place.range.begin);
        }
        return "";
    }
    return ac_format(front->arena, "__attribute__((%.*s)) ", (int)end, text);
}

const char *ac_attributes_elsewhere(struct ac_front *front, CXCursor function, struct ac_range specifiers)
{
    struct ac_cursors kids = ac_children(front, function);
    bool is_static = clang_Cursor_getStorageClass(function) == CX_SC_Static;
    const char *result = "";
    for (size_t i = 0; i < kids.count; i++) {
        struct ac_place_of place = ac_place(front, kids.items[i]);
        bool is_here = place.in_main && place.range.begin >= specifiers.begin && place.range.begin < specifiers.end;
        if (clang_isAttribute(clang_getCursorKind(kids.items[i])) && !is_here) {
            result = ac_format(front->arena, "%s%s", result, kept_attribute(front, function, kids.items[i], is_static));
        }
    }
    return result;
}
