/* function.c - an ASYNC function as a whole: what its lowered form keeps of its specifiers, its parameters and labels,
 * and the identifiers that generated names must avoid. */
#include "../text/lex.h"
#include "front.h"

#include <stdlib.h>
#include <string.h>

/* ---- names that are taken ---------------------------------------------------------------------------------------- */

static void take_name(struct ac_front *front, struct ac_names *names, const char *name)
{
    if (*name) {
        AC_PUSH(front->arena, names, name);
    }
}

static void collect_identifiers(struct ac_front *front, struct ac_function *function)
{
    const char *text = front->source->text;
    struct ac_names *names = &function->identifiers;
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, text, function->range.begin, function->range.end);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        if (token.kind == AC_TOKEN_IDENTIFIER) {
            take_name(front, names, ac_strndup(front->arena, text + token.begin, token.end - token.begin));
        }
    }
    for (size_t i = 0; i < function->locals.count; i++) {
        take_name(front, names, function->locals.items[i]->name);
    }
    for (size_t i = 0; i < function->hidings.count; i++) {
        take_name(front, names, function->hidings.items[i].name);
    }
    for (size_t i = 0; i < front->labels.count; i++) {
        take_name(front, names, front->labels.items[i].stmt->name);
    }
    ac_names_sort(names);
    function->taken = &front->unit->taken;
}

/* ---- specifiers -------------------------------------------------------------------------------------------------- */

/* __attribute__((a, b(c))): those of it that are kept, as a string to go in front of the function. */
static const char *kept_of_attribute(struct ac_front *front, const struct ac_tokens *tokens, uint32_t open,
                                     bool is_static)
{
    const char *text = front->source->text, *result = "";
    uint32_t inner = open + 1;
    for (uint32_t i = inner + 1; i < tokens->items[inner].pair; i++) {
        struct ac_token name = tokens->items[i].token;
        uint32_t end = ac_next_comma(tokens, i, tokens->items[inner].pair);
        if (name.kind == AC_TOKEN_IDENTIFIER &&
            ac_is_kept_attribute(text + name.begin, name.end - name.begin, is_static)) {
            size_t stop = tokens->items[end - 1].token.end;
            result = ac_format(front->arena, "%s__attribute__((%.*s)) ", result, (int)(stop - name.begin),
                               text + name.begin);
        }
        i = end;
    }
    return result;
}

/* [[a, gnu::b(c)]], from the first bracket on: the same. `ret_close` is the first that closes it. */
static const char *kept_of_brackets(struct ac_front *front, const struct ac_tokens *tokens, uint32_t open,
                                    bool is_static, uint32_t *ret_close)
{
    const char *text = front->source->text, *result = "";
    uint32_t close = open + 2, end;
    while (close < tokens->count && tokens->items[close].token.op != ']') {
        bool opens = tokens->items[close].token.op == '(' && tokens->items[close].pair != AC_NO_TOKEN;
        close = (opens ? tokens->items[close].pair : close) + 1;
    }
    for (uint32_t i = open + 2; i < close; i = end + 1) {
        struct ac_token name = tokens->items[i].token;
        end = ac_next_comma(tokens, i, close);
        for (uint32_t k = i; k < end && tokens->items[k].token.op != '('; k++) {
            name = tokens->items[k].token; /* the last one: gnu::b */
        }
        if (ac_token_is(text, name, "maybe_unused")) {
            result = ac_format(front->arena, "%s__attribute__((unused)) ", result);
        } else if (ac_is_kept_attribute(text + name.begin, name.end - name.begin, is_static)) {
            size_t stop = tokens->items[end - 1].token.end;
            result = ac_format(front->arena, "%s__attribute__((%.*s)) ", result, (int)(stop - name.begin),
                               text + name.begin);
        }
    }
    *ret_close = close;
    return result;
}

static bool is_inline(const char *text, struct ac_token token)
{
    return ac_token_is(text, token, "inline") || ac_token_is(text, token, "__inline") ||
           ac_token_is(text, token, "__inline__");
}

