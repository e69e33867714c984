/* expander.c - the machine that expands.
 *
 * The method is that of GCC and Clang, so that what the standard leaves open (6.10.3.4p4) comes out as theirs: what
 * macros expand to is put on a stack and read again from there; a macro is disabled while something of it is on the
 * stack; a name that is met while its macro is disabled is never expanded, wherever it gets to. Below the stack is the
 * file, from which a function-like name at the end of an expansion takes its arguments.
 */
#include "expander.h"

#include "substitute.h"

#include <string.h>

/* What is on the stack. */
struct ac_expander_context {
    struct ac_pp_tokens tokens;
    size_t at;
    struct ac_macro *macro; /* disabled while this is here; or NULL */
    bool is_argument;       /* nothing below is read before it is through */
    struct ac_expander_context *below;
};

/* An expansion that needs more than this has gone mad (`#define A B B`, `#define B C C`, ...). */
enum { MAX_TOKENS = 1 << 20, MAX_DEPTH = 400 };

/* Constants that are made of others: few are, and not deeply. */
enum { MAX_CONSTANT_DEPTH = 4 };

static bool fail(struct ac_expander *e, const char *reason)
{
    e->reason = reason;
    return false;
}

static bool spend(struct ac_expander *e, size_t tokens)
{
    if (tokens >= e->budget) {
        return fail(e, "its expansion is too large");
    }
    e->budget -= tokens;
    return true;
}

/* ---- the stack --------------------------------------------------------------------------------------------------- */

static void push(struct ac_expander *e, struct ac_pp_tokens tokens, struct ac_macro *macro, bool is_argument)
{
    struct ac_expander_context *context = ac_new(e->arena, struct ac_expander_context);
    *context = (struct ac_expander_context){tokens, 0, macro, is_argument, e->top};
    e->top = context;
    if (macro) {
        macro->is_expanding = true;
    }
}

static void pop(struct ac_expander *e)
{
    if (e->top->macro) {
        e->top->macro->is_expanding = false;
    }
    e->top = e->top->below;
}

