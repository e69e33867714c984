/* expr.c - copies expressions into the IR and recognises the markers among them.
 *
 * A marker is known by what its macro leaves in the tree (asyncc/markers.h): ((void)async__await, ...). Implicit
 * conversions are no nodes of their own: they become the type of what they convert. */
#include "front.h"

#include <ctype.h>
#include <string.h>

static bool is_pointer(CXCursor cursor)
{
    return clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Pointer;
}

static bool is_array(CXCursor cursor)
{
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(cursor)).kind;
    return kind == CXType_ConstantArray || kind == CXType_VariableArray || kind == CXType_IncompleteArray;
}

static struct ac_expr *build_value(struct ac_front *front, CXCursor cursor)
{
    return ac_build_expr(front, cursor, AC_USE_VALUE);
}

static struct ac_expr *new_expr(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind)
{
    struct ac_expr *expr = ac_new(front->arena, struct ac_expr);
    struct ac_place_of place = ac_place(front, cursor);
    expr->kind = kind;
    expr->range = place.range;
    expr->in_macro = place.in_macro || !place.in_main;
    expr->type = ac_type(front, clang_getCursorType(cursor));
    return expr;
}

static void set_kids(struct ac_front *front, struct ac_expr *expr, size_t count)
{
    expr->kids = ac_alloc(front->arena, (count + 1) * sizeof *expr->kids);
    expr->kid_count = 0;
}

static void add_kid(struct ac_expr *expr, struct ac_expr *kid)
{
    expr->kids[expr->kid_count++] = kid;
    expr->has_await |= kid->has_await;
    expr->has_effect |= kid->has_effect;
}

static enum CXChildVisitResult look_for_marker(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = *(struct ac_front **)data;
    struct ac_marker marker;
    (void)parent;
    if (ac_is_marker(front, cursor, &marker)) {
        *(struct ac_front **)data = NULL;
        return CXChildVisit_Break;
    }
    return CXChildVisit_Recurse;
}

static bool contains_marker(struct ac_front *front, CXCursor cursor)
{
    struct ac_front *found = front;
    struct ac_marker marker;
    if (ac_is_marker(front, cursor, &marker)) {
        return true;
    }
    clang_visitChildren(cursor, look_for_marker, &found);
    return !found;
}

static struct ac_expr *build_type_of_marker(struct ac_front *front, CXCursor cursor);

/* With a marker somewhere inside, the whole operand becomes its type. */
struct ac_expr *ac_build_unevaluated(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr;
    if (contains_marker(front, cursor)) {
        return build_type_of_marker(front, cursor);
    }
    front->unevaluated++;
    expr = ac_build_expr(front, cursor, AC_USE_NOTHING);
    front->unevaluated--;
    expr->has_await = expr->has_effect = false;
    return expr;
}

/* All expressions below a cursor, each as a value; the last `evaluated` of them evaluated. */
static void build_kids(struct ac_front *front, struct ac_expr *expr, struct ac_cursors kids, size_t evaluated)
{
    size_t exprs = 0, seen = 0;
    for (size_t i = 0; i < kids.count; i++) {
        exprs += ac_is_expr(kids.items[i]);
    }
    set_kids(front, expr, exprs);
    for (size_t i = 0; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) {
            bool is_evaluated = exprs - seen++ <= evaluated;
            add_kid(expr,
                    is_evaluated ? build_value(front, kids.items[i]) : ac_build_unevaluated(front, kids.items[i]));
        }
    }
}

static struct ac_expr *build_all(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind,
                                 struct ac_cursors kids)
{
    struct ac_expr *expr = new_expr(front, cursor, kind);
    build_kids(front, expr, kids, kids.count);
    return expr;
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

static unsigned access_of(enum ac_use use)
{
    static const unsigned table[] = {[AC_USE_VALUE] = AC_ACCESS_READ,
                                     [AC_USE_WRITE] = AC_ACCESS_WRITE,
                                     [AC_USE_UPDATE] = AC_ACCESS_READ | AC_ACCESS_WRITE,
                                     [AC_USE_ADDRESS] = AC_ACCESS_ADDRESS,
                                     [AC_USE_NOTHING] = AC_ACCESS_NONE};
    return table[use];
}

/* Part of an object is used: what remains of it stays. */
static enum ac_use use_of_whole(enum ac_use use)
{
    return use == AC_USE_WRITE ? AC_USE_UPDATE : use;
}

static struct ac_expr *build_variable(struct ac_front *front, CXCursor cursor, CXCursor declaration, enum ac_use use)
{
    struct ac_local *local = front->function ? ac_find_local(front, declaration) : NULL;
    struct ac_expr *expr = new_expr(front, cursor, local ? AC_EXPR_LOCAL : AC_EXPR_VARIABLE);
    expr->is_lvalue = true;
    expr->has_effect = clang_isVolatileQualifiedType(clang_getCursorType(cursor)) && !front->unevaluated;
    expr->local = local;
    expr->access = front->unevaluated ? AC_ACCESS_NONE : access_of(use);
    if (local && (expr->access & AC_ACCESS_ADDRESS)) {
        local->address_taken = true;
    }
    return expr;
}

static struct ac_expr *build_async_function(struct ac_front *front, CXCursor cursor, CXCursor function)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_ASYNC_FUNCTION);
    struct ac_declaration *declaration = ac_declaration_of(front, function);
    expr->callee = ac_new(front->arena, struct ac_callee);
    expr->callee->name = declaration->name;
    expr->callee->result = declaration->result;
    ac_need_declaration(front, declaration);
    return expr;
}

