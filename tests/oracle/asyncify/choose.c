/* choose.c - which functions become ASYNC, and which types of pointers to them.
 *
 * All can that nothing speaks against. Against a function speaks that it is variadic, that it needs its C stack frame,
 * or that it is not in the file's own text; against a type of pointers, that some of it is written elsewhere (in a
 * system's header, say), that a cast hides it, or that a function from elsewhere is among its values. Then what a plain
 * function calls is plain, and what is of a plain type. */
#include "program.h"

#include <string.h>

struct function *function_of(const struct program *program, CXCursor cursor)
{
    return ac_cursor_map_find(&program->by_cursor, clang_getCanonicalCursor(cursor));
}

static bool is_named(CXCursor cursor, const char *name)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    bool same = !strcmp(clang_getCString(spelling), name);
    clang_disposeString(spelling);
    return same;
}

/* libclang calls what has no prototype variadic, too. */
static bool is_variadic(CXCursor function)
{
    CXType type = clang_getCursorType(function);
    return type.kind == CXType_FunctionProto && clang_isFunctionTypeVariadic(type);
}

static enum CXChildVisitResult find_functions(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct program *program = data;
    unsigned begin, end;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl && clang_isCursorDefinition(cursor) &&
        clang_Location_isFromMainFile(clang_getCursorLocation(cursor))) {
        struct function *function = ac_new(program->arena, struct function);
        function->cursor = clang_getCanonicalCursor(cursor);
        function->is_main = is_named(cursor, "main");
        function->is_plain =
            !extent(cursor, &begin, &end) || !extent(function->cursor, &begin, &end) || is_variadic(cursor);
        AC_PUSH(program->arena, &program->functions, function);
        ac_cursor_map_add(program->arena, &program->by_cursor, function->cursor, function);
    }
    return CXChildVisit_Continue;
}

/* ---- types ------------------------------------------------------------------------------------------------------- */

static CXType pointed_at(CXType type)
{
    for (;;) {
        if (type.kind == CXType_Pointer) {
            type = clang_getPointeeType(type);
        } else if (clang_getArrayElementType(type).kind != CXType_Invalid) {
            type = clang_getArrayElementType(type);
        } else {
            return type;
        }
    }
}

struct shape *shape_of(struct program *program, CXType type)
{
    type = clang_getCanonicalType(pointed_at(clang_getCanonicalType(type)));
    if (type.kind != CXType_FunctionProto && type.kind != CXType_FunctionNoProto) {
        return NULL;
    }
    CXString text = clang_getTypeSpelling(type);
    struct shape *shape = NULL;
    for (size_t i = 0; i < program->shapes.count && !shape; i++) {
        shape = !strcmp(program->shapes.items[i]->spelling, clang_getCString(text)) ? program->shapes.items[i] : NULL;
    }
    if (!shape) {
        shape = ac_new(program->arena, struct shape);
        shape->spelling = ac_strdup(program->arena, clang_getCString(text));
        shape->is_plain = type.kind == CXType_FunctionNoProto || clang_isFunctionTypeVariadic(type);
        AC_PUSH(program->arena, &program->shapes, shape);
    }
    clang_disposeString(text);
    return shape;
}

bool writes_shape(CXCursor declaration)
{
    CXType type = pointed_at(clang_getCursorKind(declaration) == CXCursor_TypedefDecl
                                 ? clang_getTypedefDeclUnderlyingType(declaration)
                                 : clang_getCursorType(declaration));
    return type.kind != CXType_Typedef && type.kind != CXType_Elaborated &&
           clang_getCanonicalType(type).kind == CXType_FunctionProto;
}

static void make_plain(struct shape *shape)
{
    if (shape) {
        shape->is_plain = true;
    }
}

/* ---- what speaks against it -------------------------------------------------------------------------------------- */

struct visit {
    struct program *program;
    struct function *current;
    CXCursor call; /* the call whose callee is visited, or null */
};

static void name_function(struct visit *visit, CXCursor cursor)
{
    static const char *const stack_users[] = {"setjmp", "_setjmp", "sigsetjmp",       "__sigsetjmp",
                                              "alloca", "vfork",   "__builtin_alloca"};
    CXCursor named = clang_getCursorReferenced(cursor);
    struct function *function = function_of(visit->program, named);
    unsigned begin, end;
    if (clang_getCursorKind(named) != CXCursor_FunctionDecl) {
        return;
    }
    if (clang_Cursor_isNull(visit->call)) {
        struct shape *shape = shape_of(visit->program, clang_getCursorType(named));
        *(function ? &function->shape : &(struct shape *){NULL}) = shape;
        shape->is_plain |= !function || !extent(cursor, &begin, &end);
    } else if (function && visit->current && extent(visit->call, &begin, &end)) {
        AC_PUSH(visit->program->arena, &visit->current->callees, function);
    } else if (function) {
        function->is_plain = true;
    }
    for (size_t i = 0; i < sizeof stack_users / sizeof *stack_users && visit->current; i++) {
        visit->current->is_plain |= is_named(named, stack_users[i]);
    }
}

