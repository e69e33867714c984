/* An AWAIT between a lock of threads and its unlock: another task that wants the lock blocks the thread for good. */
#include <asyncc.h>
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static pthread_spinlock_t spin;

static ASYNC int held(void)
{
    if (pthread_mutex_trylock(&mutex)) {
        return 1;
    }
    pthread_mutex_trylock(&other);
    AWAIT(async_yield()); // expect-warning: lock of threads is held
    pthread_mutex_unlock(&other);
    AWAIT(async_yield()); // expect-warning: lock of threads is held
    pthread_mutex_unlock(&mutex);
    AWAIT(async_yield());
    return 0;
}

static ASYNC int held_until_the_end(void)
{
    pthread_spin_lock(&spin);
    DEFER {
        pthread_spin_unlock(&spin);
        AWAIT(async_yield());
    }
    AWAIT(async_yield()); // expect-warning: lock of threads is held
    return 0;
}

int main(void)
{
    return async_run(held()) + async_run(held_until_the_end());
}
