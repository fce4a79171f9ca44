/* Integers of 128 bits: multiplication, division, shifts, comparison, conversion to and from
 * floating point. */
#include <stdint.h>
#include <stdio.h>

typedef unsigned __int128 wide;
typedef __int128 signed_wide;

static volatile uint64_t seed = 0x9e3779b97f4a7c15;

/* Prints in decimal, digit by digit. */
static void print_wide(const char *title, wide value) {
    char digits[40];
    int position = sizeof digits;
    digits[--position] = 0;
    do {
        digits[--position] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value);
    printf("%s %s\n", title, digits + position);
}

/* Prints a number with its sign. */
static void print_signed(const char *title, signed_wide value) {
    if (value < 0)
        printf("minus ");
    print_wide(title, value < 0 ? -(wide)value : (wide)value);
}

/* Computes a factorial, which fits up to 34. */
static wide factorial(unsigned n) {
    return n < 2 ? 1 : n * factorial(n - 1);
}

/* Raises to a power modulo a number of 64 bits. */
static uint64_t power_modulo(uint64_t base, uint64_t exponent, uint64_t modulus) {
    wide result = 1, factor = base % modulus;
    for (; exponent; exponent >>= 1, factor = factor * factor % modulus)
        if (exponent & 1)
            result = result * factor % modulus;
    return (uint64_t)result;
}

/* Calculates with values that the compiler cannot know. */
int main(void) {
    wide a = (wide)seed * seed, b = ~(wide)0;
    signed_wide c = -(signed_wide)a / 1000003;
    print_wide("product", a);
    print_wide("maximum", b);
    print_wide("factorial", factorial(34));
    print_wide("quotient", b / (seed >> 3));
    print_wide("remainder", b % (a >> 20));
    print_signed("negative", c);
    print_signed("remainder", c % 977);
    print_signed("shifted", c >> 70);
    print_wide("shifted", (a << 65) >> 3);
    printf("power %llu\n",
           (unsigned long long)power_modulo(seed, 1000000007, 18446744073709551557u));
    printf("compare %d %d %d\n", a < b, (signed_wide)b < 0, c < -1);
    printf("to double %.6e %.6e\n", (double)a, (double)c);
    print_wide("from double", (wide)(1e30 + (double)(seed & 1)));
    signed_wide sum;
    printf("overflow %d\n", __builtin_add_overflow((signed_wide)(b >> 1), 1, &sum));
    return 0;
}
