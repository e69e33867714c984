/* Types declared in a block, used by variables that live across an AWAIT; some hide a type of the file. */
#include "support.h"

#include <stdio.h>

struct item {
    char name[4];
};
typedef char word;
enum { LIMIT = 3 };

static ASYNC int test(void)
{
    struct item outside = {"out"};
    {
        struct item {
            int number;
            struct item *next;
        } a = {1, NULL}, b = {AWAIT(get(2)), &a};
        typedef long word;
        enum { LIMIT = 7, MORE };
        word w = -5;
        AWAIT(turn());
        printf("%d %d %zu %ld %d %d\n", b.number, b.next->number, sizeof(struct item), w, LIMIT, MORE);
        {
            typedef struct item *items[LIMIT];
            items all = {&a, &b};
            AWAIT(turn());
            printf("%zu %d\n", sizeof all / sizeof *all, all[1]->number);
        }
    }
    struct later;
    struct later *unknown = NULL;
    struct later {
        double d;
    };
    struct later known = {0.5};
    word c = 'c';
    union choice {
        int i;
        struct later l;
    } u = {.l = known};
    AWAIT(turn());
    unknown = &known;
    printf("%s %zu %c %d %.1f %.1f\n", outside.name, sizeof(word), c, LIMIT, unknown->d, u.l.d);
    _Static_assert(sizeof(union choice) == sizeof(double), "a union is as large as its largest");
    for (int i = 0; i < 2; i++) {
        enum state { IDLE, BUSY } state = i ? BUSY : IDLE;
        AWAIT(turn());
        puts(state == BUSY ? "busy" : "idle");
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
