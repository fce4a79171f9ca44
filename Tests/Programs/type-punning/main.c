/* The same bytes under several types: unions, memcpy, character pointers, byte order, tagged
 * numbers. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

union number {
    double real;
    uint64_t bits;
    struct {
        uint32_t low, high;
    };
    unsigned char bytes[8];
};

/* A value that hides integers and pointers in the unused codes of a double. */
typedef uint64_t boxed;
static const boxed TAG_INTEGER = 0x7ff9000000000000, TAG_TEXT = 0x7ffa000000000000,
                   TAG_MASK = 0xffff000000000000;

/* Boxes a real number. */
static boxed box_real(double real) {
    boxed result;
    memcpy(&result, &real, sizeof result);
    return result;
}

/* Boxes an integer of 32 bits. */
static boxed box_integer(int32_t value) {
    return TAG_INTEGER | (uint32_t)value;
}

/* Boxes the address of a text. */
static boxed box_text(const char *text) {
    return TAG_TEXT | (uintptr_t)text;
}

/* Prints a boxed value according to its tag. */
static void print_boxed(boxed value) {
    double real;
    memcpy(&real, &value, sizeof real);
    if ((value & TAG_MASK) == TAG_INTEGER)
        printf("integer %d\n", (int32_t)value);
    else if ((value & TAG_MASK) == TAG_TEXT)
        printf("text %s\n", (const char *)(uintptr_t)(value & ~TAG_MASK));
    else
        printf("real %g\n", real);
}

/* Gives 1/sqrt(x) roughly, by the well-known trick with the bits. */
static float inverse_root(float x) {
    uint32_t bits;
    float result;
    memcpy(&bits, &x, sizeof bits);
    bits = 0x5f3759df - (bits >> 1);
    memcpy(&result, &bits, sizeof result);
    return result * (1.5f - 0.5f * x * result * result);
}

/* Looks at values under other types. */
int main(void) {
    union number n = {.real = -1.5};
    printf("%016llx %08x %02x\n", (unsigned long long)n.bits, n.high, n.bytes[6]);
    n.bytes[7] &= 0x7f;
    printf("%.2f\n", n.real);
    n.bits++;
    printf("%.17g\n", n.real);
    n.high = 0x40590000;
    n.low = 0;
    printf("%.1f\n", n.real);
    print_boxed(box_real(2.75));
    print_boxed(box_integer(-42));
    print_boxed(box_text("hidden in a number"));
    printf("inverse root %.4f\n", inverse_root(4));
    uint32_t word = 0x01020304;
    const unsigned char *bytes = (const unsigned char *)&word;
    printf("byte order %d%d%d%d\n", bytes[0], bytes[1], bytes[2], bytes[3]);
    float sign = -0.0f;
    uint32_t bits;
    memcpy(&bits, &sign, sizeof bits);
    printf("minus zero %08x, equal to zero %d\n", bits, sign == 0);
    return bytes[0];
}
