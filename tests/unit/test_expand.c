/* test_expand.c - text/expand.c and what it stands on, expand_source.c, marker.c, edit.c: the text that comes out,
 * where it comes from, and what is refused. test_expand_like_compilers.c has expansion at large. */
#include "preprocess.h"
#include "unit.h"

#include <string.h>

static void check_text(const char *what, const char *expected, const char *actual)
{
    if (!actual || strcmp(expected, actual) != 0) {
        printf("\n    of %s\n    expected [%s]\n    got      [%s]\n", what, expected, actual ? actual : "nothing");
        CU_FAIL("not what was expected");
    }
    CU_PASS("as expected");
}

static struct ac_expansion expand(struct ac_arena *arena, const char *definitions, const char *use)
{
    const char *text = ac_format(arena, "%s\n%s", definitions, use);
    struct ac_macros *macros = macros_of(arena, "dir/in\\put.c", text, strlen(text));
    return ac_expand_invocation(arena, macros, strlen(definitions) + 1);
}

/* ---- one invocation ---------------------------------------------------------------------------------------------- */

#define MAX "#define MAX(a, b) ((a) > (b) ? (a) : (b))"
#define ASSERT "#define assert(e) ({ if (e) ; else fail(#e, __FILE__, __LINE__); })"

static const struct {
    const char *definitions, *use; /* a bar where the invocation ends */
    const char *expected;
} expansions[] = {
    {"#define X 1", "X|", "1"},
    {"#define X 1", "X|;", "1"},
    {"#define X", "X|", " "},
    {"#define X -1", "X|-1", "-1"},
    {"#define X -", "X|-1", "- "},
    {"#define X /", "X|/* */1", "/ "},
    {"#define X x", "X|\"s\"", "x "},
    {"#define X . .", "X|.", ". . "},
    {"#define F(x) [x]", "F /* c */ (\n 1 )| + 1", "[1]"},
    {"#define F(x) [x]\n#define G F", "G|;", "F"},
    {"#define F(x) [x]\n#define G F", "G(1)|(2)", "[1]"},
    {"#define F(x) [x]\n#define G F\n#define H G (1", "H)| + (2)", "[1]"},
    {"#define F(x) x G\n#define G(x) <x>", "F(1)(2)|(3)", "1 <2>"},
    {MAX, "MAX(AWAIT(f(a, b)),1)|;", "((AWAIT(f(a, b))) > (1) ? (AWAIT(f(a, b))) : (1))"},
    {MAX, "MAX( AWAIT( f() ) ,\n  /* one */ 1 )|", "((AWAIT( f() )) > (1) ? (AWAIT( f() )) : (1))"},
    {MAX, "MAX(MAX(1, 2), 3)|", "((((1) > (2) ? (1) : (2))) > (3) ? (((1) > (2) ? (1) : (2))) : (3))"},
    {ASSERT, "assert(AWAIT(f()) == \"s\")|",
     "({ if (AWAIT(f()) == \"s\") ; else fail(\"AWAIT(f()) == \\\"s\\\"\", \"dir/in\\\\put.c\", 2); })"},
    {ASSERT "\n#define two assert(1) assert(2)", "two|",
     "({ if (1) ; else fail(\"1\", \"dir/in\\\\put.c\", 3); }) ({ if (2) ; else fail(\"2\", \"dir/in\\\\put.c\", 3); "
     "})"},
    {"#define F(x) x __LINE__", "F(1\n __LINE__\n)|", "1 3 2"},
    {"#define F(x) x", "F(_Pragma(\"once\") 1)|", "_Pragma(\"once\") 1"},
    {"#define F(x) __has_include(x) __DATE__", "F(<a.h>)|", "__has_include(<a.h>) __DATE__"},
    {"#define F(...) f(0, ##__VA_ARGS__)", "F()|", "f(0)"},
    {"#define F(x, ...) x __VA_OPT__([__VA_ARGS__])", "F(1)|", "1"},
    {"#define F(x, ...) x __VA_OPT__([__VA_ARGS__])", "F(1, 2, 3)|", "1 [2, 3]"},
    {"#define LIST X(a) X(b)\n#define X(n) int n;", "LIST|", "int a; int b;"},
    {"#define f(x) (log(), f(x))", "f(1)|", "(log(), (f)(1))"},
    {"#define f(x) (log(), f)", "f(1)|(2)", "(log(), f)"},
    {"#define f(x) g f", "f(1)|(2)", "g (f)"},
    {"#define A() 1\n#define E()\n#define D(x) x E()", "D(A)|()", "(A)"},
    {"#define stdin stdin\n#define F(x) [x]", "F(stdin)|", "[stdin]"},
    {"#define h u.h\n#define F(x) (x)", "F(s.h)|", "(s.h)"},
    {"#define x (y + 1)\n#define y (x + 2)\n#define F(a) <a|a>", "F(x)|", "<x|x>"},
    {"#define F(x) x x", "F(\"a\\\nb\")|", "\"ab\" \"ab\""},
    {"#define F(x) x", "F(\\\n1\\\r\n2 é\r\n\t3)|", "12 é 3"},
    {"#define F(x, y) x%:%:y", "F(a, 1)|", "a1"},
    {"#define async_mine(x) AWAIT(x)", "async_mine(f())|", "AWAIT(f())"},
};

