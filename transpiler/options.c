/* options.c - turns argv and response files into one immutable struct.
 *
 * getopt_long reads what stands before `--`. The colon in its short options keeps it silent: the messages are ours. */
#define _GNU_SOURCE
#include "options.h"

#include "base/make.h"
#include "flags.h"

#include <getopt.h>
#include <string.h>

const char ac_options_help[] =
    "Usage: asyncc [options] IN.c [-o OUT.c] [-- compiler flags]\n"
    "Compiles async C to plain C: ASYNC functions become state machines for libasyncc.\n"
    "\n"
    "IN.c and OUT.c may be - for standard input and output. Without -o, OUT.c is IN.async.c in\n"
    "the current directory, or standard output where IN.c is -.\n"
    "\n"
    "  -o FILE                 write the generated C to FILE, whole or not at all\n"
    "  -MD                     write dependencies in make's format to OUT.c.d\n"
    "  -MF FILE                write them to FILE\n"
    "  -MT TARGET              name TARGET as what depends on them, instead of OUT.c\n"
    "  -MQ TARGET              the same, quoted for make\n"
    "  -MP                     add an empty rule for each header\n"
    "  --absolute-depfile      name files by absolute paths there\n"
    "  --check FILE            write nothing; print how the output differs from FILE\n"
    "  --line-file=NAME        call the output NAME in #line directives\n"
    "  --dump-after=PASS       print the result of PASS instead of the generated C\n"
    "  --stats                 print awaits, states and frame of each function instead\n"
    "  -W[no-]NAME, -w         switch a warning on or off; all of them off\n"
    "  -Wframe-size=N          warn of frames of more than N bytes\n"
    "  -Werror[=NAME]          make warnings errors\n"
    "  -Wno-error[=NAME]       leave them warnings\n"
    "  -fdiagnostics-color=WHEN  auto, always or never\n"
    "  --diagnostics-format=FORMAT  text, json or sarif\n"
    "  @FILE                   read options from FILE\n"
    "  --help, --version       print this text, or the version\n"
    "\n"
    "What follows -- tells how the file is compiled: -I, -D, -std and so on, or a whole compile\n"
    "command, of which what matters is picked.\n"
    "\n"
    "Exit status: 0 done, 1 the file or the system is at fault (or --check found a difference),\n"
    "2 the command line is.\n";

enum {
    OPTION_CHECK = 256,
    OPTION_DUMP_AFTER,
    OPTION_LINE_FILE,
    OPTION_STATS,
    OPTION_ABSOLUTE_DEPFILE,
    OPTION_DIAGNOSTICS_FORMAT,
    OPTION_HELP,
    OPTION_VERSION,
};

