/* malloc under a long random sequence of calls: every block keeps its content, none overlap. */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 200, ROUNDS = 20000 };

static struct {
    unsigned char *bytes;
    size_t size;
    unsigned char mark;
} blocks[BLOCKS];
static uint32_t state = 1;
static unsigned wrong, calls[4];

/* Gives the next number of a fixed sequence. */
static uint32_t next(void) {
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

/* Chooses a size: mostly small, sometimes large enough for a map of its own. */
static size_t choose_size(void) {
    uint32_t kind = next() % 100;
    return kind < 70 ? next() % 200 : kind < 95 ? next() % 5000 : next() % 300000;
}

/* Counts bytes of a block that are not its mark. */
static void check(int i, size_t size) {
    for (size_t j = 0; j < size; j++)
        if (blocks[i].bytes[j] != blocks[i].mark) {
            wrong++;
            return;
        }
}

/* Gives a block a new mark and fills it. */
static void fill(int i, size_t size) {
    blocks[i].size = size;
    blocks[i].mark = (unsigned char)next();
    memset(blocks[i].bytes, blocks[i].mark, size);
}

/* Does one random operation on one block. */
static void step(void) {
    int i = (int)(next() % BLOCKS);
    size_t size = choose_size(), kept = blocks[i].size;
    unsigned kind = next() % 4;
    calls[kind]++;
    if (kind == 0) {
        if (blocks[i].bytes)
            check(i, kept);
        blocks[i].bytes = realloc(blocks[i].bytes, size + 1);
        if (kept && blocks[i].bytes)
            check(i, kept < size ? kept : size);
    } else {
        if (blocks[i].bytes)
            check(i, kept);
        free(blocks[i].bytes);
        blocks[i].bytes = kind == 1   ? malloc(size + 1)
                          : kind == 2 ? calloc(1, size + 1)
                                      : aligned_alloc(64, (size + 64) / 64 * 64);
        if (kind == 2)
            for (size_t j = 0; j < size; j++)
                wrong += blocks[i].bytes[j] != 0;
        if (kind == 3)
            wrong += (uintptr_t)blocks[i].bytes % 64 != 0;
    }
    wrong += malloc_usable_size(blocks[i].bytes) < size + 1;
    fill(i, size);
}

/* Runs the sequence, then the sizes that cannot be had. */
int main(void) {
    volatile size_t huge = SIZE_MAX / 2, many = SIZE_MAX / 16;
    for (int round = 0; round < ROUNDS; round++)
        step();
    for (int i = 0; i < BLOCKS; i++) {
        check(i, blocks[i].size);
        free(blocks[i].bytes);
    }
    printf("wrong %u, calls %u %u %u %u\n", wrong, calls[0], calls[1], calls[2], calls[3]);
    void *volatile pointer = malloc(huge);
    printf("huge %d\n", pointer == NULL);
    pointer = calloc(many, 32);
    printf("overflow %d\n", pointer == NULL);
    char *text = strdup("kept"), *volatile grown = realloc(text, huge);
    printf("failed realloc %d '%s'\n", grown == NULL, text);
    free(text);
    free(NULL);
    void *volatile first = malloc(0), *volatile second = malloc(0);
    printf("malloc(0) %d\n", first && second && first != second);
    return (int)wrong;
}
