/* stmt.c - copies statements into the IR.
 *
 * libclang leaves the semicolon out of most extents and all punctuation out of the tree: where the text decides (the
 * parts of a for), this reads tokens. */
#include "stmt.h"

#include "../text/lex.h"
#include "front.h"

#include <string.h>

/* Of which libclang leaves a semicolon out. */
static bool lacks_semicolon(enum ac_stmt_kind kind)
{
    return kind != AC_STMT_DECL && kind != AC_STMT_COMPOUND && kind != AC_STMT_NULL;
}

struct ac_stmt *ac_new_stmt(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind)
{
    struct ac_stmt *stmt = ac_new(front->arena, struct ac_stmt);
    struct ac_place_of place = ac_place(front, cursor);
    stmt->kind = kind;
    stmt->range = place.range;
    if (lacks_semicolon(kind)) {
        stmt->range.end = ac_after_semicolon(front->source, stmt->range.end);
    }
    stmt->in_macro = place.in_macro || !place.in_main;
    if (!place.in_main && front->function) {
        ac_need_text(front, cursor, true);
    }
    return stmt;
}

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

/* GCC takes a break or continue that a statement expression has in the head of a loop for one of the loop around,
 * Clang for one of the loop itself. */
static struct ac_stmt unclear;

static struct ac_expr *build_in_head(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *loop = front->loop, *breakable = front->breakable;
    struct ac_expr *result;
    front->loop = front->breakable = &unclear;
    result = ac_build_expr(front, cursor, AC_USE_VALUE);
    front->loop = loop;
    front->breakable = breakable;
    return result;
}

static struct ac_stmt *build_compound(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_COMPOUND);
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
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_WHILE);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    stmt->expr = build_in_head(front, kids.items[0]);
    add_kid(stmt, build_loop_body(front, stmt, kids.items[1]));
    stmt->range.end = stmt->kids[0]->range.end;
    return stmt;
}

static struct ac_stmt *build_do(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_DO);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    add_kid(stmt, build_loop_body(front, stmt, kids.items[0]));
    stmt->expr = build_in_head(front, kids.items[1]);
    return stmt;
}

/* The two semicolons and the parenthesis of for (a; b; c). False where one of them comes out of a macro. */
static bool find_for_parts(struct ac_front *front, struct ac_stmt *stmt, size_t parts[3])
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, stmt->range, NULL);
    uint32_t open = 1, count = 0;
    unsigned braces = 0;
    if (tokens.items[open].token.op != '(' || tokens.items[open].pair == AC_NO_TOKEN) {
        ac_need_expansion(front->unit, tokens.items[open].token.begin);
        return false;
    }
    for (uint32_t i = open + 1; open < tokens.count && i < tokens.items[open].pair && count < 2; i++) {
        braces += tokens.items[i].token.op == '{';
        braces -= tokens.items[i].token.op == '}';
        if (tokens.items[i].token.op == ';' && !braces && tokens.items[i].up == open) {
            parts[count++] = tokens.items[i].token.begin;
        }
    }
    parts[2] = tokens.items[tokens.items[open].pair].token.begin;
    return count == 2;
}

/* for (EACH(i)) body: the macro has the semicolons. */
static void expand_for_parts(struct ac_front *front, struct ac_stmt *stmt, const struct ac_cursors *kids)
{
    for (size_t i = 0; i + 1 < kids->count; i++) {
        struct ac_place_of place = ac_place(front, kids->items[i]);
        if (place.in_macro) {
            ac_need_expansion(front->unit, place.range.begin);
        }
    }
    size_t body = ac_place(front, kids->items[kids->count - 1]).range.begin;
    if (!front->unit->to_expand.count && !ac_expand_punctuators(front, (struct ac_range){stmt->range.begin, body})) {
        ac_error_at(front, (struct ac_range){stmt->range.begin, stmt->range.begin + 3}, AC_RULE_MACRO_EXPANSION,
                    "a semicolon of this for comes out of a macro: write it out");
    }
}

