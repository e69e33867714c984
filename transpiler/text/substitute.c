/* substitute.c - #, ##, __VA_OPT__ and parameters.
 *
 * An operand of ## that is empty leaves a placemarker, a token of kind AC_TOKEN_END, which is dropped at the end. */
#include "substitute.h"

struct substitution {
    struct ac_arena *arena;
    const struct ac_macro *macro;
    const struct ac_pp_argument *arguments;
    size_t origin;
    struct ac_pp_origins *spelled;
    const char *reason;
};

static bool fail(struct substitution *s, const char *reason)
{
    s->reason = reason;
    return false;
}

static bool check_not_kept(struct substitution *s, const struct ac_pp_token *token)
{
    if (token->kept) {
        return fail(s, ac_format(s->arena, "'%.*s', which only the compiler can expand, is an operand of # or ##",
                                 (int)token->size, token->spelling));
    }
    return true;
}

/* ---- ## ---------------------------------------------------------------------------------------------------------- */

static bool paste(struct substitution *s, struct ac_pp_token *left, const struct ac_pp_token *right)
{
    struct ac_pp_token pasted;
    if (left->kind == AC_TOKEN_END) {
        bool space_before = left->space_before;
        *left = *right;
        left->space_before = space_before;
        return true;
    }
    if (!check_not_kept(s, left) || !check_not_kept(s, right)) {
        return false;
    }
    if (!ac_pp_paste(s->arena, left, right, &pasted)) {
        return fail(s, ac_format(s->arena, "'%.*s' ## '%.*s' is no token", (int)left->size, left->spelling,
                                 (int)right->size, right->spelling));
    }
    AC_PUSH(s->arena, s->spelled, left->origin);
    AC_PUSH(s->arena, s->spelled, right->origin);
    *left = pasted;
    return true;
}

/* Where a piece of the body stands: its white space, and ## around it. */
struct place {
    bool space_before;
    bool pasted;      /* ## in front of it */
    bool pastes_next; /* and behind it */
};

static bool append(struct substitution *s, struct ac_pp_tokens *out, const struct ac_pp_tokens *piece,
                   struct place place)
{
    size_t i = 0;
    if (place.pasted && out->count && piece->count) {
        if (!paste(s, &out->items[out->count - 1], &piece->items[i++])) {
            return false;
        }
    } else if (!piece->count && place.pastes_next && !place.pasted) {
        struct ac_pp_token placemarker = {.kind = AC_TOKEN_END, .spelling = "", .space_before = place.space_before};
        AC_PUSH(s->arena, out, placemarker);
    }
    for (; i < piece->count; i++) {
        struct ac_pp_token token = piece->items[i];
        if (i == 0) {
            token.space_before = place.space_before;
        }
        AC_PUSH(s->arena, out, token);
    }
    return true;
}

/* ---- what a body is made of -------------------------------------------------------------------------------------- */

static bool substitute(struct substitution *s, size_t from, size_t to, struct ac_pp_tokens *out);

/* From __VA_OPT__ at body[*at], moves to its closing parenthesis. What it stands for goes to `ret_piece`. */
static bool va_opt(struct substitution *s, size_t *at, struct ac_pp_tokens *ret_piece)
{
    const struct ac_pp_tokens *body = &s->macro->body;
    size_t from = *at + 2, depth = 1;
    for (*at = from; *at < body->count; ++*at) {
        uint16_t op = body->items[*at].op;
        depth += op == '(';
        depth -= op == ')';
        if (depth == 0) {
            break;
        }
    }
    if (*at >= body->count || body->items[from - 1].op != '(') {
        return fail(s, "__VA_OPT__ is not followed by parentheses");
    }
    const struct ac_pp_argument *rest = &s->arguments[s->macro->parameter_count - 1];
    return rest->expanded.count == 0 || substitute(s, from, *at, ret_piece);
}

