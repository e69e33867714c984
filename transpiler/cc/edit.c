/* cc/edit.c - copies the words one by one. */
#include "edit.h"

#include <string.h>

static bool is_dropped(const char *word, unsigned drop)
{
    bool is_stage = strcmp(word, "-c") == 0 || strcmp(word, "-S") == 0;
    return (drop & CC_DROP_STAGE && is_stage) || (drop & CC_DROP_OUTPUT && strncmp(word, "-o", 2) == 0) ||
           (drop & CC_DROP_DEPENDENCIES && cc_is_about_dependencies(word)) ||
           (drop & CC_DROP_LINKER && cc_is_for_linker(word)) || (drop & CC_DROP_INPUTS && strncmp(word, "-x", 2) == 0);
}

static void add_all(struct ac_arena *arena, struct ac_args *words, const struct ac_args *more)
{
    for (size_t i = 0; i < more->count; i++) {
        ac_args_add(arena, words, more->items[i]);
    }
}

/* An object file must not stand under the -x that its source stood under. */
static void add_place(struct ac_arena *arena, struct ac_args *words, const struct cc_input *input,
                      const struct cc_place *place, unsigned drop)
{
    const char *language = input->language ? ac_format(arena, "-x%s", input->language) : NULL;
    if (!place->path) {
        return;
    }
    if (language && place->is_object) {
        ac_args_add(arena, words, "-xnone");
    } else if (language && drop & CC_DROP_INPUTS) {
        ac_args_add(arena, words, language);
    }
    ac_args_add(arena, words, place->path);
    if (language && place->is_object) {
        ac_args_add(arena, words, language);
    }
}

struct ac_args cc_edit_words(struct ac_arena *arena, const struct cc_command *command, const struct cc_edit *edit)
{
    const struct ac_args *all = &command->words;
    struct ac_args words = {NULL, 0, 0};
    size_t input = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool takes_next = ac_args_takes_next(all->items[i]) && i + 1 < all->count && i >= command->options_at;
        if (i == command->options_at) {
            add_all(arena, &words, &edit->insert);
        }
        if (input < command->inputs.count && command->inputs.items[input].at == i) {
            add_place(arena, &words, &command->inputs.items[input], &edit->places[input], edit->drop);
            input++;
        } else if (i >= command->options_at && is_dropped(all->items[i], edit->drop)) {
            i += takes_next;
        } else {
            ac_args_add(arena, &words, all->items[i]);
            if (takes_next) {
                ac_args_add(arena, &words, all->items[++i]);
            }
        }
    }
    add_all(arena, &words, &edit->append);
    return words;
}
