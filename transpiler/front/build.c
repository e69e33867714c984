/* build.c - the file as a whole: which of its top-level declarations change, and into what.
 *
 * ASYNC functions become IR. Elsewhere only single expressions change (SPAWN, async_run, the name of an ASYNC function
 * as a value), and prototypes of static ASYNC functions. */
#include "front.h"
#include "lex.h"
#include "session_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- small things that all of front/ needs --------------------------------------------------------------------------
 */

const char *ac_take_string(struct ac_front *front, CXString string)
{
    const char *text = clang_getCString(string);
    char *result = ac_strdup(front->arena, text ? text : "");
    clang_disposeString(string);
    return result;
}

const char *ac_cursor_name(struct ac_front *front, CXCursor cursor)
{
    return ac_take_string(front, clang_getCursorSpelling(cursor));
}

bool ac_cursor_is_named(CXCursor cursor, const char *name)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(spelling);
    bool result = text && !strcmp(text, name);
    clang_disposeString(spelling);
    return result;
}

struct collector {
    struct ac_front *front;
    struct ac_cursors cursors;
};

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct collector *collector = data;
    (void)parent;
    AC_PUSH(collector->front->arena, &collector->cursors, cursor);
    return CXChildVisit_Continue;
}

struct ac_cursors ac_children(struct ac_front *front, CXCursor cursor)
{
    struct collector collector = {front, {NULL, 0, 0}};
    clang_visitChildren(cursor, collect, &collector);
    return collector.cursors;
}

void ac_error_at(struct ac_front *front, struct ac_range range, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ac_diag(front->diags, AC_ERROR, front->source, range, NULL, "%s", message);
}

void ac_note_cursor(struct ac_front *front, CXCursor cursor, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    CXFile file;
    unsigned offset;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    if (file && clang_File_isEqual(file, front->file)) {
        size_t length = strlen(ac_cursor_name(front, cursor));
        ac_diag(front->diags, AC_NOTE, front->source, (struct ac_range){offset, offset + length}, NULL, "%s", message);
    } else if (file) {
        size_t size = 0;
        const char *text = clang_getFileContents(front->tu, file, &size);
        const char *path = ac_take_string(front, clang_getFileName(file));
        struct ac_source *source =
            ac_source_new(front->arena, path, text ? ac_strndup(front->arena, text, size) : "", size);
        ac_diag(front->diags, AC_NOTE, source, (struct ac_range){offset, offset}, NULL, "%s", message);
    }
}

void ac_error_in_header(struct ac_front *front, CXCursor cursor, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    CXFile file;
    unsigned offset;
    size_t size = 0;
    const char *text;
    struct ac_source *source;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    text = clang_getFileContents(front->tu, file, &size);
    source = ac_source_new(front->arena, ac_take_string(front, clang_getFileName(file)),
                           text ? ac_strndup(front->arena, text, size) : "", size);
    ac_diag(front->diags, AC_ERROR, source, (struct ac_range){offset, offset}, NULL, "%s", message);
}

struct inclusion_of {
    CXFile file;
    size_t offset;
};

static void look_for_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct inclusion_of *look = data;
    if (depth && clang_File_isEqual(file, look->file)) {
        look->offset = ac_location_offset(stack[depth - 1]);
    }
}

void ac_refuse_included(struct ac_front *front, CXCursor cursor)
{
    struct inclusion_of look = {NULL, 0};
    clang_getFileLocation(clang_getCursorLocation(cursor), &look.file, NULL, NULL, NULL);
    clang_getInclusions(front->tu, look_for_inclusion, &look);
    ac_error_at(front, (struct ac_range){look.offset, look.offset},
                "this #include brings in a part of a function that asyncc would have to change: what is included is "
                "not rewritten");
}

/* ---- ASYNC functions ------------------------------------------------------------------------------------------------
 */

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What the file #defines: generated code must not say it either. */
static void collect_macro_names(struct ac_front *front)
{
    const char *text = front->source->text;
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, text, 0, front->source->size);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        struct ac_directive directive;
        if (token.kind == AC_TOKEN_DIRECTIVE &&
            (directive = ac_directive_parse(text, token)).kind == AC_DIRECTIVE_DEFINE) {
            struct ac_lexer rest = ac_directive_lexer(text, directive);
            struct ac_token name = ac_lex(&rest);
            AC_PUSH(front->arena, &front->macro_names,
                    ac_strndup(front->arena, text + name.begin, name.end - name.begin));
        }
    }
}

