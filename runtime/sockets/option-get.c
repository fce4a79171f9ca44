// Telling the options of all sockets.

#define _GNU_SOURCE
#include <errno.h>
#include <sys/time.h>

#include "sockets/options.h"
#include "time/clock.h"

/// How much a socket says that it can hold when nobody set it.
#define SIZE_DEFAULT 131072

/// Tells a time.
static long write_time(uint64_t time, void *value, socklen_t *length) {
    struct timeval timeval = {time / NANOSECONDS, time % NANOSECONDS / 1000};

    return option_write(&timeval, sizeof timeval, value, length);
}

/// Tells an option of all sockets.
long socket_get_option(struct socket *socket, int option, void *value, socklen_t *length) {
    struct linger linger = {socket->linger >= 0, socket->linger >= 0 ? socket->linger : 0};

    switch (option) {
    case SO_RCVTIMEO:
        return write_time(socket->receive_timeout, value, length);
    case SO_SNDTIMEO:
        return write_time(socket->send_timeout, value, length);
    case SO_LINGER:
        return option_write(&linger, sizeof linger, value, length);
    case SO_SNDBUF:
        return option_write_int(socket->send_size ? socket->send_size : SIZE_DEFAULT, value,
                                length);
    case SO_RCVBUF:
        return option_write_int(socket->receive_size ? socket->receive_size : SIZE_DEFAULT, value,
                                length);
    case SO_TYPE:
        return option_write_int(socket->type, value, length);
    case SO_DOMAIN:
        return option_write_int(socket->domain, value, length);
    case SO_PROTOCOL:
        return option_write_int(socket->protocol, value, length);
    case SO_ACCEPTCONN:
        return option_write_int(socket->is_listening, value, length);
    case SO_ERROR:
        return option_write_int(-socket_take_error(socket), value, length);
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
        return option_write_int(socket_has(socket, option), value, length);
    default:
        return -ENOPROTOOPT;
    }
}
