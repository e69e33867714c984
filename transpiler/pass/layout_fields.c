/* layout_fields.c - names, declares and orders the fields of a frame. */
#include "pass/layout_fields.h"

#include "pass/layout.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_SIZE = 24, HEAD_ALIGN = 8, POINTER_SIZE = 8 };

/* ---- sizes ------------------------------------------------------------------------------------------------------- */

struct extent {
    size_t size, align;
};

static size_t align_up(size_t offset, size_t align)
{
    return (offset + align - 1) / align * align;
}

static struct extent extent_of_type(const struct ac_type *type)
{
    return (struct extent){type->size, type->align ? type->align : 1};
}

/* Also an array, of constant size, of pointers to arrays of variable size. */
static bool is_kept_as_bytes(const struct ac_local *local)
{
    const struct ac_type *type = local->type;
    return type->is_variably_modified ? type->is_array && type->size : type->is_unnameable || type->ends_open;
}

/* A copy needs no alignment but that of its type. */
static bool is_aligned(const struct ac_local *local)
{
    return local->alignment.number && local->place == AC_PLACE_FRAME;
}

static struct extent extent_of(const struct ac_local *local)
{
    struct extent extent = extent_of_type(local->type);
    if (local->type->is_variably_modified && !is_kept_as_bytes(local)) {
        return (struct extent){POINTER_SIZE, POINTER_SIZE};
    }
    if (is_aligned(local) && local->alignment.number > extent.align) {
        extent.align = local->alignment.number;
    }
    return extent;
}

/* What a struct has after its next member. */
static struct extent append(struct extent all, struct extent member)
{
    all.size = align_up(all.size, member.align) + member.size;
    all.align = member.align > all.align ? member.align : all.align;
    return all;
}

static struct extent begin_frame(const struct ac_function *function)
{
    struct extent head = {HEAD_SIZE, HEAD_ALIGN};
    return function->result->is_void ? head : append(head, extent_of_type(function->result));
}

