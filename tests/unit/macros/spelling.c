// Splices, digraphs, comments and names of all sorts.
#def\
ine spl\
iced(a,\
 b) a \
   + b\
/ 2
#define /* comment */ commented /* more
   lines */ value // and the end
%:define digraph(x) %:x x%:%:x
#define $dollar$ 1
#define é accent
#define \u00e8 grave
#define after_blank 1 \   
  + 2
#define strings "a\
b" 'c' L"\"" "//" "/*"
  #  define   indented( x )   [ x ]  
#define empty
#define f(x) f_(x)
#define no_params() none
#define noparams ()
#define v1 /* only a comment */
#define space (x) x
splic\
ed(1, 2) spliced /* c */ (/* a */ 1 /* b */, // d
 2 /* ) */) commented digraph(1) $dollar$ é \u00e8 after_blank strings indented(1) indented( 1  2 ) f\
(1) no_params() no_params( ) no_params; noparams; v1; space; empty f(empty)
f(a
b) x/**/f/**/(/**/1/**/)/**/y <::> f(<: 0 :>) f([1]) ??= f(0x1p-3) f(1.e+3) f(.5e1)
f(L'x') f("\"),(") f('\'') f('"') f(u8"x" U"y") f(->) f(a ... b) f(1'234'567) f(0b1'0)
