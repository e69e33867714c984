/* The size of an array that its initialiser gives. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    char s[] = "abc";
    int a[] = {1, 2};
    char twice[][4] = {"one", "two", "six"};
    int designated[] = {[5] = AWAIT(get(6)), [2] = 3};
    const char *words[] = {"x", "yy", "zzz"};
    struct {
        int n;
        char c;
    } pairs[] = {{1, 'a'}, {AWAIT(get(2)), 'b'}};
    unsigned wide[] = U"wide";
    AWAIT(turn());
    printf("%zu %zu %zu %zu %zu %zu %zu\n", sizeof s, sizeof a / sizeof *a, sizeof twice,
           sizeof designated / sizeof(int), sizeof words / sizeof *words, sizeof pairs / sizeof *pairs,
           sizeof wide / sizeof *wide);
    printf("%s %d %s %d %d %s %d%c %c\n", s, a[0] + a[1], twice[2], designated[5], designated[2], words[2], pairs[1].n,
           pairs[1].c, (char)wide[3]);
    char exact[3] = "abc", longer[6] = "abc";
    AWAIT(turn());
    printf("%.3s %d %zu\n", exact, longer[3] + longer[4] + longer[5], sizeof longer);
    return 0;
}

int main(void)
{
    return async_run(test());
}
