/* type.c - spells types so that a name of them can be declared anywhere: `int (*` NAME `)(char)`.
 *
 * A type that mentions something declared inside the function, or without a name, cannot be spelled outside of it; it
 * is marked unnameable, and a frame holds bytes for it instead. */
#include "front.h"

#include <string.h>

/* The hash table lives in the arena like all else. */
#define uthash_malloc(size) ac_alloc(front->arena, (size))
#define uthash_free(memory, size) ((void)(memory), (void)(size))
#include <uthash.h>

enum { CONST = 1, VOLATILE = 2, RESTRICT = 4 };

struct spelled {
    const char *before, *after;
    unsigned qualifiers; /* that are in there: of the type, of an array those of its elements */
    bool unnameable;
    const char *convention; /* of a function, how it is called: an attribute that stands with the pointer to it */
    const char *local_typedef, *named_by;
};

static struct spelled spell(struct ac_front *front, CXType type);

static unsigned qualifiers_of(CXType type)
{
    return (clang_isConstQualifiedType(type) ? CONST : 0) | (clang_isVolatileQualifiedType(type) ? VOLATILE : 0) |
           (clang_isRestrictQualifiedType(type) ? RESTRICT : 0);
}

static bool is_variably_modified(CXType type)
{
    for (;;) {
        CXType canonical = clang_getCanonicalType(type);
        switch (canonical.kind) {
        case CXType_VariableArray:
            return true;
        case CXType_Pointer:
            type = clang_getPointeeType(canonical);
            break;
        case CXType_ConstantArray:
        case CXType_IncompleteArray:
            type = clang_getArrayElementType(canonical);
            break;
        case CXType_FunctionProto:
        case CXType_FunctionNoProto:
            type = clang_getResultType(canonical);
            break;
        default:
            return false;
        }
    }
}

static bool is_named(CXType type, const char *const *names)
{
    CXString spelling = clang_getTypeSpelling(type);
    const char *text = clang_getCString(spelling);
    bool is = false;
    for (; *names && !is; names++) {
        is = !strcmp(text, *names);
    }
    clang_disposeString(spelling);
    return is;
}

static struct spelled qualified(struct ac_front *front, struct spelled spelled, unsigned qualifiers)
{
    unsigned added = qualifiers & ~spelled.qualifiers;
    const char *text = ac_format(front->arena, "%s%s%s", added & CONST ? " const" : "",
                                 added & VOLATILE ? " volatile" : "", added & RESTRICT ? " __restrict" : "");
    spelled.before = ac_qualified(front->arena, spelled.before, text);
    spelled.qualifiers |= added;
    return spelled;
}

/* Declared inside a function, or without any name. */
static bool is_out_of_reach(CXCursor declaration)
{
    CXCursor parent = clang_getCursorSemanticParent(declaration);
    if (clang_Cursor_isAnonymous(declaration)) {
        return true;
    }
    while (clang_getCursorKind(parent) == CXCursor_StructDecl || clang_getCursorKind(parent) == CXCursor_UnionDecl) {
        parent = clang_getCursorSemanticParent(parent);
    }
    return clang_getCursorKind(parent) != CXCursor_TranslationUnit;
}

const char *ac_tag_of(struct ac_front *front, CXCursor declaration)
{
    return ac_cursor_map_find(&front->tags, declaration);
}

const char *ac_make_tag(struct ac_front *front, CXCursor declaration)
{
    char *tag = ac_format(front->arena, "%s__unnamed_%u", front->function->name, ++front->tag_count);
    ac_cursor_map_add(front->arena, &front->tags, declaration, tag);
    return tag;
}

static const char *keyword_of(CXCursor declaration)
{
    enum CXCursorKind kind = clang_getCursorKind(declaration);
    return kind == CXCursor_UnionDecl ? "union" : kind == CXCursor_EnumDecl ? "enum" : "struct";
}

/* A name as it is. */
static struct spelled spelled_as(const char *name)
{
    return (struct spelled){.before = name, .after = ""};
}

/* What has no tag gets one: its definition in the output has it too. Outside ASYNC functions, where it cannot, an enum
 * is as good as its integer type. */
