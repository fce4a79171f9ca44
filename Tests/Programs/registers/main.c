// Registers keep their values when a page gets its memory in the middle of a calculation.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGES 2000
#define PAGE 4096

int main(void) {
    char *memory =
        mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    double a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8;
    long double x = 1, y = 0;
    long i = 0, j = 1, k = 2, l = 3, m = 4, n = 5, o = 6;

    for (int page = 0; page < PAGES; page++) {
        a += b * 0.5, b += c * 0.25, c += d * 0.125, d += 1;
        e += f * 0.5, f += g * 0.25, g += h * 0.125, h += 1;
        x = x * 1.0001L + 1, y += x / 3;
        i += j, j += k ^ l, k += m, l += n ^ o, m += o, n += 3, o += 7;
        memory[(page * 7919L % PAGES) * PAGE] += 1;
    }
    printf("%.10g %.10g %.10g %.10g\n", a, b, c, d);
    printf("%.10g %.10g %.10g %.10g\n", e, f, g, h);
    printf("%.12Lg %.12Lg\n", x, y);
    printf("%ld %ld %ld %ld %ld %ld %ld\n", i, j, k, l, m, n, o);
    return 0;
}
