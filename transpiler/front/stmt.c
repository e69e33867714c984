/* stmt.c - copies statements and declarations into the IR.
 *
 * libclang leaves the semicolon out of most extents and all punctuation out of the tree: where the text decides (the
 * parts of a for, the specifiers of a declaration), this reads tokens. */
#include "front.h"
#include "lex.h"

#include <ctype.h>
#include <string.h>

struct ac_known_local {
    CXCursor declaration;
    struct ac_local *local;
    struct ac_known_local *next;
};

bool ac_is_expr(CXCursor cursor)
{
    return clang_isExpression(clang_getCursorKind(cursor));
}

/* ---- locals ------------------------------------------------------------------------------------------------------ */

struct ac_local *ac_find_local(struct ac_front *front, CXCursor declaration)
{
    for (struct ac_known_local *known = front->locals; known; known = known->next) {
        if (clang_equalCursors(known->declaration, declaration)) {
            return known->local;
        }
    }
    return NULL;
}

static bool has_attribute(struct ac_front *front, CXCursor declaration, enum CXCursorKind kind)
{
    struct ac_cursors kids = ac_children(front, declaration);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == kind) {
            return true;
        }
    }
    return false;
}

/* libclang hides the alignment itself: the text has it. */
static unsigned alignment_of(struct ac_front *front, CXCursor declaration)
{
    CXString printed;
    const char *text;
    unsigned result = 0;
    if (!has_attribute(front, declaration, CXCursor_AlignedAttr)) {
        return 0;
    }
    printed = clang_getCursorPrettyPrinted(declaration, NULL);
    for (const char *at = text = clang_getCString(printed); at && (at = strpbrk(at, "(")); at++) {
        const char *word = at;
        while (word > text && (word[-1] == '_' || isalnum((unsigned char)word[-1]))) {
            word--;
        }
        if (!strncmp(word, "_Alignas", 8) || !strncmp(word, "alignas", 7) || !strncmp(word, "aligned", 7)) {
            unsigned value = 0;
            for (const char *digit = at + 1; *digit >= '0' && *digit <= '9'; digit++) {
                value = value * 10 + (unsigned)(*digit - '0');
            }
            result = value > result ? value : result;
        }
    }
    clang_disposeString(printed);
    return result;
}

static const char *cleanup_of(struct ac_front *front, CXCursor declaration)
{
    static const char prefix[] = "cleanup(";
    CXString printed;
    const char *text, *init, *at, *result = NULL;
    if (!has_attribute(front, declaration, CXCursor_UnexposedAttr)) {
        return NULL; /* and printing a va_list would overflow the stack of libclang 19 */
    }
    printed = clang_getCursorPrettyPrinted(declaration, NULL);
    text = clang_getCString(printed);
    init = strstr(text, " = ");
    at = strstr(text, prefix);
    if (at && strstr(text, "__attribute__") &&
        !(init && init < at)) { /* an initialiser may contain whole declarations */
        at += sizeof prefix - 1;
        result = ac_strndup(front->arena, at, strcspn(at, ")"));
    }
    clang_disposeString(printed);
    return result;
}

struct ac_local *ac_add_local(struct ac_front *front, CXCursor declaration, struct ac_range scope)
{
    struct ac_local *local = ac_new(front->arena, struct ac_local);
    struct ac_known_local *known = ac_new(front->arena, struct ac_known_local);
    CXType type = clang_getCursorType(declaration);
    local->name = ac_cursor_name(front, declaration);
    local->type =
        clang_getCursorKind(declaration) == CXCursor_ParmDecl ? ac_parameter_type(front, type) : ac_type(front, type);
    local->index = (unsigned)front->function->locals.count;
    local->is_parameter = clang_getCursorKind(declaration) == CXCursor_ParmDecl;
    local->is_const = clang_isConstQualifiedType(type);
    local->is_volatile = clang_isVolatileQualifiedType(type);
    local->is_register = clang_Cursor_getStorageClass(declaration) == CX_SC_Register;
    local->declared.begin = ac_location_offset(clang_getCursorLocation(declaration));
    local->declared.end = local->declared.begin + strlen(local->name);
    local->scope = scope;
    if (local->is_parameter) {
        local->is_unused = !*local->name || has_attribute(front, declaration, CXCursor_UnexposedAttr);
    } else {
        local->cleanup = cleanup_of(front, declaration);
        local->alignment = alignment_of(front, declaration);
        local->address_taken = local->cleanup != NULL;
    }
    AC_PUSH(front->arena, &front->function->locals, local);
    *known = (struct ac_known_local){declaration, local, front->locals};
    front->locals = known;
    return local;
}

