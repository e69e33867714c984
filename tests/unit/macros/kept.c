// kept: object-like macros that name themselves
#define sa_handler __handler.sa_handler
#define si_pid fields.kill.si_pid
#define foo (4 + foo)
#define x (4 + y)
#define y (2 * x)
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define call foo (1)
#define SET(s, h) ((s).sa_handler = (h))
MAX(info.si_pid, 1) SET(action, MAX(x, 2)) foo x y call MAX(foo, foo(3)) MAX(y, -y)
#define fst(a, b) a
#define snd(a, b) b
#define pair (1, 2)
#define id(v) v
fst pair snd pair id(fst) pair id(snd)id(pair) fst id((3, 4)) id(fst)(5, 6) pair pair
