/* epoll over pipes, level and edge triggered, once; eventfd as counter and semaphore; timerfd. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* Prints what an epoll descriptor reports without waiting. */
static void report(const char *label, int epoll) {
    struct epoll_event events[8];
    int count = epoll_wait(epoll, events, 8, 0);
    printf("%s: %d", label, count);
    for (int i = 0; i < count; i++)
        printf(" [%u: in %d out %d hang-up %d]", events[i].data.u32,
               (events[i].events & EPOLLIN) != 0, (events[i].events & EPOLLOUT) != 0,
               (events[i].events & EPOLLHUP) != 0);
    putchar('\n');
}

/* Sets an interest and prints how that went. */
static void control(int epoll, int operation, int descriptor, unsigned events, unsigned data) {
    struct epoll_event event = {.events = events, .data.u32 = data};
    int result = epoll_ctl(epoll, operation, descriptor, &event);
    printf("control %d: %s\n", operation, result ? strerror(errno) : "done");
}

/* Level and edge triggering, one shot, and what becomes of closed descriptors. */
static void pipes(void) {
    int epoll = epoll_create1(EPOLL_CLOEXEC), ends[2];
    char byte;
    pipe(ends);
    control(epoll, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    control(epoll, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    report("nothing", epoll);
    write(ends[1], "ab", 2);
    report("level", epoll);
    report("level again", epoll);
    control(epoll, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET, 2);
    report("edge", epoll);
    report("edge again", epoll);
    write(ends[1], "c", 1);
    report("edge anew", epoll);
    control(epoll, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT, 3);
    report("once", epoll);
    write(ends[1], "d", 1);
    report("once again", epoll);
    control(epoll, EPOLL_CTL_MOD, ends[0], EPOLLIN, 4);
    while (fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 && read(ends[0], &byte, 1) == 1)
        ;
    report("empty", epoll);
    control(epoll, EPOLL_CTL_ADD, ends[1], EPOLLOUT | EPOLLET, 5);
    report("room", epoll);
    close(ends[1]);
    report("hang-up", epoll);
    control(epoll, EPOLL_CTL_DEL, ends[0], 0, 0);
    control(epoll, EPOLL_CTL_DEL, ends[0], 0, 0);
    close(ends[0]);
    report("closed", epoll);
    control(epoll, EPOLL_CTL_ADD, ends[0], EPOLLIN, 6);
    control(epoll, EPOLL_CTL_ADD, epoll, EPOLLIN, 6);
    close(epoll);
}

/* Counters, and an epoll that is watched by another. */
static void counters(void) {
    int counter = eventfd(3, EFD_NONBLOCK), semaphore = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
    int inner = epoll_create1(0), outer = epoll_create1(0);
    eventfd_t value = 0;
    control(inner, EPOLL_CTL_ADD, counter, EPOLLIN, 1);
    control(outer, EPOLL_CTL_ADD, inner, EPOLLIN, 2);
    report("inner", inner);
    report("outer", outer);
    eventfd_read(counter, &value);
    printf("counter %ju\n", (uintmax_t)value);
    printf("empty %s\n", eventfd_read(counter, &value) ? strerror(errno) : "no");
    report("inner", inner);
    eventfd_write(counter, 40);
    eventfd_write(counter, 2);
    eventfd_read(counter, &value);
    printf("counter %ju\n", (uintmax_t)value);
    for (int i = 0; i < 3; i++)
        printf("semaphore %s\n", eventfd_read(semaphore, &value) ? strerror(errno) : "taken");
    value = UINT64_MAX;
    printf("write %zd %s\n", write(counter, &value, sizeof value), strerror(errno));
    close(counter);
    report("closed", inner);
    close(inner);
    report("closed", outer);
    close(outer);
    close(semaphore);
}

/* Timers, waited for by reading, by poll and by epoll. */
static void timers(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, 0), epoll = epoll_create1(0);
    struct itimerspec value = {.it_value.tv_nsec = 20000000}, left;
    struct pollfd polled = {timer, POLLIN, 0};
    struct epoll_event event;
    uint64_t count = 0;
    timerfd_settime(timer, 0, &value, NULL);
    timerfd_gettime(timer, &left);
    printf("left %d\n", left.it_value.tv_sec == 0 && left.it_value.tv_nsec > 0);
    printf("poll %d\n", poll(&polled, 1, 0));
    printf("read %zd, once %d\n", read(timer, &count, sizeof count), count == 1);
    timerfd_gettime(timer, &left);
    printf("over %d\n", left.it_value.tv_sec == 0 && left.it_value.tv_nsec == 0);
    value.it_interval.tv_nsec = 5000000;
    timerfd_settime(timer, 0, &value, NULL);
    control(epoll, EPOLL_CTL_ADD, timer, EPOLLIN, 7);
    for (int i = 0; i < 3; i++) {
        int ready = epoll_wait(epoll, &event, 1, -1);
        ssize_t size = read(timer, &count, sizeof count);
        printf("epoll %d for %u, read %zd, some %d\n", ready, event.data.u32, size, count > 0);
    }
    value.it_value.tv_nsec = 0;
    timerfd_settime(timer, 0, &value, NULL);
    printf("quiet %d\n", epoll_wait(epoll, &event, 1, 30));
    close(timer);
    close(epoll);
}

/* Runs all parts. */
int main(void) {
    int file = open("/tmp/file", O_CREAT | O_RDWR, 0600), epoll = epoll_create(1);
    control(epoll, EPOLL_CTL_ADD, file, EPOLLIN, 1);
    close(epoll);
    close(file);
    pipes();
    counters();
    timers();
    return 0;
}