static struct spelled spell_named(struct ac_front *front, CXType type)
{
    CXCursor declaration = clang_getTypeDeclaration(type);
    const char *tag = ac_tag_of(front, declaration);
    struct spelled result = spelled_as(tag ? ac_format(front->arena, "%s %s", keyword_of(declaration), tag)
                                           : ac_take_string(front, clang_getTypeSpelling(type)));
    result.unnameable = tag || is_out_of_reach(declaration);
    if (tag || !clang_Cursor_isAnonymous(declaration)) {
        return result;
    }
    if (type.kind == CXType_Enum) {
        return spell(front, clang_getEnumDeclIntegerType(declaration));
    }
    const struct ac_unnamed *unnamed = ac_unnamed(front, declaration);
    if (unnamed->name) {
        result = spelled_as(unnamed->name);
        result.named_by = unnamed->by;
    }
    return result;
}

static struct spelled spell_pointer_to(struct ac_front *front, CXType pointee, unsigned qualifiers)
{
    struct spelled result = qualified(front, spell(front, pointee), qualifiers);
    enum CXTypeKind kind = clang_getCanonicalType(pointee).kind;
    bool wrap = (kind == CXType_FunctionProto || kind == CXType_FunctionNoProto || kind == CXType_ConstantArray ||
                 kind == CXType_IncompleteArray || kind == CXType_VariableArray) &&
                *result.after;
    size_t length = strlen(result.before);
    const char *space = length && result.before[length - 1] != '*' && result.before[length - 1] != ' ' ? " " : "";
    result.before = ac_format(front->arena, "%s%s%s%s*", result.before, space, wrap ? "(" : "",
                              result.convention ? result.convention : "");
    result.convention = NULL;
    result.qualifiers = 0;
    if (wrap) {
        result.after = ac_format(front->arena, ")%s", result.after);
    }
    return result;
}

/* The function of a struct async__tag * that a FUTURE points to by way of a pointer; CXType_Invalid: it is none. */
static CXType function_of_future(CXType type)
{
    static const char *const tag[] = {"struct async__tag *", NULL};
    CXType pointer = clang_getPointeeType(clang_getCanonicalType(type)), function = clang_getPointeeType(pointer);
    bool is_future = pointer.kind == CXType_Pointer && !qualifiers_of(pointer) &&
                     function.kind == CXType_FunctionProto && !clang_isFunctionTypeVariadic(function) &&
                     clang_getNumArgTypes(function) == 1 && is_named(clang_getArgType(function, 0), tag);
    return is_future ? function : (CXType){.kind = CXType_Invalid};
}

/* Of &a, where the parameter a is written as an array or a function: a pointer, though libclang gives what is written.
 */
static CXType pointee_of(CXType pointer)
{
    CXType pointee = clang_getPointeeType(pointer), canonical = clang_getPointeeType(clang_getCanonicalType(pointer));
    bool is_hidden = canonical.kind == CXType_Pointer && clang_getCanonicalType(pointee).kind != CXType_Pointer;
    return is_hidden ? canonical : pointee;
}

static struct spelled spell_pointer(struct ac_front *front, CXType type)
{
    CXType function = function_of_future(type);
    if (function.kind == CXType_Invalid || is_variably_modified(function)) {
        return spell_pointer_to(front, pointee_of(type), 0);
    }
    struct spelled result = spell(front, clang_getResultType(function));
    result.before = ac_format(front->arena, "ASYNC_FUTURE(%s%s)", result.before, result.after);
    result.after = "";
    result.qualifiers = 0;
    return result;
}

static struct spelled spell_array(struct ac_front *front, CXType type)
{
    struct spelled result = spell(front, clang_getArrayElementType(type));
    const char *size = "";
    if (type.kind == CXType_ConstantArray) {
        size = ac_format(front->arena, "%lld", clang_getArraySize(type));
    } else if (type.kind == CXType_VariableArray) {
        size = ac_format(front->arena, "%c", AC_SIZE_MARK);
    }
    result.after = ac_format(front->arena, "[%s]%s", size, result.after);
    return result;
}

/* `after` with `size` in the place of each mark. */
static const char *with_sizes(struct ac_front *front, const char *after, const char *size)
{
    const char *result = "";
    for (const char *mark; (mark = strchr(after, AC_SIZE_MARK)); after = mark + 1) {
        result = ac_format(front->arena, "%s%.*s%s", result, (int)(mark - after), after, size);
    }
    return ac_format(front->arena, "%s%s", result, after);
}

