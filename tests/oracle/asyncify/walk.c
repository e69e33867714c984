/* walk.c - the edits: ASYNC before functions and pointers to them, AWAIT around calls, turns at entries and loop heads.
 */
#include "program.h"

#include <string.h>

/* ---- edits inside functions -------------------------------------------------------------------------------------- */

static void walk(struct program *program, CXCursor cursor, bool is_value);

static bool chance(struct program *program, unsigned n)
{
    program->random = program->random * 6364136223846793005u + 1442695040888963407u;
    return n && (program->random >> 33) % n == 0;
}

/* The suffix of the value_ function for a type, or NULL. */
static const char *value_suffix(CXType type)
{
    switch (clang_getCanonicalType(type).kind) {
    case CXType_Bool:
        return "bool";
    case CXType_SChar:
        return "schar";
    case CXType_UChar:
        return "uchar";
    case CXType_Short:
        return "short";
    case CXType_UShort:
        return "ushort";
    case CXType_Int:
        return "int";
    case CXType_UInt:
        return "uint";
    case CXType_Long:
        return "long";
    case CXType_ULong:
        return "ulong";
    case CXType_LongLong:
        return "llong";
    case CXType_ULongLong:
        return "ullong";
    case CXType_Double:
        return "double";
    default:
        return NULL;
    }
}

/* A constant may be needed as one: a null pointer, say. */
static bool is_worth_awaiting(CXCursor cursor)
{
    CXCursor named = clang_getCursorReferenced(cursor);
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr:
        return clang_getCursorKind(named) == CXCursor_VarDecl || clang_getCursorKind(named) == CXCursor_ParmDecl;
    case CXCursor_MemberRefExpr:
        return !clang_Cursor_isBitField(named);
    case CXCursor_BinaryOperator:
        return clang_getCursorBinaryOperatorKind(cursor) < CXBinaryOperator_Assign &&
               clang_Cursor_Evaluate(cursor) == NULL;
    case CXCursor_CallExpr:
    case CXCursor_ArraySubscriptExpr:
        return true;
    default:
        return false;
    }
}

static const char *value_call(struct program *program, CXCursor cursor)
{
    const char *suffix = value_suffix(clang_getCursorType(cursor));
    if (!suffix || !is_worth_awaiting(cursor) || !chance(program, program->values)) {
        return NULL;
    }
    return ac_format(program->arena, "AWAIT(value_%s(", suffix);
}

static void walk_kids(struct program *program, CXCursor cursor, bool first_is_value, bool others_are_values)
{
    struct kids kids = kids_of(program, cursor);
    for (size_t i = 0; i < kids.count; i++) {
        walk(program, kids.items[i], i ? others_are_values : first_is_value);
    }
}

static bool is_constant_cast(CXCursor cursor)
{
    return clang_getCursorType(cursor).kind == CXType_Pointer;
}

/* Yields at the head of a loop. `body` may lack braces. */
static void yield_in_body(struct program *program, CXCursor body)
{
    unsigned begin, end;
    if (!extent(body, &begin, &end)) {
        return;
    }
    if (clang_getCursorKind(body) == CXCursor_CompoundStmt) {
        if (!program->late) {
            insert(program, begin + 1, " AWAIT(turn());");
        }
        walk(program, body, false);
        return;
    }
    insert(program, begin, "{ AWAIT(turn()); ");
    walk(program, body, false);
    end += (unsigned)strspn(program->text + end, " \t\r\n");
    insert(program, end + (program->text[end] == ';'), " }");
}

static void walk_loop(struct program *program, CXCursor cursor)
{
    struct kids kids = kids_of(program, cursor);
    bool is_do = clang_getCursorKind(cursor) == CXCursor_DoStmt;
    for (size_t i = 0; i < kids.count; i++) {
        if (i == (is_do ? 0 : kids.count - 1)) {
            yield_in_body(program, kids.items[i]);
        } else {
            walk(program, kids.items[i], true);
        }
    }
}

static void walk_variable(struct program *program, CXCursor cursor)
{
    struct kids kids = kids_of(program, cursor);
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(cursor);
    if (storage != CX_SC_Static && storage != CX_SC_Extern && kids.count) {
        CXCursor last = kids.items[kids.count - 1];
        CXCursor initialiser = clang_Cursor_getVarDeclInitializer(cursor);
        if (clang_equalCursors(initialiser, last)) {
            walk(program, last, true);
        }
    }
}

