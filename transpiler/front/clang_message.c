/* clang_message.c - turns libclang's messages into ours, so that both come sorted and look the same. */
#include "clang_message.h"

#include "gcc_only.h"

#include <ctype.h>
#include <string.h>

struct ac_source *ac_header_source(struct ac_arena *arena, CXTranslationUnit tu, CXFile file)
{
    size_t size = 0;
    const char *text = file ? clang_getFileContents(tu, file, &size) : NULL;
    CXString name = clang_getFileName(file);
    const char *path = file ? ac_strdup(arena, clang_getCString(name)) : "<command line>";
    clang_disposeString(name);
    return ac_source_new(arena, path, text ? ac_strndup(arena, text, size) : "", size);
}

/* ---- who includes what ------------------------------------------------------------------------------------------- */

struct includers {
    CXFile file;
    struct ac_diags *diags;
};

static void name_includer(struct ac_diags *diags, CXSourceLocation include)
{
    CXFile file;
    unsigned line;
    clang_getFileLocation(include, &file, &line, NULL, NULL);
    if (file) {
        CXString name = clang_getFileName(file);
        ac_diag_included_from(diags, clang_getCString(name), line);
        clang_disposeString(name);
    }
}

/* libclang names the innermost #include first, readers expect the outermost. */
static void name_if_included(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct includers *includers = data;
    if (!includers->file || !clang_File_isEqual(file, includers->file)) {
        return;
    }
    while (depth-- > 0) {
        name_includer(includers->diags, stack[depth]);
    }
    includers->file = NULL; /* of a file that is included twice, the first time */
}

void ac_name_includers(struct ac_diags *diags, CXTranslationUnit tu, CXFile file)
{
    struct includers includers = {file, diags};
    clang_getInclusions(tu, name_if_included, &includers);
}

/* ---- messages ---------------------------------------------------------------------------------------------------- */

struct forward {
    CXTranslationUnit tu;
    const struct ac_source *main_source;
    unsigned needed_at; /* in it: where something ASYNC needs what only GCC knows; 0: nowhere */
    struct ac_arena *arena;
    struct ac_diags *diags;
};

static bool is_main(const struct forward *forward, CXFile file)
{
    CXString name = clang_getFileName(file);
    bool is = file && strcmp(clang_getCString(name), forward->main_source->path) == 0;
    clang_disposeString(name);
    return is;
}

/* A range that lies in `file`; false for others. */
static bool range_in(CXFile file, CXSourceRange range, struct ac_range *ret_range)
{
    CXFile begin_file, end_file;
    unsigned begin, end;
    clang_getFileLocation(clang_getRangeStart(range), &begin_file, NULL, NULL, &begin);
    clang_getFileLocation(clang_getRangeEnd(range), &end_file, NULL, NULL, &end);
    *ret_range = (struct ac_range){begin, end};
    return file && begin_file && end_file && clang_File_isEqual(begin_file, file) &&
           clang_File_isEqual(end_file, file) && begin <= end;
}

static void forward_fixes(const struct forward *forward, CXDiagnostic diagnostic, CXFile file)
{
    unsigned count = clang_getDiagnosticNumFixIts(diagnostic);
    for (unsigned i = 0; i < count; i++) {
        CXSourceRange place;
        struct ac_range range;
        CXString replacement = clang_getDiagnosticFixIt(diagnostic, i, &place);
        if (range_in(file, place, &range)) {
            ac_diag_fix(forward->diags, range, clang_getCString(replacement));
        }
        clang_disposeString(replacement);
    }
}

static void forward_ranges(const struct forward *forward, CXDiagnostic diagnostic, CXFile file)
{
    unsigned count = clang_getDiagnosticNumRanges(diagnostic);
    for (unsigned i = 0; i < count; i++) {
        struct ac_range range;
        if (range_in(file, clang_getDiagnosticRange(diagnostic, i), &range)) {
            ac_diag_underline(forward->diags, range);
        }
    }
}

/* For "implicit-function-declaration" and other warnings that are errors by default. */
static void forward_option(const struct forward *forward, CXDiagnostic diagnostic)
{
    CXString option = clang_getDiagnosticOption(diagnostic, NULL);
    const char *name = clang_getCString(option);
    if (name && strncmp(name, "-W", 2) == 0) {
        ac_diag_clang_option(forward->diags, name + 2);
    }
    clang_disposeString(option);
}

/* Of what stands in no file, on the command line say, there is no text. */
static size_t offset_in(const struct ac_source *source, size_t offset)
{
    return offset < source->size ? offset : source->size;
}

/* The message alone, without its notes. */
static void forward_one(const struct forward *forward, CXDiagnostic diagnostic, enum ac_severity severity)
{
    CXFile file;
    unsigned offset;
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &offset);
    bool in_main = is_main(forward, file);
    const struct ac_source *source =
        in_main ? forward->main_source : ac_header_source(forward->arena, forward->tu, file);
    size_t at = offset_in(source, offset);
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    ac_diag(forward->diags, severity, source, (struct ac_range){at, at}, AC_RULE_NONE, "%s", clang_getCString(text));
    clang_disposeString(text);
    forward_option(forward, diagnostic);
    forward_ranges(forward, diagnostic, file);
    forward_fixes(forward, diagnostic, file);
    if (!in_main && file && severity != AC_NOTE) {
        ac_name_includers(forward->diags, forward->tu, file);
    }
}

