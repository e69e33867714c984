/* test_macro.c - text/macro.c and definition.c: what a name is where, and when that cannot be told. */
#include "text/macro.h"
#include "unit.h"

#include <string.h>

enum { NOTHING_SKIPPED, SKIPPED_UNKNOWN };

static struct ac_macros *scan(struct ac_arena *arena, const char *text, int skipped)
{
    static const struct ac_ranges nothing;
    struct ac_macros *macros = ac_macros_new(arena);
    struct ac_source *source = ac_source_new(arena, "input.c", text, strlen(text));
    ac_macros_scan_main(macros, source, skipped == NOTHING_SKIPPED ? &nothing : NULL);
    return macros;
}

static void define(struct ac_macros *macros, const char *definition, size_t offset, enum ac_macro_origin origin)
{
    ac_macro_define(macros, definition, strlen(definition), offset, origin);
}

/* What the name is there: the text of its definition, "-" where it has none, "?" where it is ambiguous. */
static const char *find(struct ac_arena *arena, const struct ac_macros *macros, const char *name, size_t offset)
{
    struct ac_macro *macro = NULL;
    size_t size;
    switch (ac_macro_find(macros, name, strlen(name), offset, &macro)) {
    case AC_MACRO_UNDEFINED:
        return "-";
    case AC_MACRO_AMBIGUOUS:
        return "?";
    case AC_MACRO_DEFINED:
        break;
    }
    return ac_pp_text(arena, &macro->body, &size);
}

/* At each dollar, X must be as one word of `expected` says. */
static const struct {
    const char *text;
    int skipped;
    const char *expected;
} scans[] = {
    {"$", NOTHING_SKIPPED, "-"},
    {"$\n#define X 1\n$\n#define X 2\n$\n#undef X\n$\n#define X 3\n$", NOTHING_SKIPPED, "- 1 2 - 3"},
    {"# /**/ def\\\nine /* */ X/**/1 // 2\n$", NOTHING_SKIPPED, "1"},
    {"%:define X(a) 1\n$\n#undef X // c\n$", NOTHING_SKIPPED, "1 -"},
    {"#define XX 1\n#define Y X\n\"\\\n#define X 1\"\n/*\n#define X 1\n*/$", NOTHING_SKIPPED, "-"},
    {"#define\n#define 1\n#undef\n#undef +\n$", NOTHING_SKIPPED, "-"},
    {"#define X 1\n#if A\n#undef X\n$\n#define X 2\n#endif\n$", NOTHING_SKIPPED, "- 2"},
    {"#if A\n#define X 1\n#endif\n$\n#define X 2\n$", SKIPPED_UNKNOWN, "? 2"},
    {"#if A\n#define X 1\n#else\n#define X 2\n#endif\n$", SKIPPED_UNKNOWN, "?"},
    {"#define X 1\n#if A\n#define X  1\n#endif\n$", SKIPPED_UNKNOWN, "1"},
    {"#define X 1\n#if A\n#define X() 1\n#endif\n$", SKIPPED_UNKNOWN, "?"},
    {"#define X 1\n#if A\n#undef X\n#endif\n$\n#undef X\n$", SKIPPED_UNKNOWN, "? -"},
    {"#if A\n#undef X\n#endif\n$", SKIPPED_UNKNOWN, "-"},
    {"#define X 1\n#pragma push_macro(\"X\")\n$\n#undef X\n$\n#define X 2\n#pragma pop_macro (\"X\") // c\n$",
     NOTHING_SKIPPED, "1 - 1"},
    {"#pragma push_macro(\"X\")\n#define X 1\n#pragma pop_macro(\"XX\")\n$\n#pragma pop_macro(\"X\")\n$\n"
     "#define X 2\n#pragma pop_macro(\"X\")\n$",
     NOTHING_SKIPPED, "1 - 2"},
    {"#define X 1\n#pragma push_macro(\"X\")\n#define X 2\n#pragma push_macro(\"X\")\n#define X 3\n"
     "#pragma pop_macro(\"X\")\n$\n#pragma pop_macro(\"X\")\n$",
     NOTHING_SKIPPED, "2 1"},
    {"#define X 1\n#pragma push_macro(\"X\")\n#define X 2\n#if A\n#pragma pop_macro(\"X\")\n#endif\n$", SKIPPED_UNKNOWN,
     "?"},
    {"#ifndef X\n#if B\n#endif\n#define X 1\n#endif\n#define X 2\n$", SKIPPED_UNKNOWN, "2"},
};