static void build_for_part(struct ac_front *front, struct ac_stmt *stmt, CXCursor part, const size_t parts[3])
{
    size_t at = ac_place(front, part).range.begin;
    if (at < parts[0]) {
        stmt->init = ac_build_stmt(front, part);
    } else if (at < parts[1]) {
        stmt->expr = build_in_head(front, part);
    } else {
        stmt->step = build_in_head(front, part);
        ac_note_dropped(stmt->step);
    }
}

static bool begins_with_for(const struct ac_front *front, struct ac_range range)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, front->source->text, range.begin, range.end);
    return ac_token_is(front->source->text, ac_lex(&lexer), "for");
}

/* AWAIT_LOCK and its like, which text/marker.c left as they are: no block in braces follows. */
static bool is_unbraced_block(struct ac_front *front, const struct ac_stmt *loop)
{
    static const char name[] = "AWAIT_";
    const char *text = front->source->text + loop->range.begin;
    return ac_owner_of(front->unit, loop->range.begin) == AC_OWNER_ASYNCC &&
           (!strncmp(text, name, sizeof name - 1) || !strncmp(text, "ASYNC_", 6));
}

/* The same of AWAIT_ALL, which is no block. */
static bool is_await_all(struct ac_front *front, const struct ac_stmt *loop)
{
    const char *text = front->source->text + loop->range.begin;
    size_t prefix = strncmp(text, "ASYNC_", 6) ? 0 : 6;
    return strncmp(text + prefix, "AWAIT_ALL", 9) == 0;
}

static void refuse_unspelled(struct ac_front *front, const struct ac_stmt *loop)
{
    struct ac_range marker = {loop->range.begin, ac_invocation_end(front, loop->range.begin)};
    if (is_await_all(front, loop)) {
        ac_error_at(front, marker, AC_RULE_AWAIT_ALL,
                    "AWAIT_ALL takes calls, and assignments of calls to what does not await");
    } else {
        ac_error_at(front, marker, AC_RULE_BLOCK_UNBRACED,
                    "a block in braces must follow this, all of it in one branch of an #if");
    }
}

/* A parenthesis of its head comes out of a macro: then those in the text are no pairs. */
static bool tears_head(struct ac_front *front, const struct ac_stmt *stmt, CXCursor body)
{
    struct ac_range head = {stmt->range.begin, ac_place(front, body).range.begin + 1};
    return front->function && ac_expand_parentheses(front, head);
}

static struct ac_stmt *build_for(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_FOR);
    struct ac_cursors kids = ac_children(front, cursor);
    struct ac_range outer = front->block;
    size_t parts[3];
    if (is_unbraced_block(front, stmt)) {
        refuse_unspelled(front, stmt);
        stmt->kind = AC_STMT_NULL;
        return stmt;
    }
    if (stmt->in_macro || !begins_with_for(front, stmt->range)) {
        ac_need_expansion(front->unit, stmt->range.begin); /* its head came out of a macro */
        stmt->kind = AC_STMT_NULL;
        return stmt;
    }
    if (tears_head(front, stmt, kids.items[kids.count - 1])) {
        stmt->kind = AC_STMT_NULL;
        return stmt;
    }
    if (!find_for_parts(front, stmt, parts)) {
        expand_for_parts(front, stmt, &kids);
        stmt->kind = AC_STMT_NULL;
        return stmt;
    }
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
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_SWITCH), *breakable = front->breakable;
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    stmt->expr = build_condition(front, kids.items[0]);
    front->breakable = stmt;
    add_kid(stmt, ac_build_stmt(front, kids.items[1]));
    front->breakable = breakable;
    stmt->range.end = stmt->kids[0]->range.end;
    return stmt;
}

