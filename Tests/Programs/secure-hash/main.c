/* SHA-256 of known messages, compiled with -O2 against the size-first default. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct sha256 {
    uint32_t state[8];
    uint8_t block[64];
    uint64_t length;
};

static uint32_t constants[64];

/* Takes the first 32 bits of the fraction of a root of a prime, by bisection on integers. */
static uint32_t root_fraction(unsigned prime, int degree) {
    unsigned __int128 low = 0, high = (unsigned __int128)32 << 32;
    unsigned __int128 target = (unsigned __int128)prime << (degree == 2 ? 64 : 96);
    while (high - low > 1) {
        unsigned __int128 middle = (low + high) / 2, product = middle * middle;
        if (degree == 3)
            product *= middle;
        if (product <= target)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* Computes the constants from the primes instead of listing them. */
static void initialise(struct sha256 *hash) {
    unsigned count = 0;
    for (unsigned n = 2; count < 64; n++) {
        unsigned d = 2;
        while (d * d <= n && n % d)
            d++;
        if (d * d <= n)
            continue;
        if (count < 8)
            hash->state[count] = root_fraction(n, 2);
        constants[count++] = root_fraction(n, 3);
    }
    hash->length = 0;
}

/* Rotates to the right. */
static inline uint32_t rotate(uint32_t x, int by) {
    return x >> by | x << (32 - by);
}

/* Mixes one full block into the state. */
static void compress(struct sha256 *hash) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)hash->block[i * 4] << 24 | (uint32_t)hash->block[i * 4 + 1] << 16 |
               (uint32_t)hash->block[i * 4 + 2] << 8 | hash->block[i * 4 + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] +
               (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3) +
               (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, hash->state, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t a = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) +
                     ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
        uint32_t b = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) +
                     ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof s[0]);
        s[4] += a;
        s[0] = a + b;
    }
    for (int i = 0; i < 8; i++)
        hash->state[i] += s[i];
}

/* Adds bytes to the message. */
static void update(struct sha256 *hash, const void *bytes, size_t count) {
    const uint8_t *from = bytes;
    while (count--) {
        hash->block[hash->length++ % 64] = *from++;
        if (hash->length % 64 == 0)
            compress(hash);
    }
}

/* Pads the message and prints the digest. */
static void finish(struct sha256 *hash) {
    uint64_t bits = hash->length * 8;
    uint8_t byte = 0x80;
    do {
        update(hash, &byte, 1);
        byte = 0;
    } while (hash->length % 64 != 56);
    for (int i = 56; i >= 0; i -= 8)
        update(hash, &(uint8_t){(uint8_t)(bits >> i)}, 1);
    for (int i = 0; i < 8; i++)
        printf("%08x", hash->state[i]);
    putchar('\n');
}

/* Hashes a text a number of times in a row. */
static void digest(const char *text, int times) {
    struct sha256 hash;
    initialise(&hash);
    while (times--)
        update(&hash, text, strlen(text));
    finish(&hash);
}

/* Prints the digests of well-known messages. */
int main(void) {
    digest("", 1);
    digest("abc", 1);
    digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1);
    digest("a", 100000);
    return 0;
}
