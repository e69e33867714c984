// # and the spelling of arguments.
#define S(x) #x
#define XS(x) S(x)
#define SV(...) #__VA_ARGS__
#define TWO(a, b) #a #b
#define SPACED(x)   #    x
#define AROUND(x) x #x x
#define VALUE 42
#define LIST a, b
#define WIDE(x) L ## #x
#define PLUS(a) a + #a
S(a) S( a ) S() S( ) S(  a   b  ) S(a/* c */b) S(a/**/+/**/b) S("q\"\\n") S('"') S('\'') S("\"") S(L"x" u8"y" U'z')
S(\n) S(@) S(a\b) XS(VALUE) S(VALUE) S((a, b)) SV(a, b) SV( a ,b , c ) SV() SV(,) SV(VALUE, LIST)
TWO(a b, "c") TWO(,) TWO(VALUE, (1, 2)) SPACED( x  y ) AROUND(VALUE) AROUND(S(x)) WIDE(text) PLUS(VALUE)
S(a
  b
      c) S(one // comment
  two) XS(S(VALUE)) XS(XS(VALUE)) S(S(x)) S(#) S(##) S(#x) XS(XS(PLUS(b))) S("a" "b") S('a' 'b') S(1'000) S(.) S(...)
S(x.y) S(x . y) S(x->y) S(- -x) S(--x) S(a?b:c) S(<:1:>) S(%:) S(é) S(日本) S($x) S(\u00e9)
