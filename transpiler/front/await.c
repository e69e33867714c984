/* await.c - AWAIT, SPAWN, async_run and the like: recognises the markers in libclang's tree and copies them into the
 * IR.
 *
 * A marker is known by what its macro leaves in the tree (asyncc/markers.h): ((void)async__await, ...). */
#include "expr.h"

#include <string.h>

/* ---- recognising them -------------------------------------------------------------------------------------------- */

/* The name X of a cursor ((void)async__X), or NULL. */
static const char *marker_name(struct ac_front *front, CXCursor cursor)
{
    CXCursor name;
    const char *text;
    if (clang_getCursorKind(cursor) != CXCursor_CStyleCastExpr) {
        return NULL;
    }
    name = ac_last_child(front, cursor);
    if (clang_getCursorKind(name) != CXCursor_DeclRefExpr ||
        clang_getCursorKind(clang_getCursorReferenced(name)) != CXCursor_EnumConstantDecl) {
        return NULL;
    }
    text = ac_cursor_name(front, name);
    return strncmp(text, "async__", 7) ? NULL : text + 7;
}

static bool is_comma(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_BinaryOperator &&
           clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Comma;
}

/* a, b, c: its parts, at most four. */
static unsigned flatten_comma(struct ac_front *front, CXCursor cursor, CXCursor parts[4])
{
    struct ac_cursors kids;
    unsigned count;
    if (!is_comma(cursor)) {
        parts[0] = cursor;
        return 1;
    }
    kids = ac_children(front, cursor);
    count = flatten_comma(front, kids.items[0], parts);
    if (count < 4) {
        parts[count++] = kids.items[1];
    }
    return count;
}

/* What stands in __builtin_choose_expr(1, (call), (async_error *){ error }). */
static bool split_choice(struct ac_front *front, CXCursor cursor, struct ac_marker *marker)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (kids.count != 3) {
        return false;
    }
    marker->call = kids.items[1];
    marker->others[marker->other_count++] = ac_last_child(front, ac_last_child(front, kids.items[2]));
    return true;
}

bool ac_is_marker(struct ac_front *front, CXCursor cursor, struct ac_marker *ret_marker)
{
    struct ac_marker marker = {0};
    CXCursor parts[4], inner;
    unsigned count;
    if (clang_getCursorKind(cursor) != CXCursor_ParenExpr) {
        return false;
    }
    inner = ac_last_child(front, cursor);
    if (!is_comma(inner)) {
        return false;
    }
    count = flatten_comma(front, inner, parts);
    marker.name = marker_name(front, parts[0]);
    if (!marker.name) {
        return false;
    }
    for (unsigned i = 1; i + 1 < count; i++) {
        marker.others[marker.other_count++] = ac_last_child(front, parts[i]); /* (void)(loop) */
    }
    marker.call = parts[count - 1];
    if (!strcmp(marker.name, "start")) {
        marker.call = ac_last_child(front, marker.call);
    } else if (!strncmp(marker.name, "spawn", 5)) {
        marker.call = ac_first_expr(front, marker.call); /* in the typeof of the cast */
    } else if (strstr(marker.name, "_catch") && !split_choice(front, marker.call, &marker)) {
        return false;
    }
    *ret_marker = marker;
    return true;
}

static enum CXChildVisitResult look_for_marker(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = *(struct ac_front **)data;
    struct ac_marker marker;
    if (ac_is_marker(front, cursor, &marker)) {
        *(struct ac_front **)data = NULL;
        return CXChildVisit_Break;
    }
    return ac_is_shown_again(cursor, parent) ? CXChildVisit_Continue : CXChildVisit_Recurse;
}

bool ac_contains_marker(struct ac_front *front, CXCursor cursor)
{
    struct ac_front *found = front;
    struct ac_marker marker;
    if (ac_is_marker(front, cursor, &marker)) {
        return true;
    }
    clang_visitChildren(cursor, look_for_marker, &found);
    return !found;
}

/* ---- those that nothing copies ----------------------------------------------------------------------------------- */

void ac_note_marker(struct ac_front *front, CXCursor cursor)
{
    struct ac_marker marker;
    if (ac_is_marker(front, cursor, &marker)) {
        AC_PUSH(front->arena, &front->named_markers, ac_place(front, cursor).range);
    }
}

static void note_copied(struct ac_front *front, struct ac_range range)
{
    AC_PUSH(front->arena, &front->copied_markers, range);
}

