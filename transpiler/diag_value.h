/* diag_value.h - places and texts of messages as values of JSON. */
#ifndef AC_DIAG_VALUE_H
#define AC_DIAG_VALUE_H

#include "diag_internal.h"

#include <jansson.h>

/* Text of the user's files, which need not be UTF-8: U+FFFD stands for what is not. */
json_t *ac_json_text(const char *text);

/* The line of an offset into source->original, and its column in characters; both from 1. */
unsigned ac_character_column(const struct ac_source *source, size_t offset, unsigned *ret_line);

#endif
