/* A lock keeps two tasks out of each other's way. Who waits first has it next: they take turns. */
#include <asyncc.h>
#include <stdio.h>

static async_lock lock;

static ASYNC void work(const char *name)
{
    for (int i = 0; i < 3; i++) {
        AWAIT(async_lock_acquire(&lock));
        printf("%s enters\n", name);
        AWAIT(async_sleep(0.1));
        printf("%s leaves\n", name);
        async_lock_release(&lock);
    }
}

static ASYNC int async_main(void)
{
    FUTURE(void) tasks[] = {SPAWN(work("A")), SPAWN(work("B"))};
    AWAIT(async_gather(tasks, 2, NULL));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
