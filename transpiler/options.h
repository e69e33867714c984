/* options.h - the command line of asyncc as one immutable struct. docs/command-line.md tells what each option means. */
#ifndef AC_OPTIONS_H
#define AC_OPTIONS_H

#include "base/args.h"
#include "diag.h"

#include <stdbool.h>
#include <stdio.h>

enum ac_color { AC_COLOR_AUTO, AC_COLOR_ALWAYS, AC_COLOR_NEVER };

struct ac_options {
    const char *input;      /* "-": standard input */
    const char *output;     /* "-": standard output; NULL: none is written (check, dump_after, stats) */
    const char *line_file;  /* what #line calls the generated file */
    const char *check;      /* the file to compare the output with, or NULL */
    const char *dump_after; /* the pass whose result is printed, or NULL */
    bool stats;             /* print what each function costs */
    size_t frame_size;      /* warn of frames with more bytes; 0: of none */
    struct {
        const char *file;       /* NULL: none is wanted */
        struct ac_args targets; /* never empty where one is wanted; ready to be written */
        bool phony;             /* -MP */
        bool absolute;          /* name the files by absolute paths */
    } depfile;
    struct ac_args flags; /* for libclang */
    struct {
        struct ac_warning_switch *items;
        size_t count, capacity;
    } warnings;
    enum ac_color color;
    enum ac_diag_format diagnostics_format;
};

enum ac_command { AC_COMMAND_COMPILE, AC_COMMAND_HELP, AC_COMMAND_VERSION, AC_COMMAND_MISUSED };

/* Reads argv (argv[0] is skipped). AC_COMMAND_MISUSED: one message was printed to `errors`, *ret_options is not to be
 * used. Strings are in the arena or in argv. */
enum ac_command ac_options_parse(struct ac_arena *arena, int argc, char *const *argv, FILE *errors,
                                 struct ac_options *ret_options);

extern const char ac_options_help[];

#endif
