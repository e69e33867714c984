/* test_launcher.c - asyncc-cc: what it understands of a compiler's command line, what it makes of it, and which sources
 * it takes for annotated ones. It is linked with transpiler/cc/ but its main.c. */
#include "cc/command.h"
#include "cc/edit.h"
#include "cc/scan.h"
#include "unit.h"

#include <string.h>

/* A command line read: the words of `line`, one blank between two. */
static struct cc_command parse(struct ac_arena *arena, const char *line)
{
    struct ac_args words = {NULL, 0, 0};
    struct cc_command command;
    ac_args_split(arena, &words, line);
    CU_ASSERT_PTR_NULL(cc_command_parse(arena, words.items, words.count, &command));
    return command;
}

/* ---- the command line -------------------------------------------------------------------------------------------- */

static void check_stage(const char *line, enum cc_stage stage)
{
    struct ac_arena *arena = ac_arena_new();
    CU_ASSERT_EQUAL(parse(arena, line).stage, stage);
    ac_arena_free(arena);
}

static void test_stage(void)
{
    check_stage("gcc a.c", CC_LINK);
    check_stage("gcc -c a.c", CC_COMPILE);
    check_stage("gcc -S a.c", CC_COMPILE);
    check_stage("gcc -fsyntax-only a.c", CC_COMPILE);
    check_stage("gcc -E a.c", CC_PREPROCESS);
    check_stage("gcc -c -E a.c", CC_PREPROCESS);
    check_stage("gcc -M a.c", CC_PREPROCESS);
    check_stage("gcc -MM -c a.c", CC_PREPROCESS);
    check_stage("gcc -MD -c a.c", CC_COMPILE);
    check_stage("gcc -o -c a.c", CC_LINK); /* the output is called -c */
}