/* The next token on the stack, not to be moved past yet; NULL at the end of it or of an argument. */
static const struct ac_pp_token *peek_stack(struct ac_expander *e)
{
    while (e->top) {
        if (e->top->at < e->top->tokens.count) {
            return &e->top->tokens.items[e->top->at];
        }
        if (e->top->is_argument) {
            return NULL;
        }
        pop(e);
    }
    return NULL;
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

/* The next token of the file that is compiled, or a directive, be it skipped or not. */
static struct ac_token lex_file(struct ac_expander *e, bool *ret_skipped)
{
    const struct ac_ranges *skipped = ac_macros_skipped(e->macros);
    for (;;) {
        struct ac_token token = ac_lex(&e->file);
        *ret_skipped = token.kind != AC_TOKEN_END && skipped && ac_ranges_contain(skipped, &e->skipped, token.begin);
        if (!*ret_skipped || token.kind == AC_TOKEN_DIRECTIVE) {
            return token;
        }
    }
}

/* Whether a directive in the arguments changes nothing: a conditional one, once it is known what is skipped, and what
 * is skipped. Counts the conditional groups that are open. */
static bool pass_directive(struct ac_expander *e, struct ac_token directive, bool skipped)
{
    enum ac_directive_kind kind = ac_directive_parse(e->file.text, directive).kind;
    if (kind == AC_DIRECTIVE_IF) {
        e->groups++;
    } else if (kind == AC_DIRECTIVE_ENDIF || kind == AC_DIRECTIVE_ELSE) {
        e->cuts_group |= !e->groups;
        e->groups -= e->groups && kind == AC_DIRECTIVE_ENDIF;
    } else {
        return skipped;
    }
    return ac_macros_skipped(e->macros) != NULL;
}

/* A token of the arguments. */
static bool read_file(struct ac_expander *e, struct ac_pp_token *ret_token)
{
    bool skipped;
    struct ac_token token = lex_file(e, &skipped);
    while (token.kind == AC_TOKEN_DIRECTIVE && pass_directive(e, token, skipped)) {
        token = lex_file(e, &skipped);
    }
    switch (token.kind) {
    case AC_TOKEN_DIRECTIVE:
        return fail(e, "its arguments contain a preprocessing directive");
    case AC_TOKEN_END:
        return fail(e, "its arguments do not end");
    case AC_TOKEN_ERROR:
        return fail(e, "its arguments contain an unterminated literal or comment");
    default:
        *ret_token = ac_pp_token_of(e->arena, e->file.text, token);
        e->end = token.end;
        return true;
    }
}

bool ac_expander_opens_next(struct ac_expander *e)
{
    struct ac_lexer before = e->file;
    size_t skipped_before = e->skipped;
    bool skipped, opens = lex_file(e, &skipped).op == '(';
    e->file = before;
    e->skipped = skipped_before;
    return opens;
}

/* ---- arguments --------------------------------------------------------------------------------------------------- */

static bool take_open_parenthesis(struct ac_expander *e)
{
    const struct ac_pp_token *next = peek_stack(e);
    if (next) {
        e->top->at += next->op == '(';
        return next->op == '(';
    }
    if (e->top || !ac_expander_opens_next(e)) {
        return false;
    }
    bool skipped;
    e->end = lex_file(e, &skipped).end;
    return true;
}

/* While arguments are read the stack may empty and enable macros again: those that are disabled now are noted now. */
static bool read_argument_token(struct ac_expander *e, struct ac_pp_token *ret_token)
{
    const struct ac_pp_token *next = peek_stack(e);
    if (!next) {
        return e->top ? fail(e, "its arguments do not end") : read_file(e, ret_token);
    }
    *ret_token = *next;
    e->top->at++;
    struct ac_macro *macro;
    if (ret_token->kind == AC_TOKEN_IDENTIFIER &&
        ac_macro_find(e->macros, ret_token->spelling, ret_token->size, e->offset, &macro) == AC_MACRO_DEFINED) {
        ret_token->no_expand |= macro->is_expanding;
    }
    return true;
}

/* At the end of `count` arguments (one, if it is empty, may be none). */
static bool check_number(struct ac_expander *e, const struct ac_macro *macro, struct ac_pp_argument *arguments,
                         size_t count)
{
    size_t wanted = macro->parameter_count;
    bool none = count == 1 && arguments[0].raw.count == 0;
    if (macro->is_variadic) {
        arguments[wanted - 1].is_absent = count < wanted || (none && wanted == 1);
    }
    if (count == wanted || (macro->is_variadic && count + 1 == wanted) || (none && wanted == 0)) {
        return true;
    }
    return fail(
        e, ac_format(e->arena, "macro '%.*s' does not take that many arguments", (int)macro->name_size, macro->name));
}

/* From behind the parenthesis that opens to behind the one that closes. One argument for each parameter, at least one.
 */
static bool read_arguments(struct ac_expander *e, const struct ac_macro *macro, struct ac_pp_argument **ret_arguments)
{
    size_t wanted = macro->parameter_count, at = 0, depth = 0;
    struct ac_pp_argument *arguments = *ret_arguments = ac_alloc(e->arena, (wanted + 1) * sizeof *arguments);
    struct ac_pp_token token;
    while (read_argument_token(e, &token) && spend(e, 1)) {
        if (token.op == ')' && depth == 0) {
            return check_number(e, macro, arguments, at + 1);
        }
        if (token.op == ',' && depth == 0 && !(macro->is_variadic && at + 1 == wanted)) {
            if (++at > wanted) {
                return check_number(e, macro, arguments, at + 1);
            }
            continue;
        }
        depth += token.op == '(';
        depth -= token.op == ')';
        AC_PUSH(e->arena, &arguments[at].raw, token);
    }
    return false;
}

static bool expand_stack(struct ac_expander *e, struct ac_pp_tokens *out);

static bool expand_arguments(struct ac_expander *e, const struct ac_macro *macro, struct ac_pp_argument *arguments)
{
    if (e->depth >= MAX_DEPTH) {
        return fail(e, "macros are nested too deeply in its arguments");
    }
    e->depth++;
    for (unsigned i = 0; i < macro->parameter_count; i++) {
        if (macro->expands[i]) {
            push(e, arguments[i].raw, NULL, true);
            if (!expand_stack(e, &arguments[i].expanded)) {
                return false;
            }
            pop(e);
        }
    }
    e->depth--;
    return true;
}

/* ---- expansion --------------------------------------------------------------------------------------------------- */

enum outcome { EXPANDED, LEFT, FAILED };

static enum outcome expand_to_token(struct ac_expander *e, const struct ac_pp_token *name, struct ac_pp_token token)
{
    struct ac_pp_tokens tokens = {0};
    token.space_before = name->space_before;
    token.origin = name->origin;
    AC_PUSH(e->arena, &tokens, token);
    push(e, tokens, NULL, false);
    return EXPANDED;
}

static enum outcome expand_line(struct ac_expander *e, const struct ac_pp_token *name)
{
    struct ac_pp_token token, file;
    unsigned long line = ac_macros_line(e->macros, name->origin, &file);
    if (!line) {
        fail(e, "a #line directive in front of it is not plain");
        return FAILED;
    }
    token = (struct ac_pp_token){.kind = AC_TOKEN_NUMBER, .parameter = AC_NO_PARAMETER};
    token.spelling = ac_format(e->arena, "%lu", line);
    token.size = (uint32_t)strlen(token.spelling);
    return expand_to_token(e, name, token);
}

static enum outcome expand_file(struct ac_expander *e, const struct ac_pp_token *name)
{
    struct ac_pp_token file;
    ac_macros_line(e->macros, name->origin, &file);
    return expand_to_token(e, name, file);
}

/* Macros that no #define makes. */
static enum outcome expand_builtin(struct ac_expander *e, struct ac_pp_token *name)
{
    static const char *const left_to_compiler[] = {
        "__FILE_NAME__",
        "__BASE_FILE__",
        "__INCLUDE_LEVEL__",
        "__DATE__",
        "__TIME__",
        "__TIMESTAMP__",
        "__has_include",
        "__has_include_next",
        "__has_embed",
        "__has_attribute",
        "__has_builtin",
        "__has_feature",
        "__has_c_attribute",
        "__has_extension",
        "__has_warning",
        "__is_identifier",
        "__has_declspec_attribute",
        "__has_constexpr_builtin",
    };
    if (ac_pp_is(name, "__LINE__")) {
        return expand_line(e, name);
    }
    if (ac_pp_is(name, "__FILE__")) {
        return expand_file(e, name);
    }
    if (ac_pp_is(name, "__COUNTER__")) {
        fail(e, "__COUNTER__ would count differently");
        return FAILED;
    }
    for (size_t i = 0; i < sizeof left_to_compiler / sizeof *left_to_compiler; i++) {
        name->kept |= ac_pp_is(name, left_to_compiler[i]);
    }
    return LEFT;
}

bool ac_expander_keeps(const struct ac_expander *e, const struct ac_macro *macro)
{
    for (size_t i = 0; i < e->kept.count; i++) {
        if (e->kept.items[i] == macro) {
            return true;
        }
    }
    return false;
}

static enum outcome expand_macro(struct ac_expander *e, const struct ac_pp_token *name, struct ac_macro *macro)
{
    struct ac_pp_argument *arguments = NULL;
    struct ac_pp_tokens tokens;
    if (macro->is_broken) {
        fail(e, ac_format(e->arena, "the definition of '%.*s' is malformed", (int)macro->name_size, macro->name));
        return FAILED;
    }
    if (macro->is_function) {
        if (!take_open_parenthesis(e)) {
            return LEFT;
        }
        if (!read_arguments(e, macro, &arguments) || !expand_arguments(e, macro, arguments)) {
            return FAILED;
        }
    }
    const char *reason = ac_substitute(e->arena, macro, arguments, name->origin, &e->spelled, &tokens);
    if (reason) {
        fail(e, reason);
        return FAILED;
    }
    if (!spend(e, tokens.count + 1)) {
        return FAILED;
    }
    if (tokens.count) {
        tokens.items[0].space_before = name->space_before;
    }
    push(e, tokens, macro, false);
    return EXPANDED;
}

/* Whether a token of a macro's body may be part of a constant: a literal, an operator, a word of the language for
 * types. */
static bool is_constant_part(const struct ac_pp_token *token)
{
    static const char *const words[] = {"void",   "char",   "short",    "int",   "long",  "float",
                                        "double", "signed", "unsigned", "const", "_Bool", "sizeof"};
    switch (token->kind) {
    case AC_TOKEN_NUMBER:
    case AC_TOKEN_CHARACTER:
    case AC_TOKEN_STRING:
        return true;
    case AC_TOKEN_PUNCTUATOR:
        return strchr("()+-*/%<>|&^~!", token->spelling[0]) != NULL;
    default:
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (ac_pp_is(token, words[i])) {
                return true;
            }
        }
        return false;
    }
}

