/* unexposed.c - expressions for which libclang has no kind of their own: implicit conversions, and forms that it calls
 * unexposed. Those are told by their first word; docs/c-support.md lists them. What is none of them is refused where it
 * matters. */
#include "expr.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is known by its parts ---------------------------------------------------------------------------------- */

/* The conversion of an array to a pointer needs the place of the array, not its value. Nobody keeps that of a va_list.
 */
static enum ac_use use_of_converted(struct ac_front *front, CXCursor inner, bool decays, enum ac_use use)
{
    if (!decays || use != AC_USE_VALUE) {
        return use;
    }
    return ac_type(front, clang_getCursorType(inner))->is_va_list ? AC_USE_UPDATE : AC_USE_ADDRESS;
}

static bool is_integer(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return (kind >= CXType_Bool && kind <= CXType_Int128) || kind == CXType_Enum;
}

/* A bit-field with fewer bits than an int is used as an int, whatever its type. */
static bool may_promote(CXType type, CXType inner)
{
    return is_integer(type) && is_integer(inner) && clang_Type_getSizeOf(type) >= (long long)sizeof(int) &&
           clang_Type_getSizeOf(inner) >= clang_Type_getSizeOf(type);
}

/* It has no text of its own. */
static struct ac_expr *build_conversion(struct ac_front *front, CXCursor cursor, CXCursor inner, enum ac_use use)
{
    bool decays = ac_is_array(inner) && ac_is_pointer(cursor);
    struct ac_expr *expr = ac_build_expr(front, inner, use_of_converted(front, inner, decays, use));
    if (expr->type && expr->type->sample) {
        ; /* the compiler of the output knows what is converted */
    } else if ((ac_is_pointer(cursor) && !ac_is_pointer(inner)) || /* of an array, a function, 0 */
               may_promote(clang_getCursorType(cursor), clang_getCursorType(inner))) {
        expr->type = ac_type(front, clang_getCursorType(cursor));
    }
    expr->is_lvalue = false;
    expr->decays |= decays;
    if (decays && (expr->kind == AC_EXPR_VARIABLE || expr->kind == AC_EXPR_LOCAL)) {
        expr->op = AC_OP_ADDRESS; /* what is read is where it is */
    }
    return expr;
}

static struct ac_expr *build_elvis(struct ac_front *front, CXCursor cursor, struct ac_cursors kids)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_ELVIS);
    ac_set_kids(front, expr, 2);
    ac_add_kid(expr, ac_build_value(front, kids.items[0]));
    ac_add_kid(expr, ac_build_value(front, kids.items[kids.count - 1]));
    return expr;
}

static bool is_elvis(struct ac_front *front, struct ac_cursors kids)
{
    struct ac_range first, second;
    if (kids.count != 4 || !ac_is_expr(kids.items[0])) { /* members of anonymous ones designate each at one place */
        return false;
    }
    first = ac_place(front, kids.items[0]).range;
    second = ac_place(front, kids.items[1]).range;
    return first.begin == second.begin && first.end == second.end;
}

/* What has no value is one of these, or a form such as __atomic_store_n(&x, 1, __ATOMIC_RELAXED). */
static bool is_designated(CXCursor cursor, struct ac_cursors kids)
{
    return clang_getCursorType(cursor).kind == CXType_Void && kids.count >= 2;
}

/* [i] = x, .name = x: a constant designator and the value. */
static struct ac_expr *build_designated(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_OTHER);
    CXCursor value = ac_last_child(front, cursor);
    ac_note_mentions_in_front(front, cursor);
    ac_set_kids(front, expr, 1);
    ac_add_kid(expr, ac_build_value(front, value));
    expr->type = NULL;
    return expr;
}

/* ---- what is known by its first word ----------------------------------------------------------------------------- */

const char *ac_first_word(struct ac_front *front, CXCursor cursor, size_t *ret_left)
{
    CXFile file;
    unsigned offset;
    size_t size = 0;
    const char *text;
    clang_getSpellingLocation(clang_getRangeStart(clang_getCursorExtent(cursor)), &file, NULL, NULL, &offset);
    text = file ? clang_getFileContents(front->tu, file, &size) : NULL;
    *ret_left = text && offset < size ? size - offset : 0;
    return *ret_left ? text + offset : "";
}

static bool begins_with(struct ac_front *front, CXCursor cursor, const char *word)
{
    size_t left, length = strlen(word);
    const char *text = ac_first_word(front, cursor, &left);
    return left >= length && !strncmp(text, word, length);
}

/* __builtin_types_compatible_p(typeof(AWAIT(f())), int): nothing in it is evaluated. */
static struct ac_expr *build_types(struct ac_front *front, CXCursor cursor, struct ac_cursors kids)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_UNEVALUATED);
    ac_note_mentions(front, cursor);
    ac_build_kids(front, expr, kids, 0);
    return expr;
}

static enum CXChildVisitResult find_constant_p(CXCursor cursor, CXCursor parent, CXClientData data)
{
    bool *found = data;
    *found = clang_getCursorKind(cursor) == CXCursor_CallExpr && ac_cursor_is_named(cursor, "__builtin_constant_p");
    return *found                              ? CXChildVisit_Break
           : ac_is_shown_again(cursor, parent) ? CXChildVisit_Continue
                                               : CXChildVisit_Recurse;
}

/* Which of its operands __builtin_choose_expr selects: 1 or 2; 0 where that is not known. Of a wide integer Clang looks
 * at one half, GCC at all; and to Clang alone a const variable is a constant. */