/* These are replaced wherever they stand, so their text must be at hand: also where they only begin in a macro. */
static void must_be_in_reach(struct ac_front *front, struct ac_stmt *stmt)
{
    if (front->function && (stmt->in_macro || ac_is_invocation_of_user(front->unit, stmt->range.begin))) {
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
        ac_error_at(front, stmt->range, AC_RULE_OUTSIDE_ASYNC, "DEFER stands outside an ASYNC function");
    }
    return stmt;
}

bool ac_is_defer(struct ac_front *front, CXCursor cursor)
{
    return is_defer(front, ac_children(front, cursor));
}

static struct ac_stmt *build_if(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_IF);
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
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, kind);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, stmt, 1);
    for (size_t i = 0; i + 1 < kids.count; i++) {
        ac_note_mentions(front, kids.items[i]);
    }
    add_kid(stmt, ac_build_stmt(front, kids.items[kids.count - 1]));
    stmt->range.end = stmt->kids[0]->range.end;
    return stmt;
}

static struct ac_stmt *build_label(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = build_case(front, cursor, AC_STMT_LABEL);
    stmt->name = ac_cursor_name(front, cursor);
    stmt->target = front->defer; /* until the labels are resolved */
    AC_PUSH(front->arena, &front->labels, ((struct ac_goto){stmt, cursor}));
    return stmt;
}

static struct ac_stmt *build_goto(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_GOTO);
    struct ac_cursors kids = ac_children(front, cursor);
    stmt->name = kids.count ? ac_cursor_name(front, kids.items[0]) : "";
    stmt->target = front->defer;
    AC_PUSH(front->arena, &front->gotos,
            ((struct ac_goto){stmt, kids.count ? clang_getCursorReferenced(kids.items[0]) : clang_getNullCursor()}));
    return stmt;
}

static struct ac_stmt *build_jump(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind,
                                  struct ac_stmt *target)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, kind);
    const char *name = kind == AC_STMT_BREAK ? "break" : "continue";
    stmt->target = target;
    if (!target && front->function) {
        ac_error_at(front, stmt->range, AC_RULE_DEFER_JUMP, "%s would leave the block of its DEFER", name);
    } else if (target == &unclear && front->function) {
        ac_error_at(front, stmt->range, AC_RULE_UNCLEAR_JUMP,
                    "GCC and Clang do not agree which loop this %s is of: take the condition out of the loop's head",
                    name);
    }
    return stmt;
}

static struct ac_stmt *build_return(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_RETURN);
    struct ac_cursors kids = ac_children(front, cursor);
    must_be_in_reach(front, stmt);
    if (front->defer) {
        ac_error_at(front, stmt->range, AC_RULE_DEFER_JUMP, "return would leave the block of its DEFER");
    }
    if (kids.count) {
        ac_check_conversion(front, kids.items[0], front->result_is_marked, front->result);
        stmt->expr = ac_build_expr(front, kids.items[0], AC_USE_VALUE);
    }
    if (front->function) {
        ac_expand_ends(front, stmt->range);
    }
    return stmt;
}

/* Those of RAISE, behind what is called. */
static void build_operands(struct ac_front *front, struct ac_stmt *stmt, struct ac_cursors kids)
{
    stmt->operands = ac_alloc(front->arena, (kids.count + 1) * sizeof *stmt->operands);
    for (size_t i = 1; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) {
            stmt->operands[stmt->operand_count++] = ac_build_expr(front, kids.items[i], AC_USE_VALUE);
        }
    }
}

static bool is_asm_goto(struct ac_front *front, const struct ac_stmt *stmt)
{
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, front->source->text, stmt->range.begin, stmt->range.end);
    lexer.at_line_start = false;
    do {
        token = ac_lex(&lexer);
        if (ac_token_is(front->source->text, token, "goto")) {
            return true;
        }
    } while (token.kind == AC_TOKEN_IDENTIFIER);
    return false;
}

