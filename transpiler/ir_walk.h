/* ir_walk.h - visits every statement and expression below one, parents first, parts in the order of evaluation where
 * that is fixed. For passes that ask; those that replace nodes walk by themselves. */
#ifndef AC_IR_WALK_H
#define AC_IR_WALK_H

#include "ir.h"

struct ac_walker {
    /* Each answers whether to go on below the node. NULL: go on. */
    bool (*stmt)(void *data, struct ac_stmt *stmt);
    bool (*expr)(void *data, struct ac_expr *expr);
    void *data;
};

/* NULL nodes are fine. */
void ac_walk_stmt(const struct ac_walker *walker, struct ac_stmt *stmt);
void ac_walk_expr(const struct ac_walker *walker, struct ac_expr *expr);

/* Whether an AC_STMT_AWAIT is in it. After hoist. */
bool ac_has_await_step(struct ac_stmt *stmt);

struct ac_stmts {
    struct ac_stmt **items;
    size_t count;
};
/* The statements of a block, or of the STEPS in the place of one; of others none. */
struct ac_stmts ac_stmts_of_block(const struct ac_stmt *stmt);

/* Whether control never reaches the end of a block, by its last statements: what the compiler could tell of the user's
 * text must not get lost behind the dispatch of a scope. */
bool ac_never_ends(const struct ac_stmt *stmt);

/* The expression inside its parentheses. */
struct ac_expr *ac_inside_parens(struct ac_expr *expr);

/* The expressions that the call of an await evaluates: its arguments, and the callee of a call through a pointer. */
struct ac_expr **ac_await_operands(const struct ac_await *await, size_t *count);

/* Whether a local is in await->live. */
bool ac_is_kept_by(const struct ac_await *await, const struct ac_local *local);

#endif
