/* await_all.c - see await_all.h. What stands left of an assignment moves behind the end of all calls, token by token.
 */
#include "await_all.h"

struct call {
    const char *target; /* what its value is assigned to; NULL: nothing */
    size_t number;      /* among those that are assigned, from 1 on */
    uint32_t before;    /* the last token in front of it */
    uint32_t end;       /* the token behind it, a comma or the parenthesis */
};

struct all {
    struct ac_arena *arena;
    const struct ac_tokens *tokens;
    const struct ac_all_spelling *spelling;
    struct ac_all_reader reader;
    struct {
        struct call *items;
        size_t count, capacity;
    } calls;
    size_t targets; /* calls of which the value is assigned */
};

static long depth_change(uint16_t op)
{
    return (op == '[' || op == '{' || op == '(') - (op == ']' || op == '}' || op == ')');
}

/* The `=` among the tokens, or AC_NO_TOKEN. */
static uint32_t find_assignment(const struct ac_tokens *tokens, uint32_t from, uint32_t end)
{
    long depth = 0;
    for (uint32_t i = from; i < end; i++) {
        uint16_t op = tokens->items[i].token.op;
        if (op == '=' && depth == 0) {
            return i;
        }
        depth += depth_change(op);
    }
    return AC_NO_TOKEN;
}

/* What the tokens stand for, on one line. NULL where it cannot be moved. */
static const char *joined(const struct all *all, uint32_t from, uint32_t end)
{
    const struct ac_nested_token *tokens = all->tokens->items;
    const char *result = "";
    for (uint32_t i = from; i < end;) {
        bool is_apart = i > from && tokens[i].token.begin > tokens[i - 1].token.end;
        const char *part = all->reader.read(all->reader.data, &i);
        if (!part) {
            return NULL;
        }
        result = ac_format(all->arena, "%s%s%s", result, is_apart ? " " : "", part);
    }
    return result;
}

/* The call of an argument, behind the token `at`. False where it is none, or its target cannot be moved. */
static bool find_call(struct all *all, uint32_t at, uint32_t close, struct call *ret_call)
{
    struct call call = {.before = at, .end = ac_next_comma(all->tokens, at + 1, close)};
    uint32_t assignment = find_assignment(all->tokens, at + 1, call.end);
    if (assignment != AC_NO_TOKEN) {
        call.target = joined(all, at + 1, assignment);
        call.number = ++all->targets;
        call.before = assignment;
    }
    *ret_call = call;
    return call.before + 1 < call.end && (call.target || assignment == AC_NO_TOKEN);
}

static bool find_calls(struct all *all, uint32_t open, uint32_t close)
{
    struct call call = {.end = open};
    do {
        if (!find_call(all, call.end, close, &call)) {
            return false;
        }
        AC_PUSH(all->arena, &all->calls, call);
    } while (call.end != close);
    return true;
}

static const char *begun(const struct all *all, const struct call *call)
{
    const char *spawn = all->spelling->spawn;
    return call->target ? ac_format(all->arena, " __auto_type async__all_%zu = %s", call->number, spawn)
                        : ac_format(all->arena, " %s", spawn);
}

static const char *ended(const struct all *all, const struct call *call)
{
    const char *spawned = all->spelling->spawned;
    return call->target ? ac_format(all->arena, "%s; async__futures[%zu] = (async_any)async__all_%zu;", spawned,
                                    call->number - 1, call->number)
                        : ac_format(all->arena, "%s;", spawned);
}

static const char *awaited(const struct all *all, const char *call)
{
    return ac_format(all->arena, "%s%s%s", all->spelling->await, call, all->spelling->awaited);
}

/* The array has the futures, and room for the group's list of tasks. */
static const char *at_begin(const struct all *all)
{
    const char *enter =
        ac_format(all->arena, "async__all_enter(async__all, async__futures, %zu, %zu)", all->targets, all->calls.count);
    return ac_format(all->arena, "({ async_any async__futures[%zu]; async_group async__all[1];%s%s%s",
                     all->targets + all->calls.count, awaited(all, enter), all->spelling->leave,
                     begun(all, &all->calls.items[0]));
}

static const char *at_end(const struct all *all)
{
    const struct call *calls = all->calls.items;
    const char *result = ac_format(all->arena, "%s%s", ended(all, &calls[all->calls.count - 1]),
                                   awaited(all, "async__group_settle(async__all)"));
    for (size_t i = 0; i < all->calls.count; i++) {
        if (calls[i].target) {
            /* In parentheses no declaration can stand, which nobody would see. */
            result = ac_format(all->arena, "%s (%s) = async_future_result(async__all_%zu);", result, calls[i].target,
                               calls[i].number);
        }
    }
    return ac_format(all->arena, "%s (void)0; })", result);
}

struct ac_all_pieces ac_all_pieces(struct ac_arena *arena, const struct ac_tokens *tokens, uint32_t name,
                                   const struct ac_all_spelling *spelling, struct ac_all_reader reader)
{
    struct all all = {.arena = arena, .tokens = tokens, .spelling = spelling, .reader = reader};
    struct ac_all_pieces pieces = {0};
    uint32_t close = tokens->items[name + 1].pair;
    if (!find_calls(&all, name + 1, close)) {
        return pieces;
    }
    const struct call *calls = all.calls.items;
    AC_PUSH(arena, &pieces, ((struct ac_all_piece){name, calls[0].before, at_begin(&all)}));
    for (size_t i = 1; i < all.calls.count; i++) {
        const char *by = ac_format(arena, "%s%s", ended(&all, &calls[i - 1]), begun(&all, &calls[i]));
        AC_PUSH(arena, &pieces, ((struct ac_all_piece){calls[i - 1].end, calls[i].before, by}));
    }
    AC_PUSH(arena, &pieces, ((struct ac_all_piece){close, close, at_end(&all)}));
    return pieces;
}
