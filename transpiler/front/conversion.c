/* conversion.c - refuses a value of an ASYNC function or pointer where an unmarked one is wanted, and the other way
 * round: assigned, passed, returned, as an initialiser. Their types are the same for C, their calls are not:
 *
 *     int (*table[])(int) = {fetch};      with an ASYNC fetch
 */
#include "front.h"

#include <string.h>

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
    if (marked && !wanted && ac_is_inferred_type(wanted_type)) {
        ac_error_at(front, ac_place(front, value).range, AC_RULE_ASYNC_CONVERSION,
                    "typeof and __auto_type do not carry over that this function or pointer is ASYNC: write ASYNC in "
                    "front of what they declare, too");
    } else if (marked && !wanted) {
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

static void take_elements(struct list *list, CXType array, bool marked, long long from)
{
    CXType canonical = clang_getCanonicalType(array);
    long long count = clang_getArraySize(canonical);
    for (long long i = from; (count < 0 || i < count) && is_at_value(list); i++) {
        size_t before = list->at;
        take(list, clang_getArrayElementType(canonical), marked);
        if (list->at == before) {
            return; /* of structs without members */
        }
    }
}

/* The initialisers of one object, of which `value` is the first. Its braces may be left out. */
static void take_from(struct list *list, CXType type, bool marked, CXCursor value)
{
    CXType given = clang_getCursorType(value);
    bool is_list = clang_getCursorKind(value) == CXCursor_InitListExpr;
    struct ac_cursors fields = {0};
    if (!is_list && is_record(type) && !is_record(given)) {
        fields = fields_of(list->front, type);
    }
    if (fields.count) {
        take_from(list, clang_getCursorType(fields.items[0]), ac_is_marked_declaration(fields.items[0]), value);
        take_fields(list, type, 1);
    } else if (!is_list && is_array_type(type) && !is_array_type(given)) {
        take_from(list, clang_getArrayElementType(clang_getCanonicalType(type)), marked, value);
        take_elements(list, type, marked, 1);
    } else {
        ac_check_conversion(list->front, value, marked, type);
    }
}

static void take(struct list *list, CXType type, bool marked)
{
    CXCursor value = list->kids.items[list->at];
    bool is_empty = is_record(type) && !fields_of(list->front, type).count;
    if (is_empty && clang_getCursorKind(value) != CXCursor_InitListExpr && !is_record(clang_getCursorType(value))) {
        return; /* it takes none */
    }
    list->at++;
    take_from(list, type, marked, value);
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

/* [first ... last] */
static bool is_range(struct ac_front *front, CXCursor first, CXCursor last)
{
    size_t begin = ac_place(front, first).range.end, end = ac_place(front, last).range.begin;
    return begin < end && strstr(ac_strndup(front->arena, front->source->text + begin, end - begin), "...");
}

static long long index_of(CXCursor designator)
{
    CXEvalResult value = clang_Cursor_Evaluate(designator);
    long long index = value ? clang_EvalResult_getAsLongLong(value) : 0;
    if (value) {
        clang_EvalResult_dispose(value);
    }
    return index;
}

/* Where designators lead, from parts.items[at] on; the last part is the value. Then what follows that in the object,
 * and in those around it: `.s.plain = f, g` goes on behind plain, then behind s. */
static void take_designated(struct list *list, CXType type, bool marked, struct ac_cursors parts, size_t at)
{
    struct ac_front *front = list->front;
    CXCursor part = parts.items[at];
    if (at + 1 == parts.count) {
        take_from(list, type, marked, part);
    } else if (clang_getCursorKind(part) == CXCursor_MemberRef) {
        CXCursor member = clang_getCursorReferenced(part);
        take_designated(list, clang_getCursorType(member), ac_is_marked_declaration(member), parts, at + 1);
        take_behind(list, type, member);
    } else if (is_array_type(type)) {
        at += at + 2 < parts.count && is_range(front, part, parts.items[at + 1]);
        long long index = index_of(parts.items[at]);
        take_designated(list, clang_getArrayElementType(clang_getCanonicalType(type)), marked, parts, at + 1);
        take_elements(list, type, marked, index + 1);
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
            take_designated(&list, type, marked, ac_children(front, list.kids.items[list.at++]), 0);
        } else if (before) {
            list.at++; /* too many */
        } else if (is_record(type)) {
            take_fields(&list, type, 0);
        } else {
            take_elements(&list, type, marked, 0);
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
