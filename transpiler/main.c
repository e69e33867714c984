/* main.c - reads the input, hands it to the pipeline, delivers what comes out; exit codes and nothing else. */
#include "base/file.h"
#include "crash.h"
#include "diag.h"
#include "emit/depfile.h"
#include "options.h"
#include "output.h"
#include "pipeline.h"
#include "text/trigraph.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_DONE = 0, STATUS_FAILED = 1, STATUS_MISUSED = 2 };

static int __attribute__((format(printf, 1, 2))) fail(const char *format, ...)
{
    va_list arguments;
    fputs("asyncc: error: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return STATUS_FAILED;
}

static bool wants_color(enum ac_color when)
{
    if (when != AC_COLOR_AUTO) {
        return when == AC_COLOR_ALWAYS;
    }
    const char *terminal = getenv("TERM"), *no_color = getenv("NO_COLOR");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0 && !(no_color && *no_color);
}

/* A file that is to be written must be none that is read, nor twice the same. */
static int check_names(const struct ac_options *options)
{
    const char *output = options->output, *depfile = options->depfile.file;
    if (!output) {
        return STATUS_DONE;
    }
    if (ac_output_is_same_file(output, options->input)) {
        return fail("output '%s' is the input", output);
    }
    if (depfile && ac_output_is_same_file(depfile, options->input)) {
        return fail("dependency file '%s' is the input", depfile);
    }
    if (depfile && (strcmp(depfile, output) == 0 || ac_output_is_same_file(depfile, output))) {
        return fail("dependency file '%s' is the output", depfile);
    }
    return STATUS_DONE;
}

static int check_output(struct ac_arena *arena, const struct ac_options *options, const struct ac_result *result)
{
    bool same;
    const char *label = ac_format(arena, "%s (from %s)", options->check, options->input);
    const char *problem = ac_output_check(arena, options->check, result->text, result->size, label, &same);
    return problem ? fail("%s", problem) : same ? STATUS_DONE : STATUS_FAILED;
}

/* For build systems that read the depfile in another directory than asyncc ran in. */
static const char *make_absolute(struct ac_arena *arena, struct ac_result *result)
{
    char *directory = getcwd(NULL, 0); /* glibc allocates */ // NOLINT(clang-analyzer-unix.StdCLibraryFunctions)
    if (!directory) {
        return ac_format(arena, "cannot tell the current directory: %s", strerror(errno));
    }
    for (size_t i = 0; i < result->dependency_count; i++) {
        if (result->dependencies[i][0] != '/') {
            result->dependencies[i] = ac_format(arena, "%s/%s", directory, result->dependencies[i]);
        }
    }
    free(directory);
    return NULL;
}

static int write_output(struct ac_arena *arena, const struct ac_options *options, struct ac_result *result)
{
    struct ac_output_file files[2] = {{options->output, result->text, result->size}};
    size_t count = 1;
    const char *problem = options->depfile.absolute ? make_absolute(arena, result) : NULL;
    if (problem) {
        return fail("%s", problem);
    }
    if (options->depfile.file) {
        struct ac_output_file *depfile = &files[count++];
        depfile->path = options->depfile.file;
        depfile->text = ac_depfile_format(arena, &options->depfile.targets, (const char *const *)result->dependencies,
                                          result->dependency_count, options->depfile.phony, &depfile->size);
    }
    problem = ac_output_write(arena, files, count);
    return problem ? fail("%s", problem) : STATUS_DONE;
}

static int compile(struct ac_arena *arena, const struct ac_options *options)
{
    struct ac_result result = {NULL, 0, NULL, 0};
    size_t size;
    if (check_names(options) != STATUS_DONE) {
        return STATUS_FAILED;
    }
    const char *text = ac_file_read(arena, options->input, &size);
    if (!text) {
        return fail("cannot read '%s': %s", options->input, strerror(errno));
    }
    if (ac_has_trigraphs(options->flags.items, options->flags.count)) {
        text = ac_replace_trigraphs(arena, text, &size);
    }
    const char *path = strcmp(options->input, "-") == 0 ? "<stdin>" : options->input;
    struct ac_source *source = ac_source_new(arena, path, text, size);
    struct ac_diags *diags = ac_diags_new(arena);
    ac_diags_configure(diags, source, options->warnings.items, options->warnings.count);
    bool good = ac_pipeline(arena, options, source, diags, stdout, &result);
    ac_diags_print(diags, options->diagnostics_format, wants_color(options->color), stderr);
    if (!good || ac_diags_errors(diags) > 0) {
        return STATUS_FAILED;
    }
    if (options->dump_after || options->stats) {
        return STATUS_DONE;
    }
    return options->check ? check_output(arena, options, &result) : write_output(arena, options, &result);
}

static bool is_pass(const char *name)
{
    for (const char *const *pass = ac_pipeline_passes; *pass; pass++) {
        if (strcmp(*pass, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The command line is at fault: a name for --dump-after that no pass has. */
static int refuse_pass(const char *name)
{
    fprintf(stderr, "asyncc: error: no pass '%s'; there are:", name);
    for (const char *const *pass = ac_pipeline_passes; *pass; pass++) {
        fprintf(stderr, " %s", *pass);
    }
    fputc('\n', stderr);
    return STATUS_MISUSED;
}

static int run(struct ac_arena *arena, int argc, char **argv)
{
    struct ac_options options;
    switch (ac_options_parse(arena, argc, argv, stderr, &options)) {
    case AC_COMMAND_HELP:
        fputs(ac_options_help, stdout);
        return STATUS_DONE;
    case AC_COMMAND_VERSION:
        puts("asyncc " ASYNCC_VERSION);
        return STATUS_DONE;
    case AC_COMMAND_MISUSED:
        return STATUS_MISUSED;
    case AC_COMMAND_COMPILE:
        break;
    }
    if (options.dump_after && !is_pass(options.dump_after)) {
        return refuse_pass(options.dump_after);
    }
    ac_catch_crashes(options.input, STATUS_FAILED);
    return compile(arena, &options);
}

int main(int argc, char **argv)
{
    struct ac_arena *arena = ac_arena_new();
    int status = run(arena, argc, argv);
    ac_arena_free(arena);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return fail("cannot write standard output: %s", strerror(errno));
    }
    return status;
}
