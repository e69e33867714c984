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

/* The clean-up of a scope, and the blocks that note how it is entered; made when first needed. */
struct ac_cleanup {
    struct ac_block *entry, *leaves, *fails;
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

/* flow.c */
void ac_flow_statement(struct ac_flowing *flow, struct ac_stmt *stmt);
void ac_flow_statements(struct ac_flowing *flow, struct ac_stmt **items, size_t count);
/* Where a GOTO, BREAK or CONTINUE leads. */
struct ac_block *ac_flow_target(const struct ac_flowing *flow, const struct ac_stmt *jump);

/* flow_scope.c: an AC_STMT_SCOPE */
void ac_flow_scope(struct ac_flowing *flow, struct ac_stmt *stmt);
/* Where an exit goes that leaves `scope`, or with an error fails; NULL, out of the function, where `scope` is NULL. */
struct ac_block *ac_flow_way_out(struct ac_flowing *flow, struct ac_scope *scope, bool fails);

#endif
