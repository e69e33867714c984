// flags: -Wno-c23-extensions -Wno-unknown-warning-option
/* A label in front of a declaration: of a cleanup variable, which runs once and whenever its block is left, and of an
 * array of variable size, which is another one each time. (Clang says of the erased program that such labels are C23,
 * by a name that GCC does not know.) */
#include "support.h"

#include <stdio.h>

#define NOTED __attribute__((cleanup(leave)))

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}

static ASYNC int behind_label(int n)
{
    if (n) {
        goto begin;
    }
    n = 2;
begin:
again:
    int first NOTED = AWAIT(quiet(n)), second = first + 1;
    if (n++ < 4) {
        AWAIT(turn());
        goto again;
    }
    return first + second;
}

static ASYNC int behind_case(int n)
{
    switch (n) {
    case 3 ... 5:
        n++;
        /* fall through */
    case 2:
    default:
        NOTED int kept = n;
        n += AWAIT(quiet(kept));
        if (n > 11) {
            return n;
        }
        break;
    }
    AWAIT(turn());
    printf("behind the switch\n");
    return n;
}

static ASYNC int array(int n)
{
    int size = 0, i = 0;
    n = 2;
again:
    int values[n + i];
    values[n + i - 1] = i;
    AWAIT(turn());
    size += (int)sizeof values / (int)sizeof *values * 10 + values[n + i - 1];
    if (i++ < 3) {
        goto again;
    }
    return size;
}

static ASYNC int value(int n)
{
    return 100 * ({
               int i = 0;
           again:
               int sum NOTED = i * n;
               AWAIT(turn());
               if (i++ < 2) {
                   goto again;
               }
               sum;
           });
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(behind_label(0)));
    printf("%d\n", AWAIT(behind_label(3)));
    for (int i = 2; i < 7; i++) {
        printf("%d\n", AWAIT(behind_case(i)));
    }
    printf("%d\n", AWAIT(array(7)));
    printf("%d\n", AWAIT(value(7)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
