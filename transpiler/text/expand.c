/* expand.c - the expansion of an invocation, as text.
 *
 * The compiler preprocesses that text again, and there all macros are enabled. So the names that would come to life are
 * protected (protect_names). Names of constants are left for it to expand, for people to read, unless that is in the
 * way. */
#include "expand.h"

#include "expander.h"

#include <stdlib.h>
#include <string.h>

static struct ac_pp_token parenthesis(char op)
{
    return (struct ac_pp_token){
        .spelling = op == '(' ? "(" : ")",
        .size = 1,
        .kind = AC_TOKEN_PUNCTUATOR,
        .op = (uint16_t)op,
        .parameter = AC_NO_PARAMETER,
    };
}

static void push_in_parentheses(struct ac_arena *arena, struct ac_pp_tokens *out, struct ac_pp_token name)
{
    struct ac_pp_token open = parenthesis('(');
    open.space_before = name.space_before;
    name.space_before = false;
    AC_PUSH(arena, out, open);
    AC_PUSH(arena, out, name);
    AC_PUSH(arena, out, parenthesis(')'));
}

static bool is_only_its_name(const struct ac_macro *macro)
{
    return macro->body.count == 1 && macro->body.items[0].size == macro->name_size &&
           memcmp(macro->body.items[0].spelling, macro->name, macro->name_size) == 0;
}

/* Whether a name would be expanded when it is preprocessed again, though it must not. */
static bool comes_to_life(struct ac_expander *e, const struct ac_pp_token *name, bool is_called,
                          struct ac_macro **ret_macro)
{
    return name->kind == AC_TOKEN_IDENTIFIER && !name->kept &&
           ac_macro_find(e->macros, name->spelling, name->size, e->offset, ret_macro) == AC_MACRO_DEFINED &&
           (*ret_macro)->origin != AC_MACRO_ASYNCC && (is_called || !(*ret_macro)->is_function) &&
           !is_only_its_name(*ret_macro);
}

/* A copy of the tokens which gives the same again when it is preprocessed. False where that needs more macros to be
 * kept, which are added to those. */
static bool protect_names(struct ac_expander *e, const struct ac_pp_tokens *tokens, struct ac_pp_tokens *out)
{
    bool *called = ac_alloc(e->arena, (tokens->count + 1) * sizeof *called); /* an opening parenthesis comes next */
    size_t kept = e->kept.count;
    struct ac_macro *macro;
    bool next_opens = ac_expander_opens_next(e);
    for (size_t i = tokens->count; i-- > 0;) {
        const struct ac_pp_token *token = &tokens->items[i];
        called[i] = next_opens;
        next_opens = token->op == '(' || (comes_to_life(e, token, called[i], &macro) && macro->is_function);
    }
    for (size_t i = 0; i < tokens->count; i++) {
        const struct ac_pp_token *token = &tokens->items[i];
        if (!comes_to_life(e, token, called[i], &macro)) {
            AC_PUSH(e->arena, out, *token);
        } else if (macro->is_function) {
            push_in_parentheses(e->arena, out, *token);
        } else if (!ac_expander_keeps(e, macro)) {
            AC_PUSH(e->arena, &e->kept, macro);
        }
    }
    return e->kept.count == kept;
}

static bool has_comma(const struct ac_pp_tokens *tokens)
{
    size_t depth = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        uint16_t op = tokens->items[i].op;
        depth += op == '(';
        depth -= op == ')' && depth;
        if (op == ',' && !depth) {
            return true;
        }
    }
    return false;
}

/* Whether the character in front of the invocation would become part of its first token. */
static bool fuses_in_front(const struct ac_expander *e, const struct ac_pp_token *first)
{
    if (e->offset == 0) {
        return false;
    }
    const char *before = e->source->original + e->offset - 1;
    struct ac_lexer lexer = {.text = before, .end = 1, .in_directive = true};
    struct ac_token token = ac_lex(&lexer);
    struct ac_pp_token last = {.spelling = before, .size = 1, .kind = token.kind, .op = token.op};
    return ac_pp_fuse(&last, first);
}

/* Whether what follows in the file would become part of its last token, or make a comment of it. */
static bool fuses_behind(struct ac_expander *e, const struct ac_pp_token *last)
{
    if (last->op == '/' && e->end < e->file.end && e->file.text[e->end] == '/') {
        return true;
    }
    struct ac_lexer lexer = {.text = e->file.text, .at = e->end, .end = e->file.end, .in_directive = true};
    struct ac_token token = ac_lex(&lexer);
    if (token.kind == AC_TOKEN_END || token.space_before) {
        return false;
    }
    struct ac_pp_token first = ac_pp_token_of(e->arena, e->file.text, token);
    return ac_pp_fuse(last, &first);
}

