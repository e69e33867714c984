/* trigraph.c - see trigraph.h. */
#define _GNU_SOURCE
#include "trigraph.h"

#include <string.h>

/* -std=c11, but not -std=gnu11 nor -std=c23; the last flag counts. */
bool ac_has_trigraphs(char *const *flags, size_t count)
{
    static const char *const modes[] = {
        "c89", "c90", "iso9899:1990", "iso9899:199409", "c99",          "c9x",          "c11",         "c1x",
        "c17", "c18", "iso9899:1999", "iso9899:199x",   "iso9899:2011", "iso9899:2017", "iso9899:2018"};
    bool result = false;
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(flags[i], "-trigraphs") || !strcmp(flags[i], "-ansi")) {
            result = true;
        } else if (!strcmp(flags[i], "-fno-trigraphs")) {
            result = false;
        } else if (!strncmp(flags[i], "-std=", 5)) {
            result = false;
            for (size_t k = 0; k < sizeof modes / sizeof *modes; k++) {
                result |= !strcmp(flags[i] + 5, modes[k]);
            }
        }
    }
    return result;
}

/* What the trigraph at `text` stands for; NULL where there is none. */
static const char *meaning_of(const char *text)
{
    static const char third[] = "=(/)'<!>-", meanings[] = "#[\\]^{|}~";
    const char *at = text[0] == '?' && text[1] == '?' && text[2] ? strchr(third, text[2]) : NULL;
    return at ? &meanings[at - third] : NULL;
}

const char *ac_replace_trigraphs(struct ac_arena *arena, const char *text, size_t *size)
{
    size_t count = 0;
    char *result;
    if (!memmem(text, *size, "??", 2)) {
        return text;
    }
    result = ac_alloc(arena, *size + 1);
    for (size_t at = 0; at < *size; count++) {
        const char *meaning = at + 2 < *size ? meaning_of(text + at) : NULL;
        result[count] = *(meaning ? meaning : text + at);
        at += meaning ? 3 : 1;
    }
    *size = count;
    return result;
}
