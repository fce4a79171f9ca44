// Handlers for faults: they jump away, repair the cause, or change where the program goes on.

#define _GNU_SOURCE

#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

static sigjmp_buf jump;
static siginfo_t last;
static char *page;
static char *handler_stack;
volatile int zero;

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

static void on_jump(int number, siginfo_t *info, void *context) {
    char here;

    last = *info;
    handler_stack = &here;
    siglongjmp(jump, number);
}

static void on_repair(int number, siginfo_t *info, void *context) {
    last = *info;
    mprotect(page, 4096, PROT_READ | PROT_WRITE);
}

static void on_skip(int number, siginfo_t *info, void *context) {
    ucontext_t *program = context;

    last = *info;
    program->uc_mcontext.gregs[REG_RIP] += 2;
    program->uc_mcontext.gregs[REG_RAX] = 1234;
}

static void install(int number, void (*handler)(int, siginfo_t *, void *), int flags) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};

    sigaction(number, &action, NULL);
}

static int overflow(int depth) {
    volatile char big[1024];

    big[0] = depth;
    return overflow(depth + 1) + big[0];
}

static void jumps(void) {
    static char memory[65536];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};

    install(SIGSEGV, on_jump, 0);
    for (int i = 0; i < 3; i++)
        if (!sigsetjmp(jump, 1))
            *(volatile int *)(long)(zero + 16) = 1;
    check(last.si_signo == SIGSEGV && last.si_code == SEGV_MAPERR && last.si_addr == (void *)16,
          "a null pointer");
    if (!sigsetjmp(jump, 1))
        *(volatile char *)(uintptr_t)jumps = 1;
    check(last.si_code == SEGV_ACCERR && last.si_addr == (void *)jumps, "a write to text");
    install(SIGFPE, on_jump, 0);
    if (!sigsetjmp(jump, 1))
        __asm__ volatile("idivl %0" : : "r"(zero), "a"(1), "d"(0));
    check(last.si_signo == SIGFPE && last.si_code == FPE_INTDIV, "a division by zero");
    install(SIGILL, on_jump, 0);
    if (!sigsetjmp(jump, 1))
        __asm__ volatile("ud2");
    check(last.si_signo == SIGILL && last.si_code == ILL_ILLOPN, "an undefined instruction");
    sigaltstack(&stack, NULL);
    install(SIGSEGV, on_jump, SA_ONSTACK);
    for (int i = 0; i < 2; i++)
        if (!sigsetjmp(jump, 1))
            zero = overflow(0);
    check(handler_stack >= memory && handler_stack < memory + sizeof memory, "a stack overflow");
    zero = 0;
}

static void repairs(void) {
    double sum = 0;

    page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    install(SIGSEGV, on_repair, 0);
    for (int i = 0; i < 10; i++) {
        sum += 0.1 * i;
        page[i] = i;
        if (i == 5)
            mprotect(page, 4096, i % 2 ? PROT_READ : PROT_NONE);
    }
    check(page[0] == 0 && page[9] == 9 && last.si_addr == page + 6 && last.si_code == SEGV_ACCERR,
          "a repaired page");
    printf("%.3f\n", sum);
}

static void skips(void) {
    long result = 0;

    install(SIGILL, on_skip, 0);
    __asm__ volatile("ud2" : "=a"(result));
    check(result == 1234, "a skipped instruction");
    install(SIGTRAP, on_jump, 0);
    if (!sigsetjmp(jump, 1))
        __asm__ volatile("int3");
    check(last.si_signo == SIGTRAP, "a breakpoint");
}

int main(void) {
    jumps();
    repairs();
    skips();
    signal(SIGSEGV, SIG_DFL);
    return 0;
}
