/* _Generic selects exactly what the compiler selects: by typedefs, qualifiers, arrays, functions, default in the middle,
 * nested, in macros, for the callee; nothing of the others runs. */
#include "support.h"

#include <stdio.h>

typedef int number;
typedef char *string;

struct s {
    int i;
};

static ASYNC int of_int(int x)
{
    AWAIT(turn());
    return x;
}

static ASYNC int of_text(const char *x)
{
    AWAIT(turn());
    return x[0];
}

static ASYNC struct s of_struct(struct s x)
{
    AWAIT(turn());
    x.i++;
    return x;
}

#define OF(x) _Generic((x), char *: of_text, const char *: of_text, default: of_int)(x)
#define PICK(x, a, b) _Generic((x), default: a, double: b /* : , */, float: b)

static ASYNC int test(void)
{
    number n = 3;
    const number c = 4;
    struct s s = {5}, *p = &s;
    int a[3] = {0};
    char text[] = "0";
    string t = text;
    int r = _Generic(n, number: AWAIT(get(1)), double: 2.0, default: 7);
    r += _Generic(c, long: AWAIT(get(9)), int: AWAIT(get(2)), char *: 0);
    r += _Generic(p, struct s *: AWAIT(get(3)), const struct s *: AWAIT(get(8)), default: AWAIT(get(9)));
    r += _Generic(&a, int (*)[3]: AWAIT(get(4)), int (*)[2]: AWAIT(get(9)), default: AWAIT(get(9)));
    r += _Generic(a, int *: AWAIT(get(5)), default: AWAIT(get(9)));
    r += _Generic(test, int (*)(void): AWAIT(get(6)), default: AWAIT(get(9)));
    r += _Generic(r + 0L, unsigned: AWAIT(get(9)), default: AWAIT(get(7)), struct s: 1);
    r += _Generic(0, default: _Generic(1.0f, float: AWAIT(get(8)), default: AWAIT(get(9))), char: AWAIT(get(10)));
    printf("%d\n", r);
    printf("%d %d %d\n", AWAIT(OF(1)), AWAIT(OF(text)), AWAIT(OF(t)));
    int picked = PICK(1, AWAIT(get(11)), AWAIT(get(12)));
    printf("%d %d\n", picked, PICK(1.0, AWAIT(get(13)), AWAIT(get(14))));
    s = _Generic(s, struct s: AWAIT(of_struct(s)), default: s);
    int x = __builtin_choose_expr(sizeof(int) == 4, AWAIT(get(15)), AWAIT(get(16)));
    printf("%d %d\n", s.i, x + __builtin_choose_expr(0, 1, AWAIT(get(17))));
    return 0;
}

int main(void)
{
    return async_run(test());
}