static struct ac_expr *build_name(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    CXCursor declaration = clang_getCursorReferenced(cursor);
    switch (clang_getCursorKind(declaration)) {
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
        return build_variable(front, cursor, declaration, use);
    case CXCursor_FunctionDecl:
        if (ac_is_async_function(declaration)) {
            return build_async_function(front, cursor, declaration);
        }
        return new_expr(front, cursor, AC_EXPR_FUNCTION);
    default:
        return new_expr(front, cursor, AC_EXPR_CONSTANT);
    }
}

/* ---- markers ------------------------------------------------------------------------------------------------------
 */

static CXCursor last_expr(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    return kids.count ? kids.items[kids.count - 1] : clang_getNullCursor();
}

static CXCursor first_child(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    return kids.count ? kids.items[0] : clang_getNullCursor();
}

static CXCursor first_expr(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    for (size_t i = 0; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) {
            return kids.items[i];
        }
    }
    return clang_getNullCursor();
}

/* The name X of a cursor ((void)async__X), or NULL. */
static const char *marker_name(struct ac_front *front, CXCursor cursor)
{
    CXCursor name;
    const char *text;
    if (clang_getCursorKind(cursor) != CXCursor_CStyleCastExpr) {
        return NULL;
    }
    name = last_expr(front, cursor);
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
    marker->others[marker->other_count++] = last_expr(front, last_expr(front, kids.items[2]));
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
    inner = last_expr(front, cursor);
    if (!is_comma(inner)) {
        return false;
    }
    count = flatten_comma(front, inner, parts);
    marker.name = marker_name(front, parts[0]);
    if (!marker.name) {
        return false;
    }
    for (unsigned i = 1; i + 1 < count; i++) {
        marker.others[marker.other_count++] = last_expr(front, parts[i]); /* (void)(loop) */
    }
    marker.call = parts[count - 1];
    if (!strcmp(marker.name, "start")) {
        marker.call = last_expr(front, marker.call);
    } else if (!strncmp(marker.name, "spawn", 5)) {
        marker.call = first_expr(front, marker.call); /* in the typeof of the cast */
    } else if (strstr(marker.name, "_catch") && !split_choice(front, marker.call, &marker)) {
        return false;
    }
    *ret_marker = marker;
    return true;
}

/* ---- the call under a marker ------------------------------------------------------------------------------------ */

static bool is_operation(CXCursor call)
{
    CXCursor function = clang_getCursorReferenced(call);
    return clang_getCursorKind(function) == CXCursor_FunctionDecl && ac_has_annotation(function, "asyncc:operation");
}

/* f->op: ((**(f))(async__join())): the operation is the only argument of a call through the future. */
static bool is_typed_operation(struct ac_front *front, CXCursor call)
{
    CXCursor argument;
    if (clang_Cursor_getNumArguments(call) != 1) {
        return false;
    }
    argument = ac_strip(front, clang_Cursor_getArgument(call, 0));
    return clang_getCursorKind(argument) == CXCursor_CallExpr && is_operation(argument);
}

struct holes {
    struct ac_front *front;
    struct ac_expr *call;
    struct {
        struct ac_expr **items;
        size_t count, capacity;
    } found;
};

static bool is_unevaluated_form(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_UnaryExpr || clang_getCursorKind(cursor) == CXCursor_ParmDecl;
}

/* The arguments as the user wrote them, wherever the operation's macro put them. */
static enum CXChildVisitResult find_hole(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct holes *holes = data;
    struct ac_place_of place = ac_place(holes->front, cursor);
    struct ac_range whole = holes->call->range;
    (void)parent;
    if (is_unevaluated_form(cursor)) {
        return CXChildVisit_Continue;
    }
    if (ac_is_expr(cursor) && place.in_main && place.range.begin > whole.begin && place.range.end < whole.end) {
        for (size_t i = 0; i < holes->found.count; i++) {
            if (holes->found.items[i]->range.begin == place.range.begin) {
                return CXChildVisit_Continue;
            }
        }
        /* the conversion of an array to a pointer may be outside, in the macro */
        AC_PUSH(holes->front->arena, &holes->found,
                ac_build_expr(holes->front, cursor, is_array(cursor) ? AC_USE_ADDRESS : AC_USE_VALUE));
        return CXChildVisit_Continue;
    }
    return CXChildVisit_Recurse;
}

