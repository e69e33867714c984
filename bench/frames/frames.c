/* frames.c - functions whose frames are compared with those of C++ and Rust; frames.cpp and frames.rs are the same. */
#include <asyncc.h>

void use(void *memory);
int make(int x);

ASYNC int nothing_live(int x)
{
    AWAIT(async_yield());
    return make(1) + (int)sizeof x;
}

ASYNC int three_ints(int x)
{
    int a = make(x), b = make(a), c = make(b);
    AWAIT(async_yield());
    return a + b + c;
}

ASYNC int loop(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        AWAIT(async_yield());
        sum += make(i);
    }
    return sum;
}

ASYNC int dead_buffer(int x)
{
    {
        char buffer[1024];
        use(buffer);
        x += buffer[0];
    }
    AWAIT(async_yield());
    return x;
}

ASYNC int two_buffers(int x)
{
    {
        char first[256];
        use(first);
        AWAIT(async_yield());
        x += first[0];
    }
    {
        char second[256];
        use(second);
        AWAIT(async_yield());
        x += second[0];
    }
    return x;
}

ASYNC int two_calls(int x)
{
    int a = AWAIT(three_ints(x));
    int b = AWAIT(three_ints(a));
    return a + b;
}

ASYNC int chain_of_three(int x)
{
    int a = make(x);
    int b = AWAIT(two_calls(a));
    return a + b;
}
