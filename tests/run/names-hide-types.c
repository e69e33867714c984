/* Variables, parameters, enumerators and tags that hide the types which generated code writes in that place. */
#include "support.h"

#include <stdio.h>

typedef struct {
    int a, b;
} pair;
struct wide {
    int a, b;
};
typedef int number;
typedef pair *pairs;
typedef int (*handler)(int);
typedef number row[3];
enum mood { GOOD = 5 };

static ASYNC pair make(int a)
{
    AWAIT(turn());
    return (pair){a, a + 1};
}

static ASYNC struct wide widen(int a)
{
    AWAIT(turn());
    return (struct wide){a, a + 1};
}

static ASYNC number same(number number)
{
    return number + AWAIT(quiet(number));
}

static ASYNC pairs pass(pairs p)
{
    AWAIT(turn());
    return p;
}

static ASYNC handler handle(void)
{
    AWAIT(turn());
    return note;
}

static ASYNC row *rows(row *r)
{
    AWAIT(turn());
    return r;
}

static ASYNC enum mood feel(void)
{
    AWAIT(turn());
    return GOOD;
}

static ASYNC int variable(void)
{
    pair pair = AWAIT(make(1));
    return pair.a + AWAIT(make(pair.b)).b + (int)sizeof(AWAIT(make(1)));
}

static ASYNC int parameter(int pair)
{
    return (pair ? AWAIT(make(pair)) : AWAIT(make(2))).b + AWAIT(make(pair)).a;
}

static ASYNC int loop(void)
{
    pair x = {1, 2};
    for (int number = 0; number < 2; number++) {
        pairs pairs = AWAIT(pass(&x));
        x.a += pairs->b + AWAIT(same(number)) + AWAIT(pass(pairs))->a;
    }
    return x.a;
}

static ASYNC int others(void)
{
    enum { number = 4 };
    int result = AWAIT(same(number));
    {
        static int pair;
        pair += AWAIT(make(result)).a;
        result += pair;
    }
    typedef char handler;
    handler c = 1;
    return result + AWAIT(handle())(c);
}

static ASYNC int tags(void)
{
    row data = {1, 2, 3};
    struct wide {
        double b, a;
    } own = {1.5, 2.5};
    enum mood { BAD = 2 } mood = BAD;
    char row = 'r';
    __auto_type other = AWAIT(widen(6));
    AWAIT(turn());
    printf("%g %d %d %c\n", own.a, other.b + AWAIT(widen(1)).a, (int)mood + (int)AWAIT(feel()), row);
    return (*AWAIT(rows(&data)))[AWAIT(quiet(1))];
}

int main(void)
{
    printf("%d\n", async_run(variable()));
    printf("%d\n", async_run(parameter(3)));
    printf("%d\n", async_run(loop()));
    printf("%d\n", async_run(others()));
    printf("%d\n", async_run(tags()));
    return 0;
}