static void sort_by_place(struct ac_expr **items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t j = i; j > 0 && items[j]->range.begin < items[j - 1]->range.begin; j--) {
            struct ac_expr *swap = items[j];
            items[j] = items[j - 1];
            items[j - 1] = swap;
        }
    }
}

static struct ac_expr *build_operation(struct ac_front *front, CXCursor call, struct ac_callee *callee)
{
    struct holes holes = {.front = front};
    struct ac_expr *expr = holes.call = new_expr(front, call, AC_EXPR_CALL);
    size_t name_end = expr->range.begin;
    clang_visitChildren(call, find_hole, &holes);
    sort_by_place(holes.found.items, holes.found.count);
    set_kids(front, expr, holes.found.count);
    for (size_t i = 0; i < holes.found.count; i++) {
        add_kid(expr, holes.found.items[i]);
    }
    while (front->source->text[name_end] == '_' || isalnum((unsigned char)front->source->text[name_end])) {
        name_end++;
    }
    callee->is_operation = true;
    callee->name = ac_strndup(front->arena, front->source->text + expr->range.begin, name_end - expr->range.begin);
    expr->in_macro = false; /* asyncc's own */
    return expr;
}

static struct ac_expr *build_arguments(struct ac_front *front, CXCursor call, struct ac_expr *expr);

static void describe_pointer_call(struct ac_front *front, CXCursor call, struct ac_callee *callee)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(ac_children(front, call).items[0]));
    int count;
    type = type.kind == CXType_Pointer ? clang_getCanonicalType(clang_getPointeeType(type)) : type;
    count = clang_getNumArgTypes(type);
    callee->parameter_count = count > 0 ? (size_t)count : 0;
    callee->parameters = ac_alloc(front->arena, (callee->parameter_count + 1) * sizeof *callee->parameters);
    for (size_t i = 0; i < callee->parameter_count; i++) {
        callee->parameters[i] = ac_type(front, clang_getArgType(type, (unsigned)i));
    }
}

static CXCursor strip_call(struct ac_front *front, CXCursor cursor)
{
    for (;;) {
        cursor = ac_strip(front, cursor);
        if (clang_getCursorKind(cursor) != CXCursor_GenericSelectionExpr ||
            clang_Cursor_isNull(ac_selected_association(front, cursor))) {
            return cursor;
        }
        cursor = ac_selected_association(front, cursor);
    }
}

/* The function or variable that a call names as what it calls; null where that is an expression. */
static CXCursor named_callee(struct ac_front *front, CXCursor call)
{
    CXCursor callee = strip_call(front, ac_children(front, call).items[0]);
    bool is_name =
        clang_getCursorKind(callee) == CXCursor_DeclRefExpr || clang_getCursorKind(callee) == CXCursor_MemberRefExpr;
    return is_name ? clang_getCursorReferenced(callee) : clang_getNullCursor();
}

static void refuse_operand(struct ac_front *front, CXCursor cursor, CXCursor operand, const char *marker)
{
    struct ac_range range = ac_place(front, operand).range;
    if (clang_getCursorKind(cursor) == CXCursor_CallExpr) {
        CXCursor function = clang_getCursorReferenced(cursor);
        ac_error_at(front, range, "the operand of %s calls %s%s%s, which is not ASYNC", marker,
                    clang_Cursor_isNull(function) ? "a function" : "'", ac_cursor_name(front, function),
                    clang_Cursor_isNull(function) ? "" : "'");
        if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
            ac_note_cursor(front, function, "'%s' is declared here", ac_cursor_name(front, function));
        }
    } else {
        ac_error_at(front, range,
                    "the operand of %s must be one call of an ASYNC function or of an operation of asyncc", marker);
    }
}

static struct ac_callee *build_callee(struct ac_front *front, CXCursor operand, const char *marker)
{
    struct ac_callee *callee = ac_new(front->arena, struct ac_callee);
    CXCursor call = strip_call(front, operand), function;
    callee->result = ac_type(front, clang_getCursorType(call));
    if (clang_getCursorKind(call) != CXCursor_CallExpr) {
        refuse_operand(front, call, operand, marker);
        return NULL;
    }
    if (is_operation(call) || is_typed_operation(front, call)) {
        callee->call = build_operation(front, call, callee);
        return callee;
    }
    if (!ac_is_marked(front, ac_children(front, call).items[0])) {
        refuse_operand(front, call, operand, marker);
        return NULL;
    }
    function = named_callee(front, call);
    if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
        callee->name = ac_declaration_of(front, function)->name;
        callee->is_leaf = ac_has_annotation(function, "asyncc:leaf");
        if (clang_Cursor_isVariadic(function)) {
            ac_error_at(front, ac_place(front, call).range, "variadic ASYNC functions are not supported yet");
        }
    } else {
        describe_pointer_call(front, call, callee);
    }
    callee->call = build_arguments(front, call, new_expr(front, call, AC_EXPR_CALL));
    return callee;
}