/* From # at body[*at], moves to the end of its operand. */
static bool stringify(struct substitution *s, size_t *at, struct ac_pp_tokens *out)
{
    const struct ac_pp_token *hash = &s->macro->body.items[*at];
    struct ac_pp_tokens operand = {0};
    ++*at;
    if (hash[1].parameter >= 0) {
        operand = s->arguments[hash[1].parameter].raw;
    } else if (!va_opt(s, at, &operand)) {
        return false;
    }
    for (size_t i = 0; i < operand.count; i++) {
        if (!check_not_kept(s, &operand.items[i])) {
            return false;
        }
        AC_PUSH(s->arena, s->spelled, operand.items[i].origin);
    }
    struct ac_pp_token string = ac_pp_stringify(s->arena, operand.items, operand.count);
    string.origin = s->origin;
    AC_PUSH(s->arena, out, string);
    return true;
}

/* What body[*at] stands for, moving to its last token. */
static bool piece_at(struct substitution *s, size_t *at, bool is_operand, struct ac_pp_tokens *ret_piece)
{
    const struct ac_pp_token *part = &s->macro->body.items[*at];
    if (part->parameter == AC_VA_OPT) {
        return va_opt(s, at, ret_piece);
    }
    if (part->parameter >= 0) {
        const struct ac_pp_argument *argument = &s->arguments[part->parameter];
        *ret_piece = is_operand ? argument->raw : argument->expanded;
        return true;
    }
    if (part->op == '#' && s->macro->is_function && *at + 1 < s->macro->body.count &&
        part[1].parameter != AC_NO_PARAMETER) {
        return stringify(s, at, ret_piece);
    }
    struct ac_pp_token token = *part;
    token.origin = s->origin;
    AC_PUSH(s->arena, ret_piece, token);
    return true;
}

/* `, ## args`, with the variadic parameter at body[at]: GNU's way to drop the comma where the argument is absent. */
static bool is_gnu_comma(const struct ac_macro *macro, size_t from, size_t at)
{
    const struct ac_pp_token *part = &macro->body.items[at];
    return macro->is_variadic && part->parameter == (int)macro->parameter_count - 1 && at >= from + 2 &&
           part[-1].op == AC_OP_PASTE && part[-2].op == ',';
}

static bool substitute(struct substitution *s, size_t from, size_t to, struct ac_pp_tokens *out)
{
    const struct ac_pp_token *body = s->macro->body.items;
    for (size_t i = from; i < to; i++) {
        if (body[i].op == AC_OP_PASTE && i > from) {
            continue;
        }
        size_t begin = i;
        struct ac_pp_tokens piece = {0};
        struct place place = {.space_before = body[i].space_before};
        place.pasted = i > from + 1 && body[i - 1].op == AC_OP_PASTE;
        place.pastes_next = i + 1 < to && body[i + 1].op == AC_OP_PASTE;
        if (!piece_at(s, &i, place.pasted || place.pastes_next, &piece)) {
            return false;
        }
        place.pastes_next = i + 1 < to && body[i + 1].op == AC_OP_PASTE; /* of all of __VA_OPT__(...) */
        if (place.pasted && is_gnu_comma(s->macro, from, begin)) {
            out->count -= s->arguments[s->macro->parameter_count - 1].is_absent && out->count;
            place.pasted = false;
        }
        if (!append(s, out, &piece, place)) {
            return false;
        }
    }
    return true;
}

const char *ac_substitute(struct ac_arena *arena, const struct ac_macro *macro, const struct ac_pp_argument *arguments,
                          size_t origin, struct ac_pp_origins *spelled, struct ac_pp_tokens *ret_tokens)
{
    struct substitution s = {
        .arena = arena, .macro = macro, .arguments = arguments, .origin = origin, .spelled = spelled};
    struct ac_pp_tokens tokens = {0};
    size_t count = 0;
    if (!substitute(&s, 0, macro->body.count, &tokens)) {
        return s.reason;
    }
    for (size_t i = 0; i < tokens.count; i++) {
        tokens.items[count] = tokens.items[i];
        count += tokens.items[i].kind != AC_TOKEN_END;
    }
    tokens.count = count;
    *ret_tokens = tokens;
    return NULL;
}