static void collect_identifiers(struct ac_front *front, struct ac_function *function)
{
    struct {
        const char **items;
        size_t count, capacity;
    } names = {NULL, 0, 0};
    struct ac_lexer lexer;
    struct ac_token token;
    size_t unique = 0;
    for (size_t i = 0; i < front->macro_names.count; i++) {
        AC_PUSH(front->arena, &names, front->macro_names.items[i]);
    }
    ac_lexer_init(&lexer, front->source->text, function->range.begin, function->range.end);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        if (token.kind == AC_TOKEN_IDENTIFIER) {
            AC_PUSH(front->arena, &names,
                    ac_strndup(front->arena, front->source->text + token.begin, token.end - token.begin));
        }
    }
    if (names.count) {
        qsort(names.items, names.count, sizeof *names.items, compare_strings);
    }
    for (size_t i = 0; i < names.count; i++) {
        if (i == 0 || strcmp(names.items[i], names.items[unique - 1])) {
            names.items[unique++] = names.items[i];
        }
    }
    function->identifiers = names.items;
    function->identifier_count = unique;
}

/* Attributes that mean the same on the lowered function; others speak of parameters or results by position, or would be
 * false of a function that may suspend. */
static const char *const kept_attributes[] = {
    "noinline",
    "always_inline",
    "cold",
    "hot",
    "visibility",
    "section",
    "used",
    "unused",
    "flatten",
    "no_sanitize",
    "no_sanitize_address",
    "no_sanitize_thread",
    "no_sanitize_undefined",
    "no_instrument_function",
    "optimize",
    "target",
    "weak",
    "deprecated",
    "maybe_unused",
    "no_stack_protector",
    "retain",
    "noclone",
    "noipa",
    "gnu_inline",
};

static bool is_kept_attribute(const char *name, size_t length)
{
    while (length > 4 && !strncmp(name, "__", 2)) {
        name += 2;
        length -= 4;
    }
    for (size_t i = 0; i < sizeof kept_attributes / sizeof *kept_attributes; i++) {
        if (strlen(kept_attributes[i]) == length && !strncmp(kept_attributes[i], name, length)) {
            return true;
        }
    }
    return false;
}

/* __attribute__((a, b(c))): those of it that are kept, as a string to go in front of the function. */
static const char *kept_of_attribute(struct ac_front *front, const struct ac_tokens *tokens, uint32_t open)
{
    const char *text = front->source->text, *result = "";
    uint32_t inner = open + 1;
    for (uint32_t i = inner + 1; i < tokens->items[inner].pair; i++) {
        struct ac_token name = tokens->items[i].token;
        uint32_t end = ac_next_comma(tokens, i, tokens->items[inner].pair);
        if (name.kind == AC_TOKEN_IDENTIFIER && is_kept_attribute(text + name.begin, name.end - name.begin)) {
            size_t stop = tokens->items[end - 1].token.end;
            result = ac_format(front->arena, "%s__attribute__((%.*s)) ", result, (int)(stop - name.begin),
                               text + name.begin);
        }
        i = end;
    }
    return result;
}

/* What the lowered function keeps of the specifiers in front of the name: storage, inline, some attributes. */
static const char *prefix_of(struct ac_front *front, struct ac_range specifiers)
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, specifiers, NULL);
    const char *text = front->source->text, *result = "";
    for (uint32_t i = 0; i + 1 < tokens.count; i++) {
        struct ac_token token = tokens.items[i].token;
        if (ac_token_is(text, token, "static") || ac_token_is(text, token, "inline") ||
            ac_token_is(text, token, "__inline") || ac_token_is(text, token, "__inline__") ||
            ac_token_is(text, token, "extern")) {
            result = ac_format(front->arena, "%s%.*s ", result, (int)(token.end - token.begin), text + token.begin);
        } else if ((ac_token_is(text, token, "__attribute__") || ac_token_is(text, token, "__attribute")) &&
                   i + 2 < tokens.count && tokens.items[i + 1].token.op == '(' && tokens.items[i + 2].token.op == '(' &&
                   tokens.items[i + 1].pair != AC_NO_TOKEN) {
            result = ac_format(front->arena, "%s%s", result, kept_of_attribute(front, &tokens, i + 1));
            i = tokens.items[i + 1].pair;
        }
    }
    return result;
}

