/* poll_epoll.c - the driver that waits by epoll. No other file knows of it. */
#include "wake.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

enum {
    EVENTS = 64,                /* of one poll; more come with the next */
    TIMEOUT_LARGEST = 86400000, /* a day, in ms: what an int can hold for sure */
    NANOSECONDS_PER_MS = 1000000,
};

static int add(struct async__loop *loop, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    int error = async__fault("epoll_ctl");
    if (error) {
        return -error;
    }
    if (epoll_ctl(loop->poll_fd, EPOLL_CTL_ADD, fd, &event) < 0) {
        return -errno;
    }
    loop->poll_count++;
    return 0;
}

static int open_poll(struct async__loop *loop)
{
    int error = async__fault("epoll_create1");
    if (error) {
        return -error;
    }
    loop->poll_count = 0;
    loop->poll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (loop->poll_fd < 0) {
        return -errno;
    }
    error = async__wake_open(loop);
    if (error) {
        goto close_poll;
    }
    error = add(loop, loop->wake_fd);
    if (error) {
        goto close_wake;
    }
    return 0;

close_wake:
    async__wake_close(loop);
close_poll:
    close(loop->poll_fd);
    return error;
}

/* epoll counts milliseconds: rounded up, so that no timer is found not yet due, over and over. */
static int milliseconds(int64_t timeout)
{
    if (timeout < 0) {
        return -1;
    }
    if (timeout > (int64_t)TIMEOUT_LARGEST * NANOSECONDS_PER_MS) {
        return TIMEOUT_LARGEST;
    }
    return (int)((timeout + NANOSECONDS_PER_MS - 1) / NANOSECONDS_PER_MS);
}

/* A look without waiting finds nothing where nothing is waited for but a wake-up, of which the inbox tells as well. */
static bool is_idle(const struct async__loop *loop, int64_t timeout)
{
    return timeout == 0 && loop->poll_count == 1;
}

static int wait_for_events(struct async__loop *loop, int64_t timeout)
{
    struct epoll_event events[EVENTS];
    int count = 0, error = async__fault("epoll_wait");
    if (error) {
        errno = error;
        count = -1;
    } else if (!is_idle(loop, timeout)) {
        count = epoll_wait(loop->poll_fd, events, EVENTS, milliseconds(timeout));
    }
    if (count < 0) {
        return errno == EINTR ? 0 : -errno;
    }
    for (int i = 0; i < count; i++) {
        if (events[i].data.fd == loop->wake_fd) {
            error = async__wake_clear(loop);
        }
    }
    return error ? error : count;
}

static void close_poll(struct async__loop *loop)
{
    async__wake_close(loop);
    close(loop->poll_fd);
    loop->poll_fd = -1;
}

const struct async__driver async__epoll_driver = {
    .open = open_poll,
    .poll = wait_for_events,
    .wake = async__wake,
    .interrupt = async__wake,
    .close = close_poll,
};
