/* ir_builder.c - statements, scopes and the function, by recursive descent; ir_parser_expr.c has the expressions. */
#define _GNU_SOURCE
#include "ir_builder.h"

#include "ir_parser.h"
#include "pass/nodes.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ac_stmt *statement(struct ir_parser *p);

static void add_stmt(struct ir_parser *p, struct ac_stmt *stmt, struct ac_stmt *kid)
{
    IR_LIST(struct ac_stmt *) kids = {stmt->kids, stmt->kid_count, stmt->kid_count};
    AC_PUSH(p->arena, &kids, kid);
    stmt->kids = kids.items;
    stmt->kid_count = kids.count;
}

static struct ac_stmt *finish(struct ir_parser *p, struct ac_stmt *stmt)
{
    stmt->range.end = p->last;
    return stmt;
}

struct specifiers {
    bool is_const, is_volatile, is_static, is_typedef;
    unsigned alignment;
    struct ac_type *type;
};

static struct specifiers specifiers(struct ir_parser *p)
{
    struct specifiers s = {0};
    for (;;) {
        if (ir_accept(p, "const")) {
            s.is_const = true;
        } else if (ir_accept(p, "volatile")) {
            s.is_volatile = true;
        } else if (ir_accept(p, "static")) {
            s.is_static = true;
        } else if (ir_accept(p, "typedef")) {
            s.is_typedef = true;
        } else if (ir_accept(p, "_Alignas")) {
            ir_expect(p, "(");
            s.alignment = (unsigned)strtoul(ir_word(p), NULL, 10);
            ir_expect(p, ")");
        } else {
            s.type = ir_base_type(p);
            return s;
        }
    }
}

static bool at_declaration(const struct ir_parser *p)
{
    static const char *const words[] = {"const", "volatile", "static", "typedef", "_Alignas", "struct"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (ir_at(p, words[i])) {
            return true;
        }
    }
    return ir_at_type(p);
}

static void declare_name(struct ir_parser *p, struct ac_declarator *d, const struct specifiers *s,
                         const struct ac_type *type, struct ac_range name)
{
    const char *text = ac_strndup(p->arena, p->text + name.begin, name.end - name.begin);
    if (s->is_static || s->is_typedef) {
        struct ac_hiding hiding = {.name = text, .scope = {p->last, SIZE_MAX}};
        AC_PUSH(p->arena, &p->function->hidings, hiding);
        ir_name_it(p, text, NULL);
        return;
    }
    d->local = ir_new_local(p, text, type);
    d->local->declared = name;
    d->local->is_const = s->is_const;
    d->local->is_volatile = s->is_volatile;
    d->local->alignment = (struct ac_alignment){ac_format(p->arena, "_Alignas(%u) ", s->alignment), s->alignment, true};
    ir_name_it(p, text, d->local);
}

static void declarator(struct ir_parser *p, struct ac_declarator *d, const struct specifiers *s)
{
    const struct ac_type *type = s->type;
    struct specifiers qualified = *s; /* the object rather than what it points to */
    d->range.begin = p->begin;
    while (ir_accept(p, "*")) {
        type = ir_pointer_to(p, type);
        qualified.is_const = ir_accept(p, "const");
        qualified.is_volatile = ir_accept(p, "volatile");
    }
    struct ac_range name = {p->begin, p->end};
    ir_next(p);
    if (ir_accept(p, "[")) {
        struct ac_range size = {p->begin, p->end};
        d->sizes = ac_alloc(p->arena, sizeof *d->sizes);
        d->sizes[d->size_count++] = ir_expression(p, &d->pre);
        type = ir_array_of(p, type, ac_strndup(p->arena, p->text + size.begin, size.end - size.begin));
        ir_expect(p, "]");
    }
    declare_name(p, d, &qualified, type, name);
    if (ir_accept(p, "CLEANUP")) {
        ir_expect(p, "(");
        d->local->cleanup = ir_word(p);
        d->local->address_taken = true;
        ir_expect(p, ")");
    }
    if (ir_accept(p, "=")) {
        struct ac_steps *outer = p->pre;
        p->pre = &d->pre;
        d->init = ir_resolved(ir_assignment(p));
        p->pre = outer;
    }
    d->range.end = p->last;
}

