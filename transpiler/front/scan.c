/* scan.c - what changes in declarations that are no ASYNC functions: SPAWN, async_run, names of ASYNC functions as
 * values. Everything else there stays as it is, unread but for the conversions of marked values. */
#include "expr.h"

void ac_add_change(struct ac_front *front, struct ac_change change)
{
    AC_PUSH(front->arena, &front->unit->changes, change);
}

/* NULL: it is in an included file, of which the text is asked for. */
static struct ac_expr *add_expr_change(struct ac_front *front, CXCursor cursor, bool is_dropped)
{
    struct ac_change change = {.kind = AC_CHANGE_EXPR, .inside = front->inside, .is_dropped = is_dropped};
    if (!ac_is_in_main(front, cursor)) {
        ac_need_text(front, cursor, true);
        return NULL;
    }
    change.hidden = ac_hidden_here(front);
    change.expr = ac_build_expr(front, cursor, AC_USE_VALUE);
    if (is_dropped) {
        ac_note_dropped(change.expr);
    }
    change.range = change.expr->range;
    if (change.expr->in_macro) {
        ac_need_expansion(front->unit, change.range.begin);
    }
    ac_add_change(front, change);
    return change.expr;
}

static bool names_async_function(CXCursor cursor)
{
    CXCursor target;
    if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr) {
        return false;
    }
    target = clang_getCursorReferenced(cursor);
    return ac_is_async_function(target);
}

/* f, and &f, which is replaced as a whole. */
static bool is_async_function_value(struct ac_front *front, CXCursor cursor)
{
    if (clang_getCursorKind(cursor) == CXCursor_UnaryOperator) {
        enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
        return (kind == CXUnaryOperator_AddrOf || kind == CXUnaryOperator_Deref) &&
               names_async_function(ac_strip(front, ac_children(front, cursor).items[0]));
    }
    return names_async_function(cursor);
}

static void check_conversions_below(struct ac_front *front, CXCursor cursor)
{
    CXCursor init;
    struct ac_cursors kids;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_VarDecl:
        init = clang_Cursor_getVarDeclInitializer(cursor);
        if (!clang_Cursor_isNull(init)) {
            ac_check_conversion(front, init, ac_is_marked_declaration(cursor), clang_getCursorType(cursor));
        }
        break;
    case CXCursor_BinaryOperator:
        kids = ac_children(front, cursor);
        if (clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign) {
            ac_check_conversion(front, kids.items[1], ac_is_marked(front, kids.items[0]),
                                clang_getCursorType(kids.items[0]));
        }
        break;
    case CXCursor_ReturnStmt:
        kids = ac_children(front, cursor);
        if (kids.count) {
            ac_check_conversion(front, kids.items[0], front->result_is_marked, front->result);
        }
        break;
    case CXCursor_CallExpr:
        ac_check_arguments(front, cursor);
        break;
    case CXCursor_CompoundLiteralExpr:
    case CXCursor_CStyleCastExpr:
        ac_check_conversion(front, ac_last_child(front, cursor), ac_is_marked_type(clang_getCursorType(cursor)),
                            clang_getCursorType(cursor));
        break;
    default:
        break;
    }
}

static bool calls_marked(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids;
    if (clang_getCursorKind(cursor) != CXCursor_CallExpr) {
        return false;
    }
    kids = ac_children(front, cursor);
    return kids.count && ac_is_marked(front, kids.items[0]);
}

static bool is_raise(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_CallExpr &&
           (ac_cursor_is_named(cursor, "async__raise") || ac_cursor_is_named(cursor, "async__reraise"));
}

static enum CXChildVisitResult scan(CXCursor cursor, CXCursor parent, CXClientData data);

/* In the type of a declaration or a cast: of a typeof, say. It is not evaluated. */
static bool is_in_type(struct ac_front *front, CXCursor cursor, CXCursor parent)
{
    enum CXCursorKind kind = clang_getCursorKind(parent);
    if (!ac_is_expr(cursor)) {
        return false;
    }
    if (kind == CXCursor_VarDecl) {
        return !clang_equalCursors(cursor, clang_Cursor_getVarDeclInitializer(parent));
    }
    if (kind == CXCursor_CStyleCastExpr || kind == CXCursor_CompoundLiteralExpr) {
        return !clang_equalCursors(cursor, ac_last_child(front, parent)) && !ac_contains_marker(front, cursor);
    }
    return clang_isDeclaration(kind);
}

