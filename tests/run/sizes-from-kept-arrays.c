/* Arrays whose sizes come from one that is kept across an AWAIT: many, for Clang's table of sizes grows with them. */
#include "support.h"

#include <stdio.h>

#define FILL(name, n) \
    { \
        short name[kept[(n) % (sizeof kept / sizeof *kept)] + sizeof kept / sizeof *kept]; \
        total += sizeof name; \
    }
#define FILL_10(name, n) \
    FILL(name, n) FILL(name, n + 1) FILL(name, n + 2) FILL(name, n + 3) FILL(name, n + 4) \
    FILL(name, n + 5) FILL(name, n + 6) FILL(name, n + 7) FILL(name, n + 8) FILL(name, n + 9)

static ASYNC unsigned long many(int n)
{
    unsigned long total = 0;
    int kept[n];
    for (int i = 0; i < n; i++) {
        kept[i] = i + 1;
    }
    AWAIT(turn());
    FILL_10(few, 0)
    FILL_10(some, 10)
    FILL_10(several, 20)
    FILL_10(many, 30)
    return total;
}

static ASYNC int nested(int n)
{
    int kept[n], result = 0;
    for (int i = 0; i < n; i++) {
        kept[i] = 2 + AWAIT(quiet(i + 1));
    }
    for (int i = 0, row[kept[i]]; i < n; i++) {
        row[i] = i;
        int grid[row[i] + 1][2][kept[1]], (*pointer)[kept[2]] = NULL, last[sizeof grid / sizeof *grid];
        result = result * 10 + (int)(sizeof row + sizeof grid + sizeof *pointer + sizeof last) / 4;
        if (i == 1) {
            continue;
        }
        last[i] = i;
        result += last[i] + (int)sizeof(*({
                      char other[kept[0] + i];
                      __typeof__(int[kept[i]]) copy;
                      other[i] = 1;
                      &copy;
                  }));
        result += ({
            char other[kept[0] + i];
            other[i] = 1;
            other[i] + (int)sizeof other;
        });
    }
    return result;
}

static ASYNC void all(void)
{
    printf("%lu\n", AWAIT(many(7)));
    printf("%d\n", AWAIT(nested(3)));
}

int main(void)
{
    async_run(all());
    return 0;
}
