/* decl.c - copies declarations inside functions into the IR.
 *
 * libclang tells what is declared, not where specifiers end and declarators begin: for that, this reads tokens. */
#include "../text/lex.h"
#include "expr.h"
#include "stmt.h"

#include <string.h>

static bool is_automatic(CXCursor declaration)
{
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(declaration);
    return clang_getCursorKind(declaration) == CXCursor_VarDecl && storage != CX_SC_Static && storage != CX_SC_Extern &&
           clang_getCursorTLSKind(declaration) == CXTLS_None;
}

/* Tokens of a declaration, and where its first declarator begins: at the first * or ( that leads to the first name,
 * else at the name. */
static size_t first_declarator(struct ac_front *front, struct ac_range range, size_t name)
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, range, NULL);
    for (uint32_t i = 0; i < tokens.count && tokens.items[i].token.begin < name; i++) {
        struct ac_nested_token *token = &tokens.items[i];
        if (token->token.op == '{') { /* of a struct: its own stars are not the declarator's */
            unsigned depth = 0;
            do {
                depth += tokens.items[i].token.op == '{';
                depth -= tokens.items[i].token.op == '}';
            } while (depth && ++i < tokens.count);
        } else if (token->token.op == '(' && token->pair != AC_NO_TOKEN) {
            if (tokens.items[token->pair].token.begin > name) {
                return token->token.begin;
            }
            i = token->pair;
        } else if (token->token.op == '*') {
            return token->token.begin;
        }
    }
    return name;
}

/* Where the declarator that begins at `begin` ends: before its comma or semicolon. */
static size_t declarator_end(struct ac_front *front, size_t begin, size_t end)
{
    struct ac_lexer lexer;
    unsigned depth = 0;
    ac_lexer_init(&lexer, front->source->text, begin, end);
    lexer.at_line_start = false;
    for (;;) {
        struct ac_token token = ac_lex(&lexer);
        if (token.kind == AC_TOKEN_END) {
            return end;
        }
        depth += token.op == '(' || token.op == '[' || token.op == '{';
        depth -= token.op == ')' || token.op == ']' || token.op == '}';
        if (depth == 0 && (token.op == ',' || token.op == ';')) {
            return token.begin;
        }
    }
}

static void add_operand(struct ac_front *front, struct ac_stmt *stmt, struct ac_expr *operand)
{
    struct ac_expr **operands = ac_alloc(front->arena, (stmt->operand_count + 1) * sizeof *operands);
    if (stmt->operand_count) {
        memcpy(operands, stmt->operands, stmt->operand_count * sizeof *operands);
    }
    operands[stmt->operand_count++] = operand;
    stmt->operands = operands;
}

static bool is_in(struct ac_range inner, struct ac_range outer)
{
    return inner.begin >= outer.begin && inner.end <= outer.end && inner.begin < inner.end;
}

static bool is_variably_modified(const struct ac_declarator *declarator)
{
    return declarator->local && declarator->local->type->is_variably_modified;
}

/* int[n++] in a typeof is evaluated once for all that are declared with it. */
static void refuse_shared_effect(struct ac_front *front, const struct ac_stmt *stmt,
                                 const struct ac_declarator *declarator, const struct ac_expr *size)
{
    if (declarator != stmt->declarators && size->has_effect) {
        ac_error_at(front, size->range, AC_RULE_VARIABLE_SIZE,
                    "the size of several variables has an effect here: declare one at a time");
    }
}

/* __auto_type x = ... */
static void infer_type(struct ac_front *front, struct ac_declarator *declarator, CXCursor init)
{
    const char *sample = declarator->init->type->sample;
    if (ac_is_of_few_bits(front, init)) { /* to GCC so has the variable */
        ac_refuse_sample(front, declarator->init->range);
    } else if (sample) {
        ac_declare_as_sample(front, declarator->local, sample);
    }
}

/* __typeof__(s.wide + 0) x; of which nothing else can be declared. */
static void follow_sample(struct ac_front *front, struct ac_declarator *declarator, CXCursor declaration,
                          const struct ac_expr *operand)
{
    const char *sample = ac_sample_of_type_operand(operand);
    bool is_of_it = declarator->local && ac_may_have_sample(declarator->local->type);
    if (sample && is_of_it && clang_getCursorKind(declaration) == CXCursor_VarDecl) {
        ac_declare_as_sample(front, declarator->local, sample);
    } else if (sample && front->function) {
        ac_refuse_sample(front, operand->range);
    }
}