/* ---- declarations ------------------------------------------------------------------------------------------------ */

static struct ac_stmt *new_stmt(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind)
{
    struct ac_stmt *stmt = ac_new(front->arena, struct ac_stmt);
    struct ac_place_of place = ac_place(front, cursor);
    stmt->kind = kind;
    stmt->range = place.range;
    if (kind != AC_STMT_DECL && kind != AC_STMT_COMPOUND) {
        stmt->range.end = ac_after_semicolon(front->source, stmt->range.end);
    }
    stmt->in_macro = place.in_macro || !place.in_main;
    return stmt;
}

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

static bool follows_bracket(const struct ac_source *source, size_t offset)
{
    while (offset && strchr(" \t\r\n", source->text[offset - 1])) {
        offset--;
    }
    return offset && source->text[offset - 1] == '[';
}

/* Expressions in the type of a variable: sizes of arrays, which are evaluated, and what a typeof names. */
static void build_type_exprs(struct ac_front *front, struct ac_stmt *stmt, struct ac_declarator *declarator,
                             CXCursor declaration, CXCursor init)
{
    struct ac_cursors kids = ac_children(front, declaration);
    declarator->sizes = ac_alloc(front->arena, (kids.count + 1) * sizeof *declarator->sizes);
    for (size_t i = 0; i < kids.count; i++) {
        struct ac_range range = ac_place(front, kids.items[i]).range;
        if (!ac_is_expr(kids.items[i]) || clang_equalCursors(kids.items[i], init) || !is_in(range, stmt->range)) {
            continue;
        }
        if (follows_bracket(front->source, range.begin)) {
            declarator->sizes[declarator->size_count++] = ac_build_expr(front, kids.items[i], AC_USE_VALUE);
        } else {
            add_operand(front, stmt, ac_build_unevaluated(front, kids.items[i]));
        }
    }
}

static void hide(struct ac_front *front, const char *name, size_t from)
{
    struct ac_hiding hiding = {name, {from, front->block.end}};
    if (front->function && *name) {
        AC_PUSH(front->arena, &front->function->hidings, hiding);
    }
}

static void build_declarator(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    struct ac_declarator *declarator = &stmt->declarators[stmt->declarator_count++];
    CXCursor init = clang_Cursor_getVarDeclInitializer(declaration);
    size_t name = ac_location_offset(clang_getCursorLocation(declaration));
    bool first = stmt->declarator_count == 1;
    size_t begin = first ? first_declarator(front, stmt->range, name) : declarator[-1].range.end + 1;
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
        hide(front, ac_cursor_name(front, declaration), declarator->range.begin);
    }
    build_type_exprs(front, stmt, declarator, declaration, init);
    if (!clang_Cursor_isNull(init) && ac_is_expr(init)) {
        ac_check_conversion(front, init, ac_is_marked_declaration(declaration), clang_getCursorType(declaration));
        declarator->init = ac_build_expr(front, init, AC_USE_VALUE);
    }
}

static void hide_enumerators(struct ac_front *front, CXCursor declaration, size_t from)
{
    struct ac_cursors kids = ac_children(front, declaration);
    for (size_t i = 0; i < kids.count; i++) {
        hide(front, ac_cursor_name(front, kids.items[i]), from);
    }
}

