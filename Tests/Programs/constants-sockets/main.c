/* The constants of sockets, walked: families, types and protocols, options and their sizes, ways to
   shut down, flags of messages. What is answered with an error must be answered with the same one
   everywhere. Left out: families and options that an image does not serve, which `specialise check`
   tells, and what needs rights (raw sockets). */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

/* Prints a value and how it was answered. */
static void tell(const char *what, long value, long result) {
    printf("%s %ld: %s\n", what, value, result < 0 ? strerror(errno) : "done");
}

/* Makes a socket and closes it again. */
static void try_socket(const char *what, int family, int type, int protocol) {
    int file = socket(family, type, protocol);

    tell(what, type, file);
    if (file >= 0)
        close(file);
}

/* Families, types and protocols. */
static void making(void) {
    int pair[2];

    try_socket("no family", 0, SOCK_STREAM, 0);
    try_socket("no family", 46, SOCK_STREAM, 0);
    try_socket("no family", -1, SOCK_STREAM, 0);
    for (int type = 0; type < 12; type++) {
        // Raw sockets need rights, and other types modules of the kernel.
        if (type == SOCK_STREAM || type == SOCK_DGRAM || type == 0 || type > 10) {
            try_socket("internet", AF_INET, type, 0);
            try_socket("internet, close", AF_INET, type | SOCK_CLOEXEC, 0);
            try_socket("tcp", AF_INET, type, IPPROTO_TCP);
            try_socket("udp", AF_INET, type, IPPROTO_UDP);
        }
        if (type != SOCK_RAW) {
            try_socket("local", AF_UNIX, type, 0);
            tell("pair", type, socketpair(AF_UNIX, type, 0, pair));
        }
    }
    try_socket("protocol", AF_INET, SOCK_STREAM, 250);
    try_socket("flags", AF_INET, SOCK_STREAM | 0x10000, 0);
    try_socket("local protocol", AF_UNIX, SOCK_STREAM, 99);
    tell("pair of internet", 0, socketpair(AF_INET, SOCK_STREAM, 0, pair));
}

/* Options that both sides serve, with sizes that fit and that do not. */
static void options(const char *kind, int file, int is_stream) {
    static const int levels[][2] = {
        {SOL_SOCKET, SO_REUSEADDR}, {SOL_SOCKET, SO_KEEPALIVE},  {SOL_SOCKET, SO_BROADCAST},
        {SOL_SOCKET, SO_DONTROUTE}, {SOL_SOCKET, SO_OOBINLINE},  {SOL_SOCKET, SO_REUSEPORT},
        {SOL_SOCKET, SO_SNDBUF},    {SOL_SOCKET, SO_RCVBUF},     {SOL_SOCKET, SO_LINGER},
        {SOL_SOCKET, SO_RCVTIMEO},  {SOL_SOCKET, SO_SNDTIMEO},   {SOL_SOCKET, SO_RCVLOWAT},
        {SOL_SOCKET, SO_TYPE},      {SOL_SOCKET, SO_DOMAIN},     {SOL_SOCKET, SO_PROTOCOL},
        {SOL_SOCKET, SO_ERROR},     {SOL_SOCKET, SO_ACCEPTCONN}, {SOL_SOCKET, 9999},
        {IPPROTO_IP, IP_TTL},       {IPPROTO_IP, IP_TOS},        {IPPROTO_IP, 9999},
        {IPPROTO_TCP, TCP_NODELAY}, {IPPROTO_TCP, TCP_KEEPIDLE}, {IPPROTO_TCP, TCP_KEEPINTVL},
        {IPPROTO_TCP, TCP_KEEPCNT}, {IPPROTO_TCP, TCP_CORK},     {IPPROTO_TCP, TCP_MAXSEG},
        {IPPROTO_TCP, 9999}};

    for (unsigned i = 0; i < sizeof levels / sizeof *levels; i++) {
        int values[4] = {1, 0, 0, 0};
        socklen_t size = 16;

        if (!is_stream && levels[i][0] == IPPROTO_TCP)
            continue;
        printf("%s %d %d\n", kind, levels[i][0], levels[i][1]);
        if (levels[i][1] != TCP_MAXSEG || levels[i][0] != IPPROTO_TCP)
            tell("set", 16, setsockopt(file, levels[i][0], levels[i][1], values, 16));
        tell("get", 16, getsockopt(file, levels[i][0], levels[i][1], values, &size));
        if (levels[i][0] != IPPROTO_IP)
            tell("set", 2, setsockopt(file, levels[i][0], levels[i][1], values, 2));
        size = -1;
        tell("get", -1, getsockopt(file, levels[i][0], levels[i][1], values, &size));
    }
}

/* What sockets are asked for at wrong times. */
static void states(const char *kind, int file, int type) {
    struct sockaddr_storage name;
    socklen_t size = sizeof name;
    char byte;

    printf("%s\n", kind);
    for (int how = -1; how < 4; how++)
        tell("shut down", how, shutdown(file, how));
    tell("peer", 0, getpeername(file, (struct sockaddr *)&name, &size));
    tell("accept", 0, accept(file, NULL, NULL));
    tell("accept4", 1, syscall(SYS_accept4, file, NULL, NULL, 1));
    if (type == SOCK_DGRAM)
        tell("listen", 0, listen(file, 1));
    tell("write", 0, send(file, "x", 1, MSG_NOSIGNAL));
    if (type == SOCK_DGRAM)
        tell("read", 0, recv(file, &byte, 1, MSG_DONTWAIT));
    tell("bind short", 0, bind(file, (struct sockaddr *)&name, 1));
    tell("connect short", 0, connect(file, (struct sockaddr *)&name, 1));
    size = -1;
    tell("name", 0, getsockname(file, (struct sockaddr *)&name, &size));
}

int main(void) {
    int stream = socket(AF_INET, SOCK_STREAM, 0), datagram = socket(AF_INET, SOCK_DGRAM, 0);
    int local = socket(AF_UNIX, SOCK_STREAM, 0), value = 0;
    struct sockaddr_un unix_name = {.sun_family = AF_UNIX, .sun_path = "missing"};
    struct sockaddr_in elsewhere = {
        .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000001), .sin_port = htons(9)};

    making();
    options("stream", stream, 1);
    options("datagram", datagram, 0);
    states("stream", stream, SOCK_STREAM);
    states("datagram", datagram, SOCK_DGRAM);
    states("local", local, SOCK_STREAM);
    tell("missing", 0, connect(local, (struct sockaddr *)&unix_name, sizeof unix_name));
    stream = socket(AF_INET, SOCK_STREAM, 0);
    tell("refused", 0, connect(stream, (struct sockaddr *)&elsewhere, sizeof elsewhere));
    tell("option of a file", 0, setsockopt(1, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value));
    tell("option of nothing", 0, setsockopt(99, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value));
    tell("request", 0, ioctl(stream, TIOCMGET, &value));
    tell("no request", 0, ioctl(stream, 0x12345678, &value));
    return 0;
}
