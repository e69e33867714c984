/* Locals that live in the frame, named where only their type counts: in types, case labels, enumerators, designators,
 * associations of _Generic; also out of macros. Something else has the same name outside. */
#include "support.h"

#include <stddef.h>
#include <stdio.h>

typedef int four __attribute__((vector_size(16)));
struct record {
    char c;
    short a[9];
};
static struct record i = {9, {9}};

#define ONE_OF(v) _Generic((v), typeof(i): (int)(v), default: 9)
#define AS_I(v) ((typeof(i))(v))
#define CASE_OF(v) case sizeof(v):
#define ENUM_OF(name, v) enum { name = sizeof(v) }
#define TYPE_OF(name, v) typedef typeof(v) name

static ASYNC int types(void)
{
    long long i = 2, *p = &i;
    AWAIT(turn());
    typedef typeof(i) number;
    typedef char bytes[sizeof(i)];
    typedef struct {
        typeof(i) a;
    } wrapped;
    struct mixed {
        typeof(i) a;
        char b[sizeof i];
        int c : sizeof(i);
    } mixed = {1, "a", 2};
    extern typeof(*p + i) unused(typeof(i));
    number x = AS_I(3.5);
    bytes b = {4};
    wrapped w = {i};
    _Atomic typeof(i) atomic = 5;
    const typeof(i) fixed = i;
    AWAIT(turn());
    *p += x + b[0] + w.a + mixed.c + atomic + fixed;
    printf("%lld %zu %zu %zu\n", i, sizeof b, sizeof w, sizeof mixed);
    return (int)sizeof(struct {
               typeof(i) a;
               char b;
           }) +
           (int)offsetof(
               struct {
                   int z;
                   typeof(i) y;
               },
               y);
}

static ASYNC int expressions(void)
{
    long long i = 1, *p = &i;
    AWAIT(turn());
    int x = (typeof(i)[]){1, 2}[1] + (int)((struct { typeof(i) a; }){i}).a;
    x += _Generic(3ll, typeof(i): 10, default: 20);
    x += _Generic(p, typeof(&i): AWAIT(get(1)), default: AWAIT(get(2)));
    x += (int)(*(typeof(i)(*)[2])(long long[]){1, i})[1] + (int)AWAIT(quiet(1));
    x += __builtin_types_compatible_p(typeof(i), long long) + (int)offsetof(struct record, a[i]);
    AWAIT(turn());
    *p = 7;
    return x + ONE_OF(i);
}

static ASYNC int constants(void)
{
    long long i = 1, *p = &i;
    enum { A = sizeof(i), B = sizeof(typeof(i)) };
    ENUM_OF(C, i);
    TYPE_OF(number, i);
    static const int table[] = {[sizeof(i)] = 3};
    int list[] = {[sizeof i + 1] = 3, [A] = AWAIT(quiet(2))}, counted[A] = {A}, x = 0;
    number y = 5;
    AWAIT(turn());
    *p = 2;
    switch (sizeof y) {
    case sizeof(typeof(i)) + 1 ... sizeof(i) * 2:
        x = 100;
        AWAIT(turn());
        break;
        CASE_OF(i)
        AWAIT(turn());
        x += 1;
    }
    printf("%d %zu %zu %zu %d\n", x, sizeof table, sizeof list, sizeof counted, counted[0]);
    return A + B + C + list[A] + (int)i;
}

#define VECTOR_OF(v) __attribute__((vector_size(sizeof(v))))
#define ALIGNED_AS(v) __attribute__((aligned(__alignof__(v) * 2)))

static ASYNC int attributes_of_macros(void)
{
    long long i = 1, *p = &i;
    AWAIT(turn());
    typedef int pair VECTOR_OF(i);
    struct wide {
        char a, b ALIGNED_AS(i);
    } wide = {1, 2};
    pair v = {3, 4};
    AWAIT(turn());
    *p += v[1] + wide.b;
    AWAIT(turn());
    return (int)(i * 1000 + (int)sizeof v * 100 + (int)sizeof wide);
}

static ASYNC int attributes(void)
{
    long long i = 1, *p = &i;
    AWAIT(turn());
    typedef int pair __attribute__((vector_size(sizeof i)));
    struct wide {
        char c;
        char d __attribute__((aligned(sizeof(i))));
        _Alignas(_Alignof(typeof(i))) char e;
    };
    pair v = {1, 2};
    struct wide wide = {1, 2, 3};
    AWAIT(turn());
    *p += v[1] + wide.d;
    AWAIT(turn());
    v += (int __attribute__((vector_size(sizeof i)))){(int)AWAIT(quiet(1)), (int)i};
    printf("%d %d %zu %zu\n", v[0], v[1], sizeof v, sizeof(struct {
               char a;
               char b __attribute__((aligned(sizeof i)));
           }));
    return (int)sizeof wide + (int)offsetof(struct wide, e);
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(attributes()));
    printf("%d\n", AWAIT(attributes_of_macros()));
    printf("%d\n", AWAIT(types()));
    printf("%d\n", AWAIT(expressions()));
    printf("%d\n", AWAIT(constants()));
    return i.c - 9;
}

int main(void)
{
    return async_run(test());
}