/* In an unevaluated operand a marker is its type alone. */
static struct ac_expr *build_type_of_marker(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_TEXT);
    if (expr->type->is_unnameable) {
        ac_error_at(front, expr->range, "an ASYNC call whose type has no name outside this function cannot stand here");
    }
    expr->text = expr->type->is_void ? "((void)0)" : ac_format(front->arena, "(*(%s *)0)", expr->type->spelling);
    if (*expr->type->after) {
        expr->text = ac_format(front->arena, "(*(%s*%s)0)", expr->type->before, expr->type->after);
    }
    return expr;
}

static struct ac_expr *build_await(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_AWAIT);
    expr->callee = build_callee(front, marker->call, marker->other_count ? "AWAIT_CATCH" : "AWAIT");
    if (!front->function) {
        ac_error_at(front, expr->range, "AWAIT stands outside an ASYNC function: mark the function around it ASYNC");
    }
    set_kids(front, expr, 2);
    if (expr->callee) {
        expr->type = expr->callee->result;
        add_kid(expr, expr->callee->call);
    }
    if (marker->other_count) {
        add_kid(expr, build_value(front, marker->others[0]));
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
    CXCursor call = strip_call(front, operand);
    int count = clang_getCursorKind(call) == CXCursor_CallExpr ? clang_Cursor_getNumArguments(call) : 0;
    for (int i = 0; front->function && i < count; i++) {
        CXCursor argument = clang_Cursor_getArgument(call, (unsigned)i);
        if (is_local_address(front, argument) && !is_operation(call)) {
            ac_diag(front->diags, AC_WARNING, front->source, ac_place(front, argument).range, "spawn-local-address",
                    "the address of a local is passed to a task, which may outlive it");
        }
    }
}

static struct ac_expr *build_start(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_START);
    size_t i = 0;
    while (strcmp(starts[i].name, marker->name)) {
        i++;
    }
    expr->start = starts[i].start;
    expr->callee = build_callee(front, marker->call, starts[i].spelled);
    if (expr->start == AC_START_SPAWN || expr->start == AC_START_SPAWN_ON) {
        warn_about_local_addresses(front, marker->call);
    } else if (front->function && expr->start != AC_START_COROUTINE) {
        ac_error_at(front, expr->range, "%s would run a loop inside an ASYNC function: AWAIT the call instead",
                    starts[i].spelled);
    }
    set_kids(front, expr, 3);
    if (expr->callee) {
        add_kid(expr, expr->callee->call);
        if (expr->start != AC_START_SPAWN && expr->start != AC_START_SPAWN_ON && expr->start != AC_START_COROUTINE) {
            expr->type = expr->callee->result;
        }
    }
    for (unsigned other = 0; other < marker->other_count; other++) {
        add_kid(expr, build_value(front, marker->others[other]));
    }
    expr->has_effect = true;
    return expr;
}

static struct ac_expr *build_marker(struct ac_front *front, CXCursor cursor, const struct ac_marker *marker)
{
    struct ac_expr *expr;
    if (!ac_place(front, cursor).in_main) {
        ac_refuse_included(front, cursor);
    } else if (ac_place(front, cursor).in_macro) {
        ac_need_expansion(front->unit, ac_place(front, cursor).range.begin);
    }
    if (front->unevaluated) {
        return build_type_of_marker(front, cursor);
    }
    if (!strncmp(marker->name, "await", 5)) {
        return build_await(front, cursor, marker);
    }
    expr = build_start(front, cursor, marker);
    return expr;
}

/* ---- calls --------------------------------------------------------------------------------------------------------
 */

static bool parameter_is_marked(CXCursor call, CXCursor function, unsigned index, CXType *ret_type)
{
    CXType type = clang_getCursorType(function);
    if (clang_getCursorKind(function) == CXCursor_FunctionDecl && (int)index < clang_Cursor_getNumArguments(function)) {
        CXCursor parameter = clang_Cursor_getArgument(function, index);
        *ret_type = clang_getCursorType(parameter);
        return ac_is_marked_declaration(parameter);
    }
    (void)call;
    type = clang_getCanonicalType(type);
    type = type.kind == CXType_Pointer ? clang_getCanonicalType(clang_getPointeeType(type)) : type;
    *ret_type = clang_getArgType(type, index);
    return ret_type->kind != CXType_Invalid && ac_is_marked_type(*ret_type);
}

void ac_check_arguments(struct ac_front *front, CXCursor call)
{
    struct ac_cursors kids = ac_children(front, call);
    CXCursor function = kids.count ? named_callee(front, call) : clang_getNullCursor();
    for (size_t i = 1; i < kids.count; i++) {
        CXType wanted;
        bool marked = parameter_is_marked(call, function, (unsigned)i - 1, &wanted);
        ac_check_conversion(front, kids.items[i], marked, wanted);
    }
}

static struct ac_expr *build_arguments(struct ac_front *front, CXCursor call, struct ac_expr *expr)
{
    struct ac_cursors kids = ac_children(front, call);
    set_kids(front, expr, kids.count);
    ac_check_arguments(front, call);
    add_kid(expr, build_value(front, kids.items[0]));
    for (size_t i = 1; i < kids.count; i++) {
        add_kid(expr, build_value(front, kids.items[i]));
    }
    expr->has_effect = true;
    return expr;
}

