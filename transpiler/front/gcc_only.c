/* gcc_only.c - what stands outside of ASYNC functions need not be understood: it is copied. So where Clang stumbles
 * over what only GCC has, it gets the file without the body of that function:
 *
 *     int sum(int x) { int add(int y) { return x + y; } return add(1); }
 *     int sum(int x) {                                                 }
 *
 * or, where it does not even understand the declaration, without that and what is declared by its means:
 *
 *     typedef _Decimal64 price;  price total(price a, price b);  int count;
 *                                                                int count;
 *
 * Lines and columns stay what they are, directives too. The output has the user's text. Errors of other kinds are
 * reported as ever; what else is wrong in a body that is hidden, the compiler that gets the output reports. */
#include "gcc_only.h"

#include "../text/external.h"
#include "../text/macro.h"
#include "front.h"
#include "session_internal.h"

#include <ctype.h>
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
    "register '|unsuitable for global register variables",
    "unknown type name '__float80'",
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

static bool hide(struct hiding *hiding, struct ac_range range, struct ac_names *hidden)
{
    struct ac_names names = {0};
    if (!may_be_hidden(hiding, range, &names)) {
        return false;
    }
    make_blank(hiding, range);
    for (size_t i = 0; i < names.count; i++) {
        AC_PUSH(hiding->arena, hidden, names.items[i]);
    }
    return true;
}

static bool hide_body_around(struct hiding *hiding, size_t offset)
{
    const struct ac_nested_token *tokens = hiding->tokens.items;
    struct braces braces;
    if (!find_braces(hiding, offset, &braces) || !is_ordinary_body(hiding, tokens[braces.open].token.begin)) {
        return false;
    }
    return hide(hiding, (struct ac_range){tokens[braces.open].token.end, tokens[braces.close].token.begin},
                &hiding->session->hidden);
}

static void hide_declaration_around(struct hiding *hiding, size_t offset)
{
    const struct ac_nested_token *tokens = hiding->tokens.items;
    struct ac_external external;
    if (ac_external_at(hiding->session->text, &hiding->tokens, offset, &external)) {
        hide(hiding, (struct ac_range){tokens[external.first].token.begin, tokens[external.last].token.end},
             &hiding->session->undeclared);
    }
}

/* void f(int n; int a[n], int n): Clang wonders at the semicolon. */
static bool is_forward_parameter(const struct hiding *hiding, size_t offset)
{
    uint32_t at = ac_token_at(&hiding->tokens, offset);
    struct ac_external external;
    return hiding->tokens.items[at].token.op == ';' && hiding->tokens.items[at].up != AC_NO_TOKEN &&
           ac_external_at(hiding->session->text, &hiding->tokens, offset, &external) &&
           (external.body == AC_NO_TOKEN || at < external.body);
}

/* Whether a message is about a name that hidden declarations mention. */
static bool quotes_undeclared(const struct ac_session *session, const char *message)
{
    for (const char *begin = strchr(message, '\''), *end; begin && (end = strchr(begin + 1, '\''));
         begin = strchr(end + 1, '\'')) {
        const char *name = end;
        while (name > begin + 1 && (isalnum((unsigned char)name[-1]) || name[-1] == '_')) {
            name--;
        }
        if (is_noted(&session->undeclared, name, (size_t)(end - name))) {
            return true;
        }
    }
    return false;
}

/* The place of an error in the file. */
static bool is_error(const struct ac_session *session, CXDiagnostic diagnostic, unsigned *ret_offset)
{
    CXFile file;
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, ret_offset);
    return clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error && file &&
           clang_File_isEqual(file, session->file);
}

/* Whether only GCC would not report it, or nobody if nothing were hidden. */
static bool is_to_be_hidden(const struct hiding *hiding, CXDiagnostic diagnostic, unsigned offset)
{
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    const char *message = clang_getCString(spelling);
    bool is =
        ac_is_gcc_only(message) || is_forward_parameter(hiding, offset) || quotes_undeclared(hiding->session, message);
    clang_disposeString(spelling);
    return is;
}

static void read_tokens(struct hiding *hiding)
{
    struct ac_ranges *skipped = ac_session_skipped(hiding->arena, hiding->session, hiding->session->file);
    hiding->tokens =
        ac_lex_all(hiding->arena, hiding->session->text, (struct ac_range){0, hiding->source->size}, skipped);
}

bool ac_hide_gcc_only(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source,
                      bool with_declarations)
{
    struct hiding hiding = {.arena = arena, .session = session, .source = source};
    unsigned count = clang_getNumDiagnostics(session->tu), offset;
    const char *before = session->text;
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(session->tu, i);
        if (is_error(session, diagnostic, &offset)) {
            if (!hiding.tokens.count) {
                read_tokens(&hiding);
            }
            if (is_to_be_hidden(&hiding, diagnostic, offset) && !hide_body_around(&hiding, offset) &&
                with_declarations) {
                hide_declaration_around(&hiding, offset);
            }
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

static bool hides_async(const struct ac_session *session, const struct ac_names *hidden)
{
    struct async_search search = {.hidden = hidden};
    if (hidden->count) {
        clang_visitChildren(clang_getTranslationUnitCursor(session->tu), look_for_hidden, &search);
    }
    return search.found;
}

bool ac_hides_async(const struct ac_session *session)
{
    return hides_async(session, &session->hidden);
}

struct implicit_search {
    const struct ac_names *hidden;
    bool found;
    unsigned at;
};

/* The first call of a function that is not declared declares it, in C of 1989. */
static enum CXChildVisitResult look_for_implicit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct implicit_search *search = data;
    CXCursor function = clang_getCursorReferenced(cursor);
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_DeclRefExpr && clang_getCursorKind(function) == CXCursor_FunctionDecl &&
        clang_equalLocations(clang_getCursorLocation(function), clang_getCursorLocation(cursor))) {
        CXString spelling = clang_getCursorSpelling(function);
        const char *name = clang_getCString(spelling);
        search->found |= is_noted(search->hidden, name, strlen(name));
        clang_disposeString(spelling);
        clang_getFileLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL, &search->at);
    }
    return search->found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

static bool has_error_of_hiding(const struct ac_session *session, unsigned *ret_offset)
{
    unsigned count = clang_getNumDiagnostics(session->tu);
    bool found = false;
    for (unsigned i = 0; i < count && !found; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(session->tu, i);
        CXString message = clang_getDiagnosticSpelling(diagnostic);
        found = is_error(session, diagnostic, ret_offset) && quotes_undeclared(session, clang_getCString(message));
        clang_disposeString(message);
        clang_disposeDiagnostic(diagnostic);
    }
    return found;
}

bool ac_needs_undeclared(struct ac_session *session)
{
    struct implicit_search search = {.hidden = &session->undeclared};
    if (!session->undeclared.count) {
        return false;
    }
    clang_visitChildren(clang_getTranslationUnitCursor(session->tu), look_for_implicit, &search);
    if (search.found || has_error_of_hiding(session, &search.at)) {
        session->needed_at = search.at;
        return true;
    }
    return hides_async(session, &session->undeclared);
}