static void add_parameters(struct ac_front *front, CXCursor cursor)
{
    struct ac_function *function = front->function;
    int count = clang_Cursor_getNumArguments(cursor);
    for (int i = 0; i < count; i++) {
        struct ac_local *local =
            ac_add_local(front, clang_Cursor_getArgument(cursor, (unsigned)i), function->body_range);
        if (!*local->name) {
            local->name = ac_format(front->arena, "unnamed_%d", i + 1);
        }
        AC_PUSH(front->arena, &function->parameters, local);
    }
}

static void resolve_labels(struct ac_front *front)
{
    for (size_t i = 0; i < front->gotos.count; i++) {
        struct ac_stmt *jump = front->gotos.items[i], *defer = jump->target;
        jump->target = NULL;
        for (size_t j = 0; j < front->labels.count; j++) {
            if (!strcmp(jump->name, front->labels.items[j]->name)) {
                jump->target = front->labels.items[j];
            }
        }
        if (jump->target && jump->target->target != defer) {
            ac_error_at(front, jump->range,
                        defer ? "goto would leave the block of its DEFER" : "goto would enter the block of a DEFER");
        }
    }
    for (size_t i = 0; i < front->labels.count; i++) {
        front->labels.items[i]->target = NULL;
    }
    for (size_t i = 0; i < front->label_addresses.count; i++) {
        for (size_t j = 0; j < front->labels.count; j++) {
            if (!strcmp(front->label_addresses.items[i]->name, front->labels.items[j]->name)) {
                front->labels.items[j]->address_taken = true;
            }
        }
    }
}

static void refuse_function(struct ac_front *front, CXCursor cursor)
{
    struct ac_range name = {ac_location_offset(clang_getCursorLocation(cursor)), 0};
    name.end = name.begin + strlen(ac_cursor_name(front, cursor));
    if (ac_cursor_is_named(cursor, "main")) {
        ac_error_at(front, name, "main cannot be ASYNC: the C library calls it; let it async_run() an ASYNC function");
    }
    if (clang_Cursor_isVariadic(cursor)) {
        ac_error_at(front, name,
                    "variadic ASYNC functions are not supported yet: pass an array, or a va_list to a plain function");
    }
    if (clang_getCursorType(cursor).kind == CXType_FunctionNoProto && clang_Cursor_getNumArguments(cursor) > 0) {
        ac_error_at(front, name, "an ASYNC function needs a prototype: give its parameters types in the parentheses");
    }
}

static struct ac_function *build_function(struct ac_front *front, CXCursor cursor, struct ac_range range, CXCursor body)
{
    struct ac_function *function = ac_new(front->arena, struct ac_function);
    struct ac_declaration *declaration = ac_declaration_of(front, cursor);
    size_t name = ac_location_offset(clang_getCursorLocation(cursor));
    front->function = function;
    front->locals = NULL;
    front->tags = NULL;
    front->defer = NULL;
    front->labels.count = front->gotos.count = front->label_addresses.count = 0;
    function->name = ac_cursor_name(front, cursor);
    function->range = range;
    function->body_range = ac_place(front, body).range;
    function->prefix = prefix_of(front, (struct ac_range){range.begin, name});
    function->result = ac_type(front, clang_getCursorResultType(cursor));
    function->is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static;
    declaration->function = function;
    declaration->is_defined_here = true;
    refuse_function(front, cursor);
    collect_identifiers(front, function);
    add_parameters(front, cursor);
    function->body = ac_build_stmt(front, body);
    resolve_labels(front);
    AC_PUSH(front->arena, &front->unit->functions, function);
    front->function = NULL;
    return function;
}

/* ---- everything else ------------------------------------------------------------------------------------------------
 */

static void add_change(struct ac_front *front, struct ac_change change)
{
    AC_PUSH(front->arena, &front->unit->changes, change);
}

