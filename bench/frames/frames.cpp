// frames.cpp - the functions of frames.c as C++20 coroutines: lazy tasks, awaited by their callers. Prints their
// frames.
#include <coroutine>
#include <cstdio>
#include <cstdlib>

static std::size_t last;

struct task {
    struct promise_type {
        int value = 0;
        std::coroutine_handle<> caller;
        static void *operator new(std::size_t size)
        {
            last = size;
            return std::malloc(size);
        }
        static void operator delete(void *memory)
        {
            std::free(memory);
        }
        task get_return_object()
        {
            return {std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        std::suspend_always initial_suspend()
        {
            return {};
        }
        std::suspend_always final_suspend() noexcept
        {
            return {};
        }
        void return_value(int x)
        {
            value = x;
        }
        void unhandled_exception()
        {
            std::abort();
        }
    };
    bool await_ready()
    {
        return false;
    }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller)
    {
        handle.promise().caller = caller;
        return handle;
    }
    int await_resume()
    {
        int value = handle.promise().value;
        handle.destroy();
        return value;
    }
    std::coroutine_handle<promise_type> handle;
};

__attribute__((noinline)) void use(void *memory)
{
    __asm__ volatile("" : : "r"(memory) : "memory");
}

__attribute__((noinline)) int make(int x)
{
    __asm__ volatile("" : "+r"(x));
    return x;
}

[[gnu::noinline]] task nothing_live(int x)
{
    co_await std::suspend_always();
    co_return make(1) + (int)sizeof x;
}

[[gnu::noinline]] task three_ints(int x)
{
    int a = make(x), b = make(a), c = make(b);
    co_await std::suspend_always();
    co_return a + b + c;
}

[[gnu::noinline]] task loop(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        co_await std::suspend_always();
        sum += make(i);
    }
    co_return sum;
}

[[gnu::noinline]] task dead_buffer(int x)
{
    {
        char buffer[1024];
        use(buffer);
        x += buffer[0];
    }
    co_await std::suspend_always();
    co_return x;
}

[[gnu::noinline]] task two_buffers(int x)
{
    {
        char first[256];
        use(first);
        co_await std::suspend_always();
        x += first[0];
    }
    {
        char second[256];
        use(second);
        co_await std::suspend_always();
        x += second[0];
    }
    co_return x;
}

[[gnu::noinline]] task two_calls(int x)
{
    int a = co_await three_ints(x);
    int b = co_await three_ints(a);
    co_return a + b;
}

[[gnu::noinline]] task chain_of_three(int x)
{
    int a = make(x);
    int b = co_await two_calls(a);
    co_return a + b;
}

int main()
{
#define SHOW(f)                                                                                                        \
    do {                                                                                                               \
        task t = f(1);                                                                                                 \
        std::printf("%s %zu\n", #f, last);                                                                             \
        t.handle.destroy();                                                                                            \
    } while (0)
    SHOW(nothing_live);
    SHOW(three_ints);
    SHOW(loop);
    SHOW(dead_buffer);
    SHOW(two_buffers);
    SHOW(two_calls);
    SHOW(chain_of_three);
    return 0;
}
