/* Line splices in the middle of markers, names, numbers and operators. */
#include "support.h"

#include <stdio.h>

static AS\
YNC int add(int lo\
ng_name, int b)
{
    AW\
AIT(turn());
    int sum = long_na\
me +\
= b;
    AWAIT\
(tu\
rn());
    return su\
m * 1\
0;
}

static ASYNC int test(void)
{
    printf("%d %s\n", AWAI\
T(add(1, \
2)), "spl\
iced"); // a comment \
AWAIT(get(1));
    if (AWAIT(get(1)) &\
& AWAIT(get(2))) {
        ret\
urn 0;
    }
    return 1;
}

#define ONE(x) AWAIT(get(x))
#define SUM(x) (AWAIT(get(x)) + x)
static ASYNC int macros_behind_splices(int a)
{
    if (\
ONE(a) == 1)
        a = \
SUM(a)\
+\
ONE(\
a);
    return a + ONE(\
SUM(\
a));
}

static ASYNC int keywords(int a)
{
    f\
or (int i = 0; i < 3; i++) {
        a += AWAIT(quiet(1));
    }
    w\
hile (a < 20) {
        a += AWAIT(quiet(1));
    }
    s\
witch (a) {
    c\
ase 20:
        AWAIT(turn());
    }
    i\
f (AWAIT(quiet(0))) {
        a++;
    } e\
lse {
        a--;
    }
    r\
eturn a;
}

int main(void)
{
    printf("%d\n", async_run(keywords(1)));
    printf("%d\n", async_run(macros_behind_splices(1)));
    return async_run(test());
}
