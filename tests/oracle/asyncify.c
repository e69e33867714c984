/* asyncify [--values N] [--seed S] FILE.c [-- FLAG...] - turns a plain C program into one of async C, on stdout.
 *
 * Every function of the file that is only called directly becomes ASYNC, and every call of it an AWAIT; each of them
 * yields at its entry and at every loop head. With --values, one in N arithmetic expressions becomes AWAIT(value_T(…)),
 * which gives what it is given (oracle.h). What is left as it is: functions that something names without calling, that
 * such functions call, variadic ones, and text from macros: a program full of macros is better preprocessed first. */
#include "base/arena.h"
#include "base/file.h"

#include <clang-c/Index.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct edit {
    unsigned offset, order;
    const char *text;
};

struct function {
    CXCursor cursor; /* canonical */
    bool is_plain, is_main;
    struct {
        struct function **items;
        size_t count, capacity;
    } callees;
};

struct program {
    struct ac_arena *arena;
    const char *text;
    unsigned values;
    unsigned long long random;
    struct {
        struct edit *items;
        size_t count, capacity;
    } edits;
    struct {
        struct function **items;
        size_t count, capacity;
    } functions;
    struct function *current;
    bool main_has_arguments;
};

/* ---- places ------------------------------------------------------------------------------------------------------ */

/* The text of a cursor, if it is written in the file and not by a macro. */
static bool extent(CXCursor cursor, unsigned *begin, unsigned *end)
{
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXSourceLocation from = clang_getRangeStart(range), to = clang_getRangeEnd(range);
    unsigned expansion;
    CXFile file;
    clang_getSpellingLocation(from, &file, NULL, NULL, begin);
    clang_getExpansionLocation(from, NULL, NULL, NULL, &expansion);
    if (!clang_Location_isFromMainFile(from) || *begin != expansion) {
        return false;
    }
    clang_getSpellingLocation(to, &file, NULL, NULL, end);
    clang_getExpansionLocation(to, NULL, NULL, NULL, &expansion);
    return *end == expansion && *begin < *end;
}

static void insert(struct program *program, unsigned offset, const char *text)
{
    AC_PUSH(program->arena, &program->edits, ((struct edit){offset, (unsigned)program->edits.count, text}));
}

static int compare_edits(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    return x->offset != y->offset ? (x->offset < y->offset ? -1 : 1) : (x->order < y->order ? -1 : 1);
}

static bool chance(struct program *program, unsigned n)
{
    program->random = program->random * 6364136223846793005u + 1442695040888963407u;
    return n && (program->random >> 33) % n == 0;
}

/* ---- which functions become ASYNC -------------------------------------------------------------------------------- */

static struct function *function_of(struct program *program, CXCursor cursor)
{
    cursor = clang_getCanonicalCursor(cursor);
    for (size_t i = 0; i < program->functions.count; i++) {
        if (clang_equalCursors(program->functions.items[i]->cursor, cursor)) {
            return program->functions.items[i];
        }
    }
    return NULL;
}

static bool is_named(CXCursor cursor, const char *name)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    bool same = !strcmp(clang_getCString(spelling), name);
    clang_disposeString(spelling);
    return same;
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
        function->is_plain = !extent(cursor, &begin, &end) || !extent(function->cursor, &begin, &end) ||
                             clang_isFunctionTypeVariadic(clang_getCursorType(cursor));
        AC_PUSH(program->arena, &program->functions, function);
    }
    return CXChildVisit_Continue;
}

/* A function that is named, but not as the callee of a call in the file's own text, stays plain. */
static void name_function(struct program *program, CXCursor cursor, CXCursor call)
{
    struct function *function = function_of(program, clang_getCursorReferenced(cursor));
    unsigned begin, end;
    if (!function) {
        return;
    }
    if (clang_Cursor_isNull(call) || !program->current || !extent(call, &begin, &end)) {
        function->is_plain = true;
    } else {
        AC_PUSH(program->arena, &program->current->callees, function);
    }
}

struct naming {
    struct program *program;
    CXCursor call; /* the call whose callee is visited, or null */
};

static bool is_callee(CXCursor cursor, CXCursor call)
{
    return clang_equalLocations(clang_getRangeStart(clang_getCursorExtent(cursor)),
                                clang_getRangeStart(clang_getCursorExtent(call)));
}

static enum CXChildVisitResult find_names(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct naming *outer = data, inner = {outer->program, clang_getNullCursor()};
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (clang_getCursorKind(parent) == CXCursor_CallExpr && is_callee(cursor, parent)) {
        inner.call = parent;
    } else if (kind == CXCursor_DeclRefExpr || kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr) {
        inner.call = outer->call;
    }
    if (kind == CXCursor_FunctionDecl) {
        inner.program->current = clang_isCursorDefinition(cursor) ? function_of(inner.program, cursor) : NULL;
    } else if (kind == CXCursor_DeclRefExpr) {
        name_function(inner.program, cursor, inner.call);
    }
    clang_visitChildren(cursor, find_names, &inner);
    if (kind == CXCursor_FunctionDecl) {
        inner.program->current = NULL;
    }
    return CXChildVisit_Continue;
}

/* What a plain function calls is plain. */
static void spread_plainness(struct program *program)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < program->functions.count; i++) {
            struct function *caller = program->functions.items[i];
            for (size_t k = 0; caller->is_plain && k < caller->callees.count; k++) {
                again |= !caller->callees.items[k]->is_plain;
                caller->callees.items[k]->is_plain = true;
            }
        }
    }
}

