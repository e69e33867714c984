/* marker.c - finds markers and turns what is around their arguments into what asyncc/markers.h makes of it:
 *
 *     AWAIT_CATCH ( f(1, 2), &e )
 *     ((void)async__await_catch,__builtin_choose_expr(1,( f(1, 2)),(async_error *){ &e }))
 *
 * Those that begin a block become a block around it, with a DEFER for its end:
 *
 *     AWAIT_LOCK(&l) { a(); }
 *     { async_lock *const async__held = (&l); AWAIT(...); ASYNC_DEFER {...} { a(); } }
 *
 * Each piece is an edit of its own. */
#define _GNU_SOURCE /* memmem */
#include "marker.h"

#include "await_all.h"
#include "expand.h"

#include <string.h>

/* Its text is open, argument, comma[0], argument, comma[1], argument, close; @ in it is the first argument. No `open`:
 * it is AWAIT_ALL, which await_all.h spells. */
struct form {
    const char *name; /* with ASYNC_ where it has a short form without */
    const char *open, *comma[2], *close;
    bool has_block; /* a block in braces follows, of which the end gets a brace more */
};

#define FUTURE_OPEN "(__typeof__(__typeof__(("
#define FUTURE_CLOSE "))(**)(struct async__tag *)))0)"
#define CATCH_OPEN "__builtin_choose_expr(1,("
#define CATCH_COMMA "),(async_error *){"
#define AWAIT_OPEN " ((void)async__await,("
#define AWAIT_CLOSE "));"
#define AWAITED(call) AWAIT_OPEN call AWAIT_CLOSE
#define AT_END(statement) " ASYNC_DEFER {" statement " }"
#define HOLDING(name, type, acquire, release)                                                                          \
    {name,                                                                                                             \
     "{" type " *const async__held = (",                                                                               \
     {NULL},                                                                                                           \
     ");" AWAITED(acquire "(async__held)") AT_END(" " release "(async__held);"),                                       \
     true}
#define TIMEOUT_COMMA(enter) "[1]; ((void)async__await,(" enter "(@,("
#define TIMEOUT_CLOSE "))));" AT_END(AWAITED("async__timeout_leave(@,async__block_error())"))
#define GROUP_CLOSE                                                                                                    \
    "[1];" AWAITED("async__group_enter(@)") AT_END(AWAITED("async__group_leave(@,async__block_error())"))

#define SPAWN_INTO_OPEN "((void)async__spawn_into,(void)("
#define SPAWN_INTO_COMMA ")," FUTURE_OPEN
static const struct ac_all_spelling all_spelling = {
    .await = AWAIT_OPEN,
    .awaited = AWAIT_CLOSE,
    .spawn = "((void)async__spawn_all,(void)(async__all" SPAWN_INTO_COMMA,
    .spawned = FUTURE_CLOSE,
    .leave = AT_END(AWAITED("async__group_leave(async__all,async__block_error())")),
};

static const struct form forms[] = {
    {"ASYNC_AWAIT", "((void)async__await,(", {NULL}, "))", false},
    {"ASYNC_AWAIT_CATCH", "((void)async__await_catch," CATCH_OPEN, {CATCH_COMMA}, "}))", false},
    {"ASYNC_SPAWN", "((void)async__spawn," FUTURE_OPEN, {NULL}, FUTURE_CLOSE, false},
    {"ASYNC_SPAWN_ON", "((void)async__spawn_on,(void)(", {")," FUTURE_OPEN}, FUTURE_CLOSE, false},
    {"ASYNC_SPAWN_INTO", SPAWN_INTO_OPEN, {SPAWN_INTO_COMMA}, FUTURE_CLOSE, false},
    {"ASYNC_AWAIT_WITH", "{ ", {"; ASYNC_DEFER { ((void)async__await,("}, ")); }", true},
    HOLDING("ASYNC_AWAIT_LOCK", "async_lock", "async_lock_acquire", "async_lock_release"),
    HOLDING("ASYNC_AWAIT_SEMAPHORE", "async_semaphore", "async_semaphore_acquire", "async_semaphore_release"),
    HOLDING("ASYNC_AWAIT_READ_LOCK", "async_rwlock", "async_rwlock_acquire_read", "async_rwlock_release"),
    HOLDING("ASYNC_AWAIT_WRITE_LOCK", "async_rwlock", "async_rwlock_acquire_write", "async_rwlock_release"),
    {"ASYNC_AWAIT_TIMEOUT", "{ async_timeout ", {TIMEOUT_COMMA("async__timeout_enter")}, TIMEOUT_CLOSE, true},
    {"ASYNC_AWAIT_TIMEOUT_AT", "{ async_timeout ", {TIMEOUT_COMMA("async__timeout_enter_at")}, TIMEOUT_CLOSE, true},
    {"ASYNC_AWAIT_GROUP", "{ async_group ", {NULL}, GROUP_CLOSE, true},
    {"ASYNC_AWAIT_ALL", NULL, {NULL}, NULL, false},
    {"async_run", "((void)async__run,(", {NULL}, "))", false},
    {"async_run_catch", "((void)async__run_catch," CATCH_OPEN, {CATCH_COMMA}, "}))", false},
    {"async_loop_run", "((void)async__loop_run,(void)(", {"),("}, "))", false},
    {"async_loop_run_catch", "((void)async__loop_run_catch,(void)(", {")," CATCH_OPEN, CATCH_COMMA}, "}))", false},
    {"async_coroutine_start", "((void)async__start,(void)(", {"),(void)("}, "))", false},
};

