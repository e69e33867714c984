/* What a call through a pointer takes, its declaration tells, or the typedef in that. */
#include <asyncc.h>

typedef ASYNC int (*step)(int x);
typedef ASYNC int walk(int x, step a, ASYNC int (*b)(int x));

struct walker {
    ASYNC int (*f)(step a, int (*b)(int x), ASYNC int (*c)(int x));
    walk *g;
};

static ASYNC int marked(int x)
{
    return x;
}

static int plain(int x)
{
    return x;
}

static ASYNC int test(struct walker *w, ASYNC int (*table[2])(step a))
{
    int sum = AWAIT(w->f(marked, plain, marked)) + AWAIT((*table[1])(marked)) + AWAIT(w->g(1, marked, marked));
    sum += AWAIT(w->f(plain, plain, marked)); // expect-error: mark the function ASYNC
    sum += AWAIT((*w->f)(marked, marked, marked)); // expect-error: who calls it there
    sum += AWAIT(w[1].f(marked, plain, plain)); // expect-error: mark the function ASYNC
    sum += AWAIT(table[0](plain)); // expect-error: mark the function ASYNC
    sum += AWAIT(w->g(1, plain, marked)); // expect-error: mark the function ASYNC
    return sum + AWAIT(w->g(1, marked, plain)); // expect-error: mark the function ASYNC
}

int main(void)
{
    return async_run(test(0, 0));
}
