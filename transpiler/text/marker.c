/* marker.c - finds markers and turns what is around their arguments into what asyncc/markers.h makes of it:
 *
 *     AWAIT_CATCH ( f(1, 2), &e )
 *     ((void)async__await_catch,__builtin_choose_expr(1,( f(1, 2)),(async_error *){ &e }))
 *
 * Each piece is an edit of its own. */
#include "marker.h"

#include <string.h>

/* Its text is open, argument, comma[0], argument, comma[1], argument, close. */
struct form {
    const char *name; /* with ASYNC_ where it has a short form without */
    const char *open, *comma[2], *close;
};

#define FUTURE_OPEN "(__typeof__(__typeof__(("
#define FUTURE_CLOSE "))(**)(struct async__tag *)))0)"
#define CATCH_OPEN "__builtin_choose_expr(1,("
#define CATCH_COMMA "),(async_error *){"

static const struct form forms[] = {
    {"ASYNC_AWAIT", "((void)async__await,(", {NULL}, "))"},
    {"ASYNC_AWAIT_CATCH", "((void)async__await_catch," CATCH_OPEN, {CATCH_COMMA}, "}))"},
    {"ASYNC_SPAWN", "((void)async__spawn," FUTURE_OPEN, {NULL}, FUTURE_CLOSE},
    {"ASYNC_SPAWN_ON", "((void)async__spawn_on,(void)(", {")," FUTURE_OPEN}, FUTURE_CLOSE},
    {"async_run", "((void)async__run,(", {NULL}, "))"},
    {"async_run_catch", "((void)async__run_catch," CATCH_OPEN, {CATCH_COMMA}, "}))"},
    {"async_loop_run", "((void)async__loop_run,(void)(", {"),("}, "))"},
    {"async_loop_run_catch", "((void)async__loop_run_catch,(void)(", {")," CATCH_OPEN, CATCH_COMMA}, "}))"},
    {"async_coroutine_start", "((void)async__start,(void)(", {"),(void)("}, "))"},
};

enum { PREFIX = sizeof "ASYNC_" - 1 };

static bool may_begin_marker(char c)
{
    return c == 'A' || c == 'S' || c == 'a';
}

/* The form of that name, long or short. */
static const struct form *form_named(const char *name, size_t size, bool *ret_short)
{
    if (size == 0 || !may_begin_marker(name[0])) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *full = forms[i].name;
        *ret_short = full[0] == 'A' && strlen(full) == size + PREFIX && memcmp(full + PREFIX, name, size) == 0;
        if (*ret_short || (strlen(full) == size && memcmp(full, name, size) == 0)) {
            return &forms[i];
        }
    }
    return NULL;
}

bool ac_is_marker_with_commas(const char *name, size_t size)
{
    bool is_short;
    const struct form *form = form_named(name, size, &is_short);
    return form && form->comma[0];
}

/* A marker whose closing parenthesis is still to come. */
struct open_marker {
    const struct form *form;
    unsigned commas; /* that are behind us */
    uint32_t next;   /* the token to replace next */
    uint32_t close;
};

struct spelling {
    struct ac_arena *arena;
    const struct ac_macros *macros;
    const struct ac_source *source;
    struct ac_tokens tokens;
    struct ac_edits edits;
    struct {
        struct open_marker *items;
        size_t count, capacity;
    } open;
};

static void replace(struct spelling *spelling, size_t begin, size_t end, const char *by)
{
    AC_PUSH(spelling->arena, &spelling->edits, ((struct ac_edit){begin, end, by, strlen(by), true}));
}

/* The token that the open marker's next piece replaces. */
static uint32_t next_piece(const struct spelling *spelling, const struct open_marker *marker, uint32_t after)
{
    return marker->commas < 2 && marker->form->comma[marker->commas]
               ? ac_next_comma(&spelling->tokens, after + 1, marker->close)
               : marker->close;
}

static bool has_arguments_for(const struct spelling *spelling, const struct form *form, uint32_t open, uint32_t close)
{
    uint32_t at = open;
    for (unsigned i = 0; i < 2 && form->comma[i]; i++) {
        at = ac_next_comma(&spelling->tokens, at + 1, close);
        if (at == close) {
            return false;
        }
    }
    return true;
}

