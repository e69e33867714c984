/* flow_order.c - depth first, with a stack of its own: a function may have any number of blocks in a row. */
#include "pass/flow_order.h"

struct visit {
    struct ac_flow_block *block;
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

static void push(struct order *order, struct ac_flow_block *block)
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
static void append(struct order *order, struct ac_flow_block *root, bool is_reachable)
{
    size_t first = order->result.count;
    push(order, root);
    while (order->stack.count) {
        struct visit *top = &order->stack.items[order->stack.count - 1];
        if (top->left) {
            struct ac_flow_block *next = (struct ac_flow_block *)top->block->block.successors.items[--top->left];
            if (!next->is_visited) {
                push(order, next);
            }
            continue;
        }
        top->block->is_reachable = is_reachable;
        AC_PUSH(order->arena, &order->result, &top->block->block);
        order->stack.count--;
    }
    reverse(order->result.items + first, order->result.count - first);
}

struct ac_blocks ac_flow_order(struct ac_arena *arena, const struct ac_flow_blocks *all)
{
    struct order order = {.arena = arena};
    append(&order, all->items[0], true);
    for (size_t i = 0; i < all->count; i++) {
        if (!all->items[i]->is_visited && all->items[i]->block.items.count) {
            append(&order, all->items[i], false);
        }
    }
    for (size_t i = 0; i < order.result.count; i++) {
        order.result.items[i]->number = (unsigned)i;
    }
    return order.result;
}