/* Whether the macro of a header stands for a constant, so that its name says more than its expansion, and means the
 * same unless it comes to # or ##. */
static bool is_constant(const struct ac_expander *e, const struct ac_macro *macro, unsigned depth)
{
    size_t open = 0;
    bool is_of_header = macro->origin == AC_MACRO_HEADER || macro->origin == AC_MACRO_COMPILER;
    if (!is_of_header || macro->is_function || !macro->body.count || depth > MAX_CONSTANT_DEPTH) {
        return macro->origin == AC_MACRO_PREDEFINED && !macro->is_function;
    }
    for (size_t i = 0; i < macro->body.count; i++) {
        const struct ac_pp_token *part = &macro->body.items[i];
        struct ac_macro *inner;
        bool is_macro = part->kind == AC_TOKEN_IDENTIFIER &&
                        ac_macro_find(e->macros, part->spelling, part->size, e->offset, &inner) == AC_MACRO_DEFINED;
        if (!(is_macro ? is_constant(e, inner, depth + 1) : is_constant_part(part)) || (part->op == ')' && !open)) {
            return false;
        }
        open += part->op == '(';
        open -= part->op == ')';
    }
    return open == 0;
}

/* Puts on the stack what the name expands to, or leaves it, noting in it why. */
static enum outcome expand_name(struct ac_expander *e, struct ac_pp_token *name)
{
    struct ac_macro *macro;
    enum outcome outcome = name->size > 4 && memcmp(name->spelling, "__", 2) == 0 ? expand_builtin(e, name) : LEFT;
    if (outcome != LEFT || name->kept || name->no_expand) {
        return outcome;
    }
    switch (ac_macro_find(e->macros, name->spelling, name->size, e->offset, &macro)) {
    case AC_MACRO_UNDEFINED:
        return LEFT;
    case AC_MACRO_AMBIGUOUS:
        fail(e, ac_format(e->arena, "it cannot be told how macro '%.*s' is defined here", (int)name->size,
                          name->spelling));
        return FAILED;
    case AC_MACRO_DEFINED:
        break;
    }
    if (ac_macro_is_left_to_compiler(macro) || ac_expander_keeps(e, macro) ||
        (e->keeps_constants && e->top && is_constant(e, macro, 0))) {
        name->kept = true;
        return LEFT;
    }
    if (macro->origin == AC_MACRO_ASYNCC) {
        return LEFT;
    }
    if (macro->is_expanding) {
        name->no_expand = true;
        return LEFT;
    }
    return expand_macro(e, name, macro);
}

