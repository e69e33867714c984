/* Macros that end where an operand is missing, or begin with an operator that has its left one outside. */
#include "support.h"
#include <stdio.h>

#define PLUS +
#define FIRST g,
#define LAST , g
#define IF_G g ?
#define UNLESS_G !g ?
#define ELSE_G : g
#define G_ELSE g :
#define BUMPED_ELSE ? g++ :
#define ELSE_BUMPED : g++
#define SET x =
#define ADD_TO x +=
#define IS_G = g
#define ADD_BUMPED += g++
#define RETURN_SUM return g + 2 *
#define CALL two(g,
#define G_OP(o) g o
#define G_PLUS g PLUS
#define SUM_OF(x) x PLUS
#define G_AND g &&
#define AND_G && g
#define OR_BUMPED || ++g
#define NOT !
#define CASTED (int)
#define SIZES sizeof(char) *
#define OPEN (g +
#define CLOSE - g)
#define OPEN_IF (IF_G
#define MEMBER s.
#define ARROW p->
#define DOT_V .v
#define ARROW_V ->v
#define AT_G [g]
#define INDEXED a[g -
#define MINUS_G - g
#define TIMES_2 * 2
#define MINUS_BUMPED - g++
#define TIMES_X_LESS_G * x - g
#define COMMA_AWAIT , AWAIT(quiet(h++))
#define AND_AWAIT && AWAIT(quiet(h++))

struct pair {
    int u, v;
};

static int g = 5, h;

static int two(int a, int b)
{
    return a * 10 + b;
}

static ASYNC int returned(int x)
{
    RETURN_SUM AWAIT(quiet(x)) + 1;
}

static ASYNC void binary(int x)
{
    int a[] = {1, 2, 3, 4, 5, 6, 7, 8};
    printf("%d\n", AWAIT(quiet(2)) * G_PLUS AWAIT(quiet(3)));
    printf("%d\n", G_PLUS AWAIT(quiet(3)) TIMES_2);
    printf("%d\n", x * G_OP(-) AWAIT(quiet(4)) * G_OP(+) AWAIT(quiet(2)) * SUM_OF(x) - AWAIT(quiet(3)));
    printf("%d\n", AWAIT(quiet(2)) * CASTED AWAIT(quiet(4)) + (int)(SIZES AWAIT(quiet(3))));
    printf("%d\n", AWAIT(quiet(2)) * OPEN AWAIT(quiet(7)) CLOSE * AWAIT(quiet(9)));
    printf("%d\n", AWAIT(quiet(2)) * INDEXED AWAIT(quiet(2))] * AWAIT(quiet(9)));
    printf("%d\n", a AT_G * h++ * AWAIT(quiet(4)) + NOT AWAIT(quiet(0)));
    printf("%d\n", x * AWAIT(quiet(3)) MINUS_G * AWAIT(quiet(2)) MINUS_G);
    printf("%d\n", AWAIT(quiet(1)) TIMES_X_LESS_G * AWAIT(quiet(3)));
    printf("%d\n", x MINUS_BUMPED * AWAIT(quiet(2)) + AWAIT(quiet(1)) TIMES_2 * AWAIT(quiet(3)));
    printf("%d\n", AWAIT(returned(4)));
}

static ASYNC void members(void)
{
    struct pair s = {3, 4}, *p = &s;
    printf("%d\n", AWAIT(quiet(2)) * MEMBER v + ARROW u * AWAIT(quiet(2)));
    printf("%d\n", s DOT_V * AWAIT(quiet(4)) + p ARROW_V * AWAIT(quiet(2)));
}

static ASYNC void conditions(int x)
{
    g = 5;
    printf("%d\n", IF_G AWAIT(quiet(3)) : AWAIT(quiet(4)));
    printf("%d\n", UNLESS_G AWAIT(quiet(3)) ELSE_G + AWAIT(quiet(4)));
    printf("%d\n", AWAIT(quiet(0)) ? AWAIT(quiet(7)) * G_ELSE AWAIT(quiet(2)));
    printf("%d\n", AWAIT(quiet(1)) ? AWAIT(quiet(7)) * G_ELSE AWAIT(quiet(2)));
    printf("%d\n", AWAIT(quiet(0)) ? AWAIT(quiet(2)) ELSE_BUMPED + AWAIT(quiet(3)));
    printf("%d\n", AWAIT(quiet(4)) BUMPED_ELSE AWAIT(quiet(6)));
    printf("%d\n", AWAIT(quiet(2)) * OPEN_IF AWAIT(quiet(2)) ELSE_G) * AWAIT(quiet(9)));
    printf("%d\n", AWAIT(quiet(2)) | G_AND AWAIT(quiet(3)) | AWAIT(quiet(0)));
    printf("%d\n", AWAIT(quiet(3)) AND_G);
    printf("%d\n", (AWAIT(quiet(0)) OR_BUMPED) && (AWAIT(quiet(1)) OR_BUMPED));
    printf("%d\n", x AND_AWAIT AND_AWAIT);
    while (x AND_AWAIT) {
        if (h > 5) {
            break;
        }
    }
}

static ASYNC int others(int y)
{
    int x, a[3] = {0};
    g = 5;
    printf("%d %d\n", two(FIRST AWAIT(quiet(3))), two(AWAIT(quiet(2)) LAST));
    printf("%d\n", CALL AWAIT(quiet(2))));
    printf("%d\n", AWAIT(quiet(2)) * CALL AWAIT(quiet(2)) * 2) * AWAIT(quiet(3)));
    printf("%d\n", two(g++ COMMA_AWAIT));
    SET AWAIT(quiet(4)) * 2;
    ADD_TO y * G_OP(-) AWAIT(quiet(4));
    printf("%d\n", x);
    x IS_G + AWAIT(quiet(2));
    a[AWAIT(quiet(2))] IS_G + AWAIT(quiet(2));
    a[AWAIT(quiet(2))] ADD_BUMPED * AWAIT(quiet(2));
    printf("%d %d\n", x, a[2]);
    x = (AWAIT(quiet(4)) LAST++, AWAIT(quiet(5)) LAST);
    printf("%d\n", x);
    for (SET AWAIT(quiet(2)); x < AWAIT(quiet(5)) * G_OP(-) 1; ADD_TO AWAIT(quiet(3)) * G_OP(-) AWAIT(quiet(1))) {
        printf("%d\n", x);
    }
    return x ADD_BUMPED * AWAIT(quiet(3));
}

static ASYNC int test(void)
{
    AWAIT(binary(6));
    AWAIT(members());
    AWAIT(conditions(6));
    printf("%d\n", AWAIT(others(6)));
    printf("%d %d\n", g, h);
    return 0;
}

int main(void)
{
    return async_run(test());
}