/* What closes the block of one of them. */
static const struct form block_end = {.close = "} }", .has_block = true};

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

static bool is_all(const struct form *form)
{
    return !form->open;
}

bool ac_is_marker_with_commas(const char *name, size_t size)
{
    bool is_short;
    const struct form *form = form_named(name, size, &is_short);
    return form && (form->comma[0] || is_all(form));
}

bool ac_may_have_blocks(const struct ac_source *source)
{
    static const char spelled[] = "ASYNC_DEFER {"; /* also where the name had a line splice in it */
    if (memmem(source->text, source->size, spelled, sizeof spelled - 1)) {
        return true;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *name = forms[i].name + PREFIX;
        if (forms[i].has_block && memmem(source->original, source->original_size, name, strlen(name))) {
            return true;
        }
    }
    return false;
}

/* A marker whose closing parenthesis is still to come. */
struct open_marker {
    const struct form *form;
    struct ac_range first; /* its first argument */
    unsigned commas;       /* that are behind us */
    uint32_t next;         /* the token to replace next */
    uint32_t close;
    struct ac_all_pieces pieces; /* of AWAIT_ALL */
    size_t piece;                /* the next of them */
};

struct spelling {
    struct ac_arena *arena;
    struct ac_macros *macros;
    const struct ac_source *source;
    struct ac_tokens tokens;
    struct ac_edits edits;
    struct {
        struct open_marker *items;
        size_t count, capacity;
    } open;
};

/* `by` with what @ stands for in it. */
static const char *fill_in(struct spelling *spelling, const char *by, struct ac_range first)
{
    const char *at = strchr(by, '@');
    if (!at) {
        return by;
    }
    return ac_format(spelling->arena, "%.*s%.*s%s", (int)(at - by), by, (int)(first.end - first.begin),
                     spelling->source->text + first.begin, fill_in(spelling, at + 1, first));
}

/* The parts of a block are printed as they are; those of the others are printed as the user wrote them, where nothing
 * lowers them. */
static void replace(struct spelling *spelling, const struct form *form, size_t begin, size_t end, const char *by)
{
    AC_PUSH(spelling->arena, &spelling->edits, ((struct ac_edit){begin, end, by, strlen(by), !form->has_block}));
}

/* The token that the open marker's next piece replaces. */
static uint32_t next_piece(const struct spelling *spelling, const struct open_marker *marker, uint32_t after)
{
    return marker->commas < 2 && marker->form->comma[marker->commas]
               ? ac_next_comma(&spelling->tokens, after + 1, marker->close)
               : marker->close;
}

/* Of those that begin a block, none takes more: Clang says so where the macro is left. */
static bool has_arguments_for(const struct spelling *spelling, const struct form *form, uint32_t open, uint32_t close)
{
    uint32_t at = open;
    for (unsigned i = 0; i < 2 && form->comma[i]; i++) {
        at = ac_next_comma(&spelling->tokens, at + 1, close);
        if (at == close) {
            return false;
        }
    }
    return !form->has_block || ac_next_comma(&spelling->tokens, at + 1, close) == close;
}

