/* A writer of JSON from a tree of unions, with indentation: deep recursion through a table of functions. */
#include "support.h"

#include <stdio.h>

struct value {
    enum { NUMBER, TEXT, LIST, OBJECT, KINDS } kind;
    union {
        double number;
        const char *text;
        const struct value *items;
    };
    int count;
    const char *key;
};

typedef ASYNC void writer(const struct value *v, int indent);

static writer write_number, write_text, write_list;
static writer *const writers[KINDS] = {write_number, write_text, write_list, write_list};

static ASYNC void write(const struct value *v, int indent)
{
    printf("%*s", indent, "");
    if (v->key) {
        AWAIT(turn());
        printf("\"%s\": ", v->key);
    }
    AWAIT(writers[v->kind](v, indent));
}

static ASYNC void write_number(const struct value *v, int indent)
{
    (void)indent;
    AWAIT(turn());
    printf("%g", v->number);
}

static ASYNC void write_text(const struct value *v, int indent __attribute__((unused)))
{
    AWAIT(turn());
    printf("\"%s\"", v->text);
}

static ASYNC void write_list(const struct value *v, int indent)
{
    const char brackets[] = {v->kind == LIST ? '[' : '{', v->kind == LIST ? ']' : '}'};
    printf("%c\n", brackets[0]);
    for (int i = 0; i < v->count; i++) {
        AWAIT(write(&v->items[i], indent + 2));
        puts(i + 1 < v->count ? "," : "");
    }
    printf("%*s%c", indent, "", brackets[1]);
}

static ASYNC int test(void)
{
    const struct value root = {
        .kind = OBJECT,
        .items = (const struct value[]){{.kind = NUMBER, .number = AWAIT(quiet(3)) / 2.0, .key = "half"},
                                        {.kind = LIST,
                                         .items = (const struct value[]){{.kind = TEXT, .text = "a"},
                                                                         {.kind = LIST, .count = 0}},
                                         .count = 2,
                                         .key = "list"}},
        .count = 2};
    AWAIT(write(&root, 0));
    puts("");
    return 0;
}

int main(void)
{
    return async_run(test());
}
