// The checksum of internet protocols, eight bytes at a time.

#include <lwip/opt.h>
#include <string.h>

/// Returns the sum of `length` bytes as numbers of two bytes, as they lie in memory, with what is
/// carried out of it added again.
unsigned short network_checksum(const void *bytes, int length) {
    const uint8_t *at = bytes;
    uint64_t sum = 0, word;
    uint32_t half;
    uint16_t pair;

    for (; length >= 8; length -= 8, at += 8) {
        memcpy(&word, at, 8);
        sum += word;
        sum += sum < word;
    }
    sum = (sum >> 32) + (uint32_t)sum;
    if (length & 4) {
        memcpy(&half, at, 4);
        sum += half;
        at += 4;
    }
    if (length & 2) {
        memcpy(&pair, at, 2);
        sum += pair;
        at += 2;
    }
    if (length & 1)
        sum += *at;
    sum = (sum >> 32) + (uint32_t)sum;
    sum = (sum >> 16) + (uint16_t)sum;
    return (sum >> 16) + sum;
}
