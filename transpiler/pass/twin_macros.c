/* twin_macros.c - see twin_macros.h. */
#include "twin_macros.h"

#include <ctype.h>
#include <string.h>

struct finding {
    struct ac_arena *arena;
    const struct ac_macros *macros;
    struct ac_unit *unit;
    struct ac_diags *diags;
    struct ac_change *twin;
    size_t here, there; /* where it stands, where it is printed; in the original */
    struct {
        const char **items;
        size_t count, capacity;
    } seen;
};

static bool is_seen(struct finding *finding, const char *name, size_t size)
{
    for (size_t i = 0; i < finding->seen.count; i++) {
        if (strlen(finding->seen.items[i]) == size && !memcmp(finding->seen.items[i], name, size)) {
            return true;
        }
    }
    AC_PUSH(finding->arena, &finding->seen, ac_strndup(finding->arena, name, size));
    return false;
}

static void find_in(struct finding *finding, const char *text, size_t size);

static void find_name(struct finding *finding, const char *name, size_t size)
{
    struct ac_macro *here = NULL, *there = NULL;
    struct ac_macro_at at = {NULL, NULL};
    enum ac_macro_state state = ac_macro_find(finding->macros, name, size, finding->here, &here);
    enum ac_macro_state later = ac_macro_find(finding->macros, name, size, finding->there, &there);
    if ((state == AC_MACRO_UNDEFINED && later == AC_MACRO_UNDEFINED) || is_seen(finding, name, size)) {
        return;
    }
    if (state == AC_MACRO_AMBIGUOUS || later == AC_MACRO_AMBIGUOUS) {
        ac_diag(finding->diags, AC_ERROR, finding->unit->source, finding->twin->range, AC_RULE_HEADER_DEFINITION,
                "'%s' uses a macro '%.*s' of which it cannot be told how it is defined here",
                finding->twin->function->name, (int)size, name);
        return;
    }
    if (here != there) {
        at.name = finding->seen.items[finding->seen.count - 1];
        at.definition = here ? ac_strndup(finding->arena, here->text, here->text_size) : NULL;
        AC_PUSH(finding->arena, &finding->twin->macros, at);
    }
    if (here) {
        find_in(finding, here->text, here->text_size);
    }
}

/* Every name in the text, also of comments and strings: what is defined once too often does no harm. */
static void find_in(struct finding *finding, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t begin = at;
        while (at < size && (text[at] == '_' || text[at] == '$' || isalnum((unsigned char)text[at]))) {
            at++;
        }
        if (at > begin && !isdigit((unsigned char)text[begin])) {
            find_name(finding, text + begin, at - begin);
        }
        at += at == begin;
    }
}

/* ---- #pragma pack ------------------------------------------------------------------------------------------------ */

static bool is_pragma_pack(const char *text, struct ac_token directive)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, directive.begin + 1, directive.end);
    lexer.in_directive = true;
    return ac_token_is(text, ac_lex(&lexer), "pragma") && ac_token_is(text, ac_lex(&lexer), "pack");
}

/* From `begin` of the original to `end`. */
static bool has_pragma_pack(const struct finding *finding, size_t begin, size_t end)
{
    const char *text = finding->unit->source->original;
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, text, begin, end);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        if (token.kind == AC_TOKEN_DIRECTIVE && is_pragma_pack(text, token)) {
            return true;
        }
    }
    return false;
}

/* Or might: between `struct` and the next semicolon a brace opens. */
static bool declares_record(const struct finding *finding)
{
    const struct ac_range body = ac_source_origin_range(finding->unit->source, finding->twin->function->body_range);
    const char *text = finding->unit->source->original;
    struct ac_lexer lexer;
    struct ac_token token;
    bool after_keyword = false;
    ac_lexer_init(&lexer, text, body.begin, body.end);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        if (after_keyword && token.op == '{') {
            return true;
        }
        after_keyword |= ac_token_is(text, token, "struct") || ac_token_is(text, token, "union");
        after_keyword &= token.op != ';';
    }
    return false;
}

/* How members are packed is not known any more where the twin is printed. */
static void refuse_packed_records(const struct finding *finding, size_t file_begin)
{
    if (has_pragma_pack(finding, file_begin, finding->here) && declares_record(finding)) {
        ac_diag(finding->diags, AC_ERROR, finding->unit->source, finding->twin->range, AC_RULE_HEADER_DEFINITION,
                "'%s' declares a struct inside, in a header with #pragma pack: declare it outside of the function",
                finding->twin->function->name);
    }
}

void ac_find_twin_macros(const struct ac_macros *macros, struct ac_unit *unit, struct ac_diags *diags)
{
    for (size_t i = 0; i < unit->changes.count; i++) {
        struct finding finding = {.arena = unit->arena, .macros = macros, .unit = unit, .diags = diags};
        struct ac_range range;
        const struct ac_included *included;
        finding.twin = &unit->changes.items[i];
        if (!finding.twin->is_twin) {
            continue;
        }
        range = ac_source_origin_range(unit->source, finding.twin->range);
        included = ac_source_included(unit->source, range.begin);
        finding.here = range.begin;
        finding.there = included ? included->end : range.begin;
        refuse_packed_records(&finding, included ? included->begin : 0);
        find_in(&finding, unit->source->original + range.begin, range.end - range.begin);
    }
}
