/* The type of the value of a bit-field that is wider than an int has a name in the text only: what is made of it. */
#include <asyncc.h>

struct part {
    unsigned long long wide : 40;
};

static struct part part;
typedef __typeof__(part.wide + 0) name_of_value; // expect-error: type of a bit-field's value
static __typeof__(part.wide * 2) variable; // expect-error: type of a bit-field's value
static unsigned sizes[sizeof(part.wide + 0)];

static ASYNC int parameter(int first, __typeof__(part.wide + 0) value) // expect-error: type of a bit-field's value
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
    __typeof__(p->wide + 0) *pointer = 0; // expect-error: type of a bit-field's value
    __typeof__(p->wide + 0) array[3] = {0}; // expect-error: type of a bit-field's value
    typedef __typeof__(p->wide + 0) name; // expect-error: type of a bit-field's value
    __auto_type address = &value; // expect-error: type of a bit-field's value
    AWAIT(async_yield());
    return *pointer + array[0] + *address + *other + sizeof(name);
}

int main(void)
{
    part.wide = 3;
    (void)sizes;
    return no_async(3) + async_run(test(&part, 1)) + async_run(parameter(1, 2)) + variable != 0;
}