/* ---- edits inside functions -------------------------------------------------------------------------------------- */

static void walk(struct program *program, CXCursor cursor, bool is_value);

struct kids {
    struct program *program;
    CXCursor *items;
    size_t count, capacity;
};

static enum CXChildVisitResult add_kid(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct kids *kids = data;
    (void)parent;
    AC_PUSH(kids->program->arena, kids, cursor);
    return CXChildVisit_Continue;
}

static struct kids kids_of(struct program *program, CXCursor cursor)
{
    struct kids kids = {.program = program};
    clang_visitChildren(cursor, add_kid, &kids);
    return kids;
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
        insert(program, begin + 1, " AWAIT(turn());");
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

static void walk(struct program *program, CXCursor cursor, bool is_value)
{
    unsigned begin, end;
    bool has_extent = extent(cursor, &begin, &end);
    const char *value = is_value && has_extent ? value_call(program, cursor) : NULL;
    struct function *callee = clang_getCursorKind(cursor) == CXCursor_CallExpr
                                  ? function_of(program, clang_getCursorReferenced(cursor))
                                  : NULL;
    bool is_await = callee && !callee->is_plain;
    if (value) {
        insert(program, begin, value);
    }
    if (is_await) {
        insert(program, begin, "AWAIT(");
    }
    walk_inside(program, cursor, is_value);
    if (is_await) {
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

static enum CXChildVisitResult edit_functions(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct program *program = data;
    struct function *function = function_of(program, cursor);
    unsigned begin, end;
    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl || !function || function->is_plain ||
        !extent(cursor, &begin, &end)) {
        return CXChildVisit_Continue;
    }
    insert(program, begin, "ASYNC ");
    if (function->is_main) {
        rename_main(program, cursor);
    }
    if (clang_isCursorDefinition(cursor)) {
        struct kids kids = kids_of(program, cursor);
        CXCursor body = kids.items[kids.count - 1];
        extent(body, &begin, &end);
        insert(program, begin + 1, " AWAIT(turn());");
        walk(program, body, false);
        if (function->is_main) {
            insert(program, end - 1, "return 0; ");
        }
    }
    return CXChildVisit_Continue;
}

static void print(struct program *program, const char *path)
{
    size_t at = 0;
    qsort(program->edits.items, program->edits.count, sizeof *program->edits.items, compare_edits);
    printf("#include \"oracle.h\"\n#line 1 \"%s\"\n", path);
    for (size_t i = 0; i < program->edits.count; i++) {
        const struct edit *edit = &program->edits.items[i];
        fwrite(program->text + at, 1, edit->offset - at, stdout);
        fputs(edit->text, stdout);
        at = edit->offset;
    }
    fputs(program->text + at, stdout);
    if (program->main_has_arguments) {
        puts("\nint main(int argc, char **argv)\n{\n    return async_run(async_main(argc, argv));\n}");
    } else {
        puts("\nint main(void)\n{\n    return async_run(async_main());\n}");
    }
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static CXTranslationUnit parse(const char *path, int count, const char *const *flags)
{
    CXIndex index = clang_createIndex(0, 1);
    CXTranslationUnit unit = NULL;
    const char **all = calloc((size_t)count + 2, sizeof *all);
    all[0] = "-resource-dir=" ASYNCC_RESOURCE_DIR;
    memcpy(all + 1, flags, (size_t)count * sizeof *all);
    if (clang_parseTranslationUnit2(index, path, all, count + 1, NULL, 0, 0, &unit) != CXError_Success) {
        fprintf(stderr, "asyncify: cannot parse %s\n", path);
        exit(1);
    }
    free(all);
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
        if (clang_getDiagnosticSeverity(clang_getDiagnostic(unit, i)) >= CXDiagnostic_Error) {
            exit(1);
        }
    }
    return unit;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"values", required_argument, NULL, 'v'}, {"seed", required_argument, NULL, 's'}, {NULL, 0, NULL, 0}};
    struct program program = {.arena = ac_arena_new(), .random = 1};
    struct naming naming = {&program, clang_getNullCursor()};
    size_t size;
    for (int option; (option = getopt_long(argc, argv, "+v:s:", options, NULL)) != -1;) {
        if (option == '?') {
            return 2;
        }
        *(option == 'v' ? &program.values : &(unsigned){0}) = (unsigned)strtoul(optarg, NULL, 10);
        program.random = option == 's' ? strtoull(optarg, NULL, 10) : program.random;
    }
    if (optind >= argc || !(program.text = ac_file_read(program.arena, argv[optind], &size))) {
        fputs("usage: asyncify [--values N] [--seed S] FILE.c [-- FLAG...]\n", stderr);
        return 2;
    }
    int flags = optind + 1 + (optind + 1 < argc && !strcmp(argv[optind + 1], "--"));
    CXCursor unit = clang_getTranslationUnitCursor(
        parse(argv[optind], argc > flags ? argc - flags : 0, (const char *const *)argv + flags));
    clang_visitChildren(unit, find_functions, &program);
    clang_visitChildren(unit, find_names, &naming);
    spread_plainness(&program);
    clang_visitChildren(unit, edit_functions, &program);
    print(&program, argv[optind]);
    ac_arena_free(program.arena);
    return 0;
}
