/* Vector extensions: arithmetic, shuffles, comparisons, conversions, aligned and unaligned loads.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef float floats __attribute__((vector_size(16)));
typedef int32_t integers __attribute__((vector_size(16)));
typedef uint8_t bytes __attribute__((vector_size(16)));
typedef int64_t longs __attribute__((vector_size(32)));

static floats matrix[4] = {{1, 2, 3, 4}, {0, 1, 0, 2}, {5, 0, 1, 0}, {0, 0, 0, 1}};

/* Multiplies a matrix with a vector. */
static floats transform(const floats *m, floats v) {
    floats result = {0};
    for (int i = 0; i < 4; i++)
        result += m[i] * (floats){v[i], v[i], v[i], v[i]};
    return result;
}

/* Sums bytes in blocks of sixteen, from any address. */
static unsigned sum_bytes(const unsigned char *data, size_t count) {
    unsigned sum = 0;
    for (; count >= 16; count -= 16, data += 16) {
        bytes block;
        memcpy(&block, data, sizeof block);
        for (int i = 0; i < 16; i++)
            sum += block[i];
    }
    while (count--)
        sum += *data++;
    return sum;
}

/* Takes the larger of each pair. */
static integers larger(integers a, integers b) {
    integers mask = a > b;
    return (a & mask) | (b & ~mask);
}

/* Prints four integers. */
static void print_integers(const char *title, integers v) {
    printf("%s %d %d %d %d\n", title, v[0], v[1], v[2], v[3]);
}

/* Uses all operations. */
int main(void) {
    unsigned char data[100];
    floats v = transform(matrix, (floats){1, -1, 0.5f, 2});
    printf("transformed %.2f %.2f %.2f %.2f\n", v[0], v[1], v[2], v[3]);
    integers a = {1, -5, 30, 7}, b = {2, -6, 30, 100};
    print_integers("larger", larger(a, b));
    print_integers("shuffled", __builtin_shufflevector(a, b, 3, 2, 5, 4));
    print_integers("shifted", (a << 3) - b);
    print_integers("converted", __builtin_convertvector(v, integers));
    for (unsigned i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * 7);
    printf("sums %u %u\n", sum_bytes(data, 100), sum_bytes(data + 3, 61));
    longs wide = {1, 2, 3, 4};
    wide = wide * wide * 1000000007 + 1;
    printf("wide %lld %lld\n", (long long)wide[0], (long long)wide[3]);
    floats root = __builtin_elementwise_sqrt((floats){4, 9, 2, 0});
    printf("roots %.4f %.4f %.4f\n", root[0], root[1], root[2]);
    return a[2];
}
