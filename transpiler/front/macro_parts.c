/* macro_parts.c - macros that begin or end in the middle of something. Of what begins in such a macro and ends behind
 * it, neither the tree nor the text tells which part is in it:
 *
 *     #define FORMAT "%d and %d",
 *     RAISE(EIO, FORMAT x);             the string and the comma have one place
 *     #define END };
 *     int m[] = {1, 2 END
 *     #define WAIT AWAIT(f              torn: half of the parenthesis is in it, and the arguments are not
 *     WAIT (1)); */
#include "../base/search.h"
#include "../text/body_ends.h"
#include "../text/expand.h"
#include "front.h"

#include <string.h>

enum which { PARTS = 1, TORN = 2, ENDS = 4, OPEN = 8 };

/* ---- what they expand to ----------------------------------------------------------------------------------------- */

struct ac_macros *ac_macros_of(struct ac_front *front)
{
    if (!*front->macros) {
        *front->macros = ac_macros_new(front->arena);
        ac_session_macros(front->arena, front->session, front->source, front->source, *front->macros);
    }
    return *front->macros;
}

/* By the character in front of it, as comments there are rare. */
static bool follows_operand(const char *text, size_t offset)
{
    while (offset && strchr(" \t\r\n", text[offset - 1])) {
        offset--;
    }
    return offset && !strchr("(,=<>|?:{;%^~!&", text[offset - 1]);
}

/* `else` is rare there, too. */
static bool begins_statement(const char *text, size_t offset)
{
    while (offset && strchr(" \t\r\n", text[offset - 1])) {
        offset--;
    }
    return !offset || strchr(";{}):/", text[offset - 1]);
}

static void note_expansion(struct ac_front *front, struct ac_invocation *invocation)
{
    size_t origin = ac_source_origin(front->source, invocation->offset);
    struct ac_expansion expansion = ac_expand_invocation(front->arena, ac_macros_of(front), origin);
    if (!expansion.reason) {
        struct ac_body_ends ends = ac_expansion_ends(expansion.text, expansion.size);
        bool is_and = ac_token_is(expansion.text, ends.first, "&&"); /* or the address of a label */
        invocation->is_torn = ends.is_torn;
        invocation->ends_statement = ends.has_semicolon;
        invocation->is_part =
            ends.is_part || (is_and && ends.size > 1 && follows_operand(front->source->text, invocation->offset));
    }
}

/* Those of the user's in the range: from .first up to .last. */
struct invocations {
    struct ac_invocation *first, *last;
};

static struct invocations invocations_in(const struct ac_unit *unit, struct ac_range range)
{
    size_t first = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < range.begin);
    size_t last = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < range.end);
    return (struct invocations){unit->invocations.items + first, unit->invocations.items + last};
}

void ac_note_parts(struct ac_front *front, struct ac_range function)
{
    struct invocations all = invocations_in(front->unit, function);
    for (struct ac_invocation *invocation = all.first; invocation < all.last; invocation++) {
        if (!invocation->is_plain && ac_is_invocation_of_user(front->unit, invocation->offset)) {
            note_expansion(front, invocation);
        }
        invocation->is_part |= invocation->ends_statement && !begins_statement(front->source->text, invocation->offset);
    }
}

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

/* Those that are one of `which`. Whether there are any. */
static bool expand(struct ac_front *front, struct ac_range range, unsigned which)
{
    struct ac_unit *unit = front->unit;
    size_t before = unit->to_expand.count;
    struct invocations all = invocations_in(unit, range);
    for (const struct ac_invocation *invocation = all.first; invocation < all.last; invocation++) {
        unsigned is = (invocation->is_part ? PARTS : 0) | (invocation->is_torn ? TORN : 0) |
                      (invocation->ends_statement ? ENDS : 0) | (invocation->may_be_open ? OPEN : 0);
        if (is & which && ac_is_invocation_of_user(unit, invocation->offset)) {
            ac_need_expansion(unit, invocation->offset);
        }
    }
    return unit->to_expand.count > before;
}

void ac_expand_parts(struct ac_front *front, struct ac_range function)
{
    expand(front, function, PARTS | TORN);
}

void ac_expand_ends(struct ac_front *front, struct ac_range stmt)
{
    expand(front, stmt, ENDS);
}

bool ac_expand_parentheses(struct ac_front *front, struct ac_range range)
{
    return expand(front, range, TORN);
}

bool ac_expand_punctuators(struct ac_front *front, struct ac_range range)
{
    return expand(front, range, OPEN);
}
