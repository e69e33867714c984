// erase: no, it spawns
/* Variables that hide the type of what a task gives, which tells how much room it needs. */
#include "support.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    char text[100];
} name;
typedef double number;
typedef ASYNC name maker(char);

static ASYNC name make(char c)
{
    name result;
    AWAIT(turn());
    memset(result.text, c, sizeof result.text);
    result.text[99] = 0;
    return result;
}

static ASYNC number half(number number)
{
    AWAIT(turn());
    return number / 2;
}

static ASYNC int spawns(maker *maker)
{
    FUTURE(name) name = SPAWN(make('a'));
    FUTURE(number) number = SPAWN(half(3));
    int length = (int)strlen(AWAIT(async_join(name)).text);
    name = SPAWN(maker('b'));
    printf("%d %g\n", length, AWAIT(async_join(number)));
    return AWAIT(async_join(name)).text[98] + AWAIT(maker('c')).text[98];
}

static void plain(char number, char name)
{
    async_error error;
    double value = async_run(half(number));
    printf("%g %g\n", value, async_run_catch(half(name), &error));
    printf("%s\n", async_run(make(name)).text + 90);
}

int main(void)
{
    name name = async_run(make('m'));
    printf("%s\n", name.text + 90);
    plain(3, 'n');
    return async_run(spawns(make)) != 'b' + 'c';
}
