/* scope.c - turns DEFER and cleanup variables into regions with a clean-up, and tells each exit which of them it
 * leaves.
 *
 *     a; DEFER { d } b; c      becomes    a; SCOPE { b; c } then { d }
 *
 * The clean-up runs however the region is left. Exits do not run it themselves: they note in a variable of the scope
 * where they were going, and go to the clean-up; behind it, control is dispatched by that note, to the clean-up of the
 * scope around it where that is left too. So each clean-up stands once in the output. The regions are found here, the
 * exits in scope_exit.c.
 *
 * A cleanup variable whose region has no await is left to the compiler: nothing jumps back into it. Unless
 *   - a goto may lead back to an await in front of it, behind which a pointer may lead to it;
 *   - an array of variable length follows in the same block, and an await comes before: GCC would take the stack
 *     pointer, which it restores when the block is left, where the block begins, and a resume does not pass there;
 *   - the block is one that scope_block.c leaves open: its clean-up would run first;
 *   - an array on the heap follows: that is freed when the clean-ups in front of it have run, which may reach it, by a
 *     scope around them all.
 *
 * Needs: hoist. Refuses: a DEFER that is no statement of a block. */
#include "scope.h"

#include "../ir_walk.h"
#include "../text/lex.h"
#include "nodes.h"
#include "scope_block.h"
#include "scope_exit.h"

#include <string.h>

struct scoping {
    struct ac_arena *arena;
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
};

static void refuse(struct scoping *scoping, struct ac_range range, enum ac_rule rule, const char *what)
{
    ac_diag(scoping->diags, AC_ERROR, scoping->unit->source, range, rule, "%s", what);
}

/* ---- what a statement contains ----------------------------------------------------------------------------------- */

static bool note_failure(void *found, struct ac_stmt *stmt)
{
    *(bool *)found |= stmt->kind == AC_STMT_AWAIT || stmt->kind == AC_STMT_RAISE || stmt->kind == AC_STMT_RERAISE;
    return !*(bool *)found;
}

/* A start may fail for want of memory. */
static bool note_leaving(void *found, struct ac_expr *expr)
{
    *(bool *)found |= expr->kind == AC_EXPR_LEAVING || expr->kind == AC_EXPR_START;
    return !*(bool *)found;
}

/* It may overwrite the error in flight, or asks for it. */
static bool touches_error(struct ac_stmt *stmt)
{
    bool found = false;
    ac_walk_stmt(&(struct ac_walker){note_failure, note_leaving, &found}, stmt);
    return found;
}

/* ---- regions ----------------------------------------------------------------------------------------------------- */

static const struct ac_type *pointer_type(void)
{
    static const struct ac_type type = {.before = "void *",
                                        .after = "",
                                        .spelling = "void *",
                                        .size = sizeof(void *),
                                        .align = _Alignof(void *),
                                        .is_scalar = true,
                                        .is_pointer = true};
    return &type;
}

/* Where the brace that closes it begins; where a macro has that, it is asked for. */
static size_t closing_brace(struct scoping *scoping, const struct ac_stmt *block)
{
    const char *text = scoping->unit->source->text;
    size_t end = block->range.end;
    if (text[end - 1] != '}' && text[end - 1] != '>') {
        ac_need_expansion(scoping->unit, ac_last_invocation(scoping->arena, text, block->range));
    }
    return end - (text[end - 1] == '>' ? 2 : 1); /* `%>` */
}

/* The statements of `block` from `from` on as the body of a new scope that ends the block. Its text begins at `begin`.
 */
static struct ac_stmt *new_scope(struct scoping *scoping, struct ac_stmt *block, size_t from, size_t begin,
                                 struct ac_stmt *cleanup)
{
    struct ac_stmt *stmt = ac_new_step(scoping->arena, AC_STMT_SCOPE, block->range), *rest;
    rest = ac_new_step(scoping->arena, AC_STMT_COMPOUND, block->range);
    rest->kids = block->kids + from;
    rest->kid_count = block->kid_count - from;
    rest->range.begin = begin;
    rest->range.end = block->is_split ? block->range.end : closing_brace(scoping, block);
    rest->is_split = true;
    stmt->range = rest->range;
    stmt->kids = ac_alloc(scoping->arena, 2 * sizeof *stmt->kids);
    stmt->kids[stmt->kid_count++] = rest;
    if (cleanup) {
        stmt->kids[stmt->kid_count++] = cleanup;
    }
    stmt->scope = ac_new(scoping->arena, struct ac_scope);
    AC_PUSH(scoping->arena, &scoping->function->scopes, stmt->scope);
    stmt->scope->number = (unsigned)scoping->function->scopes.count;
    stmt->scope->leave = ac_new_temporary(scoping->arena, scoping->function, "leave", ac_int_type());
    stmt->scope->touches_error = cleanup && touches_error(cleanup);
    return stmt;
}

