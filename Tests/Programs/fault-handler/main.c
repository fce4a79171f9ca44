/* Faults of the processor reach signal handlers, which leave through siglongjmp: divide error,
 * forbidden page, invalid instruction. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

static sigjmp_buf recovery;
static char *forbidden;

/* Leaves the faulting instruction; reports whether the address was told for a memory fault. */
static void recover(int number, siginfo_t *information, void *context) {
    (void)context;
    int exact = number != SIGSEGV || information->si_addr == forbidden + 100;
    siglongjmp(recovery, exact ? number : -1);
}

/* Divides by zero in the processor, out of the compiler's sight. */
static void divide(void) {
    int quotient = 1, rest = 0;
    __asm__ volatile("idivl %2" : "+a"(quotient), "+d"(rest) : "r"(0));
    printf("not reached: %d\n", quotient);
}

/* Reads from a page without permissions. */
static void read_forbidden(void) {
    printf("not reached: %d\n", ((volatile char *)forbidden)[100]);
}

/* Writes to a page that may only be read. */
static void write_read_only(void) {
    mprotect(forbidden, 4096, PROT_READ);
    printf("reading is allowed: %d\n", ((volatile char *)forbidden)[100]);
    ((volatile char *)forbidden)[100] = 1;
    puts("not reached");
}

/* Executes an instruction that does not exist. */
static void invalid(void) {
    __asm__ volatile("ud2");
    puts("not reached");
}

static const struct {
    const char *name;
    void (*provoke)(void);
    int number;
} faults[] = {
    {"divide", divide, SIGFPE},
    {"read", read_forbidden, SIGSEGV},
    {"write", write_read_only, SIGSEGV},
    {"invalid", invalid, SIGILL},
};

/* Provokes every fault twice, for the second time needs the mask that siglongjmp restores. */
int main(void) {
    struct sigaction action = {.sa_flags = SA_SIGINFO};
    action.sa_sigaction = recover;
    forbidden = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    sigaction(SIGFPE, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGILL, &action, NULL);
    for (volatile int i = 0; i < 8; i++) {
        int index = i % 4, number = sigsetjmp(recovery, 1);
        if (number == 0)
            faults[index].provoke();
        printf("%s: %s\n", faults[index].name, number == faults[index].number ? "caught" : "wrong");
        if (index == 3)
            mprotect(forbidden, 4096, PROT_NONE);
    }
    return 0;
}
