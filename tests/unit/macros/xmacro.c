// X macros, redefinitions, macros of whole functions.
#define COLORS(X, sep) X(RED, 0xf00) sep() X(GREEN, 0x0f0) sep() X(BLUE, 0x00f)
#define COMMA() ,
#define SEMICOLON() ;
#define ENUM(name, value) COLOR_##name = value
#define NAME(name, value) [COLOR_##name] = #name
#define NUMBER(name, ...) __VA_ARGS__
enum { COLORS(ENUM, COMMA) };
const char *names[] = { COLORS(NAME, COMMA) };
#define X(name, value) int name = value;
#define EMPTY()
COLORS(X, EMPTY)
#undef X
#define X(a) (a)
X(1) X(X(2))
#undef X
X(3) int X;
#define X x
X X(4)
#undef COLORS
COLORS(X, Y)
#define DEFINE(ret, name, params, ...) ret name params { __VA_ARGS__ }
DEFINE(static int, sum, (int a, int b), int c = a + b; return c, 1;)
#define for_each(item, list) for (struct node *item = (list)->first, *next; item && (next = item->next, 1); item = next)
for_each(node, &all) { if (node->x) break; }
#define swap(a, b) do { __typeof__(a) tmp_ = (a); (a) = (b); (b) = tmp_; } while (0)
swap(x[1], *p);
#define container_of(ptr, type, member) ({ const __typeof__(((type *)0)->member) *m_ = (ptr); \
    (type *)((char *)m_ - offsetof(type, member)); })
container_of(list->next, struct item, link)->value
#define max(a, b) ({ __auto_type a_ = (a); __auto_type b_ = (b); a_ > b_ ? a_ : b_; })
max(max(1, f(2, 3)), max(x, (y, z)))
#define generic(x) _Generic((x), int: f_int, char *: f_string, default: f_other)(x)
generic("s") generic(generic(1))
