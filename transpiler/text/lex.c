/* lex.c - the lexer proper; lex_all.c has the list of all tokens.
 *
 * A line splice may stand between any two characters. So characters are read with peek(), which steps over splices, and
 * only where none can be (most of the time: there is no backslash) by index. */
#include "lex.h"

#include <string.h>

enum { NEWLINE = 1, BLANK = 2, DIGIT = 4, HEX_DIGIT = 8, NAME = 16, ALONE = 32 };
/* ALONE: a punctuator that begins no longer one. */

/* Any byte of a UTF-8 sequence counts as part of a name: compilers know which characters names may have. */
static const unsigned char classes[256] = {
    ['\n'] = NEWLINE,
    ['\r'] = NEWLINE,
    [' '] = BLANK,
    ['\t'] = BLANK,
    ['\v'] = BLANK,
    ['\f'] = BLANK,
    ['\0'] = BLANK,
    ['_'] = NAME,
    ['$'] = NAME,
    ['0' ... '9'] = NAME | DIGIT | HEX_DIGIT,
    ['a' ... 'f'] = NAME | HEX_DIGIT,
    ['A' ... 'F'] = NAME | HEX_DIGIT,
    ['g' ... 'z'] = NAME,
    ['G' ... 'Z'] = NAME,
    [0x80 ... 0xFF] = NAME,
    ['('] = ALONE,
    [')'] = ALONE,
    ['['] = ALONE,
    [']'] = ALONE,
    ['{'] = ALONE,
    ['}'] = ALONE,
    [','] = ALONE,
    [';'] = ALONE,
    ['?'] = ALONE,
    ['~'] = ALONE,
};

/* `c` is a character, or -1 for the end. */
static bool is_in(int c, int class)
{
    return c >= 0 && (classes[c] & class);
}

static int byte_at(const struct ac_lexer *lexer, size_t at)
{
    return at < lexer->end ? (unsigned char)lexer->text[at] : -1;
}

/* The offset after the newline at `at` (LF, CRLF or CR). */
static size_t after_newline(const struct ac_lexer *lexer, size_t at)
{
    return byte_at(lexer, at) == '\r' && byte_at(lexer, at + 1) == '\n' ? at + 2 : at + 1;
}

/* The first offset from `at` on that is not in a line splice. */
static size_t skip_splices(const struct ac_lexer *lexer, size_t at)
{
    while (byte_at(lexer, at) == '\\') {
        size_t end = at + 1;
        while (is_in(byte_at(lexer, end), BLANK)) {
            end++;
        }
        if (!is_in(byte_at(lexer, end), NEWLINE)) {
            break;
        }
        at = after_newline(lexer, end);
    }
    return at;
}

/* The character at `at`, past splices, and where the next one may be; -1 at the end. */
static int peek(const struct ac_lexer *lexer, size_t at, size_t *ret_next)
{
    at = skip_splices(lexer, at);
    *ret_next = at + 1;
    return byte_at(lexer, at);
}

/* ---- white space ------------------------------------------------------------------------------------------------- */

static size_t line_comment_end(const struct ac_lexer *lexer, size_t at)
{
    while (at < lexer->end) {
        size_t past = skip_splices(lexer, at);
        if (past == at && is_in(byte_at(lexer, at), NEWLINE)) {
            break;
        }
        at = past > at ? past : at + 1;
    }
    return at;
}

#define UNTERMINATED SIZE_MAX

/* From behind its first two characters to behind its last two, or UNTERMINATED. */
static size_t block_comment_end(const struct ac_lexer *lexer, size_t at)
{
    while (at < lexer->end) {
        const char *star = memchr(lexer->text + at, '*', lexer->end - at);
        if (!star) {
            break;
        }
        at = (size_t)(star - lexer->text) + 1;
        size_t next;
        if (peek(lexer, at, &next) == '/') {
            return next;
        }
    }
    return UNTERMINATED;
}

