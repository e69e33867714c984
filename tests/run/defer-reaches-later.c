/* A clean-up is a part of its block: what is declared behind it lives until it has run, and pointers may lead there. */
#include "support.h"

#include <stdio.h>
#include <string.h>

struct node {
    int value;
    struct node *next;
};

static int total(const struct node *list)
{
    int sum = 0;
    for (; list; list = list->next) {
        sum += list->value;
    }
    return sum;
}

static ASYNC int variables(int n)
{
    struct node *list = NULL;
    const char *end = "early";
    DEFER
    {
        printf("%s: %d\n", end, total(list));
    }
    struct node a = {n, list};
    list = &a;
    AWAIT(turn());
    struct node b = {n * 10, list};
    char text[16];
    snprintf(text, sizeof text, "n is %d", n);
    end = text;
    list = &b;
    if (n == 2) {
        struct node c = {200, list};
        return total(&c);
    }
    return 1;
}

static ASYNC int without_await(int n)
{
    struct node *list = NULL;
    DEFER
    {
        printf("total %d\n", total(list));
    }
    struct node nodes[2] = {{n, list}, {n + 1, list}};
    nodes[0].next = &nodes[1];
    list = nodes;
    return nodes[1].value;
}

static ASYNC void literals(int n)
{
    struct node *list = NULL;
    AWAIT(turn());
    DEFER
    {
        printf("literals %d\n", total(list));
    }
    list = &(struct node){n, list};
    list = &(struct node){n + 1, list};
    note(n);
}

static ASYNC int in_a_loop(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        int *p = &i;
        DEFER
        {
            sum += *p;
        }
        int k = i * 10;
        p = &k;
        if (i == 1) {
            continue;
        }
        AWAIT(turn());
        if (i == 3) {
            break;
        }
    }
    return sum;
}

static void show(int **p)
{
    printf("show %d\n", **p);
}

static ASYNC int cleanup_variables(int n)
{
    AWAIT(turn());
    __attribute__((cleanup(show))) int *p = &n;
    DEFER
    {
        printf("p %d\n", *p);
    }
    int a = n + 1;
    __attribute__((cleanup(show))) int *q = &a;
    int b = n + 2;
    p = &b;
    if (n > 5) {
        AWAIT(turn());
        return *q;
    }
    q = p;
    return ({
        DEFER
        {
            printf("inner %d\n", *q);
            q = p;
        }
        int c = n + 3;
        q = &c;
        int given = AWAIT(quiet(*q));
        c += 100;
        given;
    });
}

/* ---- names that hide what the clean-up means --------------------------------------------------------------------- */

static int value = 5;
#define VALUE value

static ASYNC int same_names(void)
{
    int *p = &value, other = 1;
    AWAIT(turn());
    {
        DEFER
        {
            printf("value %d of %d, other %d\n", value, *p, other);
        }
        int value = 6, *q = &value;
        int other = 7 + *q;
        note(other);
    }
    {
        DEFER
        {
            printf("VALUE %d\n", VALUE);
        }
        int value = 8, *q = &value;
        note(*q);
    }
    {
        __attribute__((cleanup(show))) int *r = p;
        int show = 9;
        p = &show;
        note(*p);
    }
    return 0;
}

static ASYNC int hidden(int n)
{
    int *p = &n;
    {
        DEFER
        {
            printf("value %d, p %d\n", value, *p);
        }
        int near = value + n, value = n * 2, many[3] = {1, 2, n};
        p = n & 1 ? &near : many + 2;
        note(value);
    }
    p = &n;
    for (int i = 0; i < 3; i++) {
        DEFER
        {
            printf("VALUE %d, p %d\n", VALUE, *p);
        }
        int near = value + n, *value = &near;
        *value += i;
        p = value;
        if (i == n) {
            continue;
        }
        AWAIT(turn());
        int far = i;
        p = &far;
    }
    return value;
}

static ASYNC int sizes(int n)
{
    int *p = &n;
    AWAIT(turn());
    DEFER
    {
        printf("sizes %d\n", *p);
    }
    if (n == 1) {
        return 10;
    }
    int many[n], *q = many;
    memset(many, 0, sizeof many);
    return *q + n;
}

/* Nothing but the DEFER awaits. */
static ASYNC int in_value(int n)
{
    int *p = &n;
    return ({
        DEFER
        {
            AWAIT(turn());
            printf("in value %d\n", *p);
        }
        int later = n + 1;
        p = &later;
        *p + 1;
    });
}

static ASYNC int async_main(void)
{
    for (int n = 1; n < 3; n++) {
        printf("%d\n", AWAIT(variables(n)));
    }
    printf("%d\n", AWAIT(without_await(3)));
    AWAIT(literals(4));
    printf("%d\n", AWAIT(in_a_loop(6)));
    printf("%d\n", AWAIT(cleanup_variables(5)));
    printf("%d\n", AWAIT(cleanup_variables(6)));
    printf("%d\n", AWAIT(same_names()));
    for (int n = 0; n < 3; n++) {
        printf("%d\n", AWAIT(hidden(n)));
    }
    printf("%d\n", AWAIT(sizes(1)) + AWAIT(sizes(2)));
    printf("%d\n", AWAIT(in_value(3)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