/* struct { int a; }  becomes  struct f__unnamed_1 { int a; }  so that the type can be named; not so a member without a
 * name, which a tag would make no member at all. */
static void give_tags(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    struct ac_cursors kids = ac_children(front, declaration);
    enum CXCursorKind kind = clang_getCursorKind(declaration);
    const char *text = front->source->text;
    if (kind != CXCursor_StructDecl && kind != CXCursor_UnionDecl && kind != CXCursor_EnumDecl) {
        return;
    }
    if (clang_Cursor_isAnonymous(declaration) && !clang_Cursor_isAnonymousRecordDecl(declaration)) {
        struct ac_place_of place = ac_place(front, declaration);
        const char *open = memchr(text + place.range.begin, '{', place.range.end - place.range.begin);
        if (open && !place.in_macro) {
            struct ac_expr *tag = ac_new(front->arena, struct ac_expr);
            tag->kind = AC_EXPR_TEXT;
            tag->range = (struct ac_range){(size_t)(open - text), (size_t)(open - text) + 1};
            tag->text = ac_format(front->arena, "%s {", ac_make_tag(front, declaration));
            add_operand(front, stmt, tag);
        }
    }
    for (size_t i = 0; i < kids.count; i++) {
        give_tags(front, stmt, kids.items[i]);
    }
}

/* A type that only statics or typedefs are declared with stays as it is: none of them moves. */
static bool may_move(struct ac_cursors declarations)
{
    for (size_t i = 0; i < declarations.count; i++) {
        enum CXCursorKind kind = clang_getCursorKind(declarations.items[i]);
        if (kind == CXCursor_TypedefDecl || (kind == CXCursor_VarDecl && !is_automatic(declarations.items[i]))) {
            return false;
        }
    }
    return true;
}

static void build_other_declaration(struct ac_front *front, struct ac_stmt *stmt, CXCursor declaration)
{
    if (!front->function) {
        return;
    }
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
        hide(front, ac_cursor_name(front, declaration), stmt->range.begin);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        break;
    case CXCursor_EnumDecl:
        hide_enumerators(front, declaration, stmt->range.begin);
        break;
    default:
        break;
    }
}

static struct ac_stmt *build_decl(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_DECL);
    struct ac_cursors kids = ac_children(front, cursor);
    stmt->declarators = ac_alloc(front->arena, (kids.count + 1) * sizeof *stmt->declarators);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == CXCursor_VarDecl) {
            build_declarator(front, stmt, kids.items[i]);
        } else {
            if (front->function && may_move(kids)) {
                give_tags(front, stmt, kids.items[i]);
            }
            build_other_declaration(front, stmt, kids.items[i]);
        }
    }
    return stmt;
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void set_kids(struct ac_front *front, struct ac_stmt *stmt, size_t count)
{
    stmt->kids = ac_alloc(front->arena, (count + 1) * sizeof *stmt->kids);
}

static void add_kid(struct ac_stmt *stmt, struct ac_stmt *kid)
{
    stmt->kids[stmt->kid_count++] = kid;
}

static struct ac_expr *build_condition(struct ac_front *front, CXCursor cursor)
{
    return ac_build_expr(front, cursor, AC_USE_VALUE);
}

static struct ac_stmt *build_compound(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_COMPOUND);
    struct ac_cursors kids = ac_children(front, cursor);
    struct ac_range outer = front->block;
    front->block = stmt->range;
    set_kids(front, stmt, kids.count);
    for (size_t i = 0; i < kids.count; i++) {
        add_kid(stmt, ac_build_stmt(front, kids.items[i]));
    }
    front->block = outer;
    return stmt;
}

static struct ac_stmt *build_loop_body(struct ac_front *front, struct ac_stmt *stmt, CXCursor body)
{
    struct ac_stmt *loop = front->loop, *breakable = front->breakable, *result;
    front->loop = front->breakable = stmt;
    result = ac_build_stmt(front, body);
    front->loop = loop;
    front->breakable = breakable;
    return result;
}

