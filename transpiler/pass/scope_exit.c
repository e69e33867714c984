/* scope_exit.c - tells each exit which scopes it leaves, and each scope how it is left.
 *
 *     { DEFER a; for (;;) { DEFER b; if (x) return 1; if (y) break; } }
 *
 * The return leaves the scopes of b and a; it notes so in that of b, whose clean-up goes on to a's. The break leaves
 * that of b only. An await leaves all of them, where it fails.
 *
 * Refuses: jumps into a scope. */
#include "scope_exit.h"

#include "nodes.h"

/* A goto, and the scope that it stands in. */
struct placed_goto {
    struct ac_stmt *stmt;
    struct ac_scope *scope;
};

struct exits {
    struct ac_arena *arena;
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
    unsigned jumps;
    struct {
        struct placed_goto *items;
        size_t count, capacity;
    } gotos;
    struct ac_scope *switch_scope; /* what the innermost switch stands in */
};

static void refuse(struct exits *exits, struct ac_range range, const char *what)
{
    ac_diag(exits->diags, AC_ERROR, exits->unit->source, range, AC_RULE_DEFER_JUMP, "%s", what);
}

static void find_exits(struct exits *exits, struct ac_stmt *stmt, struct ac_scope *scope);

static void leave_all(struct ac_scope *scope, bool by_return)
{
    for (; scope; scope = scope->outer) {
        scope->returns |= by_return;
        scope->fails |= !by_return;
    }
}

static bool is_within(const struct ac_scope *inner, const struct ac_scope *outer)
{
    while (inner && inner != outer) {
        inner = inner->outer;
    }
    return inner == outer;
}

static void add_jump(struct exits *exits, struct ac_stmt *jump, struct ac_scope *scope)
{
    struct ac_scope *target = jump->target->inside;
    if (scope == target) {
        return;
    }
    if (!is_within(scope, target)) {
        refuse(exits, jump->range,
               "this jumps into the scope of a DEFER or of a cleanup variable, past where it begins");
        return;
    }
    jump->unwind = scope;
    jump->leave = AC_LEAVE_JUMP + exits->jumps++;
    for (; scope != target; scope = scope->outer) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): target is around it, as is_within() has found */
        AC_PUSH(exits->arena, &scope->jumps, jump);
    }
}

static void find_exits_in_steps(struct exits *exits, struct ac_steps *steps, struct ac_scope *scope)
{
    for (size_t i = 0; i < steps->count; i++) {
        find_exits(exits, steps->items[i], scope);
    }
}

static void find_exit(struct exits *exits, struct ac_stmt *stmt, struct ac_scope *scope)
{
    switch (stmt->kind) {
    case AC_STMT_RETURN:
        stmt->unwind = scope;
        stmt->leave = AC_LEAVE_RETURN;
        leave_all(scope, true);
        break;
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
        stmt->unwind = scope;
        stmt->leave = AC_LEAVE_FAILED;
        leave_all(scope, false);
        break;
    case AC_STMT_AWAIT:
        stmt->await->unwind = scope;
        if (!stmt->await->error) {
            leave_all(scope, false);
        }
        break;
    case AC_STMT_DECL:
        stmt->inside = scope;
        if (ac_declares_on_heap(stmt)) { /* there may be no memory */
            leave_all(scope, false);
        }
        break;
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
        if (stmt->target) {
            add_jump(exits, stmt, scope);
        }
        break;
    case AC_STMT_GOTO:
        AC_PUSH(exits->arena, &exits->gotos, ((struct placed_goto){stmt, scope}));
        break;
    case AC_STMT_COMPUTED_GOTO:
        if (exits->function->scopes.count) {
            refuse(exits, stmt->range,
                   "a computed goto cannot stand in a function with a DEFER, or with cleanup variables or arrays of "
                   "variable size that outlive an AWAIT");
        }
        break;
    case AC_STMT_CASE:
    case AC_STMT_DEFAULT:
        if (scope != exits->switch_scope) {
            refuse(exits, stmt->range,
                   "this label would be jumped to past a DEFER or a cleanup variable of its block: end the "
                   "block in front of it");
        }
        break;
    default:
        stmt->inside = scope;
        break;
    }
}

static void find_exits_of_scope(struct exits *exits, struct ac_stmt *stmt, struct ac_scope *outer)
{
    stmt->scope->outer = outer;
    find_exits(exits, stmt->kids[0], stmt->scope);
    if (stmt->kid_count > 1) {
        find_exits(exits, stmt->kids[1], outer);
    }
}

static void find_exits(struct exits *exits, struct ac_stmt *stmt, struct ac_scope *scope)
{
    struct ac_scope *switch_scope = exits->switch_scope;
    if (!stmt) {
        return;
    }
    find_exit(exits, stmt, scope);
    find_exits_in_steps(exits, &stmt->pre, scope);
    find_exits_in_steps(exits, &stmt->step_pre, scope);
    find_exits_in_steps(exits, &stmt->steps, scope);
    find_exits_in_steps(exits, &stmt->other_steps, scope);
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        find_exits_in_steps(exits, &stmt->declarators[i].pre, scope);
    }
    find_exits(exits, stmt->init, scope);
    if (stmt->kind == AC_STMT_SCOPE) {
        find_exits_of_scope(exits, stmt, scope);
        return;
    }
    if (stmt->kind == AC_STMT_SWITCH) {
        exits->switch_scope = scope;
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        find_exits(exits, stmt->kids[i], scope);
    }
    exits->switch_scope = switch_scope;
}

static void find_goto_exits(struct exits *exits)
{
    for (size_t i = 0; i < exits->gotos.count; i++) {
        const struct placed_goto *jump = &exits->gotos.items[i];
        if (jump->stmt->target) {
            add_jump(exits, jump->stmt, jump->scope);
        }
    }
}

static const struct ac_type *error_type(void)
{
    static const struct ac_type type = {
        .before = "async_error ", .after = "", .spelling = "async_error", .size = 192, .align = 8, .is_record = true};
    return &type;
}

/* Where no exit is an error there is none to keep. */
static void make_errors(struct exits *exits)
{
    for (size_t i = 0; i < exits->function->scopes.count; i++) {
        struct ac_scope *scope = exits->function->scopes.items[i];
        if (scope->fails && scope->touches_error) {
            scope->error = ac_new_temporary(exits->arena, exits->function, "error", error_type());
        }
    }
}

void ac_scope_find_exits(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct exits exits = {.arena = unit->arena, .unit = unit, .function = function, .diags = diags};
    find_exits(&exits, function->body, NULL);
    find_goto_exits(&exits);
    make_errors(&exits);
}
