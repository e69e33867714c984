/* Strings: literals, wide ones, concatenated ones, pointers into them, arrays of them. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC char *reverse(char *text)
{
    for (char *a = text, *b = text + strlen(text); a < b--; a++) {
        char t = *a;
        AWAIT(turn());
        *a = *b;
        *b = t;
    }
    return text;
}

static ASYNC size_t copy(char *to, const char *from)
{
    char *start = to;
    while ((*to++ = (char)AWAIT(quiet(*from++))))
        ;
    return (size_t)(to - start - 1);
}

static ASYNC int test(void)
{
    char text[] = "stressed";
    puts(AWAIT(reverse(text)));
    char buffer[32];
    size_t n = AWAIT(copy(buffer, "one "
                                  "two\t"
                                  "\x41\102 \"quoted\""));
    printf("%zu %s\n", n, buffer);
    const char *p = "pointer" + 2;
    AWAIT(turn());
    printf("%s %c %c\n", p, "abc"[AWAIT(quiet(1))], *("xyz" + AWAIT(quiet(2))));
    static const char *const days[] = {"Mon", "Tue", "Wed"};
    for (const char *const *day = days; day < days + 3; day++) {
        AWAIT(turn());
        printf("%s%c", *day, day == days + 2 ? '\n' : ' ');
    }
    const int *wide = (const int *)L"wide";
    AWAIT(turn());
    printf("%c %zu %zu\n", wide[AWAIT(quiet(3))], sizeof u8"\u20ac", strlen("a\0b"));
    printf("%d\n", strcmp(AWAIT(reverse(text)), "stressed"));
    return 0;
}

int main(void)
{
    return async_run(test());
}
