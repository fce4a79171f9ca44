/* Callbacks whose arguments and results travel in every way: registers, stack, memory, x87,
 * vectors. */
#include <stdio.h>

struct small {
    int a;
    float b;
};
struct large {
    double values[5];
    char tag;
};
typedef float vector __attribute__((vector_size(16)));

/* Returns a struct in registers. */
static struct small make_small(int a) {
    return (struct small){a, (float)a / 2};
}

/* Returns a struct in memory. */
static struct large make_large(double seed) {
    struct large large = {.tag = 'L'};
    for (int i = 0; i < 5; i++)
        large.values[i] = seed * i;
    return large;
}

/* Takes a struct by value on the stack. */
static double sum_large(struct large large, struct small small) {
    double sum = small.b;
    for (int i = 0; i < 5; i++)
        sum += large.values[i];
    return sum + (large.tag == 'L');
}

/* Takes more arguments than there are registers. */
static long many(char a, short b, int c, long d, unsigned char e, float f, double g, int h, long i,
                 double j, signed char k) {
    return a + b + c + d + e + (long)f + (long)g + h + i + (long)j + k;
}

/* Takes and returns an extended number. */
static long double extended(long double x, int n) {
    while (n-- > 0)
        x = x * x + 1;
    return x;
}

/* Takes and returns a vector. */
static vector blend(vector a, vector b) {
    return a * b + a;
}

/* Takes and returns 128 bits. */
static __int128 wide(__int128 a, int shift) {
    return a << shift;
}

/* Returns a truth value. */
static _Bool is_small(unsigned char value) {
    return value < 16;
}

static const struct {
    struct small (*small)(int);
    struct large (*large)(double);
    double (*sum)(struct large, struct small);
    long (*many)(char, short, int, long, unsigned char, float, double, int, long, double,
                 signed char);
    long double (*extended)(long double, int);
    vector (*blend)(vector, vector);
    __int128 (*wide)(__int128, int);
    _Bool (*is_small)(unsigned char);
} table = {make_small, make_large, sum_large, many, extended, blend, wide, is_small};

/* Calls everything through a pointer to the table. */
int main(void) {
    const volatile void *hidden = &table;
    const typeof(table) *calls = (const void *)hidden;
    struct small small = calls->small(9);
    struct large large = calls->large(1.25);
    printf("small %d %.1f\n", small.a, small.b);
    printf("large %.2f %c\n", large.values[4], large.tag);
    printf("sum %.2f\n", calls->sum(large, small));
    printf("many %ld\n", calls->many(-1, -300, 70000, 1L << 40, 255, 1.5f, 2.5, 8, 9, 10.75, -128));
    printf("extended %.6Lf\n", calls->extended(0.5L, 4));
    vector v = calls->blend((vector){1, 2, 3, 4}, (vector){0.5f, 1, 2, 4});
    printf("vector %.1f %.1f %.1f %.1f\n", v[0], v[1], v[2], v[3]);
    __int128 w = calls->wide(12345, 70);
    printf("wide %lld\n", (long long)(w >> 68));
    printf("truth %d %d\n", calls->is_small(15), calls->is_small(16));
    return 0;
}
