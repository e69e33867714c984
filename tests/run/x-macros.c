/* X-macros that write an enum, a table of names, whole ASYNC functions, a table of them, and a switch. */
#include "support.h"

#include <stdio.h>

#define COLOURS(X)                                                                                                     \
    X(RED, "red", 0xff0000)                                                                                            \
    X(GREEN, "green", 0x00ff00)                                                                                        \
    X(BLUE, "blue", 0x0000ff)

#define AS_ENUM(name, text, value) name,
#define AS_TEXT(name, text, value) [name] = text,
#define AS_FUNCTION(name, text, value)                                                                                 \
    static ASYNC int value_of_##name(int mask)                                                                         \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        return AWAIT(quiet(value)) & mask;                                                                             \
    }
#define AS_POINTER(name, text, value) value_of_##name,
#define AS_CASE(name, text, value)                                                                                     \
    case name:                                                                                                         \
        printf("case " text " %x\n", AWAIT(value_of_##name(0xf0f0f0)));                                                \
        break;

enum colour { COLOURS(AS_ENUM) COLOUR_COUNT };
static const char *const texts[] = {COLOURS(AS_TEXT)};
COLOURS(AS_FUNCTION)
static ASYNC int (*const functions[])(int) = {COLOURS(AS_POINTER)};

static ASYNC int test(void)
{
    for (enum colour c = RED; c < COLOUR_COUNT; c++) {
        printf("%s %x\n", texts[c], AWAIT(functions[c](~0)));
        switch (c) {
            COLOURS(AS_CASE)
        case COLOUR_COUNT:
            break;
        }
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