static void write(struct ac_expander *e, const struct ac_pp_tokens *tokens, struct ac_expansion *expansion)
{
    size_t size;
    const char *text = ac_pp_text(e->arena, tokens, &size);
    bool front = tokens->count && fuses_in_front(e, &tokens->items[0]);
    bool behind = !tokens->count || fuses_behind(e, &tokens->items[tokens->count - 1]);
    char *padded = ac_alloc(e->arena, front + size + behind + 1);
    memset(padded, ' ', front + size + behind);
    memcpy(padded + front, text, size);
    expansion->text = padded;
    expansion->size = front + size + behind;
    expansion->end = e->end;
    expansion->has_comma = has_comma(tokens);
    expansion->opens = tokens->count && tokens->items[0].op == '(';
    if (tokens->count) {
        expansion->last = tokens->items[tokens->count - 1];
    }
}

/* Until no more macro has to be kept. */
static bool expand(struct ac_expander *e, struct ac_pp_tokens *ret_tokens)
{
    struct ac_pp_tokens tokens;
    do {
        if (!ac_expander_run(e, &tokens)) {
            return false;
        }
        *ret_tokens = (struct ac_pp_tokens){0};
    } while (!protect_names(e, &tokens, ret_tokens));
    return true;
}

struct ac_expansion ac_expand_invocation(struct ac_arena *arena, struct ac_macros *macros, size_t offset)
{
    struct ac_expander e = {.arena = arena, .macros = macros, .source = ac_macros_source(macros), .offset = offset};
    struct ac_expansion expansion = {0};
    struct ac_pp_tokens tokens;
    e.keeps_constants = true;
    bool expanded = expand(&e, &tokens);
    if (!expanded) {
        e.keeps_constants = false;
        e.kept.count = 0;
        expanded = expand(&e, &tokens);
    }
    if (expanded) {
        write(&e, &tokens, &expansion);
    } else {
        expansion.reason = e.reason;
    }
    return expansion;
}

bool ac_expansion_counts(struct ac_arena *arena, struct ac_macros *macros, size_t offset)
{
    struct ac_expander e = {.arena = arena, .macros = macros, .source = ac_macros_source(macros), .offset = offset};
    struct ac_pp_tokens tokens;
    return !ac_expander_run(&e, &tokens) && !e.invokes_nothing; /* the expander refuses __COUNTER__ */
}

/* ---- the tokens of the arguments --------------------------------------------------------------------------------- */

/* These are not expanded, so it is not seen what becomes of their arguments. */
static bool is_left_alone(const struct ac_macros *macros, const struct ac_pp_token *token, size_t offset)
{
    struct ac_macro *macro;
    return token->kind == AC_TOKEN_IDENTIFIER &&
           ac_macro_find(macros, token->spelling, token->size, offset, &macro) == AC_MACRO_DEFINED &&
           macro->is_function && (macro->origin == AC_MACRO_ASYNCC || ac_macro_is_left_to_compiler(macro));
}

static int compare_origins(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, other = *(const size_t *)b;
    return (one > other) - (one < other);
}

static void sort_origins(struct ac_pp_origins *origins)
{
    if (origins->count) {
        qsort(origins->items, origins->count, sizeof *origins->items, compare_origins);
    }
}

/* Both are sorted. */
static void remove_origins(struct ac_pp_origins *origins, const struct ac_pp_origins *others)
{
    size_t count = 0, other = 0;
    for (size_t i = 0; i < origins->count; i++) {
        while (other < others->count && others->items[other] < origins->items[i]) {
            other++;
        }
        if (other == others->count || others->items[other] != origins->items[i]) {
            origins->items[count++] = origins->items[i];
        }
    }
    origins->count = count;
}

struct ac_pp_origins ac_expansion_origins(struct ac_arena *arena, struct ac_macros *macros, size_t offset)
{
    struct ac_expander e = {.arena = arena, .macros = macros, .source = ac_macros_source(macros), .offset = offset};
    struct ac_pp_origins origins = {0};
    struct ac_pp_tokens tokens;
    if (!ac_expander_run(&e, &tokens)) {
        return origins;
    }
    for (size_t i = 0; i < tokens.count; i++) {
        if (is_left_alone(macros, &tokens.items[i], offset)) {
            return (struct ac_pp_origins){0};
        }
        AC_PUSH(arena, &origins, tokens.items[i].origin);
    }
    sort_origins(&origins);
    sort_origins(&e.spelled);
    remove_origins(&origins, &e.spelled);
    return origins;
}
