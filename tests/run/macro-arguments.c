// Locals of the frame in arguments of macros: where a macro only uses its argument as a variable it stays as it is.
#include "support.h"
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct pair {
    int got, other;
};

#define SQUARE(x) ((x) * (x))
#define TWICE(x) SQUARE(SQUARE(x))
#define MAX(a, b)                                                                                                      \
    ({                                                                                                                 \
        __typeof__(a) a_ = (a);                                                                                        \
        __typeof__(b) b_ = (b);                                                                                        \
        a_ > b_ ? a_ : b_;                                                                                             \
    })
#define SHOW(x) printf(#x " = %d\n", (x))
#define SHOW_OF(x) SHOW(x)
#define MEMBER(s, got) ((s).got + (got))
#define PASTE(x) (x##_else + (x))
#define LABEL(got)                                                                                                     \
    do {                                                                                                               \
        if ((got) > 100) {                                                                                             \
            goto got;                                                                                                  \
        }                                                                                                              \
        (got)++;                                                                                                       \
    got:;                                                                                                              \
    } while (0)
#define SHADOW(x)                                                                                                      \
    do {                                                                                                               \
        int was = (x);                                                                                                 \
        {                                                                                                              \
            int got = 7;                                                                                               \
            printf("%d %d\n", was, got + (x));                                                                         \
        }                                                                                                              \
    } while (0)
#define FRAME(x)                                                                                                       \
    do {                                                                                                               \
        int frame = 5;                                                                                                 \
        printf("%d\n", frame + (x));                                                                                   \
    } while (0)
#define PRINT(...) printf("%d %d %d\n", __VA_ARGS__)
#define SWAP(a, b)                                                                                                     \
    do {                                                                                                               \
        __typeof__(a) swap_ = (a);                                                                                     \
        (a) = (b);                                                                                                     \
        (b) = swap_;                                                                                                   \
    } while (0)
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KIND(x) _Generic((x), int: "int", char *: "string", default: "other")
#define ONLY_BEHIND(x) +(x)
#define NOTHING(x) 3
#define FIRST(a, b) (a)
#define EACH(i, n) for ((i) = 0; (i) < (n); (i)++)
#define DECLARE(name, value) int name = (value)

static void keep(int *x)
{
    *x += 0;
}

static ASYNC int test(int argument)
{
    int got = 3, got_else = 40, i, array[4] = {1, 2, 3, 4};
    struct pair pair = {.got = 20, .other = 30};
    char text[8] = "abc";
    keep(&got);
    keep(&got_else);
    keep(&i);
    keep(&pair.got);
    AWAIT(turn());
    printf("%d %d\n", SQUARE(got), TWICE(got));
    printf("%d\n", SQUARE(got + array[1]) - SQUARE(pair.other) ONLY_BEHIND(got));
    printf("%d\n", MAX(got, MAX(pair.got, array[3])));
    SHOW(got);
    SHOW_OF(got + 1);
    printf("%d\n", MEMBER(pair, got));
    printf("%d\n", PASTE(got));
    LABEL(got);
    SHADOW(got);
    SHADOW(got_else);
    FRAME(got);
    PRINT(got, got_else, argument);
    SWAP(got, got_else);
    PRINT(got, got_else, array[0]);
    SWAP(array[0], pair.got);
    AWAIT(turn());
    PRINT(array[0], pair.got, NOTHING(got));
    printf("%zu %zu %s %s\n", COUNT(array), COUNT(text), KIND(got), KIND(pair));
    printf("%d\n", FIRST(got, got++));
    EACH(i, 3)
    {
        printf("%d\n", i + AWAIT(quiet(got)));
    }
    assert(got == 40 && strlen(text) == 3);
#undef SQUARE
#define SQUARE(x) #x
    printf("%s\n", SQUARE(got));
#undef SQUARE
#define SQUARE(x) (-(x))
    printf("%d\n", SQUARE(
                       got /* on a line of its own */
                       ));
    DECLARE(fresh, got);
    keep(&fresh);
    AWAIT(turn());
    return SQUARE(fresh) + FIRST(fresh, NOTHING(got));
}

int main(void)
{
    int result = async_run(test(9));
    printf("%d\n", result);
    return 0;
}
