/* test_options.c - options.c and flags.c: what a command line means, and what is said about a wrong one. */
#include "options.h"
#include "unit.h"

#include <string.h>

enum { MAX_WORDS = 32 };

/* A command line read. */
struct reading {
    struct ac_arena *arena;
    enum ac_command command;
    struct ac_options options;
    char *errors;
};

/* `line`: the words after "asyncc", one blank between two. */
static struct reading read_line(const char *line)
{
    struct reading reading = {.arena = ac_arena_new()};
    char *words[MAX_WORDS] = {"asyncc"}, *rest = ac_strdup(reading.arena, line);
    int count = 1;
    size_t size;
    while (*line && rest && count < MAX_WORDS - 1) {
        words[count++] = strsep(&rest, " ");
    }
    FILE *errors = open_memstream(&reading.errors, &size);
    reading.command = ac_options_parse(reading.arena, count, words, errors, &reading.options);
    fclose(errors);
    return reading;
}

static void end(struct reading *reading)
{
    free(reading->errors);
    ac_arena_free(reading->arena);
}

static struct reading read_good(const char *line)
{
    struct reading reading = read_line(line);
    CU_ASSERT_EQUAL(reading.command, AC_COMMAND_COMPILE);
    CU_ASSERT_STRING_EQUAL(reading.errors, "");
    return reading;
}

static void check_refused(const char *line, const char *message)
{
    struct reading reading = read_line(line);
    char *expected = ac_format(reading.arena, "asyncc: error: %s\nTry 'asyncc --help'.\n", message);
    CU_ASSERT_EQUAL(reading.command, AC_COMMAND_MISUSED);
    CU_ASSERT_STRING_EQUAL(reading.errors, expected);
    end(&reading);
}

static void check_output_names(const char *line, const char *output, const char *line_file)
{
    struct reading reading = read_good(line);
    CU_ASSERT_STRING_EQUAL(reading.options.output, output);
    CU_ASSERT_STRING_EQUAL(reading.options.line_file, line_file);
    end(&reading);
}

static void test_output_names(void)
{
    check_output_names("in.c -o out.c", "out.c", "out.c");
    check_output_names("-o out.c in.c", "out.c", "out.c");
    check_output_names("in.c", "in.async.c", "in.async.c");
    check_output_names("dir/in.c", "in.async.c", "in.async.c");
    check_output_names("dir.c/in", "in.async.c", "in.async.c");
    check_output_names("in.c -o -", "-", "in.async.c");
    check_output_names("-", "-", "<stdout>");
    check_output_names("- -o out.c", "out.c", "out.c");
    check_output_names("in.c -o build/out.c --line-file=in.gen.c", "build/out.c", "in.gen.c");
}

static void test_no_output(void)
{
    struct reading reading = read_good("in.c --check expected.c -MD");
    CU_ASSERT_PTR_NULL(reading.options.output);
    CU_ASSERT_PTR_NULL(reading.options.depfile.file);
    CU_ASSERT_STRING_EQUAL(reading.options.check, "expected.c");
    CU_ASSERT_STRING_EQUAL(reading.options.line_file, "expected.c");
    end(&reading);
    reading = read_good("in.c --dump-after=hoist -o out.c");
    CU_ASSERT_PTR_NULL(reading.options.output);
    CU_ASSERT_STRING_EQUAL(reading.options.dump_after, "hoist");
    CU_ASSERT_STRING_EQUAL(reading.options.line_file, "out.c");
    end(&reading);
}

static void check_depfile(const char *line, const char *file, const char *target)
{
    struct reading reading = read_good(line);
    CU_ASSERT_STRING_EQUAL(reading.options.depfile.file, file);
    CU_ASSERT_EQUAL(reading.options.depfile.targets.count, 1);
    CU_ASSERT_STRING_EQUAL(reading.options.depfile.targets.items[0], target);
    end(&reading);
}

static void test_depfile(void)
{
    check_depfile("in.c -MD", "in.async.c.d", "in.async.c");
    check_depfile("in.c -o out.c -MD", "out.c.d", "out.c");
    check_depfile("in.c -o out.c -MF deps", "deps", "out.c");
    check_depfile("in.c -o out.c -MFdeps -MD", "deps", "out.c");
    check_depfile("in.c -o out.c -MD -MT a$b", "out.c.d", "a$b");
    check_depfile("in.c -o out.c -MD -MQ a$b", "out.c.d", "a$$b");
    check_depfile("in.c -o o$.c -MD", "o$.c.d", "o$$.c");
    check_depfile("in.c -o - -MF deps -MT x", "deps", "x");
    struct reading reading = read_good("in.c -MT x");
    CU_ASSERT_PTR_NULL(reading.options.depfile.file);
    end(&reading);
    reading = read_good("in.c -MD -MP -MT a -MT b");
    CU_ASSERT_TRUE(reading.options.depfile.phony);
    CU_ASSERT_EQUAL(reading.options.depfile.targets.count, 2);
    end(&reading);
    reading = read_good("in.c -MD --absolute-depfile");
    CU_ASSERT_TRUE(reading.options.depfile.absolute);
    end(&reading);
    check_refused("in.c -o - -MD", "dependencies of standard output need -MF and -MT");
}

