/* generic.c - _Generic: which association is selected. The others are not evaluated. */
#include "expr.h"

#include <string.h>

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

struct ac_expr *ac_build_generic(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_GENERIC);
    struct ac_cursors kids = ac_children(front, cursor);
    CXCursor selected = ac_selected_association(front, cursor);
    if (clang_Cursor_isNull(selected)) {
        if (ac_contains_marker(front, cursor)) {
            ac_error_at(front, expr->range, AC_RULE_GENERIC_SELECTION,
                        "asyncc cannot tell which association of this _Generic is selected: name the type as the "
                        "compiler does");
        }
        return ac_build_all(front, cursor, AC_EXPR_OTHER, kids);
    }
    ac_set_kids(front, expr, kids.count);
    ac_add_kid(expr, ac_build_expr(front, selected, use));
    for (size_t i = 0; i < kids.count; i++) {
        if (!clang_equalCursors(kids.items[i], selected)) {
            ac_add_kid(expr, ac_build_unevaluated(front, kids.items[i]));
        }
    }
    return expr;
}