/* The end of the comment that starts at `at`, or UNTERMINATED; `at` where none does. */
static size_t comment_end(const struct ac_lexer *lexer, size_t at)
{
    size_t next;
    if (byte_at(lexer, at) != '/') {
        return at;
    }
    switch (peek(lexer, at + 1, &next)) {
    case '/':
        return line_comment_end(lexer, next);
    case '*':
        return block_comment_end(lexer, next);
    default:
        return at;
    }
}

/* Moves to the next token; false at a comment that does not end. */
static bool skip_space(struct ac_lexer *lexer, bool *ret_space)
{
    size_t start = lexer->at;
    *ret_space = false;
    for (;;) {
        int c = byte_at(lexer, lexer->at);
        size_t next;
        if (is_in(c, BLANK)) {
            lexer->at++;
        } else if (is_in(c, NEWLINE) && !lexer->in_directive) {
            lexer->at = after_newline(lexer, lexer->at);
            lexer->at_line_start = true;
        } else if (c == '\\' && (next = skip_splices(lexer, lexer->at)) != lexer->at) {
            start += start == lexer->at ? next - lexer->at : 0;
            lexer->at = next;
        } else if (c == '/' && (next = comment_end(lexer, lexer->at)) != lexer->at) {
            if (next == UNTERMINATED) {
                return false;
            }
            lexer->at = next;
        } else {
            break;
        }
        *ret_space = lexer->at != start;
    }
    return true;
}

/* ---- tokens: each function moves from the first character of a token past its last one --------------------------- */

/* The end of the universal character name at `at`, or `at`. */
static size_t universal_name_end(const struct ac_lexer *lexer, size_t at)
{
    size_t end;
    if (peek(lexer, at, &end) != '\\') {
        return at;
    }
    int kind = peek(lexer, end, &end);
    if (kind != 'u' && kind != 'U') {
        return at;
    }
    for (int digits = kind == 'u' ? 4 : 8; digits; digits--) {
        if (!is_in(peek(lexer, end, &end), HEX_DIGIT)) {
            return at;
        }
    }
    return end;
}

/* Past all characters that a name may have inside. */
static void scan_name(struct ac_lexer *lexer)
{
    for (;;) {
        while (is_in(byte_at(lexer, lexer->at), NAME)) {
            lexer->at++;
        }
        size_t next, end;
        if (byte_at(lexer, lexer->at) != '\\') {
            return;
        }
        if ((end = universal_name_end(lexer, lexer->at)) != lexer->at) {
            lexer->at = end;
        } else if (is_in(peek(lexer, lexer->at, &next), NAME)) {
            lexer->at = next;
        } else {
            return;
        }
    }
}

static void scan_number(struct ac_lexer *lexer)
{
    for (;;) {
        size_t next, after, end;
        int c = peek(lexer, lexer->at, &next);
        if (c == 'e' || c == 'E' || c == 'p' || c == 'P') {
            int sign = peek(lexer, next, &after);
            lexer->at = sign == '+' || sign == '-' ? after : next;
        } else if (c == '\'' && is_in(peek(lexer, next, &after), NAME)) {
            lexer->at = after;
        } else if (c == '.' || is_in(c, NAME)) {
            lexer->at = next;
        } else if ((end = universal_name_end(lexer, lexer->at)) != lexer->at) {
            lexer->at = end;
        } else {
            return;
        }
    }
}

/* From the opening quote; AC_TOKEN_ERROR, up to the end of the line, where there is no closing one. */
static enum ac_token_kind scan_literal(struct ac_lexer *lexer)
{
    size_t next;
    int quote = peek(lexer, lexer->at, &lexer->at);
    for (;;) {
        int c = peek(lexer, lexer->at, &next);
        if (c < 0 || is_in(c, NEWLINE)) {
            lexer->at = next - 1;
            return AC_TOKEN_ERROR;
        }
        lexer->at = next;
        if (c == quote) {
            return quote == '"' ? AC_TOKEN_STRING : AC_TOKEN_CHARACTER;
        }
        if (c == '\\') {
            c = peek(lexer, lexer->at, &next);
            lexer->at = c < 0 || is_in(c, NEWLINE) ? next - 1 : next;
        }
    }
}

