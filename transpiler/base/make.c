/* make.c - make's own rules: a backslash escapes only before white space and #, and there the backslashes before it
 * count double. */
#include "make.h"

#include <string.h>

char *ac_make_quote(struct ac_arena *arena, const char *path)
{
    char *quoted = ac_alloc(arena, 2 * strlen(path) + 1), *end = quoted;
    size_t backslashes = 0;
    for (const char *at = path; *at; at++) {
        if (*at == ' ' || *at == '\t') {
            for (; backslashes; backslashes--) {
                *end++ = '\\';
            }
            *end++ = '\\';
        } else if (*at == '$') {
            *end++ = '$';
        } else if (*at == '#') {
            *end++ = '\\';
        }
        backslashes = *at == '\\' ? backslashes + 1 : 0;
        *end++ = *at;
    }
    return quoted;
}
