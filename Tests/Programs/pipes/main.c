/* Pipes inside one process: order, end of file, non-blocking ends, capacity, EPIPE, poll and
 * select, streams. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

static volatile sig_atomic_t broken;

/* Notes SIGPIPE. */
static void on_broken(int number) {
    broken = number;
}

/* Prints what poll says about both ends. */
static void print_poll(const int ends[2]) {
    struct pollfd polled[2] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}};
    int ready = poll(polled, 2, 0);
    printf("poll %d: in %d hang-up %d, out %d error %d\n", ready, (polled[0].revents & POLLIN) != 0,
           (polled[0].revents & POLLHUP) != 0, (polled[1].revents & POLLOUT) != 0,
           (polled[1].revents & POLLERR) != 0);
}

/* Fills a non-blocking pipe until it takes no more, then empties it. */
static void fill(void) {
    static char block[4096];
    int ends[2];
    long written = 0, taken = 0;
    ssize_t count;
    pipe2(ends, O_NONBLOCK);
    while ((count = write(ends[1], block, sizeof block)) > 0)
        written += count;
    printf("full: %s, some room before %d\n", strerror(errno), written >= 4096);
    print_poll(ends);
    while ((count = read(ends[0], block, sizeof block)) > 0)
        taken += count;
    printf("empty: %s, all came back %d\n", strerror(errno), written == taken);
    close(ends[0]);
    close(ends[1]);
}

/* Uses select with a time limit on an empty and on a filled pipe. */
static void selection(void) {
    int ends[2];
    pipe(ends);
    for (int round = 0; round < 2; round++) {
        struct timeval limit = {0, 1000};
        fd_set readers;
        FD_ZERO(&readers);
        FD_SET(ends[0], &readers);
        int ready = select(ends[0] + 1, &readers, NULL, NULL, &limit);
        printf("select %d, set %d\n", ready, FD_ISSET(ends[0], &readers) != 0);
        write(ends[1], "x", 1);
    }
    close(ends[0]);
    close(ends[1]);
}

/* Talks through pipes in every way. */
int main(void) {
    char buffer[16] = "";
    int ends[2], waiting = 0;
    signal(SIGPIPE, on_broken);
    pipe(ends);
    print_poll(ends);
    write(ends[1], "first,", 6);
    write(ends[1], "second", 6);
    print_poll(ends);
    ioctl(ends[0], FIONREAD, &waiting);
    ssize_t count = read(ends[0], buffer, 8);
    printf("waiting %d, read %zd '%.8s'\n", waiting, count, buffer);
    close(ends[1]);
    count = read(ends[0], buffer, sizeof buffer);
    printf("rest %zd '%.*s'\n", count, (int)count, buffer);
    printf("end of file %zd, seek %s\n", read(ends[0], buffer, 1),
           lseek(ends[0], 0, SEEK_CUR) < 0 ? strerror(errno) : "works");
    close(ends[0]);
    fill();
    selection();
    pipe(ends);
    close(ends[0]);
    print_poll(ends);
    count = write(ends[1], "x", 1);
    printf("broken pipe %zd %s, signal %d\n", count, strerror(errno), broken == SIGPIPE);
    close(ends[1]);
    pipe(ends);
    FILE *out = fdopen(ends[1], "w"), *in = fdopen(ends[0], "r");
    fprintf(out, "%d lines\nthrough streams\n", 2);
    fclose(out);
    while (fgets(buffer, sizeof buffer, in))
        printf("<%.*s>", (int)strcspn(buffer, "\n"), buffer);
    putchar('\n');
    return fclose(in);
}
