/* starts.c - which functions may be asked to start later, on a fresh C stack or as a task: those that are spawned or
 * have their address taken, those that other files call, and those that call themselves by way of whatever.
 *
 * The last are found by Tarjan's algorithm: a function recurses where its strongly connected component in the graph of
 * direct calls has more than one member, or where it calls itself. It takes time in proportion to the AWAITs of the
 * file. */
#include "starts.h"

#include "../ir_walk.h"

/* The hash table lives in the arena like all else. */
#define uthash_malloc(size) ac_alloc(arena, (size))
#define uthash_free(memory, size) ((void)(memory), (void)(size))
#include <uthash.h>

struct node {
    const char *name;
    struct ac_function *function;
    unsigned number; /* in the order of the visits, from 1; 0: not visited */
    unsigned lowest; /* number of the first node of its component that is known so far */
    bool is_open;    /* on the stack: its component is not complete */
    UT_hash_handle hh;
};

struct calls {
    struct node *nodes; /* by name */
    unsigned visited;
    struct {
        struct node **items;
        size_t count, capacity;
    } stack;
    struct ac_arena *arena;
};

static struct node *find(const struct calls *calls, const char *name)
{
    struct node *node = NULL;
    if (name) {
        HASH_FIND_STR(calls->nodes, name, node);
    }
    return node;
}

/* NOLINTNEXTLINE(readability-function-size): it is HASH_ADD that has many statements */
static void add(struct ac_arena *arena, struct calls *calls, struct ac_function *function)
{
    if (!find(calls, function->name)) {
        struct node *node = ac_new(arena, struct node);
        node->name = function->name;
        node->function = function;
        HASH_ADD_KEYPTR(hh, calls->nodes, node->name, strlen(node->name), node);
    }
}

/* ---- what is spawned --------------------------------------------------------------------------------------------- */

/* Spawned, or taken as a value: not the callee of an AWAIT. */
static bool note_spawned(void *data, struct ac_expr *expr)
{
    const struct calls *calls = data;
    if ((expr->kind == AC_EXPR_START || expr->kind == AC_EXPR_ASYNC_FUNCTION) && expr->callee) {
        struct node *node = find(calls, expr->callee->name);
        if (node) {
            node->function->is_spawned = true;
        }
    }
    return true;
}

/* The callee of an await is an ASYNC_FUNCTION too; only its arguments count here. */
static bool note_spawned_in_stmt(void *data, struct ac_stmt *stmt)
{
    struct ac_walker walker = {note_spawned_in_stmt, note_spawned, data};
    if (stmt->kind == AC_STMT_AWAIT) {
        size_t count;
        struct ac_expr **operands = ac_await_operands(stmt->await, &count);
        for (size_t i = 0; i < count; i++) {
            ac_walk_expr(&walker, operands[i]);
        }
        return false;
    }
    return true;
}

/* ---- what recurses ----------------------------------------------------------------------------------------------- */

static struct node *callee_of(const struct calls *calls, const struct ac_await *await)
{
    return await->callee->is_operation ? NULL : find(calls, await->callee->name);
}

/* All that has been visited since `first` and belongs to no other component is one. */
static void close_component(struct calls *calls, struct node *first)
{
    bool is_cycle = calls->stack.items[calls->stack.count - 1] != first;
    struct node *node;
    do {
        node = calls->stack.items[--calls->stack.count];
        node->is_open = false;
        node->function->is_recursive |= is_cycle;
    } while (node != first);
}

static void visit(struct calls *calls, struct node *node)
{
    node->number = node->lowest = ++calls->visited;
    node->is_open = true;
    AC_PUSH(calls->arena, &calls->stack, node);
    for (size_t i = 0; i < node->function->awaits.count; i++) {
        struct node *callee = callee_of(calls, node->function->awaits.items[i]);
        if (!callee) {
            continue;
        }
        node->function->is_recursive |= callee == node;
        if (!callee->number) {
            visit(calls, callee);
        }
        if (callee->is_open && callee->lowest < node->lowest) {
            node->lowest = callee->lowest;
        }
    }
    if (node->lowest == node->number) {
        close_component(calls, node);
    }
}

void ac_decide_starts(struct ac_unit *unit)
{
    struct calls calls = {.arena = unit->arena};
    struct ac_walker walker = {note_spawned_in_stmt, note_spawned, &calls};
    for (size_t i = 0; i < unit->functions.count; i++) {
        add(unit->arena, &calls, unit->functions.items[i]);
    }
    for (size_t i = 0; i < unit->functions.count; i++) {
        ac_walk_stmt(&walker, unit->functions.items[i]->body);
    }
    for (size_t i = 0; i < unit->changes.count; i++) {
        ac_walk_expr(&walker, unit->changes.items[i].expr);
    }
    for (struct node *node = calls.nodes; node; node = node->hh.next) {
        if (!node->number) {
            visit(&calls, node);
        }
    }
    for (size_t i = 0; i < unit->functions.count; i++) {
        struct ac_function *function = unit->functions.items[i];
        function->starts_later = function->is_spawned || function->is_recursive || !function->is_static;
        function->starts_later &= !function->is_variadic; /* where would its arguments be kept? */
    }
}
