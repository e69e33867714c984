/* preprocess.c - see preprocess.h. */
#include "preprocess.h"

#include <string.h>

struct ac_macros *macros_of(struct ac_arena *arena, const char *path, const char *text, size_t size)
{
    static const struct ac_ranges nothing_skipped;
    struct ac_macros *macros = ac_macros_new(arena);
    ac_macros_scan_main(macros, ac_source_new(arena, path, text, size), &nothing_skipped);
    return macros;
}

static bool is_invocation(struct ac_arena *arena, struct ac_macros *macros, const struct ac_nested_token *token)
{
    struct ac_pp_token name = ac_pp_token_of(arena, ac_macros_source(macros)->original, token->token);
    struct ac_macro *macro;
    if (ac_macro_find(macros, name.spelling, name.size, name.origin, &macro) == AC_MACRO_DEFINED) {
        return !macro->is_function || token[1].token.op == '(';
    }
    return ac_pp_is(&name, "__LINE__") || ac_pp_is(&name, "__FILE__");
}

struct offsets invocations(struct ac_arena *arena, struct ac_macros *macros)
{
    const struct ac_source *source = ac_macros_source(macros);
    struct ac_range all = {0, source->original_size};
    struct ac_tokens tokens = ac_lex_all(arena, source->original, all, ac_macros_skipped(macros));
    struct offsets offsets = {0};
    for (size_t i = 0; i + 1 < tokens.count; i++) {
        if (tokens.items[i].token.kind == AC_TOKEN_IDENTIFIER && is_invocation(arena, macros, &tokens.items[i])) {
            AC_PUSH(arena, &offsets, tokens.items[i].token.begin);
        }
    }
    return offsets;
}
