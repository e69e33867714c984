/* mutate.c - a few changes in a row, each chosen by the seed. Most keep what brackets enclose together, so that many
 * results are programs that a compiler accepts. */
#include "mutate.h"

#include "program.h"

#include <string.h>

static const char *const words[] = {
    /* markers and what goes with them */
    "ASYNC", "AWAIT", "AWAIT_CATCH", "SPAWN", "FUTURE", "DEFER", "RAISE", "RERAISE", "ASYNC_AWAIT", "ASYNC_SPAWN",
    "async_run", "async_run_catch", "async_yield()", "async_sleep", "async_join", "async_gather", "async_shield",
    "async_error", "async_self", "ASYNC int", "ASYNC void", "static ASYNC", "AWAIT(async_yield())",
    "AWAIT(async_sleep(0));", "RAISE(5, \"x\");", "DEFER {", "FUTURE(int)", "FUTURE(void)", "async_leaving()",
    /* C */
    "auto", "break", "break;", "case 1:", "char", "const", "continue", "continue;", "default:", "do", "double", "else",
    "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return",
    "return;", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void",
    "volatile", "while", "_Alignas(32)", "_Alignof", "_Atomic", "_Bool", "_Complex", "_Generic", "_Noreturn",
    "_Static_assert", "_Thread_local", "__thread", "__int128", "_Float16", "__auto_type", "typeof", "__typeof__",
    "__extension__", "__label__", "__func__", "__attribute__((cleanup(f)))", "__attribute__((vector_size(16)))",
    "__attribute__((aligned(64)))", "__attribute__((packed))", "__attribute__((unused))", "__builtin_offsetof",
    "__builtin_va_arg", "__builtin_choose_expr", "__builtin_types_compatible_p", "alloca", "asm(\"\")", "va_list",
    "...", "__VA_ARGS__", "__VA_OPT__", "_Pragma(\"x\")", "__LINE__", "__COUNTER__", "__FILE__", "NULL",
    /* punctuators */
    "(", ")", "[", "]", "{", "}", ",", ";", ":", "?", "?:", "=", "==", "+", "-", "*", "/", "%", "&", "&&", "|", "||",
    "^", "~", "!", "<", ">", "<<", ">>", "++", "--", "+=", "->", ".", "#", "##", "({", "})", "<:", ":>",
    "%:", "?\?=", "\\\n", "//", "/*", "*/", "\"", "'", "&&label", "[]", "[0]", "[n]", "()", "{}", "{0}", "(void)", "*p",
    /* numbers and literals */
    "0", "1", "-1", "0x7fffffff", "18446744073709551615u", "1e400", "'\\''", "\"\\\"\"", "u8\"x\"", "L'x'", "0b1",
    "1'0", "\\u00e9", "$", "@", "`",
    /* lines */
    "\n#define M(x, ...) x\n", "\n#define AWAIT(x) x\n", "\n#undef AWAIT\n", "\n#if 0\n", "\n#else\n", "\n#endif\n",
    "\n#line 7 \"x.c\"\n", "\n#include <asyncc.h>\n", "\n#pragma pack(1)\n", "\n#define ASYNCC_NO_SHORT_NAMES\n"};

