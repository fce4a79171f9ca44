/* Pseudo-random sequences from fixed seeds, which the C library fixes; true randomness only by its
 * relations. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/* Prints some numbers of each generator with the same seed. */
static void print_all(unsigned seed) {
    unsigned state = seed;
    srand(seed);
    srandom(seed);
    srand48(seed);
    for (int i = 0; i < 4; i++)
        printf("%d %ld %ld %.6f %d\n", rand(), random(), lrand48(), drand48(), rand_r(&state));
}

/* Switches between states of random(). */
static void states(void) {
    static char small[32], large[256];
    initstate(7, small, sizeof small);
    long first = random();
    char *old = initstate(7, large, sizeof large);
    long second = random();
    setstate(old);
    long third = random();
    setstate(large);
    printf("%ld %ld %ld %ld\n", first, second, third, random());
}

/* Shuffles numbers and estimates pi. */
static void use(void) {
    int cards[20], inside = 0;
    srandom(12345);
    for (int i = 0; i < 20; i++)
        cards[i] = i;
    for (int i = 19; i > 0; i--) {
        int j = (int)(random() % (i + 1)), kept = cards[i];
        cards[i] = cards[j];
        cards[j] = kept;
    }
    for (int i = 0; i < 20; i++)
        printf("%d ", cards[i]);
    for (int i = 0; i < 100000; i++) {
        double x = drand48(), y = drand48();
        inside += x * x + y * y < 1;
    }
    printf("pi %.4f\n", inside * 4 / 100000.0);
}

/* Prints the sequences and checks the real generator. */
int main(void) {
    unsigned char first[32] = {0}, second[32] = {0}, zero[32] = {0};
    unsigned short seed[3] = {1, 2, 3};
    print_all(1);
    print_all(0xdeadbeef);
    states();
    use();
    printf("%ld %.6f\n", nrand48(seed), erand48(seed));
    printf("getrandom %zd", getrandom(first, sizeof first, 0));
    printf(", getentropy %d\n", getentropy(second, sizeof second));
    printf("different %d, not zero %d\n", memcmp(first, second, 32) != 0,
           memcmp(first, zero, 32) != 0);
    return 0;
}
