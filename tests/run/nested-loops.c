/* Loops of all three kinds in one another, with break and continue at each level. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int count = 0;
    for (int i = 0; i < 4; i++) {
        int j = 0;
        while (j < 4) {
            int k = 0;
            do {
                count++;
                if (AWAIT(quiet(k)) == 2) {
                    break;
                }
                if ((i + j + k) % 2) {
                    continue;
                }
                AWAIT(turn());
                count += 100;
            } while (++k < AWAIT(quiet(4)));
            if (j == 2) {
                j += 2;
                continue;
            }
            if (i == 2 && AWAIT(quiet(j)) == 1) {
                break;
            }
            j++;
            count += 10000;
        }
        if (i == 1) {
            continue;
        }
        count += 1000000;
    }
    printf("%d\n", count);
    for (int i = 0, j = 10; AWAIT(quiet(i)) < AWAIT(quiet(j)); i++, j--) {
        for (int k = AWAIT(quiet(i)); k < j; k += 3) {
            if (k == 5) {
                goto out;
            }
            printf("%d %d %d\n", i, j, k);
        }
    }
out:
    return 0;
}

int main(void)
{
    return async_run(test());
}
