/* Expressions, declarations and statements that end with what a macro gives to another macro as an argument. */
#include "support.h"
#include <stdint.h>
#include <stdio.h>

#define ID(x) x
#define SECOND(x, y) y
#define PASTE(x, y) x##y
#define N ID(3)
#define DEEP SECOND(1, ID(ID(4)))
#define PASTED PASTE(0x, 5)
#define WITH(x) ID(x)
#define LOCAL ID(s)
#define TEXT ID("text")
#define FIELD ID(b)
#define TYPE ID(long)
#define CALLED ID(note)
#define STEP ID(s++)
#define AWAITED ID(AWAIT(quiet(2)))
#define BODY ID(s += 2;)

struct pair {
    int a, b;
};

static ASYNC int expressions(int s, struct pair *p)
{
    int sum = AWAIT(quiet(1)) + N, more = s + DEEP, list[] = {AWAIT(quiet(1)), N, [3] = s + N};
    sum = s + N + DEEP;
    sum += s + AWAIT(quiet(N)) + s * N;
    sum += s ? AWAIT(quiet(N)) : -N;
    sum += AWAIT(quiet(1)) ? more + N : DEEP;
    sum += (AWAIT(quiet(1)), s + PASTED) + (int)sizeof(TYPE) + -N;
    sum += p->a + AWAIT(quiet(p->FIELD)) + p->FIELD;
    sum += list[N] + AWAIT(quiet(list[1])) + list[WITH(1)] + 1 [list];
    sum += AWAIT(quiet(1)) + LOCAL;
    sum += s + AWAITED;
    sum += (AWAIT(turn()), TEXT)[1] - 'e' + *TEXT;
    sum += 1 + CALLED(s + N) + AWAIT(quiet(2));
    AWAIT(turn());
    s = AWAIT(quiet(s)) + STEP;
    return sum + s + N;
}

static ASYNC int statements(int s)
{
    for (int i = 0; i < 1 + N; i += DEEP - N) {
        s += AWAIT(quiet(i)) + N;
    }
    while (s < 40 + N) {
        s += AWAIT(quiet(1)) + N;
        if (s == 30 + N) {
            continue;
        }
    }
    do {
        s -= AWAIT(quiet(1)) + N;
    } while (s > AWAIT(quiet(10)) + N);
    switch (s - AWAIT(quiet(1)) - N) {
    case 1 + N:
        s++;
        break;
    default:
        s += AWAIT(quiet(4)) + N;
    }
    BODY if (s > AWAIT(quiet(1)) + N) BODY return s + N;
}

static ASYNC unsigned declarations(unsigned n)
{
    enum { FIRST = 1 + N, LAST } e = (AWAIT(turn()), LAST);
    unsigned a[2 + N], b = n + N, c = b + AWAIT(quiet(1)) + N;
    int (*f)(int) = AWAIT(quiet(1)) ? CALLED : CALLED;
    uint64_t wide = AWAIT(quiet(1)) + UINT64_MAX, top = AWAIT(quiet(1)) + INT64_C(2);
    for (unsigned i = 0; i < sizeof a / sizeof *a; i++) {
        a[i] = n + i * N;
    }
    AWAIT(turn());
    return a[1 + N] + b + c + e + (unsigned)f(N) + (unsigned)wide + (unsigned)top + N;
}

static ASYNC void deferred(int s)
{
    DEFER
    {
        printf("s + N = %d\n", s + N);
    }
    AWAIT(turn());
    s = AWAIT(quiet(s)) + DEEP;
}

int main(void)
{
    struct pair p = {5, 6};
    int x = async_run(expressions(7, &p));
    printf("%d\n", x);
    printf("%d\n", async_run(statements(1)));
    printf("%u\n", async_run(declarations(2)));
    async_run(deferred(1));
    return 0;
}
