/* unseen.c - branches of #if that the preprocessor skipped. What stands there in an ASYNC function is not lowered:
 * should the compiler of the output take another branch than asyncc, as it got other flags or has other macros of its
 * own (__clang__), it must not pass for what the user wrote:
 *
 *     #else                    #else
 *         n = 2;      ->           _Static_assert(0, "asyncc took another branch ..."); n = 2; */
#include "front.h"

#include "../base/search.h"
#include "../text/lex.h"
#include "session_internal.h"

/* #if 0 is the same for everybody. */
static bool is_if_zero(const char *text, struct ac_token directive)
{
    struct ac_directive parsed = ac_directive_parse(text, directive);
    struct ac_lexer lexer = ac_directive_lexer(text, parsed);
    bool zero = parsed.kind == AC_DIRECTIVE_IF && ac_token_is(text, ac_lex(&lexer), "0");
    return zero && ac_lex(&lexer).kind == AC_TOKEN_END;
}

/* The first token behind each directive. */
static void note_branches(struct ac_front *front, struct ac_function *function, struct ac_range range)
{
    const char *text = front->source->text;
    struct ac_lexer lexer;
    bool begins = true;
    ac_lexer_init(&lexer, text, range.begin, range.end);
    for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        if (token.kind == AC_TOKEN_DIRECTIVE) {
            begins = !is_if_zero(text, token);
        } else if (begins && !token.spliced) {
            begins = false;
            AC_PUSH(front->arena, &function->unseen, ((struct ac_range){token.begin, token.end}));
        }
    }
}

void ac_note_unseen(struct ac_front *front)
{
    const struct ac_ranges *skipped = ac_session_skipped(front->arena, front->session, front->file);
    for (size_t i = 0; i < front->unit->functions.count && skipped->count; i++) {
        struct ac_function *function = front->unit->functions.items[i];
        size_t from = AC_COUNT_WHILE(skipped, range, range->begin < function->range.begin);
        for (; from < skipped->count && skipped->items[from].end <= function->range.end; from++) {
            note_branches(front, function, skipped->items[from]);
        }
    }
}

/* ---- macros ------------------------------------------------------------------------------------------------------ */

static void note_definition(struct ac_unit *unit, const char *text, struct ac_token token)
{
    struct ac_directive directive = ac_directive_parse(text, token);
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token name = ac_lex(&lexer);
    size_t size;
    if (directive.kind == AC_DIRECTIVE_DEFINE && name.kind == AC_TOKEN_IDENTIFIER) {
        const char *spelling = ac_token_spelling(unit->arena, text, name, &size);
        AC_PUSH(unit->arena, &unit->unseen, ac_strndup(unit->arena, spelling, size));
    }
}

static void note_macros(struct ac_front *front, CXFile file, const char *text)
{
    const struct ac_ranges *skipped = ac_session_skipped(front->arena, front->session, file);
    for (size_t i = 0; i < skipped->count; i++) {
        struct ac_lexer lexer;
        ac_lexer_init(&lexer, text, skipped->items[i].begin, skipped->items[i].end);
        for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
            if (token.kind == AC_TOKEN_DIRECTIVE) {
                note_definition(front->unit, text, token);
            }
        }
    }
}

/* What a system's header includes is the system's. That is soon told; of the others it takes time. */
bool ac_is_of_system(const struct ac_front *front, const struct ac_header *header)
{
    return header->is_from_system ||
           clang_Location_isInSystemHeader(clang_getLocationForOffset(front->tu, header->file, 0));
}

static bool has_array(const struct ac_unit *unit)
{
    for (size_t i = 0; i < unit->functions.count; i++) {
        const struct ac_locals *locals = &unit->functions.items[i]->locals;
        for (size_t j = 0; j < locals->count; j++) {
            if (locals->items[j]->type->is_array) {
                return true;
            }
        }
    }
    return false;
}

void ac_note_unseen_macros(struct ac_front *front)
{
    if (has_array(front->unit)) {
        const struct ac_headers *headers = ac_session_headers(front->arena, front->session);
        note_macros(front, front->session->file, front->session->text);
        for (size_t i = 0; i < headers->count; i++) {
            if (headers->items[i].text && !ac_is_of_system(front, &headers->items[i])) {
                note_macros(front, headers->items[i].file, headers->items[i].text);
            }
        }
        ac_names_sort(&front->unit->unseen);
    }
}
