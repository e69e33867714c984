/* Arguments for parameters of a transparent union, beside an AWAIT, and of an ASYNC function; bind() has one with
 * _GNU_SOURCE. */
// flags: -D_GNU_SOURCE
#include "support.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

typedef union {
    int *number;
    float *fraction;
    const void *any;
} address __attribute__((transparent_union));

static int read_plain(address at, int n)
{
    return *at.number + n;
}

static ASYNC int read_later(address at, int n)
{
    AWAIT(turn());
    return *at.number * n;
}

static ASYNC int *element(int *array, int i)
{
    AWAIT(turn());
    return array + i;
}

static ASYNC void numbers(void)
{
    int array[] = {10, 20, 30}, *p = array;
    address written = {.number = AWAIT(element(array, 2))};
    printf("%d\n", read_plain(p, AWAIT(quiet(1))));
    printf("%d\n", read_plain((p++, p), AWAIT(quiet(2))));
    printf("%d\n", read_plain(AWAIT(element(array, 2)), AWAIT(quiet(3))));
    printf("%d\n", read_plain(AWAIT(quiet(1)) ? p : array, 4));
    printf("%d\n", read_plain((address){.any = p}, AWAIT(quiet(5))));
    printf("%d\n", read_plain((address){p}, AWAIT(quiet(6))));
    printf("%d\n", read_plain(written, AWAIT(quiet(7))));
    printf("%d\n", AWAIT(read_later(p, AWAIT(quiet(2)))));
    printf("%d\n", AWAIT(read_later(&array[AWAIT(quiet(0))], 3)));
    printf("%d\n", AWAIT(read_later(written, 4)));
}

static ASYNC socklen_t size_of_address(void)
{
    AWAIT(turn());
    return sizeof(struct sockaddr_in);
}

static ASYNC void sockets(void)
{
    struct sockaddr_in local = {.sin_family = AF_INET};
    struct sockaddr *name = (struct sockaddr *)&local;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    local.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    printf("%d\n", bind(fd, name, AWAIT(size_of_address())));
    close(fd);
}

static ASYNC void async_main(void)
{
    AWAIT(numbers());
    AWAIT(sockets());
}

int main(void)
{
    async_run(async_main());
}