static struct ac_stmt *build_while(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_WHILE);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    stmt->expr = build_condition(front, kids.items[0]);
    add_kid(stmt, build_loop_body(front, stmt, kids.items[1]));
    stmt->range.end = stmt->kids[0]->range.end;
    return stmt;
}

static struct ac_stmt *build_do(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_DO);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    add_kid(stmt, build_loop_body(front, stmt, kids.items[0]));
    stmt->expr = build_condition(front, kids.items[1]);
    return stmt;
}

/* The two semicolons and the parenthesis of for (a; b; c). */
static void find_for_parts(struct ac_front *front, struct ac_stmt *stmt, size_t parts[3])
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, stmt->range, NULL);
    uint32_t open = 1, count = 0;
    unsigned braces = 0;
    for (uint32_t i = open + 1; open < tokens.count && i < tokens.items[open].pair && count < 2; i++) {
        braces += tokens.items[i].token.op == '{';
        braces -= tokens.items[i].token.op == '}';
        if (tokens.items[i].token.op == ';' && !braces && tokens.items[i].up == open) {
            parts[count++] = tokens.items[i].token.begin;
        }
    }
    parts[2] = tokens.items[tokens.items[open].pair].token.begin;
}

static void build_for_part(struct ac_front *front, struct ac_stmt *stmt, CXCursor part, const size_t parts[3])
{
    size_t at = ac_place(front, part).range.begin;
    if (at < parts[0]) {
        stmt->init = ac_build_stmt(front, part);
    } else if (at < parts[1]) {
        stmt->expr = build_condition(front, part);
    } else {
        stmt->step = ac_build_expr(front, part, AC_USE_VALUE);
    }
}

static struct ac_stmt *build_for(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_FOR);
    struct ac_cursors kids = ac_children(front, cursor);
    struct ac_range outer = front->block;
    size_t parts[3];
    if (stmt->in_macro || strncmp(front->source->text + stmt->range.begin, "for", 3)) {
        ac_need_expansion(front->unit, stmt->range.begin); /* its head came out of a macro */
        stmt->kind = AC_STMT_NULL;
        return stmt;
    }
    find_for_parts(front, stmt, parts);
    front->block = stmt->range;
    set_kids(front, stmt, 1);
    for (size_t i = 0; i + 1 < kids.count; i++) {
        build_for_part(front, stmt, kids.items[i], parts);
    }
    add_kid(stmt, build_loop_body(front, stmt, kids.items[kids.count - 1]));
    stmt->range.end = stmt->kids[0]->range.end;
    front->block = outer;
    return stmt;
}

static struct ac_stmt *build_switch(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_SWITCH), *breakable = front->breakable;
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    stmt->expr = build_condition(front, kids.items[0]);
    front->breakable = stmt;
    add_kid(stmt, ac_build_stmt(front, kids.items[1]));
    front->breakable = breakable;
    stmt->range.end = stmt->kids[0]->range.end;
    return stmt;
}

/* These are replaced wherever they stand, so their text must be at hand. */
static void must_be_in_reach(struct ac_front *front, struct ac_stmt *stmt)
{
    if (stmt->in_macro && front->function) {
        ac_need_expansion(front->unit, stmt->range.begin);
    }
}

/* DEFER is `if (!async__defer) ; else body`. */
static bool is_defer(struct ac_front *front, struct ac_cursors kids)
{
    CXCursor name;
    if (kids.count != 3 || clang_getCursorKind(kids.items[0]) != CXCursor_UnaryOperator) {
        return false;
    }
    name = ac_strip(front, ac_children(front, kids.items[0]).items[0]);
    return ac_cursor_is_named(name, "async__defer");
}