static struct ac_stmt *declaration(struct ir_parser *p)
{
    struct ac_stmt *stmt = ir_new_stmt(p, AC_STMT_DECL, p->begin);
    IR_LIST(struct ac_declarator) list = {0};
    struct specifiers s = specifiers(p);
    do {
        struct ac_declarator d = {0};
        declarator(p, &d, &s);
        AC_PUSH(p->arena, &list, d);
    } while (ir_accept(p, ","));
    ir_expect(p, ";");
    stmt->declarators = list.items;
    stmt->declarator_count = list.count;
    return finish(p, stmt);
}

static struct ac_stmt *nested(struct ir_parser *p, struct ac_stmt *stmt)
{
    struct ir_nest nest = {stmt, p->scope, p->nest};
    p->nest = &nest;
    stmt->inside = p->scope;
    struct ac_stmt *body = statement(p);
    p->nest = nest.outer;
    return body;
}

static void condition(struct ir_parser *p, struct ac_stmt *stmt)
{
    ir_expect(p, "(");
    stmt->expr = ir_expression(p, &stmt->pre);
    ir_expect(p, ")");
}

static struct ac_stmt *parse_if(struct ir_parser *p, struct ac_stmt *stmt)
{
    condition(p, stmt);
    add_stmt(p, stmt, statement(p));
    if (ir_accept(p, "else")) {
        add_stmt(p, stmt, statement(p));
    }
    return finish(p, stmt);
}

static struct ac_stmt *parse_loop(struct ir_parser *p, struct ac_stmt *stmt)
{
    condition(p, stmt);
    add_stmt(p, stmt, nested(p, stmt));
    return finish(p, stmt);
}

static struct ac_stmt *parse_do(struct ir_parser *p, struct ac_stmt *stmt)
{
    add_stmt(p, stmt, nested(p, stmt));
    ir_expect(p, "while");
    condition(p, stmt);
    ir_expect(p, ";");
    return finish(p, stmt);
}

static struct ac_stmt *parse_for(struct ir_parser *p, struct ac_stmt *stmt)
{
    size_t names = p->names.count;
    ir_expect(p, "(");
    if (at_declaration(p)) {
        stmt->init = declaration(p);
    } else if (!ir_accept(p, ";")) {
        stmt->init = ir_new_stmt(p, AC_STMT_EXPR, p->begin);
        stmt->init->expr = ir_expression(p, &stmt->init->pre);
        ir_expect(p, ";");
    }
    if (!ir_accept(p, ";")) {
        stmt->expr = ir_expression(p, &stmt->pre);
        ir_expect(p, ";");
    }
    if (!ir_accept(p, ")")) {
        stmt->step = ir_expression(p, &stmt->step_pre);
        ir_expect(p, ")");
    }
    add_stmt(p, stmt, nested(p, stmt));
    ir_forget(p, names);
    return finish(p, stmt);
}

static struct ac_stmt *parse_case(struct ir_parser *p, struct ac_stmt *stmt)
{
    if (stmt->kind == AC_STMT_CASE) {
        stmt->expr = ir_expression(p, &stmt->pre);
    }
    ir_expect(p, ":");
    add_stmt(p, stmt, statement(p));
    return finish(p, stmt);
}

static struct ac_stmt *parse_goto(struct ir_parser *p, struct ac_stmt *stmt)
{
    struct ir_jump jump = {stmt, p->scope};
    if (ir_accept(p, "*")) {
        stmt->kind = AC_STMT_COMPUTED_GOTO;
        stmt->expr = ir_expression(p, &stmt->pre);
    } else {
        stmt->name = ir_word(p);
        AC_PUSH(p->arena, &p->gotos, jump);
    }
    ir_expect(p, ";");
    return finish(p, stmt);
}

