/* place.c - maps cursors to ranges of the text.
 *
 * What libclang says of a location inside a macro invocation: its expansion location is where the outermost invocation
 * begins; its file location is the place of the token in the file, if it was written in an argument, else again the
 * invocation; its spelling location is where the token was written, in the file or in the macro's body. So
 *
 *     spelling != file       the token came out of a macro's body
 *     file != expansion      it stands in an argument
 *
 * The macros of asyncc itself are transparent, and those of the compiler's headers: each of their arguments is
 * evaluated once and keeps its own text, so what stands there has a place of its own, unless it stands in an argument
 * of another macro there. In all others only the whole invocation has. */
#include "../base/search.h"
#include "../text/body_ends.h"
#include "front.h"

#include <string.h>

struct location {
    CXFile file;
    size_t offset;    /* file location */
    size_t expansion; /* expansion location */
    bool in_argument, in_body;
};

static struct location locate(CXSourceLocation where)
{
    struct location result = {0};
    CXFile spelling_file, expansion_file;
    unsigned offset, expansion, spelling;
    clang_getFileLocation(where, &result.file, NULL, NULL, &offset);
    clang_getExpansionLocation(where, &expansion_file, NULL, NULL, &expansion);
    clang_getSpellingLocation(where, &spelling_file, NULL, NULL, &spelling);
    result.offset = offset;
    result.expansion = expansion;
    result.in_argument = offset != expansion;
    result.in_body =
        spelling != offset || (spelling_file != result.file && !clang_File_isEqual(spelling_file, result.file));
    return result;
}

size_t ac_location_offset(CXSourceLocation location)
{
    return locate(location).offset;
}

/* Those of asyncc's own macros that take no arguments: a parenthesis after them is not theirs. */
static bool is_object_like(const struct ac_source *source, struct ac_token name)
{
    static const char *const names[] = {"ASYNC",       "DEFER",       "RAISE",       "RERAISE",
                                        "ASYNC_ASYNC", "ASYNC_DEFER", "ASYNC_RAISE", "ASYNC_RERAISE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (ac_token_is(source->text, name, names[i])) {
            return true;
        }
    }
    return false;
}

static size_t after_parenthesis(const struct ac_source *source, size_t open)
{
    struct ac_lexer lexer;
    unsigned depth = 0;
    ac_lexer_init(&lexer, source->text, open, source->size);
    for (;;) {
        struct ac_token token = ac_lex(&lexer);
        if (token.kind == AC_TOKEN_END) {
            return open;
        }
        depth += token.op == '(';
        depth -= token.op == ')';
        if (depth == 0) {
            return token.end;
        }
    }
}

static bool stands_alone(const struct ac_unit *unit, size_t offset)
{
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < offset);
    return at < unit->invocations.count && unit->invocations.items[at].offset == offset &&
           unit->invocations.items[at].stands_alone;
}

static size_t find_invocation_end(const struct ac_front *front, size_t offset)
{
    const struct ac_source *source = front->source;
    struct ac_lexer lexer;
    struct ac_token name, next;
    ac_lexer_init(&lexer, source->text, offset, source->size);
    lexer.at_line_start = false;
    name = ac_lex(&lexer);
    next = ac_lex(&lexer);
    if (name.kind != AC_TOKEN_IDENTIFIER || next.op != '(' || is_object_like(source, name) ||
        stands_alone(front->unit, offset)) {
        return name.end;
    }
    return after_parenthesis(source, next.begin);
}

/* All that stands in a macro asks for the end of the same one. */
size_t ac_invocation_end(struct ac_front *front, size_t offset)
{
    if (!front->invocation.end || front->invocation.begin != offset) {
        front->invocation = (struct ac_range){offset, find_invocation_end(front, offset)};
    }
    return front->invocation.end;
}

bool ac_is_invocation(struct ac_front *front, size_t offset)
{
    CXSourceLocation location = clang_getLocationForOffset(front->tu, front->file, (unsigned)offset);
    return clang_getCursorKind(clang_getCursor(front->tu, location)) == CXCursor_MacroExpansion;
}

size_t ac_after_semicolon(const struct ac_source *source, size_t offset)
{
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, source->text, offset, source->size);
    lexer.at_line_start = false;
    do {
        token = ac_lex(&lexer);
    } while (token.kind == AC_TOKEN_DIRECTIVE);
    return token.op == ';' ? token.end : offset;
}

/* The end of a cursor that begins outside the macro whose argument its last token stands in: the end of that macro.
 * And where that is an argument of a macro inside of that macro (#define N ID(3)), libclang says where it begins. */
