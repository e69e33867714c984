/* test_lex.c - text/lex.c and lex_all.c: tokens, their flags, directives, paired parentheses. */
#include "text/lex.h"
#include "unit.h"

#include <string.h>

static void check_text(const char *text, const char *expected, const char *actual)
{
    if (strcmp(expected, actual) != 0) {
        printf("\n    of %s\n    expected %s\n    got      %s\n", text, expected, actual);
        CU_FAIL("not what was expected");
    }
    CU_PASS("as expected");
}

/* One letter for each kind of token. */
static char letter(enum ac_token_kind kind)
{
    return "$inCSpDo!"[kind];
}

/* A copy of the text that ends where its memory does, so that reading on is found out. */
static char *exact(const char *text, size_t size)
{
    char *copy = malloc(size ? size : 1);
    return memcpy(copy, text, size);
}

/* The tokens as one string: kind, spelling, and a bar behind each. `^` before what starts a line, `_` before what has
 * white space in front of it, `\` before what is spliced. */
static const char *describe(struct ac_arena *arena, const char *text, size_t size)
{
    char *copy = exact(text, size);
    const char *description = "";
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, copy, 0, size);
    for (size_t count = 0; count <= size; count++) {
        struct ac_token token = ac_lex(&lexer);
        if (token.kind == AC_TOKEN_END) {
            CU_ASSERT_EQUAL(ac_lex(&lexer).kind, AC_TOKEN_END);
            free(copy);
            return description;
        }
        size_t spelled;
        const char *spelling = ac_token_spelling(arena, copy, token, &spelled);
        description = ac_format(arena, "%s%s%s%s%c%.*s|", description, token.at_line_start ? "^" : "",
                                token.space_before ? "_" : "", token.spliced ? "\\" : "", letter(token.kind),
                                (int)spelled, spelling);
    }
    free(copy);
    return "more tokens than bytes";
}

static void test_tokens(void)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {" \t\v\f\n", ""},
        {"a", "^ia|"},
        {"a b1\n_c $d é x\\u00e9 \\U0001F600z", "^ia|_ib1|^_i_c|_i$d|_ié|_ix\\u00e9|_i\\U0001F600z|"},
        {"\\u12 \\x", "^o\\|iu12|_o\\|ix|"},
        {"1 .5 1e+5 0x1p-3 1.2.3 1'000'000 0b1 1ull 1e+",
         "^n1|_n.5|_n1e+5|_n0x1p-3|_n1.2.3|_n1'000'000|_n0b1|_n1ull|_n1e+|"},
        {"1'", "^n1|!'|"},
        {"x+++y", "^ix|p++|p+|iy|"},
        {"<<=>>=...->", "^p<<=|p>>=|p...|p->|"},
        {".. . ..", "^p.|p.|_p.|_p.|p.|"},
        {"<:x:><%y%>%:%:%:::", "^p<:|ix|p:>|p<%|iy|p%>|p%:%:|p%:|p::|"},
        {"'a' L'b' u8'c' u\"d\" U\"e\" \"f\\\"g\" '\\''",
         "^C'a'|_CL'b'|_Cu8'c'|_Su\"d\"|_SU\"e\"|_S\"f\\\"g\"|_C'\\''|"},
        {"Lx u8 R\"(x)\" uu'x'", "^iLx|_iu8|_iR|S\"(x)\"|_iuu|C'x'|"},
        {"a/*b*/c // d\ne/**/", "^ia|_ic|^_ie|"},
        {"a /* x\ny */ b", "^ia|_ib|"},
        {"/* x\n */ a", "^_ia|"},
        {"/", "^p/|"},
        {"@ ` \x01", "^o@|_o`|_o\x01|"},
        {"\"open\nnext 'x", "^!\"open|^_inext|_!'x|"},
        {"\"esc\\", "^!\"esc\\|"},
        {"a /* open\n b", "^ia|_!/* open\n b|"},
        {"//", ""},
        {"/*", "^!/*|"},
        {"/*/", "^!/*/|"},
        {"/***/x", "^_ix|"},
    };
    struct ac_arena *arena = ac_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_text(cases[i].text, cases[i].expected, describe(arena, cases[i].text, strlen(cases[i].text)));
    }
    ac_arena_free(arena);
}

static void test_splices(void)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"a\\\nb", "^\\iab|"},
        {"a\\\r\nb\\ \t\nc", "^\\iabc|"},
        {"a\\\n b", "^ia|_ib|"},
        {"+\\\n+", "^\\p++|"},
        {"+\\\n\\\n=", "^\\p+=|"},
        {"%\\\n:\\\n%\\\n:", "^\\p%:%:|"},
        {".\\\n.\\\n.", "^\\p...|"},
        {"1\\\n.\\\n5e\\\n+1", "^\\n1.5e+1|"},
        {"\"a\\\nb\\\\\nc\"", "^\\S\"ab\\c\"|"},
        {"L\\\n\"x\"", "^\\SL\"x\"|"},
        {"u\\\n8\"x\"", "^\\Su8\"x\"|"},
        {"\\\na", "^ia|"},
        {"a \\\n b", "^ia|_ib|"},
        {"/\\\n/ x\\\ny\nz", "^_iz|"},
        {"/\\\n* x *\\\n/y", "^_iy|"},
        {"x\\\\\ny", "^ix|o\\|iy|"},
        {"\\\\u00\\\ne9", "^o\\|\\i\\u00e9|"},
        {"a\\", "^ia|o\\|"},
        {"a\\\n", "^ia|"},
    };
    struct ac_arena *arena = ac_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_text(cases[i].text, cases[i].expected, describe(arena, cases[i].text, strlen(cases[i].text)));
    }
    ac_arena_free(arena);
}

