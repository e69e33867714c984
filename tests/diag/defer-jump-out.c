/* What leaves a DEFER's own block by a jump would have to forget why it runs. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC int f(int n)
{
    for (int i = 0; i < n; i++) {
        DEFER {
            if (i == 1)
                return 1; // expect-error: return.*DEFER|DEFER.*return
            if (i == 2)
                break; // expect-error: break.*DEFER|DEFER.*break
            if (i == 3)
                continue; // expect-error: continue.*DEFER|DEFER.*continue
            if (i == 4)
                goto out; // expect-error: goto.*DEFER|DEFER.*goto|jump
            for (int j = 0; j < 3; j++) {
                if (j == 1)
                    continue;
                if (j == 2)
                    break;
                AWAIT(async_yield());
            }
            goto inside;
        inside:
            puts("fine");
        }
        AWAIT(async_yield());
    }
out:
    return n;
}

int main(void)
{
    return async_run(f(0));
}