/* Expressions in the type of a variable: sizes of arrays, which are evaluated, and what a typeof names. */
static void build_type_exprs(struct ac_front *front, struct ac_stmt *stmt, struct ac_declarator *declarator,
                             CXCursor declaration, CXCursor init)
{
    struct ac_cursors kids = ac_children(front, declaration);
    bool is_variable = ac_type(front, clang_getCursorType(declaration))->is_variably_modified;
    declarator->sizes = ac_alloc(front->arena, (kids.count + 1) * sizeof *declarator->sizes);
    for (size_t i = 0; i < kids.count; i++) {
        struct ac_place_of place = ac_place(front, kids.items[i]);
        if (!clang_equalCursors(kids.items[i], init)) {
            ac_note_mentions(front, kids.items[i]);
        }
        struct ac_range range = place.range;
        if (!ac_is_expr(kids.items[i]) || clang_equalCursors(kids.items[i], init) || !is_in(range, stmt->range)) {
            continue;
        }
        bool is_size = ac_follows_bracket(front->source, range.begin);
        bool is_in_type = !is_size || range.begin <= declarator->range.begin;
        if (is_variable && is_in_type && place.in_macro) {
            ac_need_expansion(front->unit, range.begin); /* the brackets are in it */
        } else if (is_variable && !is_size) {
            ac_expand_parentheses(front, stmt->range); /* its bracket may be a macro */
        }
        if (is_size) {
            struct ac_expr *size = ac_build_expr(front, kids.items[i], AC_USE_VALUE);
            declarator->sizes[declarator->size_count++] = size;
            if (is_in_type) {
                refuse_shared_effect(front, stmt, declarator, size);
            }
        } else {
            struct ac_expr *operand = ac_build_type_operand(front, kids.items[i]);
            add_operand(front, stmt, operand);
            follow_sample(front, declarator, declaration, operand);
        }
    }
    ac_sort_by_place(declarator->sizes, declarator->size_count);
    if (is_variably_modified(declarator)) {
        ac_set_sizes(front, declarator->local, declarator->sizes, declarator->size_count);
    }
}

static void hide(struct ac_front *front, const char *name, size_t from)
{
    struct ac_hiding hiding = {.name = name, .scope = {from, front->block.end}};
    if (front->function && *name) {
        AC_PUSH(front->arena, &front->function->hidings, hiding);
    }
}

/* A static or a typedef, whose type may have a variable size. */
static void hide_variable(struct ac_front *front, CXCursor declaration, size_t from)
{
    CXType type = clang_getCursorType(declaration);
    hide(front, ac_cursor_name(front, declaration), from);
    if (front->function && ac_type(front, type)->is_variably_modified) {
        front->function->hidings.items[front->function->hidings.count - 1].is_variably_modified = true;
    }
}

static void build_declarator(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    struct ac_declarator *declarator = &stmt->declarators[stmt->declarator_count++];
    CXCursor init = clang_Cursor_getVarDeclInitializer(declaration);
    CXSourceLocation location = clang_getCursorLocation(declaration);
    size_t name = ac_location_offset(location);
    bool first = stmt->declarator_count == 1;
    size_t begin = first ? first_declarator(front, stmt->range, name) : declarator[-1].range.end + 1;
    declarator->in_macro = ac_is_out_of_macro(front, location, &declarator->invocation);
    if (!first && declarator->in_macro && declarator[-1].in_macro && front->function &&
        declarator->invocation == declarator[-1].invocation) {
        ac_need_expansion(front->unit, declarator->invocation); /* int A_AND_B; they have no places of their own */
    }
    if (!first && begin > name && front->function) { /* int a COMMA b; */
        ac_need_expansions(front->unit, (struct ac_range){declarator[-1].range.begin, name});
        begin = name;
    }
    declarator->range.begin = begin;
    declarator->range.end = declarator_end(front, begin, stmt->range.end);
    while (!first && strchr(" \t\r\n", front->source->text[declarator->range.begin])) {
        declarator->range.begin++;
    }
    if (first) {
        stmt->specifiers = (struct ac_range){stmt->range.begin, begin};
    }
    if (is_automatic(declaration) && front->function) {
        struct ac_range scope = {declarator->range.begin, front->block.end};
        declarator->local = ac_add_local(front, declaration, scope);
    }
    if (!declarator->local) {
        hide_variable(front, declaration, declarator->range.begin);
    }
    build_type_exprs(front, stmt, declarator, declaration, init);
    if (!clang_Cursor_isNull(init) && ac_is_expr(init)) {
        ac_check_conversion(front, init, ac_is_marked_declaration(declaration), clang_getCursorType(declaration));
        declarator->init = ac_build_expr(front, init, AC_USE_VALUE);
        declarator->is_inferred = clang_getCursorType(declaration).kind == CXType_Auto;
        if (declarator->is_inferred && declarator->local) {
            infer_type(front, declarator, init);
        }
        if (declarator->local) {
            declarator->local->is_constant = ac_is_constant_object(front, declaration, init);
        }
    }
}