static void test_refused(void)
{
    check_refused("", "no input file");
    check_refused("-o out.c", "no input file");
    check_refused("a.c b.c", "more than one input: 'a.c' and 'b.c'");
    check_refused("in.c -o", "option '-o' needs an argument");
    check_refused("in.c -MF", "option '-MF' needs an argument");
    check_refused("in.c -MT", "option '-MT' needs an argument");
    check_refused("in.c --check", "option '--check' needs an argument");
    check_refused("in.c -Idir", "unknown option '-Idir'; flags of the compiler follow '--'");
    check_refused("in.c --colour", "unknown option '--colour'; flags of the compiler follow '--'");
    check_refused("in.c --version=2", "unknown option '--version=2'; flags of the compiler follow '--'");
    check_refused("in.c -MX", "unknown option '-MX'");
    check_refused("in.c -fPIC", "unknown option '-fPIC'");
    check_refused("in.c -fdiagnostics-color=blue", "unknown option '-fdiagnostics-color=blue'");
    check_refused("@/nonexistent", "cannot read response file '/nonexistent': No such file or directory");
    check_refused("@", "'@' is not followed by the name of a response file");
}

static void test_help(void)
{
    struct reading reading = read_line("--help");
    CU_ASSERT_EQUAL(reading.command, AC_COMMAND_HELP);
    end(&reading);
    reading = read_line("--version in.c");
    CU_ASSERT_EQUAL(reading.command, AC_COMMAND_VERSION);
    end(&reading);
}

static void check_color(const char *line, enum ac_color color)
{
    struct reading reading = read_good(line);
    CU_ASSERT_EQUAL(reading.options.color, color);
    end(&reading);
}

static void check_format(const char *line, enum ac_diag_format format)
{
    struct reading reading = read_good(line);
    CU_ASSERT_EQUAL(reading.options.diagnostics_format, format);
    end(&reading);
}

static void test_diagnostics_format(void)
{
    check_format("in.c", AC_DIAG_TEXT);
    check_format("in.c --diagnostics-format=json", AC_DIAG_JSON);
    check_format("in.c --diagnostics-format sarif", AC_DIAG_SARIF);
    check_refused("in.c --diagnostics-format=xml",
                  "no format of diagnostics is called 'xml': there are text, json and sarif");
}

static void test_color(void)
{
    check_color("in.c", AC_COLOR_AUTO);
    check_color("in.c -fdiagnostics-color=always", AC_COLOR_ALWAYS);
    check_color("in.c -fdiagnostics-color", AC_COLOR_ALWAYS);
    check_color("in.c -fdiagnostics-color=never", AC_COLOR_NEVER);
    check_color("in.c -fno-diagnostics-color", AC_COLOR_NEVER);
    check_color("in.c -fdiagnostics-color=never -fdiagnostics-color=auto", AC_COLOR_AUTO);
}

static void check_warning(const char *line, const char *name, enum ac_warning_mode mode)
{
    struct reading reading = read_good(line);
    CU_ASSERT_EQUAL_FATAL(reading.options.warnings.count, 1);
    const struct ac_warning_switch *given = &reading.options.warnings.items[0];
    CU_ASSERT_EQUAL(given->mode, mode);
    if (name) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(given->name);
        CU_ASSERT_STRING_EQUAL(given->name, name);
    } else {
        CU_ASSERT_PTR_NULL(given->name);
    }
    end(&reading);
}

static void test_warnings(void)
{
    check_warning("in.c -w", NULL, AC_WARNING_OFF);
    check_warning("in.c -Wdropped-future", "dropped-future", AC_WARNING_ON);
    check_warning("in.c -Wno-dropped-future", "dropped-future", AC_WARNING_OFF);
    check_warning("in.c -Werror", NULL, AC_WARNING_AS_ERROR);
    check_warning("in.c -Werror=dropped-future", "dropped-future", AC_WARNING_AS_ERROR);
    check_warning("in.c -Wno-error", NULL, AC_WARNING_NOT_ERROR);
    check_warning("in.c -Wno-error=dropped-future", "dropped-future", AC_WARNING_NOT_ERROR);
    check_warning("in.c -- -Wall -Wextra -pedantic -Wl,-z,defs -Wa,-x -Werror", NULL, AC_WARNING_AS_ERROR);
    check_refused("in.c -Wall", "unknown option '-Wall'");
}

