/* fuzz_text.c - harness: the bytes go through what reads C without libclang: the lexer, the macro table and expander,
 * trigraphs, the launcher's scan; and stand in messages. */
#include "target.h"

#include "../unit/preprocess.h"
#include "base/make.h"
#include "cc/scan.h"
#include "text/trigraph.h"

#include <string.h>

static void check_tokens(struct ac_arena *arena, const char *text, size_t size)
{
    struct ac_lexer lexer;
    struct ac_token token;
    size_t end = 0;
    ac_lexer_init(&lexer, text, 0, size);
    do {
        size_t spelled;
        token = ac_lex(&lexer);
        FUZZ_CHECK(token.begin >= end && token.end >= token.begin && token.end <= size);
        FUZZ_CHECK(token.kind == AC_TOKEN_END || token.end > token.begin);
        ac_token_spelling(arena, text, token, &spelled);
        FUZZ_CHECK(spelled <= token.end - token.begin);
        end = token.end;
    } while (token.kind != AC_TOKEN_END);
}

/* Each invocation alone, then all of them at once. */
static void check_expansion(struct ac_arena *arena, const char *text, size_t size)
{
    struct ac_macros *macros = macros_of(arena, "input.c", text, size);
    struct offsets all = invocations(arena, macros);
    struct ac_expand_failures failures = {0};
    for (size_t i = 0; i < all.count; i++) {
        struct ac_expansion expansion = ac_expand_invocation(arena, macros, all.items[i]);
        FUZZ_CHECK(expansion.reason || (expansion.end <= size && strlen(expansion.text) <= expansion.size));
    }
    fuzz_check_source(ac_expand_source(arena, macros, all.items, all.count, &failures));
    ac_macros_scan_undefs(macros, text, size, NULL);
    fuzz_check_source(ac_expand_source(arena, macros, all.items, all.count, &failures));
    ac_macro_parse(arena, text, size, AC_MACRO_HEADER);
}

static void check_messages(struct ac_arena *arena, const char *text, size_t size)
{
    struct ac_source *source = ac_source_new(arena, ac_strndup(arena, text, size < 20 ? size : 20), text, size);
    struct ac_diags *diags = ac_diags_new(arena);
    size_t middle = size / 2;
    ac_diags_configure(diags, source, NULL, 0);
    ac_diag(diags, AC_ERROR, source, (struct ac_range){0, middle}, AC_RULE_MISSING_AWAIT, "%.*s", (int)size, text);
    ac_diag_fix(diags, (struct ac_range){middle, middle}, text);
    ac_diag_underline(diags, (struct ac_range){middle, size});
    ac_diag(diags, AC_NOTE, source, (struct ac_range){size, size}, AC_RULE_NONE, "%s", text);
    ac_diag(diags, AC_WARNING, source, (struct ac_range){middle, size}, AC_RULE_FRAME_SIZE, "%s", "");
    fuzz_check_messages(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ac_arena *arena = ac_arena_new();
    char *text = malloc(size ? size : 1); /* no byte more than there is: nobody may read past the end */
    size_t replaced_size = size;
    FUZZ_CHECK(text);
    memcpy(text, data, size);
    check_tokens(arena, text, size);
    check_expansion(arena, text, size);
    cc_scan_source(text, size);
    ac_replace_trigraphs(arena, text, &replaced_size);
    FUZZ_CHECK(replaced_size <= size);
    free(text);
    text = ac_strndup(arena, (const char *)data, size);
    ac_make_quote(arena, text);
    check_messages(arena, text, size);
    ac_arena_free(arena);
    return 0;
}
