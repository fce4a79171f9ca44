/* Tries each value of the arguments that choose what a system call does, on several kinds of files
   and with several operands, and prints which ones are never answered with the refusal of their
   family. The values stand in names.h, which the test makes of what the library OS says of itself.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* A value, or a pair of values, by name. */
struct row {
    const char *name;
    unsigned first, second;
};

#include "names.h"

enum { MOST = 8 };
static int files[MOST], count;
static char operand[4096];

/* Adds a file, which must be there. */
static void add(int file) {
    if (file < 0)
        printf("file %d: %s\n", count, strerror(errno));
    else
        files[count++] = file;
}

/* Opens one of each kind of file, sockets last. */
static void open_files(void) {
    int pair[2];

    add(0);
    add(open("walked", O_RDWR | O_CREAT, 0600));
    pipe(pair);
    add(pair[0]);
    add(socket(AF_INET, SOCK_STREAM, 0));
    add(socket(AF_INET, SOCK_DGRAM, 0));
    add(socket(AF_INET6, SOCK_STREAM, 0));
    add(socket(AF_UNIX, SOCK_STREAM, 0));
    add(socket(AF_UNIX, SOCK_DGRAM, 0));
}

/* Prints whether a value is served. */
static void print(const char *family, const char *name, int served) {
    printf("%s %s: %s\n", family, name, served ? "served" : "refused");
}

/* Walks the commands of fcntl. */
static void walk_fcntl(const struct row *row) {
    for (; row->name; row++) {
        int served = 0;

        for (int i = 0; i < count && !served; i++) {
            memset(operand, 0, sizeof operand);
            served = syscall(SYS_fcntl, files[i], row->first, operand) >= 0 || errno != EINVAL;
            if (!served && strncmp(row->name, "F_SETLK", 7) && strncmp(row->name, "F_GETLK", 7))
                served = syscall(SYS_fcntl, files[i], row->first, 0L) >= 0 || errno != EINVAL;
        }
        print("fcntl", row->name, served);
    }
}

/* Walks the requests of ioctl, those about interfaces with the name of the first one. */
static void walk_ioctl(const struct row *row) {
    char interface[IF_NAMESIZE];

    if (!if_indextoname(1, interface))
        printf("file 1: no interface\n");
    for (; row->name; row++) {
        int served = 0;

        for (int i = 0; i < count && !served; i++) {
            memset(operand, 0, sizeof operand);
            if (row->first == SIOCGIFNAME)
                ((struct ifreq *)operand)->ifr_ifindex = 1;
            else if (row->first >> 8 == 0x89 && row->first != SIOCGIFCONF)
                strcpy(operand, interface);
            served = syscall(SYS_ioctl, files[i], row->first, operand) >= 0 || errno != ENOTTY;
        }
        print("ioctl", row->name, served);
    }
}

/* Walks the options of sockets, telling them or setting them. */
static void walk_options(const char *family, const struct row *row, int is_setting) {
    static const socklen_t sizes[] = {4, 8, 16, 64};

    for (; row->name; row++) {
        int served = 0;

        for (int i = 3; i < count && !served; i++) {
            for (int j = 0; j < 4 && !served; j++) {
                socklen_t size = sizes[j];
                long result;

                memset(operand, 0, sizeof operand);
                operand[0] = 1;
                result = is_setting ? syscall(SYS_setsockopt, files[i], row->first, row->second,
                                              operand, (long)size)
                                    : syscall(SYS_getsockopt, files[i], row->first, row->second,
                                              operand, &size);
                served = result >= 0 || (errno != ENOPROTOOPT && errno != EOPNOTSUPP);
            }
        }
        print(family, row->name, served);
    }
}

/* Walks the options of prctl. */
static void walk_prctl(const struct row *row) {
    for (; row->name; row++) {
        int served = 0;

        memset(operand, 0, sizeof operand);
        for (long argument = 0; argument < 2 && !served; argument++)
            if (strncmp(row->name, "PR_SET_NAME", 11) && strncmp(row->name, "PR_GET_", 7))
                served =
                    syscall(SYS_prctl, row->first, argument, 0L, 0L, 0L) >= 0 || errno != EINVAL;
        if (!served)
            served = syscall(SYS_prctl, row->first, operand, 0L, 0L, 0L) >= 0 || errno != EINVAL;
        if (!served && strncmp(row->name, "PR_GET_", 7) == 0 && strcmp(row->name, "PR_GET_NAME") &&
            strcmp(row->name, "PR_GET_PDEATHSIG") && strcmp(row->name, "PR_GET_CHILD_SUBREAPER"))
            served = syscall(SYS_prctl, row->first, 0L, 0L, 0L, 0L) >= 0 || errno != EINVAL;
        print("prctl", row->name, served);
    }
}

/* Walks the families of sockets. */
static void walk_socket(const struct row *row) {
    for (; row->name; row++) {
        int file = syscall(SYS_socket, row->first, SOCK_STREAM, 0);

        print("socket", row->name, file >= 0 || errno != EAFNOSUPPORT);
        if (file >= 0)
            close(file);
    }
}

/* Walks the advice of madvise. */
static void walk_madvise(const struct row *row) {
    for (; row->name; row++) {
        void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        print("madvise", row->name,
              syscall(SYS_madvise, page, 4096L, row->first) >= 0 || errno != EINVAL);
        munmap(page, 4096);
    }
}

/* Walks the timers of setitimer and getitimer. */
static void walk_timers(const struct row *row) {
    for (; row->name; row++) {
        memset(operand, 0, sizeof operand);
        print("setitimer", row->name,
              syscall(SYS_setitimer, row->first, operand, NULL) >= 0 &&
                  syscall(SYS_getitimer, row->first, operand) >= 0);
    }
}

/* Walks the flags of open. */
static void walk_open(const struct row *row) {
    for (; row->name; row++) {
        int file = syscall(SYS_open, "/tmp", O_RDWR | row->first, 0600);

        print("open", row->name, file >= 0 || (errno != EOPNOTSUPP && errno != EINVAL));
        if (file >= 0)
            close(file);
    }
}

int main(void) {
    open_files();
    walk_fcntl(rows_fcntl);
    walk_options("setsockopt", rows_setsockopt, 1);
    walk_options("getsockopt", rows_getsockopt, 0);
    walk_prctl(rows_prctl);
    walk_socket(rows_socket);
    walk_madvise(rows_madvise);
    walk_timers(rows_setitimer);
    walk_open(rows_open);
    // Last, because it changes how the console writes.
    walk_ioctl(rows_ioctl);
    return 0;
}
