/* layout_extent.c - see layout_extent.h. */
#include "pass/layout_extent.h"

enum { HEAD_ALIGN = 8, POINTER_SIZE = 8 };

size_t ac_align_up(size_t offset, size_t align)
{
    return (offset + align - 1) / align * align;
}

static struct ac_extent extent_of_type(const struct ac_type *type)
{
    return (struct ac_extent){type->size, type->align ? type->align : 1};
}

/* Also an array, of constant size, of pointers to arrays of variable size. */
bool ac_is_kept_as_bytes(const struct ac_local *local)
{
    const struct ac_type *type = local->type;
    return type->is_variably_modified ? type->is_array && type->size : type->is_unnameable || type->ends_open;
}

/* What the declaration asks for; and of a packed struct, what compilers give it on a stack, though they need not: a
 * pointer to a member, which would be undefined without, is as good in the frame. A copy needs none of that. */
static size_t alignment_of(const struct ac_local *local)
{
    const struct ac_type *type = local->type;
    bool is_packed = type->strictest > type->align && local->address_taken;
    if (local->place != AC_PLACE_FRAME) {
        return 0;
    }
    return local->alignment.number ? local->alignment.number : is_packed ? type->strictest : 0;
}

const char *ac_alignment_text(struct ac_arena *arena, const struct ac_local *local)
{
    if (!alignment_of(local)) {
        return "";
    }
    return local->alignment.number ? local->alignment.text : ac_format(arena, "_Alignas(%zu) ", alignment_of(local));
}

struct ac_extent ac_extent_of(const struct ac_local *local)
{
    struct ac_extent extent = extent_of_type(local->type);
    if (local->type->is_variably_modified && !ac_is_kept_as_bytes(local)) {
        return (struct ac_extent){POINTER_SIZE, POINTER_SIZE};
    }
    if (alignment_of(local) > extent.align) {
        extent.align = alignment_of(local);
    }
    return extent;
}

/* What a struct has after its next member. */
struct ac_extent ac_extent_append(struct ac_extent all, struct ac_extent member)
{
    all.size = ac_align_up(all.size, member.align) + member.size;
    all.align = member.align > all.align ? member.align : all.align;
    return all;
}

struct ac_extent ac_extent_of_head(const struct ac_function *function)
{
    struct ac_extent head = {AC_FRAME_HEAD_SIZE, HEAD_ALIGN};
    return function->result->is_void ? head : ac_extent_append(head, extent_of_type(function->result));
}