static bool is_outer(const struct ac_scope *outer, const struct ac_scope *scope)
{
    while (scope && scope != outer) {
        scope = scope->outer;
    }
    return scope == outer;
}

/* A jump from `from` to a place whose innermost scope is `to`. */
static void leave_scopes(struct ir_parser *p, struct ac_stmt *stmt, struct ac_scope *from, struct ac_scope *to)
{
    for (struct ac_scope *scope = from; scope && !is_outer(scope, to); scope = scope->outer) {
        stmt->unwind = from;
        stmt->leave = AC_LEAVE_JUMP + (unsigned)from->jumps.count;
        AC_PUSH(p->arena, &scope->jumps, stmt);
    }
}

static struct ac_stmt *parse_exit(struct ir_parser *p, struct ac_stmt *stmt)
{
    const struct ir_nest *nest = p->nest;
    while (stmt->kind == AC_STMT_CONTINUE && nest->stmt->kind == AC_STMT_SWITCH) {
        nest = nest->outer;
    }
    stmt->target = nest->stmt;
    leave_scopes(p, stmt, p->scope, nest->scope);
    ir_expect(p, ";");
    return finish(p, stmt);
}

static struct ac_stmt *parse_return(struct ir_parser *p, struct ac_stmt *stmt)
{
    if (!ir_at(p, ";")) {
        stmt->expr = ir_expression(p, &stmt->pre);
    }
    ir_expect(p, ";");
    stmt->unwind = p->scope;
    stmt->leave = p->scope ? AC_LEAVE_RETURN : 0;
    for (struct ac_scope *scope = p->scope; scope; scope = scope->outer) {
        scope->returns = true;
    }
    return finish(p, stmt);
}

static struct ac_stmt *parse_raise(struct ir_parser *p, struct ac_stmt *stmt)
{
    struct ac_expr *arguments = ir_call(p, ir_new_expr(p, AC_EXPR_FUNCTION, p->begin));
    stmt->operands = ir_resolved(arguments)->kids + 1;
    stmt->operand_count = arguments->kid_count - 1;
    stmt->unwind = p->scope;
    stmt->leave = p->scope ? AC_LEAVE_FAILED : 0;
    ir_note_failure(p->scope);
    ir_expect(p, ";");
    return finish(p, stmt);
}

static struct ac_stmt *parse_label(struct ir_parser *p, struct ac_stmt *stmt, const char *name)
{
    struct ir_jump label = {stmt, p->scope};
    stmt->name = name;
    stmt->inside = p->scope;
    AC_PUSH(p->arena, &p->labels, label);
    stmt->address_taken = strncmp(name, "computed", 8) == 0;
    add_stmt(p, stmt, statement(p));
    return finish(p, stmt);
}

static bool at_label(struct ir_parser *p)
{
    size_t after = p->end;
    while (isspace((unsigned char)p->text[after])) {
        after++;
    }
    return ir_at_name(p) && p->text[after] == ':' && !ir_at(p, "default");
}

static struct ac_stmt *parse_expression_statement(struct ir_parser *p, struct ac_stmt *stmt)
{
    stmt->expr = ir_expression(p, &stmt->pre);
    ir_expect(p, ";");
    return finish(p, stmt);
}

