/* ir_names.c - what nodes and locals are called in dumps and messages. */
#include "ir_dump.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const stmt_names[] = {
    [AC_STMT_COMPOUND] = "compound",
    [AC_STMT_EXPR] = "expr",
    [AC_STMT_NULL] = "null",
    [AC_STMT_DECL] = "decl",
    [AC_STMT_IF] = "if",
    [AC_STMT_SWITCH] = "switch",
    [AC_STMT_WHILE] = "while",
    [AC_STMT_DO] = "do",
    [AC_STMT_FOR] = "for",
    [AC_STMT_CASE] = "case",
    [AC_STMT_DEFAULT] = "default",
    [AC_STMT_LABEL] = "label",
    [AC_STMT_GOTO] = "goto",
    [AC_STMT_COMPUTED_GOTO] = "computed goto",
    [AC_STMT_BREAK] = "break",
    [AC_STMT_CONTINUE] = "continue",
    [AC_STMT_RETURN] = "return",
    [AC_STMT_RAISE] = "raise",
    [AC_STMT_RERAISE] = "reraise",
    [AC_STMT_ASM] = "asm",
    [AC_STMT_DEFER] = "defer",
    [AC_STMT_LET] = "let",
    [AC_STMT_EFFECT] = "effect",
    [AC_STMT_AWAIT] = "await",
    [AC_STMT_BRANCH] = "branch",
    [AC_STMT_STEPS] = "steps",
    [AC_STMT_SCOPE] = "scope",
};

static const char *const expr_names[] = {
    [AC_EXPR_OTHER] = "other",
    [AC_EXPR_CONSTANT] = "constant",
    [AC_EXPR_LOCAL] = "local",
    [AC_EXPR_VARIABLE] = "variable",
    [AC_EXPR_FUNCTION] = "function",
    [AC_EXPR_ASYNC_FUNCTION] = "async function",
    [AC_EXPR_PAREN] = "paren",
    [AC_EXPR_UNARY] = "unary",
    [AC_EXPR_BINARY] = "binary",
    [AC_EXPR_ASSIGN] = "assign",
    [AC_EXPR_COMPOUND_ASSIGN] = "compound assign",
    [AC_EXPR_AND] = "and",
    [AC_EXPR_OR] = "or",
    [AC_EXPR_CONDITIONAL] = "conditional",
    [AC_EXPR_ELVIS] = "elvis",
    [AC_EXPR_COMMA] = "comma",
    [AC_EXPR_CALL] = "call",
    [AC_EXPR_FORM] = "form",
    [AC_EXPR_MEMBER] = "member",
    [AC_EXPR_SUBSCRIPT] = "subscript",
    [AC_EXPR_CAST] = "cast",
    [AC_EXPR_INIT_LIST] = "init list",
    [AC_EXPR_LITERAL] = "literal",
    [AC_EXPR_STMT_EXPR] = "statement expression",
    [AC_EXPR_UNEVALUATED] = "unevaluated",
    [AC_EXPR_GENERIC] = "generic",
    [AC_EXPR_AWAIT] = "await",
    [AC_EXPR_START] = "start",
    [AC_EXPR_LEAVING] = "leaving",
    [AC_EXPR_VA_START] = "va_start",
    [AC_EXPR_TEMPORARY] = "temporary",
    [AC_EXPR_TEXT] = "text",
};

static const char *name_in(const char *const *names, size_t count, size_t kind)
{
    return kind < count && names[kind] ? names[kind] : "?";
}

const char *ac_stmt_kind_name(enum ac_stmt_kind kind)
{
    return name_in(stmt_names, sizeof stmt_names / sizeof *stmt_names, kind);
}

const char *ac_expr_kind_name(enum ac_expr_kind kind)
{
    return name_in(expr_names, sizeof expr_names / sizeof *expr_names, kind);
}

/* ---- text -------------------------------------------------------------------------------------------------------- */

enum { QUOTED = 40 };

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

void ac_ir_quote(FILE *out, const struct ac_unit *unit, struct ac_range range)
{
    char quoted[QUOTED + 1];
    size_t length = 0, at = range.begin;
    for (; at < range.end && at < unit->source->size && length <= QUOTED; at++) {
        char c = unit->source->text[at];
        if (!isspace((unsigned char)c)) {
            quoted[length++] = c;
        } else if (length && quoted[length - 1] != ' ') {
            quoted[length++] = ' ';
        }
    }
    if (length <= QUOTED) {
        fprintf(out, "`%.*s`", (int)length, quoted);
        return;
    }
    length = QUOTED - 3;
    while (length && is_continuation(quoted[length])) {
        length--;
    }
    fprintf(out, "`%.*s...`", (int)length, quoted);
}

/* ---- labels ------------------------------------------------------------------------------------------------------ */

static int compare_locals(const void *a, const void *b)
{
    const struct ac_local *x = *(struct ac_local *const *)a, *y = *(struct ac_local *const *)b;
    int order = strcmp(x->name, y->name);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

const char **ac_ir_labels(struct ac_arena *arena, const struct ac_function *function)
{
    size_t count = function->locals.count;
    const char **labels = ac_alloc(arena, (count + 1) * sizeof *labels);
    struct ac_local **sorted = ac_alloc(arena, (count + 1) * sizeof *sorted);
    unsigned number = 0;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = function->locals.items[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_locals);
    for (size_t i = 0; i < count; i++) {
        bool is_same = i && strcmp(sorted[i]->name, sorted[i - 1]->name) == 0;
        number = is_same ? number + 1 : 1;
        labels[sorted[i]->index] = number == 1 ? sorted[i]->name : ac_format(arena, "%s:%u", sorted[i]->name, number);
    }
    return labels;
}
