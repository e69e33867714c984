/* asyncify [--values N] [--seed S] [--late] FILE.c [-- FLAG...] - turns a plain C program into one of async C, on
 * stdout.
 *
 * Every function of the file becomes ASYNC, and every call of it an AWAIT; each of them yields at its entry and at
 * every loop head; with --late at loop heads only, and parameters are used before anything suspends. Pointers to
 * functions become ASYNC by their types: all of one type, or none (choose.c). With --values, one in N arithmetic
 * expressions becomes AWAIT(value_T(…)), which gives what it is given (oracle.h). What is left as it is: variadic
 * functions, functions that need their C stack frame (setjmp, alloca), what those call, and text from macros: a program
 * full of macros is better preprocessed first. */
#include "base/file.h"
#include "program.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_edits(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    return x->offset != y->offset ? (x->offset < y->offset ? -1 : 1) : (x->order < y->order ? -1 : 1);
}

static void print(struct program *program, const char *path)
{
    size_t at = 0;
    qsort(program->edits.items, program->edits.count, sizeof *program->edits.items, compare_edits);
    printf("#include \"oracle.h\"\n#line 1 \"%s\"\n", path);
    for (size_t i = 0; i < program->edits.count; i++) {
        const struct edit *edit = &program->edits.items[i];
        fwrite(program->text + at, 1, edit->offset - at, stdout);
        fputs(edit->text, stdout);
        at = edit->offset;
    }
    fputs(program->text + at, stdout);
    if (program->main_has_arguments) {
        puts("\nint main(int argc, char **argv)\n{\n    return async_run(async_main(argc, argv));\n}");
    } else {
        puts("\nint main(void)\n{\n    return async_run(async_main());\n}");
    }
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static CXTranslationUnit parse(const char *path, int count, const char *const *flags)
{
    CXIndex index = clang_createIndex(0, 1);
    CXTranslationUnit unit = NULL;
    const char **all = calloc((size_t)count + 2, sizeof *all);
    all[0] = "-resource-dir=" ASYNCC_RESOURCE_DIR;
    memcpy(all + 1, flags, (size_t)count * sizeof *all);
    if (clang_parseTranslationUnit2(index, path, all, count + 1, NULL, 0, 0, &unit) != CXError_Success) {
        fprintf(stderr, "asyncify: cannot parse %s\n", path);
        exit(1);
    }
    free(all);
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
        if (clang_getDiagnosticSeverity(clang_getDiagnostic(unit, i)) >= CXDiagnostic_Error) {
            exit(1);
        }
    }
    return unit;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"values", required_argument, NULL, 'v'},
                                            {"seed", required_argument, NULL, 's'},
                                            {"late", no_argument, NULL, 'l'},
                                            {0}};
    struct program program = {.arena = ac_arena_new(), .random = 1};
    size_t size;
    for (int option; (option = getopt_long(argc, argv, "+v:s:l", options, NULL)) != -1;) {
        if (option == '?') {
            return 2;
        }
        program.late |= option == 'l';
        program.values = option == 'v' ? (unsigned)strtoul(optarg, NULL, 10) : program.values;
        program.random = option == 's' ? strtoull(optarg, NULL, 10) : program.random;
    }
    if (optind >= argc || !(program.text = ac_file_read(program.arena, argv[optind], &size))) {
        fputs("usage: asyncify [--values N] [--seed S] [--late] FILE.c [-- FLAG...]\n", stderr);
        return 2;
    }
    int flags = optind + 1 + (optind + 1 < argc && !strcmp(argv[optind + 1], "--"));
    CXCursor unit = clang_getTranslationUnitCursor(
        parse(argv[optind], argc > flags ? argc - flags : 0, (const char *const *)argv + flags));
    choose(&program, unit);
    edit_program(&program, unit);
    print(&program, argv[optind]);
    ac_arena_free(program.arena);
    return 0;
}