/* What an expression is wrapped in: it stands for each $. */
static const char *const around_expressions[] = {"AWAIT($)",
                                                 "SPAWN($)",
                                                 "AWAIT(async_join(SPAWN($)))",
                                                 "AWAIT_CATCH($, &error)",
                                                 "(AWAIT($), $)",
                                                 "($)",
                                                 "(void)($)",
                                                 "({ $; })",
                                                 "({ int m = $; m; })",
                                                 "sizeof($)",
                                                 "sizeof(typeof($))",
                                                 "(1 ? $ : $)",
                                                 "($ ? $ : $)",
                                                 "($ ?: $)",
                                                 "($ && $)",
                                                 "($ || !$)",
                                                 "($, $)",
                                                 "&($)",
                                                 "*&($)",
                                                 "-($)",
                                                 "(int)($)",
                                                 "(int[]){$}[0]",
                                                 "(struct { int m; }){$}.m",
                                                 "_Generic($, int: $, default: $)",
                                                 "_Generic(1, int: $, default: 0)",
                                                 "__builtin_choose_expr(1, $, 0)",
                                                 "__extension__($)",
                                                 "($) + ($)",
                                                 "(($) = ($))",
                                                 "($)++",
                                                 "($)($)",
                                                 "($)[0]",
                                                 "($)->m",
                                                 "async_run($)",
                                                 "__builtin_expect($, 1)",
                                                 "__real__($)",
                                                 "(typeof($))($)",
                                                 "(__typeof__($)[2]){$, $}[1]"};

/* What a statement is wrapped in. */
static const char *const around_statements[] = {"{ $ }",
                                                "{ $ $ }",
                                                "if (1) { $ }",
                                                "if (0) $ else $",
                                                "for (int m = 0; m < 2; m++) { $ }",
                                                "for (;;) { $ break; }",
                                                "while (0) $",
                                                "do { $ } while (0);",
                                                "switch (1) { case 1: $ }",
                                                "switch (AWAIT(get(1))) { case 1: $ default: $ }",
                                                "DEFER { $ }",
                                                "m: $ if (0) goto m;",
                                                "goto m; { $ } m:;",
                                                "{ DEFER { $ } $ }",
                                                "(void)({ $ 1; });",
                                                "{ int m[2]; $ }",
                                                "{ int k = 2, m[k]; $ }",
                                                "{ __label__ m; $ m:; }",
                                                "if (AWAIT(get(1))) { $ } else { $ }",
                                                "typedef int m; $",
                                                "static int m; $",
                                                "{ __attribute__((cleanup(f))) int m; $ }",
                                                "ASYNC int m(void) { $ }",
                                                "case 2: $",
                                                "default: $",
                                                "_Pragma(\"GCC diagnostic push\") $",
                                                "__attribute__((unused)) $",
                                                "AWAIT(async_yield()); $",
                                                "while (AWAIT(get(0))) { $ continue; }",
                                                "{ struct { int m; } s; $ }",
                                                "$ return 0;",
                                                "$ goto *&&m; m:;"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct mutation {
    struct program program;
    const struct program *other;
    uint64_t state;
};

/* From 0 to limit - 1: splitmix64. */
static size_t some(struct mutation *mutation, size_t limit)
{
    uint64_t value = mutation->state += 0x9E3779B97F4A7C15u;
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 27) * 0x94D049BB133111EBu;
    return limit ? (value ^ value >> 31) % limit : 0;
}

