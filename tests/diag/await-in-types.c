/* Where an AWAIT is only its type, in a part of what a function defines, of a case, a designator, an attribute, in the
 * type of an association: these are left to the compiler, who does not know AWAIT. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC double f(int x)
{
    AWAIT(async_yield());
    return x;
}

#define SIZE sizeof AWAIT(f(1))

#define KIND(x) _Generic(x, __typeof__(AWAIT(f(1))): "int", default: "other")

static const char *plain(void)
{
    puts(_Generic(1, __typeof__(f(1)): "int", default: "other")); // expect-error: 'f' is ASYNC
    return _Generic(1, __typeof__(AWAIT(f(1))): "int", default: "other"); // expect-error: type of an association
}

#define CHOOSE _Generic
#define IS_TYPE_OF(x, y) _Generic(x, __typeof__(y): "yes", default: "no")
typedef int AWAITED;

/* Names of other things. */
static ASYNC int others(int f)
{
    struct {
        int f;
    } s = {1};
    puts(_Generic(1, __typeof__(f): "int", default: "other"));
    puts(_Generic(1, __typeof__(s.f): "int", default: "other"));
    puts(IS_TYPE_OF(1, f));
    puts(CHOOSE(1, AWAITED: "int", default: "other"));
    int kind = _Generic(1, __typeof__(f): 1, default: 2);
    return s.f + kind;
}

static ASYNC int async_main(void)
{
    struct {
        char a[sizeof AWAIT(f(1))]; // expect-error: cannot stand in a member
    } s;
    struct t {
        int b : sizeof AWAIT(f(1)); // expect-error: cannot stand in a member
        __typeof__(AWAIT(f(1))) c;  // expect-error: cannot stand in a member
        char d[SIZE];               // expect-error: cannot stand in a member
    };
    enum { E = sizeof AWAIT(f(1)) };                   // expect-error: an enumerator
    int a[] = {[sizeof AWAIT(f(1))] = 1};              // expect-error: a designator
    _Alignas(sizeof AWAIT(f(1))) int b;                // expect-error: in an attribute
    __attribute__((aligned(sizeof AWAIT(f(1))))) int c; // expect-error: in an attribute
    switch (sizeof s + sizeof(struct t) + sizeof a + sizeof b + sizeof c + E) {
    case sizeof AWAIT(f(1)): // expect-error: a case
        puts("8");
    }
    printf("%zu\n", sizeof(struct { char e[sizeof AWAIT(f(1))]; })); // expect-error: cannot stand in a member
    puts(IS_TYPE_OF(1, AWAIT(f(1)))); // expect-error: type of an association
    puts(IS_TYPE_OF(1, f(1)));        // expect-error: 'f' is ASYNC
    puts(KIND(1)); // expect-error: type of an association
    puts(_Generic(1.5, __typeof__(AWAIT(f(1))): "double", default: "other")); // expect-error: type of an association
    puts(_Generic(&a, __typeof__(f) *: "a function", default: "other")); // expect-error: 'f' is ASYNC
    puts(_Generic(&a, __typeof__(SPAWN(f(1))): "a future", default: "other")); // expect-error: type of an association
    return sizeof AWAIT(f(1)) + sizeof(char[sizeof AWAIT(f(1))]);
}

int main(void)
{
    return async_run(async_main());
}