static const struct option long_options[] = {
    {"check", required_argument, NULL, OPTION_CHECK},
    {"dump-after", required_argument, NULL, OPTION_DUMP_AFTER},
    {"line-file", required_argument, NULL, OPTION_LINE_FILE},
    {"stats", no_argument, NULL, OPTION_STATS},
    {"absolute-depfile", no_argument, NULL, OPTION_ABSOLUTE_DEPFILE},
    {"diagnostics-format", required_argument, NULL, OPTION_DIAGNOSTICS_FORMAT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

/* What is read before it is known what it applies to. */
struct parse {
    struct ac_arena *arena;
    struct ac_options *options;
    bool wants_depfile;
    const char *problem; /* NULL as long as all is well */
};

static void __attribute__((format(printf, 2, 3))) complain(struct parse *parse, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    parse->problem = ac_vformat(parse->arena, format, arguments);
    va_end(arguments);
}

/* The value of -MF and its like: the rest of the word, or the next one. */
static const char *value_of(struct parse *parse, const char *rest, int argc, char **argv)
{
    if (*rest) {
        return rest;
    }
    if (optind >= argc) {
        complain(parse, "option '%s' needs an argument", argv[optind - 1]);
        return "";
    }
    return argv[optind++];
}

static void read_dependency_option(struct parse *parse, const char *rest, int argc, char **argv)
{
    struct ac_options *options = parse->options;
    const char *value;
    if (strcmp(rest, "D") == 0) {
        parse->wants_depfile = true;
    } else if (strcmp(rest, "P") == 0) {
        options->depfile.phony = true;
    } else if (*rest == 'F') {
        options->depfile.file = value_of(parse, rest + 1, argc, argv);
    } else if (*rest == 'T' || *rest == 'Q') {
        value = value_of(parse, rest + 1, argc, argv);
        ac_args_add(parse->arena, &options->depfile.targets, *rest == 'T' ? value : ac_make_quote(parse->arena, value));
    } else {
        complain(parse, "unknown option '-M%s'", rest);
    }
}

static void read_format(struct parse *parse, const char *value)
{
    static const char *const names[] = {[AC_DIAG_TEXT] = "text", [AC_DIAG_JSON] = "json", [AC_DIAG_SARIF] = "sarif"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            parse->options->diagnostics_format = (enum ac_diag_format)i;
            return;
        }
    }
    complain(parse, "no format of diagnostics is called '%s': there are text, json and sarif", value);
}

static void read_color(struct parse *parse, const char *rest)
{
    static const char *const names[] = {"auto", "always", "never"};
    static const char option[] = "diagnostics-color";
    size_t length = sizeof option - 1;
    if (strcmp(rest, option) == 0) {
        parse->options->color = AC_COLOR_ALWAYS;
        return;
    }
    if (strcmp(rest, "no-diagnostics-color") == 0) {
        parse->options->color = AC_COLOR_NEVER;
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names && strncmp(rest, option, length) == 0; i++) {
        if (rest[length] == '=' && strcmp(rest + length + 1, names[i]) == 0) {
            parse->options->color = (enum ac_color)i;
            return;
        }
    }
    complain(parse, "unknown option '-f%s'", rest);
}

static void read_input(struct parse *parse, const char *path)
{
    if (parse->options->input) {
        complain(parse, "more than one input: '%s' and '%s'", parse->options->input, path);
    }
    parse->options->input = path;
}

static void read_warning(struct parse *parse, const char *option)
{
    if (!ac_flags_read_warning(parse->arena, option, parse->options)) {
        complain(parse, "unknown option '%s'", option);
    }
}

static void read_option(struct parse *parse, int option, int argc, char **argv, const char *word)
{
    struct ac_options *options = parse->options;
    switch (option) {
    case 1:
        read_input(parse, optarg);
        break;
    case 'o':
        options->output = optarg;
        break;
    case 'M':
        read_dependency_option(parse, optarg, argc, argv);
        break;
    case 'W':
    case 'w':
        read_warning(parse, option == 'w' ? "-w" : ac_format(parse->arena, "-W%s", optarg));
        break;
    case 'f':
        read_color(parse, optarg);
        break;
    case OPTION_CHECK:
        options->check = optarg;
        break;
    case OPTION_DUMP_AFTER:
        options->dump_after = optarg;
        break;
    case OPTION_LINE_FILE:
        options->line_file = optarg;
        break;
    case OPTION_STATS:
        options->stats = true;
        break;
    case OPTION_DIAGNOSTICS_FORMAT:
        read_format(parse, optarg);
        break;
    case OPTION_ABSOLUTE_DEPFILE:
        options->depfile.absolute = true;
        break;
    case ':':
        complain(parse, "option '%s' needs an argument", word);
        break;
    default:
        complain(parse, "unknown option '%s'; flags of the compiler follow '--'", word);
        break;
    }
}

/* Reads argv[1..argc), which ends before `--`. */
static enum ac_command read_own_options(struct parse *parse, int argc, char **argv)
{
    optind = 0; /* glibc: start anew */
    while (!parse->problem) {
        const char *word = argv[optind ? optind : 1];
        int option = getopt_long(argc, argv, "-:o:M:W:wf:", long_options, NULL);
        switch (option) {
        case -1:
            return AC_COMMAND_COMPILE;
        case OPTION_HELP:
            return AC_COMMAND_HELP;
        case OPTION_VERSION:
            return AC_COMMAND_VERSION;
        default:
            read_option(parse, option, argc, argv, word);
        }
    }
    return AC_COMMAND_MISUSED;
}

static const char *default_output(struct ac_arena *arena, const char *input)
{
    const char *slash = strrchr(input, '/');
    const char *name = slash ? slash + 1 : input;
    size_t length = strlen(name);
    if (length > 2 && strcmp(name + length - 2, ".c") == 0) {
        length -= 2;
    }
    return ac_format(arena, "%.*s.async.c", (int)length, name);
}

static void settle_depfile(struct parse *parse)
{
    struct ac_options *options = parse->options;
    bool to_file = strcmp(options->output, "-") != 0;
    if (!parse->wants_depfile && !options->depfile.file) {
        return;
    }
    if (!to_file && (!options->depfile.file || options->depfile.targets.count == 0)) {
        complain(parse, "dependencies of standard output need -MF and -MT");
        return;
    }
    if (!options->depfile.file) {
        options->depfile.file = ac_format(parse->arena, "%s.d", options->output);
    }
    if (options->depfile.targets.count == 0) {
        ac_args_add(parse->arena, &options->depfile.targets, ac_make_quote(parse->arena, options->output));
    }
}

/* Fills in what was not given. */
static void settle(struct parse *parse)
{
    struct ac_options *options = parse->options;
    if (!options->input) {
        complain(parse, "no input file");
        return;
    }
    bool from_file = strcmp(options->input, "-") != 0;
    const char *usual = from_file ? default_output(parse->arena, options->input) : "<stdout>";
    bool writes = !options->check && !options->dump_after && !options->stats;
    if (!options->output) {
        options->output = options->check ? options->check : from_file ? usual : "-";
    }
    if (!options->line_file) {
        options->line_file = strcmp(options->output, "-") == 0 ? usual : options->output;
    }
    if (writes) {
        settle_depfile(parse);
    } else {
        options->output = options->depfile.file = NULL;
    }
}

/* The index of the first `--`, or the number of words. */
static size_t find_dashes(char *const *words, size_t count)
{
    size_t i = 0;
    while (i < count && strcmp(words[i], "--") != 0) {
        i++;
    }
    return i;
}

/* Expands response files: strictly in asyncc's own words, and as the compiler does behind `--`, which may stand in a
 * response file as well. */
static void expand(struct parse *parse, int argc, char *const *argv, struct ac_args *words)
{
    size_t count = (size_t)argc, own = find_dashes(argv, count);
    ac_args_add(parse->arena, words, argv[0]);
    parse->problem = ac_args_expand(parse->arena, words, argv + 1, own - 1, false);
    if (!parse->problem) {
        parse->problem = ac_args_expand(parse->arena, words, argv + own, count - own, true);
    }
}

enum ac_command ac_options_parse(struct ac_arena *arena, int argc, char *const *argv, FILE *errors,
                                 struct ac_options *ret_options)
{
    struct parse parse = {arena, ret_options, false, NULL};
    struct ac_args words = {NULL, 0, 0};
    enum ac_command command = AC_COMMAND_COMPILE;
    memset(ret_options, 0, sizeof *ret_options);
    expand(&parse, argc, argv, &words);
    if (!parse.problem) {
        size_t own = find_dashes(words.items, words.count), rest = own < words.count ? own + 1 : own;
        /* The compiler's warning options first: what is said to asyncc itself comes later, so it counts. */
        ac_flags_read(arena, words.items + rest, words.count - rest, ret_options);
        command = read_own_options(&parse, (int)own, words.items);
    }
    if (!parse.problem && command == AC_COMMAND_COMPILE) {
        settle(&parse);
    }
    if (parse.problem) {
        fprintf(errors, "asyncc: error: %s\nTry 'asyncc --help'.\n", parse.problem);
        return AC_COMMAND_MISUSED;
    }
    return command;
}
