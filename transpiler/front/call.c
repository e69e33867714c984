/* call.c - copies calls into the IR: ordinary ones, and those under a marker, of which it says what they call: an ASYNC
 * function, a pointer to one, or an operation of the runtime. */
#include "../text/macro.h"
#include "expr.h"
#include "session_internal.h"

#include <ctype.h>
#include <string.h>

/* ---- operations of the runtime ----------------------------------------------------------------------------------- */

bool ac_is_operation(CXCursor call)
{
    CXCursor function = clang_getCursorReferenced(call);
    return clang_getCursorKind(function) == CXCursor_FunctionDecl && ac_has_annotation(function, "asyncc:operation");
}

/* f->op: ((**(f))(async__join())): the operation is the only argument of a call through the future. */
bool ac_is_typed_operation(struct ac_front *front, CXCursor call)
{
    CXCursor argument;
    if (clang_Cursor_getNumArguments(call) != 1) {
        return false;
    }
    argument = ac_strip(front, clang_Cursor_getArgument(call, 0));
    return clang_getCursorKind(argument) == CXCursor_CallExpr && ac_is_operation(argument);
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
                ac_build_expr(holes->front, cursor, ac_is_array(cursor) ? AC_USE_ADDRESS : AC_USE_VALUE));
        return CXChildVisit_Continue;
    }
    return CXChildVisit_Recurse;
}

static struct ac_expr *build_operation(struct ac_front *front, CXCursor call, struct ac_callee *callee)
{
    struct holes holes = {.front = front};
    struct ac_expr *expr = holes.call = ac_new_expr(front, call, AC_EXPR_CALL);
    size_t name_end = expr->range.begin;
    if (ac_is_invocation_of_user(front->unit, expr->range.begin)) {
        ac_need_expansion(front->unit, expr->range.begin); /* it gives the name of the operation */
    }
    clang_visitChildren(call, find_hole, &holes);
    ac_sort_by_place(holes.found.items, holes.found.count);
    ac_set_kids(front, expr, holes.found.count);
    for (size_t i = 0; i < holes.found.count; i++) {
        ac_add_kid(expr, holes.found.items[i]);
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

/* ---- what is called ---------------------------------------------------------------------------------------------- */

CXCursor ac_strip_call(struct ac_front *front, CXCursor cursor)
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
    CXCursor callee = ac_strip_call(front, ac_children(front, call).items[0]);
    bool is_name =
        clang_getCursorKind(callee) == CXCursor_DeclRefExpr || clang_getCursorKind(callee) == CXCursor_MemberRefExpr;
    return is_name ? clang_getCursorReferenced(callee) : clang_getNullCursor();
}

void ac_check_arguments(struct ac_front *front, CXCursor call)
{
    struct ac_cursors kids = ac_children(front, call);
    for (size_t i = 1; i < kids.count; i++) {
        CXType wanted;
        bool marked = ac_is_marked_parameter(front, kids.items[0], (unsigned)i - 1, &wanted);
        ac_check_conversion(front, kids.items[i], marked, wanted);
    }
}

/* ---- the call under a marker ------------------------------------------------------------------------------------- */

/* The type of what a call calls. */
static CXType called_type(struct ac_front *front, CXCursor call)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(ac_children(front, call).items[0]));
    return type.kind == CXType_Pointer ? clang_getCanonicalType(clang_getPointeeType(type)) : type;
}

static bool is_variadic_call(struct ac_front *front, CXCursor call)
{
    CXType type = called_type(front, call);
    return type.kind == CXType_FunctionProto && clang_isFunctionTypeVariadic(type);
}

/* A function without a prototype may get anything; its lowered form has one, if its definition is known. */
static void check_argument_count(struct ac_front *front, CXCursor call, size_t parameters)
{
    if (called_type(front, call).kind == CXType_FunctionNoProto &&
        (size_t)clang_Cursor_getNumArguments(call) != parameters) {
        ac_error_at(front, ac_place(front, call).range, AC_RULE_NO_PROTOTYPE,
                    "it is not known here which parameters this ASYNC function has: declare it with a prototype");
    }
}