static size_t end_of(struct ac_front *front, struct location begin, struct location end)
{
    if ((end.in_argument || end.in_body) && end.expansion != begin.expansion) {
        return ac_invocation_end(front, end.expansion);
    }
    return end.offset;
}

/* In an argument of the transparent macro at `outer`: where the outermost invocation begins that has `offset` inside,
 * and is opaque or ends before `end`; `offset` where there is none. */
static size_t begin_in_argument(struct ac_front *front, size_t outer, size_t offset, size_t end)
{
    const struct ac_unit *unit = front->unit;
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset <= outer);
    for (; at < unit->invocations.count && unit->invocations.items[at].offset < offset; at++) {
        const struct ac_invocation *inner = &unit->invocations.items[at];
        size_t inner_end = find_invocation_end(front, inner->offset);
        if (inner_end > offset && (inner->owner == AC_OWNER_USER || inner_end < end)) {
            return inner->offset;
        }
    }
    return offset;
}

bool ac_is_out_of_macro(struct ac_front *front, CXSourceLocation location, size_t *ret_invocation)
{
    struct location at = locate(location);
    *ret_invocation = at.expansion;
    if (!ac_is_transparent(front->unit, at.expansion)) {
        return at.in_argument || at.in_body;
    }
    *ret_invocation = begin_in_argument(front, at.expansion, at.offset, 0);
    return *ret_invocation != at.offset || (at.in_argument && at.in_body && !ac_is_transparent(front->unit, at.offset));
}

/* The end of the outermost invocation behind `begin` that has what stands in front of `end` inside, or `end`. */
static size_t after_invocations(struct ac_front *front, size_t begin, size_t end)
{
    const struct ac_unit *unit = front->unit;
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < begin);
    for (; at < unit->invocations.count && unit->invocations.items[at].offset < end; at++) {
        size_t inner_end = find_invocation_end(front, unit->invocations.items[at].offset);
        if (inner_end >= end) {
            return inner_end;
        }
    }
    return end;
}

struct ending {
    struct ac_front *front;
    size_t outer, end;
};

static enum CXChildVisitResult find_ending(CXCursor cursor, CXCursor parent, CXClientData data);

/* The end of a cursor in an argument of the transparent macro at `outer`. Of what ends with a macro libclang says that
 * it ends with the outermost one: then it ends with one of its parts. 0 for what does not begin in an argument. */
static size_t end_in_argument(struct ac_front *front, size_t outer, CXCursor cursor)
{
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct location begin = locate(clang_getRangeStart(extent)), end = locate(clang_getRangeEnd(extent));
    struct ending ending = {front, outer, begin.offset};
    if (!begin.in_argument || begin.expansion != outer) {
        return 0;
    }
    if (end.in_argument && end.expansion == outer && end.offset > begin.offset) {
        return after_invocations(front, begin.offset,
                                 end.in_body ? find_invocation_end(front, end.offset) : end.offset);
    }
    if (begin.in_body) {
        ending.end = find_invocation_end(front, begin.offset);
    }
    clang_visitChildren(cursor, find_ending, &ending);
    return ending.end;
}

static enum CXChildVisitResult find_ending(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ending *ending = data;
    size_t end = end_in_argument(ending->front, ending->outer, cursor);
    (void)parent;
    ending->end = end > ending->end ? end : ending->end;
    return CXChildVisit_Continue;
}

/* Whether the body of a macro that is called `name` begins at text[offset]. */
static bool is_first_of(const char *text, size_t size, size_t offset, const char *name)
{
    size_t line = offset;
    while (line && text[line - 1] != '\n') {
        line--;
    }
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, line, size);
    struct ac_token directive = ac_lex(&lexer);
    if (directive.kind != AC_TOKEN_DIRECTIVE) {
        return false;
    }
    struct ac_directive parsed = ac_directive_parse(text, directive);
    if (parsed.kind != AC_DIRECTIVE_DEFINE) {
        return false;
    }
    struct ac_body_ends ends = ac_body_ends(text, parsed.rest, parsed.end);
    return ends.first.begin == offset && ac_token_is(text, ends.name, name);
}

/* Whether what begins there is the first of what the user's macro at `invocation` is defined as, or of what a macro is
 * that the definition begins with. It does not look deeper, nor into arguments: then it is none. */