static bool is_copied(const struct ac_front *front, struct ac_range range)
{
    for (size_t i = 0; i < front->copied_markers.count; i++) {
        struct ac_range copied = front->copied_markers.items[i];
        if (copied.begin <= range.begin && range.end <= copied.end) {
            return true;
        }
    }
    return false;
}

void ac_refuse_markers_in_types(struct ac_front *front)
{
    for (size_t i = 0; i < front->named_markers.count; i++) {
        if (!is_copied(front, front->named_markers.items[i])) {
            ac_error_at(front, front->named_markers.items[i], AC_RULE_AWAIT_POSITION,
                        "an AWAIT cannot stand in a member, an enumerator, a case or a designator: write its type "
                        "instead");
        }
    }
    front->named_markers.count = front->copied_markers.count = 0;
}

/* ---- copying them ------------------------------------------------------------------------------------------------ */

/* What the text in its place shall name too. */
struct dropped {
    struct ac_front *front;
    struct ac_range range;
    struct ac_cursors declarations;
    struct {
        struct ac_expr **items;
        size_t count, capacity;
    } names;
    const char *zero; /* in which they are named */
};

static bool is_named(const struct dropped *dropped, CXCursor declaration)
{
    for (size_t i = 0; i < dropped->declarations.count; i++) {
        if (clang_equalCursors(dropped->declarations.items[i], declaration)) {
            return true;
        }
    }
    return false;
}

/* What compilers would call unused, and what has its own name in the output. */
static bool can_be_unused(struct ac_front *front, CXCursor declaration)
{
    bool is_inside = clang_getCursorKind(clang_getCursorLexicalParent(declaration)) == CXCursor_FunctionDecl;
    bool is_external = clang_getCursorLinkage(declaration) == CXLinkage_External;
    switch (clang_getCursorKind(declaration)) {
    case CXCursor_VarDecl:
        return (is_inside || !is_external) && ac_is_in_main(front, declaration);
    case CXCursor_FunctionDecl:
        return !is_external && ac_is_in_main(front, declaration) && !ac_is_async_function(declaration);
    case CXCursor_TypedefDecl:
        return is_inside;
    default:
        return false;
    }
}

static bool is_dropped_too(const struct dropped *dropped, CXCursor declaration)
{
    struct ac_range range = ac_place(dropped->front, declaration).range;
    return range.begin < dropped->range.end && dropped->range.begin < range.end;
}

static enum CXChildVisitResult note_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct dropped *dropped = data;
    struct ac_front *front = dropped->front;
    CXCursor declaration = clang_getCursorReferenced(cursor);
    struct ac_local *local = ac_find_local(front, declaration);
    (void)parent;
    if ((local || (can_be_unused(front, declaration) && !is_dropped_too(dropped, declaration))) &&
        !is_named(dropped, declaration)) {
        struct ac_expr *name = ac_new_expr(front, cursor, local ? AC_EXPR_LOCAL : AC_EXPR_TEXT);
        name->local = local;
        name->text = local ? NULL : ac_cursor_name(front, declaration);
        name->is_lvalue = name->is_bare = true;
        AC_PUSH(front->arena, &dropped->declarations, declaration);
        AC_PUSH(front->arena, &dropped->names, name);
        dropped->zero = ac_format(front->arena, "%s & sizeof(__typeof__(@) *)", dropped->zero);
    }
    return CXChildVisit_Recurse;
}

/* What is dropped may be all that uses a variable: 0 & sizeof(__typeof__(x) *) */
static const char *naming_zero(struct ac_front *front, CXCursor cursor, struct ac_expr *expr)
{
    struct dropped dropped = {.front = front, .range = ac_place(front, cursor).range, .zero = "0"};
    if (front->function) {
        clang_visitChildren(cursor, note_name, &dropped);
    }
    expr->kids = dropped.names.items;
    expr->kid_count = dropped.names.count;
    return dropped.names.count ? ac_format(front->arena, "(%s)", dropped.zero) : dropped.zero;
}

struct ac_expr *ac_build_null_instead(struct ac_front *front, CXCursor cursor, const char *before)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_TEXT);
    note_copied(front, expr->range);
    expr->text = ac_format(front->arena, "%s%s", before, naming_zero(front, cursor, expr));
    return expr;
}

