/* edit.c - applies edits; the new map is the old one merged with that of the edits. */
#include "edit.h"

#include <stdint.h>
#include <string.h>

static char *edited_text(struct ac_arena *arena, const struct ac_source *source, const struct ac_edits *edits,
                         size_t *ret_size)
{
    size_t size = source->size, from = 0;
    for (size_t i = 0; i < edits->count; i++) {
        size += edits->items[i].size - (edits->items[i].end - edits->items[i].begin);
    }
    char *text = ac_alloc(arena, size + 1), *to = text;
    for (size_t i = 0; i < edits->count; i++) {
        const struct ac_edit *edit = &edits->items[i];
        memcpy(to, source->text + from, edit->begin - from);
        to += edit->begin - from;
        memcpy(to, edit->by, edit->size);
        to += edit->size;
        from = edit->end;
    }
    memcpy(to, source->text + from, source->size - from);
    *ret_size = size;
    return text;
}

/* Walks through the text between the old replacements and the edits, both of them in its coordinates. */
struct merge {
    const struct ac_replacement *old, *old_end;
    const struct ac_edit *edit, *edit_end;
    size_t to_original, to_edited; /* to add (modulo 2^n) to an offset of the text for one in those */
};

/* Takes whatever begins in front of `limit`; moves `limit` to the end of that. */
static bool take(struct merge *merge, size_t *limit)
{
    size_t end;
    if (merge->old < merge->old_end && merge->old->at < *limit) {
        end = merge->old->at + merge->old->size;
        merge->to_original = merge->old->from + merge->old->replaced - end;
        merge->old++;
    } else if (merge->edit < merge->edit_end && merge->edit->begin < *limit) {
        end = merge->edit->end;
        merge->to_edited += merge->edit->size - (end - merge->edit->begin);
        merge->edit++;
    } else {
        return false;
    }
    *limit = end > *limit ? end : *limit;
    return true;
}

static size_t next_begin(const struct merge *merge)
{
    size_t begin = merge->old < merge->old_end ? merge->old->at : SIZE_MAX;
    return merge->edit < merge->edit_end && merge->edit->begin < begin ? merge->edit->begin : begin;
}

struct ac_source *ac_edit_source(struct ac_arena *arena, const struct ac_source *source, const struct ac_edits *edits)
{
    struct ac_source *edited = ac_new(arena, struct ac_source);
    struct merge merge = {.edit = edits->items, .edit_end = edits->items + edits->count};
    *edited = *source;
    edited->text = edited_text(arena, source, edits, &edited->size);
    merge.old = source->replacements.items;
    merge.old_end = merge.old + source->replacements.count;
    memset(&edited->replacements, 0, sizeof edited->replacements);
    for (size_t begin; (begin = next_begin(&merge)) != SIZE_MAX;) {
        struct ac_replacement merged = {.at = begin + merge.to_edited, .from = begin + merge.to_original};
        size_t end = begin + 1;
        while (take(&merge, &end)) {
        }
        merged.size = end + merge.to_edited - merged.at;
        merged.replaced = end + merge.to_original - merged.from;
        AC_PUSH(arena, &edited->replacements, merged);
    }
    return edited;
}