static void test_expansions(void)
{
    for (size_t i = 0; i < sizeof expansions / sizeof *expansions; i++) {
        struct ac_arena *arena = ac_arena_new();
        const char *bar = strrchr(expansions[i].use, '|');
        size_t before = (size_t)(bar - expansions[i].use);
        const char *use = ac_format(arena, "%.*s%s", (int)before, expansions[i].use, bar + 1);
        struct ac_expansion expansion = expand(arena, expansions[i].definitions, use);
        check_text(use, expansions[i].expected, expansion.reason ? expansion.reason : expansion.text);
        if (!expansion.reason) {
            CU_ASSERT_EQUAL(expansion.end, strlen(expansions[i].definitions) + 1 + before);
            CU_ASSERT_EQUAL(expansion.size, strlen(expansion.text));
        }
        ac_arena_free(arena);
    }
}

#define TEN(x) x x x x x x x x x x

static const struct {
    const char *definitions, *use, *reason;
} refusals[] = {
    {"", "X", "'X' invokes no macro that asyncc may expand here"},
    {"", "+", "no name stands here"},
    {"", "", "no name stands here"},
    {"#define F(x) x", "F", "'F' invokes no macro that asyncc may expand here"},
    {"#define F(x) x", "F\n#define x\n(1)", "'F' invokes no macro that asyncc may expand here"},
    {"#define F(x) x", "F(1", "its arguments do not end"},
    {"#define F(x) x\n#define G F(", "G", "its arguments do not end"},
    {"#define F(x) x\n#define G(x) F(x", "G(G(1))", "its arguments do not end"},
    {"#define F(x) x", "F('1)", "its arguments contain an unterminated literal or comment"},
    {"#define F(x) x", "F(1 /* )", "its arguments contain an unterminated literal or comment"},
    {"#define F(x) x", "F(1\n#define y\n)", "its arguments contain a preprocessing directive"},
    {"#define F(x) x", "F(1, 2)", "macro 'F' does not take that many arguments"},
    {"#define F(x, y) x", "F(1)", "macro 'F' does not take that many arguments"},
    {"#define F() x", "F(1)", "macro 'F' does not take that many arguments"},
    {"#define F() x", "F(,)", "macro 'F' does not take that many arguments"},
    {"#define F(x, y, ...) x", "F(1)", "macro 'F' does not take that many arguments"},
    {"#define F(x, y) x ## y", "F(a, +)", "'a' ## '+' is no token"},
    {"#define F(x, y) x ## y", "F(/, /)", "'/' ## '/' is no token"},
    {"#define F(x y) x", "F(1)", "the definition of 'F' is malformed"},
    {"#define F(x) 'x", "F(1)", "the definition of 'F' is malformed"},
    {"#define F(...) __VA_OPT__ (", "F(1)", "__VA_OPT__ is not followed by parentheses"},
    {"#define F(...) __VA_OPT__", "F(1)", "__VA_OPT__ is not followed by parentheses"},
    {"#define F(x) x __COUNTER__", "F(1)", "__COUNTER__ would count differently"},
    {"#define S(x) #x\n#define XS(x) S(x)", "XS(__DATE__)",
     "'__DATE__', which only the compiler can expand, is an operand of # or ##"},
    {"#define x 1 x", "x", "macro 'x' expands to its own name"},
    {"#line A\n#define X __LINE__", "X", "a #line directive in front of it is not plain"},
    {"#define A B B B B\n#define B C C C C\n#define C D D D D\n#define D E E E E\n#define E F F F F\n"
     "#define F G G G G\n#define G H H H H\n#define H I I I I\n#define I J J J J\n#define J K K K K\n#define K L L",
     "A", "its expansion is too large"},
    {"#define F(x) x x x x x x x x", TEN("F(") "1" TEN(")"), "its expansion is too large"},
};