static bool any_awaits(const struct ac_stmt *block, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (ac_has_await_step(block->kids[i])) {
            return true;
        }
    }
    return false;
}

static bool any_local(const struct ac_stmt *stmt, bool (*is)(const struct ac_local *local))
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        if (stmt->declarators[i].local && is(stmt->declarators[i].local)) {
            return true;
        }
    }
    return false;
}

static bool is_cleaned_up(const struct ac_local *local)
{
    return local->cleanup;
}

static bool has_cleanup(const struct ac_stmt *stmt)
{
    return any_local(stmt, is_cleaned_up);
}

static bool is_reached_later(const struct ac_local *local)
{
    return local->outlives_block;
}

static bool outlives_block(const struct ac_stmt *stmt)
{
    return any_local(stmt, is_reached_later);
}

static bool decl_awaits(struct ac_stmt *stmt)
{
    return stmt->kind == AC_STMT_DECL && ac_has_await_step(stmt);
}

/* What a block may have more of than before. */
struct parts {
    struct ac_stmt **items;
    size_t count, capacity;
};

/* Whether what follows it in its block is to become the body of a scope. */
static bool may_open_scope(const struct ac_stmt *stmt)
{
    return has_cleanup(stmt) || ac_declares_on_heap(stmt);
}

/* label: int a = x;  becomes  label: ; int a = x;  Gives the declaration. */
static struct ac_stmt *part_from_labels(struct scoping *scoping, struct ac_stmt *stmt, struct parts *parts)
{
    const struct ac_stmt *declaration = ac_labelled_declaration(stmt);
    if (!declaration || declaration == stmt || !may_open_scope(declaration)) {
        return stmt;
    }
    AC_PUSH(scoping->arena, parts, stmt);
    return ac_part_from_labels(scoping->arena, stmt);
}

/* int a = x, b = y;  becomes  int a = x; int b = y;  so that steps and scopes find their places between them. */
static void split_declarations(struct scoping *scoping, struct ac_stmt *block)
{
    struct parts kids = {0};
    for (size_t i = 0; i < block->kid_count; i++) {
        struct ac_stmt *stmt = part_from_labels(scoping, block->kids[i], &kids);
        bool split =
            stmt->kind == AC_STMT_DECL && stmt->declarator_count > 1 && (may_open_scope(stmt) || decl_awaits(stmt));
        for (size_t j = 0; split && j < stmt->declarator_count; j++) {
            struct ac_stmt *part = ac_new(scoping->arena, struct ac_stmt);
            *part = *stmt;
            part->declarators = &stmt->declarators[j];
            part->declarator_count = 1;
            part->is_split = true;
            AC_PUSH(scoping->arena, &kids, part);
        }
        if (!split) {
            AC_PUSH(scoping->arena, &kids, stmt);
        }
    }
    block->kids = kids.items;
    block->kid_count = kids.count;
}

static bool is_on_stack(const struct ac_local *local)
{
    return local->type->is_array && local->type->is_variably_modified;
}

static bool moves_stack_pointer(const struct ac_stmt *stmt)
{
    return any_local(stmt, is_on_stack);
}

static bool rest_moves_stack_pointer(const struct ac_stmt *block, size_t from)
{
    for (size_t i = from; i < block->kid_count; i++) {
        if (moves_stack_pointer(block->kids[i])) {
            return true;
        }
    }
    return false;
}

static bool note_label(void *found, struct ac_stmt *stmt)
{
    *(bool *)found |= stmt->kind == AC_STMT_LABEL;
    return !*(bool *)found;
}

/* A goto may lead back from behind kids[at] to an await in front of it, where what that declares is still there. */
static bool may_await_again(struct ac_stmt *block, size_t at)
{
    bool has_label = false;
    for (size_t i = 0; i < at && !has_label; i++) {
        ac_walk_stmt(&(struct ac_walker){.stmt = note_label, .data = &has_label}, block->kids[i]);
    }
    return has_label && any_awaits(block, 0, at);
}

static bool is_array_on_heap(const struct ac_stmt *stmt)
{
    return stmt->kind == AC_STMT_DECL && ac_declares_on_heap(stmt) && !stmt->declarators[0].local->elements;
}

static bool rest_has_array_on_heap(const struct ac_stmt *block, size_t from)
{
    for (size_t i = from; i < block->kid_count; i++) {
        if (block->kids[i]->kind == AC_STMT_DECL && ac_declares_on_heap(block->kids[i])) {
            return true;
        }
    }
    return false;
}

