// Names that meet their own macro.
#define malloc(n) (count++, malloc(n))
#define twice(n) malloc(n) malloc(malloc(n))
#define alias malloc
#define f(a) a*g
#define g(a) f(a)
#define stdin stdin
#define even(n) odd((n) - 1)
#define odd(n) even((n) - 1)
#define apply(m, a) m(a)
#define NIL(xxx) xxx
#define G_0(arg) NIL(G_1)(arg)
#define G_1(arg) NIL(arg)
#define self self
#define tag(v) <v>
#define loop(v) tag(loop(v)
#define rec(x) x rec
p = malloc(3); twice(q); alias(5); (malloc)(1); malloc;
f(2)(9) f(2)(9)(3) g(1) f(f)(1)
stdin, apply(getc, stdin), apply(malloc, malloc(2))
even(odd(3)) odd (even)(4)
G_0(42) apply(NIL, NIL)(3) NIL(NIL)(2) NIL(NIL(NIL)(4))
rec(1)(2)(3) rec(rec(1)(2)) rec
self(self) apply(self, apply)(1)
loop(1)) self loop (3))
