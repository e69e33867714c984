/* mark.c - what is ASYNC: functions, pointers to them, typedefs of them.
 *
 * The mark is an annotate attribute. It sits on declarations (functions, variables, fields, parameters, typedefs),
 * since libclang shows none on types; so an expression is marked by the declaration it names. */
#include "expr.h"

#include <string.h>

struct annotation {
    const char *wanted;
    bool found;
};

static enum CXChildVisitResult look_for_annotation(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct annotation *annotation = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_AnnotateAttr) {
        CXString text = clang_getCursorSpelling(cursor);
        annotation->found = !strcmp(clang_getCString(text), annotation->wanted);
        clang_disposeString(text);
    }
    return annotation->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

bool ac_has_annotation(CXCursor declaration, const char *annotation)
{
    struct annotation look = {annotation, false};
    clang_visitChildren(declaration, look_for_annotation, &look);
    return look.found;
}

/* The type below pointers and arrays. */
static CXType innermost(CXType type)
{
    for (;;) {
        switch (type.kind) {
        case CXType_Pointer:
            type = clang_getPointeeType(type);
            break;
        case CXType_ConstantArray:
        case CXType_IncompleteArray:
        case CXType_VariableArray:
            type = clang_getArrayElementType(type);
            break;
        case CXType_Elaborated:
            type = clang_Type_getNamedType(type);
            break;
        default:
            return type;
        }
    }
}

bool ac_is_marked_type(CXType type)
{
    for (type = innermost(type); type.kind == CXType_Typedef;) {
        CXCursor declaration = clang_getTypeDeclaration(type);
        if (ac_has_annotation(declaration, "asyncc:async")) {
            return true;
        }
        type = innermost(clang_getTypedefDeclUnderlyingType(declaration));
    }
    return false;
}

bool ac_is_inferred_type(CXType type)
{
    type = innermost(type);
    while (type.kind == CXType_Typedef) {
        type = innermost(clang_getTypedefDeclUnderlyingType(clang_getTypeDeclaration(type)));
    }
    return type.kind == CXType_Unexposed || type.kind == CXType_Auto;
}

bool ac_is_async_function(CXCursor function)
{
    CXCursor definition = clang_getCursorDefinition(function);
    if (clang_getCursorKind(function) != CXCursor_FunctionDecl) {
        return false;
    }
    return ac_has_annotation(function, "asyncc:async") || ac_is_marked_type(clang_getCursorType(function)) ||
           (!clang_Cursor_isNull(definition) && ac_has_annotation(definition, "asyncc:async"));
}

/* ASYNC on a function that gives a function pointer marks the function, so that its calls are no marked values. */
bool ac_is_marked_declaration(CXCursor declaration)
{
    return ac_is_async_function(declaration) || ac_has_annotation(declaration, "asyncc:async") ||
           (clang_getCursorKind(declaration) != CXCursor_FunctionDecl &&
            ac_is_marked_type(clang_getCursorType(declaration)));
}

CXCursor ac_strip(struct ac_front *front, CXCursor expr)
{
    for (;;) {
        enum CXCursorKind kind = clang_getCursorKind(expr);
        struct ac_cursors kids;
        if (kind != CXCursor_ParenExpr && kind != CXCursor_UnexposedExpr) {
            return expr;
        }
        kids = ac_children(front, expr);
        if (kids.count != 1 ||
            (kind == CXCursor_UnexposedExpr &&
             !clang_equalRanges(clang_getCursorExtent(expr), clang_getCursorExtent(kids.items[0])))) {
            return expr;
        }
        expr = kids.items[0];
    }
}

/* What the value is that the last statement of a statement expression leaves. */
static bool value_of_statements(struct ac_front *front, CXCursor expr, CXCursor *ret_value)
{
    *ret_value = ac_last_child(front, ac_last_child(front, expr));
    return ac_is_expr(*ret_value);
}

