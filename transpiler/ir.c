/* ir.c - see ir.h. */
#include "ir.h"

#include <string.h>

void ac_need_expansion(struct ac_unit *unit, size_t offset)
{
    size_t origin = ac_source_origin(unit->source, offset);
    for (size_t i = 0; i < unit->to_expand.count; i++) {
        if (unit->to_expand.items[i] == origin) {
            return;
        }
    }
    AC_PUSH(unit->arena, &unit->to_expand, origin);
}

void ac_need_inclusion(struct ac_unit *unit, const char *path, bool in_body)
{
    for (size_t i = 0; i < unit->to_include.count; i++) {
        if (!strcmp(unit->to_include.items[i].path, path)) {
            unit->to_include.items[i].in_body |= in_body;
            return;
        }
    }
    AC_PUSH(unit->arena, &unit->to_include, ((struct ac_file_to_include){path, in_body}));
}

bool ac_is_transparent(const struct ac_source *source, size_t offset)
{
    static const char *const prefixes[] = {"async_", "ASYNC_", "FUTURE", "RAISE", "RERAISE", "atomic_", "va_"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);
        if (source->size - offset > length && !memcmp(source->text + offset, prefixes[i], length)) {
            return true;
        }
    }
    return false;
}
