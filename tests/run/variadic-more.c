/* Variadic ASYNC functions: with and without a frame of their own, va_copy, va_list handed on, every class of argument,
 * lists in loops and branches, va_end late, function pointers, prototypes, recursion, macros. */
#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct pair {
    int a, b;
};
struct wide {
    long a[5];
};

ASYNC int first_of(int n, ...);

/* Arrays that live on: its body has another C function to itself. */
static ASYNC int print(const char *format, ...)
{
    char text[100];
    va_list list;
    int length;
    va_start(list, format);
    length = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    for (int i = 0; i < length; i++) {
        AWAIT(turn());
        putchar(text[i]);
    }
    putchar('\n');
    return length;
}

/* More arguments than registers, on both sides. */
static ASYNC double sum(const char *kinds, ...)
{
    double total = 0;
    va_list list, again;
    va_start(list, kinds);
    va_copy(again, list);
    for (const char *kind = kinds; *kind; kind++) {
        switch (*kind) {
        case 'i':
            total += va_arg(list, int);
            break;
        case 'l':
            total += va_arg(list, long long);
            break;
        case 'd':
            total += va_arg(list, double);
            break;
        case 'D':
            total += (double)va_arg(list, long double);
            break;
        case 'p': {
            struct pair pair = va_arg(list, struct pair);
            total += pair.a * pair.b;
            break;
        }
        case 'w':
            total += va_arg(list, struct wide).a[4];
            break;
        }
    }
    va_end(list);
    if (*kinds == 'i') {
        total += va_arg(again, int) * 1000;
    }
    va_end(again);
    total += AWAIT(quiet((int)strlen(kinds)));
    return total;
}

static int of_list(int n, va_list list)
{
    int total = 0;
    while (n--) {
        total += va_arg(list, int);
    }
    return total;
}

/* A va_list as a parameter of an ASYNC function, used before it awaits. */
static ASYNC int awaited_list(int n, va_list list)
{
    int numbers[3] = {0};
    for (int i = 0; i < n && i < 3; i++) {
        numbers[i] = va_arg(list, int);
    }
    AWAIT(turn());
    int *p = numbers;
    AWAIT(turn());
    return p[0] + p[1] * 10 + p[2] * 100;
}

ASYNC int first_of(int n, ...)
{
    va_list list;
    va_start(list, n);
    int a = of_list(2, list), b;
    va_end(list);
    va_start(list, n);
    b = AWAIT(awaited_list(n, list));
    va_end(list);
    return a * 1000 + b;
}

static ASYNC int down(int n, ...)
{
    va_list list;
    va_start(list, n);
    int x = va_arg(list, int);
    va_end(list);
    if (n == 0) {
        AWAIT(turn());
        return x;
    }
    return AWAIT(down(n - 1, x + 1)) + n;
}

#define ARGUMENTS(list, last) va_start(list, last)
#define NEXT(list) va_arg(list, int)

static ASYNC int by_macros(int n, ...)
{
    int kept[1] = {0};
    va_list list;
    ARGUMENTS(list, n);
    while (n--) {
        kept[0] = kept[0] * 10 + NEXT(list);
    }
    va_end(list);
    int *p = kept;
    AWAIT(turn());
    return *p;
}

/* Arguments that nobody looks at. */
static ASYNC int ignored(int n, ...)
{
    int copy[2] = {n, n};
    int *p = copy;
    AWAIT(turn());
    return p[1];
}

static ASYNC int operands(int n, ...)
{
    va_list list;
    va_start(list, n);
    int x = va_arg(list, int) - va_arg(list, int) * n;
    va_end(list);
    return x + AWAIT(quiet(x));
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(print("%d %s %.2f %c", AWAIT(quiet(7)), "seven", 7.0f, (char)'7')));
    printf("%.2f\n", AWAIT(sum("iiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9)));
    printf("%.2f\n", AWAIT(sum("dddddddddDl", .5, .5, .5, .5, .5, .5, .5, .5, .5, 2.0L, 1ll << 33)));
    printf("%.2f\n", AWAIT(sum("pwp", (struct pair){2, 3}, (struct wide){{[4] = 5}}, (struct pair){4, AWAIT(get(5))})));
    printf("%d\n", AWAIT(first_of(3, 1, 2, 3)));
    printf("%d\n", AWAIT(down(5, 1)));
    printf("%d\n", AWAIT(by_macros(4, 1, 2, 3, AWAIT(quiet(4)))));
    printf("%d\n", AWAIT(ignored(3, "x", 2.5)));
    ASYNC int (*f)(int, ...) = AWAIT(quiet(1)) ? operands : ignored;
    printf("%d\n", AWAIT(f(3, 100, 20)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
