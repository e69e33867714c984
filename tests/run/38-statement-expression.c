/* Statement expressions with AWAITs inside: in arguments, nested, with loops and jumps of their own. */
#include "support.h"

#include <stdio.h>

static ASYNC int sum(int a, int b)
{
    AWAIT(turn());
    return a + b;
}

struct pair {
    int a, b;
};

static ASYNC int test(void)
{
    printf("%d\n", ({
               int t = AWAIT(get(3));
               t + 1;
           }));
    int x = AWAIT(sum(({
                          int t = AWAIT(get(1));
                          AWAIT(turn());
                          t;
                      }),
                      ({
                          int t = 0;
                          for (int i = 0; i < 4; i++) {
                              if (i == 1) {
                                  continue;
                              }
                              if (AWAIT(quiet(i)) == 3) {
                                  break;
                              }
                              t += i;
                          }
                          t *({
                              AWAIT(turn());
                              10;
                          });
                      })));
    printf("%d\n", x);
    struct pair p = ({
        struct pair q = {AWAIT(get(5)), 6};
        AWAIT(turn());
        q.b++;
        q;
    });
    printf("%d %d\n", p.a, p.b);
    ({
        AWAIT(turn());
        puts("void");
    });
    for (int i = 0; i < 3; i++) {
        int y = x + ({
                    if (i == 1) {
                        continue;
                    }
                    AWAIT(quiet(i));
                });
        printf("y = %d\n", y);
    }
    if (({
            int t = AWAIT(get(0));
            !t;
        })) {
        puts("then");
    }
    int z = ({
        if (AWAIT(get(1))) {
            goto out;
        }
        1;
    });
    printf("not here %d\n", z);
out:
    return ({
        AWAIT(turn());
        0;
    });
}

int main(void)
{
    return async_run(test());
}
