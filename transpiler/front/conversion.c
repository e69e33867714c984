/* conversion.c - refuses a value of an ASYNC function or pointer where an unmarked one is wanted, and the other way
 * round: assigned, passed, returned, as an initialiser. Their types are the same for C, their calls are not:
 *
 *     int (*table[])(int) = {fetch};      with an ASYNC fetch
 */
#include "front.h"

/* How many pointers lead to a function: 0 for the function itself, -1 for what is something else. */
static int depth_of_function(CXType type)
{
    int depth = 0;
    for (type = clang_getCanonicalType(type); type.kind == CXType_Pointer; depth++) {
        type = clang_getCanonicalType(clang_getPointeeType(type));
    }
    return type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto ? depth : -1;
}

static bool is_function_pointer(CXType type)
{
    int depth = depth_of_function(type);
    return depth == 0 || depth == 1;
}

/* 0, (void *)0 and what else is a null pointer in any type. */
static bool is_null(struct ac_front *front, CXCursor value)
{
    struct ac_cursors kids;
    value = ac_strip(front, value);
    kids = ac_children(front, value);
    if (clang_getCursorKind(value) == CXCursor_CStyleCastExpr && kids.count) {
        return is_null(front, kids.items[kids.count - 1]);
    }
    return clang_getCursorKind(value) == CXCursor_IntegerLiteral;
}

/* A value that is no choice between others. */
static void check_one(struct ac_front *front, CXCursor value, bool wanted, CXType wanted_type)
{
    int depth = depth_of_function(clang_getCursorType(value));
    bool is_function = depth >= 0 && (depth <= 1 || depth_of_function(wanted_type) >= 0), marked;
    bool is_dropped = clang_getCanonicalType(wanted_type).kind == CXType_Void;
    if (is_dropped || (!is_function && !(wanted && is_function_pointer(wanted_type)))) {
        return;
    }
    marked = ac_is_marked(front, value);
    if (marked && !wanted) {
        ac_error_at(
            front, ac_place(front, value).range, AC_RULE_ASYNC_CONVERSION,
            "an ASYNC function or pointer is converted to a type without ASYNC: who calls it there cannot await it");
    } else if (!marked && wanted && !is_null(front, value)) {
        ac_error_at(front, ac_place(front, value).range, AC_RULE_ASYNC_CONVERSION,
                    "an ordinary function or pointer is converted to one marked ASYNC: mark the function ASYNC");
    }
}

/* ---- initialisers ------------------------------------------------------------------------------------------------ */

struct list {
    struct ac_front *front;
    struct ac_cursors kids;
    size_t at;
};

static bool is_record(CXType type)
{
    return clang_getCanonicalType(type).kind == CXType_Record;
}

static bool is_array_type(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    return canonical.kind == CXType_ConstantArray || canonical.kind == CXType_IncompleteArray;
}

/* [i] = x, .name = x, and several of that in a row. */
static bool is_designated(struct ac_front *front, CXCursor kid)
{
    return clang_getCursorKind(kid) == CXCursor_UnexposedExpr && clang_getCursorType(kid).kind == CXType_Void &&
           ac_children(front, kid).count >= 2;
}

static bool is_at_value(const struct list *list)
{
    return list->at < list->kids.count && !is_designated(list->front, list->kids.items[list->at]);
}

struct fields {
    struct ac_front *front;
    struct ac_cursors found;
};

static enum CXVisitorResult collect_field(CXCursor field, CXClientData data)
{
    struct fields *fields = data;
    bool is_padding = clang_Cursor_isBitField(field) && !*ac_cursor_name(fields->front, field);
    if (!is_padding) {
        AC_PUSH(fields->front->arena, &fields->found, field);
    }
    return CXVisit_Continue;
}

/* Those that initialisers without a name are for, in order: of a union the first. */
static struct ac_cursors fields_of(struct ac_front *front, CXType record)
{
    struct fields fields = {.front = front};
    CXType canonical = clang_getCanonicalType(record);
    clang_Type_visitFields(canonical, collect_field, &fields);
    if (clang_getCursorKind(clang_getTypeDeclaration(canonical)) == CXCursor_UnionDecl && fields.found.count) {
        fields.found.count = 1;
    }
    return fields.found;
}

static void take(struct list *list, CXType type, bool marked);

/* From field `from` on. */
static void take_fields(struct list *list, CXType record, size_t from)
{
    struct ac_cursors fields = fields_of(list->front, record);
    for (size_t i = from; i < fields.count && is_at_value(list); i++) {
        take(list, clang_getCursorType(fields.items[i]), ac_is_marked_declaration(fields.items[i]));
    }
}

