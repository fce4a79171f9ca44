/* Clocks and sleeping: only relations are printed, for the values differ from run to run. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Reads a clock in nanoseconds. */
static long long now(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0)
        return -1;
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Checks that a clock never goes back over many readings. */
static int is_monotonic(clockid_t clock) {
    long long previous = now(clock);
    for (int i = 0; i < 1000; i++) {
        long long current = now(clock);
        if (current < previous)
            return 0;
        previous = current;
    }
    return 1;
}

/* Sleeps in one of several ways and returns the nanoseconds that passed. */
static long long sleep_by(int way) {
    struct timespec pause = {0, 5000000}, until;
    long long start = now(CLOCK_MONOTONIC);
    switch (way) {
    case 0:
        nanosleep(&pause, NULL);
        break;
    case 1:
        usleep(5000);
        break;
    case 2:
        clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, NULL);
        break;
    default:
        until.tv_sec = (start + 5000000) / 1000000000;
        until.tv_nsec = (start + 5000000) % 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    }
    return now(CLOCK_MONOTONIC) - start;
}

/* Prints relations between clocks. */
int main(void) {
    struct timespec resolution, bad = {0, 2000000000};
    struct timeval day;
    printf("monotonic %d\n", is_monotonic(CLOCK_MONOTONIC));
    for (int way = 0; way < 4; way++) {
        long long passed = sleep_by(way);
        printf("sleep %d: long enough %d, not endless %d\n", way, passed >= 5000000,
               passed < 10000000000);
    }
    time_t seconds = time(NULL);
    gettimeofday(&day, NULL);
    printf("after 2020 %d, clocks agree %d\n", seconds > 1577836800,
           day.tv_sec - seconds <= 1 && now(CLOCK_REALTIME) / 1000000000 - seconds <= 1);
    printf("resolution %d\n",
           clock_getres(CLOCK_MONOTONIC, &resolution) == 0 && resolution.tv_sec == 0);
    int result = nanosleep(&bad, NULL);
    printf("bad interval %d %d\n", result, errno == EINVAL);
    errno = 0;
    result = clock_gettime(12345, &resolution);
    printf("bad clock %d %d\n", result, errno == EINVAL);
    printf("processor time %d\n", clock() != (clock_t)-1);
    printf("sleep 0: %u\n", sleep(0));
    return 0;
}
