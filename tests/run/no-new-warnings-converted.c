/* What stands in front of a && or a ? becomes a _Bool, of which compilers say more. */
#include "support.h"
#include <stdio.h>

struct flagged {
    unsigned char bytes[2], level;
};

enum grade { LOW, HIGH = 255 };

static ASYNC int test_assignment(int n, _Bool flag, struct flagged *p)
{
    int sum = 0;
    while (sum < 3 && (p->bytes[(p->level || flag) % 2] = AWAIT(quiet(n)))) {
        sum++;
    }
    return sum;
}

static ASYNC int test_constant(int n)
{
    return (((enum grade)255) ? AWAIT(quiet(1)) : n) + n;
}

static ASYNC int test_arithmetic(int n)
{
    int sum = (n - n) && AWAIT(quiet(2));
    sum += (n & 2) && AWAIT(quiet(4));
    sum += (n = 4) && AWAIT(quiet(6));
    return sum;
}

static ASYNC unsigned same(unsigned u)
{
    return (unsigned)AWAIT(quiet((int)u));
}

/* Of an operand that is never evaluated compilers say nothing. */
static ASYNC int test_never_evaluated(int n)
{
    return (((short)31) ? AWAIT(same(1)) : (n ?: 7u)) == 1;
}

static ASYNC int test_bits_behind_comma(int n)
{
    _Bool b = ((void)AWAIT(quiet(n)), (n | 255));
    return b;
}

static ASYNC int test_assignment_of_truth(int n, int flags[1])
{
    struct {
        int a, b;
    } s = {(flags[(100 ? n : 1) % 1] = (31 && flags[n % 1])), AWAIT(quiet(2))};
    return s.a + s.b;
}

static int both(int a, int b)
{
    return a + b;
}

static ASYNC int test_address_in_frame(int n, int *p)
{
    int local = n;
    p = n ? &local : p;
    n = both((*p = 5) & ((((void *)0 != &local) == -8L) == 0x4D18AF38EC91527ELL), AWAIT(quiet(5)));
    return n + *p;
}

static unsigned three = 3;

static ASYNC int test_product_as_truth(unsigned m)
{
    _Bool b;
    _Bool c;
    b = (three & (31u && m)) * ((void)AWAIT(quiet(1)), m);
    c = ((void)AWAIT(quiet(2)), three * m);
    return b + c;
}

static ASYNC int test_inverted_truth(int n, int *p)
{
    int q[2] = {n};
    n = both(~(0x8CB48002BF2E8356LL == (q[0] = ((((*p = 3) != (AWAIT(quiet(n)), n)) | (-1L)) | 0xAEE95081L))), n);
    return n + q[0];
}

static ASYNC int test(void)
{
    struct flagged p = {{1, 2}, 3};
    printf("%d\n", AWAIT(test_assignment(2, 1, &p)));
    printf("%d\n", AWAIT(test_constant(5)));
    printf("%d\n", AWAIT(test_arithmetic(2)));
    printf("%d\n", AWAIT(test_never_evaluated(3)));
    printf("%d\n", AWAIT(test_bits_behind_comma(1)));
    printf("%d\n", AWAIT(test_assignment_of_truth(0, &(int){4})));
    printf("%d\n", AWAIT(test_address_in_frame(5, NULL)));
    printf("%d\n", AWAIT(test_product_as_truth(2)));
    printf("%d\n", AWAIT(test_inverted_truth(2, &(int){4})));
    return 0;
}

int main(void)
{
    return async_run(test());
}
