/* NAME__async is how generated code is called. It may be declared as that, and nothing else. */
#include <asyncc.h>

typedef int f__async; // expect-error: name of the code that is generated for 'f'
#define g__async 1 // expect-error: name of the code that is generated for 'g'
static int h__async(void) // expect-error: name of the code that is generated for 'h'
{
    return 1;
}
static int no_function__async;
async_status i__async(struct async_frame *storage, int *result);

static ASYNC int f(void)
{
    return h__async();
}

static ASYNC int g(void)
{
    return AWAIT(f()) + no_function__async;
}

static ASYNC int h(void)
{
    return AWAIT(g());
}

ASYNC int i(void)
{
    return AWAIT(h());
}

int main(void)
{
    return async_run(i());
}
