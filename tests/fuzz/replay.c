/* replay.c - a harness without a fuzzing engine: it runs the files that it is given, then changed ones.
 *
 *     fuzz_pipeline_replay [-n CHANGED] [-s SEED] [-o CURRENT] FILE...
 *
 * The same seed and files give the same inputs. The one that is being run is in the file CURRENT, for whoever finds the
 * process dead: an input may take no more than a minute. */
#include "mutate.h"
#include "target.h"

#include "base/file.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 1 << 16, MINUTE = 60 };

struct seeds {
    struct seed {
        const char *text;
        size_t size;
    } *items;
    size_t count, capacity;
};

static void __attribute__((noreturn)) die(const char *what)
{
    perror(what);
    exit(2);
}

static void keep(const char *path, const char *text, size_t size)
{
    FILE *file = path ? fopen(path, "wb") : NULL;
    if (path && (!file || fwrite(text, 1, size, file) != size || fclose(file))) {
        die(path);
    }
}

static void run(const char *current, const char *text, size_t size)
{
    keep(current, text, size);
    alarm(MINUTE);
    LLVMFuzzerTestOneInput((const uint8_t *)text, size);
    alarm(0);
}

static void run_changed(const struct seeds *seeds, const char *current, uint64_t seed, unsigned long count)
{
    static char result[ROOM];
    for (uint64_t i = seed; i < seed + count; i++) {
        const struct seed *one = &seeds->items[i * 7919 % seeds->count],
                          *other = &seeds->items[i * 104729 % seeds->count];
        run(current, result, fuzz_mutate(one->text, one->size, other->text, other->size, i, result, sizeof result));
    }
}

int main(int argc, char **argv)
{
    struct ac_arena *arena = ac_arena_new();
    struct seeds seeds = {0};
    const char *current = NULL;
    unsigned long changed = 0;
    uint64_t seed = 1;
    for (int option; (option = getopt(argc, argv, "n:s:o:")) != -1;) {
        if (option == 'n') {
            changed = strtoul(optarg, NULL, 10);
        } else if (option == 's') {
            seed = strtoul(optarg, NULL, 10);
        } else if (option == 'o') {
            current = optarg;
        } else {
            return 2;
        }
    }
    for (int i = optind; i < argc; i++) {
        struct seed one;
        one.text = ac_file_read(arena, argv[i], &one.size);
        if (!one.text) {
            die(argv[i]);
        }
        AC_PUSH(arena, &seeds, one);
        run(current, one.text, one.size);
    }
    if (seeds.count) {
        run_changed(&seeds, current, seed * 1000000, changed);
    }
    printf("%zu files and %lu changed ones\n", seeds.count, seeds.count ? changed : 0);
    if (current) {
        remove(current);
    }
    ac_arena_free(arena);
    return 0;
}
