/* strtol and strtod families: bases, overflow, signs, hexadecimal floats, special values, what is
 * left. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const integers[] = {"0",
                                       "  42",
                                       "-17rest",
                                       "+0x1fz",
                                       "0777",
                                       "9223372036854775807",
                                       "9223372036854775808",
                                       "-9223372036854775809",
                                       "zz",
                                       "",
                                       "0x",
                                       "18446744073709551616",
                                       "- 5"};
static const char *const reals[] = {"0",
                                    "-0.0",
                                    "3.25end",
                                    "1e3",
                                    "1e",
                                    "1e400",
                                    "-1e400",
                                    "1e-400",
                                    "4.9e-324",
                                    "2.4703282292062327e-324",
                                    "0x1.8p3",
                                    "0x.1",
                                    "inf",
                                    "-Infinityx",
                                    "nan(12)z",
                                    ".5.5",
                                    "123456789012345678901234567890",
                                    "1.7976931348623158e308",
                                    "9007199254740993",
                                    "  \t+7e-2"};

/* Tells what the last conversion said about its range. */
static const char *range(void) {
    return errno == ERANGE ? " range" : errno == EINVAL ? " invalid" : errno ? " other" : "";
}

/* Converts one text to integers in several bases. */
static void print_integer(const char *text) {
    static const int bases[] = {0, 10, 16, 36};
    printf("'%s':", text);
    for (unsigned i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        char *rest;
        errno = 0;
        long value = strtol(text, &rest, bases[i]);
        printf(" %ld'%s'%s", value, rest, range());
    }
    errno = 0;
    unsigned long long value = strtoull(text, NULL, 0);
    printf(" | %llu%s\n", value, range());
}

/* Converts one text to floating point of all three sizes. */
static void print_real(const char *text) {
    char *rest;
    errno = 0;
    double value = strtod(text, &rest);
    printf("'%s': %.17g '%s'%s", text, value, rest, range());
    errno = 0;
    float single = strtof(text, NULL);
    printf(" | %.9g%s", (double)single, range());
    errno = 0;
    printf(" | %.21Lg\n", strtold(text, NULL));
}

/* Converts everything. */
int main(void) {
    for (unsigned i = 0; i < sizeof integers / sizeof integers[0]; i++)
        print_integer(integers[i]);
    for (unsigned i = 0; i < sizeof reals / sizeof reals[0]; i++)
        print_real(reals[i]);
    printf("%d %ld %lld %.2f\n", atoi("-12x"), atol("0x10"), atoll("123456789012"), atof("2.5e1"));
    printf("%jd %ju\n", strtoimax("-99", NULL, 10), strtoumax("ff", NULL, 16));
    return 0;
}
