/* definitions.c - see definitions.h. */
#include "definitions.h"

#include "../text/lex.h"

#include <string.h>

/* A #define, #undef, #pragma push_macro or pop_macro inside of an ASYNC function. */
struct definition {
    struct ac_range range; /* of the text */
    const char *name;
    bool is_conditional; /* an #if of the function is around it */
    bool is_printed;
};

struct ac_definitions {
    const struct ac_unit *unit;
    struct {
        struct definition *items; /* by range */
        size_t count, capacity;
    } all;
    struct {
        size_t *items;
        size_t count, capacity;
    } misplaced;
    size_t next; /* of the misplaced, to be asked for */
};

/* ---- finding them ------------------------------------------------------------------------------------------------ */

static const struct ac_function *function_around(const struct ac_unit *unit, size_t offset)
{
    for (size_t i = 0; i < unit->functions.count; i++) {
        const struct ac_function *function = unit->functions.items[i];
        if (function->range.begin < offset && offset < function->range.end) {
            return function;
        }
    }
    return NULL;
}

static void add(struct ac_definitions *definitions, struct ac_directive directive, struct ac_range range, bool inside)
{
    const struct ac_source *source = definitions->unit->source;
    struct ac_lexer lexer = ac_directive_lexer(source->original, directive);
    struct ac_token name = ac_lex(&lexer);
    if (name.kind == AC_TOKEN_IDENTIFIER && !ac_source_is_replaced(source, range.begin)) {
        const char *copy = ac_strndup(definitions->unit->arena, source->original + name.begin, name.end - name.begin);
        AC_PUSH(definitions->unit->arena, &definitions->all, ((struct definition){range, copy, inside, false}));
    }
}

struct ac_definitions *ac_definitions_new(const struct ac_unit *unit)
{
    struct ac_definitions *definitions = ac_new(unit->arena, struct ac_definitions);
    const struct ac_directives *directives = ac_source_directives(unit->arena, unit->source);
    const struct ac_function *function = NULL;
    unsigned depth = 0;
    definitions->unit = unit;
    for (size_t i = 0; unit->functions.count && i < directives->count; i++) {
        struct ac_directive directive = ac_directive_parse(unit->source->original, directives->items[i]);
        struct ac_range range = {ac_source_text_offset(unit->source, directives->items[i].begin),
                                 ac_source_text_offset(unit->source, directives->items[i].end)};
        const struct ac_function *around = function_around(unit, range.begin);
        depth = around == function ? depth : 0;
        function = around;
        depth += directive.kind == AC_DIRECTIVE_IF;
        depth -= directive.kind == AC_DIRECTIVE_ENDIF && depth;
        if (around && ac_directive_defines(directive)) {
            add(definitions, directive, range, depth);
        }
    }
    return definitions;
}

/* ---- what is printed --------------------------------------------------------------------------------------------- */

/* Whether a name there may be another one for this: it is the name itself, or a macro that may be made of it. */
static bool may_depend_on(const struct ac_definitions *definitions, struct ac_token token,
                          const struct definition *definition)
{
    const char *text = definitions->unit->source->text;
    if (token.kind != AC_TOKEN_IDENTIFIER) {
        return false;
    }
    bool is_reserved = token.end - token.begin > 2 && text[token.begin] == '_' && text[token.begin + 1] == '_';
    return ac_token_is(text, token, definition->name) ||
           (!is_reserved && ac_is_invocation_of_user(definitions->unit, token.begin));
}

/* The text stands on one side of the definition in the source, and on the other one in the output. */
static void note_names(struct ac_definitions *definitions, struct ac_range range, const struct definition *definition)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, definitions->unit->source->text, range.begin, range.end);
    lexer.at_line_start = false;
    for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        if (may_depend_on(definitions, token, definition)) {
            AC_PUSH(definitions->unit->arena, &definitions->misplaced, token.begin);
        }
    }
}

/* For the first time, not behind a later one of the same name. */
static void print(struct ac_definitions *definitions, size_t index)
{
    struct definition *definition = &definitions->all.items[index];
    for (size_t i = index + 1; i < definitions->all.count; i++) {
        const struct definition *later = &definitions->all.items[i];
        if (later->is_printed && !strcmp(later->name, definition->name)) {
            AC_PUSH(definitions->unit->arena, &definitions->misplaced, definition->range.begin);
        }
    }
    definition->is_printed = true;
}

static bool is_inside(struct ac_range inner, struct ac_range outer)
{
    return inner.begin < outer.end && inner.end > outer.begin;
}

void ac_definitions_name(struct ac_definitions *definitions, struct ac_range range)
{
    for (size_t i = 0; i < definitions->all.count; i++) {
        const struct definition *definition = &definitions->all.items[i];
        bool is_in_front = range.end <= definition->range.begin;
        if (!is_inside(definition->range, range) && definition->is_printed == is_in_front) {
            note_names(definitions, range, definition);
        }
    }
}

bool ac_definitions_print(struct ac_definitions *definitions, struct ac_range range, struct ac_range *ret_again)
{
    size_t printed = definitions->all.count;
    for (size_t i = 0; i < definitions->all.count; i++) {
        const struct ac_range directive = definitions->all.items[i].range;
        if (is_inside(directive, range) && definitions->all.items[i].is_printed) {
            *ret_again = directive;
            return true;
        }
        printed = directive.end > range.begin && directive.end <= range.end ? i : printed;
    }
    ac_definitions_name(definitions, range);
    if (printed < definitions->all.count) {
        print(definitions, printed);
    }
    return false;
}

bool ac_definitions_next_lost(struct ac_definitions *definitions, size_t offset, struct ac_range *ret_range)
{
    for (size_t i = 0; i < definitions->all.count && definitions->all.items[i].range.begin < offset; i++) {
        const struct definition *definition = &definitions->all.items[i];
        if (!definition->is_printed) {
            if (definition->is_conditional) {
                AC_PUSH(definitions->unit->arena, &definitions->misplaced, definition->range.begin);
            }
            print(definitions, i);
            *ret_range = definition->range;
            return true;
        }
    }
    return false;
}

bool ac_definitions_next_misplaced(struct ac_definitions *definitions, size_t *ret_offset)
{
    if (definitions->next == definitions->misplaced.count) {
        return false;
    }
    *ret_offset = definitions->misplaced.items[definitions->next++];
    return true;
}