/* The index of the first statement of the block that opens a scope, or the number of statements. */
static size_t find_opening(struct ac_stmt *block)
{
    size_t i;
    for (i = 0; i < block->kid_count; i++) {
        struct ac_stmt *stmt = block->kids[i];
        if (stmt->kind == AC_STMT_DEFER || is_array_on_heap(stmt)) {
            break;
        }
        if (has_cleanup(stmt) &&
            (block->is_shared || outlives_block(stmt) || decl_awaits(stmt) ||
             any_awaits(block, i + 1, block->kid_count) || rest_has_array_on_heap(block, i) ||
             may_await_again(block, i) || (rest_moves_stack_pointer(block, i) && any_awaits(block, 0, i)))) {
            break;
        }
    }
    return i;
}

static void find_regions(struct scoping *scoping, struct ac_stmt *stmt);
static void find_regions_in_body(struct scoping *scoping, struct ac_stmt **slot);

static void find_regions_in_rest(struct scoping *scoping, struct ac_stmt *rest, bool of_steps)
{
    if (of_steps) {
        rest->kind = AC_STMT_STEPS;
        rest->steps.items = rest->kids;
        rest->steps.count = rest->steps.capacity = rest->kid_count;
        rest->kid_count = 0;
    }
    find_regions(scoping, rest);
}

/* What follows kids[at] of the block becomes the body of a scope. `of_steps`: the block was a statement expression's,
 * with no text of its own between its statements. */
static void open_scope(struct scoping *scoping, struct ac_stmt *block, size_t at, bool of_steps)
{
    struct ac_stmt *opening = block->kids[at], *scope, *rest;
    if (opening->kind == AC_STMT_DEFER) {
        find_regions_in_body(scoping, &opening->kids[0]);
        scope = new_scope(scoping, block, at + 1, opening->range.end, opening->kids[0]);
        scope->range.begin = opening->range.begin;
        block->kids[at] = scope;
        block->kid_count = at + 1;
    } else {
        struct ac_stmt **kids = ac_alloc(scoping->arena, (at + 2) * sizeof *kids);
        scope = new_scope(scoping, block, at + 1, opening->range.end, NULL);
        scope->scope->cleanup_of = opening->declarators[0].local;
        scope->scope->cleanup_of->has_scope = true;
        memcpy(kids, block->kids, (at + 1) * sizeof *kids);
        kids[at + 1] = scope;
        block->kids = kids;
        block->kid_count = at + 2;
    }
    rest = scope->kids[0];
    if (!is_array_on_heap(opening)) { /* that reaches nothing when it is freed */
        ac_scope_open_block(&(struct ac_scope_block){
            .unit = scoping->unit,
            .function = scoping->function,
            .diags = scoping->diags,
            .rest = rest,
            .cleanup = scope->kid_count > 1 ? scope->kids[1] : NULL,
            .cleanup_of = scope->scope->cleanup_of,
        });
    }
    find_regions_in_rest(scoping, rest, of_steps);
}

/* An array on the heap behind kids[at], which is a DEFER or declares a cleanup variable: NULL where there is none. */
static struct ac_local *find_array_behind(const struct ac_stmt *block, size_t at)
{
    for (size_t i = at + 1; i < block->kid_count && !is_array_on_heap(block->kids[at]); i++) {
        if (is_array_on_heap(block->kids[i])) {
            return block->kids[i]->declarators[0].local;
        }
    }
    return NULL;
}

/* Where kids[at] begins, which may be a part of the same declaration as the one in front of it. */
static size_t begin_of_rest(const struct ac_stmt *block, size_t at)
{
    size_t begin = block->kids[at]->range.begin, end = at ? block->kids[at - 1]->range.end : begin;
    return begin < end ? end : begin;
}

/* The clean-up of kids[at] may reach the array: kids[at] and what follows becomes the body of a scope that frees its
 * elements. */
static void open_scope_of_elements(struct scoping *scoping, struct ac_stmt *block, size_t at, struct ac_local *array,
                                   bool of_steps)
{
    struct ac_stmt **kids = ac_alloc(scoping->arena, (at + 1) * sizeof *kids);
    struct ac_stmt *scope = new_scope(scoping, block, at, begin_of_rest(block, at), NULL);
    array->elements = scope->scope->elements = ac_new_temporary(
        scoping->arena, scoping->function, ac_format(scoping->arena, "%s_elements", array->name), pointer_type());
    array->has_scope = true;
    memcpy(kids, block->kids, at * sizeof *kids);
    kids[at] = scope;
    block->kids = kids;
    block->kid_count = at + 1;
    find_regions_in_rest(scoping, scope->kids[0], of_steps);
}