static void test_scans(void)
{
    for (size_t i = 0; i < sizeof scans / sizeof *scans; i++) {
        struct ac_arena *arena = ac_arena_new();
        char *text = ac_strdup(arena, scans[i].text);
        const char *found = "";
        for (char *dollar = text; (dollar = strchr(dollar, '$'));) {
            *dollar = ' ';
        }
        struct ac_macros *macros = scan(arena, text, scans[i].skipped);
        for (const char *dollar = scans[i].text; (dollar = strchr(dollar, '$')); dollar++) {
            const char *what = find(arena, macros, "X", (size_t)(dollar - scans[i].text));
            found = ac_format(arena, "%s%s%s", found, *found ? " " : "", what);
        }
        CU_ASSERT_STRING_EQUAL(found, scans[i].expected);
        ac_arena_free(arena);
    }
}

static void test_skipped(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] = "#if A\n#define X 1\n#else\n#define X 2\n#endif\n";
    struct ac_range first = {0, 23}, second = {18, 42};
    struct ac_ranges skips_first = {&first, 1, 1}, skips_second = {&second, 1, 1};
    struct ac_source *source = ac_source_new(arena, "input.c", text, sizeof text - 1);
    struct ac_macros *macros = ac_macros_new(arena);
    ac_macros_scan_main(macros, source, &skips_first);
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", sizeof text - 1), "2");
    CU_ASSERT_PTR_EQUAL(ac_macros_skipped(macros), &skips_first);
    macros = ac_macros_new(arena);
    ac_macros_scan_main(macros, source, &skips_second);
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", sizeof text - 1), "1");
    CU_ASSERT_PTR_EQUAL(ac_macros_source(macros), source);
    ac_arena_free(arena);
}

static void test_definitions(void)
{
    static const struct {
        const char *text, *body;
        bool is_function, is_variadic, is_broken;
        unsigned parameters;
    } cases[] = {
        {"X", "", false, false, false, 0},
        {" X  1 + 2 ", "1 + 2", false, false, false, 0},
        {"X()", "", true, false, false, 0},
        {"X ()", "()", false, false, false, 0},
        {"X\\\n(a)a", "a", true, false, false, 1},
        {"X/**/(a)a", "(a)a", false, false, false, 0},
        {"X( a , b )a b", "a b", true, false, false, 2},
        {"X(...) __VA_ARGS__", "__VA_ARGS__", true, true, false, 1},
        {"X(a, b...) b", "b", true, true, false, 2},
        {"X(a,", "", true, false, true, 1},
        {"X(a b) 1", "1", true, false, true, 1},
        {"X(1) 1", "1", true, false, true, 0},
        {"X(..., a) 1", "1", true, true, true, 1},
        {"X \"open", "\"open", false, false, true, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct ac_macro *macro = ac_macro_parse(arena, cases[i].text, strlen(cases[i].text), AC_MACRO_MAIN);
        size_t size;
        CU_ASSERT_PTR_NOT_NULL_FATAL(macro);
        CU_ASSERT_EQUAL(macro->is_function, cases[i].is_function);
        CU_ASSERT_EQUAL(macro->is_variadic, cases[i].is_variadic);
        CU_ASSERT_EQUAL(macro->is_broken, cases[i].is_broken);
        CU_ASSERT_EQUAL(macro->parameter_count, cases[i].parameters);
        CU_ASSERT_TRUE(macro->is_broken || strcmp(ac_pp_text(arena, &macro->body, &size), cases[i].body) == 0);
        CU_ASSERT_PTR_NULL(ac_macro_parse(arena, "(x) y", 5, AC_MACRO_MAIN));
        ac_arena_free(arena);
    }
}

/* Headers come in at an #include, and what the main file does before and after that counts there. */
static void test_headers(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] = "#define X main\n#include <a.h>\n;\n#define X again\n;\n";
    size_t include = (size_t)(strstr(text, "#include") - text);
    struct ac_macros *macros = scan(arena, text, NOTHING_SKIPPED);
    define(macros, "X header", include, AC_MACRO_HEADER);
    define(macros, "Y line", 0, AC_MACRO_HEADER);
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", include - 1), "main");
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", include + 16), "header");
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", sizeof text - 1), "again");
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "Y", 0), "line");
    ac_macro_undef(macros, "Y", include);
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "Y", include), "-");
    ac_arena_free(arena);
}