bool ac_choices(struct ac_front *front, CXCursor expr, struct ac_cursors *ret_choices)
{
    struct ac_cursors kids;
    CXCursor selected = clang_getNullCursor();
    *ret_choices = (struct ac_cursors){0};
    expr = ac_strip(front, expr);
    kids = ac_children(front, expr);
    switch (clang_getCursorKind(expr)) {
    case CXCursor_ConditionalOperator:
        AC_PUSH(front->arena, ret_choices, kids.items[1]);
        AC_PUSH(front->arena, ret_choices, kids.items[2]);
        return true;
    case CXCursor_UnexposedExpr: /* x ?: y; other forms are none of functions */
        if (kids.count == 4 && ac_is_expr(kids.items[0])) {
            AC_PUSH(front->arena, ret_choices, kids.items[0]);
            AC_PUSH(front->arena, ret_choices, kids.items[3]);
        }
        return ret_choices->count > 0;
    case CXCursor_BinaryOperator:
        if (clang_getCursorBinaryOperatorKind(expr) == CXBinaryOperator_Comma) {
            AC_PUSH(front->arena, ret_choices, kids.items[1]);
        }
        return ret_choices->count > 0;
    case CXCursor_StmtExpr:
        if (value_of_statements(front, expr, &selected)) {
            AC_PUSH(front->arena, ret_choices, selected);
        }
        return ret_choices->count > 0;
    case CXCursor_GenericSelectionExpr:
        selected = ac_selected_association(front, expr);
        if (!clang_Cursor_isNull(selected)) {
            AC_PUSH(front->arena, ret_choices, selected);
        }
        return ret_choices->count > 0;
    default:
        return false;
    }
}

/* Whether an operator gives what its first operand is, or what that points to, or a pointer to it: *&f, p + 1, p++,
 * p = f. */
static bool keeps_mark(CXCursor expr)
{
    switch (clang_getCursorKind(expr)) {
    case CXCursor_UnaryOperator:
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
    case CXCursor_ArraySubscriptExpr:
        return true;
    default:
        return false;
    }
}

bool ac_is_marked(struct ac_front *front, CXCursor expr)
{
    struct ac_cursors kids, choices;
    bool result = false;
    expr = ac_strip(front, expr);
    if (ac_choices(front, expr, &choices)) {
        for (size_t i = 0; i < choices.count; i++) {
            result |= ac_is_marked(front, choices.items[i]);
        }
        return result;
    }
    kids = ac_children(front, expr);
    if (clang_getCursorKind(expr) == CXCursor_DeclRefExpr || clang_getCursorKind(expr) == CXCursor_MemberRefExpr) {
        return ac_is_marked_declaration(clang_getCursorReferenced(expr));
    }
    if (!keeps_mark(expr)) {
        return ac_is_marked_type(clang_getCursorType(expr));
    }
    for (size_t i = 0; i < kids.count; i++) {
        result |= ac_is_marked(front, kids.items[i]); /* 1 + p, 1[p] */
    }
    return result;
}

/* ---- parameters -------------------------------------------------------------------------------------------------- */

/* What declares the function, or the pointer to it that is called, maybe out of an array; else null. */
static CXCursor declaration_of_callee(struct ac_front *front, CXCursor callee)
{
    for (;;) {
        struct ac_cursors kids;
        callee = ac_strip_call(front, callee);
        kids = ac_children(front, callee);
        switch (clang_getCursorKind(callee)) {
        case CXCursor_DeclRefExpr:
        case CXCursor_MemberRefExpr:
            return clang_getCursorReferenced(callee);
        case CXCursor_UnaryOperator:
        case CXCursor_ArraySubscriptExpr:
            callee = kids.count ? kids.items[0] : clang_getNullCursor();
            break;
        default:
            return clang_getNullCursor();
        }
    }
}

/* The type of the function, with its parameters' types as they are written. */
static CXType called_type(CXType type)
{
    for (;;) {
        type = innermost(type);
        if (type.kind != CXType_Typedef) {
            return type;
        }
        type = clang_getTypedefDeclUnderlyingType(clang_getTypeDeclaration(type));
    }
}

/* A parameter in the text of a declaration, or of the typedef that it is written with. Null where there are not `count`
 * of them: those of two functions, or none. */
static CXCursor written_parameter(struct ac_front *front, CXCursor declaration, unsigned index, size_t count)
{
    CXType type = clang_getCursorType(declaration);
    for (;;) {
        struct ac_cursors kids = ac_children(front, declaration), found = {0};
        for (size_t i = 0; i < kids.count; i++) {
            if (clang_getCursorKind(kids.items[i]) == CXCursor_ParmDecl) {
                AC_PUSH(front->arena, &found, kids.items[i]);
            }
        }
        type = innermost(type);
        if (found.count || type.kind != CXType_Typedef) {
            return found.count == count && index < count ? found.items[index] : clang_getNullCursor();
        }
        declaration = clang_getTypeDeclaration(type);
        type = clang_getTypedefDeclUnderlyingType(declaration);
    }
}

