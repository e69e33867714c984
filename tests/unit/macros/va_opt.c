// compilers: clang
// __VA_OPT__, with what GCC 12 does differently.
#define F(...) f(0 __VA_OPT__(,) __VA_ARGS__)
#define G(X, ...) f(0, X __VA_OPT__(,) __VA_ARGS__)
#define SDEF(sname, ...) S sname __VA_OPT__(= { __VA_ARGS__ })
#define EMP
#define H2(X, Y, ...) __VA_OPT__(X ## Y,) __VA_ARGS__
#define H3(X, ...) #__VA_OPT__(X##X X##X)
#define H4(X, ...) __VA_OPT__(a X ## X) ## b
#define H5A(...) __VA_OPT__()/**/__VA_OPT__()
#define H5B(X) a ## X ## b
#define H5C(X) H5B(X)
#define NEST(x, ...) __VA_OPT__((x) + __VA_OPT_(1)) end
#define DEEP(x, ...) x __VA_OPT__([(x, (__VA_ARGS__))]) end
#define NOT(x) __VA_OPT
#define H6(X, ...) X __VA_OPT__(a) ## b
#define H7(X, ...) #__VA_OPT__(a X##X)
#define H8(X, ...) X ## __VA_OPT__(a)
F(a, b, c) F() F(EMP) G(a, b, c) G(a, ) G(a) SDEF(foo); SDEF(bar, 1, 2); H2(a, b, c, d) H3(, 0) H3(x, 1) H3(x)
H4(, 1) H5C(H5A()) NEST(1) NEST(1, 2) DEEP(1) DEEP(1, 2, 3) NOT(1) F(F()) F(F(1)) G(G(1, 2), G(3)) H6(1) H6(1, 2) H7(, 1) H7(b, 1) H8(x) H8(x, 1)