static void test_refusals(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct ac_expansion expansion = expand(arena, refusals[i].definitions, refusals[i].use);
        check_text(refusals[i].use, refusals[i].reason, expansion.reason ? expansion.reason : expansion.text);
        ac_arena_free(arena);
    }
}

static void test_deep_nesting(void)
{
    struct ac_arena *arena = ac_arena_new();
    enum { DEPTH = 500 };
    char *use = ac_alloc(arena, 3 * DEPTH + 1);
    for (size_t i = 0; i < DEPTH; i++) {
        use[2 * i] = 'F';
        use[2 * i + 1] = '(';
        use[2 * DEPTH + i] = ')';
    }
    check_text("a deep nest", "macros are nested too deeply in its arguments",
               expand(arena, "#define F(x) x", use).reason);
    ac_arena_free(arena);
}

/* After a failure the same table goes on to work: no macro is left disabled. */
static void test_after_refusal(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] = "#define F(x) x\n#define G F(F(1), __COUNTER__\nG) F(2)";
    struct ac_macros *macros = macros_of(arena, "input.c", text, sizeof text - 1);
    CU_ASSERT_PTR_NOT_NULL(ac_expand_invocation(arena, macros, (size_t)(strstr(text, "\nG)") - text) + 1).reason);
    struct ac_expansion expansion = ac_expand_invocation(arena, macros, sizeof text - 1 - strlen("F(2)"));
    check_text("F(2)", "2", expansion.text);
    ac_arena_free(arena);
}

