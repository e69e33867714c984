/* session.c - owns the CXIndex and the translation unit, filters the flags. */
#include "session.h"

#include "clang_message.h"
#include "gcc_only.h"
#include "session_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Flags that change what a file means; all others (code generation, warnings, outputs) are the compiler's business, and
 * libclang would trip over those of GCC that Clang does not know. */
static const char *const with_value[] = {"-I",         "-D",       "-U",        "-isystem",  "-iquote", "-include",
                                         "-idirafter", "-imacros", "-isysroot", "--sysroot", "-target", "-iwithprefix"};
static const char *const joined[] = {
    "-I",       "-D", "-U", "-std=",      "-isystem",  "-iquote",   "-include",      "-idirafter",
    "-imacros", "-O", "-m", "--sysroot=", "-isysroot", "--target=", "-fpack-struct", "-Wno-"};
static const char *const alone[] = {
    "-ansi",         "-pthread",      "-trigraphs",         "-nostdinc",       "-undef",          "-fshort-enums",
    "-fsigned-char", "-fopenmp",      "-fopenmp-simd",      "-funsigned-char", "-fms-extensions", "-ffreestanding",
    "-fno-builtin",  "-fshort-wchar", "-fplan9-extensions", "-fblocks",        "-fopenacc",       "-fgnu89-inline"};
/* Of -m, what is about generated code alone, and GCC's. */
static const char *const about_code[] = {"-mfpmath=",
                                         "-mtune=",
                                         "-mpreferred-stack-boundary=",
                                         "-mincoming-stack-boundary=",
                                         "-mindirect-branch",
                                         "-mfunction-return=",
                                         "-maccumulate-outgoing-args",
                                         "-mno-accumulate-outgoing-args",
                                         "-mrtd",
                                         "-mbranch-cost=",
                                         "-mmemcpy-strategy=",
                                         "-mmemset-strategy=",
                                         "-mstringop-strategy=",
                                         "-minline-all-stringops",
                                         "-minline-stringops-dynamically",
                                         "-mpush-args",
                                         "-mno-push-args",
                                         "-mharden-sls=",
                                         "-mtls-dialect=",
                                         "-m128bit-long-double"};

struct flags {
    const char **items;
    size_t count, capacity;
};

static bool is_one_of(const char *flag, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(flag, list[i])) {
            return true;
        }
    }
    return false;
}

static bool starts_with_one_of(const char *flag, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!strncmp(flag, list[i], strlen(list[i]))) {
            return true;
        }
    }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void add_user_flags(struct ac_arena *arena, struct flags *flags, int count, const char *const *given)
{
    for (int i = 0; i < count; i++) {
        if (is_one_of(given[i], with_value, COUNT(with_value)) && i + 1 < count) {
            AC_PUSH(arena, flags, given[i]);
            AC_PUSH(arena, flags, given[++i]);
        } else if ((starts_with_one_of(given[i], joined, COUNT(joined)) || is_one_of(given[i], alone, COUNT(alone))) &&
                   !starts_with_one_of(given[i], about_code, COUNT(about_code))) {
            AC_PUSH(arena, flags, given[i]);
        }
    }
}

/* The headers of asyncc, relative to the program: where it is installed, and in a build tree. */
static void add_own_headers(struct ac_arena *arena, struct flags *flags)
{
    static const char *const places[] = {"../include", "../runtime/include", "../../runtime/include"};
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0) {
        return;
    }
    self[length] = '\0';
    *strrchr(self, '/') = '\0';
    for (size_t i = 0; i < COUNT(places); i++) {
        const char *directory = ac_format(arena, "%s/%s", self, places[i]);
        struct stat status;
        if (!stat(ac_format(arena, "%s/asyncc.h", directory), &status)) {
            AC_PUSH(arena, flags, "-idirafter");
            AC_PUSH(arena, flags, directory);
            return;
        }
    }
}

const char *ac_resource_directory(void)
{
    const char *directory = getenv("ASYNCC_RESOURCE_DIR");
    return directory && *directory ? directory : ASYNCC_RESOURCE_DIR;
}

/* Where those headers are not, errors in the file only follow from that. */
static void explain_missing_headers(struct ac_arena *arena, struct ac_diags *diags)
{
    struct stat status;
    if (ac_diags_errors(diags) && stat(ac_format(arena, "%s/include/stddef.h", ac_resource_directory()), &status)) {
        ac_diags_forget(diags);
        ac_diag(diags, AC_ERROR, NULL, (struct ac_range){0, 0}, AC_RULE_NONE,
                "Clang's own headers are missing: there is no '%s/include/stddef.h'; install libclang-19-dev, or set "
                "ASYNCC_RESOURCE_DIR to where they are",
                ac_resource_directory());
    }
}

static struct flags all_flags(struct ac_arena *arena, int count, const char *const *given)
{
    struct flags flags = {0};
    AC_PUSH(arena, &flags, "-xc");
    AC_PUSH(arena, &flags, "-w");
    AC_PUSH(arena, &flags, "-fspell-checking");     /* "did you mean" */
    AC_PUSH(arena, &flags, "-fbracket-depth=2048"); /* GCC has no bound; the stack has one */
    AC_PUSH(arena, &flags, "-D__ASYNCC__=1");
    AC_PUSH(arena, &flags, "-resource-dir");
    AC_PUSH(arena, &flags, ac_resource_directory());
    add_user_flags(arena, &flags, count, given);
    add_own_headers(arena, &flags);
    return flags;
}

