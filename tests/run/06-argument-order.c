/* `g(h(), AWAIT(f()), k())`: the function, then its arguments, left to right; each variable is read when reached. */
#include "support.h"

#include <stdio.h>

// erase: no, C leaves the order open

static int show(int a, int b, int c)
{
    printf("show %d %d %d\n", a, b, c);
    return a + b + c;
}

static int show_backwards(int a, int b, int c)
{
    printf("backwards %d %d %d\n", c, b, a);
    return a - b - c;
}

static int (*shown)(int, int, int) = show;
static int x = 1;

static ASYNC int change(void)
{
    puts("change");
    shown = show_backwards;
    AWAIT(turn());
    return x = 2;
}

static ASYNC int sum(int a, int b)
{
    AWAIT(turn());
    return a + b;
}

static ASYNC int test(void)
{
    show(note(1), AWAIT(get(2)), note(3));
    show(AWAIT(get(1)), note(2), AWAIT(get(3)));
    show(x, AWAIT(change()), x);
    x = 1;
    shown = show;
    shown(x, AWAIT(change()), x);
    show(AWAIT(get(1)), note(2), note(3)); /* behind the last AWAIT too */
    printf("%d\n", AWAIT(sum(note(4), AWAIT(sum(AWAIT(get(5)), note(6))))));
    x = 1;
    printf("%d\n", AWAIT(sum(x, AWAIT(change()))));
    show(show(note(1), 2, AWAIT(get(3))), AWAIT(get(4)), show(note(5), AWAIT(get(6)), 7));
    __atomic_store_n(&x, AWAIT(get(7)), (note(8), __ATOMIC_RELAXED)); /* by the text, whatever the tree */
    printf("%d\n", x);
    return 0;
}

int main(void)
{
    return async_run(test());
}
