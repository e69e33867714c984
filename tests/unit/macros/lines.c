// compilers: gcc
// __LINE__ of invocations over several lines, as GCC has it, and __FILE__.
#define HERE __LINE__
#define AT(x) x at __LINE__
#define XS(x) S(x)
#define S(x) #x
#define CAT(a, b) CAT_(a, b)
#define CAT_(a, b) a ## b
#define WHERE __FILE__ ":" XS(__LINE__)
__LINE__ HERE AT(1) WHERE __FILE__ XS(__FILE__) CAT(x_, __LINE__) CAT(x_, HERE)
AT(a

__LINE__ HERE
) AT
(
 HERE
)   HERE
XS(__LINE__
) S(__LINE__) AT(AT(
__LINE__)) AT(
AT(2)) WHERE
#line 100
__LINE__ HERE AT(1
) WHERE
#line 7 "other \"file\".c"
__LINE__ WHERE
# 9 "third.c" 1
HERE __FILE__ \
    HERE
