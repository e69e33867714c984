/* ir_dump.c - one line for each node, indented by depth.
 *
 *     if
 *       pre
 *         await 1 `AWAIT(f(x))` to await_1
 *       binary
 *         temporary await_1
 *         constant `3` */
#include "ir_dump.h"

#include <stdarg.h>

struct dump {
    FILE *out;
    const struct ac_unit *unit;
    const struct ac_function *function;
    const char **labels;
    int depth;
};

static void dump_stmt(struct dump *dump, const struct ac_stmt *stmt);
static void dump_expr(struct dump *dump, const struct ac_expr *expr);

__attribute__((format(printf, 2, 3))) static void begin_line(struct dump *dump, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(dump->out, "%*s", dump->depth * 2, "");
    vfprintf(dump->out, format, arguments);
    va_end(arguments);
}

static void end_line(struct dump *dump)
{
    fputc('\n', dump->out);
}

static void quote(struct dump *dump, struct ac_range range)
{
    fputc(' ', dump->out);
    ac_ir_quote(dump->out, dump->unit, range);
}

static const char *label(const struct dump *dump, const struct ac_local *local)
{
    return dump->labels[local->index];
}

static size_t number_of(const struct dump *dump, const struct ac_await *await)
{
    for (size_t i = 0; i < dump->function->awaits.count; i++) {
        if (dump->function->awaits.items[i] == await) {
            return i + 1;
        }
    }
    return 0;
}

struct flag {
    bool is_set;
    const char *text;
};

static void dump_flags(struct dump *dump, const struct flag *flags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (flags[i].is_set) {
            fprintf(dump->out, ", %s", flags[i].text);
        }
    }
}

#define DUMP_FLAGS(dump, ...)                                                                                          \
    dump_flags((dump), (const struct flag[]){__VA_ARGS__},                                                             \
               sizeof((const struct flag[]){__VA_ARGS__}) / sizeof(struct flag))

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static void dump_access(struct dump *dump, const struct ac_expr *expr)
{
    fprintf(dump->out, " %s", label(dump, expr->local));
    DUMP_FLAGS(dump, {expr->access & AC_ACCESS_READ, "read"}, {expr->access & AC_ACCESS_WRITE, "written"},
               {expr->access & AC_ACCESS_ADDRESS, "address"});
}

static void dump_expr_line(struct dump *dump, const struct ac_expr *expr)
{
    static const char *const operators[] = {
        [AC_OP_OTHER] = "",        [AC_OP_ADDRESS] = " &",        [AC_OP_DEREFERENCE] = " *",
        [AC_OP_INCREMENT] = " ++", [AC_OP_LABEL_ADDRESS] = " &&", [AC_OP_BIT_OR] = " |"};
    _Static_assert(sizeof operators / sizeof *operators == AC_OP_COUNT, "each operator has a name");
    bool is_leaf = !expr->kid_count && !expr->body && expr->kind != AC_EXPR_TEXT;
    begin_line(dump, "%s%s", ac_expr_kind_name(expr->kind), operators[expr->op]);
    if (expr->local) {
        dump_access(dump, expr);
    } else if (expr->text) {
        fprintf(dump->out, " \"%s\"", expr->text);
    } else if (is_leaf) {
        quote(dump, expr->range);
    }
    DUMP_FLAGS(dump, {expr->has_await, "awaits"}, {expr->has_effect, "effect"}, {expr->in_macro, "in macro"});
    end_line(dump);
}

static void dump_expr(struct dump *dump, const struct ac_expr *expr)
{
    if (!expr) {
        return;
    }
    dump_expr_line(dump, expr);
    dump->depth++;
    for (size_t i = 0; i < expr->kid_count; i++) {
        dump_expr(dump, expr->kids[i]);
    }
    if (expr->body) {
        dump_stmt(dump, expr->body);
    }
    dump->depth--;
}

static void dump_exprs(struct dump *dump, struct ac_expr *const *exprs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dump_expr(dump, exprs[i]);
    }
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void dump_steps(struct dump *dump, const char *heading, const struct ac_steps *steps)
{
    if (!steps->count) {
        return;
    }
    begin_line(dump, "%s\n", heading);
    dump->depth++;
    for (size_t i = 0; i < steps->count; i++) {
        dump_stmt(dump, steps->items[i]);
    }
    dump->depth--;
}

