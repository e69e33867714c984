/* Duff's device, with an AWAIT in each of its turns: case labels inside a loop inside the switch. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC void copy(char *to, const char *from, int count)
{
    int rounds = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = (char)AWAIT(quiet(*from++));
            /* fallthrough */
        case 3:
            *to++ = (char)AWAIT(quiet(*from++));
            /* fallthrough */
        case 2:
            *to++ = (char)AWAIT(quiet(*from++));
            /* fallthrough */
        case 1:
            *to++ = (char)AWAIT(quiet(*from++));
        } while (--rounds > 0);
    }
}

static ASYNC int test(void)
{
    for (int n = 1; n <= 9; n++) {
        char text[10] = "";
        AWAIT(copy(text, "abcdefghi", n));
        printf("%s %zu\n", text, strlen(text));
    }
    int i = 1;
    switch (AWAIT(get(2))) {
        while (i < 4) {
        case 2:
            AWAIT(turn());
            printf("i = %d\n", i++);
        }
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
