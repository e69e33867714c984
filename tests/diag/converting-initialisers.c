/* ASYNC functions among ordinary ones in the braces of initialisers, with and without the inner ones. */
#include <asyncc.h>
#include <stddef.h>

typedef ASYNC int (*function)(int);

struct pair {
    int (*plain)(int);
    function async;
};

struct nested {
    struct pair pair;
    int n;
    int (*plains[2])(int);
    function asyncs[2];
};

struct mixed {
    int n;
    struct {
        function inner;
        int (*plain)(int);
    };
    union {
        function first;
        int second;
    };
    int : 3;
    int (*last)(int);
};

static ASYNC int waits(int x)
{
    AWAIT(async_yield());
    return x;
}

static int plain(int x)
{
    return x;
}

int (*array[2])(int) = {waits, 0};        // expect-error: ASYNC function or pointer
int (*second[2])(int) = {[1] = waits};    // expect-error: ASYNC function or pointer
function marked[2] = {0, plain};          // expect-error: ordinary function
struct nested a = {{waits, 0}, 0, {0}, {0}}; // expect-error: ASYNC function or pointer
struct nested b = {.pair.plain = waits};  // expect-error: ASYNC function or pointer
struct nested c = {.plains = {waits}};    // expect-error: ASYNC function or pointer
struct nested d = {.plains[1] = waits};   // expect-error: ASYNC function or pointer
struct nested e = {.asyncs = {plain}};    // expect-error: ordinary function
struct nested f = {.asyncs[1] = plain};   // expect-error: ordinary function
struct nested g = {plain, plain, 1};      // expect-error: ordinary function
struct nested h[2] = {[1].pair.async = plain}; // expect-error: ordinary function
struct mixed i = {1, plain};              // expect-error: ordinary function
struct mixed j = {.n = 1, plain};         // expect-error: ordinary function
struct mixed k = {.inner = waits, waits}; // expect-error: ASYNC function or pointer
struct mixed l = {1, {waits, plain}, {plain}, plain}; // expect-error: ordinary function
struct mixed m = {1, waits, plain, waits, waits}; // expect-error: ASYNC function or pointer
struct nested o = {.pair.plain = plain, plain};  // expect-error: ordinary function
struct nested p = {.pair.async = waits, 1, waits}; // expect-error: ASYNC function or pointer
struct nested q = {.plains[0] = plain, waits};   // expect-error: ASYNC function or pointer
struct nested r = {.plains[1] = plain, plain};   // expect-error: ordinary function
struct nested s = {.pair = plain, plain};        // expect-error: ordinary function
struct pair t[2] = {[0].plain = plain, waits, waits}; // expect-error: ASYNC function or pointer
struct nested u[3] = {[0 ... 1].asyncs[1] = waits, waits}; // expect-error: ASYNC function or pointer
struct mixed v = {.plain = plain, plain};        // expect-error: ordinary function

struct nested right[] = {
    {{plain, waits}, 1, {plain, plain}, {waits, waits}},
    {plain, waits, 1, plain, plain, waits, waits},
    {.pair = {.async = waits, .plain = plain}, .asyncs[1] = waits, .plains = {[1] = plain}},
    [4].pair.async = waits, 1, plain, plain, waits, waits,
    plain, waits, 2, plain, plain, waits, waits, [0 ... 1].plains[1] = plain, waits, waits, {{plain, waits}},
};
struct pair pairs[2][2] = {[0][1].plain = plain, waits, plain, waits, [0][0] = plain, waits, {plain, waits}};
struct mixed right_too[] = {
    {1, waits, plain, waits, plain},
    {1, {waits, plain}, {waits}, plain},
    {.inner = waits, plain, waits, plain},
};

int (*literal(void))(int)
{
    return (int (*[1])(int)){waits}[0]; // expect-error: ASYNC function or pointer
}

static ASYNC int inside(void)
{
    int (*local[])(int) = {waits}; // expect-error: ASYNC function or pointer
    function others[] = {plain};   // expect-error: ordinary function
    return local[0](1) + AWAIT(others[0](1));
}

int main(void)
{
    return async_run(inside());
}
