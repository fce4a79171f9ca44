/* Arrays of a megabyte on the stack, in one frame and in several frames at once. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MEGABYTE = 1 << 20 };

/* Fills a large array, and sums it from the far end, so that all of its pages are touched. */
static uint32_t fill(unsigned seed) {
    unsigned char bytes[MEGABYTE];
    uint32_t sum = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 31 + seed);
    for (size_t i = sizeof bytes; i-- > 0;)
        sum = sum * 33 + (sum >> 16) + bytes[i];
    return sum;
}

/* Keeps a quarter of a megabyte per level and checks that deeper levels did not overwrite it. */
static unsigned nested(unsigned level) {
    unsigned char bytes[MEGABYTE / 4];
    memset(bytes, (int)level, sizeof bytes);
    unsigned below = level ? nested(level - 1) : 0;
    unsigned intact = memchr(bytes, (int)level + 1, sizeof bytes) == NULL;
    return below + intact * (bytes[0] + bytes[sizeof bytes - 1]);
}

/* Touches only the two ends of a large array, jumping over the pages between. */
static int ends(int value) {
    volatile char bytes[2 * MEGABYTE];
    bytes[0] = (char)value;
    bytes[2 * MEGABYTE - 1] = (char)(value + 1);
    return bytes[0] * 100 + bytes[2 * MEGABYTE - 1];
}

/* Runs the three, twice each, to reuse the same stack. */
int main(void) {
    for (unsigned round = 0; round < 2; round++) {
        printf("fill %08x\n", fill(round));
        printf("nested %u\n", nested(8));
        printf("ends %d\n", ends((int)round + 40));
    }
    return 0;
}
