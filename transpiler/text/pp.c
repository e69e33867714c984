/* pp.c - what can be done with a token or a list of them, apart from expanding it. */
#include "pp.h"

#include <string.h>

struct ac_pp_token ac_pp_token_of(struct ac_arena *arena, const char *text, struct ac_token token)
{
    size_t size;
    const char *spelling = ac_token_spelling(arena, text, token, &size);
    return (struct ac_pp_token){
        .spelling = spelling,
        .size = (uint32_t)size,
        .kind = token.kind,
        .op = token.op,
        .space_before = token.space_before,
        .parameter = AC_NO_PARAMETER,
        .origin = token.begin,
    };
}

bool ac_pp_is(const struct ac_pp_token *token, const char *spelling)
{
    return strlen(spelling) == token->size && memcmp(token->spelling, spelling, token->size) == 0;
}

bool ac_pp_same(const struct ac_pp_token *a, const struct ac_pp_token *b)
{
    return a->size == b->size && memcmp(a->spelling, b->spelling, a->size) == 0;
}

/* Lexes the two as one text: a punctuator is short, and of what follows it no more than `\U00000000` can matter. */
static bool punctuator_fuses(const struct ac_pp_token *left, const struct ac_pp_token *right)
{
    char text[32];
    size_t size = right->size < 10 ? right->size : 10;
    memcpy(text, left->spelling, left->size);
    memcpy(text + left->size, right->spelling, size);
    struct ac_lexer lexer = {.text = text, .end = left->size + size, .in_directive = true};
    return ac_lex(&lexer).end != left->size;
}

bool ac_pp_fuse(const struct ac_pp_token *left, const struct ac_pp_token *right)
{
    bool name = right->kind == AC_TOKEN_IDENTIFIER || right->kind == AC_TOKEN_NUMBER;
    bool literal = right->kind == AC_TOKEN_STRING || right->kind == AC_TOKEN_CHARACTER;
    switch (left->kind) {
    case AC_TOKEN_IDENTIFIER:
        return name || literal || right->kind == AC_TOKEN_OTHER;
    case AC_TOKEN_NUMBER:
        return name || literal || right->kind == AC_TOKEN_OTHER || right->spelling[0] == '.' ||
               (strchr("eEpP", left->spelling[left->size - 1]) && strchr("+-", right->spelling[0]));
    case AC_TOKEN_PUNCTUATOR:
    case AC_TOKEN_OTHER:
        /* The third point of an ellipsis shows only where it is too late. */
        return (left->op == '.' && right->op == '.') || punctuator_fuses(left, right);
    default:
        return false;
    }
}

bool ac_pp_paste(struct ac_arena *arena, const struct ac_pp_token *left, const struct ac_pp_token *right,
                 struct ac_pp_token *ret_token)
{
    size_t size = (size_t)left->size + right->size;
    char *text = ac_alloc(arena, size + 1);
    memcpy(text, left->spelling, left->size);
    memcpy(text + left->size, right->spelling, right->size);
    struct ac_lexer lexer = {.text = text, .end = size, .in_directive = true};
    struct ac_token token = ac_lex(&lexer);
    if (token.begin != 0 || token.end != size || token.kind == AC_TOKEN_ERROR) {
        return false;
    }
    *ret_token = ac_pp_token_of(arena, text, token);
    ret_token->space_before = left->space_before;
    ret_token->origin = left->origin;
    return true;
}

struct text {
    struct ac_arena *arena;
    char *items;
    size_t count, capacity;
};

static void put(struct text *text, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        AC_PUSH(text->arena, text, bytes[i]);
    }
}

static void put_escaped(struct text *text, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '"' || bytes[i] == '\\') {
            put(text, "\\", 1);
        }
        put(text, bytes + i, 1);
    }
}

/* The literal whose text, with the quotes, has been put. */
static struct ac_pp_token string_token(struct text *text)
{
    put(text, "", 1);
    return (struct ac_pp_token){
        .spelling = text->items,
        .size = (uint32_t)text->count - 1,
        .kind = AC_TOKEN_STRING,
        .parameter = AC_NO_PARAMETER,
    };
}

struct ac_pp_token ac_pp_stringify(struct ac_arena *arena, const struct ac_pp_token *tokens, size_t count)
{
    struct text text = {.arena = arena};
    put(&text, "\"", 1);
    for (size_t i = 0; i < count; i++) {
        bool literal = tokens[i].kind == AC_TOKEN_STRING || tokens[i].kind == AC_TOKEN_CHARACTER;
        if (tokens[i].kind == AC_TOKEN_END) {
            continue; /* a placemarker */
        }
        if (text.count > 1 && tokens[i].space_before) {
            put(&text, " ", 1);
        }
        (literal ? put_escaped : put)(&text, tokens[i].spelling, tokens[i].size);
    }
    put(&text, "\"", 1);
    return string_token(&text);
}

struct ac_pp_token ac_pp_string(struct ac_arena *arena, const char *string)
{
    struct text text = {.arena = arena};
    put(&text, "\"", 1);
    put_escaped(&text, string, strlen(string));
    put(&text, "\"", 1);
    return string_token(&text);
}

char *ac_pp_text(struct ac_arena *arena, const struct ac_pp_tokens *tokens, size_t *ret_size)
{
    struct text text = {.arena = arena};
    for (size_t i = 0; i < tokens->count; i++) {
        const struct ac_pp_token *token = &tokens->items[i];
        if (i && (token->space_before || ac_pp_fuse(token - 1, token))) {
            put(&text, " ", 1);
        }
        put(&text, token->spelling, token->size);
    }
    *ret_size = text.count;
    put(&text, "", 1);
    return text.items;
}
