/* Names that generated code would like to have, as locals, parameters, labels and globals of the user's. */
#include "support.h"

#include <stdio.h>

static int status = 1, storage = 2, frame = 3, result = 4, arguments = 5, head = 6;

static ASYNC int fields(int head, int result)
{
    int frame = AWAIT(get(head));
    struct {
        int head, frame, result;
    } storage = {1, 2, 3};
    int *status = &frame; /* on the frame from birth */
    AWAIT(turn());
    return head + result + *status + storage.head + storage.frame + storage.result;
}

static ASYNC int copies(int head, int storage, int status, int result, int frame, int arguments)
{
    AWAIT(turn());
    return head * 100000 + storage * 10000 + status * 1000 + result * 100 + frame * 10 + arguments;
}

static ASYNC int globals(int x)
{
    int y = AWAIT(get(x));
    AWAIT(turn());
    return y + status + storage + frame + result + arguments + head;
}

static ASYNC int extern_(int x)
{
    extern int resumed_1;
    AWAIT(turn());
    return x + resumed_1;
}
int resumed_1 = 70;

static ASYNC int temporaries(int value_1, int value_2, int await_1, int await_2, int literal_1)
{
    int x = value_1 + AWAIT(get(await_1)) * AWAIT(get(await_2));
    int y = (value_2++, AWAIT(get(value_2))) && literal_1;
    int *z = AWAIT(get(1)) ? &(int){value_2} : &x;
    AWAIT(turn());
    return x + y + *z;
}

static ASYNC int labels(int x)
{
    for (int i = 0; i < 2; i++, AWAIT(turn())) {
        if (x > 100) {
            continue;
        }
        DEFER {
        AWAIT(turn());
    }
    resumed_1:
        x += AWAIT(get(1));
        if (x < 5) {
            goto resumed_1;
        }
        if (x < 7) {
            goto next_1;
        }
        goto cleanup_1;
    next_1:
        x += 10;
    cleanup_1:
        x += 20;
        if (x < 0) {
            goto start_later;
        }
    started:
        x += 40;
        if (x < 0) {
            goto started;
        }
    start_later:;
    }
    return x;
}

static ASYNC int types(int x)
{
    typedef struct {
        int x;
    } frame;
    enum { status = 9, head };
    frame storage = {AWAIT(get(x))};
    AWAIT(turn());
    return storage.x + status + head;
}

static ASYNC void head_(int *head)
{
    DEFER {
        AWAIT(turn());
        *head += 1;
    }
    AWAIT(turn());
}

static ASYNC int test(void)
{
    int head = 0;
    printf("%d %d\n", AWAIT(fields(1, 2)), AWAIT(copies(1, 2, 3, 4, 5, 6)));
    printf("%d %d\n", AWAIT(globals(1)), AWAIT(extern_(1)));
    printf("%d\n", AWAIT(temporaries(1, 2, 3, 4, 5)));
    printf("%d %d\n", AWAIT(labels(1)), AWAIT(types(1)));
    AWAIT(head_(&head));
    printf("%d\n", head);
    return 0;
}

int main(void)
{
    return async_run(test());
}