static const char *convention_of(CXType function)
{
    switch (clang_getFunctionTypeCallingConv(function)) {
    case CXCallingConv_Win64:
        return "__attribute__((__ms_abi__)) ";
    case CXCallingConv_X86_64SysV:
        return "__attribute__((__sysv_abi__)) ";
    default:
        return NULL; /* of those that GCC knows there are no more where there are frames */
    }
}

static struct spelled spell_function(struct ac_front *front, CXType type)
{
    struct spelled result = spell(front, clang_getResultType(type));
    int count = clang_getNumArgTypes(type);
    const char *list = "";
    for (int i = 0; i < count; i++) {
        struct spelled argument = spell(front, clang_getArgType(type, (unsigned)i));
        list = ac_format(front->arena, "%s%s%s%s", list, i ? ", " : "", argument.before,
                         with_sizes(front, argument.after, "*"));
        result.unnameable |= argument.unnameable;
    }
    if (clang_isFunctionTypeVariadic(type) && type.kind != CXType_FunctionNoProto) {
        list = ac_format(front->arena, "%s, ...", list);
    } else if (count == 0 && type.kind == CXType_FunctionProto) {
        list = "void";
    }
    result.after = ac_format(front->arena, "(%s)%s", list, result.after);
    result.convention = convention_of(type);
    result.qualifiers = 0;
    return result;
}

/* Which what it names would not have by another name. */
static bool has_attributes_of_its_own(struct ac_front *front, CXCursor name)
{
    return clang_Cursor_hasAttrs(name) &&
           (ac_has_attribute(front, name, "may_alias") || ac_has_kid(front, name, CXCursor_AlignedAttr));
}

static struct spelled spell_typedef(struct ac_front *front, CXType type)
{
    CXCursor declaration = clang_getTypeDeclaration(type);
    if (is_out_of_reach(declaration)) {
        const char *name = ac_cursor_name(front, declaration);
        bool is_more = has_attributes_of_its_own(front, declaration);
        struct spelled result =
            is_more ? spelled_as(name) : spell(front, clang_getTypedefDeclUnderlyingType(declaration));
        result.unnameable |= is_more;
        result.local_typedef = name;
        return result;
    }
    return spelled_as(ac_take_string(front, clang_getTypedefName(type)));
}

static struct spelled spell_atomic(struct ac_front *front, CXType type)
{
    struct spelled result = spell(front, clang_Type_getValueType(type));
    result.before = ac_format(front->arena, "_Atomic(%s%s)", result.before, result.after);
    result.after = "";
    result.qualifiers = 0;
    return result;
}

/* By the names that GCC and Clang have for them. */
static const char *address_space_of(CXType type)
{
    switch (clang_getAddressSpace(type)) {
    case 256:
        return " __seg_gs";
    case 257:
        return " __seg_fs";
    default:
        return NULL;
    }
}

static struct spelled spell_unqualified(struct ac_front *front, CXType type)
{
    CXType canonical;
    switch (type.kind) {
    case CXType_Pointer:
        return spell_pointer(front, type);
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
        return spell_array(front, type);
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return spell_function(front, type);
    case CXType_Typedef:
        return spell_typedef(front, type);
    case CXType_Atomic:
        return spell_atomic(front, type);
    case CXType_Elaborated:
        return spell(front, clang_Type_getNamedType(type));
    case CXType_Record:
    case CXType_Enum:
        return spell_named(front, clang_getUnqualifiedType(type));
    default:
        canonical = clang_getCanonicalType(type);
        if (canonical.kind != type.kind) {
            return spell(front, canonical);
        }
        if (type.kind == CXType_Bool) {
            return spelled_as("_Bool"); /* in C23 Clang says bool, which GCC 12 does not know */
        }
        return spelled_as(ac_take_string(front, clang_getTypeSpelling(clang_getUnqualifiedType(canonical))));
    }
}

static struct spelled spell(struct ac_front *front, CXType type)
{
    struct spelled result = spell_unqualified(front, type);
    const char *space = address_space_of(type);
    bool is_name = type.kind == CXType_Typedef || clang_getCanonicalType(type).kind != type.kind; /* of such a type */
    if (space && !is_name) {
        result.before = ac_qualified(front->arena, result.before, space);
    }
    return qualified(front, result, qualifiers_of(type));
}

