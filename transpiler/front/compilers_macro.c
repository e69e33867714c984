/* compilers_macro.c - what a macro of the compiler's own headers stands for (<stdatomic.h>, <tgmath.h>, intrinsics), or
 * one of asyncc's, in whose arguments something awaits (async_detach(SPAWN(f(AWAIT(g()))))).
 *
 * The compiler that builds the output expands it, and may have quite another one of that name. So it is a form whose
 * operands are its arguments, evaluated once each, in the order of the text:
 *
 *     atomic_fetch_add(&total, AWAIT(get()))  ->  await_1 = ...; atomic_fetch_add(&total, await_1)
 */
#include "expr.h"

bool ac_is_of_compilers_macro(struct ac_front *front, CXCursor cursor)
{
    if (!front->unit->has_compilers_macros) {
        return false;
    }
    struct ac_place_of place = ac_place(front, cursor);
    return place.in_main && place.in_macro && ac_owner_of(front->unit, place.range.begin) == AC_OWNER_COMPILER;
}

/* Its operations are built as what they are, under their AWAIT, and refused without. */
static bool is_operation(struct ac_front *front, CXCursor cursor)
{
    CXCursor call = ac_strip(front, cursor);
    return clang_getCursorKind(call) == CXCursor_CallExpr &&
           (ac_is_operation(call) || ac_is_typed_operation(front, call) || ac_cursor_is_named(call, "async__raise") ||
            ac_cursor_is_named(call, "async__reraise"));
}

bool ac_is_of_awaiting_helper(struct ac_front *front, CXCursor cursor)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (front->unevaluated ||
        (kind != CXCursor_CallExpr && kind != CXCursor_ParenExpr && kind != CXCursor_GenericSelectionExpr)) {
        return false;
    }
    struct ac_place_of place = ac_place(front, cursor);
    return place.in_main && place.in_macro && ac_owner_of(front->unit, place.range.begin) == AC_OWNER_ASYNCC &&
           ac_contains_marker(front, cursor) && !is_operation(front, cursor);
}

struct collecting {
    struct ac_front *front;
    size_t invocation;
    struct ac_cursors arguments;
};

/* An argument may be there more than once, as the operand of a typeof. */
static bool is_new(struct collecting *collecting, size_t begin)
{
    for (size_t i = 0; i < collecting->arguments.count; i++) {
        if (ac_place(collecting->front, collecting->arguments.items[i]).range.begin == begin) {
            return false;
        }
    }
    return true;
}

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct collecting *collecting = data;
    struct ac_place_of place = ac_place(collecting->front, cursor);
    if (ac_is_shown_again(cursor, parent) || clang_getCursorKind(cursor) == CXCursor_UnaryExpr) {
        return CXChildVisit_Continue;
    }
    if (!place.in_main || place.range.begin == collecting->invocation) {
        return CXChildVisit_Recurse;
    }
    if (ac_is_expr(cursor) && is_new(collecting, place.range.begin)) {
        AC_PUSH(collecting->front->arena, &collecting->arguments, cursor);
    }
    return CXChildVisit_Continue;
}

struct ac_expr *ac_build_compilers_macro(struct ac_front *front, CXCursor cursor, bool has_effect)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_FORM);
    struct collecting collecting = {.front = front, .invocation = expr->range.begin};
    clang_visitChildren(cursor, collect, &collecting);
    ac_note_mentions(front, cursor);
    ac_build_kids(front, expr, collecting.arguments, collecting.arguments.count);
    ac_sort_by_place(expr->kids, expr->kid_count);
    expr->in_macro = false;
    expr->has_effect |= has_effect && !front->unevaluated;
    return expr;
}
