/* layout_fields.c - names and declares the fields of a frame, in the order of their slots. */
#include "pass/layout_fields.h"

#include "pass/layout_extent.h"
#include "pass/layout_slots.h"

#include <stdlib.h>
#include <string.h>

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

static void declare_field(struct ac_unit *unit, struct ac_field *field)
{
    const struct ac_local *local = field->local;
    const struct ac_type *type = local->type;
    field->after = "";
    if (type->is_variably_modified && !ac_is_kept_as_bytes(local)) {
        field->before = "void *";
    } else if (ac_is_kept_as_bytes(local)) {
        field->before = ac_format(unit->arena, "%s_Alignas(%zu) unsigned char ", ac_alignment_text(unit->arena, local),
                                  (type->align ? type->align : 1));
        field->after = ac_format(unit->arena, "[%zu]", type->size);
    } else {
        field->before = ac_format(unit->arena, "%s%s", ac_alignment_text(unit->arena, local),
                                  ac_qualified(unit->arena, type->before, local->is_volatile ? " volatile" : ""));
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
    struct ac_field field = {.name = local->field, .local = local, .size = ac_extent_of(local).size};
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
            field.offset = ac_extent_of_head(function).size - function->result->size;
            AC_PUSH(unit->arena, &function->fields, field);
            memmove(&locals->items[i], &locals->items[i + 1], (--locals->count - i) * sizeof *locals->items);
            return;
        }
    }
}

/* ---- all of them ------------------------------------------------------------------------------------------------- */

static void add_slot(struct ac_unit *unit, struct ac_function *function, const struct ac_slot *slot, size_t offset,
                     unsigned number)
{
    for (size_t i = 0; i < slot->locals.count; i++) {
        struct ac_field field = field_of(unit, slot->locals.items[i]);
        field.offset = offset;
        field.slot = slot->locals.count > 1 ? number : 0;
        AC_PUSH(unit->arena, &function->fields, field);
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
    struct ac_slots slots = ac_layout_slots(unit, function, &rest);
    struct ac_extent all = ac_extent_of_head(function);
    for (size_t i = 0; i < slots.count; i++) {
        all = ac_extent_append(all, slots.items[i].extent);
        add_slot(unit, function, &slots.items[i], all.size - slots.items[i].extent.size, (unsigned)i + 1);
    }
    if (function->framed && function->va_starts.count) {
        all = ac_extent_append(all, (struct ac_extent){sizeof(void *), _Alignof(void *)});
    }
    function->frame_size = ac_align_up(all.size, all.align);
}
