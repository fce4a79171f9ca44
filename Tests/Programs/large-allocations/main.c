/* Blocks of megabytes: growth by doubling, a sieve, many blocks at once, and giving everything
 * back. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Counts primes below a limit with a sieve on the heap. */
static unsigned count_primes(unsigned limit) {
    unsigned char *composite = calloc(limit, 1);
    unsigned count = 0;
    for (unsigned i = 2; i < limit; i++) {
        if (composite[i])
            continue;
        count++;
        for (uint64_t j = (uint64_t)i * i; j < limit; j += i)
            composite[j] = 1;
    }
    free(composite);
    return count;
}

/* Doubles a block up to a size and checks that its content moves along. */
static int grow(size_t limit) {
    size_t size = 1000;
    uint32_t *words = malloc(size * sizeof *words);
    for (size_t i = 0; i < size; i++)
        words[i] = (uint32_t)(i * 2654435761u);
    while (size * sizeof *words < limit) {
        words = realloc(words, 2 * size * sizeof *words);
        if (!words)
            return -1;
        for (size_t i = size; i < 2 * size; i++)
            words[i] = (uint32_t)(i * 2654435761u);
        size *= 2;
    }
    int wrong = 0;
    for (size_t i = 0; i < size; i++)
        wrong += words[i] != (uint32_t)(i * 2654435761u);
    free(words);
    return wrong;
}

/* Takes and returns many megabytes several times; without reuse, memory would run out. */
static int recycle(int rounds) {
    int failures = 0;
    for (int round = 0; round < rounds; round++) {
        void *blocks[12];
        for (int i = 0; i < 12; i++) {
            blocks[i] = malloc((size_t)(i + 1) * 300000);
            if (blocks[i])
                memset(blocks[i], round, 4096);
            else
                failures++;
        }
        for (int i = 0; i < 12; i++)
            free(blocks[(i * 5) % 12]);
    }
    return failures;
}

/* Runs the three. */
int main(void) {
    printf("primes %u\n", count_primes(3000000));
    printf("grow %d\n", grow(8 << 20));
    printf("recycle %d\n", recycle(30));
    char *block = malloc(16 << 20);
    memset(block, 'x', 16 << 20);
    block[(16 << 20) - 1] = 0;
    printf("length %zu\n", strlen(block));
    free(block);
    return 0;
}
