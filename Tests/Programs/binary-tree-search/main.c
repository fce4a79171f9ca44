/* tsearch, tfind, tdelete, twalk and tdestroy, all of which call back. */
#define _GNU_SOURCE
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned visited, destroyed;

/* Orders two words. */
static int compare(const void *a, const void *b) {
    return strcmp(a, b);
}

/* Prints a word once, when twalk comes to it in order. */
static void visit(const void *node, VISIT when, int depth) {
    (void)depth;
    if (when == postorder || when == leaf) {
        printf("%s ", *(const char *const *)node);
        visited++;
    }
}

/* Frees one word. */
static void destroy(void *word) {
    destroyed++;
    free(word);
}

/* Inserts a copy of a word unless it is there already. */
static void insert(void **root, const char *word) {
    char *copy = strdup(word);
    char **found = tsearch(copy, root, compare);
    if (*found != copy) {
        printf("%s is there already\n", word);
        free(copy);
    }
}

/* Builds a tree from fixed words, looks up, deletes and destroys. */
int main(void) {
    static const char *const words[] = {"maple", "oak",    "birch", "elm",  "oak",
                                        "ash",   "willow", "birch", "pine", "cedar"};
    void *root = NULL;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        insert(&root, words[i]);
    twalk(root, visit);
    printf("- %u words\n", visited);
    char **found = tfind("elm", &root, compare);
    printf("elm %s, fir %s\n", found ? *found : "-",
           tfind("fir", &root, compare) ? "found" : "missing");
    if (found) {
        char *word = *found;
        tdelete(word, &root, compare);
        free(word);
    }
    printf("deleting fir: %s\n", tdelete("fir", &root, compare) ? "done" : "not there");
    visited = 0;
    twalk(root, visit);
    printf("- %u words\n", visited);
    tdestroy(root, destroy);
    printf("destroyed %u\n", destroyed);
    return (int)destroyed;
}
