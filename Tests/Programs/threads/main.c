/* POSIX threads: results, mutexes, condition variables, barriers, semaphores, keys, once, thread
 * local variables, cancellation, signals to threads, preemption of a thread that never waits. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 8, ROUNDS = 2000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t semaphore;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local int local = 7;
static int counter, turn, ended, once_count;
static atomic_int spinning, stop, interrupted;

/* Returns twice its argument, by way of a thread-local variable. */
static void *twice(void *argument) {
    local += (int)(intptr_t)argument;
    sched_yield();
    return (void *)(intptr_t)((local - 7) * 2);
}

/* Counts under the mutex. */
static void *count(void *argument) {
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&mutex);
        int before = counter;
        if (i % 100 == 0)
            sched_yield();
        counter = before + 1;
        pthread_mutex_unlock(&mutex);
    }
    return argument;
}

/* Waits for its turn and passes it on. */
static void *in_turn(void *argument) {
    int mine = (int)(intptr_t)argument;
    pthread_mutex_lock(&mutex);
    while (turn != mine)
        pthread_cond_wait(&condition, &mutex);
    printf("turn %d\n", mine);
    turn++;
    pthread_cond_broadcast(&condition);
    pthread_mutex_unlock(&mutex);
    return NULL;
}

/* Meets the others at the barrier. */
static void *meet(void *argument) {
    for (int i = 0; i < 10; i++)
        if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
            __atomic_add_fetch((int *)argument, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

/* Takes from the semaphore. */
static void *take(void *argument) {
    for (int i = 0; i < 5; i++)
        sem_wait(&semaphore);
    return argument;
}

/* Counts the ends of threads with a key. */
static void on_end(void *value) {
    __atomic_add_fetch(&ended, (int)(intptr_t)value, __ATOMIC_SEQ_CST);
}

/* Runs once. */
static void run_once(void) {
    once_count++;
}

/* Sets a key and initialises once. */
static void *use_key(void *argument) {
    pthread_once(&once, run_once);
    pthread_setspecific(key, argument);
    return NULL;
}

/* Spins without any call until told to stop. */
static void *spin(void *argument) {
    atomic_store(&spinning, 1);
    while (!atomic_load(&stop))
        ;
    return argument;
}

/* Notes that a cleanup ran. */
static void cleanup(void *argument) {
    printf("cleanup %s\n", (char *)argument);
}

/* Sleeps until it is cancelled. */
static void *sleep_long(void *argument) {
    pthread_cleanup_push(cleanup, argument);
    for (;;)
        pause();
    pthread_cleanup_pop(0);
    return NULL;
}

static pthread_t handled_by;

/* Notes the thread that a signal came to. */
static void on_signal(int number) {
    handled_by = pthread_self();
    (void)number;
}

/* Waits until a signal interrupts it. */
static void *wait_signal(void *argument) {
    struct timespec time = {60, 0};
    int is_early = nanosleep(&time, NULL) && errno == EINTR;
    atomic_store(&interrupted, 1);
    return (void *)(intptr_t)(is_early ? 1 : (intptr_t)argument);
}

/* Starts threads with arguments 0, 1, 2 … and adds up their results. */
static long run(void *(*function)(void *), int number, void *argument) {
    pthread_t threads[THREADS];
    long sum = 0;
    for (int i = 0; i < number; i++)
        pthread_create(&threads[i], NULL, function, argument ? argument : (void *)(intptr_t)i);
    for (int i = 0; i < number; i++) {
        void *result;
        pthread_join(threads[i], &result);
        sum += (long)(intptr_t)result;
    }
    return sum;
}

/* Cancellation, signals, and time limits. */
static void interruptions(void) {
    struct timespec limit;
    pthread_t thread;
    void *result;
    int error;
    pthread_create(&thread, NULL, sleep_long, "sleeper");
    sched_yield();
    pthread_cancel(thread);
    pthread_join(thread, &result);
    printf("cancelled %d\n", result == PTHREAD_CANCELED);
    signal(SIGUSR1, on_signal);
    pthread_create(&thread, NULL, wait_signal, NULL);
    /* A signal that comes before it sleeps does not wake it. */
    while (!atomic_load(&interrupted)) {
        usleep(1000);
        pthread_kill(thread, SIGUSR1);
    }
    pthread_join(thread, &result);
    printf("interrupted %d by its signal %d\n", result == (void *)1,
           pthread_equal(handled_by, thread) != 0);
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_nsec += 5000000;
    limit.tv_sec += limit.tv_nsec / 1000000000;
    limit.tv_nsec %= 1000000000;
    pthread_mutex_lock(&mutex);
    error = pthread_cond_timedwait(&condition, &mutex, &limit);
    pthread_mutex_unlock(&mutex);
    printf("time limit: %s\n", strerror(error));
    printf("try: %s\n", strerror(sem_trywait(&semaphore) ? errno : 0));
    pthread_create(&thread, NULL, spin, NULL);
    while (!atomic_load(&spinning))
        ;
    atomic_store(&stop, 1);
    pthread_join(thread, NULL);
    printf("a spinning thread was interrupted\n");
}

/* Passes bytes through a pipe to a thread that reads. */
static void *read_all(void *argument) {
    char buffer[512];
    long sum = 0, count;
    while ((count = read(*(int *)argument, buffer, sizeof buffer)) > 0)
        for (long i = 0; i < count; i++)
            sum += buffer[i];
    return (void *)sum;
}

/* Threads on both ends of a pipe. */
static void pipes(void) {
    static char block[100000];
    pthread_t thread;
    void *sum;
    int ends[2];
    pipe(ends);
    memset(block, 1, sizeof block);
    pthread_create(&thread, NULL, read_all, &ends[0]);
    for (int i = 0; i < 5; i++)
        write(ends[1], block, sizeof block);
    close(ends[1]);
    pthread_join(thread, &sum);
    printf("through the pipe %ld\n", (long)sum);
    close(ends[0]);
}

/* Runs all parts. */
int main(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    int serial = 0;
    printf("sum %ld, own %d\n", run(twice, THREADS, NULL), local);
    run(count, THREADS, NULL);
    printf("counted %d\n", counter);
    run(in_turn, THREADS, NULL);
    pthread_barrier_init(&barrier, NULL, 4);
    run(meet, 4, &serial);
    printf("met %d times\n", serial);
    sem_init(&semaphore, 0, 0);
    pthread_create(&thread, NULL, take, NULL);
    for (int i = 0; i < 5; i++)
        sem_post(&semaphore);
    pthread_join(thread, NULL);
    printf("semaphore passed\n");
    pthread_key_create(&key, on_end);
    run(use_key, 4, (void *)1);
    printf("ended %d, once %d\n", ended, once_count);
    interruptions();
    pipes();
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 65536);
    for (int i = 0; i < 50; i++) {
        while (pthread_create(&thread, &attributes, use_key, (void *)1))
            sched_yield();
        usleep(100);
    }
    while (__atomic_load_n(&ended, __ATOMIC_SEQ_CST) < 54)
        usleep(100);
    printf("detached %d\n", ended);
    return 0;
}