/* AWAIT((later ? f : g)(1)): both must be ASYNC. */
static void check_choices(struct ac_front *front, CXCursor callee)
{
    struct ac_cursors choices;
    if (ac_choices(front, callee, &choices)) {
        ac_check_conversion(front, callee, true, clang_getCursorType(callee));
    }
}

static void describe_pointer_call(struct ac_front *front, CXCursor call, struct ac_callee *callee)
{
    CXType type = called_type(front, call);
    int count = clang_getNumArgTypes(type);
    callee->is_variadic = is_variadic_call(front, call);
    callee->parameter_count = count > 0 ? (size_t)count : 0;
    callee->parameters = ac_alloc(front->arena, (callee->parameter_count + 1) * sizeof *callee->parameters);
    for (size_t i = 0; i < callee->parameter_count; i++) {
        callee->parameters[i] = ac_type(front, clang_getArgType(type, (unsigned)i));
    }
}

static struct ac_expr *build_arguments(struct ac_front *front, CXCursor call, struct ac_expr *expr)
{
    struct ac_cursors kids = ac_children(front, call);
    ac_set_kids(front, expr, kids.count);
    ac_check_arguments(front, call);
    ac_add_kid(expr, ac_build_value(front, kids.items[0]));
    for (size_t i = 1; i < kids.count; i++) {
        ac_add_kid(expr, ac_build_value(front, kids.items[i]));
    }
    expr->has_effect = true;
    return expr;
}

static void refuse_operand(struct ac_front *front, CXCursor cursor, CXCursor operand, const char *marker)
{
    struct ac_range range = ac_place(front, operand).range;
    if (clang_getCursorKind(cursor) == CXCursor_CallExpr) {
        CXCursor function = clang_getCursorReferenced(cursor);
        ac_error_at(front, range, AC_RULE_AWAIT_OPERAND, "the operand of %s calls %s%s%s, which is not ASYNC", marker,
                    clang_Cursor_isNull(function) ? "a function" : "'", ac_cursor_name(front, function),
                    clang_Cursor_isNull(function) ? "" : "'");
        if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
            ac_note_cursor(front, function, "'%s' is declared here", ac_cursor_name(front, function));
        }
    } else if (ac_type(front, clang_getCursorType(cursor))->is_future) {
        ac_error_at(front, range, AC_RULE_AWAIT_OPERAND,
                    "the operand of %s is a future: AWAIT(async_join(future)) waits for one", marker);
    } else {
        ac_error_at(front, range, AC_RULE_AWAIT_OPERAND,
                    "the operand of %s must be one call of an ASYNC function or of an operation of asyncc", marker);
    }
}

/* The first token in the range that no #if takes away. */
static struct ac_token first_compiled(struct ac_front *front, struct ac_range range)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, front->source->text, range.begin, range.end);
    struct ac_token first = ac_lex(&lexer);
    if (first.kind == AC_TOKEN_DIRECTIVE) {
        const struct ac_ranges *skipped = ac_session_skipped(front->arena, front->session, front->file);
        first = ac_lex_all(front->arena, front->source->text, range, skipped).items[0].token;
    }
    return first;
}

/* Finds the arguments in the text, where others will stand in front of them: so their parenthesis must be there, and
 * not in a macro. */
static void find_arguments(struct ac_front *front, struct ac_callee *callee, bool has_arguments)
{
    const struct ac_source *source = front->source;
    size_t end = callee->call->range.end, name_end = callee->call->range.begin;
    name_end = callee->is_operation ? name_end + strlen(callee->name) : callee->call->kids[0]->range.end;
    struct ac_token open = first_compiled(front, (struct ac_range){name_end, end});
    if (open.op != '(' || source->text[end - 1] != ')') {
        size_t last = ac_last_invocation(front->arena, source->text, callee->call->range);
        ac_need_expansion(front->unit, open.kind == AC_TOKEN_END ? last : open.begin);
    } else if (has_arguments) {
        callee->arguments = (struct ac_range){open.end, end - 1};
    }
}