/* What a text does to the depth of braces: by how much it changes in all, and how far it falls on the way. */
struct braces {
    long change, least;
};

static void count_brace(struct braces *braces, uint16_t op)
{
    braces->change += op == '{';
    braces->change -= op == '}';
    braces->least = braces->change < braces->least ? braces->change : braces->least;
}

/* What the name at `offset` of the main file stands for, if it is a macro that is invoked. */
static void count_braces_of(const struct spelling *spelling, const char *name, size_t size, size_t offset,
                            bool has_arguments, struct braces *braces)
{
    struct ac_macro *macro;
    if (ac_macro_find(spelling->macros, name, size, offset, &macro) != AC_MACRO_DEFINED || macro->is_expanding ||
        (macro->is_function && !has_arguments)) {
        return;
    }
    macro->is_expanding = true;
    const struct ac_pp_token *tokens = macro->body.items;
    for (size_t i = 0; i < macro->body.count; i++) {
        if (tokens[i].kind == AC_TOKEN_IDENTIFIER) {
            bool is_call = i + 1 < macro->body.count && tokens[i + 1].op == '(';
            count_braces_of(spelling, tokens[i].spelling, tokens[i].size, offset, is_call, braces);
        } else {
            count_brace(braces, tokens[i].op);
        }
    }
    macro->is_expanding = false;
}

/* Of a token of the text. */
static struct braces braces_of(const struct spelling *spelling, struct ac_token token, struct ac_lexer behind)
{
    struct braces braces = {0};
    if (token.kind == AC_TOKEN_IDENTIFIER) {
        size_t size;
        const char *name = ac_token_spelling(spelling->arena, spelling->source->text, token, &size);
        count_braces_of(spelling, name, size, ac_source_origin(spelling->source, token.begin),
                        ac_lex(&behind).op == '(', &braces);
    } else {
        count_brace(&braces, token.op);
    }
    return braces;
}

/* Where the brace ends that the one at `begin` is closed by. 0 where there is none, or it comes out of a macro, or a
 * branch of an #if has braces of which the others are outside. */
static size_t end_of_block(const struct spelling *spelling, size_t begin)
{
    const char *text = spelling->source->text;
    struct {
        long *items; /* of each #if that is open: how deep it stands */
        size_t count, capacity;
    } groups = {0};
    struct ac_lexer lexer;
    long depth = 0;
    ac_lexer_init(&lexer, text, begin, spelling->source->size);
    for (;;) {
        struct ac_token token = ac_lex(&lexer);
        if (token.kind == AC_TOKEN_END) {
            return 0;
        }
        if (token.kind == AC_TOKEN_DIRECTIVE) {
            enum ac_directive_kind kind = ac_directive_parse(text, token).kind;
            if (kind == AC_DIRECTIVE_IF) {
                AC_PUSH(spelling->arena, &groups, depth);
            } else if (kind == AC_DIRECTIVE_ELSE || kind == AC_DIRECTIVE_ENDIF) {
                if (!groups.count || groups.items[groups.count - 1] != depth) {
                    return 0;
                }
                groups.count -= kind == AC_DIRECTIVE_ENDIF;
            }
        }
        struct braces braces = braces_of(spelling, token, lexer);
        if (depth && depth + braces.least <= 0) {
            return groups.count || token.kind == AC_TOKEN_IDENTIFIER ? 0 : token.end;
        }
        depth += braces.change;
    }
}

/* The brace that closes the block behind a marker whose parenthesis closes at `close`, or AC_NO_TOKEN. */
static uint32_t closing_brace(const struct spelling *spelling, uint32_t close)
{
    const struct ac_nested_token *tokens = spelling->tokens.items;
    size_t end = tokens[close + 1].token.op == '{' ? end_of_block(spelling, tokens[close + 1].token.begin) : 0;
    uint32_t brace = end ? ac_token_at(&spelling->tokens, end - 1) : 0;
    return end && tokens[brace].token.end == end ? brace : AC_NO_TOKEN;
}