static bool is_scalar(enum CXTypeKind kind)
{
    return kind == CXType_Pointer || kind == CXType_Enum || kind == CXType_Complex ||
           (kind >= CXType_Bool && kind <= CXType_LastBuiltin);
}

/* ---- what a type has in it --------------------------------------------------------------------------------------- */

/* True for a type that a search is for. */
typedef bool is_wanted(CXType type);

struct search {
    is_wanted *is_wanted;
    bool found;
};

static bool has_in_it(CXType type, is_wanted *is_wanted);

static enum CXVisitorResult search_field(CXCursor field, CXClientData data)
{
    struct search *search = data;
    search->found = has_in_it(clang_getCursorType(field), search->is_wanted);
    return search->found ? CXVisit_Break : CXVisit_Continue;
}

/* Looks at the type, the elements of an array, the members of a record, at any depth. */
static bool has_in_it(CXType type, is_wanted *is_wanted)
{
    struct search search = {is_wanted, is_wanted(type)};
    CXType canonical = clang_getCanonicalType(type);
    if (search.found) {
        return true;
    }
    if (canonical.kind == CXType_ConstantArray || canonical.kind == CXType_VariableArray) {
        return has_in_it(clang_getArrayElementType(canonical), is_wanted);
    }
    if (canonical.kind == CXType_Record) {
        clang_Type_visitFields(canonical, search_field, &search);
    }
    return search.found;
}

static enum CXVisitorResult note_first_field(CXCursor field, CXClientData data)
{
    CXString name = clang_getCursorSpelling(field);
    bool is_padding = clang_Cursor_isBitField(field) && !*clang_getCString(name);
    clang_disposeString(name);
    if (is_padding) {
        return CXVisit_Continue;
    }
    *(CXType *)data = clang_getCursorType(field);
    return CXVisit_Break;
}

/* A struct or union whose first member, or that of this, has nothing in it, or which has no members. */
static bool begins_empty(CXType type)
{
    CXType canonical = clang_getCanonicalType(type), first = {.kind = CXType_Invalid};
    if (canonical.kind == CXType_ConstantArray) {
        return !clang_getArraySize(canonical) || begins_empty(clang_getArrayElementType(canonical));
    }
    if (canonical.kind != CXType_Record) {
        return canonical.kind == CXType_IncompleteArray;
    }
    clang_Type_visitFields(canonical, note_first_field, &first);
    return first.kind == CXType_Invalid || begins_empty(first);
}

static size_t strictest_in(CXType type);

static enum CXVisitorResult note_strictest(CXCursor field, CXClientData data)
{
    size_t *strictest = data, align = strictest_in(clang_getCursorType(field));
    *strictest = align > *strictest ? align : *strictest;
    return CXVisit_Continue;
}

/* The alignment that a struct would have if nothing in it were packed. */
static size_t strictest_in(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    while (clang_getArraySize(canonical) >= 0) {
        canonical = clang_getCanonicalType(clang_getArrayElementType(canonical));
    }
    long long align = clang_Type_getAlignOf(canonical);
    size_t strictest = align > 0 ? (size_t)align : 0;
    if (canonical.kind == CXType_Record) {
        clang_Type_visitFields(canonical, note_strictest, &strictest);
    }
    return strictest;
}

static bool is_array(enum CXTypeKind kind)
{
    return kind == CXType_ConstantArray || kind == CXType_IncompleteArray || kind == CXType_VariableArray;
}

bool ac_is_const(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    return clang_isConstQualifiedType(canonical) && !is_array(canonical.kind);
}

bool ac_is_volatile(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    return clang_isVolatileQualifiedType(canonical) && !is_array(canonical.kind);
}

/* What qualifies the elements of an array, its canonical type has itself. */
static bool is_const(CXType type)
{
    return clang_isConstQualifiedType(type) || clang_isConstQualifiedType(clang_getCanonicalType(type));
}

/* An array without a size, as the last member of a struct has it: that struct must be last, too. */
static bool ends_open(CXType type)
{
    return clang_getCanonicalType(type).kind == CXType_IncompleteArray;
}

