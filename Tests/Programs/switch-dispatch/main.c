/* Switches of all shapes: dense, sparse, negative, 64-bit, ranges, nested, fall-through, lookup
 * tables. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* A dense switch with calls, which becomes a jump table. */
static void dense(int key) {
    switch (key) {
    case 0:
        printf("zero ");
        break;
    case 1:
        printf("one ");
        /* fall through */
    case 2:
        printf("two ");
        break;
    case 3:
        putchar('3');
        putchar(' ');
        break;
    case 4:
    case 5:
        printf("four-or-five(%d) ", key);
        break;
    default:
        printf("other ");
    }
}

/* A dense switch of constants, which becomes a lookup table. */
static const char *name(unsigned day) {
    switch (day) {
    case 0:
        return "Monday";
    case 1:
        return "Tuesday";
    case 2:
        return "Wednesday";
    case 3:
        return "Thursday";
    case 4:
        return "Friday";
    default:
        return "weekend";
    }
}

/* A sparse switch over 64 bits with negative keys and ranges. */
static int sparse(long long key) {
    switch (key) {
    case LLONG_MIN:
        return 1;
    case -1000000000000:
        return 2;
    case -5 ... - 1:
        return 3;
    case 0 ... 9:
        return (int)key * 10;
    case 4294967296:
        return 5;
    case LLONG_MAX:
        return 6;
    }
    return 7;
}

/* A switch whose body is entered in the middle of a loop. */
static int unrolled_sum(const int *numbers, int count) {
    int sum = 0, rounds = (count + 3) / 4;
    if (count == 0)
        return 0;
    switch (count % 4) {
        do {
        case 0:
            sum += *numbers++;
            /* fall through */
        case 3:
            sum += *numbers++;
            /* fall through */
        case 2:
            sum += *numbers++;
            /* fall through */
        case 1:
            sum += *numbers++;
        } while (--rounds > 0);
    }
    return sum;
}

/* Drives every switch with keys from the command line or a fixed set. */
int main(int argc, char **argv) {
    static const long long keys[] = {LLONG_MIN, -1000000000000, -6,       -5, -1, 0, 7,
                                     10,        4294967296,     LLONG_MAX};
    static const int numbers[] = {1, 2, 4, 8, 16, 32, 64};
    for (int i = 1; i < argc; i++)
        dense(atoi(argv[i]));
    for (int i = -1; i < 7; i++)
        dense(i);
    putchar('\n');
    for (unsigned day = 0; day < 6; day++)
        printf("%s ", name(day));
    putchar('\n');
    for (unsigned i = 0; i < sizeof keys / sizeof keys[0]; i++)
        printf("%d ", sparse(keys[i]));
    putchar('\n');
    for (int count = 0; count <= 7; count++)
        printf("%d ", unrolled_sum(numbers, count));
    putchar('\n');
    return 0;
}