static void call_pointer(struct visit *visit, CXCursor call)
{
    struct kids kids = kids_of(visit->program, call);
    struct shape *shape = kids.count && clang_getCursorKind(clang_getCursorReferenced(call)) != CXCursor_FunctionDecl
                              ? shape_of(visit->program, clang_getCursorType(kids.items[0]))
                              : NULL;
    unsigned begin, end;
    if (shape && visit->current && extent(call, &begin, &end)) {
        AC_PUSH(visit->program->arena, &visit->current->called, shape);
    } else {
        make_plain(shape);
    }
}

/* (T)0 is fine, and (void)f. */
static void cast(struct visit *visit, CXCursor cursor)
{
    struct kids kids = kids_of(visit->program, cursor);
    CXType to = clang_getCursorType(cursor), from = clang_getCursorType(kids.items[kids.count - 1]);
    if (from.kind != CXType_Int) {
        make_plain(shape_of(visit->program, to));
    }
    if (to.kind != CXType_Void) {
        make_plain(shape_of(visit->program, from));
    }
}

/* What has no prototype takes any function without a cast. */
static void convert(struct visit *visit, CXCursor cursor)
{
    struct kids kids = kids_of(visit->program, cursor);
    struct shape *to = shape_of(visit->program, clang_getCursorType(cursor));
    struct shape *from = kids.count == 1 ? shape_of(visit->program, clang_getCursorType(kids.items[0])) : NULL;
    if (to && from && to != from) {
        make_plain(to);
        make_plain(from);
    }
}

static void declare(struct visit *visit, CXCursor cursor)
{
    unsigned begin, end;
    if (writes_shape(cursor) && !extent(cursor, &begin, &end)) {
        make_plain(shape_of(visit->program, clang_getCursorType(cursor)));
    }
}

static void look_at(struct visit *visit, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FunctionDecl:
        make_plain(shape_of(visit->program, clang_getCursorResultType(cursor)));
        visit->current = clang_isCursorDefinition(cursor) ? function_of(visit->program, cursor) : NULL;
        return;
    case CXCursor_DeclRefExpr:
        name_function(visit, cursor);
        return;
    case CXCursor_CallExpr:
        call_pointer(visit, cursor);
        return;
    case CXCursor_CStyleCastExpr:
        cast(visit, cursor);
        return;
    case CXCursor_UnexposedExpr:
        convert(visit, cursor);
        return;
    case CXCursor_CompoundLiteralExpr:
        make_plain(shape_of(visit->program, clang_getCursorType(cursor)));
        return;
    case CXCursor_VarDecl:
    case CXCursor_FieldDecl:
    case CXCursor_ParmDecl:
    case CXCursor_TypedefDecl:
        declare(visit, cursor);
        return;
    default:
        return;
    }
}

static bool is_callee(CXCursor cursor, CXCursor call)
{
    return clang_equalLocations(clang_getRangeStart(clang_getCursorExtent(cursor)),
                                clang_getRangeStart(clang_getCursorExtent(call)));
}

static enum CXChildVisitResult find_reasons(CXCursor cursor, CXCursor parent, CXClientData data)
{
    const struct visit *outer = data;
    struct visit inner = {outer->program, outer->current, clang_getNullCursor()};
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (clang_getCursorKind(parent) == CXCursor_CallExpr && is_callee(cursor, parent)) {
        inner.call = parent;
    } else if (kind == CXCursor_DeclRefExpr || kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr) {
        inner.call = outer->call;
    }
    look_at(&inner, cursor);
    clang_visitChildren(cursor, find_reasons, &inner);
    return CXChildVisit_Continue;
}

/* ---- what follows ------------------------------------------------------------------------------------------------ */

/* Sets *flag; true if it was not set. */
static bool set(bool *flag)
{
    bool was = *flag;
    *flag = true;
    return !was;
}

/* Tells whether something became plain. */
static bool spread(struct function *function)
{
    bool news = false;
    if (function->shape && function->shape->is_plain) {
        news |= set(&function->is_plain);
    }
    if (!function->is_plain) {
        return news;
    }
    for (size_t i = 0; i < function->callees.count; i++) {
        news |= set(&function->callees.items[i]->is_plain);
    }
    for (size_t i = 0; i < function->called.count; i++) {
        news |= set(&function->called.items[i]->is_plain);
    }
    return news | (function->shape && set(&function->shape->is_plain));
}

void choose(struct program *program, CXCursor unit)
{
    struct visit visit = {program, NULL, clang_getNullCursor()};
    clang_visitChildren(unit, find_functions, program);
    clang_visitChildren(unit, find_reasons, &visit);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < program->functions.count; i++) {
            again |= spread(program->functions.items[i]);
        }
    }
}