static bool is_quote(int c)
{
    return c == '"' || c == '\'';
}

static enum ac_token_kind scan_name_or_literal(struct ac_lexer *lexer)
{
    size_t begin = lexer->at, next;
    scan_name(lexer);
    int first = byte_at(lexer, begin);
    if ((first == 'L' || first == 'u' || first == 'U') && is_quote(peek(lexer, lexer->at, &next))) {
        struct ac_token prefix = {.begin = begin, .end = lexer->at};
        if (ac_token_is(lexer->text, prefix, "L") || ac_token_is(lexer->text, prefix, "u") ||
            ac_token_is(lexer->text, prefix, "U") || ac_token_is(lexer->text, prefix, "u8")) {
            return scan_literal(lexer);
        }
    }
    return AC_TOKEN_IDENTIFIER;
}

/* How many of the characters are the longest punctuator. */
static unsigned punctuator_size(const int c[4])
{
    switch (c[0]) {
    case '.':
        return c[1] == '.' && c[2] == '.' ? 3 : 1;
    case '<':
        return c[1] == '<' ? (c[2] == '=' ? 3 : 2) : c[1] == '=' || c[1] == ':' || c[1] == '%' ? 2 : 1;
    case '>':
        return c[1] == '>' ? (c[2] == '=' ? 3 : 2) : c[1] == '=' ? 2 : 1;
    case '%':
        return c[1] == ':' ? (c[2] == '%' && c[3] == ':' ? 4 : 2) : c[1] == '=' || c[1] == '>' ? 2 : 1;
    case ':':
        return c[1] == '>' || c[1] == ':' ? 2 : 1;
    case '#':
        return c[1] == '#' ? 2 : 1;
    case '-':
        return c[1] == '>' || c[1] == '-' || c[1] == '=' ? 2 : 1;
    case '+':
    case '&':
    case '|':
        return c[1] == c[0] || c[1] == '=' ? 2 : 1;
    case '*':
    case '/':
    case '^':
    case '!':
    case '=':
        return c[1] == '=' ? 2 : 1;
    default:
        return 0; /* those that stand alone are not asked for */
    }
}

static uint16_t punctuator_op(const int c[4], unsigned size)
{
    if (size == 1) {
        return (uint16_t)c[0];
    }
    switch (c[0]) {
    case '.':
        return AC_OP_ELLIPSIS;
    case '#':
        return AC_OP_PASTE;
    case '%':
        return size == 4 ? AC_OP_PASTE : c[1] == ':' ? '#' : c[1] == '>' ? '}' : 0;
    case '<':
        return c[1] == ':' ? '[' : c[1] == '%' ? '{' : 0;
    case ':':
        return c[1] == '>' ? ']' : 0;
    default:
        return 0;
    }
}

static enum ac_token_kind scan_punctuator(struct ac_lexer *lexer, uint16_t *ret_op)
{
    int c[4] = {byte_at(lexer, lexer->at)};
    size_t end[4], at = lexer->at;
    if (is_in(c[0], ALONE)) {
        *ret_op = (uint16_t)c[0];
        lexer->at++;
        return AC_TOKEN_PUNCTUATOR;
    }
    for (int i = 0; i < 4; i++) {
        c[i] = peek(lexer, at, &end[i]);
        at = end[i];
    }
    unsigned size = punctuator_size(c);
    lexer->at = end[size ? size - 1 : 0];
    *ret_op = size ? punctuator_op(c, size) : 0;
    return size ? AC_TOKEN_PUNCTUATOR : AC_TOKEN_OTHER;
}