/* Names of constants that headers define stay where they do no harm. */
static void test_constants(void)
{
    static const char *const header[] = {
        "NULL ((void *)0)", "EOF (-1)",    "EAGAIN 11", "EWOULDBLOCK EAGAIN", "INT_MAX __INT_MAX__",
        "stdin stdin",      "PAIR 1, 2",   "OPEN (",    "errno (*err())",     "FLAG (1 << 3)",
        "TEXT \"a\" \"b\"", "GROUP ) + (", "DEBUG",
    };
    static const struct {
        const char *use, *expected;
    } cases[] = {
        {"ID(NULL)", "NULL"},
        {"ID(f(EOF, EAGAIN, EWOULDBLOCK, INT_MAX, FLAG, TEXT))", "f(EOF, EAGAIN, EWOULDBLOCK, INT_MAX, FLAG, TEXT)"},
        {"ID(stdin errno DEBUG)", "stdin (*err())"},
        {"ID(PAIR) ID(OPEN))", "1, 2"},
        {"ID(GROUP)", ") + ("},
        {"EAGAIN", "11"},
        {"ID(OWN)", "12"},
        {"STRING(EAGAIN)", "\"EAGAIN\""},
        {"XSTRING(EAGAIN)", "\"11\""},
        {"XSTRING(EWOULDBLOCK) ", "\"11\""},
        {"XSTRING(INT_MAX)", "'__INT_MAX__', which only the compiler can expand, is an operand of # or ##"},
        {"BOTH(EOF)", "EOF \"EOF\""},
    };
    static const char definitions[] = "#define ID(x) x\n#define STRING(x) #x\n#define XSTRING(x) STRING(x)\n"
                                      "#define BOTH(x) x #x\n#define OWN 12\n";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ac_arena *arena = ac_arena_new();
        const char *text = ac_format(arena, "%s%s", definitions, cases[i].use);
        struct ac_macros *macros = macros_of(arena, "input.c", text, strlen(text));
        for (size_t j = 0; j < sizeof header / sizeof *header; j++) {
            ac_macro_define(macros, header[j], strlen(header[j]), 0, AC_MACRO_HEADER);
        }
        ac_macro_define(macros, "__INT_MAX__ 2147483647", 22, 0, AC_MACRO_PREDEFINED);
        struct ac_expansion expansion = ac_expand_invocation(arena, macros, sizeof definitions - 1);
        check_text(text, cases[i].expected, expansion.reason ? expansion.reason : expansion.text);
        ac_arena_free(arena);
    }
}

/* Directives in the arguments of the last F of the text, which end at the bar. What is between brackets is skipped. */
static const struct {
    const char *text, *expected;
} conditional[] = {
    {"F(1\n#if A\n + 2\n[#else\n + )\n#define X\n#if B\n#endif\n#endif]\n + 3)|\n", "<1 + 2 + 3>"},
    {"F(1\n[#if A\n + 2)\n#else]\n + 3\n#endif\n)|\n", "<1 + 3>"},
    {"F(1\n[#if A\n + 2)\n#else]\n + 3)\n#endif\n", "its arguments begin and end in different branches of an #if"},
    {"#if A\nF(1\n[#else\n#endif]\n)", "its arguments begin and end in different branches of an #if"},
    {"#if A\nF(1\n#endif\n)", "its arguments begin and end in different branches of an #if"},
    {"F(1\n#pragma x\n)", "its arguments contain a preprocessing directive"},
    {"F\n[#if A\n#endif]\n(1)", "'F' invokes no macro that asyncc may expand here"},
};

/* Takes out the character; its offset, or that of the end. */
static size_t take(char *text, char character)
{
    size_t at = strcspn(text, (char[]){character, '\0'});
    memmove(text + at, text + at + 1, strlen(text + at));
    return at;
}

static void test_conditional_arguments(void)
{
    for (size_t i = 0; i < sizeof conditional / sizeof *conditional; i++) {
        struct ac_arena *arena = ac_arena_new();
        char *text = ac_format(arena, "#define F(x) <x>\n%s%c", conditional[i].text, '\0');
        struct ac_range range = {take(text, '['), take(text, ']')};
        size_t end = take(text, '|'), offset = (size_t)(strrchr(text, 'F') - text);
        struct ac_source *source = ac_source_new(arena, "input.c", text, strlen(text));
        struct ac_macros *macros = ac_macros_new(arena);
        ac_macros_scan_main(macros, source, &(struct ac_ranges){&range, 1, 1});
        struct ac_expansion expansion = ac_expand_invocation(arena, macros, offset);
        check_text(text, conditional[i].expected, expansion.reason ? expansion.reason : expansion.text);
        CU_ASSERT_TRUE(expansion.reason || expansion.end == end);
        macros = ac_macros_new(arena);
        ac_macros_scan_main(macros, source, NULL);
        CU_ASSERT_PTR_NOT_NULL(ac_expand_invocation(arena, macros, offset).reason);
        ac_arena_free(arena);
    }
}