static struct ac_stmt *build_defer(struct ac_front *front, struct ac_stmt *stmt, CXCursor body)
{
    struct ac_stmt *loop = front->loop, *breakable = front->breakable;
    must_be_in_reach(front, stmt);
    stmt->target = front->defer;
    stmt->kind = AC_STMT_DEFER;
    front->loop = front->breakable = NULL;
    front->defer = stmt;
    set_kids(front, stmt, 1);
    add_kid(stmt, ac_build_stmt(front, body));
    front->defer = stmt->target; /* the one around it */
    stmt->target = NULL;
    front->loop = loop;
    front->breakable = breakable;
    stmt->range.end = stmt->kids[0]->range.end;
    if (!front->function) {
        ac_error_at(front, stmt->range, "DEFER stands outside an ASYNC function");
    }
    return stmt;
}

bool ac_is_defer(struct ac_front *front, CXCursor cursor)
{
    return is_defer(front, ac_children(front, cursor));
}

static struct ac_stmt *build_if(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_IF);
    struct ac_cursors kids = ac_children(front, cursor);
    if (is_defer(front, kids)) {
        return build_defer(front, stmt, kids.items[2]);
    }
    set_kids(front, stmt, 2);
    stmt->expr = build_condition(front, kids.items[0]);
    for (size_t i = 1; i < kids.count; i++) {
        add_kid(stmt, ac_build_stmt(front, kids.items[i]));
    }
    stmt->range.end = stmt->kids[stmt->kid_count - 1]->range.end;
    return stmt;
}

static struct ac_stmt *build_case(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, kind);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    add_kid(stmt, ac_build_stmt(front, kids.items[kids.count - 1]));
    stmt->range.end = stmt->kids[0]->range.end;
    return stmt;
}

static struct ac_stmt *build_label(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = build_case(front, cursor, AC_STMT_LABEL);
    stmt->name = ac_cursor_name(front, cursor);
    stmt->target = front->defer; /* until the labels are resolved */
    AC_PUSH(front->arena, &front->labels, stmt);
    return stmt;
}

static struct ac_stmt *build_goto(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_GOTO);
    struct ac_cursors kids = ac_children(front, cursor);
    stmt->name = kids.count ? ac_cursor_name(front, kids.items[0]) : "";
    stmt->target = front->defer;
    AC_PUSH(front->arena, &front->gotos, stmt);
    return stmt;
}

static struct ac_stmt *build_jump(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind,
                                  struct ac_stmt *target)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, kind);
    stmt->target = target;
    if (!target && front->function) {
        ac_error_at(front, stmt->range, "%s would leave the block of its DEFER",
                    kind == AC_STMT_BREAK ? "break" : "continue");
    }
    return stmt;
}

static struct ac_stmt *build_return(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_RETURN);
    struct ac_cursors kids = ac_children(front, cursor);
    must_be_in_reach(front, stmt);
    if (front->defer) {
        ac_error_at(front, stmt->range, "return would leave the block of its DEFER");
    }
    if (kids.count) {
        ac_check_conversion(front, kids.items[0], front->result_is_marked, front->result);
        stmt->expr = ac_build_expr(front, kids.items[0], AC_USE_VALUE);
    }
    return stmt;
}

static void build_operands(struct ac_front *front, struct ac_stmt *stmt, struct ac_cursors kids, size_t from,
                           enum ac_use use)
{
    stmt->operands = ac_alloc(front->arena, (kids.count + 1) * sizeof *stmt->operands);
    for (size_t i = from; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) {
            stmt->operands[stmt->operand_count++] = ac_build_expr(front, kids.items[i], use);
        }
    }
}

static struct ac_stmt *build_asm(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_ASM);
    build_operands(front, stmt, ac_children(front, cursor), 0, AC_USE_UPDATE);
    return stmt;
}

static struct ac_stmt *build_raise(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, kind);
    must_be_in_reach(front, stmt);
    build_operands(front, stmt, ac_children(front, cursor), 1, AC_USE_VALUE);
    if (!front->function) {
        ac_error_at(front, stmt->range, "RAISE stands outside an ASYNC function");
    }
    return stmt;
}

