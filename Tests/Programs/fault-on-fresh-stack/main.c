// A handler for faults on a stack that nobody has touched yet: the system writes there first.

#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

static sigjmp_buf before;
static volatile int count;
static const char *near;

/// Notes where the fault was, and whether it is handled on the other stack.
static void handle(int number, siginfo_t *info, void *context) {
    const ucontext_t *interrupted = context;
    long distance = (const char *)interrupted->uc_mcontext.gregs[REG_RSP] - near;
    stack_t stack;

    sigaltstack(NULL, &stack);
    printf("signal %d at %p, on the other stack: %d, from main's: %d\n", number, info->si_addr,
           !!(stack.ss_flags & SS_ONSTACK), distance > -4096 && distance < 4096);
    count++;
    siglongjmp(before, 1);
}

int main(void) {
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    long size = 64 * 1024;
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack_t stack = {.ss_sp = memory, .ss_size = size};

    near = (const char *)&action;
    if (memory == MAP_FAILED || sigaltstack(&stack, NULL) || sigaction(SIGSEGV, &action, NULL))
        return 1;
    for (int i = 0; i < 2; i++) {
        if (!sigsetjmp(before, 1))
            *(volatile char *)16 = 1;
    }
    printf("%d faults\n", count);
    return count == 2 ? 0 : 1;
}
