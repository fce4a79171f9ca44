/* Extended precision: what only 64 bits of mantissa can hold, conversions, functions, printing,
 * scanning. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static volatile long double third = 1.0L / 3.0L;
static volatile double narrow = 1.0 / 3.0;

/* Sums a series that converges to e. */
static long double series(void) {
    long double sum = 0, term = 1;
    for (int i = 1; i < 30; i++) {
        sum += term;
        term /= i;
    }
    return sum;
}

/* Finds a root by Newton's method. */
static long double cube_root(long double x) {
    long double guess = x;
    for (int i = 0; i < 60; i++)
        guess -= (guess * guess * guess - x) / (3 * guess * guess);
    return guess;
}

/* Prints limits, arithmetic and functions. */
int main(void) {
    int exponent;
    char *end;
    printf("digits %d %d, epsilon %Lg\n", LDBL_MANT_DIG, LDBL_DIG, LDBL_EPSILON);
    printf("third %.20Lf %.20f\n", third, narrow);
    printf("different %d, equal as double %d\n", third != narrow, (double)third == narrow);
    printf("e %.18Lf\n", series());
    printf("cube root %.18Lf\n", cube_root(2));
    printf("hexadecimal %La %La\n", third, 1.0L);
    printf("large %.10Le, tiny %.10Le\n", LDBL_MAX, LDBL_MIN);
    printf("beyond double %.6Lg\n", (long double)DBL_MAX * 1000);
    printf("integer %.0Lf\n", (long double)0xffffffffffffffffULL);
    printf("to integers %lld %llu %d\n", (long long)-1e18L, (unsigned long long)1.8e19L,
           (int)third);
    printf("sqrt %.18Lf, hypot %.3Lf\n", sqrtl(2), hypotl(3, 4));
    printf("sin %.17Lf, exp %.16Lf, log %.17Lf\n", sinl(1), expl(1), logl(10));
    printf("pow %.12Lf, atan2 %.17Lf\n", powl(1.5L, 10.5L), atan2l(1, -1));
    printf("floor %.1Lf, round %.1Lf, rint %.1Lf, trunc %.1Lf\n", floorl(-2.5L), roundl(-2.5L),
           rintl(-2.5L), truncl(-2.5L));
    printf("fmod %.2Lf, remainder %.2Lf\n", fmodl(10.75L, 3), remainderl(10.75L, 3));
    long double mantissa = frexpl(third * 96, &exponent);
    printf("frexp %.3Lf %d, ldexp %.3Lf\n", mantissa, exponent, ldexpl(mantissa, 8));
    printf("next %La\n", nextafterl(1, 2));
    printf("strtold %.18Lf", strtold("3.14159265358979323846rest", &end));
    printf(" %s\n", end);
    printf("special %Lf %Lf %d\n", (long double)INFINITY, -(long double)INFINITY,
           isnan((long double)NAN));
    return 0;
}
