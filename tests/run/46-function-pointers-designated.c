/* ASYNC and ordinary functions in braces with nested designators, and what follows those; several variables in one
 * declaration. */
#include "support.h"
#include <stdio.h>
struct in {
    int (*plain)(int);
    ASYNC int (*as)(int);
};
struct out {
    int n;
    struct in s, t;
    ASYNC int (*last)(int);
};
static int p(int x)
{
    return x + 1;
}
static ASYNC int q(int x)
{
    AWAIT(turn());
    return x * 2;
}
static const struct out o1 = {.s.plain = p, q, {p, q}, q}, o2 = {.s = {p, q}, .t.as = q, q},
                        o3[2] = {[1].s.plain = p, q, p, q, q, [0].t.as = q, q};
static const struct in ai[3] = {[1].as = q, {p, q}};
static ASYNC int (*const tab[4])(int) = {[2] = q, q};
static ASYNC int body(void)
{
    struct out l = {.t = {.as = q, .plain = p}, q}, m = {1, p, q, p, q, q};
    struct out *pl = &(struct out){.s.as = q, .t.plain = p, q};
    AWAIT(turn());
    printf("%d %d %d %d\n", AWAIT(o1.s.as(1)), o1.t.plain(2), AWAIT(o1.last(3)), AWAIT(o2.last(4)) + AWAIT(o2.t.as(5)));
    printf("%d %d %d %d\n", AWAIT(o3[1].s.as(1)) + AWAIT(o3[1].last(2)), AWAIT(o3[0].t.as(3)), AWAIT(ai[2].as(4)),
           AWAIT(tab[3](5)));
    printf("%d %d %d %d\n", AWAIT(l.last(1)), AWAIT(m.last(2)) + m.t.plain(1), AWAIT(pl->t.as(3)), AWAIT(pl->s.as(4)));
    return 0;
}
int main(void)
{
    return async_run(body());
}
