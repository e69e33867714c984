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
#include "front.h"

#include <string.h>

enum which { PARTS = 1, TORN = 2, ENDS = 4, OPEN = 8 };

/* By their names, whatever else these stand for elsewhere in the file: what is expanded needlessly does no harm. */
struct part {
    const char *name;
    size_t size;
    unsigned is; /* of enum which */
};

struct parts {
    struct part *items;
    size_t count, capacity;
};

static struct part *find(const struct parts *parts, const char *text, struct ac_token token)
{
    for (size_t i = 0; i < parts->count; i++) {
        struct part *part = &parts->items[i];
        if (part->size == token.end - token.begin && memcmp(part->name, text + token.begin, part->size) == 0) {
            return part;
        }
    }
    return NULL;
}

/* Whether that says more of the macro than was known. */
static bool note(struct ac_front *front, struct parts *parts, struct ac_token name, unsigned is)
{
    const char *text = front->source->original;
    struct part *known = find(parts, text, name);
    if (!known) {
        AC_PUSH(front->arena, parts, ((struct part){text + name.begin, name.end - name.begin, is}));
        return true;
    }
    bool is_news = is & ~known->is;
    known->is |= is;
    return is_news;
}

static unsigned flags(bool is_part, bool is_torn, bool ends_statement)
{
    return (is_part ? PARTS : 0) | (is_torn ? TORN : 0) | (ends_statement ? ENDS : 0);
}

static bool is_definition(const char *text, struct ac_token token, struct ac_directive *directive)
{
    *directive = ac_directive_parse(text, token);
    return directive->kind == AC_DIRECTIVE_DEFINE;
}

static struct parts find_parts(struct ac_front *front, const struct ac_directives *directives)
{
    const char *text = front->source->original;
    struct parts parts = {0};
    struct ac_directive directive;
    for (size_t i = 0; i < directives->count; i++) {
        if (is_definition(text, directives->items[i], &directive)) {
            struct ac_body_ends ends = ac_body_ends(text, directive.rest, directive.end);
            unsigned is = flags(ends.is_part, ends.is_torn, false); /* few are; many end statements */
            if (is) {
                note(front, &parts, ends.name, is);
            }
        }
    }
    return parts;
}

/* What is defined with what is a part is one, too. */
static bool note_if_nested(struct ac_front *front, struct parts *parts, struct ac_directive directive)
{
    const char *text = front->source->original;
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token name = ac_lex(&lexer);
    unsigned is = 0, count = 0;
    for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        const struct part *inner = token.kind == AC_TOKEN_IDENTIFIER ? find(parts, text, token) : NULL;
        is |= inner ? inner->is : 0;
        count++;
    }
    is |= is & TORN && count > 1 ? PARTS : 0;
    return is && note(front, parts, name, is);
}

static void find_nested_parts(struct ac_front *front, const struct ac_directives *directives, struct parts *parts)
{
    struct ac_directive directive;
    bool is_news = parts->count;
    while (is_news) {
        is_news = false;
        for (size_t i = 0; i < directives->count; i++) {
            is_news |= is_definition(front->source->original, directives->items[i], &directive) &&
                       note_if_nested(front, parts, directive);
        }
    }
}

/* By the character in front of it: `else` and comments are rare there. */
static bool begins_statement(const char *text, size_t offset)
{
    while (offset && strchr(" \t\r\n", text[offset - 1])) {
        offset--;
    }
    return !offset || strchr(";{}):/", text[offset - 1]);
}

static unsigned of_its_name(struct ac_front *front, const struct parts *parts, const struct ac_invocation *invocation)
{
    const char *text = front->source->text;
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, invocation->offset, front->source->size);
    lexer.at_line_start = false;
    const struct part *part = find(parts, text, ac_lex(&lexer));
    return part ? part->is : 0;
}

void ac_note_nested_parts(struct ac_front *front)
{
    struct ac_unit *unit = front->unit;
    const char *text = front->source->text;
    const struct ac_directives *directives = ac_source_directives(front->arena, front->source);
    struct parts parts = find_parts(front, directives);
    find_nested_parts(front, directives, &parts);
    for (size_t i = 0; i < unit->invocations.count; i++) {
        struct ac_invocation *invocation = &unit->invocations.items[i];
        unsigned is = parts.count ? of_its_name(front, &parts, invocation) : 0;
        invocation->is_torn |= is & TORN;
        invocation->is_part |=
            is & PARTS || (invocation->ends_statement && !begins_statement(text, invocation->offset));
    }
}

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

/* Those that are one of `which`. Whether there are any. */
static bool expand(struct ac_front *front, struct ac_range range, unsigned which)
{
    struct ac_unit *unit = front->unit;
    size_t before = unit->to_expand.count;
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < range.begin);
    for (; at < unit->invocations.count && unit->invocations.items[at].offset < range.end; at++) {
        const struct ac_invocation *invocation = &unit->invocations.items[at];
        unsigned is = flags(invocation->is_part, invocation->is_torn, invocation->ends_statement) |
                      (invocation->may_be_open ? OPEN : 0);
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
