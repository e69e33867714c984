/* A binary tree: built, searched, walked with an ASYNC visitor and its context, and freed. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
    struct node *left, *right;
    int count;
    char word[];
};

typedef ASYNC int visitor(const struct node *node, void *context);

static ASYNC struct node *node_new(const char *word)
{
    struct node *node = malloc(sizeof *node + strlen(word) + 1);
    if (!node) {
        abort();
    }
    AWAIT(turn());
    *node = (struct node){.count = 1};
    return strcpy(node->word, word), node;
}

static ASYNC void insert(struct node **place, const char *word)
{
    while (*place) {
        int order = AWAIT(quiet(strcmp(word, (*place)->word)));
        if (order == 0) {
            (*place)->count++;
            return;
        }
        place = order < 0 ? &(*place)->left : &(*place)->right;
    }
    *place = AWAIT(node_new(word));
}

static ASYNC int walk(const struct node *node, visitor *visit, void *context)
{
    return node && (AWAIT(walk(node->left, visit, context)) || AWAIT(visit(node, context)) ||
                    AWAIT(walk(node->right, visit, context)));
}

static ASYNC int print(const struct node *node, void *context)
{
    AWAIT(turn());
    printf("%s %d\n", node->word, node->count);
    return --*(int *)context == 0;
}

static ASYNC int longest(const struct node *node, void *context)
{
    const char **best = context;
    AWAIT(turn());
    if (!*best || strlen(node->word) > strlen(*best)) {
        *best = node->word;
    }
    return 0;
}

static ASYNC void tree_free(struct node *node)
{
    if (node) {
        AWAIT(tree_free(node->left));
        AWAIT(tree_free(node->right));
        free(node);
    }
}

static ASYNC int test(void)
{
    static const char text[] = "the quick brown fox jumps over the lazy dog and the cat";
    struct node *root = NULL;
    char copy[sizeof text];
    memcpy(copy, text, sizeof text);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
        AWAIT(insert(&root, word));
    }
    int limit = 5;
    const char *best = NULL;
    printf("%d\n", AWAIT(walk(root, print, &limit)));
    AWAIT(walk(root, longest, &best));
    puts(best);
    AWAIT(tree_free(root));
    return 0;
}

int main(void)
{
    return async_run(test());
}
