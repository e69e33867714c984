/* unnamed.c - names for structs and unions that were declared without one, outside of functions: what is declared with
 * them is named, and so are they, by way of that.
 *
 *     static struct { int x; } table[3];        __typeof__(table[0])
 *     struct s { struct { int x; } *in; };      __typeof__(*((struct s *)0)->in)
 *     typedef struct { int x; } *handle;        __typeof__(*(handle)0)
 *     static const struct { int x; } row;       __typeof__((void)0, row), which is not const
 *
 * In ASYNC functions, which are written anew, they get tags instead (decl.c). */
#include "front.h"

/* ---- what is declared with it ------------------------------------------------------------------------------------ */

/* An expression of the record's type, which is not const: `base`, of type `type`, indexed and dereferenced as often as
 * it takes; NULL where that does not lead there. */
static const char *reach(struct ac_front *front, CXType type, CXCursor record, const char *base)
{
    bool is_qualified = false; /* an array is in the place of its elements */
    for (;;) {
        type = clang_getCanonicalType(type);
        is_qualified |= clang_isConstQualifiedType(type) || clang_isVolatileQualifiedType(type);
        switch (type.kind) {
        case CXType_Record:
            if (!clang_equalCursors(clang_getTypeDeclaration(type), record)) {
                return NULL;
            }
            return is_qualified ? ac_format(front->arena, "(void)0, %s", base) : base;
        case CXType_Pointer:
            base = ac_format(front->arena, "*%s", base);
            type = clang_getPointeeType(type);
            is_qualified = false;
            break;
        case CXType_ConstantArray:
        case CXType_IncompleteArray:
            base = ac_format(front->arena, *base == '*' ? "(%s)[0]" : "%s[0]", base);
            type = clang_getArrayElementType(type);
            break;
        default:
            return NULL;
        }
    }
}

struct search {
    struct ac_front *front;
    CXCursor record;
    const char *owner; /* the type that it is a member of, or NULL */
    const char *found, *by;
};

/* What a declaration declares, as an expression. */
static const char *expression_of(struct search *search, CXCursor declaration, CXType *ret_type)
{
    struct ac_arena *arena = search->front->arena;
    const char *name = ac_cursor_name(search->front, declaration);
    *ret_type = clang_getCursorType(declaration);
    switch (clang_getCursorKind(declaration)) {
    case CXCursor_VarDecl:
        return name;
    case CXCursor_TypedefDecl:
        *ret_type = clang_getTypedefDeclUnderlyingType(declaration);
        return ac_format(arena, "(*(%s *)0)", name);
    case CXCursor_FieldDecl:
        return ac_format(arena, "((%s *)0)->%s", search->owner, name);
    default:
        return NULL;
    }
}

static enum CXChildVisitResult look(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct search *search = data;
    CXType type;
    (void)parent;
    if (clang_Cursor_isAnonymousRecordDecl(cursor)) {
        return CXChildVisit_Recurse; /* its members are its owner's */
    }
    const char *expression = expression_of(search, cursor, &type);
    search->found = expression ? reach(search->front, type, search->record, expression) : NULL;
    search->by = search->owner ? NULL : ac_cursor_name(search->front, cursor);
    return search->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* The record that it was declared in as a member; not one that is itself an anonymous member. */
static CXCursor owner_of(CXCursor record)
{
    CXCursor owner = clang_getCursorSemanticParent(record);
    while (clang_Cursor_isAnonymousRecordDecl(owner)) {
        owner = clang_getCursorSemanticParent(owner);
    }
    return owner;
}

static void find_name(struct ac_front *front, CXCursor record, struct ac_unnamed *unnamed)
{
    struct search search = {.front = front, .record = record};
    CXCursor owner = owner_of(record);
    if (clang_getCursorKind(owner) == CXCursor_StructDecl || clang_getCursorKind(owner) == CXCursor_UnionDecl) {
        const struct ac_type *type = ac_type(front, clang_getCursorType(owner));
        search.owner = type->spelling;
        unnamed->by = type->named_by;
        if (type->is_unnameable) {
            return;
        }
    } else if (clang_getCursorKind(owner) != CXCursor_TranslationUnit) {
        return;
    }
    clang_visitChildren(owner, look, &search);
    if (search.found) {
        unnamed->name = ac_format(front->arena, "__typeof__(%s)", search.found);
        unnamed->by = search.by ? search.by : unnamed->by;
    }
}

const struct ac_unnamed *ac_unnamed(struct ac_front *front, CXCursor record)
{
    struct ac_unnamed *unnamed = ac_cursor_map_find(&front->unnamed, record);
    if (!unnamed) {
        unnamed = ac_new(front->arena, struct ac_unnamed);
        ac_cursor_map_add(front->arena, &front->unnamed, record, unnamed);
        find_name(front, record, unnamed);
    }
    return unnamed;
}
