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

/* Walks through the old replacements and the edits, both of them in coordinates of source->text. */
struct merge {
    const struct ac_source *source;
    const struct ac_edits *edits;
    size_t old, edit;              /* the next ones */
    size_t to_original, to_edited; /* to add (modulo 2^n) to an offset of the text for one in those */
};

static size_t next_old(const struct merge *merge)
{
    bool none = merge->old == merge->source->replacements.count;
    return none ? SIZE_MAX : merge->source->replacements.items[merge->old].at;
}

static size_t next_edit(const struct merge *merge)
{
    return merge->edit == merge->edits->count ? SIZE_MAX : merge->edits->items[merge->edit].begin;
}

/* Takes whatever begins in front of `limit`; moves `limit` to the end of that. */
static bool take(struct merge *merge, size_t *limit)
{
    size_t end;
    if (next_old(merge) < *limit) {
        const struct ac_replacement *old = &merge->source->replacements.items[merge->old++];
        end = old->at + old->size;
        merge->to_original = old->from + old->replaced - end;
    } else if (next_edit(merge) < *limit) {
        const struct ac_edit *edit = &merge->edits->items[merge->edit++];
        end = edit->end;
        merge->to_edited += edit->size - (end - edit->begin);
    } else {
        return false;
    }
    *limit = end > *limit ? end : *limit;
    return true;
}

struct ac_source *ac_edit_source(struct ac_arena *arena, const struct ac_source *source, const struct ac_edits *edits)
{
    struct ac_source *edited = ac_new(arena, struct ac_source);
    struct merge merge = {.source = source, .edits = edits};
    *edited = *source;
    edited->text = edited_text(arena, source, edits, &edited->size);
    memset(&edited->replacements, 0, sizeof edited->replacements);
    for (;;) {
        size_t old = next_old(&merge), edit = next_edit(&merge), begin = old < edit ? old : edit, end = begin + 1;
        if (begin == SIZE_MAX) {
            return edited;
        }
        struct ac_replacement merged = {.at = begin + merge.to_edited, .from = begin + merge.to_original};
        merged.is_marker = edit < old && edits->items[merge.edit].is_marker && old >= edits->items[merge.edit].end;
        while (take(&merge, &end)) {
        }
        merged.size = end + merge.to_edited - merged.at;
        merged.replaced = end + merge.to_original - merged.from;
        AC_PUSH(arena, &edited->replacements, merged);
    }
}