struct ac_callee *ac_build_callee(struct ac_front *front, CXCursor operand, const char *marker)
{
    struct ac_callee *callee = ac_new(front->arena, struct ac_callee);
    CXCursor call = ac_strip_call(front, operand), function;
    callee->result = ac_type(front, clang_getCursorType(call));
    if (clang_getCursorKind(call) != CXCursor_CallExpr) {
        refuse_operand(front, call, operand, marker);
        return NULL;
    }
    if (ac_is_operation(call) || ac_is_typed_operation(front, call)) {
        callee->call = build_operation(front, call, callee);
        find_arguments(front, callee, callee->call->kid_count > 0);
        return callee;
    }
    if (!ac_is_marked(front, ac_children(front, call).items[0])) {
        refuse_operand(front, call, operand, marker);
        return NULL;
    }
    check_choices(front, ac_children(front, call).items[0]);
    function = named_callee(front, call);
    if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
        const struct ac_declaration *declaration = ac_declaration_of(front, function);
        callee->name = declaration->name;
        check_argument_count(front, call, declaration->parameter_count);
        callee->is_leaf = ac_has_annotation(function, "asyncc:leaf");
        callee->must_use = ac_has_kid(front, function, CXCursor_WarnUnusedResultAttr);
    } else {
        describe_pointer_call(front, call, callee);
        check_argument_count(front, call, callee->parameter_count);
    }
    callee->is_unprototyped = called_type(front, call).kind == CXType_FunctionNoProto;
    if (is_variadic_call(front, call) && strncmp(marker, "AWAIT", 5) != 0) {
        ac_error_at(front, ac_place(front, call).range, AC_RULE_VARIADIC,
                    "%s would start a variadic function later, when its arguments are gone: let it start one that "
                    "AWAITs this",
                    marker);
    }
    callee->call = build_arguments(front, call, ac_new_expr(front, call, AC_EXPR_CALL));
    if (!callee->call->in_macro) { /* else all of it will be expanded */
        find_arguments(front, callee, callee->call->kid_count > 1);
    }
    return callee;
}

/* ---- ordinary calls ---------------------------------------------------------------------------------------------- */

static void refuse_bare_call(struct ac_front *front, CXCursor call)
{
    CXCursor function = named_callee(front, call);
    struct ac_range range = ac_place(front, call).range;
    const char *name = ac_cursor_name(front, function);
    if (front->function) {
        ac_error_at(front, range, AC_RULE_MISSING_AWAIT, "'%s' is ASYNC: call it as AWAIT(%s(...)) or SPAWN(%s(...))",
                    name, name, name);
        ac_diag_fix_around(front->diags, range, "AWAIT(", ")");
    } else {
        ac_error_at(front, range, AC_RULE_MISSING_AWAIT,
                    "'%s' is ASYNC: in an ordinary function only SPAWN(%s(...)) or async_run(%s(...)) can start it",
                    name, name, name);
    }
    if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
        ac_note_cursor(front, function, "'%s' is declared ASYNC here", name);
    }
}

static struct ac_expr *build_va_start(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_VA_START);
    ac_set_kids(front, expr, 1);
    ac_add_kid(expr, ac_build_value(front, clang_Cursor_getArgument(cursor, 0)));
    expr->has_effect = true;
    AC_PUSH(front->arena, &front->function->va_starts, expr);
    return expr;
}

/* va_end() does nothing where asyncc runs: a list may be left to it that is no more. */
static struct ac_expr *build_va_end(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_FORM);
    ac_set_kids(front, expr, 1);
    ac_add_kid(expr, ac_build_unevaluated(front, clang_Cursor_getArgument(cursor, 0)));
    expr->has_effect = true;
    return expr;
}

/* Builtins that look at their operand and do not evaluate it. Where an AWAIT stands in that, they get another one, of
 * which they say what they say of any with an effect. NULL: the type will do. */
static const struct looker {
    const char *name, *null;
} lookers[] = {
    {"__builtin_constant_p", "*(volatile int *)"},
    {"__builtin_object_size", "(void *)"},
    {"__builtin_dynamic_object_size", "(void *)"},
    {"__builtin_classify_type", NULL},
};

static const struct looker *find_looker(CXCursor call)
{
    CXString spelling = clang_getCursorSpelling(call);
    const char *name = clang_getCString(spelling);
    const struct looker *found = NULL;
    for (size_t i = 0; name && !found && i < sizeof lookers / sizeof *lookers; i++) {
        found = !strcmp(name, lookers[i].name) ? &lookers[i] : NULL;
    }
    clang_disposeString(spelling);
    return found;
}