static void test_line_ends(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char bom[] = "\xEF\xBB\xBF#x\r\ny\r\rz", zeros[] = "a\0b\0\n#c";
    CU_ASSERT_STRING_EQUAL(describe(arena, bom, sizeof bom - 1), "^D#x|^_iy|^_iz|");
    CU_ASSERT_STRING_EQUAL(describe(arena, zeros, sizeof zeros - 1), "^ia|_ib|^_D#c|");
    ac_arena_free(arena);
}

static void test_directives(void)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"#", "^D#|"},
        {"  # define x  1 // y\nz", "^_D# define x  1|^_iz|"},
        {"#if a \\\n b\nc", "^\\D#if a  b|^_ic|"},
        {"#x /* a\n */ y\nz", "^D#x /* a\n */ y|^_iz|"},
        {"a #b", "^ia|_p#|ib|"},
        {"/* */ %: b\n", "^_D%: b|"},
        {"a /*\n*/ # b", "^ia|_p#|_ib|"},
        {"#include <it's//a.h>\nx", "^D#include <it's//a.h>|^_ix|"},
        {"#include <open'\nx", "^D#include <open'|^_ix|"},
        {"#error don't\nx", "^D#error don't|^_ix|"},
        {"#define a \"x\\\n#b\"\n#c", "^\\D#define a \"x#b\"|^_D#c|"},
        {"#define a /* open", "^D#define a /* open|"},
        {"#a\n##b\n# #c", "^D#a|^_p##|ib|^_D# #c|"},
    };
    struct ac_arena *arena = ac_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_text(cases[i].text, cases[i].expected, describe(arena, cases[i].text, strlen(cases[i].text)));
    }
    ac_arena_free(arena);
}

static void test_directive_kinds(void)
{
    static const struct {
        const char *text;
        enum ac_directive_kind kind;
        const char *rest;
    } cases[] = {
        {"#if 1", AC_DIRECTIVE_IF, " 1"},
        {" # /**/ ifndef X", AC_DIRECTIVE_IF, " X"},
        {"#el\\\nif(x)", AC_DIRECTIVE_ELSE, "(x)"},
        {"#else", AC_DIRECTIVE_ELSE, ""},
        {"#elifdef X", AC_DIRECTIVE_ELSE, " X"},
        {"%:endif", AC_DIRECTIVE_ENDIF, ""},
        {"#define x 1 // y", AC_DIRECTIVE_DEFINE, " x 1"},
        {"#undef x", AC_DIRECTIVE_UNDEF, " x"},
        {"#include_next <x>", AC_DIRECTIVE_INCLUDE, " <x>"},
        {"#line 1 \"f\"", AC_DIRECTIVE_LINE, " 1 \"f\""},
        {"# 1 \"f\"", AC_DIRECTIVE_LINE, "1 \"f\""},
        {"#iffy", AC_DIRECTIVE_OTHER, ""},
        {"#", AC_DIRECTIVE_OTHER, ""},
        {"#pragma once", AC_DIRECTIVE_OTHER, " once"},
        {"# pragma push_macro ( \"x\" )", AC_DIRECTIVE_PUSH_MACRO, "x\" )"},
        {"#pragma pop_macro(\"x\")", AC_DIRECTIVE_POP_MACRO, "x\")"},
        {"#pragma push_macro(x)", AC_DIRECTIVE_OTHER, " push_macro(x)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ac_lexer lexer;
        ac_lexer_init(&lexer, cases[i].text, 0, strlen(cases[i].text));
        struct ac_directive directive = ac_directive_parse(cases[i].text, ac_lex(&lexer));
        CU_ASSERT_EQUAL(directive.kind, cases[i].kind);
        CU_ASSERT_EQUAL(directive.end - directive.rest, strlen(cases[i].rest));
        CU_ASSERT_NSTRING_EQUAL(cases[i].text + directive.rest, cases[i].rest, strlen(cases[i].rest));
    }
}

/* The letters of the text, each parenthesis with the offset of its pair behind it, `?` where it has none. */
static const char *describe_pairs(struct ac_arena *arena, const char *text, const struct ac_ranges *skipped)
{
    struct ac_tokens tokens = ac_lex_all(arena, text, (struct ac_range){0, strlen(text)}, skipped);
    const char *description = "";
    for (size_t i = 0; i + 1 < tokens.count; i++) {
        const struct ac_nested_token *item = &tokens.items[i];
        bool parenthesis = item->token.op == '(' || item->token.op == ')';
        description = ac_format(arena, "%s%.*s", description, (int)(item->token.end - item->token.begin),
                                text + item->token.begin);
        if (parenthesis && item->pair == AC_NO_TOKEN) {
            description = ac_format(arena, "%s?", description);
        } else if (parenthesis) {
            CU_ASSERT_EQUAL(tokens.items[item->pair].pair, i);
            description = ac_format(arena, "%s%u", description, tokens.items[item->pair].token.begin);
        }
    }
    CU_ASSERT_EQUAL(tokens.items[tokens.count - 1].token.kind, AC_TOKEN_END);
    return description;
}

static void test_pairs(void)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"(a(b)c)", "(6a(4b)2c)0"},
        {")(", ")?(?"},
        {"((a)", "(?(3a)1"},
        {"\"(\" ')' /*(*/ (\n)", "\"(\"')'(16)14"},
        {"(\n#define x (\n)", "(14)0"},
        /* the first branch counts: ( at 0 is closed in it, at 9 */
        {"(\n#if A\n)1\n#else\n)2\n#endif\nx", "(8)01)?2x"},
        {"#if A\nf(\n#else\ng(\n#endif\n1)", "f(26g(?1)7"},
        {"#if 0\nf(\n#else\ng(\n#endif\n1)", "f(?g(261)16"},
        {"#if 0\n(\n#elif 1\n(\n#else\n(\n#endif\n)", "(?(33(?)16"},
        {"(\n#if A\n#else\n)\n(\n(x)#\n#endif\n)", "(30)?(?(20x)18#)0"},
        {"(\n#if 0\n(\n#else\n)\n#endif\n)", "(16(?)0)?"},
        {"#else\n(\n#endif\n)", "(15)6"},
    };
    struct ac_arena *arena = ac_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_text(cases[i].text, cases[i].expected, describe_pairs(arena, cases[i].text, NULL));
    }
    ac_arena_free(arena);
}

