/* counter.c - see counter.h. */
#include "counter.h"

#include "../text/expand.h"

static void note_name(struct ac_unit *unit, struct ac_macros *macros, struct ac_token name)
{
    size_t offset = ac_source_text_offset(unit->source, name.begin);
    if (name.kind == AC_TOKEN_IDENTIFIER && !ac_source_is_replaced(unit->source, offset) &&
        ac_expansion_counts(unit->arena, macros, name.begin)) {
        AC_PUSH(unit->arena, &unit->counters, offset);
    }
}

/* Whatever a directive may make of the names in it. */
static void note_directive(struct ac_unit *unit, struct ac_macros *macros, struct ac_token token)
{
    const char *text = unit->source->original;
    struct ac_directive directive = ac_directive_parse(text, token);
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    if (ac_directive_defines(directive)) {
        return;
    }
    for (struct ac_token name = ac_lex(&lexer); name.kind != AC_TOKEN_END; name = ac_lex(&lexer)) {
        note_name(unit, macros, name);
    }
}

void ac_find_counters(struct ac_unit *unit, struct ac_macros *macros)
{
    const struct ac_ranges *skipped = ac_macros_skipped(macros);
    struct ac_lexer lexer;
    size_t cursor = 0;
    ac_lexer_init(&lexer, unit->source->original, 0, unit->source->original_size);
    for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        if (token.kind == AC_TOKEN_DIRECTIVE) {
            note_directive(unit, macros, token);
        } else if (!skipped || !ac_ranges_contain(skipped, &cursor, token.begin)) {
            note_name(unit, macros, token);
        }
    }
}