static void refuse_bare_call(struct ac_front *front, CXCursor call)
{
    CXCursor function = named_callee(front, call);
    struct ac_range range = ac_place(front, call).range;
    const char *name = ac_cursor_name(front, function);
    if (front->function) {
        ac_error_at(front, range, "'%s' is ASYNC: call it as AWAIT(%s(...)) or SPAWN(%s(...))", name, name, name);
        ac_diag_fix(front->diags, (struct ac_range){range.begin, range.begin}, "AWAIT(");
        ac_diag_fix(front->diags, (struct ac_range){range.end, range.end}, ")");
    } else {
        ac_error_at(front, range,
                    "'%s' is ASYNC: in an ordinary function only SPAWN(%s(...)) or async_run(%s(...)) can start it",
                    name, name, name);
    }
    if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
        ac_note_cursor(front, function, "'%s' is declared ASYNC here", name);
    }
}

static struct ac_expr *build_call(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (ac_cursor_is_named(cursor, "async_leaving")) {
        return new_expr(front, cursor, AC_EXPR_LEAVING);
    }
    if (kids.count && ac_is_marked(front, kids.items[0])) {
        if (front->unevaluated) {
            return build_type_of_marker(front, cursor);
        }
        refuse_bare_call(front, cursor);
    } else if (is_operation(cursor) || is_typed_operation(front, cursor)) {
        if (front->unevaluated) {
            return build_type_of_marker(front, cursor);
        }
        ac_error_at(front, ac_place(front, cursor).range,
                    "an operation of asyncc that may suspend stands without AWAIT");
    } else if (ac_cursor_is_named(cursor, "async__raise") || ac_cursor_is_named(cursor, "async__reraise")) {
        ac_error_at(front, ac_place(front, cursor).range,
                    front->function ? "%s is a statement: it cannot stand inside an expression"
                                    : "%s stands outside an ASYNC function",
                    ac_cursor_is_named(cursor, "async__raise") ? "RAISE" : "RERAISE");
    }
    return build_arguments(front, cursor, new_expr(front, cursor, AC_EXPR_CALL));
}

/* ---- operators ----------------------------------------------------------------------------------------------------
 */

static struct ac_expr *build_unary(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_UNARY);
    enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
    enum ac_use kid_use = AC_USE_VALUE;
    switch (kind) {
    case CXUnaryOperator_AddrOf:
        expr->op = AC_OP_ADDRESS;
        kid_use = AC_USE_ADDRESS;
        break;
    case CXUnaryOperator_Deref:
        expr->op = AC_OP_DEREFERENCE;
        expr->is_lvalue = true;
        break;
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec:
    case CXUnaryOperator_PreInc:
    case CXUnaryOperator_PreDec:
        expr->op = AC_OP_INCREMENT;
        expr->has_effect = !front->unevaluated;
        kid_use = AC_USE_UPDATE;
        break;
    case CXUnaryOperator_Real:
    case CXUnaryOperator_Imag:
        expr->is_lvalue = true;
        kid_use = use_of_whole(use);
        break;
    case CXUnaryOperator_Extension:
        kid_use = use;
        break;
    default:
        break;
    }
    set_kids(front, expr, 1);
    add_kid(expr,
            ac_build_expr(front, ac_children(front, cursor).items[0], front->unevaluated ? AC_USE_NOTHING : kid_use));
    if (clang_isVolatileQualifiedType(clang_getCursorType(cursor)) && expr->is_lvalue && !front->unevaluated) {
        expr->has_effect = true;
    }
    return expr;
}

static struct ac_expr *build_assignment(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind)
{
    struct ac_expr *expr = new_expr(front, cursor, kind);
    struct ac_cursors kids = ac_children(front, cursor);
    CXType wanted = clang_getCursorType(kids.items[0]);
    if (kind == AC_EXPR_ASSIGN) {
        ac_check_conversion(front, kids.items[1], ac_is_marked(front, kids.items[0]), wanted);
    }
    set_kids(front, expr, 2);
    add_kid(expr, ac_build_expr(front, kids.items[0], kind == AC_EXPR_ASSIGN ? AC_USE_WRITE : AC_USE_UPDATE));
    add_kid(expr, build_value(front, kids.items[1]));
    expr->has_effect = !front->unevaluated;
    return expr;
}

