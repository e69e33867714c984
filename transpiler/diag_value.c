/* diag_value.c - see diag_value.h. */
#define _GNU_SOURCE
#include "diag_value.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

json_t *ac_json_text(const char *text)
{
    size_t left = strlen(text), size = 0;
    char *valid = NULL;
    FILE *out = ac_file_to_memory(&valid, &size);
    while (left > 0) {
        size_t length = ac_utf8_length(text, left);
        if (length) {
            fwrite(text, 1, length, out);
        } else {
            fputs("\xEF\xBF\xBD", out);
            length = 1;
        }
        text += length;
        left -= length;
    }
    fclose(out);
    json_t *value = json_stringn(valid, size);
    free(valid);
    return value;
}

unsigned ac_character_column(const struct ac_source *source, size_t offset, unsigned *ret_line)
{
    unsigned column = 1;
    *ret_line = ac_source_original_line(source, offset, NULL);
    for (size_t i = ac_source_line_extent(source, *ret_line).begin; i < offset; column++) {
        size_t length = ac_utf8_length(source->original + i, offset - i);
        i += length ? length : 1;
    }
    return column;
}