/* Left of an assignment in AWAIT_ALL: what the token, or the macro that it invokes, stands for. */
static const char *read_target(void *data, uint32_t *token)
{
    struct spelling *spelling = data;
    const struct ac_source *source = spelling->source;
    struct ac_token first = spelling->tokens.items[*token].token;
    size_t size, offset = ac_source_origin(source, first.begin);
    const char *spelled = ac_token_spelling(spelling->arena, source->text, first, &size);
    struct ac_macro *macro;
    bool is_short;
    ++*token;
    if (form_named(spelled, size, &is_short)) {
        return NULL;
    }
    if (first.kind != AC_TOKEN_IDENTIFIER || ac_source_is_replaced(source, first.begin) ||
        ac_macro_find(spelling->macros, spelled, size, offset, &macro) != AC_MACRO_DEFINED ||
        ac_macro_is_left_to_compiler(macro)) {
        return ac_format(spelling->arena, "%.*s", (int)size, spelled);
    }
    struct ac_expansion expansion = ac_expand_invocation(spelling->arena, spelling->macros, offset);
    if (!expansion.reason) {
        *token = ac_token_at(&spelling->tokens, first.begin + expansion.end - offset);
    }
    return expansion.reason ? NULL : expansion.text;
}

static struct ac_all_pieces pieces_of(struct spelling *spelling, uint32_t name)
{
    return ac_all_pieces(spelling->arena, &spelling->tokens, name, &all_spelling,
                         (struct ac_all_reader){read_target, spelling});
}

/* The form of the marker that the token is the name of, or NULL. */
static const struct form *marker_at(struct spelling *spelling, uint32_t index)
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
        !has_arguments_for(spelling, form, index + 1, name[1].pair) ||
        (form->has_block && closing_brace(spelling, name[1].pair) == AC_NO_TOKEN) ||
        (is_all(form) && !pieces_of(spelling, index).count)) {
        return NULL;
    }
    return form;
}

/* The next piece of an AWAIT_ALL. */
static void continue_all(struct spelling *spelling, struct open_marker *marker)
{
    const struct ac_nested_token *tokens = spelling->tokens.items;
    const struct ac_all_piece *piece = &marker->pieces.items[marker->piece++];
    size_t size = strlen(piece->by);
    AC_PUSH(
        spelling->arena, &spelling->edits,
        ((struct ac_edit){tokens[piece->first].token.begin, tokens[piece->last].token.end, piece->by, size, false}));
    if (marker->piece < marker->pieces.count) {
        marker->next = marker->pieces.items[marker->piece].first;
    } else {
        spelling->open.count--;
    }
}

static void open_all(struct spelling *spelling, uint32_t name)
{
    AC_PUSH(spelling->arena, &spelling->open, ((struct open_marker){.pieces = pieces_of(spelling, name)}));
    continue_all(spelling, &spelling->open.items[spelling->open.count - 1]);
}

static void open_marker(struct spelling *spelling, const struct form *form, uint32_t name)
{
    const struct ac_nested_token *token = &spelling->tokens.items[name];
    struct open_marker marker = {.form = form, .close = token[1].pair};
    uint32_t first_end = ac_next_comma(&spelling->tokens, name + 2, marker.close);
    marker.first = (struct ac_range){token[2].token.begin, spelling->tokens.items[first_end - 1].token.end};
    if (form->has_block) {
        uint32_t brace = closing_brace(spelling, marker.close);
        AC_PUSH(spelling->arena, &spelling->open,
                ((struct open_marker){.form = &block_end, .next = brace, .close = brace}));
    }
    marker.next = next_piece(spelling, &marker, name + 1);
    AC_PUSH(spelling->arena, &spelling->open, marker);
    replace(spelling, form, token->token.begin, token[1].token.end, form->open);
}

/* At a comma or the closing parenthesis of the innermost open marker. */
static void continue_marker(struct spelling *spelling, struct open_marker *marker)
{
    struct ac_token token = spelling->tokens.items[marker->next].token;
    if (marker->pieces.count) {
        continue_all(spelling, marker);
    } else if (marker->next == marker->close) {
        replace(spelling, marker->form, token.begin, token.end, fill_in(spelling, marker->form->close, marker->first));
        spelling->open.count--;
    } else {
        const char *comma = marker->form->comma[marker->commas++];
        replace(spelling, marker->form, token.begin, token.end, fill_in(spelling, comma, marker->first));
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

struct ac_edits ac_spell_markers(struct ac_arena *arena, struct ac_macros *macros, const struct ac_source *source)
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
        if (form && is_all(form)) {
            open_all(&spelling, i);
        } else if (form) {
            open_marker(&spelling, form, i++);
        }
    }
    return spelling.edits;
}