static struct ac_expr *build_binary(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    static const struct {
        enum CXBinaryOperatorKind from;
        enum ac_expr_kind to;
    } kinds[] = {{CXBinaryOperator_LAnd, AC_EXPR_AND},
                 {CXBinaryOperator_LOr, AC_EXPR_OR},
                 {CXBinaryOperator_Comma, AC_EXPR_COMMA}};
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
    struct ac_cursors kids = ac_children(front, cursor);
    struct ac_expr *expr;
    if (kind == CXBinaryOperator_Assign) {
        return build_assignment(front, cursor, AC_EXPR_ASSIGN);
    }
    expr = new_expr(front, cursor, AC_EXPR_BINARY);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].from == kind) {
            expr->kind = kinds[i].to;
        }
    }
    set_kids(front, expr, 2);
    add_kid(expr, build_value(front, kids.items[0]));
    add_kid(expr, ac_build_expr(front, kids.items[1], expr->kind == AC_EXPR_COMMA ? use : AC_USE_VALUE));
    return expr;
}

static struct ac_expr *build_member(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_MEMBER);
    struct ac_cursors kids = ac_children(front, cursor);
    bool arrow = kids.count && is_pointer(kids.items[0]);
    expr->op = arrow ? AC_OP_DEREFERENCE : AC_OP_OTHER;
    set_kids(front, expr, 1);
    if (kids.count) {
        add_kid(expr, ac_build_expr(front, kids.items[0], arrow ? AC_USE_VALUE : use_of_whole(use)));
        expr->is_lvalue = arrow || expr->kids[0]->is_lvalue;
    }
    if (clang_isVolatileQualifiedType(clang_getCursorType(cursor)) && !front->unevaluated) {
        expr->has_effect = true;
    }
    return expr;
}

/* The array under the implicit conversion to a pointer: indexing it takes no address. */
static struct ac_expr *build_subscript_part(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (is_pointer(cursor) && clang_getCursorKind(cursor) == CXCursor_UnexposedExpr && kids.count == 1 &&
        is_array(kids.items[0])) {
        struct ac_expr *expr = ac_build_expr(front, kids.items[0], use_of_whole(use));
        expr->type = ac_type(front, clang_getCursorType(cursor));
        expr->op = expr->kind == AC_EXPR_VARIABLE || expr->kind == AC_EXPR_LOCAL ? AC_OP_ADDRESS : expr->op;
        return expr;
    }
    if (clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Vector) {
        struct ac_expr *expr = ac_build_expr(front, ac_strip(front, cursor), use_of_whole(use));
        expr->op = expr->kind == AC_EXPR_VARIABLE || expr->kind == AC_EXPR_LOCAL ? AC_OP_ADDRESS : expr->op;
        return expr;
    }
    return build_value(front, cursor);
}

static struct ac_expr *build_subscript(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_SUBSCRIPT);
    struct ac_cursors kids = ac_children(front, cursor);
    set_kids(front, expr, 2);
    add_kid(expr, build_subscript_part(front, kids.items[0], use));
    add_kid(expr, build_subscript_part(front, kids.items[1], use));
    expr->is_lvalue = true;
    if (clang_isVolatileQualifiedType(clang_getCursorType(cursor)) && !front->unevaluated) {
        expr->has_effect = true;
    }
    return expr;
}

static struct ac_expr *build_cast(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_CAST);
    struct ac_cursors kids = ac_children(front, cursor);
    build_kids(front, expr, kids, 1);
    if (kids.count) {
        CXCursor operand = kids.items[kids.count - 1];
        ac_check_conversion(front, operand, ac_is_marked_type(clang_getCursorType(cursor)),
                            clang_getCursorType(cursor));
    }
    return expr;
}

/* ---- forms --------------------------------------------------------------------------------------------------------
 */

struct fields {
    struct ac_front *front;
    struct ac_cursors found;
};

static enum CXVisitorResult collect_field(CXCursor field, CXClientData data)
{
    struct fields *fields = data;
    AC_PUSH(fields->front->arena, &fields->found, field);
    return CXVisit_Continue;
}

/* Initialisers of a struct in the order of its fields; designated ones name theirs. */
void ac_check_initialisers(struct ac_front *front, CXCursor list)
{
    struct ac_cursors kids = ac_children(front, list);
    struct fields fields = {front, {NULL, 0, 0}};
    CXType type = clang_getCanonicalType(clang_getCursorType(list));
    if (type.kind != CXType_Record) {
        return;
    }
    clang_Type_visitFields(type, collect_field, &fields);
    for (size_t i = 0; i < kids.count; i++) {
        CXCursor first = first_child(front, kids.items[i]), value = kids.items[i], field = clang_getNullCursor();
        if (clang_getCursorKind(first) == CXCursor_MemberRef) {
            field = clang_getCursorReferenced(first);
            value = last_expr(front, value);
        } else if (i < fields.found.count) {
            field = fields.found.items[i];
        }
        if (!clang_Cursor_isNull(field) && clang_getCursorKind(value) != CXCursor_InitListExpr) {
            ac_check_conversion(front, value, ac_is_marked_declaration(field), clang_getCursorType(field));
        }
    }
}

static struct ac_expr *build_init_list(struct ac_front *front, CXCursor cursor)
{
    ac_check_initialisers(front, cursor);
    return build_all(front, cursor, AC_EXPR_INIT_LIST, ac_children(front, cursor));
}

