/* cc/scan.c - a lexer that knows just enough of C to tell an identifier from a comment, a string or a number. It does
 * not evaluate #if: a marker in a branch that is not taken counts, which costs time and nothing else. */
#define _GNU_SOURCE
#include "scan.h"

#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct lexer {
    const char *at, *end;
    bool line_start; /* only white space and comments since the line began */
};

static bool starts_with(const struct lexer *lexer, const char *prefix)
{
    size_t length = strlen(prefix);
    return (size_t)(lexer->end - lexer->at) >= length && memcmp(lexer->at, prefix, length) == 0;
}

static bool is_identifier_character(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static void skip_line_comment(struct lexer *lexer)
{
    for (; lexer->at < lexer->end && *lexer->at != '\n'; lexer->at++) {
        if (starts_with(lexer, "\\\n")) {
            lexer->at++;
        } else if (starts_with(lexer, "\\\r\n")) {
            lexer->at += 2;
        }
    }
}

static void skip_block_comment(struct lexer *lexer)
{
    const char *close = memmem(lexer->at + 2, (size_t)(lexer->end - lexer->at - 2), "*/", 2);
    lexer->at = close ? close + 2 : lexer->end;
}

/* A string or character constant; one that is not closed ends with its line. */
static void skip_quoted(struct lexer *lexer)
{
    char quote = *lexer->at++;
    for (; lexer->at < lexer->end && *lexer->at != '\n'; lexer->at++) {
        if (*lexer->at == quote) {
            lexer->at++;
            return;
        }
        if (*lexer->at == '\\' && lexer->at + 1 < lexer->end) {
            lexer->at += starts_with(lexer, "\\\r\n") ? 2 : 1;
        }
    }
}

/* With C23's separators: 1'000'000 begins no character constant. */
static void skip_number(struct lexer *lexer)
{
    while (lexer->at < lexer->end && (is_identifier_character(*lexer->at) || *lexer->at == '.' || *lexer->at == '\'')) {
        lexer->at++;
    }
}

static size_t identifier_length(const struct lexer *lexer)
{
    const char *at = lexer->at;
    while (at < lexer->end && is_identifier_character(*at)) {
        at++;
    }
    return (size_t)(at - lexer->at);
}

static bool is_marker(const char *name, size_t length)
{
    static const char *const markers[] = {"ASYNC", "AWAIT", "SPAWN",   "SPAWN_ON",  "SPAWN_INTO", "FUTURE",
                                          "DEFER", "RAISE", "RERAISE", "GENERATOR", "YIELD"};
    static const char *const prefixes[] = {"ASYNC_", "AWAIT_", "async_"};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        if (length == strlen(markers[i]) && memcmp(name, markers[i], length) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (length > strlen(prefixes[i]) && memcmp(name, prefixes[i], strlen(prefixes[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void skip_blanks(struct lexer *lexer)
{
    while (lexer->at < lexer->end && (*lexer->at == ' ' || *lexer->at == '\t')) {
        lexer->at++;
    }
}

/* At a # that begins a directive: true for one that includes asyncc.h. Leaves the lexer behind the name of the
 * directive, and of an #include behind the line. */
static bool read_directive(struct lexer *lexer)
{
    static const char *const headers[] = {"asyncc.h>", "asyncc.h\"", "asyncc/markers.h>", "asyncc/markers.h\""};
    lexer->at++;
    skip_blanks(lexer);
    size_t length = identifier_length(lexer);
    bool includes = length == 7 && starts_with(lexer, "include");
    lexer->at += length;
    if (!includes) {
        return false;
    }
    const char *line_end = memchr(lexer->at, '\n', (size_t)(lexer->end - lexer->at));
    size_t size = (size_t)((line_end ? line_end : lexer->end) - lexer->at);
    const char *line = lexer->at;
    lexer->at += size;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        const char *found = memmem(line, size, headers[i], strlen(headers[i]));
        if (found && found > line && strchr("<\"/", found[-1])) {
            return true;
        }
    }
    return false;
}

enum cc_use cc_scan_source(const char *text, size_t size)
{
    struct lexer lexer = {text, text + size, true};
    enum cc_use use = CC_USES_NOTHING;
    if (starts_with(&lexer, "\xEF\xBB\xBF")) {
        lexer.at += 3;
    }
    while (lexer.at < lexer.end) {
        bool line_start = lexer.line_start;
        char c = *lexer.at;
        lexer.line_start = c == '\n' || (line_start && isspace((unsigned char)c));
        if (starts_with(&lexer, "//")) {
            lexer.line_start = line_start;
            skip_line_comment(&lexer);
        } else if (starts_with(&lexer, "/*")) {
            lexer.line_start = line_start;
            skip_block_comment(&lexer);
        } else if (c == '"' || c == '\'') {
            skip_quoted(&lexer);
        } else if (isdigit((unsigned char)c)) {
            skip_number(&lexer);
        } else if (is_identifier_character(c)) {
            size_t length = identifier_length(&lexer);
            use = is_marker(lexer.at, length) ? CC_MAY_USE : use;
            lexer.at += length;
        } else if (c == '#' && line_start) {
            if (read_directive(&lexer)) {
                return CC_INCLUDES_ASYNCC;
            }
        } else {
            lexer.at++;
        }
    }
    return use;
}

static bool mentions_runtime(const char *bytes, size_t size)
{
    static const char *const names[] = {"async_self", "async__", "__async"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (memmem(bytes, size, names[i], strlen(names[i]))) {
            return true;
        }
    }
    return false;
}

bool cc_scan_object(const char *path)
{
    struct stat status;
    bool found = false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        size_t size = (size_t)status.st_size;
        void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes != MAP_FAILED) {
            found = mentions_runtime(bytes, size);
            munmap(bytes, size);
        }
    }
    close(file);
    return found;
}
