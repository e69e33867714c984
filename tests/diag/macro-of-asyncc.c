/* A compound literal that must move to the frame, inside of a macro of asyncc's. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    ASYNC_QUEUE(int) q;
    async_queue_init(&q, 3);
    AWAIT(async_yield());
    async_queue_put_nowait(&q, x);
    async_queue_get_nowait(&q, &(int){0}); // expect-error: one of asyncc's own: give what stands inside of it a name
    AWAIT(async_yield());
    return x;
}

int main(void)
{
    return async_run(f(0));
}