const char *ac_prefix_of(struct ac_front *front, struct ac_range specifiers, bool is_static)
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, specifiers, NULL);
    const char *text = front->source->text, *result = "";
    for (uint32_t i = 0; i + 1 < tokens.count; i++) {
        struct ac_token token = tokens.items[i].token;
        if (is_inline(text, token) && !is_static) {
            result = ac_format(front->arena, "%s__attribute__((weak)) ", result);
        } else if (ac_token_is(text, token, "static") || is_inline(text, token) || ac_token_is(text, token, "extern")) {
            result = ac_format(front->arena, "%s%.*s ", result, (int)(token.end - token.begin), text + token.begin);
        } else if ((ac_token_is(text, token, "__attribute__") || ac_token_is(text, token, "__attribute")) &&
                   i + 2 < tokens.count && tokens.items[i + 1].token.op == '(' && tokens.items[i + 2].token.op == '(' &&
                   tokens.items[i + 1].pair != AC_NO_TOKEN) {
            result = ac_format(front->arena, "%s%s", result, kept_of_attribute(front, &tokens, i + 1, is_static));
            i = tokens.items[i + 1].pair;
        } else if (token.op == '[' && tokens.items[i + 1].token.op == '[') {
            result = ac_format(front->arena, "%s%s", result, kept_of_brackets(front, &tokens, i, is_static, &i));
        } else if (ac_is_invocation_of_user(front->unit, token.begin)) {
            ac_need_expansion(front->unit, token.begin); /* #define LOCAL static */
        }
    }
    return result;
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

/* Of `int m[rows][n]`, a pointer to `int[n]`: n. */
static void add_parameter_sizes(struct ac_front *front, struct ac_local *local, CXCursor parameter)
{
    struct ac_cursors kids = ac_children(front, parameter);
    struct {
        struct ac_expr **items;
        size_t count, capacity;
    } sizes = {0};
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(parameter)).kind;
    bool is_array = kind == CXType_VariableArray || kind == CXType_ConstantArray || kind == CXType_IncompleteArray;
    for (size_t i = 0; i < kids.count; i++) {
        struct ac_place_of place = ac_place(front, kids.items[i]);
        bool is_size = ac_is_expr(kids.items[i]) && ac_follows_bracket(front->source, place.range.begin);
        if (!is_size && place.in_macro && ac_is_invocation_of_user(front->unit, place.range.begin)) {
            ac_need_expansion(front->unit, place.range.begin); /* the brackets are in it */
        } else if (is_size) {
            AC_PUSH(front->arena, &sizes, ac_build_expr(front, kids.items[i], AC_USE_VALUE));
        }
    }
    ac_sort_by_place(sizes.items, sizes.count);
    size_t lost = is_array && kind != CXType_IncompleteArray && sizes.count;
    if (lost && sizes.items[0]->has_effect) {
        ac_error_at(
            front, sizes.items[0]->range, AC_RULE_VARIABLE_SIZE,
            "whether this size is evaluated is up to the compiler, as the parameter is a pointer: do without the "
            "side effect");
    }
    ac_set_sizes(front, local, lost ? sizes.items + lost : sizes.items, sizes.count - lost);
}

struct declared_in {
    struct ac_front *front;
    struct ac_range range;
    bool found;
};

static enum CXChildVisitResult look_for_type(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct declared_in *look = data;
    (void)parent;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
        look->found = true;
        break;
    case CXCursor_TypeRef: {
        CXCursor type = clang_getCursorReferenced(cursor);
        struct ac_place_of place = ac_place(look->front, type);
        look->found |= place.in_main && place.range.begin >= look->range.begin && place.range.end <= look->range.end;
        break;
    }
    default:
        break;
    }
    return look->found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* int f(struct s { int x; } *p): the type has no name outside of this list, and the lowered function has another. */
static void refuse_types_in_list(struct ac_front *front, CXCursor parameter)
{
    struct ac_function *function = front->function;
    struct declared_in look = {front, {function->declared.end, function->body_range.begin}, false};
    clang_visitChildren(parameter, look_for_type, &look);
    if (look.found) {
        ac_error_at(front, ac_place(front, parameter).range, AC_RULE_UNNAMED_TYPE,
                    "the type of this parameter is declared in the list, where nobody else can name it: declare it "
                    "before the function");
    }
}

static void add_parameters(struct ac_front *front, CXCursor cursor)
{
    struct ac_function *function = front->function;
    int count = clang_Cursor_getNumArguments(cursor);
    for (int i = 0; i < count; i++) {
        refuse_types_in_list(front, clang_Cursor_getArgument(cursor, (unsigned)i));
        struct ac_local *local =
            ac_add_local(front, clang_Cursor_getArgument(cursor, (unsigned)i), function->body_range);
        if (!*local->name) {
            local->name = ac_format(front->arena, "unnamed_%d", i + 1);
        }
        AC_PUSH(front->arena, &function->parameters, local);
    }
    for (size_t i = 0; i < function->parameters.count; i++) {
        struct ac_local *local = function->parameters.items[i];
        CXCursor parameter = clang_Cursor_getArgument(cursor, (unsigned)i);
        bool loses_size = clang_getCanonicalType(clang_getCursorType(parameter)).kind == CXType_VariableArray;
        if (local->type->is_variably_modified || loses_size) {
            add_parameter_sizes(front, local, parameter);
        }
    }
}

