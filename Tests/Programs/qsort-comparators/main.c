/* qsort with comparators that are chosen by name through a table of function pointers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct planet {
    const char *name;
    double radius;
    int moons;
};

static struct planet planets[] = {
    {"Mercury", 2439.7, 0}, {"Venus", 6051.8, 0},   {"Earth", 6371.0, 1},  {"Mars", 3389.5, 2},
    {"Jupiter", 69911, 95}, {"Saturn", 58232, 146}, {"Uranus", 25362, 28}, {"Neptune", 24622, 16},
};

/* Orders by name. */
static int by_name(const void *a, const void *b) {
    return strcmp(((const struct planet *)a)->name, ((const struct planet *)b)->name);
}

/* Orders by radius. */
static int by_radius(const void *a, const void *b) {
    double left = ((const struct planet *)a)->radius, right = ((const struct planet *)b)->radius;
    return (left > right) - (left < right);
}

/* Orders by the number of moons, then by name. */
static int by_moons(const void *a, const void *b) {
    const struct planet *left = a, *right = b;
    return left->moons != right->moons ? left->moons - right->moons : by_name(a, b);
}

/* Orders against the radius. */
static int by_radius_down(const void *a, const void *b) {
    return by_radius(b, a);
}

/* Stands in the table, but nobody asks for it. */
static int by_address(const void *a, const void *b) {
    return (a > b) - (a < b);
}

static const struct {
    const char *key;
    int (*compare)(const void *, const void *);
} orders[] = {{"name", by_name},
              {"radius", by_radius},
              {"moons", by_moons},
              {"down", by_radius_down},
              {"address", by_address}};

/* Orders integers, plainly. */
static int by_value(const void *a, const void *b) {
    return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

/* Sorts the planets by every key of the command line, and a long array by value. */
int main(int argc, char **argv) {
    enum { COUNT = sizeof planets / sizeof planets[0], MANY = 5000 };
    for (int i = 1; i < argc; i++) {
        for (size_t j = 0; j < sizeof orders / sizeof orders[0]; j++)
            if (strcmp(argv[i], orders[j].key) == 0)
                qsort(planets, COUNT, sizeof planets[0], orders[j].compare);
        printf("%s:", argv[i]);
        for (size_t j = 0; j < COUNT; j++)
            printf(" %s", planets[j].name);
        putchar('\n');
    }
    static int numbers[MANY];
    unsigned seed = 1, wrong = 0;
    for (int i = 0; i < MANY; i++)
        numbers[i] = (int)((seed = seed * 1103515245 + 12345) >> 8) - (1 << 23);
    qsort(numbers, MANY, sizeof numbers[0], by_value);
    for (int i = 1; i < MANY; i++)
        wrong += numbers[i - 1] > numbers[i];
    printf("first %d, last %d, wrong %u\n", numbers[0], numbers[MANY - 1], wrong);
    return (int)wrong;
}
