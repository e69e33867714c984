/* message.c - messages about what stands at a cursor, in the file itself or in one that it includes. */
#include "clang_message.h"
#include "front.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void ac_error_at(struct ac_front *front, struct ac_range range, enum ac_rule rule, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ac_diag(front->diags, AC_ERROR, front->source, range, rule, "%s", message);
}

void ac_note_cursor(struct ac_front *front, CXCursor cursor, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    CXFile file;
    unsigned offset;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    if (file && clang_File_isEqual(file, front->file)) {
        size_t length = strlen(ac_cursor_name(front, cursor));
        ac_diag(front->diags, AC_NOTE, front->source, (struct ac_range){offset, offset + length}, AC_RULE_NONE, "%s",
                message);
    } else if (file) {
        ac_diag(front->diags, AC_NOTE, ac_header_source(front->arena, front->tu, file),
                (struct ac_range){offset, offset}, AC_RULE_NONE, "%s", message);
    }
}

void ac_error_in_header(struct ac_front *front, CXCursor cursor, enum ac_rule rule, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    CXFile file;
    unsigned offset;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
    if (file && clang_File_isEqual(file, front->file)) {
        ac_diag(front->diags, AC_ERROR, front->source, (struct ac_range){offset, offset}, rule, "%s", message);
        return;
    }
    ac_diag(front->diags, AC_ERROR, ac_header_source(front->arena, front->tu, file), (struct ac_range){offset, offset},
            rule, "%s", message);
    ac_name_includers(front->diags, front->tu, file);
}

void ac_need_text(struct ac_front *front, CXCursor cursor, bool in_body)
{
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    if (file && !clang_File_isEqual(file, front->file)) {
        ac_need_inclusion(front->unit, ac_take_string(front, clang_getFileName(file)), in_body);
    }
}