/* Labels of one name are told apart by where they stand: what a reference refers to is no equal cursor. */
static const struct ac_goto *label_at(const struct ac_front *front, CXCursor referenced)
{
    CXSourceLocation where = clang_getCursorLocation(referenced);
    for (size_t i = 0; i < front->labels.count; i++) {
        if (clang_equalLocations(where, clang_getCursorLocation(front->labels.items[i].label))) {
            return &front->labels.items[i];
        }
    }
    return NULL;
}

static void resolve_labels(struct ac_front *front)
{
    for (size_t i = 0; i < front->gotos.count; i++) {
        struct ac_stmt *jump = front->gotos.items[i].stmt, *defer = jump->target;
        const struct ac_goto *label = label_at(front, front->gotos.items[i].label);
        jump->target = label ? label->stmt : NULL;
        if (label && label->stmt->target != defer) {
            ac_error_at(front, jump->range, AC_RULE_DEFER_JUMP,
                        defer ? "goto would leave the block of its DEFER" : "goto would enter the block of a DEFER");
        }
    }
    for (size_t i = 0; i < front->label_addresses.count; i++) {
        const struct ac_goto *label = label_at(front, front->label_addresses.items[i]);
        if (label) {
            label->stmt->address_taken = true;
        }
    }
    for (size_t i = 0; i < front->labels.count; i++) {
        front->labels.items[i].stmt->target = NULL;
    }
}

/* Where the result stands in a frame depends on its alignment, and compilers take a function that gives `int` and one
 * that gives a typedef of int with another alignment for the same. */
static bool is_aligned_by_typedef(CXType type)
{
    return clang_Type_getAlignOf(type) != clang_Type_getAlignOf(clang_getCanonicalType(type));
}

static void refuse_function(struct ac_front *front, CXCursor cursor)
{
    struct ac_range name = {ac_location_offset(clang_getCursorLocation(cursor)), 0};
    name.end = name.begin + strlen(ac_cursor_name(front, cursor));
    if (ac_cursor_is_named(cursor, "main")) {
        ac_error_at(front, name, AC_RULE_ASYNC_MAIN,
                    "main cannot be ASYNC: the C library calls it; let it async_run() an ASYNC function");
    }
    if (clang_getCursorType(cursor).kind == CXType_FunctionNoProto && clang_Cursor_getNumArguments(cursor) > 0) {
        ac_error_at(front, name, AC_RULE_NO_PROTOTYPE,
                    "an ASYNC function needs a prototype: give its parameters types in the parentheses");
    }
    if (is_aligned_by_typedef(clang_getCursorResultType(cursor))) {
        ac_error_at(front, name, AC_RULE_ALIGNMENT,
                    "the type of this result has its alignment from a typedef only: align the struct itself");
    }
}

struct ac_function *ac_build_function(struct ac_front *front, CXCursor cursor, struct ac_range range, CXCursor body)
{
    struct ac_function *function = ac_new(front->arena, struct ac_function);
    struct ac_declaration *declaration = ac_declaration_of(front, cursor);
    size_t name = ac_location_offset(clang_getCursorLocation(cursor));
    front->function = function;
    front->locals = front->tags = (struct ac_cursor_map){0};
    front->tag_count = 0;
    front->defer = NULL;
    front->labels.count = front->gotos.count = front->label_addresses.count = 0;
    function->name = ac_cursor_name(front, cursor);
    function->range = range;
    function->declared = (struct ac_range){name, name + strlen(function->name)};
    function->body_range = ac_place(front, body).range;
    function->is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static;
    function->prefix =
        ac_format(front->arena, "%s%s", ac_prefix_of(front, (struct ac_range){range.begin, name}, function->is_static),
                  ac_attributes_elsewhere(front, cursor, (struct ac_range){range.begin, name}));
    function->result = ac_type(front, clang_getCursorResultType(cursor));
    function->is_variadic = clang_Cursor_isVariadic(cursor);
    declaration->function = function;
    declaration->is_defined_here = true;
    refuse_function(front, cursor);
    ac_note_parts(front, range);
    add_parameters(front, cursor);
    function->body = ac_build_stmt(front, body);
    resolve_labels(front);
    ac_expand_loop_pragmas(front);
    ac_expand_parts(front, range);
    ac_refuse_openacc(front);
    ac_note_attributes(front);
    ac_refuse_markers_in_types(front);
    collect_identifiers(front, function);
    AC_PUSH(front->arena, &front->unit->functions, function);
    front->function = NULL;
    return function;
}