/* libclang has the stack of #includes as notes too. */
static bool names_includer(CXDiagnostic note)
{
    CXString text = clang_getDiagnosticSpelling(note);
    bool names = strncmp(clang_getCString(text), "in file included from", 21) == 0;
    clang_disposeString(text);
    return names;
}

/* What only GCC has is refused where asyncc must understand it. */
static void explain_gcc_only(const struct forward *forward, CXDiagnostic diagnostic)
{
    CXFile file;
    unsigned offset;
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &offset);
    if (ac_is_gcc_only(clang_getCString(text)) && is_main(forward, file)) {
        ac_diag(forward->diags, AC_NOTE, forward->main_source, (struct ac_range){offset, offset}, AC_RULE_NONE,
                "what only GCC knows is left as it is where nothing of asyncc is mentioned or needs it: put it in an "
                "ordinary function");
        if (forward->needed_at) {
            ac_diag(forward->diags, AC_NOTE, forward->main_source,
                    (struct ac_range){forward->needed_at, forward->needed_at}, AC_RULE_NONE, "this needs it");
        }
    }
    clang_disposeString(text);
}

struct search {
    const char *name;
    size_t size;
    bool found;
};

static enum CXChildVisitResult find_macro(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct search *search = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_MacroDefinition && clang_Cursor_isMacroFunctionLike(cursor)) {
        CXString name = clang_getCursorSpelling(cursor);
        const char *text = clang_getCString(name);
        search->found |= strlen(text) == search->size && !memcmp(text, search->name, search->size);
        clang_disposeString(name);
    }
    return search->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* Then the macro was left for another reason, of which there is an error of its own. */
static bool has_parenthesis(const struct ac_source *source, size_t name)
{
    size_t at = name;
    while (source->text[at] == '_' || isalnum((unsigned char)source->text[at])) {
        at++;
    }
    return at > name && source->text[at] == '(';
}

/* `AWAIT(get ARGUMENTS)`: get is a macro, and what ARGUMENTS stands for is none of its arguments. */
static void explain_macro(const struct forward *forward, CXDiagnostic diagnostic)
{
    CXFile file;
    unsigned offset;
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    const char *quote = strchr(clang_getCString(text), '\''), *end = quote ? strchr(quote + 1, '\'') : NULL;
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &offset);
    if (end && strstr(clang_getCString(text), "undeclared") && is_main(forward, file) &&
        !has_parenthesis(forward->main_source, offset)) {
        struct search search = {quote + 1, (size_t)(end - quote - 1), false};
        clang_visitChildren(clang_getTranslationUnitCursor(forward->tu), find_macro, &search);
        if (search.found) {
            ac_diag(forward->diags, AC_NOTE, forward->main_source, (struct ac_range){offset, offset}, AC_RULE_NONE,
                    "'%.*s' is a macro with arguments: have their parentheses follow it, and not come out of a macro",
                    (int)search.size, search.name);
        }
    }
    clang_disposeString(text);
}

/* `int x = AWAIT(future)`, `int x = SPAWN(f())`: Clang tells what a FUTURE is made of. */
static void explain_future(const struct forward *forward, CXDiagnostic diagnostic)
{
    CXFile file;
    unsigned offset;
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &offset);
    if (strstr(clang_getCString(text), "incompatible") && strstr(clang_getCString(text), "(struct async__tag *)") &&
        is_main(forward, file)) {
        ac_diag(forward->diags, AC_NOTE, forward->main_source, (struct ac_range){offset, offset}, AC_RULE_NONE,
                "that is the type of a FUTURE, which is not its value: AWAIT(async_join(future)) gives that");
    }
    clang_disposeString(text);
}

/* It points to what # or ## made, which nobody can look at. */
static bool is_in_scratch_space(CXDiagnostic note)
{
    CXString name;
    clang_getPresumedLocation(clang_getDiagnosticLocation(note), &name, NULL, NULL);
    bool is = strcmp(clang_getCString(name), "<scratch space>") == 0;
    clang_disposeString(name);
    return is;
}

static void forward_with_notes(const struct forward *forward, CXDiagnostic diagnostic)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(diagnostic);
    unsigned count = clang_getNumDiagnosticsInSet(notes);
    forward_one(forward, diagnostic, AC_ERROR);
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        if (!names_includer(note) && !is_in_scratch_space(note)) {
            forward_one(forward, note, AC_NOTE);
        }
        clang_disposeDiagnostic(note);
    }
    explain_gcc_only(forward, diagnostic);
    explain_macro(forward, diagnostic);
    explain_future(forward, diagnostic);
}

void ac_forward_errors(CXTranslationUnit tu, const struct ac_source *source, unsigned needed_at, struct ac_arena *arena,
                       struct ac_diags *diags)
{
    struct forward forward = {tu, source, needed_at, arena, diags};
    unsigned count = clang_getNumDiagnostics(tu);
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(tu, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            forward_with_notes(&forward, diagnostic);
        }
        clang_disposeDiagnostic(diagnostic);
    }
}
