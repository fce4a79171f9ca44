/* System calls by number: constant numbers, numbers from a table, numbers from input, the bare
 * instruction. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char text[] = "written by number\n";

/* Makes a system call with the bare instruction, out of the C library's sight. */
static long bare(long number, long a, long b, long c) {
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c)
                     : "rcx", "r11", "memory");
    return result;
}

/* Writes by one of two calls, which only the argument tells. */
static long by_choice(int vector) {
    struct iovec part = {(void *)text, sizeof text - 1};
    long number = vector ? SYS_writev : SYS_write;
    return vector ? syscall(number, 1, &part, 1) : syscall(number, 1, text, sizeof text - 1);
}

/* Asks by numbers that stand in a table. */
static void by_table(void) {
    static const int numbers[] = {SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid};
    int good = 0;
    for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        good += syscall(numbers[i]) >= 0;
    printf("table %d\n", good);
}

/* Makes the calls; numbers from the command line go with a bad descriptor or no meaning at all. */
int main(int argc, char **argv) {
    printf("constant %ld\n", syscall(SYS_write, 1, "", 0));
    fflush(stdout);
    printf("choice %ld", by_choice(argc % 2));
    printf(" %ld\n", by_choice((argc + 1) % 2));
    fflush(stdout);
    printf("bare %ld\n", bare(SYS_write, 1, (long)text, sizeof text - 1));
    printf("bare error %ld\n", bare(SYS_close, -1, 0, 0));
    by_table();
    for (int i = 1; i < argc; i++) {
        errno = 0;
        long result = syscall(atol(argv[i]), -1, 0, 0);
        printf("number %s: %ld %s\n", argv[i], result, strerror(errno));
    }
    return 0;
}
