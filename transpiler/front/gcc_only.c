/* gcc_only.c - what stands outside of ASYNC functions need not be understood: it is copied. So where Clang stumbles
 * over what only GCC has, it gets the file without the body of that function:
 *
 *     int sum(int x) { int add(int y) { return x + y; } return add(1); }
 *     int sum(int x) {                                                 }
 *
 * Lines and columns stay what they are, directives too. The output has the user's text. Errors of other kinds are
 * reported as ever; what else is wrong in a body that is hidden, the compiler that gets the output reports. */
#include "gcc_only.h"

#include "../text/macro.h"
#include "front.h"
#include "session_internal.h"

#include <string.h>

/* ---- messages ---------------------------------------------------------------------------------------------------- */

/* How they begin; behind the bar, what else they say. */
static const char *const messages[] = {
    "function definition is not allowed here", /* nested functions, and what declares them */
    "illegal storage class on function",
    "fields must have a constant size: 'variable length array in structure'",
    "use of unknown builtin '",
    "use of undeclared identifier '__builtin_",
    "invalid suffix '|on floating constant", /* 1.0f128, 1.0dd */
    "use of undeclared identifier '_Float",
    "unknown type name '_Float",
    "use of undeclared identifier '_Decimal",
    "GNU decimal type extension not supported",
    "unsupported machine mode '",
    "use of undeclared identifier '__seg_",
    "unknown type name '__seg_",
    "unknown register name '",
    "invalid output constraint '",
    "invalid input constraint '",
    "invalid use of a cast in a inline asm context", /* GCC takes lvalue casts */
};

bool ac_is_gcc_only(const char *message)
{
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        const char *bar = strchr(messages[i], '|');
        size_t length = bar ? (size_t)(bar - messages[i]) : strlen(messages[i]);
        if (!strncmp(message, messages[i], length) && (!bar || strstr(message, bar + 1))) {
            return true;
        }
    }
    return false;
}

/* ---- the text around a message ----------------------------------------------------------------------------------- */

struct hiding {
    struct ac_arena *arena;
    struct ac_session *session;
    const struct ac_source *source;
    struct ac_macros *macros; /* of the parse at hand; NULL until they are asked for */
    struct ac_tokens tokens;  /* of the text at hand */
};

/* A pair of braces that no other ones enclose, by its tokens. */
struct braces {
    uint32_t open, close;
};

static bool find_braces(const struct hiding *hiding, size_t offset, struct braces *ret_braces)
{
    unsigned depth = 0;
    uint32_t open = 0;
    for (uint32_t i = 0; i < hiding->tokens.count; i++) {
        struct ac_token token = hiding->tokens.items[i].token;
        if (token.op == '{' && depth++ == 0) {
            open = i;
        } else if (token.op == '}' && depth && --depth == 0 && token.begin >= offset) {
            *ret_braces = (struct braces){open, i};
            return hiding->tokens.items[open].token.begin < offset;
        }
    }
    return false;
}

struct body_search {
    const struct ac_session *session;
    unsigned offset;
    CXCursor function;
    bool found;
};

static enum CXChildVisitResult look_for_block(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct body_search *search = data;
    CXFile file;
    unsigned offset;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_CompoundStmt) {
        clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(cursor)), &file, NULL, NULL, &offset);
        search->found |= offset == search->offset && file && clang_File_isEqual(file, search->session->file);
    }
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult look_for_body(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct body_search *search = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl && clang_isCursorDefinition(cursor)) {
        clang_visitChildren(cursor, look_for_block, search);
        search->function = cursor;
    }
    return search->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* Whether the brace at `offset` begins the body of a function that is not ASYNC. */
static bool is_ordinary_body(const struct hiding *hiding, size_t offset)
{
    struct body_search search = {.session = hiding->session, .offset = (unsigned)offset};
    clang_visitChildren(clang_getTranslationUnitCursor(hiding->session->tu), look_for_body, &search);
    return search.found && !ac_is_async_function(search.function);
}

/* ---- what is in a body ------------------------------------------------------------------------------------------- */

static bool is_noted(const struct ac_names *names, const char *name, size_t size)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strlen(names->items[i]) == size && !memcmp(names->items[i], name, size)) {
            return true;
        }
    }
    return false;
}

/* Notes the names in the text, also those in macros. False where one of them is asyncc's, or may be. */
static bool note_names(struct hiding *hiding, struct ac_lexer lexer, size_t at, struct ac_names *names)
{
    struct ac_token token;
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        size_t size;
        const char *name = ac_token_spelling(hiding->arena, lexer.text, token, &size);
        struct ac_macro *macro = NULL;
        enum ac_macro_state state;
        if (token.kind != AC_TOKEN_IDENTIFIER || is_noted(names, name, size)) {
            continue;
        }
        AC_PUSH(hiding->arena, names, ac_strndup(hiding->arena, name, size));
        state = ac_macro_find(hiding->macros, name, size, at, &macro);
        if (state == AC_MACRO_AMBIGUOUS || (macro && macro->origin == AC_MACRO_ASYNCC)) {
            return false;
        }
        if (macro) {
            struct ac_lexer body;
            ac_lexer_init(&body, macro->text, 0, macro->text_size);
            body.in_directive = true;
            if (!note_names(hiding, body, at, names)) {
                return false;
            }
        }
    }
    return true;
}

