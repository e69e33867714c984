/* sizes.c - see sizes.h. */
#include "pass/sizes.h"

#include "ir_walk.h"
#include "pass/nodes.h"
#include "pass/quiet.h"

#include <string.h>

struct sizing {
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
    const struct ac_stmt *head; /* the declaration of the for that was met last */
};

static void refuse(const struct sizing *sizing, struct ac_range range, const char *name, const char *why)
{
    ac_diag(sizing->diags, AC_ERROR, sizing->unit->source, range, AC_RULE_VARIABLE_SIZE,
            "'%s' has a variable size, and an AWAIT in its scope or a DEFER in front of it: %s", name, why);
}

static bool await_in(const struct ac_function *function, struct ac_range scope)
{
    for (size_t i = 0; i < function->awaits.count; i++) {
        size_t at = function->awaits.items[i]->range.begin;
        if (at >= scope.begin && at < scope.end) {
            return true;
        }
    }
    return false;
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

static const struct ac_type *size_type(void)
{
    static const struct ac_type type = {.before = "unsigned long ",
                                        .after = "",
                                        .spelling = "unsigned long",
                                        .size = sizeof(size_t),
                                        .align = _Alignof(size_t),
                                        .is_scalar = true};
    return &type;
}

static size_t count_marks(const char *text)
{
    size_t count = 0;
    for (; (text = strchr(text, AC_SIZE_MARK)); text++) {
        count++;
    }
    return count;
}

static void make_bounds(const struct sizing *sizing, struct ac_local *local)
{
    struct ac_arena *arena = sizing->unit->arena;
    local->bounds = ac_alloc(arena, (local->sizes.count + 1) * sizeof *local->bounds);
    for (size_t i = 0; i < local->sizes.count; i++) {
        struct ac_local *bound =
            ac_new_temporary(arena, sizing->function, ac_format(arena, "%s_size", local->name), size_type());
        bound->bound_of = local;
        bound->scope = local->scope;
        local->bounds[i] = bound;
    }
    local->is_on_heap = local->type->marked[0] == '[' && local->type->marked[1] == AC_SIZE_MARK;
}

/* What the compiler gives up at the end of the block is left to it where nothing awaits. */
static bool becomes_scope(const struct ac_stmt *stmt, struct ac_stmt *block)
{
    bool has_cleanup = false;
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        has_cleanup |= stmt->declarators[i].local && stmt->declarators[i].local->cleanup;
    }
    return stmt->kind == AC_STMT_DEFER || (has_cleanup && ac_has_await_step(block));
}

static bool visit_block(void *data, struct ac_stmt *block)
{
    struct ac_stmts stmts = ac_stmts_of_block(block);
    bool is_behind = false;
    (void)data;
    for (size_t i = 0; i < stmts.count; i++) {
        const struct ac_stmt *declaration = ac_labelled_declaration(stmts.items[i]);
        is_behind |= becomes_scope(stmts.items[i], block);
        for (size_t j = 0; is_behind && declaration && j < declaration->declarator_count; j++) {
            if (declaration->declarators[j].local) {
                declaration->declarators[j].local->is_behind_cleanup = true;
            }
        }
    }
    return true;
}

static bool is_kept(const struct sizing *sizing, const struct ac_local *local)
{
    return local->is_parameter || local->is_behind_cleanup || await_in(sizing->function, local->scope);
}

/* Parameters have bounds in any case: the sizes in a lowered parameter would be those of a call that only resumes. */
static void keep(const struct sizing *sizing, struct ac_local *local)
{
    if (!local->type->is_variably_modified || !is_kept(sizing, local)) {
        return;
    }
    if (local->is_temporary) {
        ac_diag(sizing->diags, AC_ERROR, sizing->unit->source, local->declared, AC_RULE_VARIABLE_SIZE,
                "the type of this value has a variable size, and an AWAIT takes apart what it is in: give the value of "
                "the AWAIT a name before");
    } else if (!local->sizes.count || local->sizes.count != count_marks(local->type->marked)) {
        refuse(sizing, local->declared, local->name, "its own declaration must say all sizes");
    } else {
        make_bounds(sizing, local);
    }
}

