/* Where C does not evaluate an expression, an AWAIT in it is its type alone: nothing is called. */
#include "support.h"

#include <stdio.h>

static ASYNC long long wide(void)
{
    puts("not here");
    AWAIT(turn());
    return 1;
}

struct pair {
    int a, b;
};

static ASYNC struct pair pair(void)
{
    puts("not here");
    AWAIT(turn());
    return (struct pair){1, 2};
}

#define TYPE_NAME(x) _Generic((x), int: "int", long long: "long long", struct pair: "struct pair")

/* As headers have it for constants. */
#define SMALL(x) (__builtin_constant_p(x) ? (x) & 0xFF : note(x))

static ASYNC int test(void)
{
    printf("%zu %zu\n", sizeof(AWAIT(wide())), sizeof AWAIT(pair()));
    printf("%zu\n", sizeof(AWAIT(wide()) + AWAIT(get(1))));
    __typeof__(AWAIT(wide())) x = AWAIT(get(5));
    typeof(AWAIT(pair()).b) *p = &(int){6};
    printf("%zu %lld %d\n", sizeof x, x, *p);
    printf("%s %s %s\n", TYPE_NAME(AWAIT(wide())), TYPE_NAME(AWAIT(pair())), TYPE_NAME(AWAIT(get(1))));
    int y = _Generic(x, int: AWAIT(wide()), long long: AWAIT(get(7)), default: AWAIT(pair()).a);
    printf("%d\n", y);
    printf("%zu\n", _Alignof(__typeof__(AWAIT(wide()))));
    int z = AWAIT(_Generic(x, int: wide(), default: get(8)));
    printf("%d\n", z);
    int w = AWAIT(_Generic(x, int: wide, default: get)(9));
    printf("%d\n", w);
    printf("%zu\n", sizeof(({
               DEFER
               {
                   puts("not here");
               }
               (char)AWAIT(get(10));
           })));
    int places[4] = {0}, kept = 2;
    printf("%d %d\n", __builtin_constant_p(AWAIT(get(11))), __builtin_constant_p((AWAIT(turn()), 12)));
    printf("%d %d\n", (int)__builtin_object_size(places + AWAIT(get(13)), 0), __builtin_constant_p(kept++));
    printf("%d\n", (int)__builtin_object_size(&places[AWAIT(get(14))], 2));
    printf("%d\n", SMALL(AWAIT(get(15))) + __builtin_classify_type(AWAIT(wide())) + kept);
    printf("%d\n", __builtin_types_compatible_p(__typeof__(AWAIT(wide())), long long));
    printf("%zu %zu\n", sizeof((int[]){AWAIT(get(1)), AWAIT(get(2))}), sizeof((char[][3]){[4] = {AWAIT(get(1))}}));
    _Static_assert(sizeof(AWAIT(wide())) == 8, "a type alone");
    return 0;
}

int main(void)
{
    return async_run(test());
}
