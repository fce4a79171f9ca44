/* The functions of math.h at ordinary points, at special values, and at the edges of their domains.
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>

typedef double unary(double);

static const struct {
    const char *name;
    unary *function;
    double points[3];
} unaries[] = {
    {"sin", sin, {1, 1e6, -0.0}},
    {"cos", cos, {1, 1e22, 0}},
    {"tan", tan, {1, 1.5, -3}},
    {"asin", asin, {0.5, 1, 2}},
    {"acos", acos, {0.5, -1, 2}},
    {"atan", atan, {1, 1e300, -2}},
    {"sinh", sinh, {1, 20, -1e-5}},
    {"cosh", cosh, {1, 20, 800}},
    {"tanh", tanh, {0.5, 30, -1}},
    {"exp", exp, {1, -700, 710}},
    {"exp2", exp2, {0.5, -1075, 10}},
    {"expm1", expm1, {1e-10, 1, -50}},
    {"log", log, {10, 0, -1}},
    {"log2", log2, {8, 0.1, 3}},
    {"log10", log10, {1000, 2, 1e-300}},
    {"log1p", log1p, {1e-10, 1, -1}},
    {"sqrt", sqrt, {2, -1, 1e-300}},
    {"cbrt", cbrt, {27, -2, 1e300}},
    {"tgamma", tgamma, {5, 0.5, -1.5}},
    {"lgamma", lgamma, {10, 0.5, 100}},
    {"erf", erf, {0.5, 3, -1}},
    {"erfc", erfc, {0.5, 5, -1}},
    {"j0", j0, {1, 10, 0}},
    {"y1", y1, {1, 10, 3}},
    {"floor", floor, {2.5, -2.5, 1e300}},
    {"ceil", ceil, {2.5, -2.5, -0.5}},
    {"round", round, {2.5, -2.5, 0.49999999999999994}},
    {"trunc", trunc, {2.7, -2.7, 0}},
    {"rint", rint, {2.5, 3.5, -0.4}},
    {"logb", logb, {1000, 1e-310, 1}},
    {"fabs", fabs, {-0.0, -7, 3}},
    {"acosh", acosh, {1, 2, 100}},
    {"asinh", asinh, {1, -1e10, 0}},
    {"atanh", atanh, {0.5, 1, -0.1}},
};

/* Prints the functions of two arguments. */
static void binaries(void) {
    printf("pow %.15g %.15g %d %.15g\n", pow(2, 0.5), pow(-8, 3), isnan(pow(-8, 1.0 / 3)),
           pow(0, -1));
    printf("atan2 %.15g %.15g\n", atan2(1, -1), atan2(-0.0, -1));
    printf("hypot %.15g %.15g\n", hypot(3e200, 4e200), hypot(INFINITY, NAN));
    printf("fmod %.15g %.15g remainder %.15g\n", fmod(5.3, 2), fmod(-1e300, 3), remainder(5, 3));
    printf("fma %.15g fdim %g fmax %g fmin %g\n", fma(1e16, 1e16, -1e32), fdim(3, 5), fmax(NAN, 2),
           fmin(1, NAN));
    printf("copysign %g nextafter %a\n", copysign(3, -0.0), nextafter(1, 0));
    printf("scalbn %g ilogb %d\n", scalbn(1.5, 10), ilogb(0.1));
}

/* Prints what comes back through pointers and integers. */
static void pieces(void) {
    double whole, sine, cosine;
    int exponent, quotient;
    double fraction = modf(-3.75, &whole);
    printf("modf %g %g\n", fraction, whole);
    fraction = frexp(1000, &exponent);
    printf("frexp %g %d, ldexp %g\n", fraction, exponent, ldexp(0.75, 4));
    fraction = remquo(29, 3, &quotient);
    printf("remquo %g %d\n", fraction, quotient & 7);
    sincos(0.5, &sine, &cosine);
    printf("sincos %.15g %.15g\n", sine, cosine);
    printf("lround %ld llrint %lld\n", lround(-2.5), llrint(1e15 + 0.5));
    printf("float %.7g %.7g %.7g\n", (double)sinf(1), (double)powf(2, 0.5f), (double)expf(10));
}

/* Prints everything, with classification at the end. */
int main(void) {
    for (unsigned i = 0; i < sizeof unaries / sizeof unaries[0]; i++) {
        printf("%s", unaries[i].name);
        for (int j = 0; j < 3; j++) {
            double value = unaries[i].function(unaries[i].points[j]);
            if (isnan(value))
                printf(" nan");
            else
                printf(" %.14g", value);
        }
        putchar('\n');
    }
    binaries();
    pieces();
    printf("classes %d %d %d %d\n", fpclassify(1e-310) == FP_SUBNORMAL, isinf(-INFINITY) != 0,
           signbit(-0.0) != 0, isunordered(NAN, 1));
    return 0;
}
