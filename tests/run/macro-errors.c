// erase: no, it spawns
/* SPAWN, async_run, RAISE, DEFER and AWAIT_CATCH out of macros, also two of them out of one, and prototypes and tables of ASYNC functions. */
#include "support.h"
#include <stdio.h>
#include <errno.h>
#define START2(a, b) FUTURE(int) a = SPAWN(quiet(1)); FUTURE(int) b = SPAWN(quiet(2))
#define RUN2 printf("%d\n", async_run(f(1))); printf("%d\n", async_run(f(2)))
#define PAIR async_run(f(3)), async_run(f(4))
#define PROTOS static ASYNC int one(int); static ASYNC int two(int)
#define VALS one, two
#define TBL static ASYNC int (*const tbl[])(int) = { VALS }; static int tn = 2
#define FAIL_IF(c, ...) do { if (c) RAISE(EINVAL, __VA_ARGS__); } while (0)
#define TRY_OR(expr, err, fallback) ({ async_error err; int _v = AWAIT_CATCH(expr, &err); err.code ? (fallback) : _v; })
#define FINALLY(x) DEFER { x; }
#define TWO_FINALLY DEFER { note(8); } DEFER { AWAIT(turn()); note(9); }
#define RAISE2 note(1); RAISE(EIO, "io")
#define JOIN(a) AWAIT(async_join(a))
#define SPAWN_ALL(arr, n) for (int i_ = 0; i_ < (n); i_++) arr[i_] = SPAWN(quiet(i_))
PROTOS;
TBL;
static ASYNC int f(int x) { AWAIT(turn()); return x; }
static ASYNC int one(int x) { FAIL_IF(x == 1, "one %d", x); return AWAIT(f(x)); }
static ASYNC int two(int x) { TWO_FINALLY if (AWAIT(quiet(x)) > 1) { RAISE2; } return x; }
static ASYNC int spawner(void)
{
    START2(a, b);
    FUTURE(int) arr[3];
    SPAWN_ALL(arr, 3);
    int s = 0;
    for (int i = 0; i < 3; i++) s += JOIN(arr[i]);
    FINALLY(note(s))
    s += TRY_OR(one(1), e, 100);
    s += TRY_OR(two(AWAIT(quiet(2))), e, 200);
    return JOIN(a) + JOIN(b) * 10 + s;
}
static int plain(void)
{
    RUN2;
    int pair[] = { PAIR };
    return pair[0] * 10 + pair[1];
}
int main(void)
{
    printf("%d\n", plain());
    printf("%d\n", async_run(spawner()));
    for (int i = 0; i < tn; i++) { async_error e; int r = async_run_catch(tbl[i](i + 1), &e); printf("%d %d %s\n", r, e.code, e.code ? e.message : ""); }
    return 0;
}