static size_t choice_of(CXCursor condition)
{
    bool asks_for_constant = false;
    find_constant_p(condition, clang_getNullCursor(), &asks_for_constant);
    if (!asks_for_constant) {
        clang_visitChildren(condition, find_constant_p, &asks_for_constant);
    }
    if (asks_for_constant) {
        return 0;
    }
    CXEvalResult value = clang_Cursor_Evaluate(condition);
    bool is_known = value && clang_EvalResult_getKind(value) == CXEval_Int &&
                    clang_Type_getSizeOf(clang_getCursorType(condition)) <= (long long)sizeof(long long);
    size_t selected = is_known ? clang_EvalResult_getAsLongLong(value) ? 1 : 2 : 0;
    if (value) {
        clang_EvalResult_dispose(value);
    }
    return selected;
}

/* __builtin_choose_expr(constant, a, b): one of them is as if it stood alone, the other is not evaluated. */
static struct ac_expr *build_choice(struct ac_front *front, CXCursor cursor, struct ac_cursors kids, enum ac_use use)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_GENERIC);
    size_t selected = choice_of(kids.items[0]);
    if (!selected) {
        if (ac_contains_marker(front, cursor)) {
            ac_error_at(front, expr->range, AC_RULE_GENERIC_SELECTION,
                        "asyncc cannot tell which of the two __builtin_choose_expr chooses: keep AWAIT out of it");
        }
        return ac_build_unknown(front, cursor);
    }
    ac_set_kids(front, expr, 3);
    ac_add_kid(expr, ac_build_expr(front, kids.items[selected], use));
    front->unevaluated++;
    ac_add_kid(expr, ac_build_expr(front, kids.items[0], AC_USE_NOTHING)); /* its value matters */
    front->unevaluated--;
    ac_add_kid(expr, ac_build_unevaluated(front, kids.items[3 - selected]));
    return expr;
}

/* An implicit one: it has no text of its own. */
static bool is_conversion(CXCursor cursor, struct ac_cursors kids)
{
    return kids.count == 1 && ac_is_expr(kids.items[0]) &&
           clang_equalRanges(clang_getCursorExtent(cursor), clang_getCursorExtent(kids.items[0]));
}

static bool is_choice(struct ac_front *front, CXCursor cursor, struct ac_cursors kids)
{
    return kids.count == 3 && begins_with(front, cursor, "__builtin_choose_expr");
}

CXCursor ac_unexposed_value(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    size_t selected = is_choice(front, cursor, kids) ? choice_of(kids.items[0]) : 0;
    if (is_conversion(cursor, kids)) {
        return kids.items[0];
    }
    return selected ? kids.items[selected] : clang_getNullCursor();
}

/* Forms whose operands are all evaluated. */
static const struct form {
    const char *word;
    bool has_effect;
    bool takes_values; /* of its operands, also where Clang's tree shows no conversion to them */
} forms[] = {
    {"__builtin_va_arg", true, false},
    {"__builtin_offsetof", false, false},
    {"__builtin_convertvector", false, true},
    {"__builtin_shufflevector", false, true},
    {"__builtin_LINE", false, false},
    {"__builtin_FILE", false, false},
    {"__builtin_FUNCTION", false, false},
    {"__builtin_COLUMN", false, false},
    {"__atomic_", true, false},
    {"__c11_atomic_", true, false},
    {"__scoped_atomic_", true, false},
    {"__hip_atomic_", true, false},
    {"__opencl_atomic_", true, false},
};

/* Of __builtin_FILE() and __builtin_FUNCTION() GCC says that they are const, and Clang does not. */
static void note_name(struct ac_front *front, struct ac_expr *expr, const char *word)
{
    bool is_function = !strcmp(word, "__builtin_FUNCTION");
    if (is_function || !strcmp(word, "__builtin_FILE")) {
        struct ac_type *type = ac_new(front->arena, struct ac_type);
        *type = *expr->type;
        type->spelling = type->before = "const char *";
        expr->type = type;
    }
    if (is_function && front->function) {
        front->function->uses_name_builtin = front->function->uses_func_name = true;
    }
}

/* Its operands are evaluated in the order of the text, which need not be that of the tree. */
static struct ac_expr *build_known(struct ac_front *front, CXCursor cursor, struct ac_cursors kids,
                                   const struct form *form)
{
    struct ac_expr *expr = ac_build_all(front, cursor, AC_EXPR_FORM, kids);
    ac_note_mentions(front, cursor);
    expr->has_effect |= form->has_effect && !front->unevaluated;
    for (size_t i = 0; i < expr->kid_count; i++) {
        expr->kids[i]->is_lvalue &= !form->takes_values;
    }
    ac_sort_by_place(expr->kids, expr->kid_count);
    note_name(front, expr, form->word);
    return expr;
}

static struct ac_expr *build_form(struct ac_front *front, CXCursor cursor, struct ac_cursors kids, enum ac_use use)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (begins_with(front, cursor, forms[i].word)) {
            return ac_is_of_compilers_macro(front, cursor)
                       ? ac_build_compilers_macro(front, cursor, forms[i].has_effect)
                       : build_known(front, cursor, kids, &forms[i]);
        }
    }
    if (ac_is_of_compilers_macro(front, cursor)) {
        return ac_build_compilers_macro(front, cursor, true);
    }
    if (is_designated(cursor, kids)) {
        return build_designated(front, cursor);
    }
    if (begins_with(front, cursor, "__builtin_types_compatible_p")) {
        return build_types(front, cursor, kids);
    }
    if (is_choice(front, cursor, kids)) {
        return build_choice(front, cursor, kids, use);
    }
    return ac_build_unknown(front, cursor);
}

struct ac_expr *ac_build_unexposed(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (is_conversion(cursor, kids)) {
        return build_conversion(front, cursor, kids.items[0], use);
    }
    if (is_elvis(front, kids)) {
        return build_elvis(front, cursor, kids);
    }
    return build_form(front, cursor, kids, use);
}