static enum ac_token_kind scan_token(struct ac_lexer *lexer, uint16_t *ret_op)
{
    size_t next;
    int c = byte_at(lexer, lexer->at);
    if (is_in(c, DIGIT) || (c == '.' && is_in(peek(lexer, lexer->at + 1, &next), DIGIT))) {
        scan_number(lexer);
        return AC_TOKEN_NUMBER;
    }
    if (is_in(c, NAME) || (c == '\\' && universal_name_end(lexer, lexer->at) != lexer->at)) {
        return scan_name_or_literal(lexer);
    }
    if (is_quote(c)) {
        return scan_literal(lexer);
    }
    return scan_punctuator(lexer, ret_op);
}

/* `<name>` may have quotes and comment marks inside. */
static void scan_header_name(struct ac_lexer *lexer)
{
    bool space;
    if (!skip_space(lexer, &space) || byte_at(lexer, lexer->at) != '<') {
        return;
    }
    size_t end = lexer->at;
    while (end < lexer->end && lexer->text[end] != '>' && !is_in(byte_at(lexer, end), NEWLINE)) {
        end++;
    }
    if (end < lexer->end && lexer->text[end] == '>') {
        lexer->at = end + 1;
    }
}

/* From behind the # to the end of the directive's last token. */
static void scan_directive(struct ac_lexer *lexer)
{
    static const char *const with_header[] = {"include", "include_next", "import", "embed"};
    lexer->in_directive = true;
    size_t end = lexer->at;
    struct ac_token token = ac_lex(lexer);
    for (size_t i = 0; i < sizeof with_header / sizeof *with_header; i++) {
        if (token.kind == AC_TOKEN_IDENTIFIER && ac_token_is(lexer->text, token, with_header[i])) {
            scan_header_name(lexer);
            token.end = lexer->at;
        }
    }
    for (; token.kind != AC_TOKEN_END; token = ac_lex(lexer)) {
        end = token.end;
    }
    lexer->in_directive = false;
    lexer->at = end;
}

static bool has_splice(const char *token, size_t size)
{
    return size > 1 && memchr(token, '\\', size) && (memchr(token, '\n', size) || memchr(token, '\r', size));
}

struct ac_token ac_lex(struct ac_lexer *lexer)
{
    struct ac_token token = {0};
    bool terminated = skip_space(lexer, &token.space_before);
    token.begin = lexer->at;
    token.at_line_start = lexer->at_line_start;
    if (!terminated) {
        token.kind = AC_TOKEN_ERROR;
        lexer->at = lexer->end;
    } else if (lexer->at >= lexer->end || is_in(byte_at(lexer, lexer->at), NEWLINE)) {
        token.kind = AC_TOKEN_END;
        token.end = token.begin;
        return token;
    } else {
        token.kind = scan_token(lexer, &token.op);
    }
    lexer->at_line_start = false;
    if (token.op == '#' && token.at_line_start && !lexer->in_directive) {
        token.kind = AC_TOKEN_DIRECTIVE;
        token.op = 0;
        scan_directive(lexer);
    }
    token.end = lexer->at;
    token.spliced = has_splice(lexer->text + token.begin, token.end - token.begin);
    return token;
}

void ac_lexer_init(struct ac_lexer *lexer, const char *text, size_t begin, size_t end)
{
    *lexer = (struct ac_lexer){.text = text, .at = begin, .end = end};
    lexer->at_line_start = begin == 0 || is_in((unsigned char)text[begin - 1], NEWLINE);
    if (begin == 0 && end >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        lexer->at = 3;
    }
}

/* ---- spelling ---------------------------------------------------------------------------------------------------- */

const char *ac_token_spelling(struct ac_arena *arena, const char *text, struct ac_token token, size_t *ret_size)
{
    if (!token.spliced) {
        *ret_size = token.end - token.begin;
        return text + token.begin;
    }
    struct ac_lexer lexer = {.text = text, .end = token.end};
    char *copy = ac_alloc(arena, token.end - token.begin + 1);
    size_t size = 0;
    int c;
    for (size_t at = token.begin; (c = peek(&lexer, at, &at)) >= 0;) {
        copy[size++] = (char)c;
    }
    *ret_size = size;
    return copy;
}