/* [i] = x, .name = x: a constant designator and the value. */
static struct ac_expr *build_designated(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_OTHER);
    CXCursor value = last_expr(front, cursor);
    set_kids(front, expr, 1);
    add_kid(expr, build_value(front, value));
    expr->type = NULL;
    return expr;
}

static struct ac_expr *build_literal(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_LITERAL);
    CXCursor list = last_expr(front, cursor);
    set_kids(front, expr, 1);
    add_kid(expr, ac_build_expr(front, list, AC_USE_VALUE));
    expr->is_lvalue = true;
    expr->access = access_of(use);
    return expr;
}

static struct ac_expr *build_stmt_expr(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_STMT_EXPR);
    expr->body = ac_build_stmt(front, last_expr(front, cursor));
    expr->has_effect = !front->unevaluated;
    return expr;
}

/* The type-name in front of an association's expression: int of `int: x`. */
static const char *association_label(struct ac_front *front, struct ac_range association)
{
    const char *text = front->source->text;
    size_t end = association.begin, begin;
    while (end && text[end - 1] != ':') {
        end--;
    }
    end -= end > 0;
    for (begin = end; begin && text[begin - 1] != ','; begin--) {
    }
    while (begin < end && strchr(" \t\r\n", text[begin])) {
        begin++;
    }
    while (end > begin && strchr(" \t\r\n", text[end - 1])) {
        end--;
    }
    return ac_strndup(front->arena, text + begin, end - begin);
}

static bool is_type_named(struct ac_front *front, CXType type, const char *label)
{
    return !strcmp(ac_type(front, type)->spelling, label) ||
           !strcmp(ac_type(front, clang_getCanonicalType(type))->spelling, label);
}

static size_t associations_of_type(struct ac_cursors kids, CXType type, size_t *ret_index)
{
    size_t matches = 0;
    for (size_t i = 1; i < kids.count; i++) {
        CXType other = clang_getUnqualifiedType(clang_getCanonicalType(clang_getCursorType(kids.items[i])));
        if (clang_equalTypes(other, clang_getUnqualifiedType(clang_getCanonicalType(type)))) {
            *ret_index = i;
            matches++;
        }
    }
    return matches;
}

/* Builtin types spelled as libclang spells them: those that differ in spelling differ. */
static bool is_builtin_label(const char *label)
{
    static const char *const names[] = {
        "char",         "signed char", "unsigned char", "short",     "unsigned short",     "int",
        "unsigned int", "long",        "unsigned long", "long long", "unsigned long long", "float",
        "double",       "long double", "_Bool"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(names[i], label)) {
            return true;
        }
    }
    return false;
}

/* libclang does not tell which one is selected: it is the only one of the type of the whole, or the only one whose
 * type-name is spelled like the type of the controlling expression. */
CXCursor ac_selected_association(struct ac_front *front, CXCursor generic)
{
    struct ac_cursors kids = ac_children(front, generic);
    CXType control = clang_getCursorType(kids.items[0]);
    size_t selected = 1, otherwise = 0, unknown = 0,
           matches = associations_of_type(kids, clang_getCursorType(generic), &selected);
    if (matches == 1) {
        return kids.items[selected];
    }
    matches = 0;
    for (size_t i = 1; i < kids.count; i++) {
        const char *label = association_label(front, ac_place(front, kids.items[i]).range);
        if (is_type_named(front, control, label)) {
            selected = i;
            matches++;
        } else if (!strcmp(label, "default")) {
            otherwise = i;
        } else if (!is_builtin_label(label)) {
            unknown++;
        }
    }
    if (!matches && otherwise && !unknown && clang_getCanonicalType(control).kind <= CXType_LastBuiltin) {
        return kids.items[otherwise];
    }
    return matches == 1 ? kids.items[selected] : clang_getNullCursor();
}

static struct ac_expr *build_generic(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_GENERIC);
    struct ac_cursors kids = ac_children(front, cursor);
    CXCursor selected = ac_selected_association(front, cursor);
    if (clang_Cursor_isNull(selected)) {
        if (contains_marker(front, cursor)) {
            ac_error_at(front, expr->range,
                        "asyncc cannot tell which association of this _Generic is selected: name the type as the "
                        "compiler does");
        }
        return build_all(front, cursor, AC_EXPR_OTHER, kids);
    }
    set_kids(front, expr, kids.count);
    add_kid(expr, ac_build_expr(front, selected, use));
    for (size_t i = 0; i < kids.count; i++) {
        if (!clang_equalCursors(kids.items[i], selected)) {
            add_kid(expr, ac_build_unevaluated(front, kids.items[i]));
        }
    }
    return expr;
}

static struct ac_expr *build_elvis(struct ac_front *front, CXCursor cursor, struct ac_cursors kids)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_ELVIS);
    set_kids(front, expr, 2);
    add_kid(expr, build_value(front, kids.items[0]));
    add_kid(expr, build_value(front, kids.items[kids.count - 1]));
    return expr;
}

