/* Ordinary functions that a clean-up calls may run coroutines and loops: the error in flight stays what it was. */
// erase: no, it raises
#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC void fail(int code)
{
    AWAIT(turn());
    RAISE(code, "code %d", code);
}

static ASYNC void fail_now(int code)
{
    RAISE(code, "now %d", code);
}

static ASYNC void count(void)
{
    async_error error;
    for (int i = 0; i < 3; i++) {
        AWAIT_CATCH(fail_now(EDOM), &error);
        printf("count %d: %d\n", i, error.code == EDOM);
        AWAIT(async_yield());
    }
}

static void run_one(void)
{
    async_error error;
    async_run_catch(fail(EPERM), &error);
    printf("run: %d\n", error.code == EBUSY);
}

static void end(async_coroutine *coroutine)
{
    printf("end: %d\n", async_coroutine_destroy(coroutine));
}

static void leave(const int *p)
{
    printf("leave %d\n", *p);
    run_one();
}

static ASYNC void by_run(void)
{
    DEFER run_one();
    AWAIT(fail(EIO));
}

static ASYNC void by_coroutine(void)
{
    async_coroutine coroutine;
    async_coroutine_start(&coroutine, count());
    DEFER end(&coroutine);
    AWAIT(fail(EIO));
}

static ASYNC void by_coroutine_resumed(void)
{
    async_coroutine coroutine;
    async_coroutine_start(&coroutine, count());
    DEFER
    {
        while (async_coroutine_resume(&coroutine) == ASYNC_PENDING) {
        }
        end(&coroutine);
    }
    RAISE(EIO, "code %d", EIO);
}

static ASYNC void by_variable(void)
{
    AWAIT(turn());
    __attribute__((cleanup(end))) async_coroutine coroutine;
    async_coroutine_start(&coroutine, count());
    RAISE(EIO, "code %d", EIO);
}

static ASYNC void by_variable_that_awaits(void)
{
    __attribute__((cleanup(leave))) int n = 3;
    AWAIT(fail(EIO));
}

static void hush(async_loop *loop, const async_error *error, async_any source, void *arg)
{
    (void)loop, (void)source, (void)arg;
    printf("hush: %d\n", error->code == ECANCELED);
}

static void run_loop(async_loop *loop)
{
    async_error error;
    async_loop_run_catch(loop, count(), &error);
    printf("run: %d\n", error.code == EBUSY);
}

static ASYNC void by_loop(void)
{
    async_loop *loop = async_loop_new();
    async_loop_set_error_handler(loop, hush, NULL);
    async_detach(SPAWN_ON(loop, count()));
    DEFER
    {
        run_loop(loop);
        printf("close: %d\n", async_loop_close(loop));
    }
    AWAIT(fail(EIO));
}

typedef ASYNC void function(void);
static function *const functions[] = {
    by_run, by_coroutine, by_coroutine_resumed, by_variable, by_variable_that_awaits, by_loop};

static ASYNC int async_main(void)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        async_error error;
        AWAIT_CATCH(functions[i](), &error);
        printf("%zu: %d %s\n", i, error.code == EIO, error.message);
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