static void walk_inside(struct program *program, CXCursor cursor, bool is_value)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_ForStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt:
        walk_loop(program, cursor);
        return;
    case CXCursor_CaseStmt: {
        struct kids kids = kids_of(program, cursor);
        walk(program, kids.items[kids.count - 1], false);
        return;
    }
    case CXCursor_VarDecl:
        walk_variable(program, cursor);
        return;
    case CXCursor_UnaryExpr: /* sizeof */
    case CXCursor_GenericSelectionExpr:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
    case CXCursor_TypedefDecl:
        return;
    case CXCursor_UnexposedExpr:
    case CXCursor_ParenExpr: {
        struct kids kids = kids_of(program, cursor);
        walk_kids(program, cursor, is_value && kids.count == 1, false);
        return;
    }
    case CXCursor_BinaryOperator:
        walk_kids(program, cursor, clang_getCursorBinaryOperatorKind(cursor) != CXBinaryOperator_Assign, true);
        return;
    case CXCursor_CallExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundAssignOperator:
        walk_kids(program, cursor, false, true);
        return;
    case CXCursor_UnaryOperator: {
        enum CXUnaryOperatorKind op = clang_getCursorUnaryOperatorKind(cursor);
        walk_kids(program, cursor,
                  op == CXUnaryOperator_Minus || op == CXUnaryOperator_Not || op == CXUnaryOperator_LNot, false);
        return;
    }
    case CXCursor_CStyleCastExpr:
        walk_kids(program, cursor, !is_constant_cast(cursor), !is_constant_cast(cursor));
        return;
    case CXCursor_IfStmt:
    case CXCursor_SwitchStmt:
        walk_kids(program, cursor, true, false);
        return;
    case CXCursor_ConditionalOperator:
    case CXCursor_InitListExpr:
    case CXCursor_ReturnStmt:
        walk_kids(program, cursor, true, true);
        return;
    default:
        walk_kids(program, cursor, false, false);
    }
}

/* A call of what has become ASYNC. */
static bool is_await(struct program *program, CXCursor cursor)
{
    if (clang_getCursorKind(cursor) != CXCursor_CallExpr) {
        return false;
    }
    CXCursor named = clang_getCursorReferenced(cursor);
    struct function *callee = function_of(program, named);
    if (callee || clang_getCursorKind(named) == CXCursor_FunctionDecl) {
        return callee && !callee->is_plain;
    }
    struct shape *shape = shape_of(program, clang_getCursorType(kids_of(program, cursor).items[0]));
    return shape && !shape->is_plain;
}

static void walk(struct program *program, CXCursor cursor, bool is_value)
{
    unsigned begin, end;
    bool has_extent = extent(cursor, &begin, &end);
    const char *value = is_value && has_extent ? value_call(program, cursor) : NULL;
    bool awaits = is_await(program, cursor);
    if (value) {
        insert(program, begin, value);
    }
    if (awaits) {
        insert(program, begin, "AWAIT(");
    }
    walk_inside(program, cursor, is_value);
    if (awaits) {
        insert(program, end, ")");
    }
    if (value) {
        insert(program, end, "))");
    }
}

/* ---- functions --------------------------------------------------------------------------------------------------- */

static void rename_main(struct program *program, CXCursor cursor)
{
    unsigned offset;
    clang_getSpellingLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL, &offset);
    insert(program, offset, "async_");
    program->main_has_arguments = clang_Cursor_getNumArguments(cursor) == 2;
}

static void edit_function(struct program *program, CXCursor cursor, const struct function *function)
{
    unsigned begin, end;
    if (!extent(cursor, &begin, &end)) {
        return;
    }
    insert(program, begin, "ASYNC ");
    if (function->is_main) {
        rename_main(program, cursor);
    }
    if (clang_isCursorDefinition(cursor)) {
        struct kids kids = kids_of(program, cursor);
        CXCursor body = kids.items[kids.count - 1];
        extent(body, &begin, &end);
        if (!program->late) {
            insert(program, begin + 1, " AWAIT(turn());");
        }
        walk(program, body, false);
        if (function->is_main) {
            insert(program, end - 1, "return 0; ");
        }
    }
}

/* `ASYNC` stands once before all that one declaration declares. */
static void edit_pointer(struct program *program, CXCursor cursor)
{
    struct shape *shape = writes_shape(cursor) ? shape_of(program, clang_getCursorType(cursor)) : NULL;
    unsigned begin, end;
    if (shape && !shape->is_plain && extent(cursor, &begin, &end) && begin != program->last_pointer) {
        insert(program, begin, "ASYNC ");
        program->last_pointer = begin;
    }
}

static enum CXChildVisitResult edit_declarations(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct program *program = data;
    struct function *function = NULL;
    (void)parent;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FunctionDecl:
        function = function_of(program, cursor);
        if (function && !function->is_plain) {
            edit_function(program, cursor, function);
        }
        break;
    case CXCursor_VarDecl:
    case CXCursor_FieldDecl:
    case CXCursor_ParmDecl:
    case CXCursor_TypedefDecl:
        edit_pointer(program, cursor);
        break;
    default:
        break;
    }
    return CXChildVisit_Recurse;
}

void edit_program(struct program *program, CXCursor unit)
{
    clang_visitChildren(unit, edit_declarations, program);
}