struct ac_expr *ac_build_type_of_marker(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_TEXT);
    const char *zero = naming_zero(front, cursor, expr);
    note_copied(front, expr->range);
    if (expr->type->is_unnameable) {
        ac_error_at(front, expr->range, AC_RULE_UNNAMED_TYPE,
                    "an ASYNC call whose type has no name outside this function cannot stand here");
    }
    if (expr->type->is_variably_modified) {
        ac_error_at(front, expr->range, AC_RULE_AWAIT_POSITION,
                    "an AWAIT cannot stand in what has a type of variable size and is not evaluated: give it a name "
                    "first");
    }
    expr->in_macro &= !ac_is_of_compilers_macro(front, cursor);
    expr->text = expr->type->is_void ? ac_format(front->arena, "((void)%s)", zero)
                                     : ac_format(front->arena, "(*(%s *)%s)", expr->type->spelling, zero);
    if (*expr->type->after) {
        const char *pointer = *expr->type->after == '[' ? "(*)" : "*";
        expr->text = ac_format(front->arena, "(*(%s%s%s)%s)", expr->type->before, pointer, expr->type->after, zero);
    }
    return expr;
}

/* A variable, and where it is named. */
struct mention {
    CXCursor variable, name;
};

static enum CXChildVisitResult find_mention(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct mention *mention = data;
    (void)parent;
    if (!clang_equalCursors(clang_getCursorReferenced(cursor), mention->variable)) {
        return CXChildVisit_Recurse;
    }
    mention->name = cursor;
    return CXChildVisit_Break;
}

/* AWAIT_TIMEOUT(t, rest(t)): an outer t may be meant, but the new one is declared by then. */
static void check_time_limit(struct ac_front *front, CXCursor operand)
{
    CXCursor call = ac_strip_call(front, operand);
    struct mention mention = {.name = clang_getNullCursor()};
    if (!ac_cursor_is_named(call, "async__timeout_enter") && !ac_cursor_is_named(call, "async__timeout_enter_at")) {
        return;
    }
    mention.variable = clang_getCursorReferenced(ac_strip(front, clang_Cursor_getArgument(call, 0)));
    clang_visitChildren(clang_Cursor_getArgument(call, 1), find_mention, &mention);
    if (!clang_Cursor_isNull(mention.name)) {
        ac_error_at(front, ac_place(front, mention.name).range, AC_RULE_TIMEOUT_NAME,
                    "'%s' is the time limit itself here, which has no time yet: give the limit another name",
                    ac_cursor_name(front, mention.variable));
    }
}

static struct ac_expr *build_await(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_AWAIT);
    check_time_limit(front, marker->call);
    expr->callee = ac_build_callee(front, marker->call, marker->other_count ? "AWAIT_CATCH" : "AWAIT");
    if (!front->function) {
        ac_error_at(front, expr->range, AC_RULE_OUTSIDE_ASYNC,
                    "AWAIT stands outside an ASYNC function: mark the function around it ASYNC");
    }
    ac_set_kids(front, expr, 2);
    if (expr->callee) {
        expr->type = expr->callee->result;
        ac_add_kid(expr, expr->callee->call);
    }
    if (marker->other_count) {
        ac_add_kid(expr, ac_build_value(front, marker->others[0]));
    }
    expr->has_await = expr->has_effect = true;
    return expr;
}

static const struct {
    const char *name, *spelled;
    enum ac_start start;
} starts[] = {
    {"spawn", "SPAWN", AC_START_SPAWN},
    {"spawn_on", "SPAWN_ON", AC_START_SPAWN_ON},
    {"spawn_into", "SPAWN_INTO", AC_START_SPAWN_INTO},
    {"spawn_all", "AWAIT_ALL", AC_START_SPAWN_INTO},
    {"run", "async_run", AC_START_RUN},
    {"run_catch", "async_run_catch", AC_START_RUN_CATCH},
    {"loop_run", "async_loop_run", AC_START_LOOP_RUN},
    {"loop_run_catch", "async_loop_run_catch", AC_START_LOOP_RUN_CATCH},
    {"start", "async_coroutine_start", AC_START_COROUTINE},
};

