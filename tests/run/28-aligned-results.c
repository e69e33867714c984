/* Results, arguments and futures of types with more alignment than malloc gives, by every way that a value goes. */
#include "support.h"

#include <stdio.h>
#include <string.h>

// erase: no, it spawns
// flags: -Wno-psabi
/* (GCC notes at each such argument that it was passed differently before version 4.6.) */

struct line {
    _Alignas(64) char text[64];
};

struct odd {
    char tag;
    _Alignas(128) double value;
};

typedef float eight __attribute__((vector_size(32)));

static ASYNC struct line line(const char *text)
{
    struct line l;
    memset(&l, 0, sizeof l);
    strcpy(l.text, text);
    AWAIT(turn());
    return l;
}

static ASYNC struct line ready(void)
{
    return (struct line){"ready"};
}

static ASYNC struct odd odd(char tag, double value)
{
    struct odd result = {tag, value};
    struct odd *p = &result;
    AWAIT(turn());
    p->value += 1;
    AWAIT(turn());
    printf("%d\n", is_aligned(p, 128));
    return *p;
}

static ASYNC eight times(eight v, int n)
{
    AWAIT(turn());
    v = v * (float)n;
    AWAIT(turn());
    return v;
}

static ASYNC int show(struct odd o, char between, struct line l, eight v)
{
    AWAIT(turn());
    printf("%c %.1f %c %s %.1f %d\n", o.tag, o.value, between, l.text, (double)v[7],
           is_aligned(&o, 128) + is_aligned(&l, 64) + is_aligned(&v, 32));
    return AWAIT(quiet(1));
}

static ASYNC struct line fails(void)
{
    AWAIT(turn());
    RAISE(7, "no line");
}

static FUTURE(struct line) kept;

static void settle(void *unused)
{
    (void)unused;
    async_future_set_result(kept, ((struct line){"settled"}));
}

static ASYNC int futures(void)
{
    FUTURE(struct line) f = SPAWN(line("joined")), g = SPAWN(line("waited for")), h = SPAWN(line("shielded"));
    printf("%s\n", AWAIT(async_join(f)).text);
    printf("%s\n", AWAIT(async_wait_for(g, 100)).text);
    printf("%s\n", AWAIT(async_join(async_shield(h))).text);
    FUTURE(struct odd) odds[] = {SPAWN(odd('a', 1)), SPAWN(odd('b', 2))};
    struct odd values[2];
    AWAIT(async_gather(odds, 2, values));
    printf("%c %.1f %c %.1f\n", values[0].tag, values[0].value, values[1].tag, values[1].value);
    kept = async_future_new(struct line);
    FUTURE(struct line) again = async_ref(kept);
    async_call_soon(async_get_running_loop(), settle, NULL);
    FUTURE(struct line) join = SPAWN(async_join(kept)), wait = SPAWN(async_wait_for(again, 100));
    FUTURE(struct line) pair[] = {join, wait};
    AWAIT(async_wait(pair, 2, 100, ASYNC_ALL_COMPLETED));
    struct line first = async_future_result(join), second = async_future_result(wait);
    printf("%s %s %d\n", first.text, second.text, is_aligned(&first, 64));
    AWAIT(async_gather(pair, 2, NULL));
    FUTURE(eight) vector = SPAWN(times((eight){2}, 3));
    printf("%.1f\n", (double)AWAIT(async_join(vector))[0]);
    return 0;
}

static ASYNC int test(void)
{
    ASYNC struct line (*pointer)(const char *) = line;
    printf("%s %s\n", AWAIT(line("direct")).text, AWAIT(pointer("by pointer")).text);
    struct line copies[2] = {AWAIT(ready()), AWAIT(line("in a list"))};
    printf("%s %s %d\n", copies[0].text, copies[1].text, is_aligned(copies, 64));
    AWAIT(show(AWAIT(odd('x', 3)), 'y', AWAIT(line("argument")), AWAIT(times((eight){0, 0, 0, 0, 0, 0, 0, 1.5f}, 2))));
    async_error error;
    struct line none = AWAIT_CATCH(fails(), &error);
    printf("%d '%s' %d\n", error.code, none.text, is_aligned(&none, 64));
    return AWAIT(futures());
}

int main(void)
{
    struct odd ran = async_run(odd('r', 4));
    printf("%c %.1f\n", ran.tag, ran.value);
    async_coroutine coroutine;
    async_coroutine_start(&coroutine, ready());
    async_coroutine_resume(&coroutine);
    printf("%s\n", async_coroutine_result(&coroutine, struct line).text);
    async_coroutine_destroy(&coroutine);
    return async_run(test());
}
