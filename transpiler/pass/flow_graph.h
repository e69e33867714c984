/* flow_graph.h - a control flow graph while it is built: blocks, a current one, edges. Private to flow. */
#ifndef AC_PASS_FLOW_GRAPH_H
#define AC_PASS_FLOW_GRAPH_H

#include "ir.h"

struct ac_graph_block {
    struct ac_block block;
    bool is_reached; /* while it is built: what was seen so far leads here; labels count as reached */
    bool is_visited;
};

struct ac_graph {
    struct ac_arena *arena;
    struct ac_graph_block **items; /* as made; [0] is the entry */
    size_t count, capacity;
    struct ac_block *current; /* what is evaluated now goes there */
    struct ac_blocks marked;  /* as reached, and their successors are not yet */
};

struct ac_block *ac_graph_new(struct ac_graph *graph);
struct ac_block *ac_graph_new_reached(struct ac_graph *graph);
bool ac_graph_is_reached(const struct ac_block *block);

/* To NULL: out of the function. */
void ac_graph_edge(struct ac_graph *graph, struct ac_block *from, struct ac_block *to);
/* The current block goes on to `to` only; what follows is in `next`. */
void ac_graph_jump(struct ac_graph *graph, struct ac_block *to, struct ac_block *next);

void ac_graph_item(struct ac_graph *graph, struct ac_item item);
void ac_graph_local(struct ac_graph *graph, enum ac_item_kind kind, struct ac_local *local);
/* Nothing for NULL. */
void ac_graph_expr(struct ac_graph *graph, struct ac_expr *expr);
void ac_graph_exprs(struct ac_graph *graph, struct ac_expr **exprs, size_t count);
/* A use of a local that no expression of the tree stands for. */
void ac_graph_use(struct ac_graph *graph, struct ac_local *local, enum ac_access access);

/* Reachable blocks in reverse postorder, then what holds something but is unreachable; numbered. */
struct ac_blocks ac_graph_order(struct ac_graph *graph);

#endif
