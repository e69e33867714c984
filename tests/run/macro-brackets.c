/* Brackets, commas, colons and semicolons out of macros of one token, where asyncc takes the text apart by them. */
#include "support.h"
#include <stdio.h>

#define LP (
#define RP )
#define LB {
#define RB }
#define LS [
#define RS ]
#define CO ,
#define SC ;
#define EQ =
#define STAR *
#define FOR for
#define COLON :

static int f(int a, int b) { return a * 10 + b; }

static ASYNC int g LP int a CO int b RP LB AWAIT (turn()); return a + b SC RB

static ASYNC int five(int n)
{
    int a = f LP 1, 2 RP, b = 3;
    int m[2] = LB 1, 2 RB, c = 4;
    int k LS 2 RS = {n, 2}, d EQ 5;
    int (*q) LP int, int RP = f, STAR p = &a;
    int LP *q2 RP (int, int) = f, STAR LP p2 RP = &b;
    int h LS n RS, h2 LS n + 1];
    int h3[n RS, e = 7;
    int t = _Generic LP a, int: AWAIT(quiet(1)), default: 3);
    t += _Generic(a, int COLON AWAIT(quiet(1)) CO default: 3);
    t += _Generic(LP a), int : f(1, AWAIT(quiet(1)) RP, default: 3);
    for (int i = 0; i < AWAIT(quiet(2)); (void RP i++)
        t += i;
    FOR (int i = LP 1); i < AWAIT(quiet(3)); i++) t += i;
    for LP int i = 1 SC i < AWAIT(quiet(3)); i++) t += i;
    for (int i = 1; i < (AWAIT(quiet(3)) RP; i++) t += i;
    for (int i = 1; i < f(0, AWAIT(quiet(3)) RP SC i++ RP LB t += i; RB
    while LP t++ < AWAIT(quiet(30)) RP LB t += 3 SC RB
    do LB t++ SC } while (t < AWAIT(quiet(100)) RP SC
    if LP AWAIT(quiet(1)) RP t++ SC else t-- SC
    switch LP AWAIT(quiet(1)) RP LB case 1 COLON t++ SC RB
    h[0] = h2[0] = h3 LS AWAIT(quiet(0)) RS = 1;
    t += AWAIT(g LP 1 CO 2));
    t += AWAIT(g LP 1 CO (2))) ;
    t += q(1, 2) + (*q2) LP 1, AWAIT(quiet(3)) RP + *p + *p2 + k[1] + m LS AWAIT(quiet(1)) RS + h[0] + b + c + d + e;
    struct s LB int a, b SC RB s = {1, 2 RB, s2 = LB 3 CO 4 RB;
    t += s.a + s2.b + AWAIT(quiet(1));
    t += (struct s) LB AWAIT(quiet(1)) CO 2 RB.a;
    t += ( LB int z = AWAIT(quiet(2)); z; RB RP;
    AWAIT(turn());
    LB DEFER LB t += AWAIT(quiet(1)) SC RB t++ SC RB
    return LP t RP SC
}

int main(void)
{
    printf("%d\n", async_run(five(4)));
    return 0;
}
