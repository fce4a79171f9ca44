/* Integer corners: wrap-around, shifts, division of negatives, conversions, overflow checks, bit
 * tricks. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static volatile int minus_seven = -7, two = 2, large = INT_MAX;
static volatile unsigned char byte = 200;
static volatile uint64_t pattern = 0x0123456789abcdef;

/* Computes a checksum in which every kind of operation has a part. */
static uint32_t checksum(const unsigned char *data, size_t count) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < count; i++) {
        hash ^= data[i];
        hash *= 16777619u;
        hash = (hash << 13) | (hash >> 19);
        hash -= hash % 7;
    }
    return hash;
}

/* Reverses bits by swapping ever larger groups. */
static uint32_t reverse(uint32_t x) {
    x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
    x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
    x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
    return __builtin_bswap32(x);
}

/* Takes an integer square root. */
static unsigned root(uint64_t x) {
    uint64_t result = 0;
    for (uint64_t bit = 1ull << 31; bit; bit >>= 1)
        if ((result | bit) * (result | bit) <= x)
            result |= bit;
    return (unsigned)result;
}

/* Prints all corners. */
int main(void) {
    int sum;
    unsigned product;
    printf("division %d %d %d\n", minus_seven / two, minus_seven % two, minus_seven >> 1);
    printf("unsigned %u %u\n", (unsigned)minus_seven / 2, 0u - (unsigned)two);
    printf("narrow %d %d %d\n", (signed char)byte, (short)(byte * 400),
           (unsigned char)(byte + byte));
    printf("promotion %d %d\n", byte << 4, (unsigned char)~byte);
    printf("mixed %d %d\n", minus_seven < (int)sizeof(int), (unsigned)minus_seven < sizeof(int));
    printf("overflow %d", __builtin_add_overflow(large, 1, &sum));
    printf(" %d %d", sum, __builtin_mul_overflow(70000u, (unsigned)two * 40000u, &product));
    printf(" %u\n", product);
    printf("bits %d %d %d %d\n", __builtin_popcountll(pattern), __builtin_clzll(pattern),
           __builtin_ctz(byte), __builtin_parity(byte));
    printf("swap %llx %x\n", (unsigned long long)__builtin_bswap64(pattern),
           reverse(0x80000001u | byte));
    printf("rotate %llx\n", (unsigned long long)(pattern << 20 | pattern >> 44));
    printf("absolute %d %ld %lld\n", abs(minus_seven), labs(-5L * two), llabs(LLONG_MIN + two));
    div_t d = div(minus_seven, two);
    lldiv_t l = lldiv(-1000000000007, 10);
    printf("div %d %d %lld %lld\n", d.quot, d.rem, l.quot, l.rem);
    printf("root %u %u\n", root(pattern), root(99));
    printf("checksum %08x\n", checksum((const unsigned char *)"specialise", 10));
    printf("limits %d %ld %u\n", INT_MIN, LONG_MIN, UINT_MAX);
    return (int)(checksum((const unsigned char *)"x", 1) & 0xff);
}
