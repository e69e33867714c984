/* compose.c - puts the texts of several files together. Each is gone through directive by directive; what stands
 * between is copied. */
#include "compose.h"

#include "../base/file.h"
#include "lex.h"
#include "trigraph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct composing {
    struct ac_arena *arena;
    const struct ac_wanted *wanted;
    bool *found; /* of each that is wanted */
    struct ac_source *result;
    FILE *out;
    const char *unreadable;
};

/* A file that is being put in. */
struct part {
    const struct ac_source *source;
    const struct ac_inclusion *inclusion;
    size_t next;             /* of its inclusions */
    size_t copied;           /* up to here */
    const char *file;        /* what #line calls it from here on, as a literal, ... */
    unsigned physical, says; /* ... and the line `physical`, from which it counts on */
    bool is_main;
    bool is_whole; /* with all that it includes */
};

/* One file may have been found by several paths. */
static bool is_same_file(const char *path, const char *other)
{
    struct stat one, two;
    return !strcmp(path, other) ||
           (!stat(path, &one) && !stat(other, &two) && one.st_dev == two.st_dev && one.st_ino == two.st_ino);
}

static bool is_wanted(struct composing *composing, const char *path)
{
    for (size_t i = 0; i < composing->wanted->count; i++) {
        if (is_same_file(composing->wanted->items[i].path, path)) {
            return composing->found[i] = true;
        }
    }
    return false;
}

static bool is_wanted_whole(const struct composing *composing, const char *path)
{
    for (size_t i = 0; i < composing->wanted->count; i++) {
        if (is_same_file(composing->wanted->items[i].path, path)) {
            return composing->wanted->items[i].whole;
        }
    }
    return false;
}

static bool leads_to_wanted(struct composing *composing, const struct ac_inclusion *inclusion)
{
    bool result = is_wanted(composing, inclusion->path);
    for (size_t i = 0; i < inclusion->inclusions.count; i++) {
        result |= leads_to_wanted(composing, inclusion->inclusions.items[i]);
    }
    return result;
}

/* ---- names of files ---------------------------------------------------------------------------------------------- */

static const char *literal(struct ac_arena *arena, const char *path)
{
    const char *result = "\"";
    for (; *path; path++) {
        result = ac_format(arena, "%s%s%c", result, *path == '"' || *path == '\\' ? "\\" : "", *path);
    }
    return ac_format(arena, "%s\"", result);
}

/* libclang puts ./ in front of what stands beside the main file, other compilers do not. */
static const char *shown(const char *path)
{
    return strncmp(path, "./", 2) ? path : path + 2;
}

static const char *absolute(struct ac_arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    const char *result = real ? ac_strdup(arena, real) : path;
    free(real);
    return result;
}

/* "name" is looked for beside the file that says it, which is no longer where that is read. NULL where it is not
 * there. */
static const char *beside(struct ac_arena *arena, const struct part *part, const char *name, size_t size)
{
    const char *slash = strrchr(part->inclusion->path, '/');
    const char *path = *name == '/' ? ac_strndup(arena, name, size)
                                    : ac_format(arena, "%.*s%.*s", slash ? (int)(slash + 1 - part->inclusion->path) : 0,
                                                part->inclusion->path, (int)size, name);
    return access(path, R_OK) ? NULL : absolute(arena, path);
}

/* ---- copying ----------------------------------------------------------------------------------------------------- */

static void copy(struct composing *composing, struct part *part, size_t end)
{
    struct ac_piece piece = {(size_t)ftell(composing->out), end - part->copied, part->source, part->copied};
    if (piece.size) {
        fwrite(part->source->original + part->copied, 1, piece.size, composing->out);
        AC_PUSH(composing->arena, &composing->result->pieces, piece);
    }
    part->copied = end;
}

static void note_line_directive(struct composing *composing, struct part *part, struct ac_directive directive)
{
    const char *text = part->source->original;
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token number = ac_lex(&lexer), name = ac_lex(&lexer);
    if (number.kind == AC_TOKEN_NUMBER) {
        part->says = (unsigned)strtoul(text + number.begin, NULL, 10);
        part->physical = ac_source_original_line(part->source, directive.end, NULL) + 1;
    }
    if (name.kind == AC_TOKEN_STRING) {
        part->file = ac_strndup(composing->arena, text + name.begin, name.end - name.begin);
    }
}

static bool is_pragma_once(const struct ac_source *source, struct ac_token token)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, source->original, token.begin + 1, token.end);
    lexer.in_directive = true;
    return ac_token_is(source->original, ac_lex(&lexer), "pragma") &&
           ac_token_is(source->original, ac_lex(&lexer), "once");
}

static bool put_in(struct composing *composing, struct part *part);

