/* Loops without end and without effects, beside which other threads run: nothing may take it that
 * they end. */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

static volatile int started;
static int steps;

/* Spins, with nothing to see from outside. */
__attribute__((noinline)) static void spin(void) {
    for (;;)
        steps += 2;
}

/* Says that it started, and never ends. */
static void *work(void *data) {
    started++;
    spin();
    printf("not reached %p\n", data);
    return data;
}

int main(void) {
    pthread_t thread;
    for (int i = 0; i < 2; i++)
        if (pthread_create(&thread, NULL, work, NULL) != 0)
            return 1;
    while (started < 2)
        sched_yield();
    usleep(20000);
    printf("%d threads spin\n", started);
    return 0;
}
