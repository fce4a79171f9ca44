/* Complex arithmetic: products and quotients with infinities, functions, roots of unity,
 * polynomials. */
#include <complex.h>
#include <math.h>
#include <stdio.h>

static volatile double zero = 0;

/* Prints a number with its parts rounded; adds zero to avoid a minus sign before 0. */
static void print_complex(const char *title, double complex z) {
    double real = round(creal(z) * 1e6) / 1e6 + 0.0, imaginary = round(cimag(z) * 1e6) / 1e6 + 0.0;
    printf("%s %.6f %+.6fi\n", title, real, imaginary);
}

/* Evaluates a polynomial by Horner's rule. */
static double complex evaluate(const double complex *coefficients, int degree, double complex z) {
    double complex result = coefficients[degree];
    while (degree-- > 0)
        result = result * z + coefficients[degree];
    return result;
}

/* Counts rounds until a point leaves the Mandelbrot set's neighbourhood. */
static int escape(double complex c) {
    double complex z = 0;
    int rounds = 0;
    while (rounds < 60 && creal(z) * creal(z) + cimag(z) * cimag(z) < 4) {
        z = z * z + c;
        rounds++;
    }
    return rounds;
}

/* Prints arithmetic, functions and a picture. */
int main(void) {
    static const char shades[] = " .:-=+*#%@";
    double complex a = 3 + 4 * I, b = 1 - 2 * I;
    const double complex coefficients[] = {1, -2 * I, 3, I};
    print_complex("product", a * b);
    print_complex("quotient", a / b);
    print_complex("root", csqrt(-3 + 4 * I));
    print_complex("exponential", cexp(I * M_PI / 3));
    print_complex("logarithm", clog(b));
    print_complex("power", cpow(b, 2.5));
    print_complex("sine", csin(a / 4));
    print_complex("polynomial", evaluate(coefficients, 3, b));
    printf("absolute %.3f, argument %.6f\n", cabs(a), carg(b));
    double complex infinite = CMPLX(INFINITY, 1) * CMPLX(1, 1), divided = a / CMPLX(zero, zero);
    printf("infinite %d %d\n", isinf(creal(infinite)) != 0,
           isinf(creal(divided)) || isinf(cimag(divided)));
    float complex single = 1.5f + 0.5f * I;
    long double complex extended = 0.5L - 0.25L * I;
    printf("single %.4f, extended %.8Lf\n", (double)crealf(single * single),
           cimagl(extended / (1 + I)));
    for (int row = -6; row <= 6; row += 2) {
        for (int column = -20; column <= 8; column++)
            putchar(shades[escape(column / 10.0 + row / 5.0 * I) * 9 / 60]);
        puts("|");
    }
    return 0;
}