/* ---- sizes from what is kept -------------------------------------------------------------------------------------

 * While Clang 19 reads the size of a variable it must not meet many types of variable size, as each mention of what is
 * kept has one: its table of them moves, and it crashes. Such a size is read before. */

static bool note_kept(void *found, struct ac_expr *expr)
{
    *(bool *)found |= expr->local && expr->local->bounds;
    return !*(bool *)found;
}

static bool is_sized_by_kept(const struct ac_declarator *declarator)
{
    bool found = false;
    for (size_t i = 0; i < declarator->size_count; i++) {
        ac_walk_expr(&(struct ac_walker){.expr = note_kept, .data = &found}, declarator->sizes[i]);
    }
    return found && declarator->local && !declarator->local->bounds;
}

static void read_sizes_before(const struct sizing *sizing, struct ac_declarator *declarator)
{
    struct ac_arena *arena = sizing->unit->arena;
    struct ac_steps steps = {0};
    for (size_t i = 0; i < declarator->size_steps; i++) {
        AC_PUSH(arena, &steps, declarator->pre.items[i]);
    }
    for (size_t i = 0; i < declarator->size_count; i++) {
        struct ac_expr *size = declarator->sizes[i];
        if (!ac_is_constant(size)) {
            struct ac_local *value = ac_new_temporary(arena, sizing->function, "size", size_type());
            struct ac_stmt *let = ac_new_let(arena, value, size);
            let->is_silenced = ac_size_needs_silence(size);
            AC_PUSH(arena, &steps, let);
            declarator->sizes[i] = ac_new_temporary_expr(arena, value, size->range);
        }
    }
    size_t size_steps = steps.count;
    for (size_t i = declarator->size_steps; i < declarator->pre.count; i++) {
        AC_PUSH(arena, &steps, declarator->pre.items[i]);
    }
    declarator->size_steps = size_steps;
    declarator->pre = steps;
}

/* Not in the head of a for, which has no place for steps. */
static bool visit_stmt(void *data, struct ac_stmt *stmt)
{
    struct sizing *sizing = data;
    if (stmt->kind == AC_STMT_FOR) {
        sizing->head = stmt->init;
    }
    for (size_t i = 0; stmt != sizing->head && i < stmt->declarator_count; i++) {
        if (is_sized_by_kept(&stmt->declarators[i])) {
            read_sizes_before(sizing, &stmt->declarators[i]);
        }
    }
    return true;
}

static bool visit_expr(void *data, struct ac_expr *expr)
{
    (void)data;
    return expr->kind != AC_EXPR_UNEVALUATED;
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

/* Typedefs and statics stay where they are, in the way of every jump. */
static void check_other_names(const struct sizing *sizing)
{
    for (size_t i = 0; i < sizing->function->hidings.count; i++) {
        const struct ac_hiding *hiding = &sizing->function->hidings.items[i];
        if (hiding->is_variably_modified && await_in(sizing->function, hiding->scope)) {
            refuse(sizing, hiding->scope, hiding->name, "write the type out where it is used");
        }
    }
}

void ac_sizes(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct sizing sizing = {unit, function, diags, NULL};
    size_t count = function->locals.count; /* more are made on the way */
    ac_walk_stmt(&(struct ac_walker){.stmt = visit_block, .expr = visit_expr, .data = &sizing}, function->body);
    for (size_t i = 0; i < count; i++) {
        keep(&sizing, function->locals.items[i]);
    }
    check_other_names(&sizing);
    ac_walk_stmt(&(struct ac_walker){.stmt = visit_stmt, .expr = visit_expr, .data = &sizing}, function->body);
}
