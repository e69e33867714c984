/* What is only declared here keeps its attributes: a weak function need not be there. A pragma gives one, too. */
#include "support.h"

#include "api.h"

#include <stdio.h>

__attribute__((weak)) ASYNC int absent(int x);
ASYNC int present(int x) __attribute__((weak));
ASYNC int hidden(int x) __attribute__((visibility("hidden")));

static ASYNC void async_main(void)
{
    typedef ASYNC int hook(int x);
    hook *found = absent ? absent : present;
    printf("%d %d\n", absent ? AWAIT(absent(1)) : 0, present ? AWAIT(present(2)) : 0);
    printf("%d %d\n", found == present, AWAIT(found(AWAIT(hidden(AWAIT(by_pragma(3)))))));
}

int main(void)
{
    async_run(async_main());
    return 0;
}