static bool is_local_address(struct ac_front *front, CXCursor argument)
{
    CXCursor inner = ac_strip(front, argument);
    struct ac_cursors kids;
    if (clang_getCursorKind(inner) == CXCursor_UnaryOperator &&
        clang_getCursorUnaryOperatorKind(inner) == CXUnaryOperator_AddrOf) {
        kids = ac_children(front, inner);
        inner = kids.count ? ac_strip(front, kids.items[0]) : inner;
    } else if (clang_getCanonicalType(clang_getCursorType(inner)).kind != CXType_ConstantArray) {
        return false;
    }
    while (clang_getCursorKind(inner) == CXCursor_MemberRefExpr ||
           clang_getCursorKind(inner) == CXCursor_ArraySubscriptExpr) {
        kids = ac_children(front, inner);
        if (!kids.count ||
            clang_getCanonicalType(clang_getCursorType(ac_strip(front, kids.items[0]))).kind == CXType_Pointer) {
            return false;
        }
        inner = ac_strip(front, kids.items[0]);
    }
    return clang_getCursorKind(inner) == CXCursor_DeclRefExpr && ac_find_local(front, clang_getCursorReferenced(inner));
}

/* The task may outlive the local that it gets a pointer to. */
static void warn_about_local_addresses(struct ac_front *front, CXCursor operand)
{
    CXCursor call = ac_strip_call(front, operand);
    int count = clang_getCursorKind(call) == CXCursor_CallExpr ? clang_Cursor_getNumArguments(call) : 0;
    for (int i = 0; front->function && i < count; i++) {
        CXCursor argument = clang_Cursor_getArgument(call, (unsigned)i);
        if (is_local_address(front, argument) && !ac_is_operation(call)) {
            ac_diag(front->diags, AC_WARNING, front->source, ac_place(front, argument).range,
                    AC_RULE_SPAWN_LOCAL_ADDRESS, "the address of a local is passed to a task, which may outlive it");
        }
    }
}

static struct ac_expr *build_start(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_START);
    size_t i = 0;
    while (strcmp(starts[i].name, marker->name) != 0) {
        i++;
    }
    expr->start = starts[i].start;
    expr->callee = ac_build_callee(front, marker->call, starts[i].spelled);
    if (expr->start == AC_START_SPAWN || expr->start == AC_START_SPAWN_ON) {
        warn_about_local_addresses(front, marker->call);
    } else if (front->function && !ac_is_spawn(expr->start) && expr->start != AC_START_COROUTINE) {
        ac_error_at(front, expr->range, AC_RULE_NESTED_RUN,
                    "%s would run a loop inside an ASYNC function: AWAIT the call instead", starts[i].spelled);
    }
    ac_set_kids(front, expr, 3);
    if (expr->callee) {
        ac_add_kid(expr, expr->callee->call);
        if (!ac_is_spawn(expr->start) && expr->start != AC_START_COROUTINE) {
            expr->type = expr->callee->result;
        }
    }
    for (unsigned other = 0; other < marker->other_count; other++) {
        ac_add_kid(expr, ac_build_value(front, marker->others[other]));
    }
    expr->has_effect = true;
    return expr;
}

static bool is_spawn_into(const struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_PAREN) {
        expr = expr->kids[0];
    }
    return expr->kind == AC_EXPR_START && expr->start == AC_START_SPAWN_INTO;
}

/* What a cast to void, a comma or a conditional is made of is dropped with it. A conditional needs two values or none.
 */
void ac_note_dropped(struct ac_expr *expr)
{
    if (expr->kind == AC_EXPR_PAREN) {
        ac_note_dropped(expr->kids[0]);
    } else if (expr->kind == AC_EXPR_COMMA && !expr->has_await) {
        ac_note_dropped(expr->kids[1]);
    } else if (expr->kind == AC_EXPR_CONDITIONAL && !expr->has_await && is_spawn_into(expr->kids[1]) &&
               is_spawn_into(expr->kids[2])) {
        ac_note_dropped(expr->kids[1]);
        ac_note_dropped(expr->kids[2]);
    } else if (is_spawn_into(expr)) {
        expr->start = AC_START_DROP_INTO;
    }
}

struct ac_expr *ac_build_marker(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker)
{
    struct ac_expr *expr;
    note_copied(front, ac_place(front, cursor).range);
    if (!ac_is_in_main(front, cursor)) {
        ac_need_text(front, cursor, true);
    } else if (ac_place(front, cursor).in_macro) {
        ac_need_expansion(front->unit, ac_place(front, cursor).range.begin);
    }
    if (front->unevaluated) {
        return ac_build_type_of_marker(front, cursor);
    }
    if (!strncmp(marker->name, "await", 5)) {
        return build_await(front, cursor, marker);
    }
    expr = build_start(front, cursor, marker);
    return expr;
}
