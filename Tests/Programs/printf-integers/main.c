/* printf of integers: every flag, width, precision, length modifier and base; results and
 * positions. */
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

/* Prints one value under all flags. */
static void flags(int value) {
    printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%6.3d] [%-+6.2d] [% 06d]\n", value, value,
           value, value, value, value, value, value, value, value);
    printf("[%x] [%#x] [%#X] [%#o] [%o] [%u] [%#010x] [%-#8x] [%8.4x]\n", (unsigned)value,
           (unsigned)value, (unsigned)value, (unsigned)value, (unsigned)value, (unsigned)value,
           (unsigned)value, (unsigned)value, (unsigned)value);
}

/* Prints the limits of all types through their length modifiers. */
static void lengths(void) {
    printf("%hhd %hhu %hd %hu\n", (signed char)-128, (unsigned char)255, (short)-32768,
           (unsigned short)65535);
    printf("%ld %lu %lld %llu\n", LONG_MIN, ULONG_MAX, LLONG_MAX, ULLONG_MAX);
    printf("%jd %ju %zd %zu %td\n", INTMAX_MIN, UINTMAX_MAX, (ssize_t)-1, SIZE_MAX, PTRDIFF_MAX);
    printf("%" PRId64 " %" PRIx32 " %" PRIu8 " %" PRIoLEAST16 "\n", INT64_C(-5), UINT32_C(0xbeef),
           (uint8_t)7, (uint_least16_t)8);
    printf("%lx %#lo %llX\n", 0x123456789abcdefUL, 0777UL, 0xfeedfacecafebeefULL);
}

/* Takes widths and precisions from arguments, also negative ones. */
static void stars(void) {
    for (int width = -6; width <= 6; width += 4)
        printf("[%*d] [%.*d] [%*.*d]\n", width, 42, width, 42, width, width / 2, 42);
    printf("[%.0d] [%.d] [%+.0d] [%#.0o]\n", 0, 0, 0, 0u);
}

/* Counts printed characters and uses positions. */
static void positions(void) {
    int middle = -1;
    long end = -1;
    signed char tiny = -1;
    int result = printf("%s%n and %s%hhn here%ln\n", "first", &middle, "second", &tiny, &end);
    printf("%d %d %ld %d\n", middle, tiny, end, result);
    printf("%3$s-%1$s-%2$d-%3$s\n", "one", 2, "three");
    printf("%2$*1$d|%2$-*1$d|\n", 6, 77);
    printf("%4$.*3$f %1$c %2$#x\n", 'c', 255u, 2, 3.14159);
}

/* Prints everything. */
int main(void) {
    flags(0);
    flags(42);
    flags(-7);
    lengths();
    stars();
    positions();
    printf("%% %c %c|%3c|%-3c|\n", 'a', 0x62, 'c', 'd');
    printf("%p %p\n", (void *)0, (void *)0x1234);
    return printf("%s", "") + printf("%d\n", INT_MIN);
}
