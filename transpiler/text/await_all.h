/* await_all.h - AWAIT_ALL spelled out: a group of tasks whose values are assigned when all have ended.
 *
 *     AWAIT_ALL(a = f(1), b = g(2));
 *
 *     ({ async_any async__futures[4]; async_group async__all[1];
 *        AWAIT(async__all_enter(async__all, async__futures, 2, 2));
 *        DEFER { AWAIT(async__group_leave(async__all, async__block_error())); }
 *        __auto_type async__all_1 = SPAWN_INTO(async__all, f(1)); async__futures[0] = (async_any)async__all_1;
 *        __auto_type async__all_2 = SPAWN_INTO(async__all, g(2)); async__futures[1] = (async_any)async__all_2;
 *        AWAIT(async__group_settle(async__all));
 *        a = async_future_result(async__all_1); b = async_future_result(async__all_2); (void)0; });
 *
 * No loop: a `break` in an argument is one of the user's.
 */
#ifndef AC_AWAIT_ALL_H
#define AC_AWAIT_ALL_H

#include "lex.h"

/* Tokens first to last become `by`. */
struct ac_all_piece {
    uint32_t first, last;
    const char *by;
};

struct ac_all_pieces {
    struct ac_all_piece *items;
    size_t count, capacity;
};

/* How its markers are spelled: what stands around an awaited call and around one that begins a task, and the DEFER. */
struct ac_all_spelling {
    const char *await, *awaited, *spawn, *spawned, *leave;
};

/* How it reads what stands left of an assignment, whose text moves. */
struct ac_all_reader {
    /* What the token stands for, and *token moved to the next one. NULL: it cannot be moved. */
    const char *(*read)(void *data, uint32_t *token);
    void *data;
};

/* What becomes of the tokens around its calls, from its name to the parenthesis that closes it. None where an argument
 * is empty, or the left side of an assignment cannot be moved. */
struct ac_all_pieces ac_all_pieces(struct ac_arena *arena, const struct ac_tokens *tokens, uint32_t name,
                                   const struct ac_all_spelling *spelling, struct ac_all_reader reader);

#endif