static bool begins_body(struct ac_front *front, CXSourceLocation where, size_t invocation)
{
    CXSourceLocation name = clang_getLocationForOffset(front->tu, front->file, (unsigned)invocation);
    CXCursor expansion = clang_getCursor(front->tu, name), definition = clang_getCursorReferenced(expansion);
    struct ac_range range;
    CXFile file, spelling_file;
    unsigned spelling;
    size_t spelling_size = 0;
    if (clang_Cursor_isMacroBuiltin(expansion)) {
        return true; /* one token */
    }
    clang_getSpellingLocation(where, &spelling_file, NULL, NULL, &spelling);
    const char *text = ac_definition_text(front, definition, &file, &range);
    const char *spelled = spelling_file ? clang_getFileContents(front->tu, spelling_file, &spelling_size) : NULL;
    if (!text) {
        return false;
    }
    struct ac_body_ends ends = ac_body_ends(text, range.begin, range.end);
    struct ac_token first = ends.first;
    if (ends.size == 1 && ac_token_is(text, first, "__COUNTER__")) {
        return true; /* one token, and it must not be expanded */
    }
    if (!spelled || spelling >= spelling_size) {
        return false;
    }
    if (first.kind == AC_TOKEN_IDENTIFIER && !(first.begin == spelling && clang_File_isEqual(file, spelling_file))) {
        const char *inner = ac_strndup(front->arena, text + first.begin, first.end - first.begin);
        return is_first_of(spelled, spelling_size, spelling, inner);
    }
    return first.kind != AC_TOKEN_END && first.begin == spelling && clang_File_isEqual(file, spelling_file);
}

/* Of what begins in the macro at `invocation` and ends behind it: whether it may begin in the middle. */
static bool is_torn(struct ac_front *front, CXCursor cursor, size_t invocation)
{
    return !ac_is_transparent(front->unit, invocation) &&
           !begins_body(front, clang_getRangeStart(clang_getCursorExtent(cursor)), invocation);
}

/* What stands in an argument of the transparent macro at `outer`. */
static struct ac_place_of place_in_argument(struct ac_front *front, CXCursor cursor, size_t outer,
                                            struct location begin)
{
    size_t end = end_in_argument(front, outer, cursor);
    size_t start = begin_in_argument(front, outer, begin.offset, end);
    bool begins_in_macro = start != begin.offset || begin.in_body;
    size_t invocation_end = begins_in_macro ? find_invocation_end(front, start) : start;
    if (end <= invocation_end) {
        return (struct ac_place_of){{start, invocation_end}, true, true, false};
    }
    return (struct ac_place_of){{start, end}, true, false, begins_in_macro && is_torn(front, cursor, start)};
}

static struct ac_place_of place_in_macro(struct ac_front *front, CXCursor cursor, struct location begin,
                                         struct location end)
{
    size_t invocation = begin.expansion, invocation_end = ac_invocation_end(front, invocation);
    size_t last = end_of(front, begin, end);
    if (last > invocation_end) { /* F(x) of which F is a macro; or SAME(F)(x), and all of it comes out of macros */
        return (struct ac_place_of){
            {invocation, last}, true, end.expansion == invocation, is_torn(front, cursor, invocation)};
    }
    if (begin.in_argument && ac_is_transparent(front->unit, invocation)) {
        return place_in_argument(front, cursor, invocation, begin);
    }
    return (struct ac_place_of){{invocation, invocation_end}, true, true, false};
}

bool ac_is_in_main(struct ac_front *front, CXCursor cursor)
{
    CXFile file;
    clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(cursor)), &file, NULL, NULL, NULL);
    return file && clang_File_isEqual(file, front->file);
}

struct ac_place_of ac_place(struct ac_front *front, CXCursor cursor)
{
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct location begin = locate(clang_getRangeStart(extent)), end = locate(clang_getRangeEnd(extent));
    if (!begin.file || !clang_File_isEqual(begin.file, front->file)) {
        return (struct ac_place_of){{0, 0}, false, false, false};
    }
    if (begin.in_argument || begin.in_body) {
        return place_in_macro(front, cursor, begin, end);
    }
    return (struct ac_place_of){{begin.offset, end_of(front, begin, end)}, true, false, false};
}

size_t ac_argument_offset(struct ac_front *front, CXCursor cursor)
{
    struct location begin = locate(clang_getRangeStart(clang_getCursorExtent(cursor)));
    bool is_argument = begin.file && clang_File_isEqual(begin.file, front->file) && begin.in_argument && !begin.in_body;
    return is_argument ? begin.offset : 0;
}

void ac_sort_by_place(struct ac_expr **items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t j = i; j > 0 && items[j]->range.begin < items[j - 1]->range.begin; j--) {
            struct ac_expr *swap = items[j];
            items[j] = items[j - 1];
            items[j - 1] = swap;
        }
    }
}