/* Whether a constraint may stand for memory; of one that a macro gives, nobody knows. */
static bool allows_memory(const char *text, struct ac_token constraint)
{
    for (size_t i = constraint.begin; i < constraint.end && constraint.kind == AC_TOKEN_STRING; i++) {
        if (strchr("moVgX<>", text[i])) {
            return true;
        }
    }
    return constraint.kind != AC_TOKEN_STRING;
}

/* "=r"(p) : "m"(x): the operand in memory is x itself, of which the assembly may take the address. */
static enum ac_use use_of_asm_operand(struct ac_front *front, const struct ac_stmt *stmt, CXCursor operand)
{
    struct ac_lexer lexer;
    struct ac_token token, before = {.kind = AC_TOKEN_END}, constraint = before;
    ac_lexer_init(&lexer, front->source->text, stmt->range.begin, ac_place(front, operand).range.begin);
    lexer.at_line_start = false;
    for (; (token = ac_lex(&lexer)).kind != AC_TOKEN_END; before = token) {
        constraint = token.op == '(' ? before : constraint;
    }
    return allows_memory(front->source->text, constraint) ? AC_USE_ADDRESS : AC_USE_UPDATE;
}

static void build_asm_operands(struct ac_front *front, struct ac_stmt *stmt, struct ac_cursors kids)
{
    stmt->operands = ac_alloc(front->arena, (kids.count + 1) * sizeof *stmt->operands);
    for (size_t i = 0; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) {
            enum ac_use use = use_of_asm_operand(front, stmt, kids.items[i]);
            stmt->operands[stmt->operand_count++] = ac_build_expr(front, kids.items[i], use);
        }
    }
}

static struct ac_stmt *build_asm(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_ASM);
    if (stmt->in_macro && front->function) {
        ac_need_expansion(front->unit, stmt->range.begin);
    } else if (is_asm_goto(front, stmt)) {
        ac_error_at(front, stmt->range, AC_RULE_ASM_GOTO,
                    "asm goto jumps where asyncc cannot follow: put it in an ordinary function");
    }
    build_asm_operands(front, stmt, ac_children(front, cursor));
    return stmt;
}

/* RAISE(EIO, BOTH); each is an argument of its own in what is printed. */
static void part_operands(struct ac_front *front, const struct ac_stmt *stmt)
{
    for (size_t i = 1; i < stmt->operand_count; i++) {
        if (stmt->operands[i]->range.begin == stmt->operands[i - 1]->range.begin) {
            ac_need_expansion(front->unit, stmt->operands[i]->range.begin);
        }
    }
}

static struct ac_stmt *build_raise(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, kind);
    must_be_in_reach(front, stmt);
    build_operands(front, stmt, ac_children(front, cursor));
    if (front->function) {
        ac_expand_ends(front, stmt->range);
        part_operands(front, stmt);
    } else {
        ac_error_at(front, stmt->range, AC_RULE_OUTSIDE_ASYNC, "RAISE stands outside an ASYNC function");
    }
    return stmt;
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
    stmt = ac_new_stmt(front, cursor, AC_STMT_EXPR);
    stmt->expr = ac_build_expr(front, cursor, AC_USE_VALUE);
    ac_note_dropped(stmt->expr);
    return stmt;
}

/* [[clang::musttail]] return f(); where the value goes to who awaits. */
static void refuse_tail_call(struct ac_front *front, struct ac_range attributes)
{
    const char *text = front->source->text;
    struct ac_tokens tokens = ac_lex_all(front->arena, text, attributes, NULL);
    for (uint32_t i = 0; i < tokens.count; i++) {
        struct ac_token token = tokens.items[i].token;
        if (ac_token_is(text, token, "musttail") || ac_token_is(text, token, "__musttail__")) {
            ac_error_at(front, (struct ac_range){token.begin, token.end}, AC_RULE_UNKNOWN_STATEMENT,
                        "what an ASYNC function returns it stores: no call there is a tail call; leave the attribute "
                        "out");
        } else if (ac_is_invocation_of_user(front->unit, token.begin)) {
            ac_need_expansion(front->unit, token.begin);
        }
    }
}