/* for (cleanup int i = x; c; s) body  becomes  { cleanup int i = x; for (; c; s) body }  where something awaits. */
static void move_for_declaration(struct scoping *scoping, struct ac_stmt **slot)
{
    struct ac_stmt *loop = *slot, *block;
    if (loop->kind != AC_STMT_FOR || !loop->init || !has_cleanup(loop->init) || !ac_has_await_step(loop)) {
        return;
    }
    block = ac_new_step(scoping->arena, AC_STMT_STEPS, loop->range);
    AC_PUSH(scoping->arena, &block->steps, loop->init);
    AC_PUSH(scoping->arena, &block->steps, loop);
    loop->init = NULL;
    loop->is_split = true;
    *slot = block;
}

static void find_regions_in_steps(struct scoping *scoping, struct ac_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        move_for_declaration(scoping, &steps->items[i]);
        find_regions(scoping, steps->items[i]);
    }
}

static void find_regions_in_block(struct scoping *scoping, struct ac_stmt *block, bool of_steps)
{
    struct ac_local *array;
    size_t opening;
    split_declarations(scoping, block);
    for (size_t i = 0; i < block->kid_count; i++) {
        move_for_declaration(scoping, &block->kids[i]);
    }
    opening = find_opening(block);
    array = find_array_behind(block, opening);
    for (size_t i = 0; i < block->kid_count && i < opening + !array; i++) {
        if (block->kids[i]->kind != AC_STMT_DEFER) {
            find_regions(scoping, block->kids[i]);
        }
    }
    if (array) {
        open_scope_of_elements(scoping, block, opening, array, of_steps);
    } else if (opening < block->kid_count) {
        open_scope(scoping, block, opening, of_steps);
    }
}

/* The block of a statement expression, which hoist turned into steps. */
static void find_regions_in_block_of_steps(struct scoping *scoping, struct ac_stmt *stmt)
{
    struct ac_stmt block = {
        .kind = AC_STMT_COMPOUND, .range = stmt->range, .is_split = true, .is_shared = stmt->is_shared};
    block.kids = stmt->steps.items;
    block.kid_count = stmt->steps.count;
    find_regions_in_block(scoping, &block, true);
    stmt->steps.items = block.kids;
    stmt->steps.count = stmt->steps.capacity = block.kid_count;
}

/* In braces it would run at once. */
static void refuse_behind_label(struct scoping *scoping, const struct ac_stmt *defer)
{
    refuse(scoping, defer->range, AC_RULE_DEFER_UNBRACED,
           "a DEFER must be a statement of a block, and not stand behind a label: put a ';' between them");
    ac_diag_fix(scoping->diags, (struct ac_range){defer->range.begin, defer->range.begin}, "; ");
}

static void find_regions(struct scoping *scoping, struct ac_stmt *stmt)
{
    if (!stmt) {
        return;
    }
    if (stmt->kind == AC_STMT_STEPS) {
        find_regions_in_block_of_steps(scoping, stmt);
        return;
    }
    find_regions_in_steps(scoping, &stmt->pre);
    find_regions_in_steps(scoping, &stmt->step_pre);
    find_regions_in_steps(scoping, &stmt->steps);
    find_regions_in_steps(scoping, &stmt->other_steps);
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        find_regions_in_steps(scoping, &stmt->declarators[i].pre);
    }
    find_regions(scoping, stmt->init);
    if (stmt->kind == AC_STMT_COMPOUND) {
        find_regions_in_block(scoping, stmt, false);
        return;
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        if (stmt->kids[i]->kind == AC_STMT_DEFER && ac_is_label(stmt)) {
            refuse_behind_label(scoping, stmt->kids[i]);
        } else {
            find_regions_in_body(scoping, &stmt->kids[i]);
        }
    }
}

/* A statement that stands in no block, but under another one. */
static void find_regions_in_body(struct scoping *scoping, struct ac_stmt **slot)
{
    move_for_declaration(scoping, slot);
    if ((*slot)->kind == AC_STMT_DEFER) {
        refuse(scoping, (*slot)->range, AC_RULE_DEFER_UNBRACED,
               "a DEFER must be a statement of a block of its own: put braces around it");
        ac_diag_fix_around(scoping->diags, (*slot)->range, "{ ", " }");
    } else {
        find_regions(scoping, *slot);
    }
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

/* An array on the heap is freed by the scope that its block is from its declaration on. */
static void check_arrays(struct scoping *scoping)
{
    for (size_t i = 0; i < scoping->function->locals.count; i++) {
        const struct ac_local *local = scoping->function->locals.items[i];
        if (local->is_on_heap && !local->has_scope) {
            refuse(
                scoping, local->declared, AC_RULE_VARIABLE_SIZE,
                "an array of variable size that exists at an AWAIT, or behind a DEFER, must be declared directly in a "
                "block");
        }
    }
}

void ac_scope(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct scoping scoping = {.arena = unit->arena, .unit = unit, .function = function, .diags = diags};
    find_regions(&scoping, function->body);
    ac_scope_find_exits(unit, function, diags);
    check_arrays(&scoping);
}
