/* What sizeof and typeof are of has a variable size, as a cast says: C reads the size, and evaluates such an operand of
 * sizeof. Here nothing else keeps the size across the AWAIT. */
#include "support.h"

#include <stdio.h>

static ASYNC int of_cast(int n, int *p)
{
    return AWAIT(quiet(1)) + (int)sizeof *(int(*)[n])p;
}

static ASYNC int of_statements(int n, int *p)
{
    AWAIT(turn());
    return (int)sizeof(*({ int(*q)[n] = (void *)p; q; }));
}

/* The first operand is evaluated, and before the second one. */
static ASYNC int with_effect(int n, int *p)
{
    return (int)sizeof(*(int(*)[n++])p) * 100 + AWAIT(quiet(n));
}

static ASYNC int declared_by_typeof(int n, int *p)
{
    AWAIT(turn());
    __typeof__(*(int(*)[n])p) *q = (void *)p;
    return (int)sizeof *q;
}

static ASYNC int pointer_by_typeof(int n, int *p)
{
    AWAIT(turn());
    __typeof__((int(*)[n])p) q = (void *)p;
    return (int)sizeof *q;
}

static ASYNC int typedef_of_typeof(int n, int *p)
{
    AWAIT(turn());
    typedef __typeof__(*(int(*)[n])p) row;
    return (int)sizeof(row);
}

static ASYNC int cast_to_typeof(int n, int *p)
{
    AWAIT(turn());
    return (int)sizeof *(__typeof__((int(*)[n])p))p + ((__typeof__((int(*)[n])p))p)[1][0];
}

static ASYNC int test(void)
{
    int p[] = {4, 5, 6, 7};
    printf("%d %d %d\n", AWAIT(of_cast(2, p)), AWAIT(of_statements(2, p)), AWAIT(with_effect(2, p)));
    printf("%d %d %d %d\n", AWAIT(declared_by_typeof(2, p)), AWAIT(pointer_by_typeof(2, p)),
           AWAIT(typedef_of_typeof(2, p)), AWAIT(cast_to_typeof(2, p)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
