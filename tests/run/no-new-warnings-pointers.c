/* Pointers that come out of an AWAIT, of all shapes, and what of them GCC 12 takes for pointers into a block that was
 * left. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef char *text;
struct line {
    int items[2];
};
typedef const char *reader(const char *);

static ASYNC void *allocate(size_t size)
{
    AWAIT(turn());
    return calloc(size, 1);
}

static ASYNC text fill(text to, const char *from)
{
    AWAIT(turn());
    return strcpy(to, from);
}

static ASYNC struct line make_line(int x)
{
    AWAIT(turn());
    return (struct line){{x}};
}

static const char *second(const char *s)
{
    return s + 1;
}

static ASYNC reader *choose(void)
{
    AWAIT(turn());
    return second;
}

static ASYNC int (*row(int (*rows)[2], int i))[2]
{
    AWAIT(turn());
    return &rows[i];
}

static ASYNC int both(const char *a, const char *b)
{
    AWAIT(turn());
    return a[0] == b[0];
}

static ASYNC char *copy_of(const char *s)
{
    char *copy;
    copy = AWAIT(allocate(strlen(s) + 1));
    return strcpy(copy, s);
}

static ASYNC int count(const char *s, char c)
{
    int n = 0;
    text copy = AWAIT(copy_of(s)), at = copy;
    for (at = strchr(at, c); at; at = strchr(at + 1, c)) {
        n++;
    }
    char *again = (char *)AWAIT(fill(copy, s)) + 1;
    char *end = strrchr(again, c);
    printf("%s\n", end ? end : "none");
    free(copy);
    return n;
}

/* GCC does not know where a string of a struct ends that it has seen the length of. */
static ASYNC int append(void)
{
    char first[20] = "one", second[10] = "two";
    AWAIT(turn());
    strcat(first, second);
    AWAIT(turn());
    strcat(second, "four");
    AWAIT(turn());
    return puts(first) + puts(second) > 0;
}

static ASYNC int test(void)
{
    int rows[2][2] = {{1, 2}, {3, 4}};
    char buffer[20];
    printf("%d\n", AWAIT(count("a banana", 'a')));
    printf("%d\n", AWAIT(count("plum", 'a')));
    reader *read = AWAIT(choose());
    printf("%s %s\n", read("xyz"), AWAIT(choose())("abc"));
    int(*found)[2] = AWAIT(row(rows, 1));
    printf("%d %d\n", (*found)[1], (*AWAIT(row(found, 0)))[0]);
    printf("%d\n", AWAIT(both(AWAIT(fill(buffer, "one")), AWAIT(fill(buffer + 10, "over")))));
    text parts[2] = {AWAIT(fill(buffer, "left")), AWAIT(fill(buffer + 10, "right"))};
    char *moved = memmove(parts[0], parts[1], 6), *ended = AWAIT(fill(moved + 8, "end")) + 1;
    printf("%s %s %c\n", moved, (char *)memchr(ended, 'd', 2), *AWAIT(fill(buffer, "w")));
    printf("%d %d\n", AWAIT(make_line(1)).items == NULL, AWAIT(make_line(2)).items == NULL ? 1 : AWAIT(quiet(2)));
    return !AWAIT(append());
}

int main(void)
{
    return async_run(test());
}
