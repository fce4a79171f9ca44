// What a program finds when it starts.

#define _GNU_SOURCE

#include <errno.h>
#include <fenv.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

static int constructed;
static __thread int own = 42;
static __thread char own_zero[100];
static __thread long long aligned __attribute__((aligned(64))) = 7;

__attribute__((constructor)) static void construct(void) {
    constructed = 1;
}

__attribute__((destructor)) static void destruct(void) {
    puts("destructor");
}

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

/// Uses `left` bytes of stack.
static int deep(int left) {
    volatile char part[1024];

    memset((void *)part, left, sizeof part);
    return left > 1024 ? deep(left - 1024) + part[5] : part[7];
}

int main(int count, char **arguments, char **environment) {
    pthread_attr_t attributes;
    struct rlimit limit;
    void *stack;
    size_t size;

    check(count == 1 && arguments[0] && !arguments[1], "arguments");
    check(environment == environ, "environment");
    check(constructed, "constructor");
    check(own == 42 && !own_zero[99] && aligned == 7 && !((uintptr_t)&aligned & 63),
          "thread-local variables");
    check(program_invocation_short_name && *program_invocation_short_name, "the program's name");
    check(getauxval(AT_PAGESZ) == 4096 && getauxval(AT_PHNUM) > 0 && !getauxval(AT_SECURE),
          "auxiliary vector");
    check(getauxval(12345) == 0 && errno == ENOENT, "what is not in it");
    check(!((uintptr_t)__builtin_frame_address(0) & 15), "an aligned stack");
    check(fegetround() == FE_TONEAREST && fetestexcept(FE_ALL_EXCEPT) == 0, "floating point");
    getrlimit(RLIMIT_STACK, &limit);
    check(limit.rlim_cur >= 1 << 20 && deep(limit.rlim_cur / 2) != 1234, "a deep stack");
    check(!pthread_getattr_np(pthread_self(), &attributes) &&
              !pthread_attr_getstack(&attributes, &stack, &size) && (char *)stack < (char *)&size &&
              (char *)&size < (char *)stack + size,
          "the stack's place");
    printf("%.20Lg\n", 1 / 3.0L);
    return 0;
}
