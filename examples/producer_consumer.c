/* A queue between two tasks. Whenever ten items wait in it, the producer waits until they have been dealt with. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

static ASYNC_QUEUE(int) queue;

static ASYNC void produce(int count)
{
    for (int i = 1; i <= count; i++) {
        AWAIT(async_queue_put(&queue, i));
        printf("produced %d\n", i);
        if (async_queue_size(&queue) == 10) {
            AWAIT(async_queue_join(&queue));
        }
    }
}

static ASYNC void consume(void)
{
    for (;;) {
        int item = AWAIT(async_queue_get(&queue));
        printf("consumed %d\n", item);
        async_queue_task_done(&queue);
    }
}

static ASYNC int async_main(void)
{
    async_error error;
    async_queue_init(&queue, 0);
    FUTURE(void) consumer = SPAWN(consume());
    AWAIT(produce(100));
    AWAIT(async_queue_join(&queue));
    puts("all is consumed");
    async_cancel(consumer);
    AWAIT_CATCH(async_join(consumer), &error);
    puts(error.code == ECANCELED ? "consumer cancelled" : "consumer failed");
    async_queue_destroy(&queue);
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