static void dump_declarators(struct dump *dump, const struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        begin_line(dump, "declarator %s", declarator->local ? label(dump, declarator->local) : "static");
        quote(dump, declarator->range);
        end_line(dump);
        dump->depth++;
        dump_exprs(dump, declarator->sizes, declarator->size_count);
        dump_steps(dump, "pre", &declarator->pre);
        dump_expr(dump, declarator->init);
        dump->depth--;
    }
}

static void dump_await(struct dump *dump, const struct ac_await *await)
{
    fprintf(dump->out, " %zu", number_of(dump, await));
    quote(dump, await->range);
    if (await->result) {
        fprintf(dump->out, " to %s", label(dump, await->result));
    }
    if (await->unwind) {
        fprintf(dump->out, ", unwinds %u", await->unwind->number);
    }
}

static void dump_scope(struct dump *dump, const struct ac_scope *scope)
{
    fprintf(dump->out, " %u", scope->number);
    if (scope->outer) {
        fprintf(dump->out, " in %u", scope->outer->number);
    }
    if (scope->cleanup_of) {
        fprintf(dump->out, " of %s", label(dump, scope->cleanup_of));
    }
    if (scope->elements) {
        fprintf(dump->out, " frees %s", label(dump, scope->elements));
    }
    DUMP_FLAGS(dump, {scope->returns, "returns"}, {scope->fails, "fails"}, {scope->jumps.count, "jumps"});
}

static void dump_stmt_line(struct dump *dump, const struct ac_stmt *stmt)
{
    begin_line(dump, "%s", ac_stmt_kind_name(stmt->kind));
    if (stmt->name) {
        fprintf(dump->out, " %s", stmt->name);
    }
    if (stmt->kind == AC_STMT_LET) {
        fprintf(dump->out, " %s", label(dump, stmt->local));
    }
    if (stmt->await) {
        dump_await(dump, stmt->await);
    }
    if (stmt->scope) {
        dump_scope(dump, stmt->scope);
    }
    if (stmt->unwind) {
        fprintf(dump->out, ", unwinds %u", stmt->unwind->number);
    }
    DUMP_FLAGS(dump, {stmt->address_taken, "address taken"});
    end_line(dump);
}

static void dump_await_parts(struct dump *dump, const struct ac_await *await)
{
    if (await) {
        dump_expr(dump, await->callee->call);
        dump_expr(dump, await->error);
    }
}

