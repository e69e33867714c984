/* head.c - where a top-level declaration begins. What libclang says leaves out what stands in front of the specifiers:
 *
 *     [[gnu::cold]] static ASYNC int f(void)
 *     __extension__ static ASYNC long long g(void)
 *
 * Generated code must not get in between. */
#define _GNU_SOURCE
#include "../text/lex.h"
#include "front.h"

#include <string.h>

/* Attributes in brackets, or the name of another macro. */
static bool may_be_attributes(const char *definition, size_t size)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, definition, 0, size);
    lexer.at_line_start = false;
    ac_lex(&lexer); /* its name */
    struct ac_token body = ac_lex(&lexer);
    return memmem(definition, size, "[[", 2) ||
           (body.kind == AC_TOKEN_IDENTIFIER && ac_lex(&lexer).kind == AC_TOKEN_END);
}

static bool is_attribute_macro(struct ac_front *front, struct ac_token name)
{
    CXSourceLocation location = clang_getLocationForOffset(front->tu, front->file, (unsigned)name.begin);
    CXCursor invocation = clang_getCursor(front->tu, location);
    if (clang_getCursorKind(invocation) != CXCursor_MacroExpansion ||
        !ac_is_invocation_of_user(front->unit, name.begin)) {
        return false;
    }
    CXSourceRange extent = clang_getCursorExtent(clang_getCursorReferenced(invocation));
    CXFile file;
    unsigned begin, end;
    size_t size = 0;
    clang_getSpellingLocation(clang_getRangeStart(extent), &file, NULL, NULL, &begin);
    clang_getSpellingLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
    const char *text = file ? clang_getFileContents(front->tu, file, &size) : NULL;
    return text && end <= size && may_be_attributes(text + begin, end - begin);
}

struct gap {
    struct ac_front *front;
    size_t head; /* where the attributes begin that nothing but such has followed */
    bool is_open;
    unsigned depth;
};

static void begin_head(struct gap *gap, struct ac_token token)
{
    gap->head = gap->is_open ? gap->head : token.begin;
    gap->is_open = true;
}

static void read_token(struct gap *gap, struct ac_token token)
{
    struct ac_front *front = gap->front;
    bool opens = token.op == '(' || token.op == '[' || token.op == '{';
    if (gap->depth) {
        gap->depth += opens;
        gap->depth -= token.op == ')' || token.op == ']' || token.op == '}';
    } else if (token.op == '[' || ac_token_is(front->source->text, token, "__extension__")) {
        begin_head(gap, token);
        gap->depth = opens;
    } else if (token.kind == AC_TOKEN_IDENTIFIER && is_attribute_macro(front, token)) {
        begin_head(gap, token);
        ac_need_expansion(front->unit, token.begin);
    } else {
        gap->is_open = false;
        gap->depth = opens;
    }
}

/* Where to read from: behind the declaration before, or the one before that, if that is a struct in this one. */
static size_t begin_of_gap(const struct ac_front *front, size_t offset)
{
    return front->declared <= offset ? front->declared : front->declared_before <= offset ? front->declared_before : 0;
}

size_t ac_head_of_declaration(struct ac_front *front, struct ac_range range)
{
    struct gap gap = {.front = front, .head = range.begin};
    struct ac_lexer lexer;
    struct ac_token token;
    if (front->head_of == range.begin) {
        return front->head; /* int f(int), g(int); */
    }
    ac_lexer_init(&lexer, front->source->text, begin_of_gap(front, range.begin), range.begin);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        read_token(&gap, token);
    }
    front->head_of = range.begin;
    front->declared_before = front->declared;
    front->declared = range.end;
    return front->head = gap.is_open ? gap.head : range.begin;
}
