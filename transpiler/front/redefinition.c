/* redefinition.c - what gives a macro another meaning where asyncc does not see it by itself:
 *
 *     #include "undefs.h"            inside of an ASYNC function: its text is put in
 *     _Pragma("pop_macro(\"X\")")    refused; #pragma pop_macro("X") is seen */
#include "../text/lex.h"
#include "front.h"
#include "session_internal.h"

#include <string.h>

/* ---- included files ---------------------------------------------------------------------------------------------- */

/* The system's headers give their own names a meaning, once: but <assert.h>. */
static bool is_read_once(struct ac_front *front, const struct ac_header *header)
{
    static const char again[] = "/assert.h";
    const char *path = ac_take_string(front, clang_getFileName(header->file));
    size_t length = strlen(path), size = sizeof again - 1;
    return header->owner != AC_OWNER_USER ||
           (ac_is_of_system(front, header) && (length < size || strcmp(path + length - size, again) != 0));
}

static bool redefines(struct ac_front *front, const struct ac_header *header)
{
    if (!header->text || is_read_once(front, header)) {
        return false;
    }
    struct ac_directives directives = ac_lex_directives(front->arena, header->text, header->size);
    for (size_t i = 0; i < directives.count; i++) {
        if (ac_directive_defines(ac_directive_parse(header->text, directives.items[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_inside(const struct ac_unit *unit, size_t offset)
{
    for (size_t i = 0; i < unit->functions.count; i++) {
        const struct ac_function *function = unit->functions.items[i];
        if (function->range.begin < offset && offset < function->range.end) {
            return true;
        }
    }
    return false;
}

static void put_in_redefining(struct ac_front *front)
{
    const struct ac_headers *headers = ac_session_headers(front->arena, front->session);
    for (size_t i = 0; i < headers->count; i++) {
        const struct ac_header *header = &headers->items[i];
        if (is_inside(front->unit, header->offset) && redefines(front, header)) {
            ac_need_inclusion(front->unit, ac_take_string(front, clang_getFileName(header->file)), true);
        }
    }
}

/* ---- _Pragma ----------------------------------------------------------------------------------------------------- */

/* push_macro, where a macro may make a string of it, or the string "push_macro(...)". */
static bool is_of_macros(const char *text, struct ac_token token)
{
    static const char *const words[] = {"push_macro", "pop_macro"};
    size_t blanks = token.kind == AC_TOKEN_STRING ? 1 + strspn(text + token.begin + 1, " \t") : 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if ((blanks && !strncmp(text + token.begin + blanks, words[i], strlen(words[i]))) ||
            ac_token_is(text, token, words[i])) {
            return true;
        }
    }
    return false;
}

struct refusing {
    struct ac_front *front;
    const struct ac_ranges *skipped;
    size_t cursor; /* in them */
};

static void refuse_operators(struct refusing *refusing, struct ac_lexer lexer)
{
    const char *text = lexer.text;
    struct ac_token token, before = {0}, word = {0}; /* _Pragma("..."): two tokens before the string */
    for (; (token = ac_lex(&lexer)).kind != AC_TOKEN_END; word = before, before = token) {
        bool is_operand = token.kind == AC_TOKEN_STRING && ac_token_is(text, word, "_Pragma");
        if (ac_ranges_contain(refusing->skipped, &refusing->cursor, token.begin)) {
            continue;
        }
        if (token.kind == AC_TOKEN_DIRECTIVE) {
            struct ac_directive directive = ac_directive_parse(text, token);
            if (directive.kind == AC_DIRECTIVE_DEFINE) {
                refuse_operators(refusing, ac_directive_lexer(text, directive));
            }
        } else if ((is_operand || token.kind == AC_TOKEN_IDENTIFIER) && is_of_macros(text, token)) {
            ac_error_at(refusing->front, (struct ac_range){token.begin, token.end}, AC_RULE_DEFINITION_ORDER,
                        "asyncc does not see what this does to macros: write it as a #pragma");
        }
    }
}

void ac_note_redefinitions(struct ac_front *front)
{
    const char *text = front->source->text;
    put_in_redefining(front);
    if (front->unit->changes.count && strstr(text, "_macro")) {
        struct refusing refusing = {front, ac_session_skipped(front->arena, front->session, front->file), 0};
        struct ac_lexer lexer;
        ac_lexer_init(&lexer, text, 0, front->source->size);
        refuse_operators(&refusing, lexer);
    }
}
