/* Designated initialisers, out of order, nested and overriding, with AWAITs among them. */
#include "support.h"

#include <stdio.h>

struct config {
    const char *name;
    struct {
        int width, height;
    } size;
    int list[4];
    struct config *parent;
};

static ASYNC const char *word(const char *text)
{
    AWAIT(turn());
    return text;
}

static ASYNC int test(void)
{
    struct config root = {.name = "root"};
    struct config c = {
        .list = {[2] = AWAIT(quiet(2)), 3, [0] = AWAIT(quiet(1))},
        .size.height = AWAIT(quiet(20)),
        .size.width = 10,
        .parent = &root,
        .name = AWAIT(word("child")),
    };
    AWAIT(turn());
    printf("%s of %s, %d x %d, %d %d %d %d\n", c.name, c.parent->name, c.size.width, c.size.height, c.list[0],
           c.list[1], c.list[2], c.list[3]);
    int grid[3][3] = {[1] = {AWAIT(quiet(4)), [2] = 6}, [0][1] = AWAIT(quiet(2)), [2] = {7, 8, 9}};
    AWAIT(turn());
    for (int i = 0; i < 9; i++) {
        printf("%d ", grid[i / 3][i % 3]);
    }
    puts("");
    struct config list[] = {[1] = c, [0] = {.name = "zero", .list[3] = AWAIT(quiet(30))}};
    AWAIT(turn());
    printf("%zu %s %d %s\n", sizeof list / sizeof *list, list[0].name, list[0].list[3], list[1].name);
    char letters[256] = {['a'] = (char)AWAIT(quiet(1)), ['x' ... 'z'] = 2};
    AWAIT(turn());
    printf("%d %d %d\n", letters['a'], letters['b'], letters['y']);
    struct config d = (struct config){.size = {.height = AWAIT(quiet(5))}};
    AWAIT(turn());
    printf("%d %d\n", d.size.height, d.name == NULL);
    return 0;
}

int main(void)
{
    return async_run(test());
}