static void add_expr_change(struct ac_front *front, CXCursor cursor)
{
    struct ac_change change = {.kind = AC_CHANGE_EXPR, .inside = front->inside};
    change.expr = ac_build_expr(front, cursor, AC_USE_VALUE);
    change.range = change.expr->range;
    if (change.expr->in_macro) {
        ac_need_expansion(front->unit, change.range.begin);
    }
    add_change(front, change);
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
    case CXCursor_InitListExpr:
        ac_check_initialisers(front, cursor);
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

static enum CXChildVisitResult look_for_async(CXCursor cursor, CXCursor parent, CXClientData data)
{
    bool *found = data;
    (void)parent;
    *found |= names_async_function(cursor);
    return *found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* sizeof(f(1)): of an ASYNC call only the type is left. */
static void add_unevaluated_change(struct ac_front *front, CXCursor cursor)
{
    bool found = false;
    clang_visitChildren(cursor, look_for_async, &found);
    if (found && !ac_place(front, cursor).in_macro) { /* asyncc's own macros may look at the type of an argument */
        add_expr_change(front, cursor);
    }
}

/* The controlling expression is not evaluated. */
static void scan_generic(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    bool found = false;
    clang_visitChildren(kids.items[0], look_for_async, &found);
    if (found) {
        struct ac_change change = {.kind = AC_CHANGE_EXPR, .inside = front->inside};
        change.expr = ac_build_unevaluated(front, kids.items[0]);
        change.range = change.expr->range;
        add_change(front, change);
    }
    for (size_t i = 1; i < kids.count; i++) {
        if (scan(kids.items[i], cursor, front) == CXChildVisit_Recurse) {
            clang_visitChildren(kids.items[i], scan, front);
        }
    }
}

/* Looks through a declaration that is not an ASYNC function for what changes in it. */
static enum CXChildVisitResult scan(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    struct ac_marker marker;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_UnaryExpr) {
        add_unevaluated_change(front, cursor);
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) == CXCursor_GenericSelectionExpr) {
        scan_generic(front, cursor);
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) == CXCursor_IfStmt && ac_is_defer(front, cursor)) {
        ac_error_at(front, ac_place(front, cursor).range, "DEFER stands outside an ASYNC function");
    }
    check_conversions_below(front, cursor);
    if (ac_is_marker(front, cursor, &marker) || is_async_function_value(front, cursor) || calls_marked(front, cursor) ||
        is_raise(cursor)) {
        add_expr_change(front, cursor);
        return CXChildVisit_Continue;
    }
    return CXChildVisit_Recurse;
}

/* After the semicolon of the declaration that goes on at `offset`. */
static size_t end_of_declaration(struct ac_front *front, size_t offset)
{
    struct ac_lexer lexer;
    unsigned depth = 0;
    ac_lexer_init(&lexer, front->source->text, offset, front->source->size);
    lexer.at_line_start = false;
    for (;;) {
        struct ac_token token = ac_lex(&lexer);
        if (token.kind == AC_TOKEN_END || (token.op == ';' && !depth)) {
            return token.end;
        }
        depth += token.op == '(' || token.op == '{';
        depth -= token.op == ')' || token.op == '}';
    }
}

/* Of a static function the erased prototype would promise a definition that never comes: it is replaced. */
static void build_prototype(struct ac_front *front, CXCursor cursor, struct ac_range range)
{
    struct ac_declaration *declaration = ac_declaration_of(front, cursor);
    size_t count = front->unit->changes.count, name = ac_location_offset(clang_getCursorLocation(cursor));
    struct ac_change *last = count ? &front->unit->changes.items[count - 1] : NULL;
    struct ac_change change = {.kind = AC_CHANGE_PROTOTYPE, .range = range};
    if (clang_Cursor_getStorageClass(cursor) != CX_SC_Static) {
        return;
    }
    if (last && last->kind == AC_CHANGE_PROTOTYPE && name < last->range.end) {
        declaration->prefix = last->declarations.items[0]->prefix;
        AC_PUSH(front->arena, &last->declarations, declaration); /* static ASYNC int f(int), g(int); */
        return;
    }
    declaration->prefix = prefix_of(front, (struct ac_range){range.begin, name});
    change.range.end = end_of_declaration(front, range.end);
    AC_PUSH(front->arena, &change.declarations, declaration);
    add_change(front, change);
}

static CXCursor body_of(struct ac_front *front, CXCursor function)
{
    struct ac_cursors kids = ac_children(front, function);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == CXCursor_CompoundStmt) {
            return kids.items[i];
        }
    }
    return clang_getNullCursor();
}

static void build_async(struct ac_front *front, CXCursor cursor, struct ac_range range)
{
    CXCursor body = body_of(front, cursor);
    if (clang_Cursor_isNull(body)) {
        build_prototype(front, cursor, range);
    } else {
        struct ac_change change = {.kind = AC_CHANGE_FUNCTION, .range = range};
        change.function = build_function(front, cursor, range, body);
        add_change(front, change);
    }
}

static void set_needs(struct ac_front *front, size_t first_change, size_t at)
{
    struct ac_change *change;
    if (!front->needs.count || first_change >= front->unit->changes.count) {
        return;
    }
    change = &front->unit->changes.items[first_change];
    change->needs_at = at;
    for (size_t i = 0; i < front->needs.count; i++) {
        AC_PUSH(front->arena, &change->needs, front->needs.items[i]);
    }
}