/* The form of the marker that the token is the name of, or NULL. */
static const struct form *marker_at(const struct spelling *spelling, uint32_t index)
{
    static const char no_short_names[] = "ASYNCC_NO_SHORT_NAMES";
    const struct ac_nested_token *name = &spelling->tokens.items[index];
    const char *text = spelling->source->text;
    bool is_short;
    if (name->token.kind != AC_TOKEN_IDENTIFIER || !may_begin_marker(text[name->token.begin]) ||
        name[1].token.op != '(' || name[1].pair == AC_NO_TOKEN) {
        return NULL;
    }
    size_t size, offset = ac_source_origin(spelling->source, name->token.begin);
    const char *spelled = ac_token_spelling(spelling->arena, text, name->token, &size);
    const struct form *form = form_named(spelled, size, &is_short);
    struct ac_macro *macro;
    if (!form || ac_macro_is_users(spelling->macros, spelled, size, offset) ||
        (is_short && ac_macro_find(spelling->macros, no_short_names, sizeof no_short_names - 1, offset, &macro) !=
                         AC_MACRO_UNDEFINED) ||
        !has_arguments_for(spelling, form, index + 1, name[1].pair)) {
        return NULL;
    }
    return form;
}

static void open_marker(struct spelling *spelling, const struct form *form, uint32_t name)
{
    const struct ac_nested_token *token = &spelling->tokens.items[name];
    struct open_marker marker = {.form = form, .close = token[1].pair};
    marker.next = next_piece(spelling, &marker, name + 1);
    AC_PUSH(spelling->arena, &spelling->open, marker);
    replace(spelling, token->token.begin, token[1].token.end, form->open);
}

/* At a comma or the closing parenthesis of the innermost open marker. */
static void continue_marker(struct spelling *spelling, struct open_marker *marker)
{
    struct ac_token token = spelling->tokens.items[marker->next].token;
    if (marker->next == marker->close) {
        replace(spelling, token.begin, token.end, marker->form->close);
        spelling->open.count--;
    } else {
        replace(spelling, token.begin, token.end, marker->form->comma[marker->commas++]);
        marker->next = next_piece(spelling, marker, marker->next);
    }
}

/* What is skipped of source->text; inside replacements nothing is. */
static struct ac_ranges skipped_text(struct ac_arena *arena, const struct ac_source *source,
                                     const struct ac_ranges *skipped)
{
    struct ac_ranges ranges = {0};
    const struct ac_replacement *items = source->replacements.items;
    size_t next = 0, shift = 0;
    for (size_t i = 0; i < skipped->count; i++) {
        struct ac_range range = skipped->items[i];
        for (; next < source->replacements.count && items[next].from + items[next].replaced <= range.begin; next++) {
            shift = items[next].at + items[next].size - (items[next].from + items[next].replaced);
        }
        if (next == source->replacements.count || items[next].from >= range.end) {
            AC_PUSH(arena, &ranges, ((struct ac_range){range.begin + shift, range.end + shift}));
        }
    }
    return ranges;
}

struct ac_edits ac_spell_markers(struct ac_arena *arena, const struct ac_macros *macros, const struct ac_source *source)
{
    struct spelling spelling = {.arena = arena, .macros = macros, .source = source};
    const struct ac_ranges *known = ac_macros_skipped(macros);
    struct ac_ranges skipped = {0};
    if (known) {
        skipped = skipped_text(arena, source, known);
    }
    spelling.tokens = ac_lex_all(arena, source->text, (struct ac_range){0, source->size}, known ? &skipped : NULL);
    for (uint32_t i = 0; i + 1 < spelling.tokens.count; i++) {
        struct open_marker *innermost = spelling.open.count ? &spelling.open.items[spelling.open.count - 1] : NULL;
        if (innermost && innermost->next == i) {
            continue_marker(&spelling, innermost);
            continue;
        }
        const struct form *form = marker_at(&spelling, i);
        if (form) {
            open_marker(&spelling, form, i++);
        }
    }
    return spelling.edits;
}