static void take_elements(struct list *list, CXType array, bool marked)
{
    CXType canonical = clang_getCanonicalType(array);
    long long count = clang_getArraySize(canonical);
    for (long long i = 0; (count < 0 || i < count) && is_at_value(list); i++) {
        size_t before = list->at;
        take(list, clang_getArrayElementType(canonical), marked);
        if (list->at == before) {
            return; /* of structs without members */
        }
    }
}

/* The initialisers of one object. Its braces may be left out. */
static void take(struct list *list, CXType type, bool marked)
{
    CXCursor value = list->kids.items[list->at];
    CXType given = clang_getCursorType(value);
    bool has_braces = clang_getCursorKind(value) == CXCursor_InitListExpr;
    if (!has_braces && is_record(type) && !is_record(given)) {
        take_fields(list, type, 0);
    } else if (!has_braces && is_array_type(type) && !is_array_type(given)) {
        take_elements(list, type, marked);
    } else {
        ac_check_conversion(list->front, value, marked, type);
        list->at++;
    }
}

static bool is_anonymous(CXCursor field)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(field));
    return type.kind == CXType_Record && clang_Cursor_isAnonymousRecordDecl(clang_getTypeDeclaration(type));
}

/* What follows a member, which may be one of an anonymous struct. False where the record does not have it. */
static bool take_behind(struct list *list, CXType record, CXCursor member)
{
    struct ac_cursors fields = fields_of(list->front, record);
    for (size_t i = 0; i < fields.count; i++) {
        CXType type = clang_getCursorType(fields.items[i]);
        if (clang_equalCursors(fields.items[i], member) ||
            (is_anonymous(fields.items[i]) && take_behind(list, type, member))) {
            take_fields(list, record, i + 1);
            return true;
        }
    }
    return false;
}

/* Where the designators of the next initialiser lead; what follows it goes on behind that, or is not looked at where
 * that is inside of a member. */
static void take_designated(struct list *list, CXType type, bool marked)
{
    struct ac_front *front = list->front;
    struct ac_cursors parts = ac_children(front, list->kids.items[list->at++]);
    CXCursor value = parts.items[parts.count - 1], member = clang_getNullCursor();
    CXType wanted = is_array_type(type) ? clang_getArrayElementType(clang_getCanonicalType(type)) : type;
    size_t members = 0, anonymous = 0;
    for (size_t i = 0; i + 1 < parts.count; i++) {
        if (clang_getCursorKind(parts.items[i]) == CXCursor_MemberRef) {
            member = clang_getCursorReferenced(parts.items[i]);
            marked = ac_is_marked_declaration(member);
            wanted = clang_getCursorType(member);
            anonymous += is_anonymous(member); /* .x of an anonymous struct: that is designated, too */
            members++;
        } else if (members && is_array_type(wanted)) {
            wanted = clang_getArrayElementType(clang_getCanonicalType(wanted));
        }
    }
    ac_check_conversion(front, value, marked, wanted);
    if (is_record(type) && members == anonymous + 1 && parts.count == members + 1) {
        take_behind(list, type, member);
    }
}

static void check_list(struct ac_front *front, CXCursor braces, bool marked, CXType type)
{
    struct list list = {.front = front, .kids = ac_children(front, braces)};
    if (!is_record(type) && !is_array_type(type)) { /* int x = {1}; */
        if (list.kids.count) {
            ac_check_conversion(front, list.kids.items[0], marked, type);
        }
        return;
    }
    while (list.at < list.kids.count) {
        size_t before = list.at;
        if (!is_at_value(&list)) {
            take_designated(&list, type, marked);
        } else if (is_record(type)) {
            take_fields(&list, type, before ? SIZE_MAX : 0);
        } else {
            take_elements(&list, type, marked);
        }
        list.at += list.at == before;
    }
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static bool is_number(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind >= CXType_Bool && kind <= CXType_LongDouble;
}

void ac_check_conversion(struct ac_front *front, CXCursor value, bool wanted, CXType wanted_type)
{
    struct ac_cursors choices = {0};
    if (clang_getCursorKind(value) == CXCursor_InitListExpr) {
        check_list(front, value, wanted, wanted_type);
        return;
    }
    if (is_number(wanted_type) && is_number(clang_getCursorType(value))) {
        return; /* most are, and need no look at what they are made of */
    }
    if (!ac_choices(front, value, &choices)) {
        check_one(front, value, wanted, wanted_type);
    }
    for (size_t i = 0; i < choices.count; i++) {
        ac_check_conversion(front, choices.items[i], wanted, wanted_type);
    }
}
