/* Locals whose addresses are known share their place in the frame when their blocks follow each other: they never exist
 * together. What is in scope around them, what a jump leads back to, and what a clean-up still uses, keeps its own. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static int *known[8];
static int known_count;

static void publish(int *p)
{
    known[known_count++ % 8] = p;
}

static void say(int *p)
{
    printf("leaves %d\n", *p);
}

static ASYNC int in_a_row(int n)
{
    int total = 0;
    publish(&total);
    {
        int first[40];
        memset(first, n, sizeof first);
        publish(first);
        AWAIT(turn());
        *known[(known_count - 1) % 8] += 1;
        AWAIT(turn());
        total += first[0] - first[39];
    }
    {
        int second[30], inner_total = 0;
        publish(&inner_total);
        for (int i = 0; i < 30; i++) {
            int third[4] = {i, n, 2, 3};
            publish(third);
            second[i] = AWAIT(quiet(third[0]));
            *known[(known_count - 1) % 8] += 7;
            AWAIT(turn());
            inner_total += third[0] + second[i] + known[(known_count - 1) % 8][1];
        }
        for (int k = 0; k < 2; k++) {
            int fourth[4] = {k};
            publish(fourth);
            AWAIT(turn());
            inner_total += *known[(known_count - 1) % 8] + second[29];
        }
        total += inner_total;
    }
    return total;
}

static ASYNC int with_jumps(int n)
{
    int rounds = 0, sum = 0;
    publish(&sum);
again:
    {
        int left[3] = {n, n + 1, n + 2};
        publish(left);
        AWAIT(turn());
        sum += left[rounds % 3];
        if (rounds == 2) {
            goto in_the_other;
        }
        AWAIT(turn());
        sum += *known[(known_count - 1) % 8];
    }
    {
        int right[3];
        right[0] = 100, right[1] = 200;
        if (0) {
        in_the_other:
            right[0] = 1, right[1] = 2;
        }
        publish(right);
        AWAIT(turn());
        sum += right[0] + known[(known_count - 1) % 8][1];
    }
    if (++rounds < 4) {
        goto again;
    }
    return sum;
}

static ASYNC int with_cleanups(int n)
{
    int total = 0;
    {
        __attribute__((cleanup(say))) int kept = n;
        int beside[2] = {1, 2};
        publish(beside);
        DEFER
        {
            int late[2] = {beside[0], kept};
            publish(late);
            AWAIT(turn());
            printf("defer %d %d\n", late[0], *known[(known_count - 1) % 8]);
        }
        AWAIT(turn());
        {
            int deep[2] = {5, 6};
            publish(deep);
            AWAIT(turn());
            total += deep[1] + known[(known_count - 1) % 8][0] + beside[1];
        }
    }
    int after[2] = {3, 4};
    publish(after);
    AWAIT(turn());
    return total + ({
               int value[2] = {after[0], after[1]};
               publish(value);
               AWAIT(turn());
               value[0] + known[(known_count - 1) % 8][1];
           });
}

static ASYNC int by_cases(int n)
{
    int total = 0;
    publish(&total);
    for (int i = 0; i < 4; i++) {
        switch (n + i) {
        case 1: {
            int one[5] = {1};
            publish(one);
            AWAIT(turn());
            total += *known[(known_count - 1) % 8] + one[1];
        } /* fall through */
        case 2: {
            int two[5] = {2};
            publish(two);
            AWAIT(turn());
            total += 10 * *known[(known_count - 1) % 8] + two[1];
            break;
        }
        default: {
            int other[5] = {3};
            publish(other);
            AWAIT(turn());
            total += 100 * *known[(known_count - 1) % 8] + other[1];
        }
        }
    }
    return total;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(in_a_row(3)));
    printf("%d\n", AWAIT(with_jumps(7)));
    printf("%d\n", AWAIT(with_cleanups(9)));
    printf("%d\n", AWAIT(by_cases(0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
