/* Thread-local variables of the only thread: initialised, zero, aligned, in two files, pointers to
 * them, static locals, function pointers inside. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int plus(int a, int b);

_Thread_local int shared_number = 40;
static _Thread_local char zeros[1000];
static _Thread_local _Alignas(64) struct {
    int a;
    char text[20];
} aligned = {7, "aligned text"};
static _Thread_local int (*operation)(int, int) = plus;
extern _Thread_local long other_number;
extern __thread const char *other_text;

long other_file(long x);

/* Adds. */
static int plus(int a, int b) {
    return a + b;
}

/* Multiplies; only stored at run time. */
static int times(int a, int b) {
    return a * b;
}

/* Counts in a static thread-local variable of a function. */
static int count(void) {
    static _Thread_local int calls = 10;
    return ++calls;
}

/* Reads and writes the variables in several ways. */
int main(void) {
    int *pointer = &shared_number, sum = 0;
    for (size_t i = 0; i < sizeof zeros; i++)
        sum += zeros[i];
    printf("zeros %d, number %d\n", sum, shared_number);
    *pointer += 2;
    printf("number %d, other %ld %s\n", shared_number, other_number, other_text);
    printf("other file %ld\n", other_file(5));
    printf("now %d %ld\n", shared_number, other_number);
    printf("aligned %d %d %s\n", (int)((uintptr_t)&aligned % 64), aligned.a, aligned.text);
    printf("operation %d", operation(6, 7));
    operation = times;
    printf(" %d\n", operation(6, 7));
    int first = count();
    printf("count %d %d\n", first, count());
    memset(zeros, 'z', sizeof zeros - 1);
    printf("length %zu\n", strlen(zeros));
    errno = 0;
    remove("no-such-file");
    printf("errno %d\n", errno == ENOENT);
    return shared_number;
}