static void hide_enumerators(struct ac_front *front, CXCursor declaration, size_t from)
{
    struct ac_cursors kids = ac_children(front, declaration);
    for (size_t i = 0; i < kids.count; i++) {
        hide(front, ac_cursor_name(front, kids.items[i]), from);
    }
}

/* Also of those that are defined in its members. */
static void hide_tags(struct ac_front *front, CXCursor declaration, size_t from)
{
    struct ac_hiding hiding = {
        .name = ac_cursor_name(front, declaration), .scope = {from, front->block.end}, .block = front->block.begin};
    struct ac_cursors kids = ac_children(front, declaration);
    if (*hiding.name && !clang_Cursor_isAnonymous(declaration)) {
        AC_PUSH(front->arena, &front->function->tags, hiding);
    }
    for (size_t i = 0; i < kids.count; i++) {
        enum CXCursorKind kind = clang_getCursorKind(kids.items[i]);
        if (kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_EnumDecl) {
            hide_tags(front, kids.items[i], from);
        }
    }
}

static bool has_braces(struct ac_front *front, struct ac_range range)
{
    const char *text = ac_strndup(front->arena, front->source->text + range.begin, range.end - range.begin);
    size_t length = strlen(text);
    return (strchr(text, '{') || strstr(text, "<%")) && strchr("}>", text[length - 1]);
}

/* STRUCT { int a; } x; the definition is printed apart from the variable, and begins with its keyword; its braces stand
 * in the text, too. */
static void need_keyword(struct ac_front *front, CXCursor type)
{
    struct ac_place_of place = ac_place(front, type);
    const char *text = front->source->text;
    struct ac_lexer lexer;
    struct ac_token first;
    ac_lexer_init(&lexer, text, place.range.begin, place.range.end);
    first = ac_lex(&lexer);
    bool has_keyword =
        ac_token_is(text, first, "struct") || ac_token_is(text, first, "union") || ac_token_is(text, first, "enum");
    if (!place.in_main) {
        return;
    }
    if (!has_keyword) {
        ac_need_expansion(front->unit, place.range.begin);
    } else if (clang_isCursorDefinition(type) && !has_braces(front, place.range)) {
        ac_need_expansions(front->unit, place.range);
    }
}

static void give_tag(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    struct ac_place_of place = ac_place(front, declaration);
    const char *text = front->source->text;
    const char *open = memchr(text + place.range.begin, '{', place.range.end - place.range.begin);
    if (place.in_macro) {
        ac_need_expansion(front->unit, place.range.begin);
    } else if (open) {
        struct ac_expr *tag = ac_new(front->arena, struct ac_expr);
        tag->kind = AC_EXPR_TEXT;
        tag->range = (struct ac_range){(size_t)(open - text), (size_t)(open - text) + 1};
        tag->text = ac_format(front->arena, "%s {", ac_make_tag(front, declaration));
        add_operand(front, stmt, tag);
    }
}