/* `expected`: s for a C source, o for an object, - for anything else, then the path. */
static void check_inputs(const char *line, const char *expected)
{
    struct ac_arena *arena = ac_arena_new();
    struct cc_command command = parse(arena, line);
    char *found = "";
    for (size_t i = 0; i < command.inputs.count; i++) {
        const struct cc_input *input = &command.inputs.items[i];
        found = ac_format(arena, "%s%c:%s ", found, "so-"[input->kind], input -> path);
        CU_ASSERT_STRING_EQUAL(command.words.items[input->at], input->path);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
    ac_arena_free(arena);
}

static void test_inputs(void)
{
    check_inputs("gcc --version", "");
    check_inputs("gcc -O2 a.c b.o libc.a -lm d/e.so x.S", "s:a.c o:b.o o:libc.a o:d/e.so -:x.S ");
    check_inputs("gcc -o out.c -I inc.c -include pre.c -D X.c a.c", "s:a.c ");
    check_inputs("gcc -x c a.inc -x none b.o a.inc", "s:a.inc o:b.o -:a.inc ");
    check_inputs("gcc -xc++ a.c", "-:a.c ");
    check_inputs("gcc -E -", "-:- ");
    check_inputs("gcc -x c -", "-:- ");
    check_inputs("ccache gcc a.c", "s:a.c ");
    check_inputs("gcc dir.c/file -c", "");
    check_inputs("gcc -c dir.c/file", "-:dir.c/file ");
}

static void test_details(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct cc_command command = parse(arena, "gcc -oout -MD -MF x.d -MTt -fdiagnostics-color=always a.c");
    CU_ASSERT_STRING_EQUAL(command.output, "out");
    CU_ASSERT_TRUE(command.dependencies.wanted);
    CU_ASSERT_TRUE(command.dependencies.has_target);
    CU_ASSERT_STRING_EQUAL(command.dependencies.file, "x.d");
    CU_ASSERT_STRING_EQUAL(command.color, "-fdiagnostics-color=always");
    command = parse(arena, "gcc -o out -MFx.d a.c");
    CU_ASSERT_STRING_EQUAL(command.output, "out");
    CU_ASSERT_STRING_EQUAL(command.dependencies.file, "x.d");
    CU_ASSERT_FALSE(command.dependencies.wanted);
    command = parse(arena, "gcc -Wp,-MMD,x.d,-DX a.c");
    CU_ASSERT_TRUE(command.dependencies.wanted);
    CU_ASSERT_STRING_EQUAL(command.dependencies.file, "x.d");
    ac_arena_free(arena);
}

static bool takes_runtime(const char *line)
{
    struct ac_arena *arena = ac_arena_new();
    bool takes = parse(arena, line).takes_runtime;
    ac_arena_free(arena);
    return takes;
}

static void test_runtime(void)
{
    CU_ASSERT_TRUE(takes_runtime("gcc a.c -lm"));
    CU_ASSERT_FALSE(takes_runtime("gcc a.c -lasyncc"));
    CU_ASSERT_FALSE(takes_runtime("gcc a.c -l asyncc"));
    CU_ASSERT_FALSE(takes_runtime("gcc a.c /opt/lib/libasyncc.a"));
    CU_ASSERT_FALSE(takes_runtime("gcc -shared a.c"));
    CU_ASSERT_FALSE(takes_runtime("gcc -r a.c"));
    CU_ASSERT_FALSE(takes_runtime("gcc -nostdlib a.c"));
}

/* ---- editing ----------------------------------------------------------------------------------------------------- */

/* What the line becomes with the first input replaced by T (of the command's kind, or an object), others as they are.
 */
static void check_edited(const char *line, unsigned drop, bool is_object, const char *expected)
{
    struct ac_arena *arena = ac_arena_new();
    struct cc_command command = parse(arena, line);
    struct cc_place *places = ac_alloc(arena, command.inputs.count * sizeof *places);
    struct cc_edit edit = {.drop = drop, .places = places};
    char *edited = "";
    for (size_t i = 0; i < command.inputs.count; i++) {
        places[i] = (struct cc_place){i ? command.inputs.items[i].path : "T", is_object && i == 0};
    }
    ac_args_add(arena, &edit.insert, "+");
    ac_args_add(arena, &edit.append, "$");
    struct ac_args words = cc_edit_words(arena, &command, &edit);
    for (size_t i = 0; i < words.count; i++) {
        edited = ac_format(arena, "%s%s%s", edited, i ? " " : "", words.items[i]);
    }
    CU_ASSERT_STRING_EQUAL(edited, expected);
    ac_arena_free(arena);
}

static void test_edit(void)
{
    check_edited("gcc -O2 -c a.c -o a.o", 0, false, "gcc + -O2 -c T -o a.o $");
    check_edited("ccache gcc a.c b.c", 0, false, "ccache gcc + T b.c $");
    check_edited("gcc -include a.c a.c", 0, false, "gcc + -include a.c T $");
    check_edited("gcc -c a.c -o a.o", CC_DROP_STAGE | CC_DROP_OUTPUT, false, "gcc + T $");
    check_edited("gcc -oa.o -MD -MF x a.c -MTy -Wp,-MD,z", CC_DROP_OUTPUT | CC_DROP_DEPENDENCIES, false, "gcc + T $");
    check_edited("gcc -L dir -lm a.c -shared -Wl,-z -Xlinker x -z y", CC_DROP_LINKER, false, "gcc + T $");
    check_edited("gcc -x c a.c b.c", 0, true, "gcc + -x c -xnone T -xc b.c $");
    check_edited("gcc a.c -x c b.c", 0, true, "gcc + T -x c b.c $");
    check_edited("gcc -x c a.c -x none b.o", CC_DROP_INPUTS, false, "gcc + -xc T -xnone b.o $");
    check_edited("gcc a.c -x c", CC_DROP_INPUTS, false, "gcc + T $");
    check_edited("gcc a.c -o", 0, false, "gcc + T -o $");
}

/* ---- scanning ---------------------------------------------------------------------------------------------------- */

static void check_scan(const char *text, enum cc_use use)
{
    if (cc_scan_source(text, strlen(text)) != use) {
        fprintf(stderr, "\nwrongly scanned: %s\n", text);
    }
    CU_ASSERT_EQUAL(cc_scan_source(text, strlen(text)), use);
}

static void test_scan_includes(void)
{
    check_scan("#include <asyncc.h>\n", CC_INCLUDES_ASYNCC);
    check_scan("#include \"asyncc.h\"", CC_INCLUDES_ASYNCC);
    check_scan("int x;\n  #  include /* here */ <asyncc.h> // so\n", CC_INCLUDES_ASYNCC);
    check_scan("/* first */ #include <asyncc.h>\n", CC_INCLUDES_ASYNCC);
    check_scan("\xEF\xBB\xBF#include <asyncc.h>\n", CC_INCLUDES_ASYNCC);
    check_scan("#include <asyncc/markers.h>\r\n", CC_INCLUDES_ASYNCC);
    check_scan("#include <asyncc/frame.h>\n", CC_USES_NOTHING);
    check_scan("#include <notasyncc.h>\n", CC_USES_NOTHING);
    check_scan("// #include <asyncc.h>\n", CC_USES_NOTHING);
    check_scan("a #include <asyncc.h>\n", CC_USES_NOTHING); /* no directive */
    check_scan("/*\n#include <asyncc.h>\n*/\n", CC_USES_NOTHING);
    check_scan("x = \"\\\n#include <asyncc.h>\";\n", CC_USES_NOTHING);
    check_scan("// \\\n#include <asyncc.h>\n", CC_USES_NOTHING);
}

static void test_scan_markers(void)
{
    check_scan("", CC_USES_NOTHING);
    check_scan("int x = AWAIT(f());", CC_MAY_USE);
    check_scan("ASYNC int f(void);", CC_MAY_USE);
    check_scan("f(ASYNC_FUTURE(int) x)", CC_MAY_USE);
    check_scan("async_run(f());", CC_MAY_USE);
    check_scan("#define F() SPAWN(f())\n", CC_MAY_USE);
    check_scan("/* AWAIT */ // SPAWN\nint x;", CC_USES_NOTHING);
    check_scan("// AWAIT \\\n AWAIT(f())\n", CC_USES_NOTHING);
    check_scan("// AWAIT \\\r\n AWAIT(f())\r\n", CC_USES_NOTHING);
    check_scan("char *s = \"AWAIT\", *t = \"a\\\"AWAIT\", c = 'ASYNC';", CC_USES_NOTHING);
    check_scan("char c = '\"'; AWAIT(f());", CC_MAY_USE);
    check_scan("char c = '\\''; AWAIT(f());", CC_MAY_USE);
    check_scan("int n = 1'000; AWAIT(f());", CC_MAY_USE);
    check_scan("#error don't\nAWAIT(f());", CC_MAY_USE);
    check_scan("/* open AWAIT", CC_USES_NOTHING);
    check_scan("MY_AWAIT(f()); AWAITED; myasync_run(); async; await", CC_USES_NOTHING);
    check_scan("0xASYNC 1.AWAIT", CC_USES_NOTHING);
    check_scan("\xC3\xA4"
               "AWAIT",
               CC_USES_NOTHING);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"how far a command goes", test_stage},
        {"inputs", test_inputs},
        {"output, dependencies, colour", test_details},
        {"commands that take the runtime", test_runtime},
        {"edited commands", test_edit},
        {"sources that include asyncc.h", test_scan_includes},
        {"sources with markers", test_scan_markers},
        CU_TEST_INFO_NULL,
    };
    return unit_run("launcher", tests);
}
