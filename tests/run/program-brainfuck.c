/* An interpreter: a loop around a switch, with jumps found by scanning. */
#include "support.h"

#include <stdio.h>

static ASYNC void put(char c)
{
    AWAIT(turn());
    putchar(c);
}

static ASYNC int run(const char *code)
{
    unsigned char tape[64] = {0}, *cell = tape;
    int steps = 0;
    for (const char *at = code; *at; at++, steps++) {
        int depth = 0;
        switch (*at) {
        case '>':
            cell++;
            break;
        case '<':
            cell--;
            break;
        case '+':
            ++*cell;
            break;
        case '-':
            --*cell;
            break;
        case '.':
            AWAIT(put((char)*cell));
            break;
        case '[':
            if (*cell)
                continue;
            do {
                depth += *at == '[' ? 1 : *at == ']' ? -1 : 0;
            } while (depth && *++at);
            break;
        case ']':
            if (!*cell)
                break;
            do {
                depth += *at == ']' ? 1 : *at == '[' ? -1 : 0;
                if (depth) {
                    at--;
                }
            } while (depth);
            if (steps % 64 == 0)
                AWAIT(turn());
            continue;
        default:
            continue;
        }
    }
    return steps;
}

static ASYNC int test(void)
{
    int steps =
        AWAIT(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------"
                  ".>>+.>++."));
    printf("%d\n", steps);
    return 0;
}

int main(void)
{
    return async_run(test());
}