size_t ac_layout_frame_size(const struct ac_function *function)
{
    struct extent all = begin_frame(function);
    for (size_t i = 0; i < function->fields.count; i++) {
        if (!function->fields.items[i].is_in_result) {
            all = append(all, extent_of(function->fields.items[i].local));
        }
    }
    return align_up(all.size, all.align);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

static size_t size_in_order(const struct ac_function *function, struct ac_local *const *locals, size_t count)
{
    struct extent all = begin_frame(function);
    for (size_t i = 0; i < count; i++) {
        all = append(all, extent_of(locals[i]));
    }
    return align_up(all.size, all.align);
}

/* Whether `a` rather than `b` goes to `offset`: the one that needs less padding, else the one with the larger
 * alignment, which is the harder to place. */
static bool is_better(const struct ac_local *a, const struct ac_local *b, size_t offset)
{
    size_t x = extent_of(a).align, y = extent_of(b).align;
    size_t pad_x = align_up(offset, x) - offset, pad_y = align_up(offset, y) - offset;
    return pad_x != pad_y ? pad_x < pad_y : x > y;
}

/* Reorders so that little is lost to padding. */
static void pack(const struct ac_function *function, struct ac_local **locals, size_t count)
{
    struct extent all = begin_frame(function);
    for (size_t i = 0; i < count; i++) {
        size_t best = i;
        for (size_t k = i + 1; k < count; k++) {
            best = is_better(locals[k], locals[best], all.size) ? k : best;
        }
        struct ac_local *chosen = locals[best];
        memmove(&locals[i + 1], &locals[i], (best - i) * sizeof *locals);
        locals[i] = chosen;
        all = append(all, extent_of(chosen));
    }
}

static struct ac_local *const *choose_order(struct ac_unit *unit, const struct ac_function *function,
                                            const struct ac_locals *locals)
{
    struct ac_local **packed = ac_alloc(unit->arena, (locals->count + 1) * sizeof *packed);
    for (size_t i = 0; i < locals->count; i++) {
        packed[i] = locals->items[i];
    }
    pack(function, packed, locals->count);
    bool is_smaller =
        size_in_order(function, packed, locals->count) < size_in_order(function, locals->items, locals->count);
    return is_smaller ? packed : locals->items;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_locals(const void *a, const void *b)
{
    const struct ac_local *x = *(struct ac_local *const *)a, *y = *(struct ac_local *const *)b;
    int order = strcmp(x->name, y->name);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* `name_2`, or the next that is no local's own name. Such a name says what it was made from: no two are the same. */
static const char *next_name(struct ac_arena *arena, const char *name, unsigned *number, const char **own, size_t count)
{
    const char *made;
    do {
        made = ac_format(arena, "%s_%u", name, ++*number);
    } while (bsearch(&made, own, count, sizeof *own, compare_names));
    return made;
}

/* The first local of a name keeps it. (The frame's other members get names that no local has.) */
static void name_fields(struct ac_unit *unit, const struct ac_locals *locals)
{
    size_t count = locals->count;
    struct ac_local **sorted = ac_alloc(unit->arena, (count + 1) * sizeof *sorted);
    const char **own = ac_alloc(unit->arena, (count + 1) * sizeof *own);
    unsigned number = 1;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = locals->items[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_locals);
    for (size_t i = 0; i < count; i++) {
        own[i] = sorted[i]->name;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_first = !i || strcmp(own[i], own[i - 1]) != 0;
        number = is_first ? 1 : number;
        sorted[i]->field = is_first ? own[i] : next_name(unit->arena, own[i], &number, own, count);
    }
}

/* ---- declarations ------------------------------------------------------------------------------------------------ */

/* `volatile int `, `char *volatile `. The elements of a volatile array have it in their text already. */
static const char *qualify(struct ac_arena *arena, const struct ac_local *local)
{
    const char *before = local->type->before;
    if (!local->is_volatile || local->type->is_array) {
        return before;
    }
    return strchr(before, '*') ? ac_format(arena, "%svolatile ", before) : ac_format(arena, "volatile %s", before);
}

static void declare_field(struct ac_unit *unit, struct ac_field *field)
{
    const struct ac_local *local = field->local;
    const struct ac_type *type = local->type;
    field->after = "";
    if (type->is_variably_modified && !is_kept_as_bytes(local)) {
        field->before = "void *";
    } else if (is_kept_as_bytes(local)) {
        field->before = ac_format(unit->arena, "%s_Alignas(%zu) unsigned char ",
                                  is_aligned(local) ? local->alignment.text : "", extent_of_type(type).align);
        field->after = ac_format(unit->arena, "[%zu]", type->size);
    } else {
        field->before =
            ac_format(unit->arena, "%s%s", is_aligned(local) ? local->alignment.text : "", qualify(unit->arena, local));
        field->after = type->after;
    }
}

/* ---- one for two ------------------------------------------------------------------------------------------------- */

/* A copy is kept while the function waits; its result is there once it is done. One that waits when it has its result
 * already, in a clean-up, is framed. */
static bool can_be_in_result(const struct ac_function *function, const struct ac_field *field)
{
    return !function->framed && !function->result->is_void && !field->local->type->is_variably_modified &&
           strcmp(field->before, function->result->before) == 0 && strcmp(field->after, function->result->after) == 0;
}

static struct ac_field field_of(struct ac_unit *unit, struct ac_local *local)
{
    struct ac_field field = {.name = local->field, .local = local};
    declare_field(unit, &field);
    return field;
}

/* Moves one that can be where the result is from `locals` to the fields. */
static void share_result(struct ac_unit *unit, struct ac_function *function, struct ac_locals *locals)
{
    for (size_t i = 0; i < locals->count; i++) {
        struct ac_field field = field_of(unit, locals->items[i]);
        if (can_be_in_result(function, &field)) {
            field.is_in_result = true;
            AC_PUSH(unit->arena, &function->fields, field);
            memmove(&locals->items[i], &locals->items[i + 1], (--locals->count - i) * sizeof *locals->items);
            return;
        }
    }
}

void ac_layout_fields(struct ac_unit *unit, struct ac_function *function, const struct ac_locals *locals)
{
    struct ac_locals rest = {0};
    for (size_t i = 0; i < locals->count; i++) {
        AC_PUSH(unit->arena, &rest, locals->items[i]);
    }
    name_fields(unit, locals);
    function->fields.count = 0;
    share_result(unit, function, &rest);
    struct ac_local *const *order = choose_order(unit, function, &rest);
    for (size_t i = 0; i < rest.count; i++) {
        AC_PUSH(unit->arena, &function->fields, field_of(unit, order[i]));
    }
}
