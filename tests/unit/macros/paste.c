// ## and where it has nothing to paste.
#define CAT(a, b) a ## b
#define CAT3(a, b, c) a ## b ## c
#define XCAT(a, b) CAT(a, b)
#define LEFT(a) [a##]
#define MIDDLE(a) x##a##y
#define EMPTY
#define NOTHING()
#define OBJ a ## b
#define OPS(a, b) a##b, b##a
#define ab pasted
#define AB ab
#define XAB AB
#define L_(s) L##s
#define U8(s) u8 ## s
#define FLOAT(a, b) a##.##b
#define EXP(a) 1e##a
#define HASHES(x) x %:%: _y
#define spaced(a, b) <a##b> <a ## b> < a##b >
#define PARAM(x) x##x x x##1
CAT(a, b) CAT(A, B) CAT(a b, c d) CAT(, b) CAT(a, ) CAT(,) CAT3(a,,b) CAT3(,,) CAT3(a,b,) CAT3(,b,c)
XCAT(AB, AB) XCAT(EMPTY, ab) XCAT(NOTHING(), NOTHING()) [XCAT(,)] XCAT(X, AB) CAT(X, AB) CAT(EMPTY, x)
MIDDLE() MIDDLE(1) MIDDLE(EMPTY) OBJ OPS(<, <) OPS(>, >) CAT(+, +) CAT(<, <=) CAT(#, #) CAT(., 5)
L_("abc") L_('c') U8("x") FLOAT(1, 5) EXP(5) EXP(+) HASHES(k) spaced(1, 2) spaced(,) PARAM(p) PARAM(AB)
CAT(CA, T)(3, 4) XCAT(CA, T)(5, 6) XCAT(X, CAT)(7, 8) CAT(%:, %:)
