/* Timers that send signals, signals read from a descriptor, alarm, epoll_pwait2. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile int count, value, code;

/* Notes a signal. */
static void handle(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)context;
    count++;
    value = info->si_value.sival_int;
    code = info->si_code;
}

/* Prints a result or the error. */
static void tell(const char *label, long result) {
    if (result < 0)
        printf("%s: %s\n", label, strerror(errno));
    else
        printf("%s: %ld\n", label, result);
}

/* Timers with a handler. */
static void timers(void) {
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    struct itimerspec once = {.it_value.tv_nsec = 1000000}, often = once, now, zero = {0};
    timer_t timer, quiet;

    sigaction(SIGUSR1, &action, NULL);
    event.sigev_value.sival_int = 42;
    tell("create", timer_create(CLOCK_MONOTONIC, &event, &timer));
    tell("unset", timer_gettime(timer, &now));
    printf("%ld %ld\n", (long)now.it_value.tv_sec, now.it_value.tv_nsec);
    tell("set", timer_settime(timer, 0, &once, NULL));
    while (!count)
        pause();
    printf("count %d value %d code %d\n", count, value, code == SI_TIMER);
    timer_gettime(timer, &now);
    printf("over %ld\n", now.it_value.tv_nsec);
    often.it_interval.tv_nsec = 2000000;
    timer_settime(timer, 0, &often, NULL);
    while (count < 4)
        pause();
    timer_settime(timer, 0, &zero, &now);
    printf("interval %ld left %d\n", now.it_interval.tv_nsec, now.it_value.tv_nsec <= 2000000);
    tell("overrun", timer_getoverrun(timer) >= 0 ? 0 : -1);
    event.sigev_notify = SIGEV_NONE;
    tell("quiet", timer_create(CLOCK_REALTIME, &event, &quiet));
    clock_gettime(CLOCK_REALTIME, &once.it_value);
    once.it_value.tv_sec += 1000;
    tell("absolute", timer_settime(quiet, TIMER_ABSTIME, &once, NULL));
    timer_gettime(quiet, &now);
    printf("left %d\n", now.it_value.tv_sec >= 990 && now.it_value.tv_sec <= 1000);
    once.it_value.tv_nsec = 1000000000;
    tell("invalid", timer_settime(quiet, 0, &once, NULL));
    tell("delete", timer_delete(quiet));
    tell("delete", timer_delete(timer));
    tell("gone", syscall(SYS_timer_delete, 0));
    tell("clock", timer_create(77, &event, &timer));
    event.sigev_notify = 99;
    tell("notify", syscall(SYS_timer_create, CLOCK_REALTIME, &event, &timer));
}

/* Signals read from a descriptor. */
static void readers(void) {
    struct signalfd_siginfo taken[4];
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = 7};
    struct timespec moment = {0, 1000000};
    struct pollfd entry;
    sigset_t set;
    union sigval sent = {.sival_int = 5};
    int reader, epoll = epoll_create1(0);

    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    reader = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    tell("signalfd", reader >= 0 ? 0 : -1);
    tell("nothing", read(reader, taken, sizeof taken));
    epoll_ctl(epoll, EPOLL_CTL_ADD, reader, &event);
    tell("quiet", syscall(SYS_epoll_pwait2, epoll, &event, 1, &moment, NULL, 0));
    kill(getpid(), SIGUSR2);
    sigqueue(getpid(), SIGRTMIN, sent);
    sigqueue(getpid(), SIGRTMIN, sent);
    tell("ready", syscall(SYS_epoll_pwait2, epoll, &event, 1, NULL, NULL, 0));
    printf("data %u events %u\n", event.data.u32, event.events);
    entry = (struct pollfd){reader, POLLIN, 0};
    tell("poll", poll(&entry, 1, 0));
    tell("small", read(reader, taken, 8));
    tell("read", read(reader, taken, 2 * sizeof *taken) / (long)sizeof *taken);
    printf("signal %d code %d; signal %d value %d\n", (int)taken[0].ssi_signo == SIGUSR2,
           taken[0].ssi_code == SI_USER, (int)taken[1].ssi_signo == SIGRTMIN, taken[1].ssi_int);
    tell("last", read(reader, taken, sizeof taken) / (long)sizeof *taken);
    sigdelset(&set, SIGUSR2);
    tell("change", signalfd(reader, &set, 0) == reader ? 0 : -1);
    kill(getpid(), SIGUSR2);
    tell("not read", read(reader, taken, sizeof taken));
    tell("no reader", signalfd(1, &set, 0));
    tell("flags", signalfd(-1, &set, 1));
    moment.tv_nsec = -1;
    tell("time", syscall(SYS_epoll_pwait2, epoll, &event, 1, &moment, NULL, 0));
    close(reader);
    close(epoll);
}

int main(void) {
    timers();
    readers();
    tell("alarm", syscall(SYS_alarm, 100));
    tell("alarm", alarm(50));
    tell("alarm", syscall(SYS_alarm, 0));
    return 0;
}