bool ac_is_marked_parameter(struct ac_front *front, CXCursor callee, unsigned index, CXType *ret_type)
{
    CXType type = called_type(clang_getCursorType(callee));
    CXCursor function = declaration_of_callee(front, callee), parameter;
    int count = clang_getNumArgTypes(type);
    if (clang_getCursorKind(function) == CXCursor_FunctionDecl) {
        parameter = clang_Cursor_getArgument(function, index);
    } else {
        parameter = written_parameter(front, function, index, count > 0 ? (size_t)count : 0);
    }
    if (!clang_Cursor_isNull(parameter)) {
        *ret_type = clang_getCursorType(parameter);
        return ac_is_marked_declaration(parameter);
    }
    *ret_type = clang_getArgType(type, index);
    return ret_type->kind != CXType_Invalid && ac_is_marked_type(*ret_type);
}

/* ---- declared ASYNC functions ------------------------------------------------------------------------------------ */

static bool is_lowered_name(CXCursor cursor, const char *name)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(spelling);
    size_t length = strlen(name);
    bool result = !strncmp(text, name, length) && !strcmp(text + length, "__async");
    clang_disposeString(spelling);
    return result;
}

static enum CXChildVisitResult look_for_lowered(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_declaration *declaration = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl && is_lowered_name(cursor, declaration->name)) {
        declaration->has_lowered_declaration = true;
        return CXChildVisit_Break;
    }
    return CXChildVisit_Continue;
}

static bool has_prototype(CXCursor function)
{
    return !clang_Cursor_isNull(function) &&
           (clang_getCursorType(function).kind != CXType_FunctionNoProto || clang_Cursor_getNumArguments(function) > 0);
}

/* Clang's own, of a function that it knows: it stands where the user's begins, who may have given it other types. */
static bool is_compilers(CXCursor canonical, CXCursor users)
{
    return !clang_equalCursors(canonical, users) &&
           clang_equalLocations(clang_getCursorLocation(canonical), clang_getCursorLocation(users));
}

/* The one that says most: int f(); does not tell the parameters of a definition in the style of K&R. */
static CXCursor telling_declaration(CXCursor canonical, CXCursor used)
{
    CXCursor definition = clang_getCursorDefinition(used);
    CXCursor other = clang_Cursor_isNull(definition) ? used : definition;
    return has_prototype(canonical) && !is_compilers(canonical, used) && !is_compilers(canonical, other) ? canonical
                                                                                                         : other;
}

static void describe(struct ac_front *front, CXCursor function, struct ac_declaration *result)
{
    int count = clang_Cursor_getNumArguments(function);
    result->name = ac_cursor_name(front, function);
    result->result = ac_type(front, clang_getCursorResultType(function));
    result->is_variadic = clang_Cursor_isVariadic(function);
    result->is_static = clang_Cursor_getStorageClass(function) == CX_SC_Static;
    result->parameter_count = count > 0 ? (size_t)count : 0;
    result->parameters = ac_alloc(front->arena, (result->parameter_count + 1) * sizeof *result->parameters);
    result->parameter_names = ac_alloc(front->arena, (result->parameter_count + 1) * sizeof *result->parameter_names);
    for (size_t i = 0; i < result->parameter_count; i++) {
        CXCursor parameter = clang_Cursor_getArgument(function, (unsigned)i);
        const char *name = ac_cursor_name(front, parameter);
        result->parameters[i] = ac_parameter_type(front, clang_getCursorType(parameter));
        result->parameter_names[i] = *name ? name : NULL;
    }
}

struct ac_declaration *ac_declaration_of(struct ac_front *front, CXCursor function)
{
    struct ac_declaration *result;
    CXCursor definition = clang_getCursorDefinition(function), used = function;
    function = clang_getCanonicalCursor(function);
    result = ac_cursor_map_find(&front->declarations, function);
    if (result) {
        return result;
    }
    result = ac_new(front->arena, struct ac_declaration);
    describe(front, telling_declaration(function, used), result);
    result->attributes = ac_attributes_elsewhere(front, used, (struct ac_range){0, 0});
    if (!clang_Cursor_isNull(definition) && !ac_is_in_main(front, definition) &&
        clang_Cursor_isFunctionInlined(definition) && clang_Cursor_getStorageClass(definition) == CX_SC_Static) {
        ac_need_text(front, definition, false);
    }
    if (!ac_is_in_main(front, function)) {
        clang_visitChildren(clang_getTranslationUnitCursor(front->tu), look_for_lowered, result);
    }
    ac_cursor_map_add(front->arena, &front->declarations, function, result);
    AC_PUSH(front->arena, &front->unit->declarations, result);
    return result;
}

void ac_need_declaration(struct ac_front *front, struct ac_declaration *declaration)
{
    declaration->is_needed = true;
    for (size_t i = 0; i < front->needs.count; i++) {
        if (front->needs.items[i] == declaration) {
            return;
        }
    }
    AC_PUSH(front->arena, &front->needs, declaration);
}
