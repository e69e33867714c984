/* The type of the value of a bit-field that is wider than an int has a name in the text only: what is made of it. */
#include <asyncc.h>

struct part {
    unsigned long long wide : 40;
    unsigned few : 3, all : 32;
};

static struct part part;
typedef __typeof__(part.wide + 0) name_of_value; // expect-error: do not agree about
static __typeof__(part.wide * 2) variable; // expect-error: do not agree about
static unsigned sizes[sizeof(part.wide + 0)];

static ASYNC int parameter(int first, __typeof__(part.wide + 0) value) // expect-error: do not agree about
{
    AWAIT(async_yield());
    return first + (int)value;
}

static int no_async(__typeof__(part.wide + 0) value)
{
    return value * 2 == 6;
}

static ASYNC unsigned long long test(struct part *p, int yes)
{
    __auto_type value = yes ? p->wide : 3;
    unsigned long long wide = p->wide, *other = &wide;
    AWAIT(async_yield());
    __typeof__(p->wide + 0) *pointer = 0; // expect-error: do not agree about
    __typeof__(p->wide + 0) array[3] = {0}; // expect-error: do not agree about
    typedef __typeof__(p->wide + 0) name; // expect-error: do not agree about
    __auto_type address = &value; // expect-error: do not agree about
    __auto_type few = (AWAIT(async_yield()), p->few); // expect-error: do not agree about
    __auto_type set = ({ p->few = 3; }); // expect-error: do not agree about
    __auto_type promoted = (AWAIT(async_yield()), p->few + 0);
    __auto_type plain = (AWAIT(async_yield()), p->all);
    AWAIT(async_yield());
    return *pointer + array[0] + *address + *other + sizeof(name) + few + set + promoted + plain;
}

int main(void)
{
    part.wide = 3;
    (void)sizes;
    return no_async(3) + async_run(test(&part, 1)) + async_run(parameter(1, 2)) + variable != 0;
}