/* ---- markers ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *text, *expected;
} markers[] = {
    {"AWAIT(f(1, 2))", "((void)async__await,(f(1, 2)))"},
    {"x = ASYNC_AWAIT ( f() /* c */ );", "x = ((void)async__await,( f() /* c */ ));"},
    {"AWAIT(\n  f(\n)\n)", "((void)async__await,(\n  f(\n)\n))"},
    {"AW\\\nAIT\\\n(f())", "((void)async__await,(f()))"},
    {"AWAIT(AWAIT(f))(AWAIT(g))", "((void)async__await,(((void)async__await,(f))))(((void)async__await,(g)))"},
    {"AWAIT()", "((void)async__await,())"},
    {"AWAIT(a, b)", "((void)async__await,(a, b))"},
    {"AWAIT_CATCH(f(1, 2), &e)", "((void)async__await_catch,__builtin_choose_expr(1,(f(1, 2)),(async_error *){ &e}))"},
    {"ASYNC_AWAIT_CATCH(AWAIT(f), AWAIT(g))",
     "((void)async__await_catch,__builtin_choose_expr(1,(((void)async__await,(f))),(async_error *){ "
     "((void)async__await,(g))}))"},
    {"SPAWN(f(1))", "((void)async__spawn,(__typeof__(__typeof__((f(1)))(**)(struct async__tag *)))0)"},
    {"ASYNC_SPAWN_ON(l, f(1, 2))",
     "((void)async__spawn_on,(void)(l),(__typeof__(__typeof__(( f(1, 2)))(**)(struct async__tag *)))0)"},
    {"async_run(f(1, 2))", "((void)async__run,(f(1, 2)))"},
    {"async_run_catch(f(), &e)", "((void)async__run_catch,__builtin_choose_expr(1,(f()),(async_error *){ &e}))"},
    {"async_loop_run(l, f())", "((void)async__loop_run,(void)(l),( f()))"},
    {"async_loop_run_catch(l,f(),&e)",
     "((void)async__loop_run_catch,(void)(l),__builtin_choose_expr(1,(f()),(async_error *){&e}))"},
    {"async_coroutine_start(&c, f(1, 2))", "((void)async__start,(void)(&c),(void)( f(1, 2)))"},
    {"MAX(AWAIT(f()),1)", "MAX(((void)async__await,(f())),1)"},
    /* no markers */
    {"AWAIT;AWAIT_(x) XAWAIT(x) await(x) ASYNC_ASYNC_AWAIT(x) async_runs(x) RUN(x)", NULL},
    {"AWAIT_CATCH(f()) SPAWN_ON(f()) async_loop_run_catch(l, f())", NULL},
    {"#define F(x) AWAIT(x)\n# AWAIT(x)\n\"AWAIT(x)\" 'AWAIT(x)' // AWAIT(x)\n/* AWAIT(x) */", NULL},
    {"AWAIT(f(", NULL},
    {")AWAIT", NULL},
    {"#define ASYNCC_NO_SHORT_NAMES\nAWAIT(x) SPAWN(x)", NULL},
    {"#define ASYNCC_NO_SHORT_NAMES\nASYNC_AWAIT(x)", "#define ASYNCC_NO_SHORT_NAMES\n((void)async__await,(x))"},
    {"AWAIT(x)\n#define AWAIT(y) y\nAWAIT(x)\n#undef AWAIT\nAWAIT(x)\n",
     "((void)async__await,(x))\n#define AWAIT(y) y\nAWAIT(x)\n#undef AWAIT\nAWAIT(x)\n"},
    {"#if A\nAWAIT(f(\n#else\nAWAIT(g(\n#endif\n))", "#if A\n((void)async__await,(f(\n#else\nAWAIT(g(\n#endif\n)))"},
    {"#if A\nAWAIT(f)\n#else\nAWAIT(g)\n#endif\n",
     "#if A\n((void)async__await,(f))\n#else\n((void)async__await,(g))\n#endif\n"},
};

