/* Macros for parts of expressions, declarations and statements that are none by
 * themselves. */
#include "support.h"
#include <stdio.h>
#define INITS 1, 2
#define INITS_A AWAIT(quiet(3)), 4
#define INITS_N n, n + 1
#define ARGS n, note(20)
#define ARGS_A AWAIT(quiet(1)), n
#define TWO_VARS a = 1, b = 2
#define TWO_VARS_N c = n, d = n + 1
#define TWO_VARS_A e = AWAIT(quiet(5)), f = n
#define PLUS_ONE +1
#define PLUS_N +n
#define AND_ &&
#define OPEN (
#define INDEX [AWAIT(quiet(1))]
#define INDEX_N [n]
#define ARROW ->
#define CALL(f) f(
#define SEMI ;
#define RET return
#define EQ ==
#define FIELD_N .x = n,
#define MINUS -
#define STAR *
#define COND n ? note(21):
#define COND_A AWAIT(quiet(0)) ? note(22):
#define COMMA2 note(23), note(24)
#define COMMA_N n++, note(25)
#define ASSIGN n =
#define OPASSIGN n +=
#define PTR_N (&n)
#define DEREF *p
#define CASTN (long)n
#define SIZEN sizeof n
#define STREXPR                                                                \
  "a"                                                                          \
  "b"
#define PARAMS int n, int m
#define FORHEAD                                                                \
  int i = 0;                                                                   \
  i < n;                                                                       \
  i++
#define FORHEAD_A                                                              \
  int i = AWAIT(quiet(0));                                                     \
  i < AWAIT(quiet(2));                                                         \
  i += AWAIT(quiet(1))
#define TYPE_NAME int *
#define LABEL_N lbl
#define CASE_EXPR 1 ... 3
#define DESIG [2] = n, [0] = AWAIT(quiet(8))
struct s {
  int x, y;
  int z[3];
};
#define VARS(p, q) p = 1, q = n
#define PTRS(p, q) *p = &n, *q = &n
static int add(int a, int b) {
  printf("add %d %d\n", a, b);
  return a + b;
}
static ASYNC int g(PARAMS) {
  int *p = &n;
  int a1[] = {INITS, 3}, a2[] = {INITS_A, n}, a3[] = {INITS_N, INITS_N};
  int VARS(v1, v2), PTRS(v3, v4);
  int TWO_VARS, TWO_VARS_N, TWO_VARS_A;
  struct s s = {FIELD_N 5, {DESIG}}, *ps = &s;
  AWAIT(turn());
  printf("%d\n", add(ARGS));
  printf("%d\n", add(ARGS_A));
  printf("%d %d %d %d\n", a1[1], a2[0], a2[2], a3[3]);
  printf("%d %d %d %d %d %d\n", a, b, c, d, e, f);
  printf("%d\n", AWAIT(quiet(1)) PLUS_ONE PLUS_N);
  printf("%d\n", n AND_ AWAIT(quiet(1)) AND_ n EQ 2);
    printf("%d\n", OPEN AWAIT(quiet(4)) PLUS_N));
    printf("%d %d\n", a1 INDEX, a1 INDEX_N);
    printf("%d %d %d\n", ps ARROW x, AWAIT(quiet(1)) + ps ARROW z[2],
           ps ARROW z INDEX);
    printf("%d\n", CALL(add) n, AWAIT(quiet(2))));
    AWAIT(turn())
    SEMI n++ SEMI printf("%d %d\n", MINUS n, MINUS AWAIT(quiet(3)) STAR n);
    printf("%d\n", COND note(26));
    printf("%d\n", COND_A note(27));
    printf("%d\n", (COMMA2, AWAIT(quiet(1))) + (AWAIT(quiet(1)), COMMA_N));
    ASSIGN AWAIT(quiet(2));
    OPASSIGN AWAIT(quiet(3)) PLUS_N;
    printf("%d %d\n", n, *PTR_N + DEREF);
    printf("%ld %zu %s\n", CASTN + AWAIT(quiet(1)),
           SIZEN + (size_t)AWAIT(quiet(1)), STREXPR);
    for (FORHEAD) {
      if (i == 1) {
        AWAIT(turn());
        break;
      }
    }
    for (FORHEAD_A)
      printf("%d\n", i);
    TYPE_NAME q = PTR_N;
    AWAIT(turn());
    printf("%d\n", *q);
    if (n > 100)
      goto LABEL_N;
    switch (n) {
    case CASE_EXPR:
      puts("range");
      AWAIT(turn());
    default:;
    }
    DEREF = AWAIT(quiet(9));
    DEREF += n;
    (DEREF)++;
    printf("%d %d\n", n, m);
LABEL_N:
  printf("%d\n", v1 + v2 + *v3 + *v4);
  RET n PLUS_ONE;
}
static ASYNC int test(void) {
  printf("%d\n", AWAIT(g(2, 3)));
  return 0;
}
int main(void) { return async_run(test()); }
