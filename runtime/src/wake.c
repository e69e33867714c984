/* wake.c - wakes a loop that waits, from any thread, by an eventfd. */
#include "wake.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

int async__wake_open(struct async__loop *loop)
{
    int error = async__fault("eventfd");
    if (error) {
        return -error;
    }
    loop->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return loop->wake_fd < 0 ? -errno : 0;
}

void async__wake_close(struct async__loop *loop)
{
    close(loop->wake_fd);
    loop->wake_fd = -1;
}

int async__wake(struct async__loop *loop)
{
    /* Safe in a signal handler, as write() is. A full counter, EAGAIN, has woken the loop already. */
    static const uint64_t one = 1;
    ssize_t written;
    while ((written = write(loop->wake_fd, &one, sizeof one)) < 0 && errno == EINTR) {
    }
    return written < 0 && errno != EAGAIN ? -errno : 0;
}

int async__wake_clear(struct async__loop *loop)
{
    eventfd_t count;
    int result;
    while ((result = eventfd_read(loop->wake_fd, &count)) < 0 && errno == EINTR) {
    }
    return result < 0 && errno != EAGAIN ? -errno : 0;
}
