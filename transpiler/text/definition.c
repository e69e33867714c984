/* definition.c - reads the definition of a macro, `NAME body` or `NAME(parameters) body`. */
#include "macro.h"

#include <string.h>

struct reader {
    struct ac_arena *arena;
    const char *text;
    struct ac_lexer lexer;
    struct ac_macro *macro;
    struct ac_pp_tokens parameters;
};

/* name... or name, `...` itself being called __VA_ARGS__; moves to what follows. */
static void read_parameter(struct reader *reader, struct ac_token *token)
{
    struct ac_pp_token parameter = ac_pp_token_of(reader->arena, reader->text, *token);
    if (token->kind == AC_TOKEN_IDENTIFIER) {
        *token = ac_lex(&reader->lexer);
    } else {
        parameter.spelling = "__VA_ARGS__";
        parameter.size = sizeof "__VA_ARGS__" - 1;
    }
    if (token->op == AC_OP_ELLIPSIS) {
        reader->macro->is_variadic = true;
        *token = ac_lex(&reader->lexer);
    }
    AC_PUSH(reader->arena, &reader->parameters, parameter);
}

/* From behind the parenthesis that opens. */
static bool read_parameters(struct reader *reader)
{
    struct ac_token token = ac_lex(&reader->lexer);
    if (token.op == ')') {
        return true;
    }
    for (;; token = ac_lex(&reader->lexer)) {
        if (token.kind != AC_TOKEN_IDENTIFIER && token.op != AC_OP_ELLIPSIS) {
            return false;
        }
        read_parameter(reader, &token);
        if (token.op != ',' || reader->macro->is_variadic) {
            return token.op == ')';
        }
    }
}

static int parameter_index(const struct reader *reader, const struct ac_pp_token *token)
{
    if (token->kind == AC_TOKEN_IDENTIFIER) {
        for (size_t i = 0; i < reader->parameters.count; i++) {
            if (ac_pp_same(&reader->parameters.items[i], token)) {
                return (int)i;
            }
        }
        if (reader->macro->is_variadic && ac_pp_is(token, "__VA_OPT__")) {
            return AC_VA_OPT;
        }
    }
    return AC_NO_PARAMETER;
}

static void read_body(struct reader *reader, struct ac_token token)
{
    for (; token.kind != AC_TOKEN_END; token = ac_lex(&reader->lexer)) {
        struct ac_pp_token part = ac_pp_token_of(reader->arena, reader->text, token);
        part.parameter = parameter_index(reader, &part);
        part.space_before &= reader->macro->body.count > 0;
        reader->macro->is_broken |= token.kind == AC_TOKEN_ERROR;
        AC_PUSH(reader->arena, &reader->macro->body, part);
    }
}

static void note_uses(struct ac_arena *arena, struct ac_macro *macro)
{
    macro->expands = ac_alloc(arena, macro->parameter_count * sizeof *macro->expands);
    for (size_t i = 0; i < macro->body.count; i++) {
        const struct ac_pp_token *part = &macro->body.items[i];
        bool operand = (i > 0 && (part[-1].op == '#' || part[-1].op == AC_OP_PASTE)) ||
                       (i + 1 < macro->body.count && part[1].op == AC_OP_PASTE);
        if (part->parameter == AC_VA_OPT) {
            macro->expands[macro->parameter_count - 1] = true;
        } else if (part->parameter >= 0 && !operand) {
            macro->expands[part->parameter] = true;
        }
    }
}

struct ac_macro *ac_macro_name(struct ac_arena *arena, const char *text, size_t size, enum ac_macro_origin origin)
{
    struct ac_lexer lexer = {.text = text, .end = size, .in_directive = true};
    struct ac_token token = ac_lex(&lexer);
    struct ac_macro *macro;
    if (token.kind != AC_TOKEN_IDENTIFIER) {
        return NULL;
    }
    macro = ac_new(arena, struct ac_macro);
    macro->text = text;
    macro->text_size = size;
    macro->origin = origin;
    macro->name = ac_token_spelling(arena, text, token, &macro->name_size);
    return macro;
}

void ac_macro_read(struct ac_arena *arena, struct ac_macro *macro)
{
    struct reader reader = {.arena = arena, .text = macro->text, .macro = macro};
    struct ac_token token;
    if (macro->is_read) {
        return;
    }
    reader.lexer = (struct ac_lexer){.text = macro->text, .end = macro->text_size, .in_directive = true};
    ac_lex(&reader.lexer); /* the name */
    token = ac_lex(&reader.lexer);
    if (token.op == '(' && !token.space_before) {
        macro->is_function = true;
        macro->is_broken = !read_parameters(&reader);
        token = ac_lex(&reader.lexer);
    }
    macro->parameter_count = (unsigned)reader.parameters.count;
    read_body(&reader, token);
    note_uses(arena, macro);
    macro->is_read = true;
}

struct ac_macro *ac_macro_parse(struct ac_arena *arena, const char *text, size_t size, enum ac_macro_origin origin)
{
    struct ac_macro *macro = ac_macro_name(arena, text, size, origin);
    if (macro) {
        ac_macro_read(arena, macro);
    }
    return macro;
}