/* Outside of the replacements the two texts are the same, and the map's own arithmetic holds. */
static void check_map(const struct ac_source *source)
{
    size_t at = 0, from = 0;
    for (size_t i = 0; i <= source->replacements.count; i++) {
        bool last = i == source->replacements.count;
        struct ac_replacement end = {source->size, 0, source->original_size, 0, false};
        const struct ac_replacement *next = last ? &end : &source->replacements.items[i];
        CU_ASSERT_TRUE_FATAL(next->at >= at && next->at - at == next->from - from);
        CU_ASSERT_TRUE(memcmp(source->text + at, source->original + from, next->at - at) == 0);
        CU_ASSERT_TRUE(last || (next->size && next->replaced));
        at = next->at + next->size;
        from = next->from + next->replaced;
    }
}

static void test_markers(void)
{
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct ac_macros *macros = ac_macros_new(arena);
        const char *text = markers[i].text;
        struct ac_expand_failures failures = {0};
        ac_macros_scan_main(macros, ac_source_new(arena, "input.c", text, strlen(text)), NULL);
        struct ac_source *source = ac_expand_source(arena, macros, NULL, 0, &failures);
        check_text(text, markers[i].expected ? markers[i].expected : text, source->text);
        check_map(source);
        ac_arena_free(arena);
    }
}