/* Not by the type itself, which may be const, nor by its elements. */
static bool has_const_member(CXType type)
{
    type = clang_getCanonicalType(type);
    while (type.kind == CXType_ConstantArray) {
        type = clang_getCanonicalType(clang_getArrayElementType(type));
    }
    return type.kind == CXType_Record && has_in_it(clang_getUnqualifiedType(type), is_const);
}

/* By the name that compilers know it by, under whatever typedefs, or by the record behind it. */
static bool is_va_list(CXType type)
{
    static const char *const typedefs[] = {"__builtin_va_list", "__builtin_ms_va_list", NULL};
    static const char *const records[] = {
        "struct __va_list_tag", "struct __va_list", "__va_list_tag", "__va_list", "struct std::__va_list", NULL};
    for (CXType step = type; step.kind == CXType_Typedef || step.kind == CXType_Elaborated;) {
        if (is_named(clang_getUnqualifiedType(step), typedefs)) {
            return true;
        }
        step = step.kind == CXType_Elaborated ? clang_Type_getNamedType(step)
                                              : clang_getTypedefDeclUnderlyingType(clang_getTypeDeclaration(step));
    }
    return is_named(clang_getUnqualifiedType(clang_getCanonicalType(type)), records);
}

static struct ac_type *finish_type(struct ac_front *front, struct spelled spelled)
{
    struct ac_type *result = ac_new(front->arena, struct ac_type);
    size_t length = strlen(spelled.before);
    bool glued = length && (spelled.before[length - 1] == '*' || spelled.before[length - 1] == ' ');
    result->before = glued ? spelled.before : ac_format(front->arena, "%s ", spelled.before);
    result->after = with_sizes(front, spelled.after, "");
    result->marked = spelled.after;
    result->spelling = ac_format(front->arena, "%s%s", spelled.before, result->after);
    result->is_unnameable = spelled.unnameable;
    result->local_typedef = spelled.local_typedef;
    result->named_by = spelled.named_by;
    return result;
}

/* What any pointer to it converts to. */
static const char *erase_pointee(struct ac_front *front, CXType pointee)
{
    CXType type = pointee;
    bool is_const = false, is_volatile = false;
    for (;; type = clang_getArrayElementType(type)) {
        CXType canonical = clang_getCanonicalType(type);
        is_const |= clang_isConstQualifiedType(type) || clang_isConstQualifiedType(canonical);
        is_volatile |= clang_isVolatileQualifiedType(type) || clang_isVolatileQualifiedType(canonical);
        if (!is_array(canonical.kind)) {
            break;
        }
        type = canonical;
    }
    return ac_format(front->arena, "%s%svoid *", is_const ? "const " : "", is_volatile ? "volatile " : "");
}

/* Arrays and functions as parameters are pointers, which libclang hides. */
const struct ac_type *ac_parameter_type(struct ac_front *front, CXType type)
{
    CXType canonical = clang_getCanonicalType(type), pointee = type;
    struct ac_type *result;
    bool is_function = canonical.kind == CXType_FunctionProto || canonical.kind == CXType_FunctionNoProto;
    if (!is_function && !is_array(canonical.kind)) {
        return ac_type(front, type);
    }
    if (is_array(canonical.kind)) {
        pointee =
            clang_getArrayElementType(type.kind == CXType_Typedef || type.kind == CXType_Elaborated ? canonical : type);
    }
    /* `const T a` with a typedef of an array: elements that libclang gives have nothing of the const */
    unsigned qualifiers = is_function ? 0 : qualifiers_of(type) | qualifiers_of(canonical);
    result = finish_type(front, spell_pointer_to(front, pointee, qualifiers));
    result->size = sizeof(void *);
    result->align = _Alignof(void *);
    result->is_scalar = true;
    result->is_va_list = is_va_list(type);
    if (result->is_va_list) { /* a pointer to a struct for which compilers have no name in common */
        result->spelling = "__typeof__(&**(__builtin_va_list *)0)";
        result->before = "__typeof__(&**(__builtin_va_list *)0) ";
        result->after = "";
    }
    result->is_variably_modified = is_variably_modified(pointee);
    result->has_va_list = is_va_list(type) || is_va_list(pointee);
    result->erased = erase_pointee(front, is_function ? pointee : type);
    return result;
}

