// Setting the options of all sockets.

#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/time.h>

#include "sockets/options.h"
#include "time/clock.h"

/// Reads a time.
static long read_time(const void *value, socklen_t length, uint64_t *time) {
    struct timeval timeval;

    if (length < sizeof timeval)
        return -EINVAL;
    memcpy(&timeval, value, sizeof timeval);
    if ((unsigned long)timeval.tv_usec >= 1000000)
        return -EDOM;
    *time = timeval.tv_sec < 0 ? 0 : timeval.tv_sec * NANOSECONDS + timeval.tv_usec * 1000;
    return 0;
}

/// Reads SO_LINGER.
static long read_linger(struct socket *socket, const void *value, socklen_t length) {
    struct linger linger;

    if (length < sizeof linger)
        return -EINVAL;
    memcpy(&linger, value, sizeof linger);
    socket->linger = linger.l_onoff ? linger.l_linger : -1;
    return 0;
}

/// Switches an option on or off and tells the protocol, which may refuse.
static long set_flag(struct socket *socket, int option, int on) {
    unsigned bit = 1u << option;
    long problem = socket->operations->set_option(socket, SOL_SOCKET, option, &on, sizeof on);

    if (problem && problem != -ENOPROTOOPT)
        return problem;
    socket->options = on ? socket->options | bit : socket->options & ~bit;
    return 0;
}

/// Sets an option of all sockets.
long socket_set_option(struct socket *socket, int option, const void *value, socklen_t length) {
    int number;
    long problem;

    switch (option) {
    case SO_RCVTIMEO:
        return read_time(value, length, &socket->receive_timeout);
    case SO_SNDTIMEO:
        return read_time(value, length, &socket->send_timeout);
    case SO_LINGER:
        return read_linger(socket, value, length);
    }
    problem = option_read_int(value, length, &number);
    if (problem)
        return problem;
    switch (option) {
    case SO_SNDBUF:
    case SO_SNDBUFFORCE:
        socket->send_size = number * 2;
        return 0;
    case SO_RCVBUF:
    case SO_RCVBUFFORCE:
        socket->receive_size = number * 2;
        return 0;
    case SO_TYPE:
    case SO_ERROR:
    case SO_DOMAIN:
    case SO_PROTOCOL:
    case SO_ACCEPTCONN:
        return -ENOPROTOOPT;
    case SO_DEBUG:
    case SO_REUSEADDR:
    case SO_DONTROUTE:
    case SO_BROADCAST:
    case SO_KEEPALIVE:
    case SO_OOBINLINE:
    case SO_PRIORITY:
    case SO_REUSEPORT:
    case SO_PASSCRED:
    case SO_RCVLOWAT:
    case SO_SNDLOWAT:
    case SO_TIMESTAMP:
        return set_flag(socket, option, number);
    default:
        return -ENOPROTOOPT;
    }
}