/* The value of a statement expression's last statement belongs to the expression; elsewhere it is dropped. */
static void warn_about_dropped_future(struct ac_front *front, const struct ac_stmt *stmt)
{
    const struct ac_expr *expr = stmt->expr;
    while (expr->kind == AC_EXPR_PAREN) {
        expr = expr->kids[0];
    }
    if (expr->kind == AC_EXPR_START && (expr->start == AC_START_SPAWN || expr->start == AC_START_SPAWN_ON)) {
        ac_diag(
            front->diags, AC_WARNING, front->source, expr->range, "dropped-future",
            "the future of this task is dropped: nobody can join it; async_detach(SPAWN(...)) says that this is meant");
    }
}

static struct ac_stmt *build_expr_stmt(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt;
    if (clang_getCursorKind(cursor) == CXCursor_CallExpr && ac_cursor_is_named(cursor, "async__raise")) {
        return build_raise(front, cursor, AC_STMT_RAISE);
    }
    if (clang_getCursorKind(cursor) == CXCursor_CallExpr && ac_cursor_is_named(cursor, "async__reraise")) {
        return build_raise(front, cursor, AC_STMT_RERAISE);
    }
    stmt = new_stmt(front, cursor, AC_STMT_EXPR);
    stmt->expr = ac_build_expr(front, cursor, AC_USE_VALUE);
    warn_about_dropped_future(front, stmt);
    return stmt;
}

/* An attributed statement ([[fallthrough]];) is what it is an attribute of: the attribute is text before it. */
static struct ac_stmt *build_attributed(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (kids.count && (clang_isStatement(clang_getCursorKind(kids.items[kids.count - 1])) ||
                       ac_is_expr(kids.items[kids.count - 1]))) {
        return ac_build_stmt(front, kids.items[kids.count - 1]);
    }
    ac_error_at(front, ac_place(front, cursor).range, "asyncc does not know this statement");
    return new_stmt(front, cursor, AC_STMT_NULL);
}

static struct ac_stmt *build_computed_goto(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = new_stmt(front, cursor, AC_STMT_COMPUTED_GOTO);
    stmt->expr = ac_build_expr(front, ac_children(front, cursor).items[0], AC_USE_VALUE);
    return stmt;
}

struct ac_stmt *ac_build_stmt(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_CompoundStmt:
        return build_compound(front, cursor);
    case CXCursor_DeclStmt:
        return build_decl(front, cursor);
    case CXCursor_IfStmt:
        return build_if(front, cursor);
    case CXCursor_SwitchStmt:
        return build_switch(front, cursor);
    case CXCursor_WhileStmt:
        return build_while(front, cursor);
    case CXCursor_DoStmt:
        return build_do(front, cursor);
    case CXCursor_ForStmt:
        return build_for(front, cursor);
    case CXCursor_CaseStmt:
        return build_case(front, cursor, AC_STMT_CASE);
    case CXCursor_DefaultStmt:
        return build_case(front, cursor, AC_STMT_DEFAULT);
    case CXCursor_LabelStmt:
        return build_label(front, cursor);
    case CXCursor_GotoStmt:
        return build_goto(front, cursor);
    case CXCursor_IndirectGotoStmt:
        return build_computed_goto(front, cursor);
    case CXCursor_BreakStmt:
        return build_jump(front, cursor, AC_STMT_BREAK, front->breakable);
    case CXCursor_ContinueStmt:
        return build_jump(front, cursor, AC_STMT_CONTINUE, front->loop);
    case CXCursor_ReturnStmt:
        return build_return(front, cursor);
    case CXCursor_GCCAsmStmt:
        return build_asm(front, cursor);
    case CXCursor_NullStmt:
        return new_stmt(front, cursor, AC_STMT_NULL);
    case CXCursor_UnexposedStmt:
        return build_attributed(front, cursor);
    default:
        return build_expr_stmt(front, cursor);
    }
}
