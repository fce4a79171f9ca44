/* sigsetjmp with and without the signal mask: siglongjmp out of a handler, and the mask afterwards.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static sigjmp_buf point;

/* Leaves the handler, during which its own signal is blocked. */
static void leave(int number) {
    siglongjmp(point, number);
}

/* Returns whether SIGUSR1 is blocked now. */
static int blocked(void) {
    sigset_t set;
    sigprocmask(SIG_SETMASK, NULL, &set);
    return sigismember(&set, SIGUSR1);
}

/* Raises the signal once and prints the mask after the jump. */
static void jump(int save_mask) {
    sigset_t set;
    int value = sigsetjmp(point, save_mask);
    if (value == 0)
        raise(SIGUSR1);
    printf("save %d: got SIGUSR1 %d, blocked now %d\n", save_mask, value == SIGUSR1, blocked());
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Jumps back five times through one point. */
static void repeated(void) {
    volatile int rounds = 0;
    if (sigsetjmp(point, 1))
        rounds++;
    if (rounds < 5)
        raise(SIGUSR1);
    printf("%d rounds, blocked %d\n", rounds, blocked());
}

/* Compares the two kinds, then the plain functions. */
int main(void) {
    jmp_buf plain;
    signal(SIGUSR1, leave);
    jump(1);
    jump(0);
    jump(1);
    repeated();
    int value = setjmp(plain);
    if (value < 3)
        longjmp(plain, value + 1);
    printf("plain %d\n", value);
    return 0;
}
