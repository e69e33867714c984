/* A temporary array lives until its full expression ends, whatever way a pointer into it takes: through calls, commas, && and
 * conditions. */
#include "support.h"

#include <stdio.h>
#include <string.h>

struct name {
    char text[16];
    int items[4];
};

struct fixed {
    const int size;
    char text[16];
};

static char *saved;

static struct name make(const char *text)
{
    struct name name = {.items = {1, 2, 3, 4}};
    strcpy(name.text, text);
    return name;
}

static struct fixed make_fixed(const char *text)
{
    struct fixed fixed = {.size = (int)strlen(text)};
    strcpy(fixed.text, text);
    return fixed;
}

static char *trim(char *text)
{
    return text + strspn(text, " ");
}

static char *save(char *text)
{
    return saved = text;
}

static void keep(char *text)
{
    saved = text;
}

static ASYNC int print(const char *text)
{
    AWAIT(turn());
    return printf("%s\n", text);
}

static ASYNC struct name make_later(const char *text)
{
    AWAIT(turn());
    return make(text);
}

static ASYNC void by_calls(int one)
{
    AWAIT(print(trim(make("  argument").text)));
    AWAIT(print(trim(trim(AWAIT(make_later("  of an AWAIT")).text) + 1)));
    printf("%s %d\n", trim(make(" operand").text), AWAIT(quiet(1)));
    printf("%s %d\n", trim(make_fixed("  const member").text), AWAIT(quiet(2)));
    AWAIT(print(trim(make(save(make(" in another").text)).text)));
    AWAIT(print(one ? trim(make(" chosen").text) : ""));
    AWAIT(print(trim((one ? make(" one") : make(" other")).text)));
    AWAIT(print(trim((make("none"), make(" comma")).text)));
    printf("%d\n", make("").items[AWAIT(quiet(1))] + *make("").items + AWAIT(quiet(3)));
}

static ASYNC void by_other_ways(int one, int count)
{
    char *text;
    printf("%d\n", ((keep(make("comma").text)), AWAIT(turn()), AWAIT(print(saved))));
    printf("%d\n", save(make("and").text) && AWAIT(quiet(1)) && AWAIT(print(saved)));
    printf("%d\n", (one && save(make("nested").text)) + AWAIT(print(saved)));
    printf("%d\n", &make(save(make("inner").text)).items[1] != NULL && AWAIT(print(saved)));
    printf("%d\n", (AWAIT(quiet(0)) || save(make("or").text)) && AWAIT(print(saved)));
    printf("%d\n", save(make("condition").text) ? AWAIT(print(saved)) : 0);
    printf("%d\n", save(make("elvis").text)[0] ?: AWAIT(quiet(1)));
    printf("%d\n", (text = make("assigned").text) && (AWAIT(turn()), AWAIT(quiet(1))) ? AWAIT(print(text)) : 0);
    printf("%s\n", (count++, make(AWAIT(quiet(count)) ? "index" : "").text) + AWAIT(quiet(2)));
    printf("%c %d\n", (count++, make("both" + AWAIT(quiet(0))).text)[AWAIT(quiet(2))], count);
    text = one || save(make("not evaluated").text) || AWAIT(quiet(1)) ? "left alone" : "";
    AWAIT(print(text));
}

static ASYNC int test(void)
{
    AWAIT(by_calls(1));
    AWAIT(by_other_ways(1, 0));
    return 0;
}

int main(void)
{
    return async_run(test());
}
