/* A hash table with chains: awaits in loops over pointers to pointers, in conditions with assignments. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 7 };

struct entry {
    struct entry *next;
    char key[16];
    int value;
};

struct table {
    struct entry *buckets[BUCKETS];
    size_t count;
};

static ASYNC unsigned hash(const char *key)
{
    unsigned h = 5381;
    for (int c; (c = (unsigned char)*key); key++) {
        h = h * 33 + (unsigned)c;
    }
    AWAIT(turn());
    return h % BUCKETS;
}

static ASYNC struct entry **find(struct table *t, const char *key)
{
    struct entry **place = &t->buckets[AWAIT(hash(key))];
    while (*place && AWAIT(quiet(strcmp((*place)->key, key))) != 0) {
        place = &(*place)->next;
    }
    return place;
}

static ASYNC int *at(struct table *t, const char *key)
{
    struct entry **place = AWAIT(find(t, key)), *entry;
    if (!(entry = *place)) {
        if (!(entry = calloc(1, sizeof *entry))) {
            abort();
        }
        *place = entry;
        strncpy(entry->key, key, sizeof entry->key - 1);
        t->count++;
    }
    return &entry->value;
}

static ASYNC int drop(struct table *t, const char *key)
{
    struct entry **place = AWAIT(find(t, key));
    struct entry *entry = *place;
    if (!entry) {
        return 0;
    }
    AWAIT(turn());
    *place = entry->next;
    free(entry);
    return t->count--, 1;
}

static ASYNC int test(void)
{
    struct table table = {{0}, 0};
    char key[16];
    for (int i = 0; i < 40; i++) {
        snprintf(key, sizeof key, "key%d", i * i % 23);
        *AWAIT(at(&table, key)) += AWAIT(quiet(i));
    }
    printf("%zu\n", table.count);
    for (int i = 0; i < 23; i++) {
        snprintf(key, sizeof key, "key%d", i);
        struct entry *entry = *AWAIT(find(&table, key));
        if (entry && i < 5) {
            printf("%s %d\n", entry->key, entry->value);
        }
        if (AWAIT(drop(&table, key)) && i > 15) {
            printf("dropped %s\n", key);
        }
    }
    printf("%zu\n", table.count);
    return 0;
}

int main(void)
{
    return async_run(test());
}
