// Random bytes for the program: from the processor, and what that does not give from devices.

#include <errno.h>
#include <string.h>

#include "arch/x86_64/cpu.h"
#include "random/random.h"
#include "registry/registry.h"

REGISTRY(entropy_source);

/// CPUID's mark of the instruction RDRAND.
#define FEATURE_RDRAND (1u << 30)

/// How often RDRAND may fail before it counts as broken.
#define RDRAND_TRIES 16

/// Takes a random word from the processor; returns whether it gave one.
static int processor_word(uint32_t *word) {
    for (int tries = 0; tries < RDRAND_TRIES; tries++) {
        uint8_t given;

        __asm__ volatile("rdrand %0\n\tsetc %1" : "=r"(*word), "=qm"(given) : : "cc");
        if (given)
            return 1;
    }
    return 0;
}

/// Fills `bytes` from the processor; returns how many it gave.
static size_t processor_bytes(uint8_t *bytes, size_t count) {
    size_t done = 0;
    uint32_t word;

    if (!(cpuid(1, 0).ecx & FEATURE_RDRAND))
        return 0;
    while (done < count && processor_word(&word)) {
        size_t part = count - done < sizeof word ? count - done : sizeof word;

        memcpy(bytes + done, &word, part);
        done += part;
    }
    return done;
}

/// Fills `bytes` with random bytes; returns how many there are, or an error.
long random_bytes(void *bytes, size_t count) {
    size_t done = processor_bytes(bytes, count);

    for (unsigned long i = 0; done < count && i < registry_entropy_source_count; i++) {
        const struct entropy_source *source = registry_entropy_source[i]->pointer;

        done += source->fill((uint8_t *)bytes + done, count - done);
    }
    return done || !count ? (long)done : -ENOSYS;
}