static size_t some_token(struct mutation *mutation, const struct program *program)
{
    return some(mutation, program->count - 1);
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

enum part { TOKEN, WORD, GROUP, EXPRESSION, STATEMENT, PARTS };

static struct span some_word(struct mutation *mutation, const struct program *program)
{
    size_t at = some_token(mutation, program);
    for (size_t i = 0; i < 50 && !program->items[at].is_word; i++) {
        at = some_token(mutation, program);
    }
    return (struct span){at, at + 1};
}

static struct span some_group(struct mutation *mutation, const struct program *program)
{
    size_t at = some_token(mutation, program);
    for (size_t i = 0; i < 50 && program_group_end(program, at) == at + 1; i++) {
        at = some_token(mutation, program);
    }
    return (struct span){at, program_group_end(program, at)};
}

static struct span some_part(struct mutation *mutation, const struct program *program, enum part part)
{
    size_t at;
    struct span span;
    if (program->count < 2) {
        return (struct span){0, 0};
    }
    at = some_token(mutation, program);
    switch (part) {
    case WORD:
        return some_word(mutation, program);
    case GROUP:
        return some_group(mutation, program);
    case EXPRESSION:
        return program_expression(program, at);
    case STATEMENT:
        return program_statement(program, at);
    default:
        span = (struct span){at, at + 1};
        return span;
    }
}

/* Not past the empty piece at the end. */
static struct span within(const struct program *program, struct span span)
{
    size_t last = program->count - 1;
    span.end = span.end < last ? span.end : last;
    span.begin = span.begin < span.end ? span.begin : span.end;
    return span;
}

static struct span choose(struct mutation *mutation, const struct program *program, enum part part)
{
    return within(program, some_part(mutation, program, part));
}

static enum part some_kind(struct mutation *mutation)
{
    return (enum part)some(mutation, PARTS);
}

static void put(struct mutation *mutation, struct span place, const struct program *from, struct span what)
{
    program_replace(&mutation->program, place, from->items + what.begin, what.end - what.begin);
}

/* ---- changes ----------------------------------------------------------------------------------------------------- */

static void delete_part(struct mutation *mutation)
{
    program_replace(&mutation->program, choose(mutation, &mutation->program, some_kind(mutation)), NULL, 0);
}

static void copy_part(struct mutation *mutation, const struct program *from, bool replaces)
{
    enum part part = some_kind(mutation);
    struct span what = choose(mutation, from, part), place = choose(mutation, &mutation->program, part);
    if (!replaces) {
        place.end = place.begin;
    }
    put(mutation, place, from, what);
}

static void double_part(struct mutation *mutation)
{
    struct span what = choose(mutation, &mutation->program, some_kind(mutation));
    put(mutation, (struct span){what.begin, what.begin}, &mutation->program, what);
}

static void insert_copy(struct mutation *mutation)
{
    copy_part(mutation, &mutation->program, false);
}

static void replace_by_copy(struct mutation *mutation)
{
    copy_part(mutation, &mutation->program, true);
}

static void insert_of_other(struct mutation *mutation)
{
    copy_part(mutation, mutation->other, false);
}

static void replace_by_other(struct mutation *mutation)
{
    copy_part(mutation, mutation->other, true);
}

static void swap_parts(struct mutation *mutation)
{
    enum part part = some_kind(mutation);
    struct span one = choose(mutation, &mutation->program, part), two = choose(mutation, &mutation->program, part);
    struct program before = mutation->program; /* replacing copies: what it holds stays */
    struct span first = one.begin < two.begin ? one : two, second = one.begin < two.begin ? two : one;
    if (first.end <= second.begin) {
        put(mutation, second, &before, first);
        put(mutation, first, &before, second);
    }
}

static void insert_word(struct mutation *mutation)
{
    const char *word = words[some(mutation, COUNT(words))];
    struct piece piece = piece_of(word, strlen(word));
    struct span place = choose(mutation, &mutation->program, TOKEN);
    if (some(mutation, 2)) {
        place.end = place.begin;
    }
    program_replace(&mutation->program, place, &piece, 1);
}

static void wrap(struct mutation *mutation, struct span span, const char *pattern)
{
    const struct program before = mutation->program;
    struct program wrapped = {.arena = before.arena};
    for (const char *end; *pattern; pattern = end) {
        end = pattern + strcspn(pattern, "$");
        AC_PUSH(wrapped.arena, &wrapped, piece_of(pattern, (size_t)(end - pattern)));
        for (size_t i = span.begin; *end && i < span.end; i++) {
            AC_PUSH(wrapped.arena, &wrapped, before.items[i]);
        }
        end += *end == '$';
    }
    program_replace(&mutation->program, span, wrapped.items, wrapped.count);
}

static void wrap_expression(struct mutation *mutation)
{
    struct span span = choose(mutation, &mutation->program, EXPRESSION);
    wrap(mutation, span, around_expressions[some(mutation, COUNT(around_expressions))]);
}

static void wrap_statement(struct mutation *mutation)
{
    struct span span = choose(mutation, &mutation->program, STATEMENT);
    wrap(mutation, span, around_statements[some(mutation, COUNT(around_statements))]);
}

/* A name is replaced by another one of the same program: what is still declared has another type, say. */
static void rename_one(struct mutation *mutation)
{
    struct span what = choose(mutation, &mutation->program, WORD), place = choose(mutation, &mutation->program, WORD);
    put(mutation, place, &mutation->program, what);
}

/* A part becomes a macro, one word of it perhaps its argument. */
static void make_macro(struct mutation *mutation)
{
    static const char *const names[] = {"M0", "M1", "M2", "M3"};
    const char *name = names[some(mutation, COUNT(names))];
    struct span what = choose(mutation, &mutation->program, some_kind(mutation));
    struct ac_arena *arena = mutation->program.arena;
    struct program part = {arena, mutation->program.items + what.begin, what.end - what.begin, 0};
    size_t argument = some(mutation, 2) && part.count ? some(mutation, part.count) : part.count;
    struct piece use = piece_of(name, strlen(name)), definition = {.gap = ""};
    const char *body = ac_format(arena, "#define %s%s", name, argument < part.count ? "(x)" : "");
    for (size_t i = 0; i < part.count; i++) {
        const struct piece *piece = &part.items[i];
        if (piece->is_directive || memchr(piece->text, '\n', piece->size)) {
            return;
        }
        body = i == argument ? ac_format(arena, "%s x", body)
                             : ac_format(arena, "%s %.*s", body, (int)piece->size, piece->text);
    }
    if (argument < part.count) {
        use.text = ac_format(arena, "%s(%.*s)", name, (int)part.items[argument].size, part.items[argument].text);
        use.size = strlen(use.text);
    }
    use.gap = " ";
    use.gap_size = 1;
    program_replace(&mutation->program, what, &use, 1);
    definition.text = body;
    definition.size = strlen(body);
    definition.is_directive = true;
    program_replace(&mutation->program, (struct span){0, 0}, &definition, 1);
}

static void (*const changes[])(struct mutation *) = {
    delete_part,     double_part,    insert_copy,     replace_by_copy,  insert_of_other, replace_by_other,
    swap_parts,      insert_word,    wrap_expression, wrap_statement,   rename_one,      make_macro,
    wrap_expression, wrap_statement, insert_of_other, replace_by_other, rename_one};

/* ---- bytes ------------------------------------------------------------------------------------------------------- */

static size_t change_bytes(struct mutation *mutation, char *text, size_t size)
{
    static const char bytes[] = "()()#,,\"'\\/*\n\r \t\0.%:@$_xF1\x80\xFF\xC3{};";
    for (size_t count = 1 + some(mutation, 4); count > 0 && size > 0; count--) {
        size_t at = some(mutation, size), cut = some(mutation, 2) ? some(mutation, 20) : 0;
        cut = cut < size - at ? cut : size - at;
        memmove(text + at, text + at + cut, size - at - cut);
        size -= cut;
        if (size > 0) {
            text[some(mutation, size)] = bytes[some(mutation, sizeof bytes)];
        }
    }
    return size;
}

size_t fuzz_mutate(const char *text, size_t size, const char *other, size_t other_size, uint64_t seed, char *result,
                   size_t room)
{
    struct ac_arena *arena = ac_arena_new();
    struct program donor = program_of(arena, other, other_size);
    struct mutation mutation = {program_of(arena, text, size), &donor, seed};
    for (size_t count = 1 + some(&mutation, some(&mutation, 4) ? 2 : 6); count > 0; count--) {
        changes[some(&mutation, COUNT(changes))](&mutation);
    }
    size = program_write(&mutation.program, result, room);
    if (some(&mutation, 24) == 0) {
        size = change_bytes(&mutation, result, size);
    }
    ac_arena_free(arena);
    return size;
}
