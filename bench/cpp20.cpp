// cpp20.cpp - the same work in C++20 coroutines, as an expert writes it: a lazy task that passes control on
// symmetrically, an intrusive queue, frames from free lists by size. Like plain.c it has no loop, no errors and no
// cancellation.
#include "work.h"

#include <coroutine>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <new>
#include <utility>

double cpp20_bytes_per_task;

namespace
{

enum { TASKS = 1000, DEPTH = 100 };

// ---- memory ---------------------------------------------------------------------------------------------------------

constexpr std::size_t UNIT = 16, CLASSES = 64;

struct free_block {
    free_block *next;
};
free_block *pool[CLASSES];

void *pool_allocate(std::size_t size)
{
    std::size_t units = (size + UNIT - 1) / UNIT;
    if (units >= CLASSES) {
        return ::operator new(size);
    }
    if (free_block *block = pool[units]) {
        pool[units] = block->next;
        return block;
    }
    return ::operator new(units * UNIT);
}

void pool_release(void *memory, std::size_t size)
{
    std::size_t units = (size + UNIT - 1) / UNIT;
    if (units >= CLASSES) {
        ::operator delete(memory);
        return;
    }
    pool[units] = new (memory) free_block{pool[units]};
}

void pool_trim()
{
    for (free_block *&list : pool) {
        while (free_block *block = list) {
            list = block->next;
            ::operator delete(block);
        }
    }
}

struct pooled {
    static void *operator new(std::size_t size)
    {
        return pool_allocate(size);
    }
    static void operator delete(void *memory, std::size_t size)
    {
        pool_release(memory, size);
    }
};

// ---- the queue ------------------------------------------------------------------------------------------------------

struct node {
    node *next;
    std::coroutine_handle<> handle;
};

node *queue, **queue_end = &queue;

void enqueue(node *entry)
{
    entry->next = nullptr;
    *queue_end = entry;
    queue_end = &entry->next;
}

void run()
{
    while (node *first = queue) {
        queue = first->next;
        if (!queue) {
            queue_end = &queue;
        }
        first->handle.resume();
    }
}

struct yield : node {
    bool await_ready() noexcept
    {
        return false;
    }
    void await_suspend(std::coroutine_handle<> caller) noexcept
    {
        handle = caller;
        enqueue(this);
    }
    void await_resume() noexcept
    {
    }
};

// ---- tasks ----------------------------------------------------------------------------------------------------------

template <class T> class task
{
  public:
    struct promise_type : pooled {
        T value;
        std::coroutine_handle<> caller = std::noop_coroutine();

        task get_return_object()
        {
            return task(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept
        {
            return {};
        }
        struct final_awaiter {
            bool await_ready() noexcept
            {
                return false;
            }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept
            {
                return self.promise().caller;
            }
            void await_resume() noexcept
            {
            }
        };
        final_awaiter final_suspend() noexcept
        {
            return {};
        }
        void return_value(T result) noexcept
        {
            value = result;
        }
        void unhandled_exception()
        {
            std::terminate();
        }
    };

    explicit task(std::coroutine_handle<promise_type> handle) : handle_(handle)
    {
    }
    task(task &&other) noexcept : handle_(std::exchange(other.handle_, nullptr))
    {
    }
    ~task()
    {
        if (handle_) {
            handle_.destroy();
        }
    }
    bool await_ready() noexcept
    {
        return false;
    }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept
    {
        handle_.promise().caller = caller;
        return handle_;
    }
    T await_resume() noexcept
    {
        return handle_.promise().value;
    }
    T run_alone()
    {
        handle_.resume();
        run();
        return handle_.promise().value;
    }

  private:
    std::coroutine_handle<promise_type> handle_;
};

// One that runs beside others from the queue, and may be joined once.
template <class T> class spawned
{
  public:
    struct promise_type : pooled, node {
        T value;
        std::coroutine_handle<> joiner = nullptr;

        spawned get_return_object()
        {
            auto self = std::coroutine_handle<promise_type>::from_promise(*this);
            handle = self;
            enqueue(this);
            return spawned(self);
        }
        std::suspend_always initial_suspend() noexcept
        {
            return {};
        }
        std::suspend_always final_suspend() noexcept
        {
            if (joiner) {
                handle = joiner;
                enqueue(this);
            }
            return {};
        }
        void return_value(T result) noexcept
        {
            value = result;
        }
        void unhandled_exception()
        {
            std::terminate();
        }
    };

    spawned() = default;
    explicit spawned(std::coroutine_handle<promise_type> handle) : handle_(handle)
    {
    }
    bool await_ready() noexcept
    {
        return handle_.done();
    }
    void await_suspend(std::coroutine_handle<> caller) noexcept
    {
        handle_.promise().joiner = caller;
    }
    T await_resume() noexcept
    {
        T value = handle_.promise().value;
        handle_.destroy();
        return value;
    }

  private:
    std::coroutine_handle<promise_type> handle_;
};

// ---- the work -------------------------------------------------------------------------------------------------------

__attribute__((noinline)) task<unsigned long> add_one(unsigned long x)
{
    co_return x + 1;
}

task<unsigned long> ready(unsigned long n)
{
    unsigned long sum = 0;
    for (unsigned long i = 0; i < n; i++) {
        sum = co_await add_one(sum);
    }
    co_return sum;
}

task<unsigned> fib(unsigned n)
{
    if (n < 2) {
        co_return n;
    }
    unsigned a = co_await fib(n - 1);
    co_return a + co_await fib(n - 2);
}

task<unsigned long> yields(unsigned long n)
{
    for (unsigned long i = 0; i < n; i++) {
        co_await yield();
    }
    co_return n;
}

spawned<unsigned long> yields_beside(unsigned long n)
{
    for (unsigned long i = 0; i < n; i++) {
        co_await yield();
    }
    co_return n;
}

task<unsigned long> yields_of_many(unsigned long n)
{
    static spawned<unsigned long> tasks[TASKS];
    unsigned long sum = 0;
    for (auto &each : tasks) {
        each = yields_beside(n / TASKS);
    }
    for (auto &each : tasks) {
        sum += co_await each;
    }
    co_return sum;
}

task<unsigned long> deep(unsigned depth, unsigned long n)
{
    if (depth == 0) {
        co_return co_await yields(n);
    }
    co_return co_await deep(depth - 1, n);
}

spawned<unsigned long> successor(unsigned long x)
{
    co_return x + 1;
}

task<unsigned long> spawns(unsigned long n)
{
    auto *tasks = static_cast<spawned<unsigned long> *>(std::malloc(n * sizeof(spawned<unsigned long>)));
    std::size_t before = heap_in_use();
    unsigned long sum = 0;
    if (!tasks) {
        std::abort();
    }
    for (unsigned long i = 0; i < n; i++) {
        tasks[i] = successor(i);
    }
    cpp20_bytes_per_task = static_cast<double>(heap_in_use() - before) / static_cast<double>(n);
    for (unsigned long i = 0; i < n; i++) {
        sum += co_await tasks[i];
    }
    std::free(tasks);
    co_return sum;
}

} // namespace

unsigned long cpp20_ready(unsigned long n)
{
    return ready(n).run_alone();
}

unsigned long cpp20_fib(unsigned long n)
{
    return fib(static_cast<unsigned>(n)).run_alone();
}

unsigned long cpp20_yields(unsigned long n)
{
    return yields(n).run_alone();
}

unsigned long cpp20_yields_of_many(unsigned long n)
{
    return yields_of_many(n).run_alone();
}

unsigned long cpp20_deep(unsigned long n)
{
    return deep(DEPTH - 1, n).run_alone();
}

unsigned long cpp20_spawns(unsigned long n)
{
    unsigned long sum = spawns(n).run_alone();
    pool_trim();
    return sum;
}
