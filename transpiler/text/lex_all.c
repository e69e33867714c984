/* lex_all.c - all tokens of a text, parentheses paired.
 *
 * The open parentheses are a stack that is linked through `up` of the tokens, so that a conditional directive can save
 * and restore it by saving its top. */
#include "lex.h"

#include "base/search.h"

/* A conditional group that is open. */
struct group {
    uint32_t top_before; /* the innermost parenthesis that is open in front of it */
    uint32_t top_after;  /* and after the branch that counts */
    uint32_t outer_floor;
    enum { BRANCH_TO_COME, IN_BRANCH, BRANCH_IS_OVER } state;
};

struct pairing {
    struct ac_arena *arena;
    const char *text;
    uint32_t top;
    /* In a branch that does not count, its first token: what is open in front of it does not close here. */
    uint32_t floor;
    struct {
        struct group *items;
        size_t count, capacity;
    } groups;
};

static bool is_if_0(const char *text, struct ac_directive directive)
{
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token condition = ac_lex(&lexer);
    return ac_token_is(text, condition, "0") && ac_lex(&lexer).kind == AC_TOKEN_END;
}

static void open_group(struct pairing *pairing, uint32_t next, bool first_branch_counts)
{
    struct group group = {pairing->top, pairing->top, pairing->floor, first_branch_counts ? IN_BRANCH : BRANCH_TO_COME};
    AC_PUSH(pairing->arena, &pairing->groups, group);
    pairing->floor = first_branch_counts ? pairing->floor : next;
}

static void end_branch(struct pairing *pairing, struct group *group)
{
    if (group->state == IN_BRANCH) {
        group->top_after = pairing->top;
    }
    group->state = group->state == BRANCH_TO_COME ? IN_BRANCH : BRANCH_IS_OVER;
    pairing->top = group->top_before;
    pairing->floor = group->outer_floor;
}

/* `next` is the index of the token after the directive. */
static void pair_directive(struct pairing *pairing, struct ac_directive directive, uint32_t next)
{
    struct group *group = pairing->groups.count ? &pairing->groups.items[pairing->groups.count - 1] : NULL;
    if (directive.kind == AC_DIRECTIVE_IF) {
        open_group(pairing, next, !is_if_0(pairing->text, directive));
    } else if (group && directive.kind == AC_DIRECTIVE_ELSE) {
        end_branch(pairing, group);
        pairing->floor = group->state == IN_BRANCH ? group->outer_floor : next;
    } else if (group && directive.kind == AC_DIRECTIVE_ENDIF) {
        end_branch(pairing, group);
        pairing->top = group->top_after;
        pairing->groups.count--;
    }
}

static void pair_token(struct pairing *pairing, struct ac_tokens *tokens, uint32_t index)
{
    struct ac_nested_token *items = tokens->items;
    uint32_t open = pairing->top;
    if (items[index].token.op == '(') {
        pairing->top = index;
    } else if (items[index].token.op == ')' && open != AC_NO_TOKEN) {
        pairing->top = items[index].up = items[open].up;
        if (open >= pairing->floor) {
            items[index].pair = open;
            items[open].pair = index;
        }
    }
}

/* Of common C there are more. What is not used costs only addresses. */
enum { BYTES_PER_TOKEN = 3 };

static void reserve(struct ac_arena *arena, struct ac_tokens *tokens, size_t count)
{
    tokens->capacity = count + 1;
    tokens->items = ac_alloc(arena, tokens->capacity * sizeof *tokens->items);
}

struct ac_tokens ac_lex_all(struct ac_arena *arena, const char *text, struct ac_range range,
                            const struct ac_ranges *skipped)
{
    struct ac_tokens tokens = {0};
    struct pairing pairing = {.arena = arena, .text = text, .top = AC_NO_TOKEN};
    struct ac_lexer lexer;
    size_t cursor = 0;
    ac_lexer_init(&lexer, text, range.begin, range.end);
    reserve(arena, &tokens, (range.end - range.begin) / BYTES_PER_TOKEN);
    for (;;) {
        struct ac_nested_token next = {ac_lex(&lexer), pairing.top, AC_NO_TOKEN};
        if (next.token.kind == AC_TOKEN_DIRECTIVE) {
            if (!skipped) {
                pair_directive(&pairing, ac_directive_parse(text, next.token), (uint32_t)tokens.count);
            }
            continue;
        }
        if (next.token.kind != AC_TOKEN_END && skipped && ac_ranges_contain(skipped, &cursor, next.token.begin)) {
            continue;
        }
        AC_PUSH(arena, &tokens, next);
        if (next.token.kind == AC_TOKEN_END) {
            return tokens;
        }
        pair_token(&pairing, &tokens, (uint32_t)(tokens.count - 1));
    }
}

struct ac_directives ac_lex_directives(struct ac_arena *arena, const char *text, size_t size)
{
    struct ac_directives found = {0};
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, text, 0, size);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        if (token.kind == AC_TOKEN_DIRECTIVE) {
            AC_PUSH(arena, &found, token);
        }
    }
    return found;
}

const struct ac_directives *ac_source_directives(struct ac_arena *arena, const struct ac_source *source)
{
    if (!*source->directives) {
        *source->directives = ac_new(arena, struct ac_directives);
        **source->directives = ac_lex_directives(arena, source->original, source->original_size);
    }
    return *source->directives;
}

uint32_t ac_token_at(const struct ac_tokens *tokens, size_t offset)
{
    size_t at = AC_COUNT_WHILE(tokens, item, item->token.end <= offset);
    return (uint32_t)(at < tokens->count ? at : tokens->count - 1);
}

uint32_t ac_next_comma(const struct ac_tokens *tokens, uint32_t from, uint32_t close)
{
    long depth = 0;
    for (uint32_t i = from; i < close; i++) {
        const struct ac_nested_token *item = &tokens->items[i];
        if (item->token.op == ',' && depth <= 0) {
            return i;
        }
        depth += (item->token.op == '{') - (item->token.op == '}');
        if (item->token.op == '(' && item->pair < close) {
            i = item->pair;
        }
    }
    return close;
}

bool ac_ranges_contain(const struct ac_ranges *ranges, size_t *cursor, size_t offset)
{
    while (*cursor < ranges->count && ranges->items[*cursor].end <= offset) {
        ++*cursor;
    }
    return *cursor < ranges->count && ranges->items[*cursor].begin <= offset;
}

size_t ac_last_invocation(struct ac_arena *arena, const char *text, struct ac_range range)
{
    struct ac_tokens tokens = ac_lex_all(arena, text, range, NULL);
    uint32_t last = (uint32_t)tokens.count - 1; /* the end */
    if (last) {
        last--;
    }
    if (tokens.items[last].token.op == ')' && tokens.items[last].pair != AC_NO_TOKEN && tokens.items[last].pair) {
        last = tokens.items[last].pair - 1;
    }
    return tokens.items[last].token.begin;
}