/* An attributed statement ([[fallthrough]];) is what it is an attribute of: the attribute is text before it. */
static struct ac_stmt *build_attributed(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (kids.count && (clang_isStatement(clang_getCursorKind(kids.items[kids.count - 1])) ||
                       ac_is_expr(kids.items[kids.count - 1]))) {
        struct ac_stmt *stmt = ac_build_stmt(front, kids.items[kids.count - 1]);
        if (stmt->kind == AC_STMT_RETURN) {
            refuse_tail_call(front, (struct ac_range){ac_place(front, cursor).range.begin, stmt->range.begin});
        }
        return stmt;
    }
    ac_error_at(front, ac_place(front, cursor).range, AC_RULE_UNKNOWN_STATEMENT, "asyncc does not know this statement");
    return ac_new_stmt(front, cursor, AC_STMT_NULL);
}

/* A statement of its own kind that is none of C's: of OpenMP, say. */
static struct ac_stmt *refuse_unknown(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_NULL);
    ac_error_at(front, stmt->range, AC_RULE_UNKNOWN_STATEMENT,
                "asyncc does not know this kind of statement: put it into a function that is not ASYNC");
    return stmt;
}

static struct ac_stmt *build_computed_goto(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = ac_new_stmt(front, cursor, AC_STMT_COMPUTED_GOTO);
    stmt->expr = ac_build_expr(front, ac_children(front, cursor).items[0], AC_USE_VALUE);
    front->function->has_computed_goto = true;
    return stmt;
}

static struct ac_stmt *build_by_kind(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_CompoundStmt:
        return build_compound(front, cursor);
    case CXCursor_DeclStmt:
        return ac_build_decl(front, cursor);
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
        return ac_new_stmt(front, cursor, AC_STMT_NULL);
    case CXCursor_UnexposedStmt:
        return build_attributed(front, cursor);
    default:
        return ac_is_expr(cursor) ? build_expr_stmt(front, cursor) : refuse_unknown(front, cursor);
    }
}

static bool ends_with_semicolon(const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_EXPR:
    case AC_STMT_DO:
    case AC_STMT_GOTO:
    case AC_STMT_COMPUTED_GOTO:
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
    case AC_STMT_RETURN:
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
    case AC_STMT_ASM:
        return true;
    default:
        return false; /* ends with another statement, or is a declaration, which libclang knows to its end */
    }
}

/* What is printed in the place of `x = AWAIT(f()) END` with a semicolon in END, or of `x = AWAIT(f()) NOTHING;`, needs
 * the semicolon: what stands between is expanded. */
static void find_semicolon(struct ac_front *front, CXCursor cursor, const struct ac_stmt *stmt)
{
    CXSourceLocation end = clang_getRangeEnd(clang_getCursorExtent(cursor));
    const char *text = front->source->text;
    struct ac_lexer lexer;
    struct ac_token next;
    size_t invocation;
    if (!front->function || stmt->in_macro || !ends_with_semicolon(stmt) || text[stmt->range.end - 1] == ';' ||
        ac_is_out_of_macro(front, end, &invocation)) {
        return;
    }
    ac_lexer_init(&lexer, text, stmt->range.end, front->source->size);
    lexer.at_line_start = false;
    do {
        next = ac_lex(&lexer);
    } while (next.kind == AC_TOKEN_DIRECTIVE);
    if (ac_is_invocation(front, next.begin)) {
        ac_need_expansion(front->unit, next.begin);
    }
}

struct ac_stmt *ac_build_stmt(struct ac_front *front, CXCursor cursor)
{
    struct ac_stmt *stmt = build_by_kind(front, cursor);
    find_semicolon(front, cursor, stmt);
    return stmt;
}
