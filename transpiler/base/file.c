/* file.c - reads until nothing comes: sizes of pipes and of /proc files are not known before. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bytes {
    char *items;
    size_t count, capacity;
};

static ssize_t read_some(int file, char *buffer, size_t size)
{
    ssize_t got;
    do {
        got = read(file, buffer, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

static char *read_all(struct ac_arena *arena, int file, size_t *ret_size)
{
    char chunk[16 * 1024];
    struct bytes all = {NULL, 0, 0};
    ssize_t got;
    while ((got = read_some(file, chunk, sizeof chunk)) > 0) {
        while (all.capacity < all.count + (size_t)got + 1) {
            size_t full = all.capacity;
            all.items = ac_grow(arena, all.items, full, &all.capacity, 1);
        }
        memcpy(all.items + all.count, chunk, (size_t)got);
        all.count += (size_t)got;
    }
    *ret_size = all.count;
    return got < 0 ? NULL : all.items ? all.items : ac_strdup(arena, "");
}

char *ac_file_read(struct ac_arena *arena, const char *path, size_t *ret_size)
{
    if (strcmp(path, "-") == 0) {
        return read_all(arena, STDIN_FILENO, ret_size);
    }
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return NULL;
    }
    char *text = read_all(arena, file, ret_size);
    int error = errno;
    close(file);
    errno = error;
    return text;
}

FILE *ac_file_to_memory(char **text, size_t *size)
{
    FILE *stream = open_memstream(text, size);
    if (!stream) {
        perror("asyncc: error: cannot write to memory");
        exit(1);
    }
    return stream;
}
