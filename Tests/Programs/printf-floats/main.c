/* printf of floating-point numbers: %f %e %g %a %Lf with flags, extremes, rounding of ties, special
 * values. */
#include <float.h>
#include <math.h>
#include <stdio.h>

static const double values[] = {0.0,  -0.0, 1.0,  -1.5,  0.1, 123456789.123456789,
                                1e-5, 1e5,  1e16, 9.995, 0.5, 2.5};

/* Prints one value in the plain formats. */
static void plain(double value) {
    printf("%f %e %g %a | %F %E %G %A\n", value, value, value, value, value, value, value, value);
}

/* Prints one value with flags, widths and precisions. */
static void flags(double value) {
    printf("[%12.3f] [%-12.3f] [%012.3f] [%+.2e] [% .1f] [%#.0f] [%.0f] [%#g] [%.3g] [%10.2a]\n",
           value, value, value, value, value, value, value, value, value, value);
}

/* Prints numbers at the ends of the range, with all their digits. */
static void extremes(void) {
    printf("%.17g %.17g %.17g\n", DBL_MAX, DBL_MIN, DBL_EPSILON);
    printf("%.17g %a\n", 4.9406564584124654e-324, 4.9406564584124654e-324);
    printf("%.0f\n", DBL_MAX);
    printf("%.60f\n", 0.1);
    printf("%.80f\n", 0x1p-70);
    printf("%.25Lf %.21Lg %La\n", 1.0L / 3, 1.0L / 3, 1.0L / 3);
    printf("%Le %.30Le\n", LDBL_MAX, LDBL_MIN);
    printf("%20.10Lf|%-20.3Le|%+Lg\n", 2.5L, 2.5L, 2.5L);
}

/* Prints what is not a finite number. */
static void special(void) {
    printf("%f %F %e %g %a %Lf\n", (double)INFINITY, -(double)INFINITY, (double)NAN,
           (double)INFINITY, -(double)INFINITY, (long double)NAN);
    printf("[%8f] [%-8f] [%08f] [%+f] [% f]\n", (double)INFINITY, (double)INFINITY,
           (double)INFINITY, (double)INFINITY, (double)NAN);
}

/* Prints ties, which go to the even digit. */
static void ties(void) {
    for (int i = 0; i < 6; i++)
        printf("%.0f %.1f %.2e | ", i + 0.5, i + 0.25, (i + 0.125) * 10);
    printf("\n%.1f %.2f %.0e %g %g\n", 0.05, 1.005, 15.0, 99999.95, 999999.5);
}

/* Prints everything. */
int main(void) {
    for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++) {
        plain(values[i]);
        flags(values[i]);
    }
    extremes();
    special();
    ties();
    return printf("%*.*f|\n", -12, 4, 3.14159265);
}