static enum CXChildVisitResult look_for_async(CXCursor cursor, CXCursor parent, CXClientData data)
{
    bool *found = data;
    if (ac_is_shown_again(cursor, parent)) {
        return CXChildVisit_Continue;
    }
    *found |= names_async_function(cursor);
    return *found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* Each declarator shows the type in front of all of them. */
static bool is_changed(const struct ac_front *front, struct ac_range range)
{
    bool found = false;
    for (size_t i = front->unit->changes.count; i-- > 0 && !found;) {
        const struct ac_change *change = &front->unit->changes.items[i];
        if (change->range.end <= range.begin) {
            break;
        }
        found = change->range.begin == range.begin;
    }
    return found;
}

/* sizeof(f(1)), typeof(f): of an ASYNC call or function only the type is left. */
static void add_unevaluated_change(struct ac_front *front, CXCursor cursor)
{
    struct ac_place_of place = ac_place(front, cursor);
    bool found = names_async_function(cursor);
    bool is_ours = place.in_macro && ac_is_transparent(front->unit, place.range.begin);
    clang_visitChildren(cursor, look_for_async, &found);
    /* asyncc's own macros may look at the type of an argument */
    if (found && !is_ours && !is_changed(front, place.range)) {
        front->unevaluated++;
        add_expr_change(front, cursor, false);
        front->unevaluated--;
    }
}

/* The controlling expression is not evaluated. */
static void scan_generic(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    bool found = false;
    ac_check_association_types(front, cursor);
    clang_visitChildren(kids.items[0], look_for_async, &found);
    if (found) {
        struct ac_change change = {.kind = AC_CHANGE_EXPR, .inside = front->inside};
        change.expr = ac_build_unevaluated(front, kids.items[0]);
        change.range = change.expr->range;
        ac_add_change(front, change);
    }
    for (size_t i = 1; i < kids.count; i++) {
        if (scan(kids.items[i], cursor, front) == CXChildVisit_Recurse) {
            clang_visitChildren(kids.items[i], scan, front);
        }
    }
}

static bool begin_together(struct ac_front *front, CXCursor a, CXCursor b)
{
    return ac_place(front, a).range.begin == ac_place(front, b).range.begin;
}

/* if (a) SPAWN(f()); */
static bool is_unbraced_statement(struct ac_front *front, CXCursor cursor, CXCursor parent)
{
    struct ac_cursors kids = ac_children(front, parent);
    switch (clang_getCursorKind(parent)) {
    case CXCursor_IfStmt:
        return !begin_together(front, cursor, kids.items[0]);
    case CXCursor_DoStmt:
        return begin_together(front, cursor, kids.items[0]);
    case CXCursor_WhileStmt:
    case CXCursor_ForStmt:
    case CXCursor_SwitchStmt:
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt:
    case CXCursor_LabelStmt:
        return begin_together(front, cursor, kids.items[kids.count - 1]);
    default:
        return false;
    }
}

/* Of a block that is all of a statement expression, the last statement is the value. */
static bool is_statement(struct ac_front *front, CXCursor cursor, CXCursor parent)
{
    if (clang_getCursorKind(parent) != CXCursor_CompoundStmt) {
        return is_unbraced_statement(front, cursor, parent);
    }
    bool is_value =
        clang_equalCursors(parent, front->value_body) && begin_together(front, cursor, ac_last_child(front, parent));
    return !is_value;
}

static bool is_cast_to_void(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_CStyleCastExpr &&
           clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Void;
}

/* Looks through a declaration that is not an ASYNC function for what changes in it. */
static enum CXChildVisitResult scan(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    struct ac_marker marker;
    if (ac_is_shown_again(cursor, parent)) {
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) == CXCursor_UnaryExpr || is_in_type(front, cursor, parent)) {
        add_unevaluated_change(front, cursor);
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) == CXCursor_GenericSelectionExpr) {
        scan_generic(front, cursor);
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) == CXCursor_IfStmt && ac_is_defer(front, cursor)) {
        ac_error_at(front, ac_place(front, cursor).range, AC_RULE_OUTSIDE_ASYNC,
                    "DEFER stands outside an ASYNC function");
    }
    if (clang_getCursorKind(cursor) == CXCursor_CallExpr && ac_cursor_is_named(cursor, "async_leaving")) {
        ac_error_at(front, ac_place(front, cursor).range, AC_RULE_OUTSIDE_ASYNC,
                    "async_leaving() stands outside an ASYNC function: give this one the error as an argument");
    }
    if (clang_getCursorKind(parent) == CXCursor_StmtExpr) {
        front->value_body = cursor;
    }
    if (clang_getCursorKind(cursor) == CXCursor_VarDecl) {
        ac_check_cleanup(front, cursor);
    }
    check_conversions_below(front, cursor);
    if (ac_is_marker(front, cursor, &marker) || is_async_function_value(front, cursor) || calls_marked(front, cursor) ||
        is_raise(cursor)) {
        struct ac_expr *expr = add_expr_change(front, cursor, is_statement(front, cursor, parent));
        if (expr && is_cast_to_void(parent)) {
            ac_note_dropped(expr);
        }
        return CXChildVisit_Continue;
    }
    return CXChildVisit_Recurse;
}

void ac_scan(struct ac_front *front, CXCursor declaration)
{
    check_conversions_below(front, declaration);
    clang_visitChildren(declaration, scan, front);
}