bool ac_token_is(const char *text, struct ac_token token, const char *spelling)
{
    struct ac_lexer lexer = {.text = text, .end = token.end};
    size_t at = token.begin;
    for (; *spelling; spelling++) {
        if (peek(&lexer, at, &at) != (unsigned char)*spelling) {
            return false;
        }
    }
    return skip_splices(&lexer, at) == token.end;
}

/* ---- directives -------------------------------------------------------------------------------------------------- */

struct ac_lexer ac_directive_lexer(const char *text, struct ac_directive directive)
{
    return (struct ac_lexer){.text = text, .at = directive.rest, .end = directive.end, .in_directive = true};
}

bool ac_directive_defines(struct ac_directive directive)
{
    return directive.kind == AC_DIRECTIVE_DEFINE || directive.kind == AC_DIRECTIVE_UNDEF ||
           directive.kind == AC_DIRECTIVE_PUSH_MACRO || directive.kind == AC_DIRECTIVE_POP_MACRO;
}

/* #pragma: of a macro, or another one. */
static void parse_pragma(const char *text, struct ac_directive *parsed)
{
    struct ac_lexer lexer = ac_directive_lexer(text, *parsed);
    struct ac_token word = ac_lex(&lexer), open = ac_lex(&lexer), name = ac_lex(&lexer);
    bool is_push = ac_token_is(text, word, "push_macro");
    if ((is_push || ac_token_is(text, word, "pop_macro")) && open.op == '(' && name.kind == AC_TOKEN_STRING) {
        parsed->kind = is_push ? AC_DIRECTIVE_PUSH_MACRO : AC_DIRECTIVE_POP_MACRO;
        parsed->rest = name.begin + 1;
    }
}

struct ac_directive ac_directive_parse(const char *text, struct ac_token directive)
{
    static const struct {
        const char *name;
        enum ac_directive_kind kind;
    } kinds[] = {
        {"if", AC_DIRECTIVE_IF},          {"ifdef", AC_DIRECTIVE_IF},        {"ifndef", AC_DIRECTIVE_IF},
        {"else", AC_DIRECTIVE_ELSE},      {"elif", AC_DIRECTIVE_ELSE},       {"elifdef", AC_DIRECTIVE_ELSE},
        {"elifndef", AC_DIRECTIVE_ELSE},  {"endif", AC_DIRECTIVE_ENDIF},     {"define", AC_DIRECTIVE_DEFINE},
        {"undef", AC_DIRECTIVE_UNDEF},    {"include", AC_DIRECTIVE_INCLUDE}, {"include_next", AC_DIRECTIVE_INCLUDE},
        {"import", AC_DIRECTIVE_INCLUDE}, {"line", AC_DIRECTIVE_LINE},
    };
    struct ac_directive parsed = {AC_DIRECTIVE_OTHER, directive.begin, directive.end};
    struct ac_lexer lexer = ac_directive_lexer(text, parsed);
    ac_lex(&lexer); /* the # */
    struct ac_token name = ac_lex(&lexer);
    parsed.rest = name.end;
    if (name.kind == AC_TOKEN_NUMBER) {
        parsed.kind = AC_DIRECTIVE_LINE;
        parsed.rest = name.begin;
    }
    for (size_t i = 0; name.kind == AC_TOKEN_IDENTIFIER && i < sizeof kinds / sizeof *kinds; i++) {
        if (ac_token_is(text, name, kinds[i].name)) {
            parsed.kind = kinds[i].kind;
        }
    }
    if (name.kind == AC_TOKEN_IDENTIFIER && ac_token_is(text, name, "pragma")) {
        parse_pragma(text, &parsed);
    }
    return parsed;
}
