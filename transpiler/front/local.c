/* local.c - the locals of the function at hand: what the passes must know of each, found again by its declaration. */
#include "front.h"

#include <string.h>

struct ac_local *ac_find_local(struct ac_front *front, CXCursor declaration)
{
    return ac_cursor_map_find(&front->locals, declaration);
}

const char *ac_cleanup_of(struct ac_front *front, CXCursor declaration)
{
    static const char prefix[] = "cleanup(";
    CXString printed;
    const char *text, *init, *at, *result = NULL;
    if (!ac_has_kid(front, declaration, CXCursor_UnexposedAttr)) {
        return NULL; /* and printing a va_list would overflow the stack of libclang 19 */
    }
    printed = clang_getCursorPrettyPrinted(declaration, NULL);
    text = clang_getCString(printed);
    init = strstr(text, " = ");
    at = strstr(text, prefix);
    if (at && strstr(text, "__attribute__") &&
        !(init && init < at)) { /* an initialiser may contain whole declarations */
        at += sizeof prefix - 1;
        result = ac_strndup(front->arena, at, strcspn(at, ")"));
    }
    clang_disposeString(printed);
    return result;
}

/* A parameter that is written as an array: what qualifies that is said of the elements. */
static bool is_pointer_to_elements(CXCursor declaration)
{
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(declaration)).kind;
    return clang_getCursorKind(declaration) == CXCursor_ParmDecl &&
           (kind == CXType_ConstantArray || kind == CXType_IncompleteArray || kind == CXType_VariableArray);
}

struct ac_local *ac_add_local(struct ac_front *front, CXCursor declaration, struct ac_range scope)
{
    struct ac_local *local = ac_new(front->arena, struct ac_local);
    CXType type = clang_getCursorType(declaration), canonical = clang_getCanonicalType(type);
    local->name = ac_cursor_name(front, declaration);
    local->type =
        clang_getCursorKind(declaration) == CXCursor_ParmDecl ? ac_parameter_type(front, type) : ac_type(front, type);
    local->index = (unsigned)front->function->locals.count;
    local->is_parameter = clang_getCursorKind(declaration) == CXCursor_ParmDecl;
    if (!is_pointer_to_elements(declaration)) {
        local->is_const = ac_is_const(type);
        local->is_const_array = clang_getArraySize(canonical) >= 0 && clang_isConstQualifiedType(canonical);
        local->is_volatile = ac_is_volatile(type);
    }
    local->is_register = clang_Cursor_getStorageClass(declaration) == CX_SC_Register;
    local->declared.begin = ac_location_offset(clang_getCursorLocation(declaration));
    local->declared.end = local->declared.begin + strlen(local->name);
    local->scope = scope;
    ac_check_local_attributes(front, declaration);
    if (local->is_parameter) {
        local->is_unused = !*local->name || ac_has_kid(front, declaration, CXCursor_UnexposedAttr);
    } else {
        local->cleanup = ac_cleanup_of(front, declaration);
        ac_check_cleanup(front, declaration);
        local->is_in_named_register = ac_has_kid(front, declaration, CXCursor_AsmLabelAttr);
        local->alignment = ac_alignment_of(front, declaration);
        local->address_taken = local->cleanup != NULL;
    }
    AC_PUSH(front->arena, &front->function->locals, local);
    ac_cursor_map_add(front->arena, &front->locals, declaration, local);
    return local;
}