/* What is included in the middle of a body is text that nobody looks at here. */
static bool includes_text(const char *text, struct ac_range range)
{
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, text, range.begin, range.end);
    lexer.at_line_start = false;
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        if (token.kind == AC_TOKEN_DIRECTIVE && ac_directive_parse(text, token).kind == AC_DIRECTIVE_INCLUDE) {
            return true;
        }
    }
    return false;
}

/* A replacement in it is a marker, or an expansion that was made since there is one inside. */
static bool is_as_written(const struct ac_source *source, struct ac_range range)
{
    struct ac_range origin = ac_source_origin_range(source, range);
    return origin.end - origin.begin == range.end - range.begin &&
           !memcmp(source->original + origin.begin, source->text + range.begin, range.end - range.begin);
}

static bool may_be_hidden(struct hiding *hiding, struct ac_range range, struct ac_names *names)
{
    struct ac_lexer lexer;
    if (!is_as_written(hiding->source, range) || includes_text(hiding->source->text, range)) {
        return false;
    }
    if (!hiding->macros) {
        hiding->macros = ac_macros_new(hiding->arena);
        ac_session_macros(hiding->arena, hiding->session, hiding->source, hiding->source, hiding->macros);
    }
    ac_lexer_init(&lexer, hiding->source->text, range.begin, range.end);
    lexer.at_line_start = false;
    return note_names(hiding, lexer, ac_source_origin(hiding->source, range.begin), names);
}

/* ---- hiding ------------------------------------------------------------------------------------------------------ */

static void make_blank(struct hiding *hiding, struct ac_range range)
{
    char *text = ac_strndup(hiding->arena, hiding->session->text, hiding->source->size);
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, hiding->source->text, range.begin, range.end);
    lexer.at_line_start = false;
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        for (size_t i = token.begin; i < token.end && token.kind != AC_TOKEN_DIRECTIVE; i++) {
            if (text[i] != '\n' && text[i] != '\r') {
                text[i] = ' ';
            }
        }
    }
    hiding->session->text = text;
}

static bool hide_around(struct hiding *hiding, size_t offset)
{
    struct braces braces;
    struct ac_range inside;
    struct ac_names names = {0};
    if (!find_braces(hiding, offset, &braces)) {
        return false;
    }
    inside.begin = hiding->tokens.items[braces.open].token.end;
    inside.end = hiding->tokens.items[braces.close].token.begin;
    if (!is_ordinary_body(hiding, hiding->tokens.items[braces.open].token.begin) ||
        !may_be_hidden(hiding, inside, &names)) {
        return false;
    }
    make_blank(hiding, inside);
    for (size_t i = 0; i < names.count; i++) {
        AC_PUSH(hiding->arena, &hiding->session->hidden, names.items[i]);
    }
    return true;
}

/* The place of an error that only GCC would not report. */
static bool is_place_to_hide(const struct hiding *hiding, CXDiagnostic diagnostic, unsigned *ret_offset)
{
    CXFile file;
    CXString message = clang_getDiagnosticSpelling(diagnostic);
    bool is_gcc_only =
        clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error && ac_is_gcc_only(clang_getCString(message));
    clang_disposeString(message);
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, ret_offset);
    return is_gcc_only && file && clang_File_isEqual(file, hiding->session->file);
}

static void read_tokens(struct hiding *hiding)
{
    struct ac_ranges *skipped = ac_session_skipped(hiding->arena, hiding->session, hiding->session->file);
    hiding->tokens =
        ac_lex_all(hiding->arena, hiding->session->text, (struct ac_range){0, hiding->source->size}, skipped);
}

bool ac_hide_gcc_only(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source)
{
    struct hiding hiding = {.arena = arena, .session = session, .source = source};
    unsigned count = clang_getNumDiagnostics(session->tu), offset;
    const char *before = session->text;
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(session->tu, i);
        if (is_place_to_hide(&hiding, diagnostic, &offset)) {
            if (!hiding.tokens.count) {
                read_tokens(&hiding);
            }
            hide_around(&hiding, offset);
        }
        clang_disposeDiagnostic(diagnostic);
    }
    return session->text != before;
}

/* ---- what must not be hidden ------------------------------------------------------------------------------------- */

struct async_search {
    const struct ac_names *hidden;
    bool found;
};

static bool is_or_gives_async(CXCursor cursor)
{
    return ac_is_marked_declaration(cursor) || (clang_getCursorKind(cursor) == CXCursor_FunctionDecl &&
                                                ac_is_marked_type(clang_getCursorResultType(cursor)));
}

static enum CXChildVisitResult look_for_hidden(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct async_search *search = data;
    (void)parent;
    if (clang_isDeclaration(clang_getCursorKind(cursor))) {
        CXString spelling = clang_getCursorSpelling(cursor);
        const char *name = clang_getCString(spelling);
        search->found |= is_noted(search->hidden, name, strlen(name)) && is_or_gives_async(cursor);
        clang_disposeString(spelling);
    }
    if (search->found) {
        return CXChildVisit_Break;
    }
    return clang_getCursorKind(cursor) == CXCursor_FunctionDecl ? CXChildVisit_Continue : CXChildVisit_Recurse;
}

bool ac_hides_async(const struct ac_session *session)
{
    struct async_search search = {.hidden = &session->hidden};
    if (session->hidden.count) {
        clang_visitChildren(clang_getTranslationUnitCursor(session->tu), look_for_hidden, &search);
    }
    return search.found;
}
