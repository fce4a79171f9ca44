// A program that answers over IPv4 and IPv6: over UDP with what it gets, and over TCP with as many
// bytes as it is told to send, in decimal digits and a line's end.

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 7 };

/// Returns a socket of a family and a type that is bound to the port.
static int bound(int family, int type) {
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(PORT)};
    int descriptor = socket(family, type, 0), yes = 1;

    if (family == AF_INET6)
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (descriptor < 0 ||
        (family == AF_INET ? bind(descriptor, (struct sockaddr *)&four, sizeof four)
                           : bind(descriptor, (struct sockaddr *)&six, sizeof six)) ||
        (type == SOCK_STREAM && listen(descriptor, 4))) {
        perror("bind");
        exit(1);
    }
    return descriptor;
}

/// Ends the program unless a socket that is bound for IPv6 alone says so, stays so, and leaves no
/// port for one of both internets.
static void expect_only_six(int descriptor, int type) {
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(PORT)};
    int only = 0, no = 0, both = socket(AF_INET6, type, 0), tells, changes, taken;
    socklen_t length = sizeof only;

    tells = !getsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &only, &length) && only == 1;
    changes = !setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) || errno != EINVAL;
    taken = bind(both, (struct sockaddr *)&six, sizeof six) && errno == EADDRINUSE;
    close(both);
    if (tells && !changes && taken)
        return;
    printf("only IPv6: tells %d, changes %d, taken %d\n", tells, changes, taken);
    exit(1);
}

/// Sends a datagram back to where it came from.
static void echo(int descriptor) {
    static char bytes[65536];
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    ssize_t count = recvfrom(descriptor, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &length);

    if (count < 0 || sendto(descriptor, bytes, count, 0, (struct sockaddr *)&from, length) != count)
        perror("echo");
}

/// Sends as many bytes as each line of a connection says.
static void serve(int connection) {
    static char bytes[1 << 16];
    char line[16];
    size_t length = 0;

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = i % 251;
    while (length < sizeof line && read(connection, line + length, 1) == 1) {
        if (line[length++] != '\n')
            continue;
        for (long left = atol(line), part; left > 0; left -= part) {
            part = write(connection, bytes, left < (long)sizeof bytes ? left : (long)sizeof bytes);
            if (part <= 0)
                break;
        }
        length = 0;
    }
    close(connection);
}

int main(void) {
    struct pollfd ready[] = {
        {.fd = bound(AF_INET, SOCK_DGRAM), .events = POLLIN},
        {.fd = bound(AF_INET6, SOCK_DGRAM), .events = POLLIN},
        {.fd = bound(AF_INET, SOCK_STREAM), .events = POLLIN},
        {.fd = bound(AF_INET6, SOCK_STREAM), .events = POLLIN},
    };

    expect_only_six(ready[1].fd, SOCK_DGRAM);
    expect_only_six(ready[3].fd, SOCK_STREAM);
    puts("ready");
    fflush(stdout);
    while (poll(ready, 4, -1) > 0)
        for (int i = 0; i < 4; i++)
            if (ready[i].revents && i < 2)
                echo(ready[i].fd);
            else if (ready[i].revents)
                serve(accept(ready[i].fd, NULL, NULL));
    return 1;
}
