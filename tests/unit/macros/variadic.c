// __VA_ARGS__, GNU's named variadics and the comma that it drops.
#define V(...) <__VA_ARGS__>
#define V1(a, ...) <a|__VA_ARGS__>
#define V2(a, b, ...) <a|b|__VA_ARGS__>
#define N(args...) <args>
#define N1(a, args...) <a|args>
#define P(fmt, ...) printf(fmt, ##__VA_ARGS__)
#define PN(fmt, args...) printf(fmt, ## args)
#define PO(fmt, ...) printf(fmt , ## __VA_ARGS__ , end)
#define ONLY(...) f(0, ## __VA_ARGS__)
#define PASTE(...) x ## __VA_ARGS__
#define PASTED(...) __VA_ARGS__ ## x
#define MANY(a, ...) a(__VA_ARGS__) V(__VA_ARGS__) V1(__VA_ARGS__)
#define NARG(...) NARG_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define NARG_(a, b, c, d, e, n, ...) n
#define CAT(a, b) CAT_(a, b)
#define CAT_(a, b) a ## b
#define SUM1(a) a
#define SUM2(a, b) ((a) + (b))
#define SUM3(a, b, c) (SUM2(a, b) + (c))
#define SUM(...) CAT(SUM, NARG(__VA_ARGS__))(__VA_ARGS__)
#define LIST 1, 2, 3
#define FIRST(a, ...) a
#define REST(a, ...) __VA_ARGS__
#define LOG(level, ...) LOG_(level, __VA_ARGS__)
#define LOG_(level, fmt, ...) log_##level(fmt, ##__VA_ARGS__)
#define NOTHING
V() V(1) V(1, 2) V(,) V((1, 2), 3) V1(1) V1(1, 2, 3) V1(,) V1() V2(1, 2) V2(1, 2, 3, 4) V2(,,) N() N(1, 2) N1(1) N1(1, 2)
P("a") P("a", 1) P("a", 1, 2) P("a", ) P("a", NOTHING) P() PN("a") PN("a", x) PN("a",) PO("a") PO("a", 1) ONLY() ONLY(1)
P("a", P("b", 1)) PN("%d", LIST) P("a", LIST) PASTE() PASTE(1) PASTE(1, 2) PASTED() PASTED(a, b) MANY(f, 1, 2) MANY(f)
NARG(a) NARG(a, b) NARG(a, b, c, d, e) SUM(1) SUM(1, 2) SUM(LIST) SUM(SUM(1, 2), SUM(3, 4, 5)) V(LIST) NARG(LIST)
FIRST(LIST) FIRST(LIST, x) REST(LIST) REST(1, LIST) LOG(info, "x") LOG(debug, "x %d", LIST) LOG(warn, NOTHING)
V1(V1(1, 2), V1(3, 4, V()), 5) V(V)(1) V(V, V)(1, 2) P(P)("x")
