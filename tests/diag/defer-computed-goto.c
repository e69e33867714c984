/* A computed goto may lead anywhere: nobody can tell what has to be given up on the way. */
#include <asyncc.h>

void end(void);

ASYNC void with_defer(int n)
{
    void *way = n ? &&out : &&back;
back:
    if (n) {
        DEFER end();
        AWAIT(async_yield());
        goto *way; // expect-error: computed goto cannot stand in a function with a DEFER
    }
out:
    AWAIT(async_yield());
}

ASYNC int with_array(int n)
{
    void *way = n ? &&out : &&back;
    char text[n];
back:
    text[n - 1] = 'x';
    AWAIT(async_yield());
    n = ({
        goto *way; // expect-error: arrays of variable size
        n;
    });
out:
    return text[n - 1];
}