/* #include of a file that is put in. */
static bool replace_include(struct composing *composing, struct part *part, struct ac_token token,
                            const struct ac_inclusion *inclusion)
{
    struct ac_included included = {.begin = (size_t)ftell(composing->out)};
    struct part inner = {.inclusion = inclusion, .physical = 1, .says = 1};
    unsigned line = ac_source_original_line(part->source, token.end, NULL) + 1 - part->physical + part->says;
    size_t size;
    const char *text = ac_file_read(composing->arena, inclusion->path, &size);
    if (!text) {
        composing->unreadable = inclusion->path;
        return false;
    }
    if (composing->wanted->trigraphs) {
        text = ac_replace_trigraphs(composing->arena, text, &size);
    }
    inner.source = ac_source_new(composing->arena, shown(inclusion->path), text, size);
    inner.file = literal(composing->arena, shown(inclusion->path));
    inner.copied = !strncmp(text, "\xEF\xBB\xBF", 3) ? 3 : 0; /* a byte order mark only counts in front */
    inner.is_whole = part->is_whole || is_wanted_whole(composing, inclusion->path);
    fprintf(composing->out, "#line 1 %s\n", inner.file);
    if (!put_in(composing, &inner)) {
        return false;
    }
    fprintf(composing->out, "%s#line %u %s", size && text[size - 1] == '\n' ? "" : "\n", line, part->file);
    if (part->is_main) {
        included.end = (size_t)ftell(composing->out);
        included.directive =
            ac_strndup(composing->arena, part->source->original + token.begin, token.end - token.begin);
        AC_PUSH(composing->arena, &composing->result->included, included);
    }
    part->copied = token.end;
    return true;
}

/* #include of another file: read from where it would be read. */
static void redirect_include(struct composing *composing, struct part *part, struct ac_directive directive,
                             struct ac_token token)
{
    const char *text = part->source->original, *path = NULL;
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token name = ac_lex(&lexer);
    if (name.kind == AC_TOKEN_STRING && name.end > name.begin + 2) {
        path = beside(composing->arena, part, text + name.begin + 1, name.end - name.begin - 2);
    }
    if (path) {
        fprintf(composing->out, "#include %s", literal(composing->arena, path));
        part->copied = token.end;
    }
}

static bool do_include(struct composing *composing, struct part *part, struct ac_directive directive,
                       struct ac_token token)
{
    const struct ac_inclusion *inclusion = NULL;
    while (part->next < part->inclusion->inclusions.count &&
           part->inclusion->inclusions.items[part->next]->offset < token.end) {
        const struct ac_inclusion *at = part->inclusion->inclusions.items[part->next++];
        inclusion = at->offset >= token.begin ? at : NULL;
    }
    if (inclusion && (part->is_whole || leads_to_wanted(composing, inclusion))) {
        copy(composing, part, token.begin);
        return replace_include(composing, part, token, inclusion);
    }
    if (!part->is_main && !part->is_whole) {
        copy(composing, part, token.begin);
        redirect_include(composing, part, directive, token);
    }
    return true;
}

static bool put_in(struct composing *composing, struct part *part)
{
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, part->source->original, 0, part->source->original_size);
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        struct ac_directive directive;
        if (token.kind != AC_TOKEN_DIRECTIVE) {
            continue;
        }
        directive = ac_directive_parse(part->source->original, token);
        if (directive.kind == AC_DIRECTIVE_INCLUDE && !do_include(composing, part, directive, token)) {
            return false;
        }
        if (directive.kind == AC_DIRECTIVE_LINE) {
            note_line_directive(composing, part, directive);
        } else if (!part->is_main && is_pragma_once(part->source, token)) {
            copy(composing, part, token.begin);
            part->copied = token.end;
            AC_PUSH(composing->arena, &composing->result->emptied, part->inclusion->path);
        }
    }
    copy(composing, part, part->source->original_size);
    return true;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

struct ac_source *ac_compose(struct ac_arena *arena, const struct ac_source *source, const struct ac_inclusion *root,
                             const struct ac_wanted *wanted, const char **ret_path)
{
    struct composing composing = {.arena = arena, .wanted = wanted, .result = ac_new(arena, struct ac_source)};
    struct part main_part = {.source = source, .inclusion = root, .physical = 1, .says = 1, .is_main = true};
    struct ac_source *plain;
    char *text = NULL;
    size_t size = 0;
    bool done;
    composing.found = ac_alloc(arena, (wanted->count + 1) * sizeof *composing.found);
    composing.out = ac_file_to_memory(&text, &size);
    main_part.file = literal(arena, source->path);
    done = put_in(&composing, &main_part);
    fclose(composing.out);
    plain = ac_source_new(arena, source->path, ac_strndup(arena, text, size), size);
    free(text);
    *ret_path = composing.unreadable;
    for (size_t i = 0; i < wanted->count && done; i++) {
        *ret_path = composing.found[i] ? *ret_path : wanted->items[i].path;
    }
    plain->pieces = composing.result->pieces;
    plain->included = composing.result->included;
    plain->emptied = composing.result->emptied;
    return *ret_path ? NULL : plain;
}
