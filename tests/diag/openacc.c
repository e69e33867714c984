// flags: -fopenacc
/* Directives of OpenACC: libclang shows few of them. Outside of ASYNC functions they are the compiler's. */
#include <asyncc.h>

static int add_up(int n)
{
    int sum = 0;
#pragma acc parallel loop reduction(+ : sum)
    for (int i = 0; i < n; i++) {
        sum += i;
    }
    return sum;
}

static ASYNC int total(int n)
{
    int sum = add_up(n);
    AWAIT(async_yield());
#pragma acc parallel loop reduction(+ : sum) // expect-error: directives of OpenACC
    for (int i = 0; i < n; i++) {
        sum += i;
    }
    _Pragma("acc wait") // expect-error: directives of OpenACC
    return sum;
}

int main(void)
{
    return async_run(total(3)) != 3;
}
