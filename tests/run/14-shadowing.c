/* One name, several variables of different types, each alive across an AWAIT. */
#include "support.h"

#include <stdio.h>

static int x = 1;

static ASYNC int test(void)
{
    AWAIT(turn());
    int outer = x;
    double x = 2.5;
    AWAIT(turn());
    {
        const char *x = "three";
        AWAIT(turn());
        for (long x = 4; x < 6; x++) {
            AWAIT(turn());
            struct {
                int x;
            } y = {.x = (int)x * 10};
            {
                struct {
                    char x[3];
                } x = {"ab"};
                AWAIT(turn());
                printf("%s %d\n", x.x, y.x);
            }
            printf("%ld\n", x);
        }
        puts(x);
        {
            extern int note(int x);
            AWAIT(turn());
            note(5);
        }
    }
    printf("%.1f %d\n", x, outer);
    {
        int x = (int)sizeof x;
        AWAIT(turn());
        printf("%d\n", x == sizeof(int));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
