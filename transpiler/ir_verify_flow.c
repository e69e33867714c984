/* ir_verify_flow.c - blocks, what awaits keep, and the frame. */
#include "ir_verify_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct ac_range nowhere = {0, 0};

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static bool is_block(const struct ac_function *function, const struct ac_block *block)
{
    return block && block->number < function->blocks.count && function->blocks.items[block->number] == block;
}

static void verify_item(struct ac_verifier *verifier, const struct ac_item *item, bool is_last)
{
    switch (item->kind) {
    case AC_ITEM_EXPR:
        if (!item->expr) {
            ac_complain(verifier, nowhere, "an item has no expression");
        }
        break;
    case AC_ITEM_ENTER:
    case AC_ITEM_DECLARE:
    case AC_ITEM_ASSIGN:
        ac_verify_local(verifier, item->local, nowhere);
        break;
    case AC_ITEM_AWAIT:
        if (!is_last) {
            ac_complain(verifier, item->await->range, "an await is not the last item of its block");
        }
        verifier->seen.blocks[ac_verify_position(verifier, item->await)]++;
        break;
    }
}

static void verify_block(struct ac_verifier *verifier, size_t at)
{
    const struct ac_block *block = verifier->function->blocks.items[at];
    if (block->number != at) {
        ac_complain(verifier, nowhere, "block %zu has the number %u", at, block->number);
    }
    for (size_t i = 0; i < block->items.count; i++) {
        verify_item(verifier, &block->items.items[i], i + 1 == block->items.count);
    }
    for (size_t i = 0; i < block->successors.count; i++) {
        if (!is_block(verifier->function, block->successors.items[i])) {
            ac_complain(verifier, nowhere, "block %zu leads to none of the function", at);
        }
    }
}

void ac_verify_flow(struct ac_verifier *verifier)
{
    const struct ac_function *function = verifier->function;
    if (!function->blocks.count) {
        ac_complain(verifier, function->range, "there is no entry");
    }
    for (size_t i = 0; i < function->blocks.count; i++) {
        verify_block(verifier, i);
    }
    for (size_t i = 0; i < function->awaits.count; i++) {
        if (verifier->seen.blocks[i] != 1) {
            ac_complain(verifier, verifier->awaits[i]->range, "an await is in %u blocks", verifier->seen.blocks[i]);
        }
    }
}

/* ---- what awaits keep -------------------------------------------------------------------------------------------- */

static void verify_kept(struct ac_verifier *verifier, const struct ac_await *await, bool *kept)
{
    for (size_t i = 0; i < await->live.count; i++) {
        const struct ac_local *local = await->live.items[i];
        if (!ac_verify_local(verifier, local, await->range)) {
            return;
        }
        if (i && await->live.items[i - 1]->index >= local->index) {
            ac_complain(verifier, await->range, "'%s' is not kept in its order", local->name);
        }
        if (local == await->result) {
            ac_complain(verifier, await->range, "an await keeps its own result");
        }
        if (!local->live_across_await) {
            ac_complain(verifier, await->range, "live_across_await is not set of '%s'", local->name);
        }
        kept[local->index] = true;
    }
}

void ac_verify_live(struct ac_verifier *verifier)
{
    const struct ac_function *function = verifier->function;
    bool *kept = ac_alloc(verifier->unit->arena, (function->locals.count + 1) * sizeof *kept);
    for (size_t i = 0; i < function->awaits.count; i++) {
        verify_kept(verifier, function->awaits.items[i], kept);
    }
    for (size_t i = 0; i < function->locals.count; i++) {
        const struct ac_local *local = function->locals.items[i];
        if (local->live_across_await != kept[i]) {
            ac_complain(verifier, local->declared, "'%s' is kept by %s await", local->name, kept[i] ? "an" : "no");
        }
        if (!kept[i] && (local->escapes || local->maybe_unassigned)) {
            ac_complain(verifier, local->declared, "'%s' is kept by no await", local->name);
        }
    }
}

/* ---- the frame --------------------------------------------------------------------------------------------------- */

static void verify_place(struct ac_verifier *verifier, const struct ac_local *local)
{
    bool framed = verifier->function->framed;
    bool is_kept_anyway = local->is_parameter || local->bounds || local->bound_of || local->outlives_block;
    bool has_field = is_kept_anyway || local->live_across_await;
    if (has_field != (local->field != NULL)) {
        ac_complain(verifier, local->declared, "'%s' has %s field", local->name, local->field ? "a" : "no");
    }
    if (local->live_across_await == (local->place == AC_PLACE_C)) {
        if (!framed || !is_kept_anyway) {
            ac_complain(verifier, local->declared, "'%s' is %sin the place of one that is kept", local->name,
                        local->live_across_await ? "not " : "");
        }
    }
    if (local->place == (framed ? AC_PLACE_SAVED : AC_PLACE_FRAME)) {
        ac_complain(verifier, local->declared, "'%s' is %s the frame", local->name, framed ? "copied to" : "in");
    }
    if (local->place == AC_PLACE_SAVED && (local->escapes || local->is_const || local->type->is_array)) {
        ac_complain(verifier, local->declared, "no copy keeps '%s'", local->name);
    }
}

static int compare_fields(const void *a, const void *b)
{
    return strcmp((*(const struct ac_field *const *)a)->name, (*(const struct ac_field *const *)b)->name);
}

static void verify_field_names(struct ac_verifier *verifier)
{
    size_t count = verifier->function->fields.count;
    const struct ac_field **sorted = ac_alloc(verifier->unit->arena, (count + 1) * sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &verifier->function->fields.items[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_fields);
    for (size_t i = 0; i < count; i++) {
        const char *name = sorted[i]->name;
        if (i && !compare_fields(&sorted[i], &sorted[i - 1])) {
            ac_complain(verifier, nowhere, "two fields are called '%s'", name);
        }
    }
}

void ac_verify_layout(struct ac_verifier *verifier)
{
    const struct ac_function *function = verifier->function;
    size_t with_field = 0;
    if (function->framed != (function->framed_why != NULL)) {
        ac_complain(verifier, nowhere, "framed and framed_why do not agree");
    }
    for (size_t i = 0; i < function->locals.count; i++) {
        verify_place(verifier, function->locals.items[i]);
        with_field += function->locals.items[i]->field != NULL;
    }
    for (size_t i = 0; i < function->fields.count; i++) {
        const struct ac_field *field = &function->fields.items[i];
        if (!field->before || !field->after || !field->local->field || strcmp(field->local->field, field->name) != 0) {
            ac_complain(verifier, nowhere, "field '%s' is not that of its local", field->name);
        }
    }
    if (with_field != function->fields.count) {
        ac_complain(verifier, nowhere, "%zu locals have one of %zu fields", with_field, function->fields.count);
    }
    verify_field_names(verifier);
}