/* What libclang reads from memory. */
static struct CXUnsavedFile *unsaved_files(struct ac_arena *arena, const struct ac_source *source, const char *text,
                                           size_t size)
{
    struct CXUnsavedFile *files = ac_alloc(arena, (1 + source->emptied.count) * sizeof *files);
    files[0] = (struct CXUnsavedFile){source->path, text, size};
    for (size_t i = 0; i < source->emptied.count; i++) {
        files[1 + i] = (struct CXUnsavedFile){source->emptied.items[i], "", 0};
    }
    return files;
}

static enum CXErrorCode parse(struct ac_arena *arena, const struct ac_session *session, const struct ac_source *source,
                              struct CXUnsavedFile text, unsigned options, CXTranslationUnit *ret_tu)
{
    return clang_parseTranslationUnit2(session->index, source->path, session->flags, (int)session->flag_count,
                                       unsaved_files(arena, source, text.Contents, text.Length),
                                       1 + (unsigned)source->emptied.count, options, ret_tu);
}

CXTranslationUnit ac_session_parse(struct ac_arena *arena, const struct ac_session *session,
                                   const struct ac_source *source, const char *text, size_t size)
{
    struct CXUnsavedFile file = {source->path, text, size};
    CXTranslationUnit tu = NULL;
    return parse(arena, session, source, file, CXTranslationUnit_None, &tu) == CXError_Success ? tu : NULL;
}

/* Macros are recorded though few files need them: a second parse would cost far more. */
static bool parse_text(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source,
                       struct ac_diags *diags)
{
    struct CXUnsavedFile text = {source->path, session->text, source->size};
    enum CXErrorCode code;
    if (session->tu) {
        clang_disposeTranslationUnit(session->tu);
        session->tu = NULL;
        session->headers = (struct ac_headers){0};
    }
    code = parse(arena, session, source, text, CXTranslationUnit_DetailedPreprocessingRecord, &session->tu);
    if (code != CXError_Success || !session->tu) {
        ac_diag(diags, AC_ERROR, source, (struct ac_range){0, 0}, AC_RULE_NONE,
                "libclang could not parse this file (error %d)", (int)code);
        return false;
    }
    session->file = clang_getFile(session->tu, source->path);
    return true;
}

static bool parse_hiding(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source,
                         bool with_declarations, struct ac_diags *diags)
{
    bool parses = parse_text(arena, session, source, diags);
    while (parses && ac_hide_gcc_only(arena, session, source, with_declarations)) {
        parses = parse_text(arena, session, source, diags);
    }
    return parses;
}

/* Without what Clang cannot read and need not. */
static bool parse_readable(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source,
                           struct ac_diags *diags)
{
    bool parses = parse_hiding(arena, session, source, true, diags);
    if (parses && ac_needs_undeclared(session)) {
        session->text = source->text;
        session->hidden = session->undeclared = (struct ac_names){0};
        parses = parse_hiding(arena, session, source, false, diags);
    }
    if (parses && ac_hides_async(session)) {
        session->text = source->text;
        parses = parse_text(arena, session, source, diags);
    }
    return parses;
}

struct ac_session *ac_session_open(struct ac_arena *arena, const struct ac_source *source, int flag_count,
                                   const char *const *flags, struct ac_diags *diags)
{
    struct ac_session *session = ac_new(arena, struct ac_session);
    struct flags all = all_flags(arena, flag_count, flags);
    setenv("LIBCLANG_NOTHREADS", "1", 1); /* the stack at hand is larger than that of a thread of libclang's */
    session->index = clang_createIndex(0, 0);
    session->flags = all.items;
    session->flag_count = all.count;
    session->text = source->text;
    if (!parse_readable(arena, session, source, diags)) {
        clang_disposeIndex(session->index);
        return NULL;
    }
    ac_forward_errors(session->tu, source, session->needed_at, arena, diags);
    explain_missing_headers(arena, diags);
    return session;
}

void ac_session_close(struct ac_session *session)
{
    if (session) {
        clang_disposeTranslationUnit(session->tu);
        clang_disposeIndex(session->index);
    }
}

struct dependencies {
    struct ac_arena *arena;
    const char **items;
    size_t count, capacity;
};

static void add_dependency(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct dependencies *list = data;
    CXString name = clang_getFileName(file);
    (void)stack;
    (void)depth;
    AC_PUSH(list->arena, list, ac_strdup(list->arena, clang_getCString(name)));
    clang_disposeString(name);
}

void ac_session_dependencies(struct ac_arena *arena, struct ac_session *session, const char ***ret_paths,
                             size_t *ret_count)
{
    struct dependencies list = {.arena = arena};
    clang_getInclusions(session->tu, add_dependency, &list);
    *ret_paths = list.items;
    *ret_count = list.count;
}