/* What asyncc is told itself counts more than what the compiler is told. */
static void test_order_of_warnings(void)
{
    struct reading reading = read_good("-Wno-error in.c -- -Werror");
    CU_ASSERT_EQUAL(reading.options.warnings.count, 2);
    CU_ASSERT_EQUAL(reading.options.warnings.items[1].mode, AC_WARNING_NOT_ERROR);
    end(&reading);
}

/* `expected`: the flags that are kept, one blank between two. */
static void check_flags(const char *line, const char *expected)
{
    struct reading reading = read_good(line);
    char *kept = "";
    for (size_t i = 0; i < reading.options.flags.count; i++) {
        kept = ac_format(reading.arena, "%s%s%s", kept, i ? " " : "", reading.options.flags.items[i]);
    }
    CU_ASSERT_STRING_EQUAL(kept, expected);
    end(&reading);
}

static void test_flags(void)
{
    check_flags("in.c", "");
    check_flags("in.c --", "");
    check_flags("in.c -- -Idir -DX=1", "-Idir -DX=1");
    check_flags("in.c -- gcc -O2 -std=gnu17 -c in.c -o in.o", "-O2 -std=gnu17");
    check_flags("in.c -- -I dir -include x.h -isystem sys -oin.o", "-I dir -include x.h -isystem sys");
    check_flags("in.c -- -MD -MMD -MF x.d -MT y -MQz -MP -MFx.d", "");
    check_flags("in.c -- -Wp,-MD,x.d -Wp,-DX=1,-UY", "-DX=1 -UY");
    check_flags("in.c -- gcc -L dir -lm -Wl,-z,defs -Xlinker -DX other.o -T script -z now -S -E -pipe", "");
    check_flags("in.c -- -x c in.c -D X -", "-D X");
    check_flags("in.c -- -Wall -Wunused -Wno-error -w -pedantic-errors -Wpedantic", "");
    check_flags("in.c -- -Wno-int-conversion -Wno-error=x", "-Wno-int-conversion -Wno-error=x"); /* errors of Clang's */
    check_flags("in.c -- -DX -- -DY", "-DX -- -DY");
    check_flags("in.c -- @/nonexistent -DX", "-DX");
    check_flags("in.c -- -o", "");
}

/* A file of the test, removed by end_file(). */
static char file_name[] = "/tmp/test_options.XXXXXX";

static void write_file(const char *text)
{
    strcpy(file_name + sizeof file_name - 7, "XXXXXX");
    FILE *file = fdopen(mkstemp(file_name), "w");
    fputs(text, file);
    fclose(file);
}

static void test_response_file(void)
{
    char line[64];
    write_file("-o 'my out.c'\n\"in.c\" --\t-DX=\\\"a\\ b\\\" -DE='' ''\r\n");
    snprintf(line, sizeof line, "-MD @%s -DY", file_name);
    struct reading reading = read_good(line);
    CU_ASSERT_STRING_EQUAL(reading.options.input, "in.c");
    CU_ASSERT_STRING_EQUAL(reading.options.output, "my out.c");
    CU_ASSERT_STRING_EQUAL(reading.options.depfile.targets.items[0], "my\\ out.c");
    CU_ASSERT_EQUAL_FATAL(reading.options.flags.count, 3);
    CU_ASSERT_STRING_EQUAL(reading.options.flags.items[0], "-DX=\"a b\"");
    CU_ASSERT_STRING_EQUAL(reading.options.flags.items[1], "-DE=");
    CU_ASSERT_STRING_EQUAL(reading.options.flags.items[2], "-DY");
    end(&reading);
    remove(file_name);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"names of the output", test_output_names},
        {"--check and --dump-after write nothing", test_no_output},
        {"dependency files", test_depfile},
        {"what is refused", test_refused},
        {"--help and --version", test_help},
        {"colour", test_color},
        {"the format of messages", test_diagnostics_format},
        {"warnings", test_warnings},
        {"order of warning options", test_order_of_warnings},
        {"flags of the compiler", test_flags},
        {"response files", test_response_file},
        CU_TEST_INFO_NULL,
    };
    return unit_run("options", tests);
}
