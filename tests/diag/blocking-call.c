/* A call that blocks, blocks all tasks of the thread. */
#define _GNU_SOURCE
#include <asyncc.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static ASYNC void sleeps(void)
{
    sleep(1);     // expect-warning: sleep\(\) blocks all tasks .*async_sleep
    (usleep)(10); // expect-warning: usleep
    AWAIT(async_sleep(1));
}

static ASYNC int others(void)
{
    struct addrinfo *found;
    int status = getaddrinfo("localhost", NULL, NULL, &found); // expect-warning: getaddrinfo
    AWAIT(async_yield());
    pthread_mutex_lock(&mutex); // expect-warning: pthread_mutex_lock
    pthread_mutex_unlock(&mutex);
    return status ? status : system("true"); // expect-warning: system
}

static ASYNC int sockets(void)
{
    char buffer[8];
    int fd = socket(AF_UNIX, SOCK_STREAM, 0), other = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), later;
    ssize_t size = read(fd, buffer, sizeof buffer); // expect-warning: read\(\) on this socket
    size += read(other, buffer, sizeof buffer);
    size += recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
    later = accept(fd, NULL, NULL);           // expect-warning: accept\(\) on this socket
    size += recv(later, buffer, sizeof buffer, 0); // expect-warning: recv\(\) on this socket
    fcntl(later, F_SETFL, O_NONBLOCK);
    size += recv(later, buffer, sizeof buffer, 0);
    AWAIT(async_yield());
    return (int)size + (int)sizeof(sleep(1)) + (int)read(STDIN_FILENO, buffer, 0);
}

static int plain(void)
{
    return (int)sleep(1);
}

int main(void)
{
    async_run(sleeps());
    return async_run(others()) + async_run(sockets()) + plain();
}
