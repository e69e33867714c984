// Neighbours that must stay apart.
#define EMPTY
#define NEG -1
#define MINUS -
#define PLUS +
#define DOT .
#define NAME n
#define NUMBER 1
#define EXPONENT 1e
#define LESS <
#define COLON :
#define PERCENT %
#define HASH #
#define SLASH /
#define STAR *
#define AND &
#define PREFIX L
#define STRING "s"
#define QUOTE 'q'
#define AT @
#define ID(x) x
#define TWO(a, b) a b
#define NEXT(a, b) a/**/b
-NEG -MINUS MINUS- MINUS MINUS+PLUS PLUS+ -EMPTY- +EMPTY+EMPTY+ -ID(-)- ID(-)ID(-)ID(-)
DOT.DOT DOT 5 DOT/**/NUMBER NUMBER/**/DOT .DOT. ID(.)ID(.)ID(.) ...DOT EXPONENT+1 EXPONENT/**/PLUS/**/1
LESS LESS LESS= LESS/**/COLON LESS<PERCENT PERCENT: PERCENT/**/COLON PERCENT/**/HASH HASH/**/HASH PERCENT:PERCENT/**/:
SLASH SLASH x; SLASH/**/STAR STAR/**/SLASH SLASH STAR x AND AND AND& &AND AND=
PREFIX STRING PREFIX/**/STRING PREFIX"x" PREFIX/**/QUOTE NAME NUMBER NAME/**/NUMBER NUMBER/**/NAME NAME"s" "s"NAME
AT/**/AT ID(a)ID(b) NEXT(a, b) NEXT(-, -) NEXT(1, x) NEXT(+, =) TWO(>, >=) NEXT(>, >=) NEXT(., .)NEXT(., .)
NUMBER/**/QUOTE ID(0x1e)ID(+)ID(1) [EMPTY] (EMPTY)EMPTY;EMPTY x EMPTY y x/**/EMPTY/**/y a=NEG a->NAME a<NEG>-NEG
- MINUS ID() ID( ) ID(-EMPTY-) ID(ID(-)ID(-)) ID(a)1 1/**/ID(a) ID(L)ID("x")