static void test_markers_of_others(void)
{
    static const char text[] = "AWAIT(x)";
    static const struct {
        const char *definition;
        enum ac_macro_origin origin;
        bool is_marker;
    } cases[] = {
        {"AWAIT ASYNC_AWAIT", AC_MACRO_ASYNCC, true},
        {"AWAIT(x) wait(x)", AC_MACRO_HEADER, false},
        {"ASYNCC_NO_SHORT_NAMES 1", AC_MACRO_HEADER, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct ac_macros *macros = ac_macros_new(arena);
        struct ac_expand_failures failures = {0};
        ac_macro_define(macros, cases[i].definition, strlen(cases[i].definition), 0, cases[i].origin);
        ac_macros_scan_main(macros, ac_source_new(arena, "input.c", text, sizeof text - 1), NULL);
        struct ac_source *source = ac_expand_source(arena, macros, NULL, 0, &failures);
        CU_ASSERT_EQUAL(strcmp(source->text, text) != 0, cases[i].is_marker);
        ac_arena_free(arena);
    }
}

/* ---- the whole file ---------------------------------------------------------------------------------------------- */

/* In `text` a dollar stands in front of what is to be expanded. */
static const struct {
    const char *text, *expected;
    const char *failures; /* each with a bar behind it */
} files[] = {
    {MAX "\nx = $MAX(AWAIT(f()),1);",
     MAX "\nx = ((((void)async__await,(f()))) > (1) ? (((void)async__await,(f()))) : (1));", ""},
    {"#define GET AWAIT(f())\nif (a && $GET) GET;", "#define GET AWAIT(f())\nif (a && ((void)async__await,(f()))) GET;",
     ""},
    {"#define RUN AWAIT\n$RUN(f());", "#define RUN AWAIT\n((void)async__await,(f()));", ""},
    {"#define RUN AWAIT\n$RUN (f(AWAIT(g())));",
     "#define RUN AWAIT\n((void)async__await,(f(((void)async__await,(g())))));", ""},
    {"#define F(x) [x]\n$F($F(1)) F($F(2)) AWAIT($F(3)) g($F(4))",
     "#define F(x) [x]\n[[1]] [[2]] ((void)async__await,([3])) g([4])", ""},
    {"#define F(x) [x]\n$F(1)$F(2)F(3)", "#define F(x) [x]\n[1] [2]F(3)", ""},
    {"#define M() -\n$M()$M()$M() 1", "#define M() -\n- - - 1", ""},
    {"#define S(x) #x\n#define G AWAIT(f)\nS($G)", "#define S(x) #x\n#define G AWAIT(f)\n\"G\"", ""},
    {"#define P 1, 2\n#define F(x) f(x)\nF($P) g($P) AWAIT($P)",
     "#define P 1, 2\n#define F(x) f(x)\nf(1, 2) g(1, 2) ((void)async__await,(1, 2))", ""},
    {"#define P 1, 2\nSPAWN_ON($P, f)",
     "#define P 1, 2\n((void)async__spawn_on,(void)(P),(__typeof__(__typeof__(( f))(**)(struct async__tag *)))0)",
     "its expansion is several arguments of the macro around it|"},
    {"#define F(x) x\n#define P (1)\nF $P", "#define F(x) x\n#define P (1)\n(F) (1)", ""},
    {"#define F(x) x\n#define G F\n#define P (1)\n$G $P", "#define F(x) x\n#define G F\n#define P (1)\n(F) (1)", ""},
    {"#define F(x) x\n#define G 1 + F\n#define P (1)\nG $P",
     "#define F(x) x\n#define G 1 + F\n#define P (1)\n1 + (F) (1)", ""},
    {"#define F(x) x\n#define I(x) x\n#define P (1)\nI(F) $P", "#define F(x) x\n#define I(x) x\n#define P (1)\n(F) (1)",
     ""},
    {"#define G f\n#define L (\n#define P (1)\nG $P L (2) $P",
     "#define G f\n#define L (\n#define P (1)\nG (1) L (2) (1)", ""},
    {"#define F(x) x\n#define E\n#define P (1)\nF E $P", "#define F(x) x\n#define E\n#define P (1)\n(F) E (1)", ""},
    {"#define E(x)\n#define N\n#define P (1)\ng N E(1) $P", "#define E(x)\n#define N\n#define P (1)\ng N E(1) (1)", ""},
    {"#define ID f\n#define A 1\nID($A)", "#define ID f\n#define A 1\nID(1)", ""},
    {"#define F(x, y) x\n#define A 1\nF($A) $A", "#define F(x, y) x\n#define A 1\nF(A) 1",
     "macro 'F' does not take that many arguments|"},
    {"#define A 1\n$B \"$A\" '$A' /*$A*/ $+ $A", "#define A 1\nB \"A\" 'A' /*A*/ + 1",
     "'B' invokes no macro that asyncc may expand here|no name stands here that is compiled|"
     "no name stands here that is compiled|no name stands here that is compiled|no name stands here that is compiled|"},
    {"#define A 1\n#if $A\n#endif", "#define A 1\n#if A\n#endif", "no name stands here that is compiled|"},
    {"#define A 1 \\\n + 2\nx\r\n$A\r\ny", "#define A 1 \\\n + 2\nx\r\n1 + 2\r\ny", ""},
    {"\xEF\xBB\xBF#define A AWAIT(x)\r\n$A", "\xEF\xBB\xBF#define A AWAIT(x)\r\n((void)async__await,(x))", ""},
    {"#define A 1\n#undef A\n#define A 2\n$A\n#undef A\n$A", "#define A 1\n#undef A\n#define A 2\n2\n#undef A\nA",
     "'A' invokes no macro that asyncc may expand here|"},
    {"#define F(x) x\n$F(1", "#define F(x) x\nF(1", "its arguments do not end|"},
};

static const char *failure_list(struct ac_arena *arena, const struct ac_expand_failures *failures)
{
    const char *list = "";
    for (size_t i = 0; i < failures->count; i++) {
        list = ac_format(arena, "%s%s|", list, failures->items[i].reason);
    }
    return list;
}

/* Takes the dollars out. The offsets come in descending order. */
static char *take_offsets(struct ac_arena *arena, const char *text, struct offsets *offsets)
{
    char *clean = ac_strdup(arena, text);
    struct offsets ascending = {0};
    for (char *dollar = clean; (dollar = strchr(dollar, '$'));) {
        memmove(dollar, dollar + 1, strlen(dollar));
        AC_PUSH(arena, &ascending, (size_t)(dollar - clean));
    }
    for (size_t i = ascending.count; i-- > 0;) {
        AC_PUSH(arena, offsets, ascending.items[i]);
    }
    return clean;
}

static void test_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct ac_arena *arena = ac_arena_new();
        struct offsets offsets = {0};
        struct ac_expand_failures failures = {0};
        const char *text = take_offsets(arena, files[i].text, &offsets);
        struct ac_macros *macros = macros_of(arena, "input.c", text, strlen(text));
        struct ac_source *source = ac_expand_source(arena, macros, offsets.items, offsets.count, &failures);
        check_text(text, files[i].expected, source->text);
        check_text(text, files[i].failures, failure_list(arena, &failures));
        check_map(source);
        ac_arena_free(arena);
    }
}

