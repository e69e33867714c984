/* A state machine of ASYNC functions that give the next state as a struct with a function pointer. */
#include "support.h"

#include <stdio.h>

struct machine {
    const char *input;
    int words, numbers;
};

struct state {
    ASYNC struct state (*run)(struct machine *);
};

static ASYNC struct state between(struct machine *m);

static ASYNC struct state in_word(struct machine *m)
{
    while (*m->input >= 'a' && *m->input <= 'z') {
        m->input++;
        AWAIT(turn());
    }
    m->words++;
    return (struct state){between};
}

static ASYNC struct state in_number(struct machine *m)
{
    AWAIT(turn());
    for (; *m->input >= '0' && *m->input <= '9'; m->input++)
        ;
    m->numbers++;
    return (struct state){.run = between};
}

static ASYNC struct state between(struct machine *m)
{
    struct state next = {NULL};
    while (*m->input == ' ') {
        m->input++;
    }
    if (*m->input) {
        next.run = AWAIT(quiet(*m->input)) <= '9' ? in_number : in_word;
    }
    return next;
}

static ASYNC int test(void)
{
    struct machine m = {" one 2 three  44 55 six", 0, 0};
    int steps = 0;
    for (struct state s = {between}; s.run; s = AWAIT(s.run(&m))) {
        steps++;
    }
    printf("%d words, %d numbers, %d steps\n", m.words, m.numbers, steps);
    return 0;
}

int main(void)
{
    return async_run(test());
}
