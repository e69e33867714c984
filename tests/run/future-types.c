/* Futures of each kind of type, queues, and what is made of futures, keep their types in frames, parameters and temporaries. */
// erase: no, it spawns
#include "support.h"

#include <stdio.h>

typedef FUTURE(int) job;
typedef int operation(char, int);
struct pair {
    int left;
    FUTURE(int) right;
};

static int plus(char a, int b)
{
    return a + b;
}

static ASYNC int number(int x)
{
    AWAIT(turn());
    return x;
}

static ASYNC operation *chosen(void)
{
    AWAIT(turn());
    return plus;
}

static ASYNC FUTURE(int) started(int x)
{
    AWAIT(turn());
    return SPAWN(number(x));
}

static ASYNC int (*row(int (*rows)[3], int which))[3]
{
    AWAIT(turn());
    return rows + which;
}

static ASYNC int joined(FUTURE(int) const *futures, FUTURE(int) one, job other)
{
    int sum = AWAIT(async_join(one)) * 100 + AWAIT(async_join(other)) * 10;
    return sum + AWAIT(async_join(*futures));
}

static ASYNC void in_parameters(void)
{
    FUTURE(int) const kept = SPAWN(number(3));
    printf("%d\n", AWAIT(joined(&kept, SPAWN(number(1)), SPAWN(number(2)))));
}

static ASYNC void of_pointers(void)
{
    static int rows[2][3] = {{1, 2, 3}, {4, 5, 6}};
    FUTURE(operation *) function = SPAWN(chosen());
    FUTURE(int(*)[3]) second = SPAWN(row(rows, 1));
    FUTURE(FUTURE(int)) nested = SPAWN(started(7));
    AWAIT(turn());
    operation *call = AWAIT(async_join(function));
    printf("%d\n", call(1, AWAIT(quiet(2))));
    printf("%d\n", (*AWAIT(async_join(second)))[2]);
    printf("%d\n", AWAIT(async_join(AWAIT(async_join(nested)))));
}

static ASYNC void of_block_types(void)
{
    struct local {
        int a, b;
    } value = {1, 2};
    FUTURE(struct local *) future = async_future_new(struct local *);
    AWAIT(turn());
    async_future_set_result(future, &value);
    printf("%d\n", AWAIT(async_join(future))->b);
}

/* A pointer to a function that takes what the functions behind a FUTURE take, but is none. */
static int is_none(struct async__tag *tag, ...)
{
    return tag ? 1 : 2;
}

static ASYNC void in_aggregates(int n)
{
    FUTURE(int) grid[2][2] = {{SPAWN(number(1)), SPAWN(number(2))}, {SPAWN(number(3)), SPAWN(number(4))}};
    FUTURE(int) *const volatile last = &grid[1][1];
    FUTURE(int) sized[n];
    FUTURE(int) (*rows)[2] = grid;
    struct pair pair = {AWAIT(quiet(5)), SPAWN(number(6))};
    int (*function)(struct async__tag *, ...) = is_none, (**pointer)(struct async__tag *, ...) = &function;
    sized[n - 1] = SPAWN(number(9));
    AWAIT(turn());
    printf("%d%d", AWAIT(async_join(rows[0][1])), AWAIT(async_join(rows[1][0])));
    printf("%d%d", AWAIT(async_join(*last)), AWAIT(async_join(grid[0][0])));
    printf("%d%d", pair.left, AWAIT(async_join(pair.right)));
    printf("%d%d\n", AWAIT(async_join(sized[n - 1])), (*pointer)(NULL));
}

static ASYNC void in_one_declaration(void)
{
    ASYNC_QUEUE(int) first, *second = &first;
    FUTURE(int) one = SPAWN(number(1)), two = SPAWN(number(2));
    async_queue_init(&first, 1);
    AWAIT(async_queue_put(second, AWAIT(async_join(one))));
    printf("%d%d\n", AWAIT(async_queue_get(&first)), AWAIT(async_join(two)));
    async_queue_destroy(second);
}

static ASYNC int test(void)
{
    AWAIT(in_parameters());
    AWAIT(of_pointers());
    AWAIT(of_block_types());
    AWAIT(in_aggregates(AWAIT(quiet(3))));
    AWAIT(in_one_declaration());
    return 0;
}

int main(void)
{
    return async_run(test());
}