static struct ac_expr *build_looked_at(struct ac_front *front, CXCursor operand, const char *null)
{
    return null && ac_contains_marker(front, operand) ? ac_build_null_instead(front, operand, null)
                                                      : ac_build_unevaluated(front, operand);
}

static struct ac_expr *build_look(struct ac_front *front, CXCursor cursor, const struct looker *looker)
{
    struct ac_cursors kids = ac_children(front, cursor);
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_CALL);
    ac_set_kids(front, expr, kids.count);
    ac_add_kid(expr, ac_build_value(front, kids.items[0]));
    for (size_t i = 1; i < kids.count; i++) {
        ac_add_kid(expr, build_looked_at(front, kids.items[i], looker->null));
    }
    return expr;
}

static struct ac_expr *build_leaving(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_LEAVING);
    expr->is_of_block = ac_cursor_is_named(cursor, "async__block_error");
    return expr;
}

static bool takes_arguments(struct ac_front *front, struct ac_token name)
{
    struct ac_macro *macro;
    size_t size, origin = ac_source_origin(front->source, name.begin);
    const char *spelling = ac_token_spelling(front->arena, front->source->text, name, &size);
    return ac_macro_find(ac_macros_of(front), spelling, size, origin, &macro) == AC_MACRO_DEFINED && macro->is_function;
}

/* `later ARGUMENTS`, where `later` is a macro as well: ARGUMENTS are those of the function, but in the argument of a
 * marker, which is read once more. Who expands ARGUMENTS knows that. */
static void keep_from_macro(struct ac_front *front, CXCursor callee)
{
    struct ac_place_of place = ac_place(front, callee);
    struct ac_lexer lexer;
    if (!place.in_main) {
        return;
    }
    ac_lexer_init(&lexer, front->source->text, place.range.begin, front->source->size);
    lexer.at_line_start = false;
    struct ac_token name = ac_lex(&lexer), next = ac_lex(&lexer);
    if (name.kind == AC_TOKEN_IDENTIFIER && ac_is_invocation_of_user(front->unit, next.begin) &&
        (ac_is_invocation_of_user(front->unit, name.begin) || takes_arguments(front, name))) {
        ac_need_expansion(front->unit, next.begin);
    }
}

struct ac_expr *ac_build_call(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    const struct looker *looker = find_looker(cursor);
    if (front->function && !front->unevaluated && ac_cursor_is_named(cursor, "__builtin_va_start")) {
        return build_va_start(front, cursor);
    }
    if (front->function && !front->unevaluated && ac_cursor_is_named(cursor, "__builtin_va_end")) {
        return build_va_end(front, cursor);
    }
    if (looker) {
        return build_look(front, cursor, looker);
    }
    if (ac_cursor_is_named(cursor, "async_leaving") || ac_cursor_is_named(cursor, "async__block_error")) {
        return build_leaving(front, cursor);
    }
    if (kids.count && ac_is_marked(front, kids.items[0])) {
        if (front->unevaluated) {
            return ac_build_type_of_marker(front, cursor);
        }
        refuse_bare_call(front, cursor);
    } else if (ac_is_operation(cursor) || ac_is_typed_operation(front, cursor)) {
        if (front->unevaluated) {
            return ac_build_type_of_marker(front, cursor);
        }
        ac_error_at(front, ac_place(front, cursor).range, AC_RULE_MISSING_AWAIT,
                    "an operation of asyncc that may suspend stands without AWAIT");
    } else if (ac_cursor_is_named(cursor, "async__raise") || ac_cursor_is_named(cursor, "async__reraise")) {
        ac_error_at(front, ac_place(front, cursor).range,
                    front->function ? AC_RULE_RAISE_POSITION : AC_RULE_OUTSIDE_ASYNC,
                    front->function ? "%s is a statement: it cannot stand inside an expression"
                                    : "%s stands outside an ASYNC function",
                    ac_cursor_is_named(cursor, "async__raise") ? "RAISE" : "RERAISE");
    }
    if (kids.count) {
        keep_from_macro(front, kids.items[0]);
    }
    return build_arguments(front, cursor, ac_new_expr(front, cursor, AC_EXPR_CALL));
}
