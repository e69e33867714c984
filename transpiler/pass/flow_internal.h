/* flow_internal.h - what the parts of flow share. */
#ifndef AC_PASS_FLOW_INTERNAL_H
#define AC_PASS_FLOW_INTERNAL_H

#include "pass/flow_graph.h"

/* A loop or switch around the current place. */
struct ac_nest {
    struct ac_stmt *stmt;
    struct ac_block *break_to, *continue_to;
    struct ac_block *dispatch; /* of a switch: ends with the selection */
    bool has_default;
    struct ac_nest *outer;
};

struct ac_flow_label {
    const struct ac_stmt *stmt;
    struct ac_block *block;
};

/* How a scope is left. */
struct ac_cleanup {
    struct ac_stmt *stmt;             /* its AC_STMT_SCOPE */
    struct ac_block *shared;          /* the clean-up, where it appears once */
    struct ac_block *returns, *fails; /* what such an exit goes through; made when first needed */
};

struct ac_flowing {
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_graph graph;
    struct ac_nest *nest;
    struct {
        struct ac_flow_label *items; /* by address */
        size_t count, capacity;
    } labels;
    struct ac_block *computed;   /* what computed gotos go through */
    struct ac_cleanup *cleanups; /* by the number of the scope */
};

/* An exit out of scopes: `jump` and `target` of an AC_LEAVE_JUMP. */
struct ac_leaving {
    enum ac_leave kind;
    const struct ac_stmt *jump;
    struct ac_block *target;
};

/* flow.c */
void ac_flow_statement(struct ac_flowing *flow, struct ac_stmt *stmt);
void ac_flow_statements(struct ac_flowing *flow, struct ac_stmt **items, size_t count);
struct ac_leaving ac_flow_jump(const struct ac_flowing *flow, const struct ac_stmt *stmt);

/* flow_scope.c: an AC_STMT_SCOPE */
void ac_flow_scope(struct ac_flowing *flow, struct ac_stmt *stmt);
/* Where an exit goes that leaves `scope` and maybe some around it: through their clean-ups. NULL: out of the function.
 */
struct ac_block *ac_flow_unwind(struct ac_flowing *flow, struct ac_scope *scope, struct ac_leaving leaving);

#endif