/* libclang has no kind of its own for it. */
static bool is_bit_int(CXType canonical)
{
    CXString spelling;
    const char *text;
    bool result;
    if (canonical.kind != CXType_Unexposed) {
        return false;
    }
    spelling = clang_getTypeSpelling(clang_getUnqualifiedType(canonical));
    text = clang_getCString(spelling);
    result = text && (!strncmp(text, "_BitInt(", strlen("_BitInt(")) ||
                      !strncmp(text, "unsigned _BitInt(", strlen("unsigned _BitInt(")));
    clang_disposeString(spelling);
    return result;
}

static struct ac_type *describe_type(struct ac_front *front, CXType type)
{
    struct ac_type *result;
    CXType canonical = clang_getCanonicalType(type);
    CXType plain;
    struct spelled spelled;
    long long size, align;
    if (type.kind == CXType_Invalid || (canonical.kind == CXType_Unexposed && !is_bit_int(canonical))) {
        /* of a compiler's builtin function: libclang 19 crashes when asked for its size */
        return finish_type(front, spelled_as("void"));
    }
    plain = clang_getUnqualifiedType(type);
    spelled = spell(front, plain);
    if (!spelled.local_typedef) { /* of a pointer or an array it goes with the qualifiers */
        spelled.local_typedef = spell(front, type).local_typedef;
    }
    size = clang_Type_getSizeOf(type);
    align = clang_Type_getAlignOf(type);
    result = finish_type(front, spelled);
    result->is_void = canonical.kind == CXType_Void;
    result->size = size > 0 && !result->is_void ? (size_t)size : 0;
    result->align = align > 0 && !result->is_void ? (size_t)align : 0;
    result->strictest = result->align ? strictest_in(type) : 0;
    result->is_array = is_array(canonical.kind);
    result->is_record = canonical.kind == CXType_Record;
    result->is_scalar = is_scalar(canonical.kind) || is_bit_int(canonical);
    result->is_pointer = canonical.kind == CXType_Pointer;
    result->has_const_member = has_const_member(type);
    result->ends_open = has_in_it(type, ends_open);
    result->begins_empty = begins_empty(type);
    if (canonical.kind == CXType_Atomic) {
        result->of_atomic = ac_type(front, clang_Type_getValueType(canonical));
    }
    result->has_va_list = has_in_it(type, is_va_list);
    result->is_va_list = is_va_list(type);
    result->is_future = function_of_future(type).kind != CXType_Invalid;
    result->is_bool = canonical.kind == CXType_Bool;
    result->is_half = canonical.kind == CXType_Float16 ||
                      (canonical.kind == CXType_Complex && clang_getElementType(canonical).kind == CXType_Float16);
    result->is_variably_modified = is_variably_modified(type);
    result->erased =
        canonical.kind == CXType_Pointer ? erase_pointee(front, clang_getPointeeType(canonical)) : "void *";
    return result;
}

/* ---- each type once ---------------------------------------------------------------------------------------------- */

struct ac_known_type {
    const void *data; /* of the CXType, which tells most types apart */
    CXType type;
    const struct ac_type *described;
    struct ac_known_type *next; /* another one of the same data */
    UT_hash_handle hh;
};

static struct ac_known_type *first_known(struct ac_front *front, const void *data)
{
    struct ac_known_type *known;
    HASH_FIND_PTR(front->types, &data, known);
    return known;
}

/* NOLINTNEXTLINE(readability-function-size): it is HASH_ADD that has many statements */
static void remember_type(struct ac_front *front, CXType type, const struct ac_type *described)
{
    struct ac_known_type *known = ac_new(front->arena, struct ac_known_type);
    struct ac_known_type *first = first_known(front, type.data[0]);
    *known = (struct ac_known_type){.data = type.data[0], .type = type, .described = described};
    if (first) {
        known->next = first->next;
        first->next = known;
    } else {
        HASH_ADD_PTR(front->types, data, known);
    }
}

const struct ac_type *ac_type(struct ac_front *front, CXType type)
{
    const struct ac_type *described;
    for (struct ac_known_type *known = first_known(front, type.data[0]); known; known = known->next) {
        if (known->type.kind == type.kind && clang_equalTypes(known->type, type)) {
            return known->described;
        }
    }
    described = describe_type(front, type);
    remember_type(front, type, described);
    return described;
}
