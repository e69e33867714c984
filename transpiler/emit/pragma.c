/* pragma.c - a loop that awaits is none that compilers unroll or vectorize, and some say so, or do not take what stands
 * in its place for a loop: the pragmas in front of it that ask for that are left out. Those that macros have stand here
 * in the text (front/loop_pragma.c). */
#include "emit.h"

#include "../ir_walk.h"
#include "../text/lex.h"

#include <ctype.h>
#include <string.h>

/* Or one that stands in a block in the output. */
static bool is_awaiting_loop(const struct ac_stmt *stmt)
{
    bool is_loop = stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_DO || stmt->kind == AC_STMT_FOR;
    return is_loop && (ac_has_init_outside(stmt) || ac_has_await_step((struct ac_stmt *)stmt));
}

/* After the word and the space around it, or NULL where something else stands there. */
static const char *after_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    text += strspn(text, " \t");
    if (strncmp(text, word, size) != 0) {
        return NULL;
    }
    bool goes_on = size && isalnum((unsigned char)word[size - 1]) && isalnum((unsigned char)text[size]);
    return goes_on ? NULL : text + size;
}

/* What follows #pragma, or the quote of _Pragma. */
static bool is_of_loops(const char *pragma)
{
    static const char *const of_loops[][2] = {{"GCC", "unroll"}, {"GCC", "ivdep"}, {"GCC", "novector"},
                                              {"clang", "loop"}, {"", "unroll"},   {"", "nounroll"}};
    for (size_t i = 0; i < sizeof of_loops / sizeof *of_loops; i++) {
        const char *at = after_word(pragma, of_loops[i][0]);
        if (at && after_word(at, of_loops[i][1])) {
            return true;
        }
    }
    return false;
}

/* From a token on: the pragma for loops that begins with it; empty where none does. Moves the lexer behind it. */
static struct ac_range pragma_at(const char *text, struct ac_lexer *lexer, struct ac_token token)
{
    struct ac_range range = {token.begin, token.begin};
    const char *pragma = NULL;
    if (token.kind == AC_TOKEN_DIRECTIVE) {
        const char *hash = after_word(text + token.begin, "#");
        pragma = hash ? after_word(hash, "pragma") : NULL;
        range.end = token.end;
    } else if (ac_token_is(text, token, "_Pragma")) {
        struct ac_token open = ac_lex(lexer), string = ac_lex(lexer), close = ac_lex(lexer);
        const char *quote = open.op == '(' && close.op == ')' ? strchr(text + string.begin, '"') : NULL;
        pragma = quote ? quote + 1 : NULL;
        range.end = close.end;
    }
    return pragma && is_of_loops(pragma) ? range : (struct ac_range){0, 0};
}

void ac_emit_before(struct ac_emit *emit, size_t begin, const struct ac_stmt *stmt)
{
    const char *text = emit->unit->source->text;
    struct ac_lexer lexer;
    if (begin < stmt->range.begin && is_awaiting_loop(stmt)) {
        ac_lexer_init(&lexer, text, begin, stmt->range.begin);
        for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
            struct ac_range pragma = pragma_at(text, &lexer, token);
            if (pragma.end) {
                ac_emit_between(emit, begin, pragma.begin);
                begin = pragma.end;
            }
        }
    }
    ac_emit_between(emit, begin, stmt->range.begin);
}