static bool is_elvis(struct ac_front *front, struct ac_cursors kids)
{
    struct ac_range first, second;
    if (kids.count != 4) {
        return false;
    }
    first = ac_place(front, kids.items[0]).range;
    second = ac_place(front, kids.items[1]).range;
    return first.begin == second.begin && first.end == second.end;
}

/* An implicit conversion, or a form for which libclang has no kind. */
static struct ac_expr *build_unexposed(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (kids.count == 1 && ac_is_expr(kids.items[0])) {
        bool decays = is_array(kids.items[0]) && is_pointer(cursor);
        struct ac_expr *expr =
            ac_build_expr(front, kids.items[0], decays && use == AC_USE_VALUE ? AC_USE_ADDRESS : use);
        if (is_pointer(cursor) && !is_pointer(kids.items[0])) {
            expr->type = ac_type(front, clang_getCursorType(cursor)); /* of an array, a function, 0 */
        }
        expr->is_lvalue = false;
        if (decays && (expr->kind == AC_EXPR_VARIABLE || expr->kind == AC_EXPR_LOCAL)) {
            expr->op = AC_OP_ADDRESS; /* what is read is where it is */
        }
        return expr;
    }
    if (is_elvis(front, kids)) {
        return build_elvis(front, cursor, kids);
    }
    if (clang_getCursorType(cursor).kind == CXType_Void && kids.count >= 2) {
        return build_designated(front, cursor);
    }
    return build_all(front, cursor, AC_EXPR_OTHER, kids);
}

static struct ac_expr *build_literal_text(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_CONSTANT);
    CXFile file;
    unsigned offset;
    size_t size;
    const char *text;
    clang_getSpellingLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    text = file ? clang_getFileContents(front->tu, file, &size) : NULL;
    if (clang_getCursorKind(cursor) == CXCursor_StringLiteral && front->function && text && offset + 2 < size &&
        text[offset] == '_' && text[offset + 1] == '_') {
        front->function->uses_func_name = true; /* __func__ and its like look like the string they stand for */
    }
    return expr;
}

static struct ac_expr *build_label_address(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_CONSTANT);
    struct ac_stmt *note = ac_new(front->arena, struct ac_stmt);
    expr->op = AC_OP_LABEL_ADDRESS;
    note->name = ac_cursor_name(front, last_expr(front, cursor));
    note->range = expr->range;
    AC_PUSH(front->arena, &front->label_addresses, note);
    return expr;
}

static struct ac_expr *build_paren(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_PAREN);
    set_kids(front, expr, 1);
    add_kid(expr, ac_build_expr(front, ac_children(front, cursor).items[0], use));
    expr->is_lvalue = expr->kids[0]->is_lvalue;
    return expr;
}

static struct ac_expr *build_conditional(struct ac_front *front, CXCursor cursor)
{
    return build_all(front, cursor, AC_EXPR_CONDITIONAL, ac_children(front, cursor));
}

static struct ac_expr *build_sizeof(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = new_expr(front, cursor, AC_EXPR_UNEVALUATED);
    build_kids(front, expr, ac_children(front, cursor), 0);
    return expr;
}

static struct ac_expr *build_other(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = build_all(front, cursor, AC_EXPR_OTHER, ac_children(front, cursor));
    expr->has_effect = true;
    return expr;
}

struct ac_expr *ac_build_expr(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_marker marker;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_UnexposedExpr:
        return build_unexposed(front, cursor, use);
    case CXCursor_DeclRefExpr:
        return build_name(front, cursor, use);
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
    case CXCursor_GNUNullExpr:
        return build_literal_text(front, cursor);
    case CXCursor_ParenExpr:
        return ac_is_marker(front, cursor, &marker) ? build_marker(front, cursor, &marker)
                                                    : build_paren(front, cursor, use);
    case CXCursor_CallExpr:
        return build_call(front, cursor);
    case CXCursor_UnaryOperator:
        return build_unary(front, cursor, use);
    case CXCursor_BinaryOperator:
        return build_binary(front, cursor, use);
    case CXCursor_CompoundAssignOperator:
        return build_assignment(front, cursor, AC_EXPR_COMPOUND_ASSIGN);
    case CXCursor_ConditionalOperator:
        return build_conditional(front, cursor);
    case CXCursor_MemberRefExpr:
        return build_member(front, cursor, use);
    case CXCursor_ArraySubscriptExpr:
        return build_subscript(front, cursor, use);
    case CXCursor_CStyleCastExpr:
        return build_cast(front, cursor);
    case CXCursor_CompoundLiteralExpr:
        return build_literal(front, cursor, use);
    case CXCursor_InitListExpr:
        return build_init_list(front, cursor);
    case CXCursor_StmtExpr:
        return build_stmt_expr(front, cursor);
    case CXCursor_GenericSelectionExpr:
        return build_generic(front, cursor, use);
    case CXCursor_UnaryExpr:
        return build_sizeof(front, cursor);
    case CXCursor_AddrLabelExpr:
        return build_label_address(front, cursor);
    default:
        return build_other(front, cursor);
    }
}