static struct ac_stmt *statement(struct ir_parser *p)
{
    static const struct {
        const char *word;
        enum ac_stmt_kind kind;
        struct ac_stmt *(*parse)(struct ir_parser *p, struct ac_stmt *stmt);
    } words[] = {
        {"if", AC_STMT_IF, parse_if},
        {"while", AC_STMT_WHILE, parse_loop},
        {"switch", AC_STMT_SWITCH, parse_loop},
        {"do", AC_STMT_DO, parse_do},
        {"for", AC_STMT_FOR, parse_for},
        {"case", AC_STMT_CASE, parse_case},
        {"default", AC_STMT_DEFAULT, parse_case},
        {"goto", AC_STMT_GOTO, parse_goto},
        {"break", AC_STMT_BREAK, parse_exit},
        {"continue", AC_STMT_CONTINUE, parse_exit},
        {"return", AC_STMT_RETURN, parse_return},
    };
    size_t begin = p->begin;
    if (ir_at(p, "{")) {
        return ir_block(p);
    }
    if (ir_accept(p, ";")) {
        return ir_new_stmt(p, AC_STMT_NULL, begin);
    }
    if (at_label(p)) {
        struct ac_stmt *stmt = ir_new_stmt(p, AC_STMT_LABEL, begin);
        const char *name = ir_word(p);
        ir_expect(p, ":");
        return parse_label(p, stmt, name);
    }
    if (ir_accept(p, "RAISE")) {
        ir_expect(p, "(");
        return parse_raise(p, ir_new_stmt(p, AC_STMT_RAISE, begin));
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (ir_accept(p, words[i].word)) {
            return words[i].parse(p, ir_new_stmt(p, words[i].kind, begin));
        }
    }
    return parse_expression_statement(p, ir_new_stmt(p, AC_STMT_EXPR, begin));
}

/* ---- scopes ------------------------------------------------------------------------------------------------------ */

static void fill_block(struct ir_parser *p, struct ac_stmt *list);

static bool touches_error(const struct ir_parser *p, const struct ac_stmt *cleanup)
{
    static const char *const words[] = {"AWAIT", "RAISE", "async_leaving"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (memmem(p->text + cleanup->range.begin, cleanup->range.end - cleanup->range.begin, words[i],
                   strlen(words[i]))) {
            return true;
        }
    }
    return false;
}

/* The rest of the block in `list`, with `cleanup` behind it. */
static void scope(struct ir_parser *p, struct ac_stmt *list, struct ac_stmt *cleanup, struct ac_local *cleanup_of)
{
    static const struct ac_type error_type = {
        .spelling = "async_error", .before = "async_error ", .after = "", .size = 192, .align = 8, .is_record = true};
    struct ac_stmt *stmt = ir_new_stmt(p, AC_STMT_SCOPE, p->begin), *rest = ir_new_stmt(p, AC_STMT_COMPOUND, p->begin);
    struct ac_scope *scope = stmt->scope = ac_new(p->arena, struct ac_scope);
    AC_PUSH(p->arena, &p->function->scopes, scope);
    scope->number = (unsigned)p->function->scopes.count;
    scope->outer = p->scope;
    scope->leave = ir_new_temporary(p, "leave", ac_int_type());
    scope->error = cleanup && touches_error(p, cleanup) ? ir_new_temporary(p, "error", &error_type) : NULL;
    scope->cleanup_of = cleanup_of;
    p->scope = scope;
    fill_block(p, rest);
    p->scope = scope->outer;
    add_stmt(p, stmt, finish(p, rest));
    if (cleanup) {
        add_stmt(p, stmt, cleanup);
    }
    add_stmt(p, list, finish(p, stmt));
}

/* Statements up to the closing brace, which is left. */
static void fill_block(struct ir_parser *p, struct ac_stmt *list)
{
    while (!ir_at(p, "}") && !ir_at(p, "})")) {
        if (ir_accept(p, "DEFER")) {
            scope(p, list, statement(p), NULL);
        } else if (at_declaration(p)) {
            struct ac_stmt *made = declaration(p);
            add_stmt(p, list, made);
            if (made->declarators[0].local && made->declarators[0].local->cleanup) {
                scope(p, list, NULL, made->declarators[0].local);
            }
        } else {
            add_stmt(p, list, statement(p));
        }
    }
}

