/* setjmp and longjmp: values, volatile locals, loops of retries, a jump out of a callback of qsort.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf point;
static int comparisons;

/* Throws after some comparisons. */
static int throwing(const void *a, const void *b) {
    if (++comparisons == 5)
        longjmp(point, 55);
    return *(const int *)a - *(const int *)b;
}

/* Shows what volatile locals hold after a jump. */
static void volatile_locals(void) {
    volatile int kept = 1;
    volatile double number = 1.5;
    int value = setjmp(point);
    if (value == 0) {
        kept = 2;
        number = 2.5;
        longjmp(point, 0);
    }
    printf("longjmp 0 returns %d, kept %d, number %.1f\n", value, kept, number);
}

/* Retries an operation that fails until the third attempt. */
static void retries(void) {
    volatile int attempts = 0;
    switch (setjmp(point)) {
    case 3:
        printf("gave up jumping after %d attempts\n", attempts);
        return;
    default:
        attempts++;
        printf("attempt %d\n", attempts);
        longjmp(point, attempts);
    }
}

/* Leaves a C library function through its callback. */
static void out_of_qsort(void) {
    int numbers[] = {9, 3, 7, 1, 8, 2, 6};
    int value = setjmp(point);
    if (value == 0)
        qsort(numbers, sizeof numbers / sizeof numbers[0], sizeof numbers[0], throwing);
    printf("left qsort with %d after %d comparisons\n", value, comparisons);
}

/* Runs all of the above. */
int main(void) {
    volatile_locals();
    retries();
    out_of_qsort();
    if (!setjmp(point))
        puts("first return of setjmp");
    else
        return 9;
    longjmp(point, 1);
}