static void test_undefs(void)
{
    static const struct {
        const char *header;
        const char *after_include, *after_define;
    } cases[] = {
        {"#define X header", "header", "main"},
        {"#undef X", "?", "main"},
        {"#undef X\n#define X header", "header", "main"},
        {"#ifdef X\n# undef X\n#endif\n#if A\n#define X other\n#else\n#define X header\n#endif", "header", "main"},
        {"#undef X\n#define X other", "?", "main"},
        {"#define X header\n#undef X", "?", "main"},
        {"#undef X\n#define X header\n#undef X", "?", "main"},
        {"#pragma push_macro(\"X\")\n#define X header\n#pragma pop_macro(\"X\")", "?", "main"},
        {"/* #undef X */ \"#undef X\"\n#undef XX", "header", "main"},
    };
    static const char text[] = "#include <a.h>\n;\n#define X main\n;\n#include <b.h>\n;";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct ac_macros *macros = scan(arena, text, NOTHING_SKIPPED);
        define(macros, "X header", 0, AC_MACRO_HEADER);
        ac_macros_scan_undefs(macros, cases[i].header, strlen(cases[i].header), NULL);
        const char *last = find(arena, macros, "X", sizeof text - 1);
        CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", 15), cases[i].after_include);
        CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", 32), cases[i].after_define);
        /* the second #include may bring in any of the headers */
        CU_ASSERT_STRING_EQUAL(last, cases[i].after_include[0] == '?' ? "?" : "main");
        CU_ASSERT_STRING_EQUAL(find(arena, macros, "XX", sizeof text - 1), "-");
        ac_arena_free(arena);
    }
}

static void test_skipped_undefs(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_macros *macros = scan(arena, "#include <a.h>\n;", NOTHING_SKIPPED);
    static const char header[] = "#if 0\n#undef X\n#endif\n";
    struct ac_range range = {0, sizeof header - 2};
    define(macros, "X header", 0, AC_MACRO_HEADER);
    ac_macros_scan_undefs(macros, header, sizeof header - 1, &(struct ac_ranges){&range, 1, 1});
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", 15), "header");
    ac_macros_scan_undefs(macros, header, sizeof header - 1, NULL);
    CU_ASSERT_STRING_EQUAL(find(arena, macros, "X", 15), "?");
    ac_arena_free(arena);
}

static void test_users(void)
{
    struct ac_arena *arena = ac_arena_new();
    struct ac_macros *macros = scan(arena, "#define A\n#undef B\n#define C", NOTHING_SKIPPED);
    define(macros, "D", 0, AC_MACRO_HEADER);
    define(macros, "E", 0, AC_MACRO_ASYNCC);
    define(macros, "F", 0, AC_MACRO_PREDEFINED);
    define(macros, "A", 0, AC_MACRO_ASYNCC);
    CU_ASSERT_TRUE(ac_macro_is_users(macros, "A", 1, 19));
    CU_ASSERT_TRUE(ac_macro_is_users(macros, "B", 1, 19));
    CU_ASSERT_FALSE(ac_macro_is_users(macros, "C", 1, 19));
    CU_ASSERT_TRUE(ac_macro_is_users(macros, "D", 1, 19));
    CU_ASSERT_FALSE(ac_macro_is_users(macros, "E", 1, 19));
    CU_ASSERT_FALSE(ac_macro_is_users(macros, "F", 1, 19));
    CU_ASSERT_FALSE(ac_macro_is_users(macros, "G", 1, 19));
    ac_arena_free(arena);
}

static void test_lines(void)
{
    static const struct {
        const char *text; /* the question is about its end */
        int skipped;
        unsigned long line;
        const char *file;
    } cases[] = {
        {"", NOTHING_SKIPPED, 1, "\"input.c\""},
        {"\n\n x", NOTHING_SKIPPED, 3, "\"input.c\""},
        {"#line 10\n\nx", NOTHING_SKIPPED, 11, "\"input.c\""},
        {"#line 10 \"a.c\"\nx\n#line 7\nx", NOTHING_SKIPPED, 7, "\"a.c\""},
        {"# 5 \"b.c\" 2 3\nx", NOTHING_SKIPPED, 5, "\"b.c\""},
        {"#line 1\\\n0 /*\n*/ \"a\\\\\"\nx", NOTHING_SKIPPED, 0, "\"a\\\\\""},
        {"#line X\nx", NOTHING_SKIPPED, 0, "\"input.c\""},
        {"#line 10 X\nx", NOTHING_SKIPPED, 0, "\"input.c\""},
        {"#if A\n#line 10\n#endif\nx", SKIPPED_UNKNOWN, 0, "\"input.c\""},
        {"#if A\n#line 10\n#endif\nx", NOTHING_SKIPPED, 11, "\"input.c\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct ac_macros *macros = scan(arena, cases[i].text, cases[i].skipped);
        struct ac_pp_token file;
        CU_ASSERT_EQUAL(ac_macros_line(macros, strlen(cases[i].text), &file), cases[i].line);
        CU_ASSERT_TRUE(ac_pp_is(&file, cases[i].file));
        ac_arena_free(arena);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"directives of the main file", test_scans},
        {"directives that are skipped", test_skipped},
        {"definitions", test_definitions},
        {"headers", test_headers},
        {"headers that undefine", test_undefs},
        {"headers that undefine in what is skipped", test_skipped_undefs},
        {"names of the user", test_users},
        {"lines and files", test_lines},
        CU_TEST_INFO_NULL,
    };
    return unit_run("macro", tests);
}
