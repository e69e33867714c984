/* A recursive descent parser of arithmetic, whose reading awaits: mutual recursion with state in a struct. */
#include "support.h"

#include <ctype.h>
#include <stdio.h>

struct parser {
    const char *text;
    int error;
};

static ASYNC long sum(struct parser *p);

static ASYNC int peek(struct parser *p)
{
    while (isspace((unsigned char)*p->text)) {
        p->text++;
    }
    AWAIT(turn());
    return *p->text;
}

static ASYNC int accept(struct parser *p, int c)
{
    return AWAIT(peek(p)) == c && (p->text++, 1);
}

static ASYNC long number(struct parser *p)
{
    long n = 0;
    if (AWAIT(accept(p, '-'))) {
        return -AWAIT(number(p));
    }
    if (AWAIT(accept(p, '('))) {
        n = AWAIT(sum(p));
        if (!AWAIT(accept(p, ')'))) {
            p->error = 1;
        }
        return n;
    }
    if (!isdigit(AWAIT(peek(p)))) {
        p->error = 1;
        return 0;
    }
    while (isdigit((unsigned char)*p->text)) {
        n = n * 10 + (*p->text++ - '0');
    }
    return n;
}

static ASYNC long product(struct parser *p)
{
    long n = AWAIT(number(p));
    for (;;) {
        switch (AWAIT(peek(p))) {
        case '*':
            p->text++;
            n *= AWAIT(number(p));
            continue;
        case '/':
            p->text++;
            n /= AWAIT(number(p)) ?: 1;
            continue;
        }
        return n;
    }
}

static ASYNC long sum(struct parser *p)
{
    long n = AWAIT(product(p));
    while (1) {
        if (AWAIT(accept(p, '+')))
            n += AWAIT(product(p));
        else if (AWAIT(accept(p, '-')))
            n -= AWAIT(product(p));
        else
            return n;
    }
}

static ASYNC void calculate(const char *text)
{
    struct parser p = {text, 0};
    long n = AWAIT(sum(&p));
    printf("%s = ", text);
    if (p.error || AWAIT(peek(&p)))
        printf("error at '%s'\n", p.text);
    else
        printf("%ld\n", n);
}

static ASYNC int test(void)
{
    static const char *const lines[] = {"1 + 2 * 3", "(1 + 2) * 3", "10 - 4 - 3", "-(2 * (3 + 4)) / 7", "2 * ", "1 2"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        AWAIT(calculate(lines[i]));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