/* Every replacement of a marker inside an expansion, or around one, is one with it. */
static void test_merged_map(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] = "#define G AWAIT(f)\n#define R AWAIT\nAWAIT(G) R(x);";
    size_t offsets[] = {(size_t)(strstr(text, "G) R") - text), (size_t)(strstr(text, "R(x)") - text)};
    struct ac_expand_failures failures = {0};
    struct ac_source *source =
        ac_expand_source(arena, macros_of(arena, "input.c", text, sizeof text - 1), offsets, 2, &failures);
    static const char *const pairs[][2] = {{"AWAIT(", "((void)async__await,("},
                                           {"G", "((void)async__await,(f))"},
                                           {")", "))"},
                                           {"R(", "((void)async__await,("},
                                           {")", "))"}};
    CU_ASSERT_EQUAL_FATAL(source->replacements.count, sizeof pairs / sizeof *pairs);
    for (size_t i = 0; i < source->replacements.count; i++) {
        const struct ac_replacement *one = &source->replacements.items[i];
        check_text(text, pairs[i][0], ac_strndup(arena, text + one->from, one->replaced));
        check_text(text, pairs[i][1], ac_strndup(arena, source->text + one->at, one->size));
    }
    check_map(source);
    ac_arena_free(arena);
}

/* What is skipped is no place for markers, also behind expansions that move it. */
static void test_skipped(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] =
        "#define LONG 1111111111 + 2222222222 + 3\nLONG;\n#if 0\nAWAIT(z(; AWAIT(x)\n#endif\nLONG; AWAIT(y)\n";
    struct ac_range range = {(size_t)(strstr(text, "#if") - text), (size_t)(strstr(text, "#endif") - text) + 6};
    struct ac_ranges skipped = {&range, 1, 1};
    struct ac_macros *macros = ac_macros_new(arena);
    struct ac_expand_failures failures = {0};
    size_t offset = (size_t)(strstr(text, "LONG;") - text);
    ac_macros_scan_main(macros, ac_source_new(arena, "input.c", text, sizeof text - 1), &skipped);
    struct ac_source *source = ac_expand_source(arena, macros, &offset, 1, &failures);
    check_text(text,
               "#define LONG 1111111111 + 2222222222 + 3\n1111111111 + 2222222222 + 3;\n#if 0\nAWAIT(z(; AWAIT(x)\n"
               "#endif\n"
               "LONG; ((void)async__await,(y))\n",
               source->text);
    ac_arena_free(arena);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"expansions", test_expansions},
        {"refusals", test_refusals},
        {"constants of headers", test_constants},
        {"a deep nest of arguments", test_deep_nesting},
        {"the table after a refusal", test_after_refusal},
        {"conditional directives in arguments", test_conditional_arguments},
        {"markers", test_markers},
        {"markers that others define", test_markers_of_others},
        {"whole files", test_files},
        {"replacements that touch become one", test_merged_map},
        {"skipped text", test_skipped},
        CU_TEST_INFO_NULL,
    };
    return unit_run("expand", tests);
}
