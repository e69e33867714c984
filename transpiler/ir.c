/* ir.c - see ir.h. */
#include "ir.h"

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