struct ac_stmt *ir_block(struct ir_parser *p)
{
    struct ac_stmt *stmt = ir_new_stmt(p, AC_STMT_COMPOUND, p->begin);
    size_t names = p->names.count, outer = p->block;
    p->block = p->begin;
    ir_next(p);
    fill_block(p, stmt);
    p->block = outer;
    p->end = p->begin + 1; /* of a `})`, the brace alone */
    ir_next(p);
    ir_forget(p, names);
    return finish(p, stmt);
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

static void parameters(struct ir_parser *p)
{
    ir_expect(p, "(");
    while (!ir_accept(p, ")")) {
        struct specifiers s = specifiers(p);
        struct ac_declarator d = {0};
        if (!s.type->is_void || ir_at(p, "*")) {
            declarator(p, &d, &s);
            d.local->is_parameter = true;
            AC_PUSH(p->arena, &p->function->parameters, d.local);
        }
        ir_accept(p, ",");
    }
}

static void resolve_gotos(struct ir_parser *p)
{
    for (size_t i = 0; i < p->gotos.count; i++) {
        struct ir_jump *from = &p->gotos.items[i];
        for (size_t k = 0; k < p->labels.count; k++) {
            if (strcmp(from->stmt->name, p->labels.items[k].stmt->name) == 0) {
                from->stmt->target = p->labels.items[k].stmt;
                leave_scopes(p, from->stmt, from->scope, p->labels.items[k].scope);
            }
        }
    }
}

struct ir_test ir_test_new(const char *text)
{
    struct ac_arena *arena = ac_arena_new();
    struct ir_test test = {.function = ac_new(arena, struct ac_function)};
    struct ir_parser p = {.arena = arena, .text = text, .function = test.function};
    struct ac_function *function = test.function;
    test.unit.arena = arena;
    test.unit.source = ac_source_new(arena, "test.c", text, strlen(text));
    AC_PUSH(arena, &test.unit.functions, function);
    ir_next(&p);
    function->result = specifiers(&p).type;
    function->name = ir_word(&p);
    parameters(&p);
    function->body = ir_block(&p);
    function->range = (struct ac_range){0, p.last};
    function->body_range = function->body->range;
    function->prefix = "";
    for (size_t i = 0; i < function->parameters.count; i++) {
        function->parameters.items[i]->scope = function->body_range;
    }
    for (size_t i = 0; i < function->locals.count; i++) {
        struct ac_local *local = function->locals.items[i];
        if (local->is_temporary && local->scope.end == SIZE_MAX) {
            local->scope = function->body_range;
        }
    }
    resolve_gotos(&p);
    return test;
}

void ir_test_free(struct ir_test *test)
{
    ac_arena_free(test->unit.arena);
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

/* Which of the locals of its name it is, from 1. */
static unsigned ordinal(const struct ac_function *function, const struct ac_local *local)
{
    unsigned result = 1;
    for (unsigned i = 0; i < local->index; i++) {
        result += strcmp(function->locals.items[i]->name, local->name) == 0;
    }
    return result;
}

static const char *label_of(const struct ir_test *test, const struct ac_local *local)
{
    unsigned number = ordinal(test->function, local);
    return number == 1 ? local->name : ac_format(test->unit.arena, "%s:%u", local->name, number);
}

struct ac_local *ir_test_local(const struct ir_test *test, const char *name)
{
    for (size_t i = 0; i < test->function->locals.count; i++) {
        if (strcmp(label_of(test, test->function->locals.items[i]), name) == 0) {
            return test->function->locals.items[i];
        }
    }
    fprintf(stderr, "ir_builder: no local %s\n", name);
    exit(2);
}

struct ac_await *ir_test_await(const struct ir_test *test, const char *name)
{
    for (size_t i = 0; i < test->function->awaits.count; i++) {
        struct ac_await *await = test->function->awaits.items[i];
        if (await->callee->name && strcmp(await->callee->name, name) == 0) {
            return await;
        }
    }
    fprintf(stderr, "ir_builder: no await of %s\n", name);
    exit(2);
}

const char *ir_test_live(const struct ir_test *test, const char *await)
{
    const struct ac_locals *live = &ir_test_await(test, await)->live;
    const char *result = "";
    for (size_t i = 0; i < live->count; i++) {
        if (!live->items[i]->is_temporary) {
            result = ac_format(test->unit.arena, "%s%s%s", result, *result ? " " : "", label_of(test, live->items[i]));
        }
    }
    return result;
}
