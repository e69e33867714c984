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

/* At a cursor, wherever that is; `file` is where. */
static void say_at(struct ac_front *front, enum ac_severity severity, CXCursor cursor, enum ac_rule rule,
                   const char *message, CXFile *ret_file)
{
    unsigned offset;
    clang_getFileLocation(clang_getCursorLocation(cursor), ret_file, NULL, NULL, &offset);
    if (*ret_file && clang_File_isEqual(*ret_file, front->file)) {
        size_t length = strlen(ac_cursor_name(front, cursor));
        ac_diag(front->diags, severity, front->source, (struct ac_range){offset, offset + length}, rule, "%s", message);
    } else if (*ret_file) {
        ac_diag(front->diags, severity, ac_header_source(front->arena, front->tu, *ret_file),
                (struct ac_range){offset, offset}, rule, "%s", message);
    }
}

void ac_note_cursor(struct ac_front *front, CXCursor cursor, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    CXFile file;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    say_at(front, AC_NOTE, cursor, AC_RULE_NONE, message, &file);
}

void ac_error_in_header(struct ac_front *front, CXCursor cursor, enum ac_rule rule, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    CXFile file;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    say_at(front, AC_ERROR, cursor, rule, message, &file);
    if (file && !clang_File_isEqual(file, front->file)) {
        ac_name_includers(front->diags, front->tu, file);
    }
}

void ac_need_text(struct ac_front *front, CXCursor cursor, bool in_body)
{
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    if (file && !clang_File_isEqual(file, front->file)) {
        ac_need_inclusion(front->unit, ac_take_string(front, clang_getFileName(file)), in_body);
    }
}