static unsigned function_types_in(CXType type)
{
    for (type = clang_getCanonicalType(type);;) {
        switch (type.kind) {
        case CXType_Pointer:
            type = clang_getCanonicalType(clang_getPointeeType(type));
            break;
        case CXType_ConstantArray:
        case CXType_IncompleteArray:
        case CXType_VariableArray:
            type = clang_getCanonicalType(clang_getArrayElementType(type));
            break;
        case CXType_FunctionProto:
        case CXType_FunctionNoProto:
            return 1 + function_types_in(clang_getResultType(type));
        default:
            return 0;
        }
    }
}

static void check_mark_of(struct ac_front *front, CXCursor declaration, CXType type)
{
    struct ac_range name = {ac_location_offset(clang_getCursorLocation(declaration)), 0};
    unsigned functions = function_types_in(type);
    name.end = name.begin + strlen(ac_cursor_name(front, declaration));
    if (functions == 1 || !ac_has_annotation(declaration, "asyncc:async")) {
        return;
    }
    if (functions == 0) {
        ac_error_at(front, name, "ASYNC marks functions and pointers to functions, and '%s' is neither",
                    ac_cursor_name(front, declaration));
    } else {
        ac_error_at(front, name,
                    "ASYNC could mean either of two function types here: use a typedef for the one that is meant");
    }
}

static enum CXChildVisitResult check_mark_below(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_FieldDecl) {
        check_mark_of(data, cursor, clang_getCursorType(cursor));
    }
    return CXChildVisit_Recurse;
}

/* What ASYNC stands on must say one thing. */
static void check_mark(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_VarDecl:
        check_mark_of(front, cursor, clang_getCursorType(cursor));
        break;
    case CXCursor_TypedefDecl:
        check_mark_of(front, cursor, clang_getTypedefDeclUnderlyingType(cursor));
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        clang_visitChildren(cursor, check_mark_below, front);
        break;
    default:
        break;
    }
}

static void build_declaration(struct ac_front *front, CXCursor cursor)
{
    struct ac_place_of place = ac_place(front, cursor);
    size_t first_change = front->unit->changes.count;
    bool is_async = ac_is_async_function(cursor);
    check_mark(front, cursor);
    front->needs.count = 0;
    front->inside = ac_cursor_name(front, cursor);
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl) {
        front->result = clang_getCursorResultType(cursor);
        front->result_is_marked = ac_is_marked_type(front->result);
    }
    if (is_async && place.in_macro) {
        ac_need_expansion(front->unit, place.range.begin);
    } else if (is_async) {
        build_async(front, cursor, place.range);
    } else {
        check_conversions_below(front, cursor);
        clang_visitChildren(cursor, scan, front);
    }
    set_needs(front, first_change, place.range.begin);
}

/* Headers are included, not rewritten: what they define ASYNC must be static inline (and then cannot be called yet). */
static void refuse_included_definition(struct ac_front *front, CXCursor cursor)
{
    bool is_static_inline =
        clang_Cursor_getStorageClass(cursor) == CX_SC_Static && clang_Cursor_isFunctionInlined(cursor);
    if (clang_isCursorDefinition(cursor) && !is_static_inline && ac_is_async_function(cursor)) {
        ac_error_in_header(front, cursor,
                           "'%s' is defined ASYNC in a header: declare it there and define it in a .c file",
                           ac_cursor_name(front, cursor));
    }
}

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    (void)parent;
    if (ac_place(front, cursor).in_main) {
        build_declaration(front, cursor);
    } else {
        refuse_included_definition(front, cursor);
    }
    return CXChildVisit_Continue;
}

static int compare_changes(const void *a, const void *b)
{
    const struct ac_change *one = a, *other = b;
    return one->range.begin < other->range.begin ? -1 : one->range.begin > other->range.begin;
}

struct ac_unit *ac_build(struct ac_arena *arena, struct ac_session *session, struct ac_source *source,
                         struct ac_diags *diags)
{
    struct ac_front front = {.arena = arena, .source = source, .diags = diags};
    front.unit = ac_new(arena, struct ac_unit);
    front.unit->arena = arena;
    front.unit->source = source;
    front.tu = session->tu;
    front.file = session->file;
    collect_macro_names(&front);
    clang_visitChildren(clang_getTranslationUnitCursor(front.tu), visit_declaration, &front);
    if (front.unit->changes.count) {
        qsort(front.unit->changes.items, front.unit->changes.count, sizeof *front.unit->changes.items, compare_changes);
    }
    return front.unit;
}
