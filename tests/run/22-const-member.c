/* A struct with a const member: as local, parameter and result. */
#include "support.h"

#include <stdio.h>

struct fixed {
    const int id;
    int value;
    const char name[8];
};

static ASYNC struct fixed make(int id)
{
    struct fixed f = {.id = id, .value = AWAIT(quiet(id * 2)), .name = "made"};
    AWAIT(turn());
    f.value++;
    return f;
}

static struct fixed plain(int id)
{
    return (struct fixed){id, id + 1, "plain"};
}

static ASYNC int total(const struct fixed f, struct fixed g)
{
    AWAIT(turn());
    g.value += 100;
    AWAIT(turn());
    return f.id + f.value + g.id + g.value;
}

/* Where only the elements of an array are const. */
struct names {
    int count;
    const char *const text[2];
};

static ASYNC struct names make_names(int count)
{
    AWAIT(turn());
    return (struct names){count, {"one", "two"}};
}

static ASYNC int last_letter(int k)
{
    struct names names = AWAIT(make_names(k)), *p = &names;
    AWAIT(turn());
    return AWAIT(make_names(k)).text[AWAIT(quiet(k))][2] + p->text[k - 1][2] + names.count;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(last_letter(1)));
    struct fixed f = AWAIT(make(1));
    struct fixed *p = &f;
    AWAIT(turn());
    f.value += 10;
    const struct fixed g = AWAIT(make(2));
    AWAIT(turn());
    printf("%d %d %s, %d %d %s\n", f.id, p->value, f.name, g.id, g.value, g.name);
    printf("%d\n", AWAIT(total(f, g)));
    printf("%d %s\n", AWAIT(make(4)).value, AWAIT(make(5)).name);
    struct {
        const struct fixed inner;
        int n;
    } around = {AWAIT(make(6)), 7};
    AWAIT(turn());
    printf("%d %d\n", around.inner.value, around.n);
    const struct fixed h = plain(8), same = h, *q = &h;
    struct fixed choice = AWAIT(quiet(1)) ? plain(9) : h;
    AWAIT(turn());
    printf("%d %d %s %d\n", q->id, same.value, h.name, choice.id);
    return 0;
}

int main(void)
{
    return async_run(test());
}
