/* The floating-point environment: rounding modes in SSE and x87, exception flags, saving and
 * restoring. */
#include <fenv.h>
#include <math.h>
#include <stdio.h>

#pragma STDC FENV_ACCESS ON

static const struct {
    const char *name;
    int mode;
} modes[] = {
    {"nearest", FE_TONEAREST}, {"up", FE_UPWARD}, {"down", FE_DOWNWARD}, {"zero", FE_TOWARDZERO}};

static volatile double one = 1, three = 3, tenth = 0.1, huge_value = 1e308, zero = 0;
static volatile int odd = 16777217;
static volatile long double extended_one = 1, extended_three = 3;

/* Prints what the operations give in the current mode. */
static void print_mode(const char *name) {
    volatile double quotient = one / three, negative = -one / three;
    volatile long double extended = extended_one / extended_three;
    printf("%s: %a %a %La\n", name, quotient, negative, extended);
    printf("  rint %.0f %.0f, lrint %ld, float %.1f\n", rint(2.5 * one), rint(-2.5 * one),
           lrint(3.5 * one), (double)(float)(16777216 * one + tenth));
}

/* Prints which exceptions are raised, then clears them. */
static void print_flags(const char *title) {
    int flags = fetestexcept(FE_ALL_EXCEPT);
    printf("%s:%s%s%s%s%s\n", title, flags & FE_INVALID ? " invalid" : "",
           flags & FE_DIVBYZERO ? " division" : "", flags & FE_OVERFLOW ? " overflow" : "",
           flags & FE_UNDERFLOW ? " underflow" : "", flags & FE_INEXACT ? " inexact" : "");
    feclearexcept(FE_ALL_EXCEPT);
}

/* Walks through modes and exceptions. */
int main(void) {
    fenv_t saved;
    volatile double result;
    print_mode("at start");
    for (unsigned i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        printf("set %d, get %d\n", fesetround(modes[i].mode), fegetround() == modes[i].mode);
        print_mode(modes[i].name);
    }
    fesetround(FE_TONEAREST);
    feclearexcept(FE_ALL_EXCEPT);
    print_flags("none");
    result = one / zero;
    print_flags("one by zero");
    result = zero / zero;
    print_flags("zero by zero");
    result = huge_value * huge_value;
    print_flags("too large");
    result = 1e-308 * tenth / huge_value;
    print_flags("too small");
    result = one + three;
    print_flags("exact");
    feholdexcept(&saved);
    fesetround(FE_UPWARD);
    result = one / three;
    feraiseexcept(FE_INVALID);
    fesetenv(&saved);
    print_flags("after restoring");
    printf("mode restored %d, bad mode %d\n", fegetround() == FE_TONEAREST, fesetround(12345) != 0);
    (void)result;
    return (float)odd == 16777216.0f ? 0 : 1;
}
