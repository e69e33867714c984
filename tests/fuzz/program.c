/* program.c - see program.h. Brackets need not match: the programs were cut up before. */
#include "program.h"

#include "text/lex.h"

#include <ctype.h>
#include <string.h>

static bool is_bracket(unsigned op)
{
    return op && op < 0x80 && strchr("()[]{},;=?:", (int)op);
}

static struct piece piece_of_token(const char *text, size_t end_before, struct ac_token token)
{
    return (struct piece){
        .gap = text + end_before,
        .gap_size = token.begin - end_before,
        .text = text + token.begin,
        .size = token.end - token.begin,
        .bracket = token.kind == AC_TOKEN_PUNCTUATOR && is_bracket(token.op) ? (char)token.op : 0,
        .is_word = token.kind >= AC_TOKEN_IDENTIFIER && token.kind <= AC_TOKEN_STRING,
        .is_directive = token.kind == AC_TOKEN_DIRECTIVE,
    };
}

struct program program_of(struct ac_arena *arena, const char *text, size_t size)
{
    struct program program = {.arena = arena};
    struct ac_lexer lexer;
    struct ac_token token;
    size_t end = 0;
    ac_lexer_init(&lexer, text, 0, size);
    do {
        token = ac_lex(&lexer);
        AC_PUSH(arena, &program, piece_of_token(text, end, token));
        end = token.end;
    } while (token.kind != AC_TOKEN_END);
    return program;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

struct output {
    char *text;
    size_t size, room;
};

static void put(struct output *output, const char *text, size_t size)
{
    size = size < output->room - output->size ? size : output->room - output->size;
    if (size) {
        memcpy(output->text + output->size, text, size);
        output->size += size;
    }
}

static char last_of(const struct output *output)
{
    return output->size ? output->text[output->size - 1] : '\n';
}

static bool is_of_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '"' || c == '\'';
}

size_t program_write(const struct program *program, char *result, size_t room)
{
    struct output output = {result, 0, room};
    bool directive_before = false;
    for (size_t i = 0; i < program->count; i++) {
        const struct piece *piece = &program->items[i];
        put(&output, piece->gap, piece->gap_size);
        if ((directive_before && !memchr(piece->gap, '\n', piece->gap_size)) ||
            (piece->is_directive && last_of(&output) != '\n')) {
            put(&output, "\n", 1);
        } else if (piece->size && is_of_word(last_of(&output)) && is_of_word(piece->text[0])) {
            put(&output, " ", 1);
        }
        put(&output, piece->text, piece->size);
        directive_before = piece->is_directive;
    }
    return output.size;
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static bool is_one_of(const struct piece *piece, const char *brackets)
{
    return piece->bracket && strchr(brackets, piece->bracket);
}

size_t program_group_end(const struct program *program, size_t at)
{
    size_t depth = 0;
    for (size_t i = at; i < program->count; i++) {
        depth += is_one_of(&program->items[i], "([{");
        depth -= depth && is_one_of(&program->items[i], ")]}");
        if (depth == 0) {
            return i + 1;
        }
    }
    return at + 1;
}

struct span program_expression(const struct program *program, size_t at)
{
    struct span span = {at, at};
    while (span.begin > 0 && !program->items[span.begin - 1].is_directive &&
           !is_one_of(&program->items[span.begin - 1], "([{,;=?:")) {
        span.begin--;
    }
    span.end = span.begin;
    while (span.end + 1 < program->count && !is_one_of(&program->items[span.end], ")]},;?:")) {
        span.end = program_group_end(program, span.end);
    }
    return span;
}

struct span program_statement(const struct program *program, size_t at)
{
    struct span span = {at, at};
    bool ends = false;
    while (span.begin > 0 && !program->items[span.begin - 1].is_directive &&
           !is_one_of(&program->items[span.begin - 1], ";{}")) {
        span.begin--;
    }
    span.end = span.begin;
    while (!ends && span.end + 1 < program->count && !is_one_of(&program->items[span.end], ")]}")) {
        ends = is_one_of(&program->items[span.end], ";{");
        span.end = program_group_end(program, span.end);
    }
    return span;
}

struct piece piece_of(const char *text, size_t size)
{
    return (struct piece){.gap = "", .text = text, .size = size, .is_word = true};
}

void program_replace(struct program *program, struct span span, const struct piece *items, size_t count)
{
    size_t rest = program->count - span.end, size = span.begin + count + rest;
    struct piece *result = ac_alloc(program->arena, size * sizeof *result);
    memcpy(result, program->items, span.begin * sizeof *result);
    if (count) {
        memcpy(result + span.begin, items, count * sizeof *result);
    }
    memcpy(result + span.begin + count, program->items + span.end, rest * sizeof *result);
    program->items = result;
    program->count = program->capacity = size;
}
