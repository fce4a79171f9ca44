// Random bytes for the start, from the processor alone.

#include <string.h>

#include "arch/x86_64/cpu.h"
#include "random/random.h"

/// CPUID's mark of the instruction RDRAND.
#define FEATURE_RDRAND (1u << 30)

/// Returns a random word: from RDRAND, else from the time stamp counter, which is a guess at best.
static uint32_t random_word(void) {
    uint32_t word = time_stamp() * 0x9e3779b97f4a7c15 >> 32;

    if (cpuid(1, 0).ecx & FEATURE_RDRAND)
        __asm__ volatile("rdrand %0" : "=r"(word) : : "cc");
    return word;
}

/// Fills `bytes` without a device; good where a poor guess is better than none.
void random_early(void *bytes, size_t count) {
    uint8_t *to = bytes;

    while (count) {
        uint32_t word = random_word();
        size_t part = count < sizeof word ? count : sizeof word;

        memcpy(to, &word, part);
        to += part;
        count -= part;
    }
}