static void dump_stmt(struct dump *dump, const struct ac_stmt *stmt)
{
    dump_stmt_line(dump, stmt);
    dump->depth++;
    if (stmt->init) {
        dump_stmt(dump, stmt->init);
    }
    dump_steps(dump, "pre", &stmt->pre);
    dump_expr(dump, stmt->expr);
    dump_exprs(dump, stmt->operands, stmt->operand_count);
    dump_declarators(dump, stmt);
    dump_await_parts(dump, stmt->await);
    dump_steps(dump, stmt->kind == AC_STMT_BRANCH ? "then" : "steps", &stmt->steps);
    dump_steps(dump, "else", &stmt->other_steps);
    dump_steps(dump, "before step", &stmt->step_pre);
    dump_expr(dump, stmt->step);
    for (size_t i = 0; i < stmt->kid_count; i++) {
        dump_stmt(dump, stmt->kids[i]);
    }
    dump->depth--;
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

static void dump_place(struct dump *dump, const struct ac_local *local)
{
    static const char *const places[] = {
        [AC_PLACE_C] = "field", [AC_PLACE_SAVED] = "saved in", [AC_PLACE_FRAME] = "is"};
    if (local->field) {
        fprintf(dump->out, ", %s %s", places[local->place], local->field);
    }
}

static void dump_local(struct dump *dump, const struct ac_local *local)
{
    begin_line(dump, "%s: %s", label(dump, local), local->type->spelling);
    DUMP_FLAGS(dump, {local->is_parameter, "parameter"}, {local->is_temporary, "temporary"}, {local->is_const, "const"},
               {local->is_volatile, "volatile"}, {local->is_register, "register"},
               {local->type->is_variably_modified, "variably modified"}, {local->type->is_unnameable, "unnameable"},
               {local->address_taken, "address taken"}, {local->cleanup, "cleanup"}, {local->is_static, "static"},
               {local->outlives_block, "outlives its block"}, {local->live_across_await, "outlives an await"},
               {local->escapes, "escapes"}, {local->maybe_unassigned, "maybe unassigned"});
    if (local->alignment.number) {
        fprintf(dump->out, ", aligned to %u", local->alignment.number);
    }
    dump_place(dump, local);
    end_line(dump);
}

static void dump_locals(struct dump *dump)
{
    begin_line(dump, "locals\n");
    dump->depth++;
    for (size_t i = 0; i < dump->function->locals.count; i++) {
        dump_local(dump, dump->function->locals.items[i]);
    }
    dump->depth--;
}

static void dump_body(struct dump *dump)
{
    begin_line(dump, "body\n");
    dump->depth++;
    dump_stmt(dump, dump->function->body);
    dump->depth--;
}

static void dump_awaits(struct dump *dump)
{
    begin_line(dump, "awaits\n");
    dump->depth++;
    for (size_t i = 0; i < dump->function->awaits.count; i++) {
        const struct ac_await *await = dump->function->awaits.items[i];
        begin_line(dump, "%zu", i + 1);
        quote(dump, await->range);
        for (size_t k = 0; k < await->live.count; k++) {
            fprintf(dump->out, "%s %s", k ? "" : " keeps", label(dump, await->live.items[k]));
        }
        end_line(dump);
    }
    dump->depth--;
}

static void dump_fields(struct dump *dump)
{
    begin_line(dump, "fields\n");
    dump->depth++;
    for (size_t i = 0; i < dump->function->fields.count; i++) {
        const struct ac_field *field = &dump->function->fields.items[i];
        begin_line(dump, "%s%s%s;%s\n", field->before, field->name, field->after,
                   field->is_in_result ? " in the place of the result" : "");
    }
    dump->depth--;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static void dump_item(struct dump *dump, const struct ac_item *item)
{
    switch (item->kind) {
    case AC_ITEM_EXPR:
        if (item->expr->kind == AC_EXPR_TEMPORARY) {
            fprintf(dump->out, " `%s`", label(dump, item->expr->local));
        } else {
            quote(dump, item->expr->range);
        }
        break;
    case AC_ITEM_ENTER:
        fprintf(dump->out, " enter %s", label(dump, item->local));
        break;
    case AC_ITEM_DECLARE:
        fprintf(dump->out, " declare %s", label(dump, item->local));
        break;
    case AC_ITEM_ASSIGN:
        fprintf(dump->out, " %s =", label(dump, item->local));
        break;
    case AC_ITEM_AWAIT:
        fprintf(dump->out, " await %zu", number_of(dump, item->await));
        break;
    }
}

static void dump_blocks(struct dump *dump)
{
    for (size_t i = 0; i < dump->function->blocks.count; i++) {
        const struct ac_block *block = dump->function->blocks.items[i];
        begin_line(dump, "%u:", block->number);
        for (size_t k = 0; k < block->items.count; k++) {
            fputs(k ? "," : "", dump->out);
            dump_item(dump, &block->items.items[k]);
        }
        for (size_t k = 0; k < block->successors.count; k++) {
            fprintf(dump->out, "%s %u", k ? "" : " ->", block->successors.items[k]->number);
        }
        fputs(block->successors.count ? "\n" : " -> out\n", dump->out);
    }
}

static struct dump new_dump(FILE *out, const struct ac_unit *unit, const struct ac_function *function)
{
    struct dump dump = {.out = out, .unit = unit, .function = function};
    dump.labels = ac_ir_labels(unit->arena, function);
    return dump;
}

void ac_ir_dump_blocks(FILE *out, const struct ac_unit *unit, const struct ac_function *function)
{
    struct dump dump = new_dump(out, unit, function);
    dump_blocks(&dump);
}

void ac_ir_dump(FILE *out, const struct ac_unit *unit, const struct ac_function *function)
{
    struct dump dump = new_dump(out, unit, function);
    begin_line(&dump, "function %s: %s", function->name, function->result->spelling);
    if (function->framed) {
        fprintf(out, ", framed: %s", function->framed_why);
    }
    end_line(&dump);
    dump.depth = 1;
    dump_locals(&dump);
    dump_body(&dump);
    dump_awaits(&dump);
    if (function->blocks.count) {
        begin_line(&dump, "blocks%s\n", function->falls_off_end ? ", falls off its end" : "");
        dump.depth++;
        dump_blocks(&dump);
        dump.depth--;
    }
    dump_fields(&dump);
}