static void test_skipped(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] = "#if A\nf(\n#else\ng(\n#endif\n1)";
    struct ac_range first = {0, 14}, second = {9, 24};
    struct ac_ranges skips_first = {&first, 1, 1}, skips_second = {&second, 1, 1};
    CU_ASSERT_STRING_EQUAL(describe_pairs(arena, text, &skips_first), "g(261)16");
    CU_ASSERT_STRING_EQUAL(describe_pairs(arena, text, &skips_second), "f(261)7");
    ac_arena_free(arena);
}

static void test_looking_up(void)
{
    struct ac_arena *arena = ac_arena_new();
    static const char text[] = "f(a, (b, c), d)";
    struct ac_tokens tokens = ac_lex_all(arena, text, (struct ac_range){0, sizeof text - 1}, NULL);
    uint32_t close = tokens.items[1].pair, first = ac_next_comma(&tokens, 2, close);
    CU_ASSERT_EQUAL(tokens.items[first].token.begin, 3);
    CU_ASSERT_EQUAL(tokens.items[ac_next_comma(&tokens, first + 1, close)].token.begin, 11);
    CU_ASSERT_EQUAL(ac_next_comma(&tokens, close - 1, close), close);
    static const char braces[] = "f(s = {1, {2, 3}}, c)";
    struct ac_tokens others = ac_lex_all(arena, braces, (struct ac_range){0, sizeof braces - 1}, NULL);
    CU_ASSERT_EQUAL(others.items[ac_next_comma(&others, 2, others.items[1].pair)].token.begin, 17);
    CU_ASSERT_EQUAL(ac_token_at(&tokens, 0), 0);
    CU_ASSERT_EQUAL(tokens.items[ac_token_at(&tokens, 4)].token.begin, 5); /* white space: what follows */
    CU_ASSERT_EQUAL(tokens.items[ac_token_at(&tokens, 100)].token.kind, AC_TOKEN_END);
    CU_ASSERT_EQUAL(tokens.items[ac_token_at(&tokens, 6)].up, 4);
    CU_ASSERT_EQUAL(tokens.items[0].up, AC_NO_TOKEN);
    ac_arena_free(arena);
}

/* A lexer over a part of the text sees nothing of the rest. */
static void test_parts(void)
{
    static const char text[] = "ab\n#cd\n\"ef\"";
    for (size_t begin = 0; begin <= sizeof text - 1; begin++) {
        for (size_t end = begin; end <= sizeof text - 1; end++) {
            struct ac_lexer lexer;
            struct ac_token token;
            ac_lexer_init(&lexer, text, begin, end);
            for (size_t at = begin; (token = ac_lex(&lexer)).kind != AC_TOKEN_END; at = token.end) {
                CU_ASSERT_TRUE(token.begin >= at && token.begin < token.end && token.end <= end);
            }
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"tokens", test_tokens},
        {"line splices", test_splices},
        {"line ends, a byte order mark, zero bytes", test_line_ends},
        {"directives are one token", test_directives},
        {"kinds of directives", test_directive_kinds},
        {"pairs of parentheses", test_pairs},
        {"pairs where it is known what is skipped", test_skipped},
        {"tokens and commas are found", test_looking_up},
        {"parts of a text", test_parts},
        CU_TEST_INFO_NULL,
    };
    return unit_run("lex", tests);
}
