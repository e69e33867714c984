/* Arrays of variable size that exist at an AWAIT: their elements, their sizes, and every way out of their blocks. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point {
    int x, y;
};

static int evaluated;

static int once(int n)
{
    evaluated++;
    return n;
}

static ASYNC int sum(int n, const int a[n])
{
    int total = 0;
    for (int i = 0; i < n; i++) {
        total += AWAIT(quiet(a[i]));
    }
    return total;
}

static ASYNC int shapes(int n, int m)
{
    int a[n], b[n][m], c[m][3][n], *pa = a;
    struct point points[n];
    struct local {
        char tag;
        double d;
    } locals[n + 1];
    const char *names[n];
    int(*rows[2])[m] = {b, b + 1};
    char text[n * 10];
    _Alignas(64) short wide[n];
    memset(c, 0, sizeof c);
    for (int i = 0; i < n; i++) {
        a[i] = AWAIT(quiet(i * i));
        for (int j = 0; j < m; j++) {
            b[i][j] = i * 10 + AWAIT(quiet(j));
        }
        points[i] = (struct point){AWAIT(quiet(i)), -i};
        locals[i] = (struct local){(char)('a' + i), i / 2.0};
        names[i] = i % 2 ? "odd" : "even";
        wide[i] = (short)i;
    }
    c[m - 1][2][n - 1] = AWAIT(quiet(42));
    locals[n] = locals[AWAIT(quiet(1))];
    int sizes = n * 100 + m;
    n = m = 0;
    AWAIT(turn());
    printf("%zu %zu %zu %zu %zu\n", sizeof a, sizeof b, sizeof b[0], sizeof c, sizeof c[0][0]);
    n = sizes / 100, m = sizes % 100;
    snprintf(text, sizeof text, "%s %s", names[0], names[AWAIT(quiet(1))]);
    printf("%d %d %d %d %d\n", pa[n - 1], b[n - 1][m - 1], (*rows[1])[1], rows[0][1][1], c[m - 1][2][n - 1]);
    printf("%d %c %.1f %s %d %d\n", points[n - 1].y, locals[n].tag, locals[n].d, text, wide[n - 1],
           is_aligned(wide, 64));
    AWAIT(turn());
    a[AWAIT(quiet(0))] += AWAIT(quiet(5));
    b[AWAIT(quiet(1))][AWAIT(quiet(2))]++;
    (*rows[1])[AWAIT(quiet(0))] = 77;
    int(*whole)[n] = &a, (*other)[n] = AWAIT(quiet(0)) ? whole : &a;
    AWAIT(turn());
    printf("%d %d %d %d\n", AWAIT(sum(n, *whole)), b[1][2], b[1][0], (*other)[1]);
    return AWAIT(sum(m, b[1])) + (int)(&b[1][0] - &b[0][0]);
}

static ASYNC int loops(int n)
{
    int total = 0;
    for (int i = 1; i <= n; i++) {
        int row[once(i)];
        memset(row, 0, sizeof row);
        row[i - 1] = AWAIT(quiet(i));
        if (i == 2) {
            continue;
        }
        if (i == 5) {
            break;
        }
        total += (int)(sizeof row / sizeof *row) * row[i - 1];
        AWAIT(turn());
    }
    printf("%d %d\n", total, evaluated);
    int k = 0;
again:;
    int grown[++k];
    grown[k - 1] = AWAIT(quiet(k));
    if (k < 4) {
        goto again;
    }
    AWAIT(turn());
    total += grown[k - 1] + (int)sizeof grown;
    {
        double d[k];
        d[0] = 0.5;
        AWAIT(turn());
        if (d[0] < 1) {
            goto out;
        }
        total = -1;
    }
out:
    return total + AWAIT(quiet(1));
}

static void gone(int *p)
{
    printf("gone %d\n", *p);
}

static ASYNC int ways_out(int n, int way)
{
    DEFER
    {
        printf("first %d\n", way);
    }
    int outer[n];
    outer[0] = way;
    DEFER
    {
        AWAIT(turn());
        printf("second %d\n", outer[0]);
    }
    __attribute__((cleanup(gone))) int watched = way * 10;
    while (AWAIT(quiet(1))) {
        char inner[n + way];
        inner[n + way - 1] = 'x';
        DEFER
        {
            printf("inner %c %zu\n", inner[n + way - 1], sizeof inner);
            AWAIT(turn());
        }
        AWAIT(turn());
        switch (way) {
        case 0: {
            long in_switch[n];
            in_switch[n - 1] = AWAIT(quiet(3));
            return (int)in_switch[n - 1] + outer[0];
        }
        case 1:
            break;
        default:
            goto end;
        }
        if (way == 1) {
            break;
        }
    }
end:
    watched++;
    return outer[0];
}

static ASYNC int recurse(int n)
{
    int here[n + 1];
    for (int i = 0; i <= n; i++) {
        here[i] = i;
    }
    int below = n ? AWAIT(recurse(n - 1)) : 0;
    AWAIT(turn());
    return below + here[n];
}

static ASYNC int in_expressions(int n)
{
    int total = ({
        int a[n];
        a[n - 1] = AWAIT(quiet(6));
        AWAIT(turn());
        a[n - 1] + (int)(sizeof a / sizeof a[0]);
    });
    if (n > 1) {
        int b[n][n];
        b[n - 1][n - 1] = total;
        total = AWAIT(quiet(b[n - 1][n - 1])) + AWAIT(in_expressions(n - 1));
    }
    return total;
}

static ASYNC int grid(int w, int h)
{
    int(*cells)[w] = malloc((size_t)h * sizeof *cells);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            cells[y][x] = AWAIT(quiet(x * y));
        }
    }
    int(*last)[w] = cells + h;
    last--;
    AWAIT(turn());
    int result = (*last)[w - 1];
    free(cells);
    return result;
}

/* Comments in front of sizes. */
static ASYNC int commented(int n, int m, double p[/* rows */ n][/* a column */ /* more */ 2 + 1])
{
    int a[/* how many */ n],
        b[n][/* columns */
             m],
        c[n + /* and */ m];
    for (int i = 0; i < n; i++) {
        a[i] = i;
        b[i][m - 1] = AWAIT(quiet(i));
        p[i][2] = 1;
    }
    c[n] = AWAIT(quiet(a[n - 1]));
    return (int)(sizeof a + sizeof b + sizeof c) + c[n] + b[n - 1][m - 1] + (int)p[n - 1][2];
}

static ASYNC int test(void)
{
    double cells[4][3];
    printf("%d\n", AWAIT(commented(4, 3, cells)));
    printf("%d\n", AWAIT(shapes(3, 4)));
    printf("%d\n", AWAIT(loops(6)));
    for (int way = 0; way < 3; way++) {
        printf("%d\n", AWAIT(ways_out(2, way)));
    }
    printf("%d\n", AWAIT(recurse(10)));
    printf("%d\n", AWAIT(in_expressions(3)));
    printf("%d\n", AWAIT(grid(3, 4)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