/* Expands what is on the stack, in an argument what is left of that. */
static bool expand_stack(struct ac_expander *e, struct ac_pp_tokens *out)
{
    const struct ac_pp_token *next;
    while ((next = peek_stack(e))) {
        struct ac_pp_token token = *next;
        e->top->at++;
        enum outcome outcome = token.kind == AC_TOKEN_IDENTIFIER ? expand_name(e, &token) : LEFT;
        if (outcome == FAILED || !spend(e, 1)) {
            return false;
        }
        if (outcome == LEFT) {
            AC_PUSH(e->arena, out, token);
        }
    }
    return true;
}

static bool is_asyncc_macro(const struct ac_expander *e, const struct ac_pp_token *name)
{
    struct ac_macro *macro;
    return ac_macro_find(e->macros, name->spelling, name->size, e->offset, &macro) == AC_MACRO_DEFINED &&
           macro->origin == AC_MACRO_ASYNCC;
}

/* Why nothing is expanded there. */
static const char *reason_left(const struct ac_expander *e, const struct ac_pp_token *name)
{
    const char *format = "'%.*s' invokes no macro that asyncc may expand here";
    if (is_asyncc_macro(e, name)) {
        format = "'%.*s' is one of asyncc's own: give what stands inside of it a name before";
    } else if (e->kept.count) {
        format = "macro '%.*s' expands to its own name";
    }
    return ac_format(e->arena, format, (int)name->size, name->spelling);
}

static bool expand_invocation(struct ac_expander *e, struct ac_pp_tokens *out)
{
    ac_lexer_init(&e->file, e->source->original, e->offset, e->source->original_size);
    struct ac_token name = ac_lex(&e->file);
    e->end = name.end;
    if (name.kind != AC_TOKEN_IDENTIFIER || name.begin != e->offset) {
        return fail(e, "no name stands here");
    }
    struct ac_pp_token token = ac_pp_token_of(e->arena, e->source->original, name);
    switch (expand_name(e, &token)) {
    case EXPANDED:
        if (!expand_stack(e, out)) {
            return false;
        }
        return (!e->groups && !e->cuts_group) || fail(e, "its arguments begin and end in different branches of an #if");
    case LEFT:
        e->invokes_nothing = true;
        return fail(e, reason_left(e, &token));
    case FAILED:
        break;
    }
    return false;
}

bool ac_expander_run(struct ac_expander *e, struct ac_pp_tokens *ret_tokens)
{
    *ret_tokens = (struct ac_pp_tokens){0};
    e->budget = MAX_TOKENS;
    e->depth = 0;
    e->spelled.count = 0;
    e->skipped = e->groups = 0;
    e->cuts_group = false;
    bool expanded = expand_invocation(e, ret_tokens);
    while (e->top) {
        pop(e);
    }
    return expanded;
}
