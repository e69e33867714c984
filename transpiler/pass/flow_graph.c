/* flow_graph.c - see flow_graph.h. The order is depth first, with a stack of its own: a function may have any number of
 * blocks in a row. */
#include "pass/flow_graph.h"

struct ac_block *ac_graph_new(struct ac_graph *graph)
{
    struct ac_graph_block *block = ac_new(graph->arena, struct ac_graph_block);
    AC_PUSH(graph->arena, graph, block);
    return &block->block;
}

bool ac_graph_is_reached(const struct ac_block *block)
{
    return ((const struct ac_graph_block *)block)->is_reached;
}

/* And all that it leads to: a loop is visited before the label in it that a jump reaches. */
static void mark_reached(struct ac_graph *graph, struct ac_block *block)
{
    AC_PUSH(graph->arena, &graph->marked, block);
    while (graph->marked.count) {
        block = graph->marked.items[--graph->marked.count];
        if (ac_graph_is_reached(block)) {
            continue;
        }
        ((struct ac_graph_block *)block)->is_reached = true;
        for (size_t i = 0; i < block->successors.count; i++) {
            AC_PUSH(graph->arena, &graph->marked, block->successors.items[i]);
        }
    }
}

struct ac_block *ac_graph_new_reached(struct ac_graph *graph)
{
    struct ac_block *block = ac_graph_new(graph);
    mark_reached(graph, block);
    return block;
}

void ac_graph_edge(struct ac_graph *graph, struct ac_block *from, struct ac_block *to)
{
    if (to) {
        AC_PUSH(graph->arena, &from->successors, to);
        if (ac_graph_is_reached(from) && !ac_graph_is_reached(to)) {
            mark_reached(graph, to);
        }
    }
}

void ac_graph_jump(struct ac_graph *graph, struct ac_block *to, struct ac_block *next)
{
    ac_graph_edge(graph, graph->current, to);
    graph->current = next;
}

void ac_graph_item(struct ac_graph *graph, struct ac_item item)
{
    AC_PUSH(graph->arena, &graph->current->items, item);
}

void ac_graph_local(struct ac_graph *graph, enum ac_item_kind kind, struct ac_local *local)
{
    ac_graph_item(graph, (struct ac_item){.kind = kind, .local = local});
}

void ac_graph_expr(struct ac_graph *graph, struct ac_expr *expr)
{
    if (expr) {
        ac_graph_item(graph, (struct ac_item){.kind = AC_ITEM_EXPR, .expr = expr});
    }
}

void ac_graph_exprs(struct ac_graph *graph, struct ac_expr **exprs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ac_graph_expr(graph, exprs[i]);
    }
}

void ac_graph_use(struct ac_graph *graph, struct ac_local *local, enum ac_access access)
{
    struct ac_expr *expr = ac_new(graph->arena, struct ac_expr);
    expr->kind = AC_EXPR_TEMPORARY;
    expr->range = local->declared;
    expr->type = local->type;
    expr->local = local;
    expr->access = access;
    ac_graph_expr(graph, expr);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

struct visit {
    struct ac_graph_block *block;
    size_t left; /* of its successors; the last comes first, so that the first ends up next to the block */
};

struct order {
    struct ac_arena *arena;
    struct ac_blocks result;
    struct {
        struct visit *items;
        size_t count, capacity;
    } stack;
};

static void push(struct order *order, struct ac_graph_block *block)
{
    struct visit visit = {block, block->block.successors.count};
    block->is_visited = true;
    AC_PUSH(order->arena, &order->stack, visit);
}

static void reverse(struct ac_block **items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct ac_block *swapped = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = swapped;
    }
}

/* Appends what `root` leads to and is not there yet. */
static void append(struct order *order, struct ac_graph_block *root, bool is_reachable)
{
    size_t first = order->result.count;
    push(order, root);
    while (order->stack.count) {
        struct visit *top = &order->stack.items[order->stack.count - 1];
        if (top->left) {
            struct ac_graph_block *next = (struct ac_graph_block *)top->block->block.successors.items[--top->left];
            if (!next->is_visited) {
                push(order, next);
            }
            continue;
        }
        top->block->block.is_reachable = is_reachable;
        AC_PUSH(order->arena, &order->result, &top->block->block);
        order->stack.count--;
    }
    reverse(order->result.items + first, order->result.count - first);
}

struct ac_blocks ac_graph_order(struct ac_graph *graph)
{
    struct order order = {.arena = graph->arena};
    append(&order, graph->items[0], true);
    for (size_t i = 0; i < graph->count; i++) {
        if (!graph->items[i]->is_visited && graph->items[i]->block.items.count) {
            append(&order, graph->items[i], false);
        }
    }
    for (size_t i = 0; i < order.result.count; i++) {
        order.result.items[i]->number = (unsigned)i;
    }
    return order.result;
}
