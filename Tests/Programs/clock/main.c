// Clocks and sleeping. Only what every machine must give is printed.

#define _GNU_SOURCE

#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

static double read_clock(clockid_t clock) {
    struct timespec now;

    if (clock_gettime(clock, &now))
        return -1;
    return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(void) {
    struct timespec pause = {.tv_nsec = 30000000}, bad = {.tv_nsec = 1000000000}, until;
    double start = read_clock(CLOCK_MONOTONIC), previous = start, now;
    struct rusage usage;
    struct timeval day;
    struct tms times_used;
    int right = 1;

    check(start > 0, "the monotonic clock");
    for (int i = 0; i < 10000; i++) {
        now = read_clock(CLOCK_MONOTONIC);
        right &= now >= previous && now - previous < 1;
        previous = now;
    }
    check(right, "never goes back or jumps");
    start = read_clock(CLOCK_MONOTONIC);
    check(!nanosleep(&pause, NULL), "nanosleep");
    now = read_clock(CLOCK_MONOTONIC);
    check(now - start >= 0.029 && now - start < 1, "sleeps as long as it should");
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 20000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    start = read_clock(CLOCK_MONOTONIC);
    check(!clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), "sleep until");
    now = read_clock(CLOCK_MONOTONIC);
    check(now - start >= 0.015 && now - start < 1, "as long as it should");
    check(nanosleep(&bad, NULL) == -1 && errno == EINVAL, "no time");
    check(clock_gettime(77, &until) == -1 && errno == EINVAL, "no clock");
    check(!usleep(1000), "usleep");
    // 2023-11-14 to 2100.
    now = read_clock(CLOCK_REALTIME);
    check(now > 1.7e9 && now < 4.1e9, "the time of day");
    gettimeofday(&day, NULL);
    check(day.tv_sec - now < 2 && now - day.tv_sec < 2, "gettimeofday");
    check(time(NULL) - day.tv_sec < 2, "time");
    check(!getrusage(RUSAGE_SELF, &usage), "getrusage");
    check(times(&times_used) != -1, "times");
    check(read_clock(CLOCK_PROCESS_CPUTIME_ID) >= 0 && clock() != -1, "processor time");
    return 0;
}