/* To a struct, union or enum, and to those that are declared in it; of a variable, to those in its typeof. */
static void give_tags(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    enum CXCursorKind kind = clang_getCursorKind(declaration);
    bool is_type = kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_EnumDecl;
    struct ac_cursors kids = ac_children(front, declaration);
    if (!is_type && kind != CXCursor_VarDecl) {
        return;
    }
    if (is_type) {
        need_keyword(front, declaration);
    }
    if (is_type && clang_Cursor_isAnonymous(declaration) && !clang_Cursor_isAnonymousRecordDecl(declaration) &&
        !ac_tag_of(front, declaration)) {
        give_tag(front, stmt, declaration);
    }
    for (size_t i = 0; i < kids.count; i++) {
        give_tags(front, stmt, kids.items[i]);
    }
}

/* A type that typedefs are declared with stays as it is. */
static bool may_move(struct ac_cursors declarations)
{
    for (size_t i = 0; i < declarations.count; i++) {
        if (clang_getCursorKind(declarations.items[i]) == CXCursor_TypedefDecl) {
            return false;
        }
    }
    return true;
}

/* typedef int row[AWAIT(f())]; what only names a type is left to the compiler. */
static void refuse_await_in_size(struct ac_front *front, CXCursor declaration)
{
    struct ac_cursors kids = ac_children(front, declaration);
    for (size_t i = 0; i < kids.count; i++) {
        struct ac_range range = ac_place(front, kids.items[i]).range;
        if (ac_is_expr(kids.items[i]) && ac_follows_bracket(front->source, range.begin) &&
            ac_contains_marker(front, kids.items[i])) {
            ac_error_at(front, range, AC_RULE_AWAIT_POSITION,
                        "an AWAIT cannot stand in the size of a type that is given a name: give the size a name first");
        }
    }
}

static void build_other_declaration(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    if (!front->function) {
        return;
    }
    ac_note_mentions(front, declaration);
    switch (clang_getCursorKind(declaration)) {
    case CXCursor_FunctionDecl:
        hide(front, ac_cursor_name(front, declaration), stmt->range.begin);
        break;
    case CXCursor_StaticAssert:
        front->unevaluated++;
        add_operand(front, stmt, ac_build_expr(front, ac_children(front, declaration).items[0], AC_USE_NOTHING));
        front->unevaluated--;
        break;
    case CXCursor_TypedefDecl:
        refuse_await_in_size(front, declaration);
        build_declarator(front, stmt, declaration);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        need_keyword(front, declaration);
        hide_tags(front, declaration, stmt->range.begin);
        break;
    case CXCursor_EnumDecl:
        need_keyword(front, declaration);
        hide_tags(front, declaration, stmt->range.begin);
        hide_enumerators(front, declaration, stmt->range.begin);
        break;
    case CXCursor_UnexposedDecl: /* __label__ */
        stmt->declares_labels = true;
        break;
    default:
        ac_error_at(front, stmt->range, AC_RULE_UNKNOWN_STATEMENT,
                    "asyncc does not know this kind of declaration: put it into a function that is not ASYNC");
        break;
    }
}

/* int STAR a, STAR b; the first star is none of the specifiers, which each has where the declaration is taken apart. */
static bool hides_star(struct ac_front *front, const struct ac_stmt *stmt)
{
    const struct ac_local *first = stmt->declarator_count > 1 ? stmt->declarators[0].local : NULL;
    const char *text = front->source->text + stmt->specifiers.begin;
    return first && strchr(first->type->before, '*') &&
           !memchr(text, '*', first->declared.begin - stmt->specifiers.begin);
}

struct ac_stmt *ac_build_decl(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_DECL);
    struct ac_cursors kids = ac_children(front, cursor);
    stmt->declarators = ac_alloc(front->arena, (kids.count + 1) * sizeof *stmt->declarators);
    for (size_t i = 0; i < kids.count; i++) {
        if (front->function && may_move(kids)) {
            give_tags(front, stmt, kids.items[i]);
        }
        if (clang_getCursorKind(kids.items[i]) == CXCursor_VarDecl) {
            build_declarator(front, stmt, kids.items[i]);
        } else {
            build_other_declaration(front, stmt, kids.items[i]);
        }
    }
    if (front->function && !stmt->in_macro) {
        ac_expand_ends(front, stmt->range);
    }
    if (hides_star(front, stmt)) {
        ac_expand_punctuators(front, stmt->specifiers);
    }
    return stmt;
}
